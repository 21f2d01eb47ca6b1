"""A team's own directories: finding, reading, checking and importing them."""
