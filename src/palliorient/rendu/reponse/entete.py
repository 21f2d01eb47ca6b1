"""The head of an answer, as a value: the situation in a line, the cell, the vital emergency."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from palliorient.noyau.decision.orientation import Orientation
from palliorient.noyau.langue.phrases import et, majuscule
from palliorient.noyau.modele.places import PLACES
from palliorient.noyau.situation.lieux import court
from palliorient.noyau.situation.situation import Situation, Valeur
from palliorient.noyau.table.lignes import Critere
from palliorient.noyau.table.table import Table

ALERTE_EN_TETE = "URGENCE_VITALE"
DEJA_DITS = ("lieu", *PLACES, "etablissement", "age", "niveau", "moment")
JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


class Tete(NamedTuple):
    """The situation, the cell in a sentence, and what to do in a vital emergency."""

    situation: str
    resume: str
    danger: list[str]


def entete(
    table: Table, orientation: Orientation, instant: datetime | None, suppose: str | None = None
) -> Tete:
    """The head of an answer; the vital emergency always stands here.

    `suppose` completes the kind of hospital stay, when nobody said it.
    """
    return Tete(
        situation_en_clair(table, orientation, instant, suppose),
        _resume(table, orientation),
        [a.texte for a in orientation.alertes if a.code == ALERTE_EN_TETE],
    )


def _resume(table: Table, orientation: Orientation) -> str:
    """The cell in a sentence; a rule that changes the cell has a sentence of its own."""
    gradation = orientation.gradation
    cellule = f"{gradation.colonne}-{gradation.niveau}" if gradation else "deuil-seul"
    regles = dict.fromkeys(m.regle for c in orientation.contacts for m in c.motifs)
    cles = [f"resume-{regle}" for regle in (*regles, cellule)]
    propres = [cle for cle in cles if cle in table.textes and cle != f"resume-{cellule}"]
    # The cell's own rule is among the rules: what is left speaks of a special case.
    return table.textes[propres[0] if propres else f"resume-{cellule}"]


def situation_en_clair(
    table: Table,
    orientation: Orientation,
    instant: datetime | None = None,
    suppose: str | None = None,
) -> str:
    """« Domicile · Lyon 3e (Est) · 59 ans · niveau 2 · jour »"""
    s, deduction = orientation.situation, orientation.deduction
    debut = f"{table.departement} "
    noms = [table.territoires[t].removeprefix(debut) for t in deduction.territoires]
    valeur = table.valeur("lieu", s.lieu)
    lieu = majuscule(valeur.nom)
    if s.etablissement:
        sejour = f"{valeur.court} ({suppose})" if suppose else valeur.court
        lieu = f"{table.etablissements[s.etablissement].nom} · {sejour}"
    commune = table.lieux[deduction.commune].nom
    morceaux = [f"{lieu} · {commune} ({' et '.join(noms)})"]
    if s.age is not None:
        morceaux.append(_age(s.age, orientation.deduction.public))
    if s.niveau is not None:
        morceaux.append(f"niveau {s.niveau}")
    if s.moment is not None:
        moment = table.valeur("moment", s.moment).nom
        morceaux.append(f"{_heure(instant)} ({moment})" if instant else moment)
    morceaux += _precisions(table, s)
    return " · ".join(morceaux)


def _heure(instant: datetime) -> str:
    """« dimanche 22/11/2026, 15 h 00 »"""
    jour = JOURS[instant.weekday()]
    return f"{jour} {instant:%d/%m/%Y}, {instant.hour} h {instant.minute:02}"


def _precisions(table: Table, situation: Situation) -> list[str]:
    """What was said beyond the criteria that have their own place above."""
    dits: dict[str, list[str]] = {"oui-non": [], "choix": [], "liste": []}
    for critere in table.criteres.values():
        valeur = situation[critere.id]
        if critere.id in DEJA_DITS or valeur is None or valeur is False:  # 0 is an answer
            continue
        if valeur in ((), critere.defaut):
            continue
        genre = critere.id if critere.id == "residence" else critere.genre
        dits.setdefault(genre, []).append(_en_clair(table, critere, valeur))
    return [dit for memes in dits.values() for dit in memes]


def _en_clair(table: Table, critere: Critere, valeur: Valeur) -> str:
    """« isolement », « besoin : aide aux proches », « déjà suivie par une HAD »."""
    if isinstance(valeur, bool):
        return critere.nom
    if isinstance(valeur, tuple):
        mots = et([table.nom_de(critere.id, code) for code in valeur])
    elif critere.id == "residence" and (isinstance(valeur, int) or valeur in table.lieux):
        mots = court(table, table.commune_de(valeur))
    elif isinstance(valeur, int):
        mots = str(valeur)
    else:
        mots = table.valeur(critere.id, str(valeur)).court
    if mots.startswith(critere.nom):
        return mots
    return critere.dit.replace("{}", mots) if critere.dit else f"{critere.nom} : {mots}"


def _age(age: int, public: str | None) -> str:
    ans = f"{age} an{'s' if age > 1 else ''}" if age else "moins d'un an"
    return f"enfant, {ans}" if public == "pediatrique" else ans
