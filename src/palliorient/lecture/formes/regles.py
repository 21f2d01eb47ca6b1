"""What the file of rules says once for several of its elements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from palliorient.lecture.formes.formes import COMME
from palliorient.lecture.formes.noeud import Arbre, Noeud

DEFAUTS = "defauts"

CITEES = {"recherches": "recherche", "suites": "suite"}
"""Section that declares lists by name → the word that cites one."""


class Defauts:
    """`defauts: {section: {champ: valeur}}`: what each element of a section says, unless it does."""

    def deplier(self, arbre: Arbre, noeud: Noeud, champs: Iterable[str]) -> list[Noeud]:
        dits = noeud.dico
        defauts = dits and dits.get(DEFAUTS)
        if not dits or not defauts or defauts.dico is None:
            return [noeud]
        changes = dict(dits)
        for section, communs in defauts.dico.items():
            if section not in changes or communs.dico is None:
                arbre.refuser(
                    communs.cle,
                    f"« defauts » d'une section absente : « {section} »",
                    "écrire le nom d'une section de ce fichier, puis {champ: valeur}",
                )
                continue
            changes[section] = _completer(changes[section], communs.dico)
        return [noeud.en(changes)]


def _completer(section: Noeud, communs: dict[str, Noeud]) -> Noeud:
    """Each element with what it does not say; one that is like another takes it from there."""

    def complet(element: Noeud) -> Noeud:
        dits = element.dico
        if dits is None or COMME in dits:
            return element
        return element.en({**communs, **dits})

    if section.dico is not None:
        return section.en({nom: complet(n) for nom, n in section.dico.items()})
    if isinstance(section.valeur, list):
        return section.en([complet(n) for n in section.valeur])
    return section


class SuitesNommees:
    """`suites: {nom: […]}`: elements that several lists share, cited by `{suite: nom}`."""

    def deplier(self, arbre: Arbre, noeud: Noeud, champs: Iterable[str]) -> list[Noeud]:
        dits = noeud.dico or {}
        for section, mot in CITEES.items():
            nommees = dits[section].dico if section in dits else None
            arbre.nommees[mot] = {
                nom: dit.valeur if isinstance(dit.valeur, list) else [dit]
                for nom, dit in (nommees or {}).items()
            }
        return [noeud]


class AvecSuites(NamedTuple):
    """An object whose list may hold, by its name, a list written elsewhere."""

    champ: str
    mot: str

    def deplier(self, arbre: Arbre, noeud: Noeud, champs: Iterable[str]) -> list[Noeud]:
        liste = (noeud.dico or {}).get(self.champ)
        if noeud.dico is None or liste is None:
            return [noeud]
        ecrits = liste.valeur if isinstance(liste.valeur, list) else [liste]
        elements = [e for ecrit in ecrits for e in self._elements(arbre, ecrit)]
        return [noeud.en({**noeud.dico, self.champ: liste.en(elements)})]

    def _elements(self, arbre: Arbre, ecrit: Noeud) -> list[Noeud]:
        cite = (ecrit.dico or {}).get(self.mot)
        if cite is None:
            return [ecrit]
        connues = arbre.nommees.get(self.mot, {})
        nom = str(cite.valeur)
        if nom not in connues:
            arbre.refuser(
                cite.marque,
                f"{self.mot} inconnue : « {nom} »",
                f"écrire l'un de : {', '.join(connues)}" if connues else "retirer cette ligne",
            )
        if ecrit.dico and len(ecrit.dico) > 1:
            arbre.refuser(
                cite.cle, f"« {self.mot} » ne va avec rien d'autre", "en faire une ligne à part"
            )
        return connues.get(nom, [])


COLONNES, COLONNE, VALEURS, GROUPES = "colonnes", "colonne", "valeurs", "groupes"


class ColonnesDesValeurs:
    """`colonnes: {domicile: groupe}`: the column of every value of a group."""

    def deplier(self, arbre: Arbre, noeud: Noeud, champs: Iterable[str]) -> list[Noeud]:
        dits = noeud.dico or {}
        colonnes, valeurs = dits.get(COLONNES), dits.get(VALEURS)
        if colonnes is None or valeurs is None or not (colonnes.dico and valeurs.dico):
            return [noeud]
        groupes = n.dico or {} if (n := dits.get(GROUPES)) else {}
        places: dict[str, Noeud] = {}
        for colonne, groupe in colonnes.dico.items():
            nom = str(groupe.valeur)
            membres = groupes[nom].valeur if nom in groupes else None
            if not isinstance(membres, list):
                arbre.refuser(
                    groupe.marque,
                    f"groupe inconnu : « {nom} »",
                    f"écrire l'un de : {', '.join(groupes)}",
                )
                continue
            places |= {str(m.valeur): groupe.sa_cle(colonne) for m in membres}
        remplies = {}
        for valeur, dit in valeurs.dico.items():
            champs_dits = dit.dico or {"nom": dit}
            place = {COLONNE: places[valeur]} if valeur in places else {}
            remplies[valeur] = dit.en({**place, **champs_dits})
        return [noeud.en({**dits, VALEURS: valeurs.en(remplies)})]


class CelluleCourte:
    """The label of a cell is what the national table says: the words of its source."""

    def deplier(self, arbre: Arbre, noeud: Noeud, champs: Iterable[str]) -> list[Noeud]:
        dits = noeud.dico
        if dits is None or not {"source", "libelle"} <= {*dits}:
            return [noeud]
        source, libelle = dits["source"], dits["libelle"]
        if not isinstance(source.valeur, str) or ", " not in source.valeur:
            return [noeud]
        document, _, localisation = source.valeur.partition(", ")
        ici = {
            "document": Noeud(document, source.marque),
            "localisation": Noeud(localisation, source.marque),
            "citation": Noeud(libelle.valeur, libelle.marque),
        }
        return [noeud.en({**dits, "source": source.en(ici)})]
