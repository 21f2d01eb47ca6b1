"""Many situations at once: reading, remembering, writing whole files, reporting."""
