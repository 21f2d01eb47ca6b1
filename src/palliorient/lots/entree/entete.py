"""The columns of an input: known ones are used, others refused by name or dropped.

What may be data is never repeated: a title is only named when the line that holds it is
surely a line of titles.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

from palliorient.lots.ecriture.formules import sans_formule
from palliorient.lots.erreurs import PasUneTable
from palliorient.noyau.langue.mots import code, proche
from palliorient.noyau.langue.phrases import citer
from palliorient.noyau.table.table import A_LA_PLACE, Table

IDENTIFIANT = "id"

PAS_UN_ENTETE = "la première ligne n'est pas un en-tête :"

CITEES = 10
"""Unknown columns that are named; more are counted."""

SANS_NOM = "unnamed:"
"""How pandas names a column without title when it reads its own index again."""


class Colonnes:
    """The columns that an input may have: `id`, and one for each raw answer of the rules."""

    def __init__(self, table: Table) -> None:
        self.connues = (IDENTIFIANT, *table.champs)
        exemple = "Exemple : palliorient lot --modele."
        self.attendues = f"Colonnes attendues : {', '.join(self.connues)}. {exemple}"
        self._reponses = frozenset(table.champs)
        self._donnent = {voulu: _donnent(table, voulu) for voulu in table.voulus}
        """Criterion that every row must give → the columns that may give it."""

    def connue(self, nom: str) -> str | None:
        """The column that a title means (case and accents do not count), or None."""
        lu = nom if nom in self._reponses else code(nom)
        return lu if lu in self.connues else None

    def est_une_reponse(self, nom: str) -> bool:
        """Does this title mean a criterion?"""
        return self.connue(nom) in self._reponses

    def verifier(self, noms: Sequence[str], *, ignorer: bool) -> list[str | None]:
        """The criterion (or `id`) of each column; None for those that are dropped.

        Raises `PasUneTable` when the columns are not those of situations, or when no column
        can give what is always wanted: every row would be rejected.
        """
        colonnes = [self.connue(nom) for nom in noms]
        dites = Counter(colonne for colonne in colonnes if colonne)
        if not dites.keys() & self._reponses:
            raise PasUneTable(
                f"{PAS_UN_ENTETE} aucune colonne attendue n'y figure. {self.attendues}"
            )
        doubles = sorted(colonne for colonne, fois in dites.items() if fois > 1)
        if doubles:
            raise PasUneTable(f"colonne en double : {', '.join(doubles)}.")
        absentes = [voulu for voulu, donnent in self._donnent.items() if not donnent & dites.keys()]
        inconnues = {
            rang: nom
            for rang, (nom, colonne) in enumerate(zip(noms, colonnes, strict=True), start=1)
            if colonne is None and not sans_nom(nom)
        }
        if (absentes or not ignorer) and any(map(_donnee, inconnues.values())):
            donnees = "elle semble contenir des données, qui ne sont pas répétées ici."
            raise PasUneTable(f"{PAS_UN_ENTETE} {donnees} {self.attendues}")
        if absentes:
            proches = [r for r in list(inconnues)[:CITEES] if proche(inconnues[r], absentes)]
            indice = f" La colonne n° {proches[0]} a un titre proche." if proches else ""
            raise PasUneTable(f"colonne absente de l'en-tête : {', '.join(absentes)}.{indice}")
        if not ignorer:
            self.refuser([*inconnues.values()])
        return colonnes

    def refuser(self, inconnues: Sequence[str]) -> None:
        """Unknown columns stop everything: they may hold identities."""
        if inconnues:
            identite = "Une telle colonne peut contenir une identité : la retirer, ou l'écarter"
            raise PasUneTable(f"{self.phrase(inconnues)} {identite} avec --ignorer-colonnes.")

    def phrase(self, inconnues: Sequence[str]) -> str:
        """The unknown columns by name, with the known one that was perhaps meant."""
        if any(map(_donnee, inconnues)):
            return "colonne inconnue, dont le nom ressemble à une donnée : il n'est pas répété."
        citees = [nom.strip() for nom in inconnues[:CITEES]]
        cites = ", ".join(citer(sans_formule(nom)) for nom in citees)
        reste = len(inconnues) - len(citees)
        if reste:
            cites = f"{cites} et {reste} autres ({len(inconnues)} en tout)"
        voisines = [v for v in (proche(nom, self.connues) for nom in citees) if v]
        question = f" Vouliez-vous dire « {voisines[0]} » ?" if voisines else ""
        return f"colonne inconnue : {cites}.{question}"


def _donnent(table: Table, voulu: str) -> set[str]:
    """Columns that may give a wanted answer, at least in some rows (see `lire_situation`)."""
    donnent = {voulu, A_LA_PLACE.get(voulu, voulu)}
    if voulu == table.place and table.autre_place:
        donnent.add(table.autre_place)
    if voulu in ("lieu", table.place):
        donnent.add("etablissement")
    if any(voulu in lieu.implique for lieu in table.criteres["lieu"].valeurs):
        donnent.add("lieu")
    if voulu in table.sans_niveau.dispense:
        donnent.update(table.sans_niveau.seul)
    return donnent


def sans_nom(nom: str) -> bool:
    """A column without title (the index of a library): nobody can mean anything by it."""
    lu = code(nom)
    return not lu or lu.startswith(SANS_NOM)


def _donnee(titre: str) -> bool:
    """Does it look like a value (digits without letters: a number, a date) or several lines?"""
    chiffres = any(map(str.isdigit, titre)) and not any(map(str.isalpha, titre))
    return chiffres or any(unicodedata.category(c) in ("Cc", "Zl", "Zp") for c in titre)
