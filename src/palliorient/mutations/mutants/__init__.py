"""The changes that are tried: what each alters in the data."""
