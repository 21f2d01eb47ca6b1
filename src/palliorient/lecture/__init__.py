"""Reading the three YAML files: strict parsing, schemas, cross references, assembly.

The only door for the rest of the program is `lecture.charger`.
"""
