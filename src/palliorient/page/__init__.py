"""The page that answers where there is no Python: its data, its script, one HTML file."""
