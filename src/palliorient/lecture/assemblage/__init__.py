"""From what is written to the referential: groups expanded, sources and words resolved."""
