"""A file → a directory, read as strictly as the data, or every problem in it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from palliorient.carnets.codes import Code
from palliorient.carnets.controles import controler
from palliorient.carnets.conventions import conventions
from palliorient.carnets.discretion import discret
from palliorient.carnets.schema import FERIES, FORMAT, FichierCarnet, UneVoie
from palliorient.lecture.codes import Code as CodeDeLecture
from palliorient.lecture.fichiers import octets_de
from palliorient.lecture.schemas.base import minutes
from palliorient.lecture.schemas.valider import valider
from palliorient.lecture.yaml.resultat import FichierLu
from palliorient.lecture.yaml.yaml_strict import lire_texte
from palliorient.noyau.carnet.carnet import (
    Carnet,
    Carnets,
    Heures,
    HorsContrat,
    Ligne,
    Plage,
    Voie,
)
from palliorient.noyau.carnet.fusion import fusionner
from palliorient.noyau.modele.diagnostic import (
    ERREUR,
    Diagnostic,
    ErreurPalliorient,
    Position,
)
from palliorient.noyau.table.table import Table
from palliorient.sortie import montrer, raison

_NOTRE = re.compile(r"""(?m)^["']?format["']?\s*:\s*["']?palliorient\.carnet/""")
"""The line without which a file is not a directory."""

ILLISIBLES = frozenset((CodeDeLecture.FICHIER_TROP_GROS, CodeDeLecture.FICHIER_VIDE))
"""Problems of a file of which nothing more can be said."""

MONTRES = 10
"""Problems shown before « … »: `carnet valider` shows them all."""


class CarnetLu(NamedTuple):
    """One file: the directory, unless something is wrong, and all problems by line."""

    fichier: str
    carnet: Carnet | None
    diagnostics: list[Diagnostic]
    lecture: FichierLu
    """Where each value stands."""
    modele: FichierCarnet | None = None
    """What is written, when its form is right."""

    @property
    def erreurs(self) -> list[Diagnostic]:
        return [d for d in self.diagnostics if d.gravite == ERREUR]


class CarnetInvalide(ErreurPalliorient):
    """Directories with errors: all of them are in `diagnostics`."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        self.diagnostics = diagnostics
        fichiers = dict.fromkeys(d.position.fichier for d in diagnostics if d.position)
        lignes = [f"carnet invalide : {len(diagnostics)} problème(s)"]
        for d in diagnostics[:MONTRES]:
            remede = f" ({d.remede})" if d.remede else ""
            lignes.append(f"  {d.position}: [{d.code}] {d.message}{remede}")
        if len(diagnostics) > MONTRES:
            lignes.append("  …")
        lignes.append(f"Tout voir : palliorient carnet valider {' '.join(map(montrer, fichiers))}")
        super().__init__("\n".join(lignes))


def lire_carnet(table: Table, fichier: str, jour: date | None = None) -> CarnetLu:
    """Read one file for a map; with a day, say also what is dated after it.

    Raises `ErreurPalliorient` when it cannot be read at all.
    """
    try:
        octets = octets_de(Path(fichier))
    except FileNotFoundError:
        raise ErreurPalliorient(f"carnet introuvable : {montrer(fichier)}") from None
    except OSError as erreur:
        raise ErreurPalliorient(
            f"carnet illisible : {montrer(fichier)} ({raison(erreur)})"
        ) from None
    return interpreter(table, octets, fichier, jour)


def interpreter(table: Table, octets: bytes, fichier: str, jour: date | None = None) -> CarnetLu:
    """The same from bytes in hand; never raises."""
    lecture = lire_texte(octets, fichier)
    illisible = ILLISIBLES.intersection(d.code for d in lecture.diagnostics)
    if not illisible and not _NOTRE.search(_texte(octets)):
        return CarnetLu(fichier, None, [_etranger(fichier)], lecture)
    modele = valider(lecture, FichierCarnet)
    diagnostics = sorted(map(discret, lecture.diagnostics), key=lambda d: d.position or ())
    if modele is None or any(d.gravite == ERREUR for d in diagnostics):
        return CarnetLu(fichier, None, diagnostics, lecture)
    diagnostics += controler(table, modele, lecture, jour)
    carnet = None
    if not any(d.gravite == ERREUR for d in diagnostics):
        carnet = _carnet(table, modele)
    return CarnetLu(fichier, carnet, diagnostics, lecture, modele)


def lire_carnets(table: Table, fichiers: Sequence[str]) -> tuple[Carnets, list[Diagnostic]]:
    """Several files merged, the last one winning; and what is worth saying of them.

    Raises `CarnetInvalide` with all the errors of all of them.
    """
    lus = [lire_carnet(table, fichier) for fichier in fichiers]
    erreurs = [d for lu in lus for d in lu.erreurs]
    if erreurs:
        raise CarnetInvalide(erreurs)
    carnets = [lu.carnet for lu in lus if lu.carnet]
    return fusionner(carnets, conventions()), [d for lu in lus for d in lu.diagnostics]


def _texte(octets: bytes) -> str:
    """The text, more or less, however it was saved: only to know what the file is."""
    utf_16 = octets.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return octets.decode("utf-16" if utf_16 else "utf-8-sig", errors="replace")


def _etranger(fichier: str) -> Diagnostic:
    return Diagnostic(
        Code.PAS_UN_CARNET,
        ERREUR,
        f"ce n'est pas un carnet : aucune ligne ne dit « format: {FORMAT} »",
        Position(fichier, 1, 1),
        "partir d'un carnet vide : palliorient carnet modele ; d'un tableau enregistré en CSV : "
        "palliorient carnet importer",
    )


# --- to values ------------------------------------------------------------------------


def _carnet(table: Table, lu: FichierCarnet) -> Carnet:
    """What the file says; entries without a number say nothing yet, unknown services are left."""
    connus = {s.id for s in table.services}
    return Carnet(
        lu.nom,
        tuple(
            Ligne(e.service, _voie(lu.nom, e))
            for e in lu.entrees
            if not e.sans_numero and e.service in connus
        ),
        tuple(HorsContrat(a.id, a.nom, a.type, _voie(lu.nom, a)) for a in lu.hors_contrat),
    )


def _voie(carnet: str, dite: UneVoie) -> Voie:
    return Voie(
        carnet=carnet,
        telephone=dite.telephone,
        intermediaire=dite.intermediaire,
        heures=en_heures(dite.heures),
        qui_peut_appeler=tuple(dite.qui_peut_appeler),
        verifie_le=dite.verifie_le,
        verifie_par=dite.verifie_par,
    )


def en_heures(dites: dict[str, list[str]]) -> Heures:
    """Hours as they are written → as they are reckoned with."""
    moments = tuple(
        (moment, None if valeurs == ["oui"] else en_plages(valeurs))
        for moment, valeurs in dites.items()
        if moment != FERIES
    )
    feries = dites.get(FERIES)
    if feries is None or feries in (["oui"], ["non"]):
        return Heures(moments, None if feries is None else feries == ["oui"])
    return Heures(moments, en_plages(feries))


def en_plages(valeurs: Sequence[str]) -> tuple[Plage, ...]:
    """« 09:00-17:00 » → minutes of the day; « non »: none."""
    coupees = [valeur.split("-") for valeur in valeurs if valeur != "non"]
    return tuple((minutes(de), minutes(a)) for de, a in coupees)
