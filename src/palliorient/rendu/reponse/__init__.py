"""An answer: its content, the same on screen and as JSON."""
