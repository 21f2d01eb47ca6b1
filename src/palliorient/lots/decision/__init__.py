"""Deciding many situations: what holds, in pieces that are worked out once."""
