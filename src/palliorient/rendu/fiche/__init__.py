"""The sheet that one prints: its content, what fits on a page, and three ways to lay it out."""
