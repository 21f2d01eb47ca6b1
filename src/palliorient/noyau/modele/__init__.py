"""The domain once read and checked, and the diagnostics about it."""
