"""The files of a skeleton: made from the facts, and written."""

from __future__ import annotations

import os
from pathlib import Path

from palliorient.ecriture import PREFIXE, SortieRefusee
from palliorient.lecture import ACTEURS, GRILLE, REGLES, TERRITOIRES
from palliorient.noyau.modele.diagnostic import ErreurPalliorient
from palliorient.sortie import montrer, raison
from palliorient.squelettes import acteurs, territoires
from palliorient.squelettes.faits import (
    Commune,
    Departement,
    Etablissement,
    communes,
    etablissements,
)
from palliorient.squelettes.modele import lire_modele, remplir


def sur_place(departement: Departement) -> tuple[list[Commune], list[Etablissement]]:
    """The communes of a département, and the establishments that stand in one of them.

    The survey has in Guadeloupe two communes that are in no département any more.
    """
    siennes = communes(departement.numero)
    codes = {c.code for c in siennes}
    return siennes, [e for e in etablissements(departement.numero) if e.commune in codes]


def fichiers(departement: Departement) -> dict[str, str]:
    """Name of each file → its text; the same facts give the same bytes."""
    siennes, siens = sur_place(departement)
    had = "oui" if any(e.declare("had") for e in siens) else ""
    dits = {**territoires.textes_du_departement(departement), "had": had}
    textes = {
        TERRITOIRES: territoires.texte(departement, siennes),
        ACTEURS: acteurs.texte(departement, siens, {c.code: c for c in siennes}),
        REGLES: remplir(lire_modele(f"{REGLES}.yaml"), dits),
        GRILLE: lire_modele(f"{GRILLE}.yaml"),
    }
    return {f"{nom}.yaml": texte for nom, texte in textes.items()}


def ecrire(departement: Departement, dossier: Path) -> None:
    """Write the files in a folder that does not exist yet, whole or not at all.

    Raises `SortieRefusee` when something bears that name.
    """
    if os.path.lexists(dossier):
        raise SortieRefusee(f"« {montrer(dossier)} » existe déjà : donner un dossier à créer.")
    textes = fichiers(departement)
    try:
        _ecrire(dossier, textes)
    except FileExistsError as erreur:
        raise SortieRefusee(f"« {montrer(dossier)} » existe déjà.") from erreur
    except OSError as erreur:
        absent = not dossier.parent.is_dir()
        pourquoi = "le dossier où le mettre n'existe pas" if absent else raison(erreur)
        raise ErreurPalliorient(
            f"impossible d'écrire « {montrer(dossier)} » : {pourquoi}. Rien n'a été changé."
        ) from erreur


def _ecrire(dossier: Path, textes: dict[str, str]) -> None:
    """Under a name that nobody can foresee, then under its own."""
    import shutil
    import tempfile

    provisoire = Path(tempfile.mkdtemp(prefix=PREFIXE, dir=dossier.parent))
    try:
        for nom, texte in textes.items():
            (provisoire / nom).write_bytes(texte.encode())
        provisoire.chmod(0o777 & ~_masque())
        provisoire.rename(dossier)
    finally:
        shutil.rmtree(provisoire, ignore_errors=True)


def _masque() -> int:
    """What new files of this user lack: read by setting it, and put back."""
    masque = os.umask(0o077)
    os.umask(masque)
    return masque
