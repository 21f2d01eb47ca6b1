"""What the commands that browse the map share: reading it, and naming a place on it."""

from __future__ import annotations

from pathlib import Path

from palliorient.commandes.erreurs import parmi
from palliorient.donnees import charger, lire_carte
from palliorient.horloge import lire_quand, maintenant
from palliorient.noyau.carte.parcourir import au
from palliorient.noyau.langue.mots import code
from palliorient.noyau.modele.diagnostic import SituationRefusee
from palliorient.noyau.modele.modele import Referentiel
from palliorient.noyau.situation.lecture import lire_situation


def carte_du_jour(dossier: Path | None) -> Referentiel:
    """The map of a folder (the shipped one by default) as it stands today."""
    return au(lire_carte(dossier), maintenant().date())


def nombre(dossier: Path | None, critere: str, texte: str) -> int:
    """An arrondissement or a level, read by the door of every situation: same sentences."""
    lecture = lire_situation(charger(dossier), {critere: texte or "?"}, lire_quand)
    if lecture.refus:
        raise SituationRefusee(lecture.refus)
    lu = lecture.lus[critere]
    assert isinstance(lu, int)
    return lu


def zone(referentiel: Referentiel, texte: str, option: str) -> str:
    """The code of a territory, of the departement or of the region, from its code or its name."""
    zones = (*referentiel.territoires, referentiel.departement, referentiel.region)
    lu = code(texte)
    for connue in zones:
        if lu in (connue.id, code(connue.nom)):
            return connue.id
    return parmi(texte, [z.id for z in zones], option)
