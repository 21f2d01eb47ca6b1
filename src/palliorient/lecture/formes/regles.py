"""What the file of rules says once for several of its elements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from palliorient.lecture.formes import schema as s
from palliorient.lecture.formes.noeud import Arbre, Noeud

CITEES = {"recherches": "recherche", "suites": "suite"}
"""Section that declares lists by name → the word that cites one."""


class Tel:
    """A form that adds nothing to the schema: its keys are fields like the others."""

    def schema(self, dit: s.Schema, resoudre: s.Resoudre) -> s.Schema:
        return dit


class SuitesNommees(Tel):
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

    def schema(self, dit: s.Schema, resoudre: s.Resoudre) -> s.Schema:
        mot = {"type": "string", "description": f"Nom d'une {self.mot} déclarée."}
        citation = {
            "type": "object",
            "properties": {self.mot: mot},
            "required": [self.mot],
            "additionalProperties": False,
        }
        return s.variantes(*(self._avec(o, citation) for o in s.objets(dit)))

    def _avec(self, objet: s.Schema, citation: s.Schema) -> s.Schema:
        champ = objet["properties"][self.champ]
        elements = [v["items"] for v in champ.get("anyOf", [champ]) if "items" in v]
        ouverts = {"type": "array", "items": s.variantes(citation, *elements), "minItems": 1}
        return s.avec_champs(objet, **{self.champ: s.variantes(champ, citation, ouverts)})

    def _elements(self, arbre: Arbre, ecrit: Noeud) -> list[Noeud]:
        cite = (ecrit.dico or {}).get(self.mot)
        if cite is None:
            return [ecrit]
        connues = arbre.nommees.get(self.mot, {})
        nom = str(cite.valeur)
        if nom not in connues:
            arbre.inconnu(cite.marque, f"{self.mot} inconnue :", nom, connues)
        if ecrit.dico and len(ecrit.dico) > 1:
            arbre.refuser(
                cite.cle, f"« {self.mot} » ne va avec rien d'autre", "en faire une ligne à part"
            )
        arbre.compter(len(connues.get(nom, ())))
        return connues.get(nom, [])


COLONNES, COLONNE, VALEURS, GROUPES = "colonnes", "colonne", "valeurs", "groupes"


class ColonnesDesValeurs(Tel):
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
                arbre.inconnu(groupe.marque, "groupe inconnu :", nom, groupes)
                continue
            places |= {str(m.valeur): groupe.sa_cle(colonne) for m in membres}
        remplies = {}
        for valeur, dit in valeurs.dico.items():
            champs_dits = dit.dico or {"nom": dit}
            place = {COLONNE: places[valeur]} if valeur in places else {}
            remplies[valeur] = dit.en({**place, **champs_dits})
        return [noeud.en({**dits, VALEURS: valeurs.en(remplies)})]
