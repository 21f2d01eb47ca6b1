"""Folders made from others: a numbered town written by its communes, another département."""

from __future__ import annotations

import re
from pathlib import Path

from dossiers import ACTEURS, CARTE, REGLES, TERRITOIRES, copier

COMMUNES = Path(__file__).parent / "communes"
"""A small map of its own where places are communes, most of them with nothing to tell apart."""


def changer(dossier: Path, fichier: str, *motifs: tuple[str, str]) -> None:
    """Replace by regular expressions; the test is wrong when one of them finds nothing."""
    chemin = dossier / fichier
    texte = chemin.read_text(encoding="utf-8")
    for motif, par in motifs:
        texte, fois = re.subn(motif, par, texte, flags=re.MULTILINE)
        assert fois, f"{motif!r} ne trouve rien dans {fichier}"
    chemin.write_text(texte, encoding="utf-8")


def par_communes(dossier: Path) -> Path:
    """The map of the tests, its arrondissements written as communes that have no number."""
    copier(dossier, CARTE)
    deux = r"(\d\d?)"
    changer(
        dossier,
        TERRITOIRES,
        (r"^ville: .*\n", ""),
        (r"^formes_des_codes:\n(  .*\n)+", ""),
        (rf"^  - arrondissement: {deux}$", r'  - nom: "Paris \1e"'),
        (rf"^    arrondissement: {deux}$", r'    commune: "751\1"'),
    )
    changer(
        dossier,
        ACTEURS,
        (rf"champ: arrondissement, valeur: {deux},", r'champ: commune, valeur: "751\1",'),
        (rf"champ: arrondissement\n    valeur: {deux}$", r'champ: commune\n    valeur: "751\1"'),
        (rf"arrondissements: \[{deux}\]", r'communes: ["751\1"]'),
        (r"arrondissements: \[1, 2, 3, 4\]", 'communes: ["7511", "7512", "7513", "7514"]'),
    )
    changer(
        dossier,
        REGLES,
        (r"^  arrondissement:$", "  commune:"),
        (rf"\barrondissement: {deux}\}}", r'commune: "751\1"}'),
        (rf"\bresidence: {deux}\}}", r'residence: "751\1"}'),
        (r"cpts: arrondissement\b(?!-)", "cpts: commune"),
        (r"cpts: arrondissement-de-residence", "cpts: commune-de-residence"),
    )
    for fichier in (TERRITOIRES, ACTEURS, REGLES):  # « 7517 » is « 75107 »
        chemin = dossier / fichier
        texte = chemin.read_text(encoding="utf-8")
        chemin.write_text(re.sub(r'"751(\d)"', r'"7510\1"', texte), encoding="utf-8")
    return dossier


LYON = """\
departement: {id: rhone, nom: "Rhône", numero: "69", fuseau: "Europe/Paris", de: "du Rhône"}
region: {id: auvergne-rhone-alpes, nom: "Auvergne-Rhône-Alpes"}
ville: {nom: "Lyon", commune: "69123", arrondissements: 9}
territoires:
  - {id: ouest, nom: "Ouest"}
  - {id: est, nom: "Est"}
source_des_rattachements: {document: essai, localisation: "territoires"}
formes_des_codes: {code_postal: "6900N", commune: "6938N"}
rattachements:
  - {commune: "69266", nom: "Villeurbanne", codes_postaux: ["69100"], territoire: est}
  - {commune: "69029", nom: "Bron", codes_postaux: ["69500"], territoire: est}
"""


def lyon(dossier: Path) -> Path:
    """The small map in a département of which one town only has arrondissements."""
    copier(dossier, COMMUNES)
    numerotes = "".join(
        f'  - {{commune: "6938{n}", arrondissement: {n}, codes_postaux: ["6900{n}"],'
        f" territoire: {'ouest' if n in (1, 5, 9) else 'est'}}}\n"
        for n in range(1, 10)
    )
    (dossier / TERRITOIRES).write_text(LYON + numerotes, encoding="utf-8")
    changer(
        dossier,
        ACTEURS,
        ("finistere", "rhone"),
        (r'communes: \["29151", "29254"\]', "arrondissements: [3]"),
        (r'champ: commune, valeur: "29151"', "champ: arrondissement, valeur: 4"),
        (r"29609 Morlaix Cedex", "69004 Lyon"),
        (r'texte: "CPTS de Morlaix"', 'texte: "CPTS de Morlaix 3"'),
    )
    changer(dossier, REGLES, ('"29083"', '"69029"'))
    return dossier
