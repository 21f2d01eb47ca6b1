"""Conditions said once for several: by the object that holds them, or by a table."""

from __future__ import annotations

from typing import NamedTuple

from pydantic import GetJsonSchemaHandler
from pydantic_core import CoreSchema

from palliorient.lecture.formes import schema as s
from palliorient.lecture.formes.noeud import Arbre, Noeud

QUAND, SAUF, UN_DE = "quand", "sauf", "un_de"
CONDITIONS = (QUAND, SAUF, UN_DE)


def sous(arbre: Arbre, objet: Noeud, conditions: dict[str, Noeud]) -> Noeud:
    """The object, under conditions that are not its own; it must not say them again."""
    dits = objet.dico
    if dits is None:
        return objet
    ajoutees: dict[str, Noeud] = {}
    for champ, commune in conditions.items():
        propre = dits.get(champ)
        if propre is None:
            ajoutees[champ] = commune
        elif champ == UN_DE or propre.dico is None or commune.dico is None:
            deux_fois(arbre, propre, f"« {champ} »")
        else:
            for critere in propre.dico:
                if critere in commune.dico:
                    deux_fois(arbre, propre.dico[critere], f"« {champ}: {critere} »")
            ajoutees[champ] = propre.en({**commune.dico, **propre.dico})
    return objet.en({**dits, **ajoutees})


def deux_fois(arbre: Arbre, noeud: Noeud, quoi: str) -> None:
    """The same thing is said by what holds this."""
    arbre.refuser(noeud.cle or noeud.marque, f"{quoi} est déjà dit autour", "garder l'un des deux")


def cas(critere: Noeud, valeur: Noeud) -> dict[str, Noeud]:
    """`quand: {moment: jour}`, from the keys of a table."""
    return {QUAND: critere.en({str(critere.valeur): valeur})}


class SelonMoment(NamedTuple):
    """Statements under the moment when they hold: `{jour: …, hors-jour: …}`."""

    critere: str
    champs: tuple[str, ...]
    """Keys of a statement, which are no moment."""

    def deplier(self, arbre: Arbre, noeud: Noeud) -> Noeud:
        dits = noeud.dico
        if isinstance(noeud.valeur, list):
            return noeud
        if dits is None or any(cle in self.champs for cle in dits):
            return noeud.en([noeud])
        return noeud.en([n for nom, dit in dits.items() for n in self._du_moment(arbre, nom, dit)])

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> s.Schema:
        liste = handler(schema)
        enonce = liste["items"]
        plusieurs = {"type": "array", "items": enonce, "minItems": 1}
        moment = {"type": "string", "pattern": s.F_CODE, s.NOMME: f"{self.critere}-ou-groupe"}
        return s.variantes(enonce, s.table(moment, s.variantes(enonce, plusieurs)), liste)

    def _du_moment(self, arbre: Arbre, nom: str, dit: Noeud) -> list[Noeud]:
        moment = dit.sa_cle(nom)
        condition = cas(dit.sa_cle(self.critere), moment)
        enonces = dit.valeur if isinstance(dit.valeur, list) else [dit]
        return [
            sous(arbre, e if e.dico else e.en({"valeur": Noeud(e.valeur, e.marque)}), condition)
            for e in enonces
        ]
