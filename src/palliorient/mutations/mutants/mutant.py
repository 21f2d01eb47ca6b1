"""A change of the data, as values: paths in the referential and what to put there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import Enum
from typing import Any, NamedTuple

from palliorient.mutations.sources import Ecrits
from palliorient.noyau.modele.diagnostic import Position
from palliorient.noyau.modele.modele import Condition, Referentiel, Valeurs

Chemin = tuple[str | int, ...]


class _Absence(Enum):
    """A value that stays itself in another process."""

    OTER = "oter"


OTER: Any = _Absence.OTER
"""In the place of a value: take the element or the key away."""


class Mutant(NamedTuple):
    """One change: what it does, in French, and where it is written in the files.

    Rules change in what was understood of them (`changements`); what people read or type,
    in the files themselves (`ecrits`), as an editor would.
    """

    operateur: str
    description: str
    position: Position
    cibles: tuple[str, ...]
    """Names whose scenarios are the most likely to notice: they are replayed first."""
    changements: tuple[tuple[Chemin, Any], ...] = ()
    ecrits: tuple[tuple[Chemin, Any], ...] = ()
    """Paths that begin with the name of a file."""

    def appliquer(self, referentiel: Referentiel) -> Referentiel:
        """The changed referential; the one given stays as it is."""
        for chemin, valeur in self.changements:
            referentiel = poser(referentiel, chemin, valeur)
        return referentiel

    def recrire(self, ecrits: Ecrits) -> Referentiel | None:
        """The referential of the changed files; None when `valider` refuses them."""
        donnees: Any = ecrits.donnees
        for chemin, valeur in self.ecrits:
            donnees = poser(donnees, chemin, valeur)
        return ecrits.avec(donnees)


def poser(objet: Any, chemin: Chemin, valeur: Any) -> Any:
    """A copy of the object with one thing replaced (or taken away) at the end of a path."""
    if not chemin:
        return valeur
    tete, suite = chemin[0], chemin[1:]
    if isinstance(objet, tuple):
        rang = int(tete)
        if not suite and valeur is OTER:
            return (*objet[:rang], *objet[rang + 1 :])
        return (*objet[:rang], poser(objet[rang], suite, valeur), *objet[rang + 1 :])
    if isinstance(objet, list):
        return list(poser(tuple(objet), chemin, valeur))
    if isinstance(objet, Mapping):
        if not suite and valeur is OTER:
            return {cle: v for cle, v in objet.items() if cle != tete}
        return {**objet, tete: poser(objet[tete], suite, valeur) if suite else valeur}
    return replace(objet, **{str(tete): poser(getattr(objet, str(tete)), suite, valeur)})


def suivant(valeur: Any, parmi: tuple[Any, ...], hors: tuple[Any, ...]) -> Any | None:
    """The next value, in a circle, that is not in `hors`; None when there is none."""
    debut = parmi.index(valeur)
    for pas in range(1, len(parmi)):
        candidate = parmi[(debut + pas) % len(parmi)]
        if candidate not in hors:
            return candidate
    return None


class Retouche(NamedTuple):
    """One thing changed inside a condition: in the model and as written in the file."""

    operateur: str
    description: str
    ecrit: Chemin
    chemin: Chemin
    valeur: Any


def retouches(condition: Condition, niveaux: Valeurs) -> Iterator[Retouche]:
    """Each criterion and each case dropped in turn, each level taken for its neighbour."""
    for rang, cas in enumerate(condition.un_de):
        la: Chemin = ("un_de", rang)
        dit = f"sans le cas « {', '.join(cas)} » de « un_de »"
        yield Retouche("retirer-condition", dit, la, la, OTER)
    parties: list[tuple[Chemin, Mapping[str, Valeurs]]] = [
        (("quand",), condition.quand),
        (("sauf",), condition.sauf),
        *((("un_de", rang), cas) for rang, cas in enumerate(condition.un_de)),
    ]
    for debut, criteres in parties:
        cle = debut[0]
        for critere in criteres:
            ici = (*debut, critere)
            # A case of one criterion is dropped whole: empty, it would always hold.
            if cle == "un_de" and len(criteres) == 1:
                continue
            yield Retouche(
                "retirer-condition", f"sans la condition « {cle}: {critere} »", ici, ici, OTER
            )
        dits = criteres.get("niveau", ())
        for rang, niveau in enumerate(dits):
            if niveau not in niveaux:
                continue
            place = niveaux.index(niveau)
            voisin = niveaux[place + 1] if place + 1 < len(niveaux) else niveaux[place - 1]
            lus = tuple(dict.fromkeys((*dits[:rang], voisin, *dits[rang + 1 :])))
            ici = (*debut, "niveau")
            yield Retouche(
                "echanger-niveau", f"niveau {niveau} lu {voisin} dans « {cle} »", ici, ici, lus
            )
