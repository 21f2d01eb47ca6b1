"""What each file may hold: models, and their errors as French diagnostics."""
