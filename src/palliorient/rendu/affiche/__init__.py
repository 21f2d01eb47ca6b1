"""The poster of a territory: its content, how it fits one A3 page, SVG, HTML and PDF."""
