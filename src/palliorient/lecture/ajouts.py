"""What a folder adds to the base that it builds on, by the names that it writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from palliorient.lecture import GRILLE, REGLES
from palliorient.lecture.charger import Octets
from palliorient.lecture.formes.formes import VIENT_APRES
from palliorient.lecture.yaml.resultat import Donnee
from palliorient.lecture.yaml.yaml_strict import lire_texte


class Ajouts(NamedTuple):
    """`par_section`: section of the files → names, « entry.field » inside an entry of the base."""

    socle: str
    par_section: dict[str, list[str]]


def ajouts(octets: Iterable[Octets]) -> Ajouts | None:
    """What the files say that their base does not; None when they build on none."""
    octets = list(octets)
    nom = next((o.socle for o in octets if o.socle), None)
    if nom is None:
        return None
    par_section: dict[str, list[str]] = {}
    for fichier in (REGLES, GRILLE):
        dits, du_socle = (
            next((_donnees(o) for o in octets if o.nom == fichier and bool(o.socle) == socle), {})
            for socle in (False, True)
        )
        for section, dit in dits.items():
            noms = [".".join(chemin) for chemin in _nouveaux(dit, du_socle.get(section))]
            if noms and isinstance(dit, dict | list):
                par_section[section] = noms
    return Ajouts(nom, par_section)


def _donnees(octets: Octets) -> dict[str, Donnee]:
    donnees = lire_texte(octets.contenu, octets.chemin).donnees
    return donnees if isinstance(donnees, dict) else {}


def _nouveaux(dit: Donnee, du_socle: Donnee) -> Iterator[tuple[str, ...]]:
    """Paths of what is new, from the section, no deeper than the first key that is."""
    if isinstance(dit, list):
        yield (f"{len(dit)} de plus",)
    elif isinstance(dit, dict):
        connus = du_socle if isinstance(du_socle, dict) else {}
        for cle, valeur in dit.items():
            if cle == VIENT_APRES:
                continue
            if cle not in connus:
                yield (cle,)
            elif isinstance(valeur, dict):
                yield from ((cle, *suite) for suite in _nouveaux(valeur, connus[cle]))
            else:
                yield (cle,)
