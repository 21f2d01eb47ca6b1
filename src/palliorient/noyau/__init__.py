"""The pure core: it decides, and reads no file, clock, terminal or environment."""
