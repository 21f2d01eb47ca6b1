"""Data files edited as trees: by the path of a value, whatever their lines, quotes and comments.

What is edited is written again from its tree, folded otherwise and without its comments but
those at its head: a test that passes on it does not depend on how the file was laid out.
"""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path
from types import TracebackType
from typing import Any

import yaml

Pas = str | int | dict[str, str]
"""A key; in a list, a rank, an item, its `id` or its code, or what some of its keys say."""


class AutreCarte(AssertionError):
    """What an edit changes is not there, or what it adds is there already."""


class Arbre:
    """`with Arbre(fichier) as arbre: arbre.changer("textes", "a-preparer", valeur='"Avant"')`."""

    def __init__(self, chemin: Path) -> None:
        self.chemin = chemin
        texte = chemin.read_text(encoding="utf-8")
        self.tete = list(takewhile(lambda ligne: ligne.startswith("#"), texte.splitlines(True)))
        self.racine: Any = yaml.compose(texte, Loader=yaml.SafeLoader)

    def __enter__(self) -> Arbre:
        return self

    def __exit__(
        self, genre: type[BaseException] | None, _: object, __: TracebackType | None
    ) -> None:
        if genre is None:
            # An address is not folded: it takes a line of its own, if the others are short.
            texte = yaml.serialize(self.racine, allow_unicode=True, width=40)
            self.chemin.write_text("".join(self.tete) + texte, encoding="utf-8")

    def changer(self, *pas: Pas, valeur: str) -> None:
        """Write a value, in YAML, at a path; its last key may be new."""
        parent, fragment = self.noeud(*pas[:-1]), yaml.compose(valeur, Loader=yaml.SafeLoader)
        rang = _rang(parent, pas[-1])
        if not isinstance(parent, yaml.MappingNode):
            assert rang is not None, pas
            parent.value[rang] = fragment
        elif rang is None:
            parent.value.append((yaml.compose(str(pas[-1])), fragment))
        else:
            parent.value[rang] = (parent.value[rang][0], fragment)

    def retirer(self, *pas: Pas) -> None:
        """Take away a key or an item."""
        parent = self.noeud(*pas[:-1])
        rang = _rang(parent, pas[-1])
        if rang is None:
            raise AutreCarte(pas)
        del parent.value[rang]

    def ajouter(self, *pas: Pas, bloc: str, rang: int = 0) -> None:
        """Put the entries of a YAML list, or mapping, in another; first unless a rank is given."""
        ici, fragment = self.noeud(*pas), yaml.compose(bloc, Loader=yaml.SafeLoader)
        assert type(fragment) is type(ici), pas
        for nom in _noms(fragment):
            if _rang(ici, nom) is not None:
                raise AutreCarte(f"{nom!r} est déjà dans {self.chemin.name} : {pas}")
        ici.value[rang:rang] = fragment.value

    def deplacer(self, *pas: Pas, de: int, a: int) -> None:
        """Move an entry of a list, or of a mapping."""
        liste = self.noeud(*pas).value
        liste.insert(a, liste.pop(de))

    def a(self, *pas: Pas) -> bool:
        """Whether something stands at a path whose parent does."""
        return _rang(self.noeud(*pas[:-1]), pas[-1]) is not None

    def noeud(self, *pas: Pas) -> Any:
        """What stands at a path; the test is wrong when nothing does."""
        ici = self.racine
        for un in pas:
            rang = _rang(ici, un)
            if rang is None:
                raise AutreCarte(f"{un!r} n'est plus dans {self.chemin.name} : {pas}")
            ici = ici.value[rang][1] if isinstance(ici, yaml.MappingNode) else ici.value[rang]
        return ici


def _noms(fragment: Any) -> list[str]:
    """The keys of a mapping, or the identifiers of a list."""
    if isinstance(fragment, yaml.MappingNode):
        return [cle.value for cle, _ in fragment.value]
    entrees = (e.value for e in fragment.value if isinstance(e, yaml.MappingNode))
    return [valeur.value for entree in entrees for cle, valeur in entree if cle.value == "id"]


def _rang(noeud: Any, pas: Pas) -> int | None:
    if isinstance(noeud, yaml.MappingNode):
        return next((i for i, (cle, _) in enumerate(noeud.value) if cle.value == pas), None)
    if isinstance(pas, int):
        return pas if -len(noeud.value) <= pas < len(noeud.value) else None
    voulu = {"id": pas} if isinstance(pas, str) else pas
    for rang, element in enumerate(noeud.value):
        if isinstance(element, yaml.ScalarNode):
            if element.value == pas:
                return rang
            continue
        dits = {cle.value: valeur.value for cle, valeur in element.value}
        if all(dits.get(cle) == valeur for cle, valeur in voulu.items()):
            return rang
    return None
