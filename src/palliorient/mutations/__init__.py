"""What would no scenario notice? The data changed one thing at a time, by families."""
