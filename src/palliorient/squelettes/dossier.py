"""The files of a skeleton: made from the facts, and written."""

from __future__ import annotations

from pathlib import Path

from palliorient.lecture import ACTEURS, GRILLE, REGLES, TERRITOIRES
from palliorient.noyau.modele.diagnostic import ErreurPalliorient
from palliorient.squelettes import acteurs, territoires
from palliorient.squelettes.faits import Departement, commune, communes, etablissements
from palliorient.squelettes.modele import lire_modele, remplir


def fichiers(departement: Departement) -> dict[str, str]:
    """Name of each file → its text; the same facts give the same bytes."""
    siens = etablissements(departement.numero)
    siennes = communes(departement.numero)
    noms = {c.code: c.nom for c in siennes}
    noms |= {e.commune: commune(e.commune).nom for e in siens if e.commune not in noms}
    textes = {
        TERRITOIRES: territoires.texte(departement, siennes, siens),
        ACTEURS: acteurs.texte(departement, siens, noms),
        REGLES: remplir(
            lire_modele(f"{REGLES}.yaml"), territoires.textes_du_departement(departement)
        ),
        GRILLE: lire_modele(f"{GRILLE}.yaml"),
    }
    return {f"{nom}.yaml": texte for nom, texte in textes.items()}


def ecrire(departement: Departement, dossier: Path) -> None:
    """Write the files in a folder that does not exist yet."""
    textes = fichiers(departement)
    try:
        dossier.mkdir(parents=True)
        for nom, texte in textes.items():
            (dossier / nom).write_text(texte, encoding="utf-8", newline="\n")
    except OSError as erreur:
        raise ErreurPalliorient(f"dossier impossible à écrire : {dossier}") from erreur
