"""Changes of the discussion grid: what its questions support, what they say, which there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from palliorient.lecture import GRILLE
from palliorient.mutations.ecrits import Textes
from palliorient.mutations.mutants.mutant import OTER, Chemin, Mutant
from palliorient.mutations.mutants.textes import contraire
from palliorient.noyau.niveau.grille import ENTREE

DE_LA_GRILLE = "grille: *"
"""Scenarios that are about the grid."""


class MutantsDeLaGrille:
    """One change at a time, in the order of the file; none where there is no grid."""

    def __init__(self, textes: Textes) -> None:
        self.textes = textes
        self.grille: dict[str, Any] = textes.donnees.get(GRILLE) or {}
        self.questions: list[dict[str, Any]] = self.grille.get("questions", [])

    def tous(self) -> Iterator[Mutant]:
        if not self.grille:
            return
        autre = "oui" if self.grille["grille"] == "non" else "non"
        quoi = f"questionnaire : {self.grille['grille']} devient {autre}"
        yield self._mutant("allumer-grille", quoi, ((GRILLE, "grille"), autre))
        yield from self.plaides()
        yield from self.retraits()
        yield from self.mots()

    def plaides(self) -> Iterator[Mutant]:
        """Each question supporting each other level, the way in, or nothing."""
        niveaux = [n["id"] for n in self.grille["niveaux"]][1:]
        for rang, question in enumerate(self.questions):
            dit = question.get("plaide")
            ici: Chemin = (GRILLE, "questions", rang, "plaide")
            for autre in (*niveaux, ENTREE, OTER):
                # A question that supports nothing and changes nothing is no question.
                perdue = autre is OTER and not (dit and question.get("effet"))
                if perdue or str(autre) == str(dit):
                    continue
                nom = "rien" if autre is OTER else autre
                quoi = f"« {question['id']} » : plaide {dit or 'rien'} devient {nom}"
                yield self._mutant("changer-plaide", quoi, (ici, autre))

    def retraits(self) -> Iterator[Mutant]:
        """Without a question, an effect, a sign; two questions exchanged."""
        for rang, question in enumerate(self.questions):
            ici: Chemin = (GRILLE, "questions", rang)
            dit = f"« {question['id']} »"
            yield self._mutant("retirer-question-de-grille", f"sans {dit}", (ici, OTER))
            if "effet" in question and "plaide" in question:
                ecrits = [((*ici, "effet"), OTER)]
                if "source_effet" in question:
                    ecrits.append(((*ici, "source_effet"), OTER))
                yield self._mutant("retirer-texte-de-grille", f"{dit} : sans effet", *ecrits)
            if rang:
                avant = self.questions[rang - 1]
                echangees = ((*ici[:-1], rang - 1), question), (ici, avant)
                quoi = f"{dit} avant « {avant['id']} »"
                yield self._mutant("deplacer-question-de-grille", quoi, *echangees)
        for rang, niveau in enumerate(self.grille["niveaux"]):
            for place in range(len(niveau["signes"])):
                ici = (GRILLE, "niveaux", rang, "signes", place)
                quoi = f"niveau {niveau['id']} : sans le signe n° {place + 1}"
                yield self._mutant("retirer-texte-de-grille", quoi, (ici, OTER))

    def mots(self) -> Iterator[Mutant]:
        """Each sentence turned round; each domain with another name."""
        for ecrit in self.textes.feuilles((GRILLE,), self.grille, "grille"):
            if ecrit.cle in ("avertissement", "texte", "question", "effet"):
                autre = contraire(ecrit.texte)
                quoi = f"{ecrit.quoi}, {ecrit.cle} : « {ecrit.texte} » devient « {autre} »"
                yield self._mutant("changer-mot-de-grille", quoi, (ecrit.chemin, autre))
        domaines = self.grille["domaines"]
        for code, nom in domaines.items():
            autre = f"{nom} et autres"
            quoi = f"domaine « {nom} » devient « {autre} »"
            yield self._mutant("changer-mot-de-grille", quoi, ((GRILLE, "domaines", code), autre))

    def _mutant(self, operateur: str, quoi: str, *ecrits: tuple[Chemin, Any]) -> Mutant:
        return self.textes.mutant(operateur, f"grille, {quoi}", (DE_LA_GRILLE,), *ecrits)
