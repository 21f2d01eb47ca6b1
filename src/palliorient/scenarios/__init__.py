"""Scenarios: situations with the answer that the two documents justify, replayed."""
