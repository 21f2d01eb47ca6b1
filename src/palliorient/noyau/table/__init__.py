"""The compiled table: its rows, how it is made from the referential, how it is read."""
