"""Browsing the map: who is there, what is covered. Decides nothing."""
