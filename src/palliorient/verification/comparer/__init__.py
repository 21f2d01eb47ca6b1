"""Two versions of the data: what changes, for whom, and what is only written otherwise."""
