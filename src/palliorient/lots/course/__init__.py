"""A whole run: its units, its processes, its report."""
