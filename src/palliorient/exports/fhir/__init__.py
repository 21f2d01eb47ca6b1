"""FHIR R4 (4.0.1), without any profile: the services of the map, and the questionnaire."""
