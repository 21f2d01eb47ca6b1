"""What the commands that browse the map share: reading it, and naming a place on it."""

from __future__ import annotations

from pathlib import Path

from palliorient.commandes.erreurs import ErreurUsage, parmi
from palliorient.donnees import charger, lire_carte
from palliorient.horloge import lire_quand, maintenant
from palliorient.noyau.carte.parcourir import au
from palliorient.noyau.langue.mots import code
from palliorient.noyau.modele.diagnostic import SituationRefusee
from palliorient.noyau.modele.modele import Referentiel
from palliorient.noyau.situation.lecture import lire_situation
from palliorient.noyau.table.table import Table


def carte_du_jour(dossier: Path | None) -> Referentiel:
    """The map of a folder (the shipped one by default) as it stands today."""
    carte = lire_carte(dossier)
    return au(carte, maintenant(carte.fuseau).date())


def nombre(dossier: Path | None, critere: str, texte: str) -> int:
    """A level, read by the door of every situation: same sentences."""
    lecture = lire_situation(charger(dossier), {critere: texte or "?"}, lire_quand)
    if lecture.refus:
        raise SituationRefusee(lecture.refus)
    lu = lecture.lus[critere]
    assert isinstance(lu, int)
    return lu


def commune(table: Table, **dits: str | None) -> str | None:
    """The INSEE code of a place, said one way or the other; the same door, the same sentences.

    What the map has no such name for (a number, where no commune has one) is refused.
    """
    donnes = {critere: texte or "?" for critere, texte in dits.items() if texte is not None}
    for critere in donnes:
        if critere not in table.champs:
            raise ErreurUsage(f"--{critere} : aucune commune de ces données n'a de numéro.")
    lecture = lire_situation(table, donnes, lire_quand)
    if lecture.refus:
        raise SituationRefusee(lecture.refus)
    return table.commune_de(lecture.lus[table.place]) if donnes else None


def zone(referentiel: Referentiel, texte: str, option: str) -> str:
    """The code of a territory, of the departement or of the region, from its code or its name."""
    zones = (*referentiel.territoires, referentiel.departement, referentiel.region)
    lu = code(texte)
    for connue in zones:
        if lu in (connue.id, code(connue.nom)):
            return connue.id
    return parmi(texte, [z.id for z in zones], option)
