"""What the file of rules says once for several of its elements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from palliorient.lecture.formes import schema as s
from palliorient.lecture.formes.noeud import Arbre, Noeud
from palliorient.lecture.yaml.resultat import Marque

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
            arbre.nommees[mot] = (dits[section].dico if section in dits else None) or {}
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
        if ecrit.dico and len(ecrit.dico) > 1:
            arbre.refuser(
                cite.cle, f"« {self.mot} » ne va avec rien d'autre", "en faire une ligne à part"
            )
        if nom not in connues:
            arbre.inconnu(cite.marque, f"{self.mot} inconnue :", nom, connues)
            return []
        arbre.citees.add((self.mot, nom))
        liste = connues[nom]
        elements = liste.valeur if isinstance(liste.valeur, list) else [liste]
        arbre.compter(len(elements))
        return elements


COLONNES, COLONNE, VALEURS, GROUPES = "colonnes", "colonne", "valeurs", "groupes"


class ColonnesDesValeurs(Tel):
    """`colonnes: {domicile: groupe}`: the column of every value of a group."""

    def deplier(self, arbre: Arbre, noeud: Noeud, champs: Iterable[str]) -> list[Noeud]:
        dits = noeud.dico or {}
        colonnes, valeurs = dits.get(COLONNES), dits.get(VALEURS)
        if colonnes is None or colonnes.dico is None:
            return [noeud]
        if valeurs is None or not valeurs.dico:
            arbre.refuser(
                colonnes.cle,
                "« colonnes » sans valeurs nommées",
                "écrire les valeurs « code: … » sous « valeurs »",
            )
            return [noeud]
        places = self._places(arbre, colonnes.dico, dits.get(GROUPES))
        remplies = {}
        for valeur, dit in valeurs.dico.items():
            champs_dits = dit.dico or {"nom": dit}
            if valeur in places and COLONNE in champs_dits:
                self._deux(arbre, champs_dits[COLONNE].cle, valeur)
            place = {COLONNE: places[valeur]} if valeur in places else {}
            remplies[valeur] = dit.en({**place, **champs_dits})
        return [noeud.en({**dits, VALEURS: valeurs.en(remplies)})]

    def _places(
        self, arbre: Arbre, colonnes: dict[str, Noeud], declares: Noeud | None
    ) -> dict[str, Noeud]:
        """Value → its column, which only one group says."""
        groupes = (declares and declares.dico) or {}
        places: dict[str, Noeud] = {}
        for colonne, groupe in colonnes.items():
            nom = str(groupe.valeur)
            membres = groupes[nom].valeur if nom in groupes else None
            if not isinstance(membres, list):
                arbre.inconnu(groupe.marque, "groupe inconnu :", nom, groupes)
                continue
            for membre in membres:
                valeur = str(membre.valeur)
                if valeur in places:
                    self._deux(arbre, groupe.marque, valeur)
                places[valeur] = groupe.sa_cle(colonne)
        return places

    def _deux(self, arbre: Arbre, marque: Marque | None, valeur: str) -> None:
        arbre.refuser(marque, f"« {valeur} » aurait deux colonnes", "garder l'une des deux")
