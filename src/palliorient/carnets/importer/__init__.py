"""From a table as a secretary keeps it (CSV) to a directory; what is not recognised stays there."""
