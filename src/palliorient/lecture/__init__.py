"""Reading the YAML files of a folder: strict parsing, schemas, cross references, assembly.

The only door for the rest of the program is `lecture.charger`.
"""

NOMS = TERRITOIRES, ACTEURS, REGLES = ("territoires", "acteurs", "regles_gradation")
"""The three files that every folder has, without extension."""

GRILLE = "grille"
"""The discussion grid: a folder may do without it."""

TOUS = (*NOMS, GRILLE)
"""Every file of a folder, in the order of the fingerprint and of the diagnostics."""
