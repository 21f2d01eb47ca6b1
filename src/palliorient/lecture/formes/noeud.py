"""A file as a tree in which every value knows where it is written."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches

from palliorient.lecture.codes import Code
from palliorient.lecture.yaml.resultat import Ailleurs, Chemin, Donnee, FichierLu, Marque
from palliorient.lecture.yaml.signalement import VALEURS_PERMISES
from palliorient.noyau.modele.diagnostic import ERREUR, Diagnostic

Scalaire = str | int | None

LISTE_MONTRABLE = 30
"""Known names that a remedy lists at most: a longer list would hide the message it should help."""


class Noeud:
    """One value: `marque` is its place, `cle` that of its key (None: it has none)."""

    __slots__ = ("cle", "marque", "valeur")

    def __init__(
        self,
        valeur: dict[str, Noeud] | list[Noeud] | Scalaire,
        marque: Marque | None,
        cle: Marque | None = None,
    ) -> None:
        self.valeur = valeur
        self.marque = marque
        self.cle = cle

    @property
    def dico(self) -> dict[str, Noeud] | None:
        """Its keys, when it has some."""
        return self.valeur if isinstance(self.valeur, dict) else None

    def en(self, valeur: Mapping[str, Noeud] | Sequence[Noeud]) -> Noeud:
        """Another value, written at the same place."""
        contenu = dict(valeur) if isinstance(valeur, Mapping) else list(valeur)
        return Noeud(contenu, self.marque, self.cle)

    def sa_cle(self, nom: str) -> Noeud:
        """Its key, as a value: a code declared, or a code cited."""
        marque = self.cle or self.marque
        return Noeud(nom, marque, marque)


class TropDeValeurs(Exception):
    """The short forms of a small file stand for an enormous one."""


class Arbre:
    """What one file says, while its short forms are unfolded."""

    def __init__(self, lecture: FichierLu, *, ailleurs: bool = False) -> None:
        """`ailleurs`: its values will stand in what another file says."""
        self.lecture = lecture
        self._ailleurs = ailleurs
        self.racine = self._lire((), lecture.donnees)
        self.nommees: dict[str, dict[str, Noeud]] = {}
        """Lists that others share: word that cites them → name → list."""
        self.citees: set[tuple[str, str]] = set()
        """Word and name of those that something cites."""
        self.comptees = 0

    def _lire(self, chemin: Chemin, donnee: Donnee) -> Noeud:
        valeur: dict[str, Noeud] | list[Noeud] | Scalaire
        if isinstance(donnee, dict):
            valeur = {cle: self._lire((*chemin, cle), dit) for cle, dit in donnee.items()}
        elif isinstance(donnee, list):
            valeur = [self._lire((*chemin, rang), dit) for rang, dit in enumerate(donnee)]
        else:
            valeur = donnee
        marques = (self.lecture.marques.get(chemin), self.lecture.marques_cles.get(chemin))
        if self._ailleurs:
            marque, cle = (m and Ailleurs(self.lecture.fichier, m.line, m.column) for m in marques)
            return Noeud(valeur, marque, cle)
        return Noeud(valeur, *marques)

    def compter(self, nombre: int = 1) -> None:
        """Stop when what is said once stands for more than a file may hold."""
        self.comptees += nombre
        if self.comptees > VALEURS_PERMISES:
            raise TropDeValeurs

    def refuser(self, marque: Marque | None, message: str, remede: str) -> None:
        """A short form that says two things."""
        self.dire(Code.CLES_INCOMPATIBLES, marque, message, remede)

    def dire_les_non_citees(self) -> None:
        """A shared list is read where it is cited: one that nothing cites would not be read."""
        for mot, nommees in self.nommees.items():
            for nom, liste in nommees.items():
                if (mot, nom) not in self.citees:
                    remede = f"la citer par « {mot}: {nom} », ou la retirer"
                    message = f"rien ne cite « {nom} »"
                    self.dire(Code.LISTE_NON_CITEE, liste.cle, message, remede)

    def inconnu(self, marque: Marque | None, quoi: str, nom: str, connus: Collection[str]) -> None:
        """A name that nothing declares."""
        proches = get_close_matches(nom, connus, n=1)
        suite = f" : vouliez-vous dire « {proches[0]} » ?" if proches else ""
        liste = f"écrire l'un de : {', '.join(connus)}" if connus else "retirer cette ligne"
        if len(connus) > LISTE_MONTRABLE:
            liste = f"écrire {proches[0]}, ou un nom déclaré" if proches else "corriger ce nom"
        self.dire(Code.ENTREE_INCONNUE, marque, f"{quoi} « {nom} »{suite}", liste)

    def dire(self, code: Code, marque: Marque | None, message: str, remede: str) -> None:
        """A problem at a place."""
        ici = self.lecture.situer(marque)
        self.lecture.diagnostics.append(Diagnostic(code, ERREUR, message, ici, remede))

    def ecrire(self) -> FichierLu:
        """The same file in its long form, every place still that of what is written."""
        lecture = FichierLu(self.lecture.fichier)
        lecture.diagnostics = self.lecture.diagnostics
        self.comptees = 0
        lecture.donnees = self._ecrire(lecture, (), self.racine)
        return lecture

    def _ecrire(self, lecture: FichierLu, chemin: Chemin, noeud: Noeud) -> Donnee:
        self.compter()
        lecture.marques[chemin] = noeud.marque
        if noeud.cle is not None:
            lecture.marques_cles[chemin] = noeud.cle
        valeur = noeud.valeur
        if isinstance(valeur, dict):
            return {cle: self._ecrire(lecture, (*chemin, cle), n) for cle, n in valeur.items()}
        if isinstance(valeur, list):
            return [self._ecrire(lecture, (*chemin, i), n) for i, n in enumerate(valeur)]
        return valeur
