"""A team's own directory: what it says, and what it adds to an answer."""
