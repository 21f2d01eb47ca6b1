"""The texts of the files, one by one: where each is, and under which key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from palliorient.lecture import ACTEURS, REGLES
from palliorient.lecture.yaml.resultat import Donnee
from palliorient.mutations.mutants.mutant import Chemin, Mutant
from palliorient.mutations.sources import Sources
from palliorient.noyau.modele.diagnostic import Position

DITS = frozenset(("texte", "modalite", "condition", "explication", "libelle", "horaires", "note"))
"""Keys of sentences that say what to do, when, or why."""

CLES = {
    "criteres": frozenset(("aide", "pourquoi")),
    "et_si": frozenset(("nom",)),
    "au_telephone": frozenset(("dit",)),
    "fiche": frozenset(("nom", "court", "avant", "grand", "apres", "texte")),
}
"""The same in the sections that name them otherwise: a question, what is offered or shortened."""


class Ecrit(NamedTuple):
    """One text: the path begins with the name of the file; `quoi` names what it belongs to."""

    chemin: Chemin
    texte: str
    quoi: str

    @property
    def cle(self) -> str:
        """The nearest key."""
        return next(str(c) for c in reversed(self.chemin) if isinstance(c, str))


class Textes:
    """What the files of a folder write, with the changes that can be made to it."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.donnees: Any = sources.ecrits().donnees

    def dits(self) -> Iterator[Ecrit]:
        """Every sentence that the rules, the map or the screen say, in the order of the files."""
        sections = {
            ACTEURS: ("structures",),
            REGLES: (
                "criteres", "types", "joignabilites", "contacts_generiques", "roles", "cellules",
                "regles", "alertes", "rappels", "anticipation", "et_si", "au_telephone", "fiche",
                "textes",
            ),
        }  # fmt: skip
        for fichier, noms in sections.items():
            for nom in noms:
                for ecrit in self.feuilles((fichier, nom), self.donnees[fichier].get(nom), nom):
                    if nom == "textes" or ecrit.cle in CLES.get(nom, DITS):
                        yield ecrit
        for rang, complement in enumerate(self.donnees[ACTEURS]["complements"]):
            if complement["champ"] == "horaires":
                ici = (ACTEURS, "complements", rang, "valeur")
                yield Ecrit(ici, complement["valeur"], str(complement["sur"]))

    def feuilles(self, chemin: Chemin, valeur: Donnee, quoi: str) -> Iterator[Ecrit]:
        """Every text under a path, save where it comes from; `quoi`: the nearest identifier."""
        if isinstance(valeur, dict):
            quoi = str(valeur.get("id", valeur.get("role", valeur.get("code", quoi))))
            for cle, dedans in valeur.items():
                if cle not in ("source", "source_ecart", "source_horaires", "imprime"):
                    yield from self.feuilles((*chemin, cle), dedans, quoi)
        elif isinstance(valeur, list):
            for rang, dedans in enumerate(valeur):
                yield from self.feuilles((*chemin, rang), dedans, quoi)
        elif isinstance(valeur, str) and valeur:
            yield Ecrit(chemin, valeur, quoi)

    def position(self, chemin: Chemin) -> Position:
        """Where a path that begins with a file is written."""
        fichier, *suite = chemin
        return self.sources.endroits.position(str(fichier), tuple(suite))

    def mutant(
        self, operateur: str, description: str, cibles: tuple[str, ...], *ecrits: tuple[Chemin, Any]
    ) -> Mutant:
        """A change of the files, placed where the first of its paths is written."""
        return Mutant(operateur, description, self.position(ecrits[0][0]), cibles, (), ecrits)

    def valeur(self, chemin: Chemin) -> Any:
        """What stands at a path; None when it is not written."""
        ici: Any = self.donnees
        for pas in chemin:
            if isinstance(ici, dict) and pas not in ici:
                return None
            ici = ici[pas]
        return ici

    def echange(
        self, operateur: str, quoi: str, cibles: tuple[str, ...], un: Chemin, autre: Chemin
    ) -> Iterator[Mutant]:
        """Two values put one in the place of the other, unless they are the same."""
        a, b = self.valeur(un), self.valeur(autre)
        if a is not None and b is not None and a != b:
            yield self.mutant(operateur, quoi, cibles, (un, b), (autre, a))
