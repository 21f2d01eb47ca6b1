"""Showing an answer: JSON for programs, text for people."""
