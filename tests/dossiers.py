"""The map of the tests, a small one of their own, frozen, and copies of it with a change."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from palliorient.donnees import FICHIERS

CARTE = Path(__file__).parent / "carte"
"""Sound on `conftest.JOUR`; what the team writes in `data/` never changes it."""

SCENARIOS = Path(__file__).parent / "cas" / "scenarios.yaml"
"""What that map answers, frozen with it."""

REGLES = "regles_gradation.yaml"
ACTEURS = "acteurs.yaml"
TERRITOIRES = "territoires.yaml"


def copier(dossier: Path, depuis: Path = CARTE) -> Path:
    """The files of a folder of data, the map of the tests, in a folder of their own."""
    for nom in FICHIERS:
        if (depuis / nom).exists():  # a grid is not in every folder
            shutil.copy(depuis / nom, dossier / nom)
    return dossier


def sur_un_socle(dossier: Path) -> None:
    """The same rules in two files, as Paris has them: the last entry of each of these sections is
    the folder's own, all the rest is in its base.
    """
    texte = (dossier / REGLES).read_text(encoding="utf-8")
    siennes = re.findall(r"(?m)^(?:version|a_jour_au|perime_apres): .*\n", texte)
    for section in ("conventions", "types", "roles", "regles", "alertes"):
        bloc = re.search(rf"(?m)^{section}:\n(?:  .*\n)+", texte)
        assert bloc is not None, section
        derniere = bloc[0][bloc[0].rindex(re.findall(r"(?m)^  \S.*\n", bloc[0])[-1]) :]
        siennes.append(f"\n{section}:\n{derniere}")
        texte = texte[: bloc.end() - len(derniere)] + texte[bloc.end() :]
    for ligne in siennes[:3]:
        texte = texte.replace(ligne, "", 1)
    (dossier / "commun").mkdir()
    (dossier / "commun" / REGLES).write_text(texte, encoding="utf-8")
    shutil.move(dossier / "grille.yaml", dossier / "commun" / "grille.yaml")
    (dossier / REGLES).write_text("".join(["socle: commun\n", *siennes]), encoding="utf-8")


def remplacer(dossier: Path, fichier: str, avant: str, apres: str) -> None:
    """Change one text; the test is wrong when it is not there."""
    chemin = dossier / fichier
    texte = chemin.read_text(encoding="utf-8")
    assert avant in texte, f"{avant!r} n'est plus dans {fichier}"
    chemin.write_text(texte.replace(avant, apres, 1), encoding="utf-8")


def inserer(dossier: Path, fichier: str, section: str, bloc: str) -> int:
    """Put a block first in a section; returns the number of its first line."""
    chemin = dossier / fichier
    texte = chemin.read_text(encoding="utf-8")
    debut = texte.index(f"\n{section}:\n") + len(f"\n{section}:\n")
    chemin.write_text(texte[:debut] + bloc + texte[debut:], encoding="utf-8")
    return texte[:debut].count("\n") + 1


def regle(identifiant: str, quand: str, propose: str) -> str:
    """A rule as it is written, with the usual source."""
    return (
        f'  {identifiant}:\n    quand: {quand}\n    explication: "Un essai."\n'
        f'    source: {{document: cadre-2023, localisation: "annexe 1"}}\n'
        f"    propose: {propose}\n"
    )
