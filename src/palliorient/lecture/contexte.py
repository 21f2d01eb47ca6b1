"""What the cross-reference checks share: the files, every node, what is declared."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache, cached_property
from typing import Any, NamedTuple, TypeVar, cast, get_args, get_origin

from pydantic import BaseModel

from palliorient.lecture import TOUS
from palliorient.lecture.assemblage.assembler import Fichiers
from palliorient.lecture.codes import Code
from palliorient.lecture.formes.noeud import LISTE_MONTRABLE
from palliorient.lecture.schemas.acteurs import Service, Structure
from palliorient.lecture.schemas.base import Nomme, NommeEnsemble
from palliorient.lecture.schemas.complements import Complement
from palliorient.lecture.schemas.territoires import Rattachement
from palliorient.lecture.yaml.resultat import Chemin, FichierLu
from palliorient.noyau.langue.phrases import ordinal
from palliorient.noyau.modele.diagnostic import Diagnostic, Position
from palliorient.noyau.modele.places import COMMUNE, NUMERO, PLACES

T = TypeVar("T", bound=BaseModel)


class Lieu(NamedTuple):
    """A place in one of the files: which one, and the path of a value."""

    fichier: str
    chemin: Chemin

    def __truediv__(self, suite: str | int) -> Lieu:
        return Lieu(self.fichier, (*self.chemin, suite))


class Citation(NamedTuple):
    """Where something declared is named (see `Nomme`), what is written, and what bears it."""

    lieu: Lieu
    nom: Any
    """One name; or a mapping, where the keys are names too."""
    noeud: BaseModel


class Recoupement:
    """The files of a folder while they are checked against one another."""

    def __init__(
        self, fichiers: Fichiers, lectures: Mapping[str, FichierLu], jour: date | None
    ) -> None:
        self.territoires = fichiers.territoires
        self.acteurs = fichiers.acteurs
        self.regles = fichiers.regles
        self.grille = fichiers.grille
        self.jour = jour
        self._lectures = lectures
        self._noeuds: dict[type[BaseModel], list[tuple[Lieu, BaseModel]]] = {}
        for nom, fichier in zip(TOUS, fichiers, strict=True):
            for lieu, noeud in _parcourir(fichier, Lieu(nom, ())) if fichier else ():
                self._noeuds.setdefault(type(noeud), []).append((lieu, noeud))

    def tous(self, modele: type[T]) -> Iterator[tuple[Lieu, T]]:
        """Every object of a model (or of one derived from it), with its place."""
        for classe, trouves in self._noeuds.items():
            if issubclass(classe, modele):
                yield from cast("list[tuple[Lieu, T]]", trouves)

    def cites(self, genre: str) -> Iterator[Citation]:
        """Everything that is written in the fields which name something of a kind."""
        for classe, trouves in self._noeuds.items():
            for champ, entier in _champs_qui_nomment(classe).get(genre, ()):
                for lieu, noeud in trouves:
                    for place, nom in _noms(lieu / champ, getattr(noeud, champ), entier):
                        yield Citation(place, nom, noeud)

    # --- what is declared -------------------------------------------------------

    @cached_property
    def ids_territoires(self) -> list[str]:
        return [t.id for t in self.territoires.territoires]

    @cached_property
    def portees(self) -> list[str]:
        """Everything a service may serve: territories, the departement, the region."""
        fichier = self.territoires
        return [*self.ids_territoires, fichier.departement.id, fichier.region.id]

    @cached_property
    def structures(self) -> dict[str, Structure]:
        return {s.id: s for s in self.acteurs.structures}

    @cached_property
    def services(self) -> dict[str, Service]:
        return {s.id: s for structure in self.acteurs.structures for s in structure.services}

    @cached_property
    def documents(self) -> list[str]:
        declares = (*self.regles.documents, *self.acteurs.documents_complementaires)
        return [d.id for d in declares]

    @cached_property
    def place(self) -> str:
        """The criterion that says where: the number of an arrondissement, or the commune."""
        declares = {c.id for c in self.regles.criteres}
        return COMMUNE if COMMUNE in declares and NUMERO not in declares else NUMERO

    @cached_property
    def communes(self) -> dict[str, Rattachement]:
        """INSEE code → what is said of the commune."""
        return {r.commune: r for r in self.territoires.rattachements}

    @cached_property
    def numeros(self) -> dict[int, str]:
        """Number of an arrondissement → its INSEE code."""
        dits = [(r.arrondissement, r.commune) for r in self.territoires.rattachements]
        return {numero: commune for numero, commune in dits if numero is not None}

    def commune_de(self, champ: str, valeur: object) -> str | None:
        """The commune that a number, or a code, means; None: it means none of the map."""
        if champ == NUMERO:
            return self.numeros.get(int(str(valeur)))
        return str(valeur) if str(valeur) in self.communes else None

    def lieu_dit(self, commune: str) -> str:
        """« 12e » for an arrondissement; else the name of the commune."""
        r = self.communes[commune]
        return ordinal(r.arrondissement) if r.arrondissement else r.nom or commune

    def lieux_de(self, sur: str) -> list[tuple[Lieu, str]]:
        """Where the facts say that a structure or a service is: place in the file, commune."""
        trouves = []
        for lieu, fait in self.tous(Complement):
            if fait.sur == sur and fait.champ in PLACES:
                commune = self.commune_de(fait.champ, fait.valeur)
                if commune is not None:
                    trouves.append((lieu, commune))
        return trouves

    # --- saying it ----------------------------------------------------------------

    def position(self, lieu: Lieu) -> Position:
        return self._lectures[lieu.fichier].position(lieu.chemin)

    def diagnostic(
        self,
        code: Code,
        lieu: Lieu,
        message: str,
        remede: str,
        autres: Iterable[Lieu] = (),
        *,
        sur_la_cle: bool = False,
    ) -> Diagnostic:
        """A problem at a place; `sur_la_cle`: at its key, for the name itself is wrong."""
        positions = tuple(self.position(a) for a in autres)
        ici = self.position(lieu)
        if sur_la_cle:
            ici = self._lectures[lieu.fichier].position_cle(lieu.chemin)
        return Diagnostic(code, code.gravite, message, ici, remede, positions)

    def inconnu(
        self,
        code: Code,
        lieu: Lieu,
        quoi: str,
        ecrit: str,
        connus: Collection[str],
        *,
        sur_la_cle: bool = False,
    ) -> Diagnostic:
        """A name that nothing declares: what looks like it, else what there is."""
        proches = get_close_matches(ecrit, connus, n=1)
        suite = f" : vouliez-vous dire « {proches[0]} » ?" if proches else ""
        if len(connus) <= LISTE_MONTRABLE:
            remede = f"écrire l'un de : {', '.join(connus)}"
        elif proches:
            remede = f"écrire {proches[0]}, ou déclarer « {ecrit} »"
        else:
            remede = f"déclarer « {ecrit} », ou corriger ce nom"
        message = f"{quoi} « {ecrit} »{suite}"
        return self.diagnostic(code, lieu, message, remede, sur_la_cle=sur_la_cle)


def _parcourir(modele: BaseModel, lieu: Lieu) -> Iterator[tuple[Lieu, BaseModel]]:
    """Every model under this one; the depth is that of the schemas, not of the data."""
    yield lieu, modele
    for champ in _champs_de_modeles(type(modele)):
        valeur = getattr(modele, champ)
        if isinstance(valeur, list):
            for indice, element in enumerate(valeur):
                yield from _parcourir(element, lieu / champ / indice)
        elif valeur is not None:
            yield from _parcourir(valeur, lieu / champ)


def _noms(lieu: Lieu, ecrit: Any, entier: bool) -> Iterator[tuple[Lieu, Any]]:
    """The names in a field: one, several, or several under each key (`entier`: a mapping)."""
    if isinstance(ecrit, list):
        for rang, element in enumerate(ecrit):
            yield from _noms(lieu / rang, element, entier)
    elif isinstance(ecrit, dict) and not entier:
        for cle, element in ecrit.items():
            yield from _noms(lieu / cle, element, entier)
    elif ecrit:
        yield lieu, ecrit


@cache
def _champs_de_modeles(modele: type[BaseModel]) -> list[str]:
    """The fields that hold a model, or a list of them; what is shared under a name is seen
    where it is cited, once unfolded."""
    return [
        nom
        for nom, champ in modele.model_fields.items()
        if get_origin(champ.annotation) is not dict
        and any(map(_est_un_modele, _parties(champ.annotation)))
    ]


@cache
def _champs_qui_nomment(modele: type[BaseModel]) -> dict[str, list[tuple[str, bool]]]:
    """Kind of what is named → the fields that name it, and whether a mapping does it whole."""
    champs: dict[str, list[tuple[str, bool]]] = {}
    for nom, champ in modele.model_fields.items():
        for partie in (*champ.metadata, *_parties(champ.annotation)):
            if isinstance(partie, Nomme):
                entier = isinstance(partie, NommeEnsemble)
                champs.setdefault(partie.genre, []).append((nom, entier))
    return champs


def _parties(annotation: Any) -> Iterator[Any]:
    """An annotation, and all that it is made of: types and what is declared of them."""
    yield annotation
    for partie in get_args(annotation):
        yield from _parties(partie)


def _est_un_modele(partie: Any) -> bool:
    return isinstance(partie, type) and issubclass(partie, BaseModel)
