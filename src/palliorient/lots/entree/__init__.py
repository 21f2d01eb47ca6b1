"""The input of a batch: what it is, its columns, its rows."""
