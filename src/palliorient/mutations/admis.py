"""The changes that are known to pass unnoticed, each with its reason: a file of one's own."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from palliorient.lecture.codes import Code
from palliorient.lecture.fichiers import octets_de
from palliorient.lecture.schemas.base import Modele, Texte
from palliorient.lecture.schemas.valider import valider
from palliorient.lecture.yaml.yaml_strict import lire_texte
from palliorient.noyau.modele.diagnostic import ERREUR, Diagnostic, ErreurPalliorient
from palliorient.scenarios.lecture import ScenariosInvalides
from palliorient.sortie import montrer, raison


class Raison(Modele):
    """One reason, and every change that it explains, as `tester --mutations` writes them."""

    raison: Texte
    changements: Annotated[list[Texte], Field(min_length=1)]


class FichierAdmis(Modele):
    """The whole file."""

    admis: Annotated[list[Raison], Field(min_length=1)]


def lire_admis(chemin: str) -> dict[str, str]:
    """Description of each accepted change → why.

    Raises `ErreurPalliorient` when the file cannot be read, with all that is wrong in it.
    """
    try:
        octets = octets_de(chemin)
    except OSError as erreur:
        raise ErreurPalliorient(
            f"fichier illisible : {montrer(chemin)} ({raison(erreur)})"
        ) from None
    lecture = lire_texte(octets, chemin)
    modele = valider(lecture, FichierAdmis)
    problemes = [d for d in lecture.diagnostics if d.gravite == ERREUR]
    admis: dict[str, str] = {}
    for rang, une in enumerate(modele.admis if modele else ()):
        for place, dit in enumerate(une.changements):
            if dit in admis:
                ici = lecture.position(("admis", rang, "changements", place))
                message = f"changement déjà écrit : « {dit} »"
                problemes.append(
                    Diagnostic(
                        Code.IDENTIFIANT_EN_DOUBLE, ERREUR, message, ici, "l'écrire une fois"
                    )
                )
            admis[dit] = une.raison
    if problemes:
        raise ScenariosInvalides(problemes)
    return admis
