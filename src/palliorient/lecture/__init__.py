"""Reading the three YAML files: strict parsing, schemas, cross references, assembly.

The only door for the rest of the program is `lecture.charger`.
"""

NOMS = TERRITOIRES, ACTEURS, REGLES = ("territoires", "acteurs", "regles_gradation")
"""The three files, without extension, in the order of the fingerprint and of the diagnostics."""
