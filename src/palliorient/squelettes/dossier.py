"""The files of a skeleton: made from the facts, and written."""

from __future__ import annotations

from pathlib import Path

from palliorient.lecture import ACTEURS, GRILLE, REGLES, TERRITOIRES
from palliorient.noyau.modele.diagnostic import ErreurPalliorient
from palliorient.squelettes import acteurs, territoires
from palliorient.squelettes.faits import Departement, communes, etablissements
from palliorient.squelettes.modele import lire_modele, remplir


def fichiers(departement: Departement) -> dict[str, str]:
    """Name of each file → its text; the same facts give the same bytes."""
    siennes = communes(departement.numero)
    lieux = {c.code: c for c in siennes}
    # The survey has in Guadeloupe two communes that are in no département any more.
    siens = [e for e in etablissements(departement.numero) if e.commune in lieux]
    had = "oui" if any(e.declare("had") for e in siens) else ""
    textes = {
        TERRITOIRES: territoires.texte(departement, siennes),
        ACTEURS: acteurs.texte(departement, siens, lieux),
        REGLES: remplir(
            lire_modele(f"{REGLES}.yaml"),
            {**territoires.textes_du_departement(departement), "had": had},
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
