"""The output of a batch: its columns, its cells, its bytes."""
