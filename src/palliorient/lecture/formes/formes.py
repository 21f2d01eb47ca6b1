"""The short forms, each declared once, on the field or the class that may be written so.

A form unfolds what it recognises and leaves the rest as it is: the schema then says, at
its place, what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from pydantic import GetJsonSchemaHandler
from pydantic_core import CoreSchema

from palliorient.lecture.formes import schema as s
from palliorient.lecture.formes.noeud import Arbre, Noeud

COMME = "comme"
VIENT_APRES = "vient_apres"
"""In an entry that a folder adds: the entry of the base that it comes right after."""

SINON = "sinon-"
F_LIEU = r"^[a-z0-9]+(-[a-z0-9]+)*, \S(.*\S)?$"
"""A document and where in it."""
SEPARATEUR = ", "
"""Between a document and where in it."""


class FormeDeChamp(Protocol):
    """A short form of the value of a field."""

    def deplier(self, arbre: Arbre, noeud: Noeud) -> Noeud: ...


class FormeDObjet(Protocol):
    """A short form of an object; one may stand for several, in a list."""

    def deplier(self, arbre: Arbre, noeud: Noeud, champs: Iterable[str]) -> list[Noeud]: ...

    def schema(self, dit: s.Schema, resoudre: s.Resoudre) -> s.Schema:
        """The JSON Schema of the object, and of its short forms too."""
        ...


class ParCode(NamedTuple):
    """A list whose elements are named: `had: {…}` is `{id: had, …}`."""

    cle: str = "id"
    seul: str | None = None
    """The field that stands alone: `had: "…"` is `{id: had, texte: "…"}`."""
    comme: bool = False
    """May an element take from an earlier one what it does not say?"""
    exclusifs: tuple[str, ...] = ()
    """Fields of which one is enough: saying one of them, an element takes none of the others."""

    def deplier(self, arbre: Arbre, noeud: Noeud) -> Noeud:
        if noeud.dico is None:
            return noeud
        vus: dict[str, Noeud] = {}
        for nom, entree in noeud.dico.items():
            vus[nom] = self._entree(arbre, nom, entree, vus)
        return noeud.en([*vus.values()])

    def _entree(self, arbre: Arbre, nom: str, entree: Noeud, vus: dict[str, Noeud]) -> Noeud:
        dits = entree.dico
        if dits is None:
            if not self.seul or isinstance(entree.valeur, list):
                return entree
            dits = {self.seul: entree}
        elif self.cle in dits:
            arbre.refuser(
                dits[self.cle].cle,
                f"« {self.cle} » est déjà dit par la clé « {nom} »",
                "retirer cette ligne",
            )
        dits = self._comme(arbre, dits, vus)
        place = entree.cle or entree.marque
        return Noeud({**dits, self.cle: entree.sa_cle(nom)}, place, place)

    def _comme(
        self, arbre: Arbre, dits: dict[str, Noeud], vus: dict[str, Noeud]
    ) -> dict[str, Noeud]:
        """What is said, and what an earlier element says of the rest."""
        if not self.comme or COMME not in dits:
            return dits
        modele = vus.get(str(dits[COMME].valeur))
        if modele is None or modele.dico is None:
            quoi = "« comme » : rien ne s'appelle ainsi au-dessus :"
            arbre.inconnu(dits[COMME].marque, quoi, str(dits[COMME].valeur), vus)
        propres = {cle: n for cle, n in dits.items() if cle != COMME}
        pris = self.exclusifs if any(cle in propres for cle in self.exclusifs) else ()
        repris = (modele and modele.dico) or {}
        return {**{cle: n for cle, n in repris.items() if cle not in pris}, **propres}

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> s.Schema:
        liste = handler(schema)
        element = handler.resolve_ref_schema(liste["items"])
        objets = [self._nomme(o) for o in s.objets(element)]
        seuls = [o["properties"][self.seul] for o in objets if self.seul in o["properties"]]
        cle = next(o["properties"][self.cle] for o in s.objets(element))
        table = s.table(cle, s.variantes(*seuls[:1], *objets))
        # Not `anyOf`: an editor then says what is wrong inside, and where.
        return {"if": {"type": "array"}, "then": liste, "else": table}

    def _nomme(self, objet: s.Schema) -> s.Schema:
        """An element whose name is its key; it may say only what it adds to another."""
        dites = {VIENT_APRES: "Sur un socle : l'entrée après laquelle vient celle-ci."}
        if self.comme:
            dites[COMME] = (
                "Ce que cette entrée ne dit pas est ce que dit celle-là, écrite au-dessus."
            )
        sans = s.partiel(s.sans_champs(objet, self.cle))
        champs = {nom: {"type": "string", "description": dit} for nom, dit in dites.items()}
        return s.avec_champs(sans, **champs)


class Paire(NamedTuple):
    """An object whose first two fields are a key and its value: `{had: requis}`."""

    cle: str
    valeur: str
    seul: str | None = None
    """The field that one word alone says."""
    plusieurs: bool = False
    """May the value be a list, one object for each?"""

    def deplier(self, arbre: Arbre, noeud: Noeud, champs: Iterable[str]) -> list[Noeud]:
        if self.seul and isinstance(noeud.valeur, str):
            return [Noeud({self.seul: noeud}, noeud.marque, noeud.cle)]
        ouverte = cle_ouverte(noeud, champs, (self.cle, self.valeur))
        if ouverte is None:
            return [noeud]
        dits, nom = noeud.dico or {}, ouverte
        dit = dits[nom]
        reste = {cle: n for cle, n in dits.items() if cle != nom}
        valeurs = dit.valeur if self.plusieurs and isinstance(dit.valeur, list) else [dit]
        cle = self.en_cle(arbre, dit, nom)
        return [
            noeud.en({**cle, self.valeur: Noeud(v.valeur, v.marque, dit.cle), **reste})
            for v in valeurs
        ]

    def en_cle(self, arbre: Arbre, dit: Noeud, nom: str) -> dict[str, Noeud]:
        """What the key alone says."""
        return {self.cle: dit.sa_cle(nom)}

    def schema(self, dit: s.Schema, resoudre: s.Resoudre) -> s.Schema:
        courtes = [self.courte(o) for o in s.objets(dit) if self.cle in o["properties"]]
        mots = [o["properties"][self.seul] for o in s.objets(dit) if self.seul in o["properties"]]
        return s.variantes(*mots[:1], *courtes, dit)

    def courte(self, objet: s.Schema) -> s.Schema:
        """The object with an open key in the place of its first two fields."""
        champs = objet["properties"]
        cle, valeur = self.cle_du_schema(champs[self.cle]), champs[self.valeur]
        if self.plusieurs:
            valeur = s.variantes(valeur, {"type": "array", "items": valeur, "minItems": 1})
        return s.a_cle_ouverte(s.sans_champs(objet, *self.tus, self.valeur), cle, valeur)

    def cle_du_schema(self, cle: s.Schema) -> s.Schema:
        """The JSON Schema of the open key."""
        return cle

    @property
    def tus(self) -> tuple[str, ...]:
        """The fields that the key says."""
        return (self.cle,)


class PaireDEtape(Paire):
    """`d-abord: had` ; « sinon- » before the section of a role named before."""

    __slots__ = ()

    def en_cle(self, arbre: Arbre, dit: Noeud, nom: str) -> dict[str, Noeud]:
        section = dit.sa_cle(nom.removeprefix(SINON))
        sinon = dit.sa_cle("oui" if nom.startswith(SINON) else "non")
        return {self.cle: section, "sinon": sinon}

    def schema(self, dit: s.Schema, resoudre: s.Resoudre) -> s.Schema:
        mot = "Sur un socle : cette étape vient juste après la dernière qui nomme ce rôle."
        apres = {VIENT_APRES: {"type": "string", "description": mot}}
        court = super().schema(dit, resoudre)
        return s.variantes(*(s.avec_champs(o, **apres) for o in s.objets(court)))

    def cle_du_schema(self, cle: s.Schema) -> s.Schema:
        return {**cle, "enum": [*cle["enum"], *(f"{SINON}{nom}" for nom in cle["enum"])]}

    @property
    def tus(self) -> tuple[str, ...]:
        return (self.cle, "sinon")


class PaireDeSource(Paire):
    """`{"document, où": "les mots"}`: a place, and what it says there."""

    __slots__ = ()

    def deplier(self, arbre: Arbre, noeud: Noeud, champs: Iterable[str]) -> list[Noeud]:
        ouverte = cle_ouverte(noeud, champs, (self.cle, self.valeur))
        bien = ouverte is not None and SEPARATEUR in ouverte
        return super().deplier(arbre, noeud, champs) if bien else [noeud]

    def en_cle(self, arbre: Arbre, dit: Noeud, nom: str) -> dict[str, Noeud]:
        document, _, localisation = nom.partition(SEPARATEUR)
        return {"document": dit.sa_cle(document), "localisation": dit.sa_cle(localisation)}

    def cle_du_schema(self, cle: s.Schema) -> s.Schema:
        return {"type": "string", "pattern": F_LIEU, "description": "Le document, et où."}

    @property
    def tus(self) -> tuple[str, ...]:
        return ("document", "localisation", "convention")


def cle_ouverte(noeud: Noeud, champs: Iterable[str], dits: tuple[str, str]) -> str | None:
    """The first key that is no field, unless what it would say is already said."""
    if noeud.dico is None or any(champ in noeud.dico for champ in dits):
        return None
    return next((cle for cle in noeud.dico if cle not in champs), None)


class EnListe:
    """A list that may be written as its only value, without brackets."""

    def deplier(self, arbre: Arbre, noeud: Noeud) -> Noeud:
        return noeud if isinstance(noeud.valeur, list) else noeud.en([noeud])
