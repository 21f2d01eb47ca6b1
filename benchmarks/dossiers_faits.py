"""Folders of any size, written by rule: invented communes, hospitals and teams, no real place.

The rules are those that a département starts from: the national base and its model. A folder is
`n` communes in equal territories, whose teams, hospitals and CPTS are named by numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from palliorient.squelettes.faits import Departement
from palliorient.squelettes.modele import lire_modele, remplir
from palliorient.squelettes.territoires import textes_du_departement

ID, NUMERO = "essai", "29"
ESSAI = Departement(
    *(NUMERO, ID, "Essai", "de l'Essai", "tout l'Essai", "Région", "Europe/Paris"), feries=""
)
PAR_TERRITOIRE = ("emspt", "dac", "appui-telephonique", "crt", "emg-eh", "repit")
AIDES = ("sad", "ssiad")
PAR_HOPITAL = ("emsp", "lisp", "usp", "emg", "hdj")


class Taille(NamedTuple):
    """How many of each; a territory has six teams and its home care, a hospital up to five."""

    communes: int
    territoires: int
    cpts: int
    hopitaux: int
    aides: int = 1
    """Home-care services of each kind, in each territory."""


PARIS = Taille(communes=20, territoires=6, cpts=12, hopitaux=24)
"""About as many as in the shipped map: thirty-two times that is what one file may hold."""

DEPARTEMENT = Taille(communes=500, territoires=10, cpts=30, hopitaux=40, aides=11)


def fois(facteur: int) -> Taille:
    """So many times the shipped map."""
    communes, territoires, cpts, hopitaux, aides = PARIS
    return Taille(
        facteur * communes, facteur * territoires, facteur * cpts, facteur * hopitaux, aides
    )


def ecrire(dossier: Path, taille: Taille) -> int:
    """Write the files of a folder; the number of its services."""
    dossier.mkdir(parents=True, exist_ok=True)
    textes = {**textes_du_departement(ESSAI), "had": "oui"}
    regles = remplir(lire_modele("regles_gradation.yaml"), textes)
    structures = [*_structures(taille)]
    services = [ligne for ligne in structures if ligne.startswith("      - {id:")]
    faits = [*_faits(taille)]
    fichiers = {
        "regles_gradation": regles,
        "grille": "grille: non\n",
        "territoires": "\n".join(_territoires(taille)) + "\n",
        "acteurs": "\n".join([*_debut(), *structures, "complements:", *faits]) + "\n",
    }
    for nom, texte in fichiers.items():
        (dossier / f"{nom}.yaml").write_text(texte, encoding="utf-8")
    return len(services)


def _commune(rang: int) -> str:
    if rang > 997:
        raise ValueError(f"{rang + 1} communes : un département n'a pas mille codes")
    return f"{NUMERO}{rang + 1:03d}"


def _mot(rang: int) -> str:
    """A number as a word: texts say no other number than those that they declare."""
    syllabes = [c + v for c in "bcdfglmnprstvz" for v in "aeiou"]
    return (syllabes[rang // len(syllabes)] + syllabes[rang % len(syllabes)]).capitalize()


def _territoires(taille: Taille) -> Iterator[str]:
    yield from (
        "departement:",
        f'  {{id: {ID}, nom: "Essai", numero: "{NUMERO}", fuseau: "Europe/Paris",',
        '   de: "de l\'Essai", tout: "tout l\'Essai"}',
        'region: {id: region, nom: "Région"}',
        "territoires:",
    )
    for t in range(taille.territoires):
        yield f'  - {{id: t{t}, nom: "Territoire {_mot(t)}"}}'
    yield 'source_des_rattachements: {document: essai, localisation: "communes"}'
    yield "rattachements:"
    for c in range(taille.communes):
        code, postal = _commune(c), f"{NUMERO}{c % 1000:03d}"
        territoire = f"t{c % taille.territoires}"
        yield (
            f'  - {{commune: "{code}", nom: "Ville {_mot(c)}", codes_postaux: ["{postal}"],'
            f" territoire: {territoire}}}"
        )


LIGNES = (
    *PAR_TERRITOIRE,
    *AIDES,
    *PAR_HOPITAL,
    "cpts",
    "had",
    "errspp",
    "urgence",
    "benevoles",
    "aidants",
)


def _debut() -> Iterator[str]:
    yield "documents_complementaires:"
    yield '  - {id: essai, nom: "Essai", date: "2025"}'
    yield 'recherche: {mots_ignores: ["de"], abreviations: {st: "saint"}, homonymes: []}'
    yield "lignes:"
    yield from (f'  - {{id: {nom}, nom: "Ligne {nom}"}}' for nom in LIGNES)
    yield "structures:"


def _service(nom: str, type_: str, ou: str, colonne: str | None = None, suite: str = "") -> str:
    case = f"colonne: {colonne}, " if colonne else ""
    identifiant = nom.lower().replace(" ", "-")
    return (
        f'      - {{id: {identifiant}, type: {type_}, nom: "{nom}", publics: [adulte],'
        f" territoires: [{ou}], {suite}"
        f'imprime: [{{ligne: {type_}, {case}texte: "{nom}"}}]}}'
    )


def _structures(taille: Taille) -> Iterator[str]:
    for t in range(taille.territoires):
        yield f"  - id: equipe-{_mot(t).lower()}"
        yield f'    nom: "Équipe {_mot(t)}"'
        yield "    services:"
        for type_ in PAR_TERRITOIRE:
            yield _service(f"{type_} {_mot(t)}", type_, f"t{t}", f"t{t}")
        for a in range(taille.aides):
            for type_ in AIDES:
                yield _service(f"{type_} {_mot(a)} {_mot(t)}", type_, f"t{t}", f"t{t}")
    for h in range(taille.hopitaux):
        t = h % taille.territoires
        yield f"  - id: hopital-{_mot(h).lower()}"
        yield f'    nom: "Hôpital {_mot(h)}"'
        yield f"    etablissement: oui\n    territoire: t{t}"
        yield "    services:"
        # The more hospitals, the fewer have everything: as in life, a bed is rarer than a team.
        for rang, type_ in enumerate(PAR_HOPITAL):
            if h % (rang + 1) == 0:
                yield _service(f"{type_} {_mot(h)}", type_, f"t{t}", f"t{t}")
    for c in range(taille.cpts):
        siennes = [i for i in range(taille.communes) if i % taille.cpts == c][:40]
        territoires = sorted({i % taille.territoires for i in siennes})
        ou = ", ".join(f"t{t}" for t in territoires)
        communes = ", ".join(f'"{_commune(i)}"' for i in siennes)
        yield f"  - id: cpts-{_mot(c).lower()}"
        yield f'    nom: "CPTS {_mot(c)}"'
        yield "    services:"
        yield _service(
            f"cpts {_mot(c)} ici", "cpts", ou, f"t{territoires[0]}", f"communes: [{communes}], "
        )
    for nom, type_, ou, suite in (
        ("had essai", "had", ID, ""),
        ("errspp region", "errspp", "region", ""),
        ("urgence regulation", "urgence", ID, "fonction: regulation, "),
        ("urgence secours", "urgence", ID, "fonction: secours, "),
        *((f"benevoles {f}", "benevoles", ID, f"fonction: {f}, ") for f in FONCTIONS),
        ("aidants essai", "aidants", ID, ""),
    ):
        yield f"  - id: structure-{nom.replace(' ', '-')}"
        yield f'    nom: "{nom}"'
        yield "    services:"
        yield _service(nom, type_, ou, None, suite)


FONCTIONS = ("etablissement", "esms", "domicile")


def _faits(taille: Taille) -> Iterator[str]:
    """Where each hospital is: a commune of its territory; the two numbers of everywhere."""
    for h in range(taille.hopitaux):
        # A commune and its territory leave the same remainder.
        commune = _commune(h % taille.territoires + taille.territoires * (h % 2))
        yield _fait(f"hopital-{_mot(h).lower()}", "commune", commune)
    yield _fait("urgence-regulation", "telephone", "{numero:samu}")
    yield _fait("urgence-secours", "telephone", "{numero:pompiers}")


def _fait(sur: str, champ: str, valeur: str) -> str:
    return (
        f'  - {{sur: {sur}, champ: {champ}, valeur: "{valeur}", source: sae-2023,'
        ' date: "2025-06-01", confiance: haute}'
    )
