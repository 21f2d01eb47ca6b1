"""Reading a commune as people write it: a name, « St » for Saint, a postal or INSEE code."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from palliorient.noyau.langue.mots import (
    DEBUT,
    mots_de_commune,
    sans_accents,
    sans_petits_mots,
    vouliez_vous_dire,
)
from palliorient.noyau.langue.phrases import et, majuscule, ou, sans_de
from palliorient.noyau.situation.lieux import annuaire, endroit
from palliorient.noyau.table.table import Table

CODE = re.compile(r"(?<![\w.,+-])(\d[\dab])\s?(\d{3})(?![\w.+-])", re.ASCII)
CEDEX = re.compile(r"\bcedex(?:\s*\d{1,2})?\b", re.ASCII)
INSEE, POSTAL = "insee", ("postal", "postale", "cp")
AUTOUR = re.compile(r"\b(?:codes?|postale?|cp|insee|commune)\b[ .:]*(?:d[eu] )?")
"""Words that may stand around a name or a code; two of them say which code it is."""


PROCHES = 5
"""Communes that a refusal proposes at most."""


class Lue(NamedTuple):
    """The commune that was found (INSEE code), or why there is none."""

    commune: str | None
    refus: str = ""


def lire(table: Table, texte: str) -> Lue:
    """The commune that a text means; else the sentence that refuses it, and helps."""
    if table.ville is not None:
        lieu = endroit(table, texte)
        if lieu.ici and not lieu.reste and not lieu.ailleurs:
            if len(lieu.numeros) == 1:
                return Lue(table.communes[next(iter(lieu.numeros))])
            if not lieu.numeros and _ville_dite(table, texte):
                return Lue(None, _quel_arrondissement(table, texte))
    plat = " ".join(sans_accents(unicodedata.normalize("NFKC", texte)).split())
    codes = ["".join(trouve.groups()).upper() for trouve in CODE.finditer(plat)]
    nom = _nom_seul(table, plat)
    if not codes:
        return _par_le_nom(table, texte, nom)
    possibles = [_du_code(table, code, plat) for code in codes]
    inconnus = [code for code, ici in zip(codes, possibles, strict=True) if not ici]
    if inconnus:
        return Lue(None, _code_inconnu(table, texte, inconnus[0]))
    trouvees = [c for c in possibles[0] if all(c in autres for autres in possibles)]
    if nom:
        nommees = nommees_ainsi(table, nom)
        trouvees = [c for c in trouvees if c in nommees]
    if len(trouvees) == 1:
        return Lue(trouvees[0])
    if not trouvees:
        return Lue(
            None, f"« {texte} » : le code et le nom ne disent pas la même commune. En garder un."
        )
    return Lue(None, _plusieurs(table, texte, codes[0], trouvees))


def nommees_ainsi(table: Table, nom: str) -> list[str]:
    """Communes (INSEE codes) of this name: exactly, else but for the small words."""
    mots = mots_de_commune(nom)
    noms = table.noms_des_communes
    return noms.get(" ".join(mots)) or noms.get(sans_petits_mots(mots)) or []


def chercher(table: Table, texte: str) -> list[str]:
    """Communes that the letters typed so far may mean; those that begin so come first."""
    plat = sans_accents(texte).strip()
    if plat[:1].isdigit():
        debut = plat.replace(" ", "").upper()
        return [
            c
            for c, lieu in table.lieux.items()
            if any(code.startswith(debut) for code in (c, *lieu.codes_postaux))
        ]
    dits = mots_de_commune(plat)
    noms = {c: mots_de_commune(lieu.nom) for c, lieu in table.lieux.items()}
    trouvees = {
        c: mots
        for c, mots in noms.items()
        if all(any(mot.startswith(dit) for mot in mots) for dit in dits)
    }
    debut = " ".join(dits)
    return sorted(trouvees, key=lambda c: not " ".join(trouvees[c]).startswith(debut))


def ecrire(table: Table, commune: str) -> str:
    """What may be typed for a commune, and read again as this one only."""
    seule = {commune}.issuperset(table.postaux.get(commune, ()))
    return commune if seule else f"{INSEE} {commune}"


# --- parts of a text ----------------------------------------------------------------------


def _nom_seul(table: Table, plat: str) -> str:
    """What is left of a text without codes, nor the département, nor words around."""
    reste = AUTOUR.sub(" ", CEDEX.sub(" ", CODE.sub(" ", plat)))
    for ici in (sans_accents(table.departement), table.numero.lower()):
        sans = re.sub(rf"\(\s*{re.escape(ici)}\s*\)|,\s*{re.escape(ici)}\s*$", " ", reste)
        reste = sans if sans.strip() else reste
    return " ".join(reste.strip(" ,;:()-").split())


def _du_code(table: Table, code: str, plat: str) -> list[str]:
    """The communes of a code; as an INSEE code or a postal one, where the text says which."""
    postal_seul = any(re.search(rf"\b{mot}\b", plat) for mot in POSTAL)
    insee_seul = not postal_seul and re.search(rf"\b{INSEE}\b", plat)
    communes: dict[str, None] = {}
    if code in table.lieux and not postal_seul:
        communes[code] = None
    if not insee_seul:
        communes |= dict.fromkeys(table.postaux.get(code, ()))
        if code in table.cedex:
            communes[table.cedex[code]] = None
    return list(communes)


def _par_le_nom(table: Table, texte: str, nom: str) -> Lue:
    trouvees = nommees_ainsi(table, nom) if nom else []
    if len(trouvees) == 1:
        return Lue(trouvees[0])
    if trouvees:
        dites = " ; ".join(f"{table.lieux[c].nom} ({ecrire(table, c)})" for c in trouvees)
        return Lue(
            None,
            f"« {texte} » est le nom de plusieurs communes : {dites}. Donner le code entre"
            " parenthèses.",
        )
    if sans_accents(texte).strip() in (sans_accents(table.departement), table.numero.lower()):
        return Lue(None, f"« {texte} » ne dit pas quelle commune. {ATTENDU}")
    return Lue(
        None,
        f"« {texte} » n'est pas une commune {table.de}.{_proches(table, nom)}"
        f" {ATTENDU}{_hors(table)}",
    )


def _proches(table: Table, nom: str) -> str:
    """« Vouliez-vous dire… » the communes that begin so, else the one that is written nearly so."""
    noms = [table.lieux[c].nom for c in chercher(table, nom)] if len(nom) >= DEBUT else []
    if 1 <= len(noms) <= PROCHES:
        return f" Vouliez-vous dire {ou([f'« {n} »' for n in noms])} ?"
    return vouliez_vous_dire(nom, {lieu.nom: None for lieu in table.lieux.values()})


# --- refusals -----------------------------------------------------------------------------

ATTENDU = "Attendu : un nom, un code postal qui ne désigne qu'une commune, ou un code INSEE."


def _ville_dite(table: Table, texte: str) -> bool:
    """Is the whole town meant, and not a code of the département that names nothing?"""
    assert table.ville is not None
    dits = mots_de_commune(texte)
    return table.ville.commune in texte or bool(set(mots_de_commune(table.ville.nom)) & set(dits))


def _quel_arrondissement(table: Table, texte: str) -> str:
    noms = [table.lieux[c].nom for c in table.communes.values()]
    return f"« {texte} » a des arrondissements : lequel ? {majuscule(ou(noms))}."


def _code_inconnu(table: Table, texte: str, code: str) -> str:
    if code.startswith(table.prefixes):
        return (
            f"« {texte} » ne dit pas quelle commune {table.de} (code CEDEX, spécial ou inconnu)."
            f" {ATTENDU}"
        )
    suite = annuaire(table)
    return (
        f"« {texte} » est hors {table.de}. L'outil ne connaît que {sans_de(table.de)}"
        f"{f' ; {suite}' if suite else '.'}"
    )


def _plusieurs(table: Table, texte: str, code: str, communes: list[str]) -> str:
    if code in communes:
        autres = [f"{table.lieux[c].nom} (code postal)" for c in communes if c != code]
        dites = et([f"{table.lieux[code].nom} (code INSEE)", *autres])
        return (
            f"« {texte} » désigne plusieurs communes : {dites}. Donner le nom de la commune, ou"
            f" écrire « {INSEE} {code} »."
        )
    noms = et([table.lieux[c].nom for c in communes])
    return f"« {texte} » est le code postal de plusieurs communes : {noms}. Donner le nom."


def _hors(table: Table) -> str:
    suite = annuaire(table)
    return f" Hors {table.de}, {suite}" if suite else ""
