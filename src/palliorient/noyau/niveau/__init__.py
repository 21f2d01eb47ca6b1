"""The discussion grid: from answers to a level to discuss, or to none."""
