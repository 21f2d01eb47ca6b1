"""The same decision over every situation at once: sets, spaces, the symbolic engine."""
