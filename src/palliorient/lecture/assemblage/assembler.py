"""Validated files → the domain's `Referentiel`, every default resolved.

Nothing is checked here: `references` has already said what does not hold, and
`charger` calls this only when nothing is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from palliorient.lecture import ACTEURS, REGLES, TERRITOIRES
from palliorient.lecture.assemblage.carte import Carte
from palliorient.lecture.assemblage.regles import Regles
from palliorient.lecture.schemas.valider import (
    FichierActeurs,
    FichierGrille,
    FichierRegles,
    FichierTerritoires,
)
from palliorient.noyau.modele import modele as m


class Fichiers(NamedTuple):
    """The files of a folder, each valid on its own."""

    territoires: FichierTerritoires
    acteurs: FichierActeurs
    regles: FichierRegles
    grille: FichierGrille | None = None


def assembler(fichiers: Fichiers, empreinte: str) -> m.Referentiel:
    """The referential that the files describe together."""
    territoires, acteurs, fichier, grille = fichiers
    regles = Regles(fichier)
    carte = Carte(territoires, acteurs, fichier, regles)
    return regles.objet(
        m.Referentiel,
        fichier,
        empreinte=empreinte,
        documents=regles.valeur([*fichier.documents, *acteurs.documents_complementaires]),
        conventions=regles.conventions,
        departement=carte.departement,
        numero=territoires.departement.numero,
        fuseau=territoires.departement.fuseau,
        de=territoires.departement.de,
        tout=territoires.departement.tout,
        ville=regles.valeur(territoires.ville),
        feries=tuple(carte.feries()),
        region=carte.region,
        territoires=carte.territoires,
        rattachements=tuple(carte.rattachements()),
        structures=carte.structures(),
        services=(*carte.services(), *regles.valeur(fichier.contacts_generiques)),
        lacunes=tuple(carte.lacunes()),
        lignes=carte.lignes,
        faits=carte.faits,
        recherche=carte.recherche(),
        groupes=tuple(dict.fromkeys(t.groupe for t in fichier.types)),
        alertes=regles.alertes,
        sujets={a.id: a.sujet for a in fichier.alertes},
        notes=tuple(a.id for a in fichier.alertes if a.note),
        secondaires=tuple(a.id for a in fichier.alertes if a.secondaire),
        automatiques={a.automatique: a.id for a in fichier.alertes if a.automatique},
        inconnus_en_dernier=regles.condition(fichier.inconnus_en_dernier),
        au_telephone={m.mots: m.dit for m in fichier.au_telephone},
        cedex=carte.cedex(),
        hors_carte=tuple(carte.hors_carte()),
        questions_ouvertes=regles.valeur(acteurs.questions_ouvertes),
        grille=regles.grille(grille) if grille else None,
        controles_absents=tuple(_controles_absents(fichiers)),
    )


def _controles_absents(fichiers: Fichiers) -> Iterator[tuple[str, str]]:
    """What earlier versions of the files did not have."""
    if fichiers.regles.vocabulaire is None:
        yield REGLES, "vocabulaire"
    if fichiers.acteurs.recherche.homonymes is None:
        yield ACTEURS, "recherche: homonymes"
    if not any(t.fonctions for t in fichiers.regles.types):
        yield REGLES, "types: fonctions"
    numeros = any(r.arrondissement for r in fichiers.territoires.rattachements)
    if numeros and fichiers.territoires.formes_des_codes is None:
        yield TERRITOIRES, "formes_des_codes"
