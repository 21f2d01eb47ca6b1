"""Deciding: rows that hold, contacts, order of call, why not, tonight."""
