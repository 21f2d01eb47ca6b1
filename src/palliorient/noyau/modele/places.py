"""The two ways of saying where: by the number of an arrondissement, by the commune."""

from __future__ import annotations

NUMERO, COMMUNE = PLACES = ("arrondissement", "commune")
"""The criteria that say where: a folder declares one, the other may be said in its place."""

LA_PLACE = {NUMERO: "l'arrondissement", COMMUNE: "la commune"}
SA_PLACE = {NUMERO: "son arrondissement", COMMUNE: "sa commune"}
"""The same in a sentence."""
