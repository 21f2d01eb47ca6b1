"""What other systems read: FHIR for directories, DMN for rule engines. Values, then text."""
