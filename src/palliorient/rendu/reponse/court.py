"""Six lines for somebody at a telephone: danger, three calls, who does not answer, what to say.

A condition that decides is never cut: what gives way is the end of a list, then a call. Lines
are those of a screen of 80 columns, whatever the terminal: there are never more than six.
"""

from __future__ import annotations

from itertools import product

from palliorient.noyau.decision.orientation import Orientation
from palliorient.noyau.langue.phrases import minuscule
from palliorient.noyau.table.lignes import Appelant
from palliorient.noyau.table.table import Table
from palliorient.rendu.mise_en_page import LARGEUR, gras, plier
from palliorient.rendu.reponse.bref import Bref, appels, exiger, sans_precision
from palliorient.rendu.reponse.contenu import INCERTAIN, carnet_en_mots, contenu
from palliorient.rendu.reponse.groupes import Noms

LIGNES = 6
APPELS = 3
REOUVERTURE = "reouverture"
FERMES = (INCERTAIN, "non")

TEXTES = (
    *("court-reserve", "court-autre", "court-absents"),
    *("court-dire", "court-dire-bref", "court-dire-sans-niveau"),
)


def en_court(table: Table, orientation: Orientation, appelant: Appelant | None = None) -> str:
    """The lines as a screen shows them: danger and first call in bold. `appelant`: who reads."""
    danger, premier, suite = lignes(table, orientation, appelant)
    return "\n".join([*map(gras, danger), *map(gras, premier), *suite])


def lignes(
    table: Table, orientation: Orientation, appelant: Appelant | None = None
) -> tuple[list[str], list[str], list[str]]:
    """The vital danger, the first call, and the rest: six lines together, or fewer.

    Raises `ErreurPalliorient` when the data do not say their words.
    """
    exiger(table, TEXTES)
    dit = contenu(table, orientation, None, appelant=appelant)
    noms = Noms(table, carnet_en_mots(table, orientation, None), reserve="court-reserve")
    brefs = [*appels(table, dit, noms)][:APPELS]
    danger = [ligne for texte in dit.tete.danger for ligne in _plier(texte)]
    absents = _absents(table, orientation)
    fins = [
        _avec_les_absents(table, absents, "") + _plier(_a_dire(table, orientation, bref=False)),
        _avec_les_absents(table, absents, _a_dire(table, orientation, bref=True)),
    ]
    essais = [(_tenir(brefs, LIGNES - len(danger) - len(fin)), fin) for fin in fins]
    # One line says both only where one more call is then told.
    appeles, fin = max(essais, key=lambda essai: len(essai[0]))
    premier, *autres = appeles or [_appel(b, 1) for b in brefs[:1]] or [[]]
    return danger, premier, [*(ligne for appel in autres for ligne in appel), *fin]


def _plier(texte: str, debut: str = "") -> list[str]:
    return plier(texte, debut, longueur=LARGEUR)


def _tenir(brefs: list[Bref], place: int) -> list[list[str]]:
    """As many calls as there is room for, each whole; lists give up their end first."""
    for combien in range(len(brefs), 0, -1):
        gardes = brefs[:combien]
        # The longest lists that fit; the last call gives up its own first.
        for nombres in product(*(range(len(b.membres), 0, -1) for b in gardes)):
            dits = [_appel(b, nombre) for b, nombre in zip(gardes, nombres, strict=True)]
            if sum(map(len, dits)) <= place:
                return dits
    return []


def _appel(bref: Bref, nombre: int) -> list[str]:
    return _plier(bref.texte(nombre), f"{bref.numero}. ")


def _absents(table: Table, orientation: Orientation) -> list[str]:
    """Those whose hour is the obstacle, each kind once."""
    generiques = {s.id for s in table.services if s.generique}
    dits = [
        minuscule(sans_precision(c.nom)) if c.id in generiques else table.types[c.type].sigle
        for c in orientation.contacts
        if c.section == REOUVERTURE and c.joignable in FERMES
    ]
    return [*dict.fromkeys(dits)]


def _avec_les_absents(table: Table, noms: list[str], suite: str) -> list[str]:
    """Those who do not answer, as many as one line holds before what follows."""
    gardes: list[str] = []
    for nom in noms:
        if len(_une_ligne(table, noms, [*gardes, nom], suite)) == 1:
            gardes.append(nom)
    return _une_ligne(table, noms, gardes, suite) if gardes else _plier(suite)


def _une_ligne(table: Table, noms: list[str], gardes: list[str], suite: str) -> list[str]:
    fin = "." if gardes == noms else "…"
    return _plier(f"{table.textes['court-absents']} : {', '.join(gardes)}{fin} {suite}".strip())


def _a_dire(table: Table, orientation: Orientation, *, bref: bool) -> str:
    niveau = orientation.situation.niveau
    if niveau is None:
        return table.textes["court-dire-sans-niveau"]
    dire = table.textes["court-dire-bref"] if bref else table.textes["court-dire"]
    return dire.replace("{niveau}", str(niveau))
