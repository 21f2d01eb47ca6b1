"""`palliorient exporter`: the map and the rules for other systems."""

from __future__ import annotations

from palliorient.commandes import Groupe

AIDE = (
    "La carte et les règles pour d'autres systèmes.\n\n"
    "Rien n'y est ajouté : ce que les sources ne disent pas n'y est pas. Aucun carnet n'en sort."
)


class GroupeDExport(Groupe):
    """The commands of `exporter`."""

    noms = {  # noqa: RUF012 - never changed
        "fhir": "Les services et le questionnaire, en FHIR R4 (annuaires).",
        "dmn": "Le tableau national, en DMN 1.3 (moteurs de règles).",
    }
    paquet = __name__


GROUPE = GroupeDExport
