"""From what is typed to a situation, and back: criteria, places, hospitals, hours, questions."""
