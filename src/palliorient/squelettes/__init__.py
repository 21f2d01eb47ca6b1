"""Data folders made from official figures: facts → the text of the files → a folder."""
