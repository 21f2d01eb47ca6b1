"""« Et si »: the same situation changed, beside the first. Who is called first, comes, goes.

Nothing here says which is right: two answers stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import zip_longest
from typing import Any, NamedTuple

from palliorient.noyau.decision.et_si import Variante
from palliorient.noyau.decision.orientation import Contact, Orientation
from palliorient.noyau.situation.changement import nom
from palliorient.noyau.table.table import SECTIONS, Table
from palliorient.rendu.mise_en_page import (
    Morceau,
    gras,
    largeur,
    plier,
    plier_commande,
    plier_morceaux,
)
from palliorient.rendu.reponse.bref import appels, exiger, nommes
from palliorient.rendu.reponse.contenu import contenu
from palliorient.rendu.reponse.entete import situation_en_clair
from palliorient.rendu.reponse.groupes import Noms
from palliorient.rendu.reponse.json import en_dictionnaire, en_json

FORMAT = "palliorient.et-si/1"
ENTRE = " | "
DEUX_COLONNES = 60
"""Columns below which the two answers stand one under the other."""

TEXTES = (
    *("et-si", "et-si-ici", "et-si-alors", "et-si-arrivent", "et-si-partent", "et-si-passent"),
    *("et-si-memes", "et-si-laisses", "et-si-entiere", "court-reserve", "court-autre"),
)


class Demandee(NamedTuple):
    """A variant to be shown: its name, its hour when one was given, how to ask for it."""

    variante: Variante
    titre: str
    instant: datetime | None
    commande: str


def en_json_et_si(orientation: Orientation, variantes: list[Variante]) -> str:
    """One line; inside it, the bytes of each answer are those of `--format json`."""
    return en_json(
        {
            "format": FORMAT,
            "orientation": en_dictionnaire(orientation),
            "variantes": [_en_dictionnaire(v) for v in variantes],
        }
    )


def _en_dictionnaire(variante: Variante) -> dict[str, Any]:
    change = variante.change.items()
    return {
        "change": {c: list(v) if isinstance(v, tuple) else v for c, v in change},
        "orientation": en_dictionnaire(variante.orientation),
        "arrivent": variante.arrivent,
        "partent": variante.partent,
    }


class Difference(NamedTuple):
    """What differs, in words, and who: « Arrivent », « HAD … »."""

    debut: str
    dits: str


class VueEtSi(NamedTuple):
    """One variant beside the first answer, as values: nothing of a screen."""

    titre: str
    situation: str
    laisses: str | None
    """The answers that make no sense any more."""
    memes: str | None
    """Said when nothing differs; the rest is then empty, but the alerts."""
    ici: list[str]
    alors: list[str]
    """Who is called first, in the first answer and in the other."""
    differences: list[Difference]
    alertes: list[str]


def vue(
    table: Table, une: Orientation, variante: Variante, titre: str, instant: datetime | None
) -> VueEtSi:
    """The content of one variant. Raises `ErreurPalliorient` when the data do not say its words."""
    exiger(table, TEXTES)
    textes, autre = table.textes, variante.orientation
    laisses = None
    if variante.laisses:
        dits = ", ".join(f"{nom(table, c)} ({brut})" for c, brut in variante.laisses.items())
        laisses = f"{textes['et-si-laisses']} : {dits}."
    differences = [*_differences(table, une, variante)]
    ici, alors = ([*_d_abord(table, o)] for o in (une, autre))
    memes = not differences and ici == alors
    return VueEtSi(
        f"{textes['et-si']} : {titre}",
        situation_en_clair(table, autre, instant),
        laisses,
        textes["et-si-memes"] if memes else None,
        [] if memes else ici,
        [] if memes else alors,
        differences,
        [*_alertes(table, une, autre)],
    )


def en_lignes(table: Table, une: Orientation, demandee: Demandee) -> list[str]:
    """One variant, laid out. Raises `ErreurPalliorient` when the data do not say its words."""
    dite = vue(table, une, demandee.variante, demandee.titre, demandee.instant)
    textes = table.textes
    lignes = [gras(ligne) for ligne in plier(dite.titre.upper(), "", "  ")]
    lignes += plier(dite.situation, "", "  ")
    if dite.laisses:
        lignes += plier(dite.laisses, "", "  ")
    if dite.memes:
        lignes.append(dite.memes)
    else:
        lignes += _cote_a_cote(textes["et-si-ici"], dite.ici, textes["et-si-alors"], dite.alors)
    for debut, dits in dite.differences:
        lignes += plier_morceaux([Morceau(f"{debut} : ", fort=True), Morceau(f"{dits}.")], "")
    lignes += [ligne for texte in dite.alertes for ligne in plier(texte, " ! ")]
    return [*lignes, f"{textes['et-si-entiere']} :", *plier_commande(demandee.commande)]


def _d_abord(table: Table, orientation: Orientation) -> Iterator[str]:
    """Who is called first, in order, each with what decides."""
    dit = contenu(table, orientation, None)
    premiere = dit._replace(sections=[s for s in dit.sections if s.code == SECTIONS[0]])
    for bref in appels(table, premiere, Noms(table, reserve="court-reserve")):
        yield f"{bref.numero}. {bref.texte(len(bref.membres))}"


def _cote_a_cote(titre: str, une: list[str], autre_titre: str, autre: list[str]) -> list[str]:
    """Two lists in two columns; one under the other where the screen is narrow."""
    total = largeur()
    if total < DEUX_COLONNES:
        return [
            ligne
            for dessus, dits in ((titre, une), (autre_titre, autre))
            for ligne in [gras(dessus.upper()), *(p for dit in dits for p in plier(dit, "", "   "))]
        ]
    moitie = (total - len(ENTRE)) // 2
    lignes = [gras(f"{titre.upper():{moitie}}") + ENTRE + gras(autre_titre.upper())]
    for a, b in zip_longest(une, autre, fillvalue=""):
        gauche, droite = (plier(dit, "", "   ", longueur=moitie) for dit in (a, b))
        for un, deux in zip_longest(gauche, droite, fillvalue=""):
            lignes.append(f"{un:{moitie}}{ENTRE}{deux}".rstrip())
    return lignes


def _differences(table: Table, une: Orientation, variante: Variante) -> Iterator[Difference]:
    """Who comes, who goes, who passes to another section: by name and number."""
    autre, textes = variante.orientation, table.textes
    arrivent = [c for c in autre.contacts if c.id in variante.arrivent]
    partent = [c for c in une.contacts if c.id in variante.partent]
    yield from _dits(table, textes["et-si-arrivent"], arrivent, numeros=True)
    yield from _dits(table, textes["et-si-partent"], partent)
    avant = {c.id: c.section for c in une.contacts}
    titres = {s.code: s.titre for s in contenu(table, autre, None).sections}
    for section in SECTIONS:
        passent = [c for c in autre.contacts if c.section == section != avant.get(c.id, section)]
        titre = titres.get(section, textes[f"section-{section}"])
        yield from _dits(table, f"{textes['et-si-passent']} « {titre} »", passent)


def _dits(
    table: Table, debut: str, contacts: list[Contact], *, numeros: bool = False
) -> Iterator[Difference]:
    """Numbers only of those who come: the first answer has the others'."""
    if contacts:
        yield Difference(debut, " ; ".join(nommes(table, contacts, numeros=numeros)))


def _alertes(table: Table, une: Orientation, autre: Orientation) -> Iterator[str]:
    """What is to be known in the other situation and was not in the first."""
    connues = {a.texte for a in une.alertes}
    tues = {*table.notes, *table.secondaires}
    yield from (a.texte for a in autre.alertes if a.texte not in connues and a.code not in tues)
