"""Writes what the documents take from the tool itself: `python docs/generer.py`.

`docs/conventions.md` comes from the data; the answers shown in the README and in
the pages of `ECRANS`, and the sheet of `docs/fiche.md`, from the real command. A test checks
that all are up to date.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

from palliorient.lecture.charger import lire_dossier
from palliorient.livres import dossier_livre
from palliorient.noyau.modele.modele import CONVENTION, Referentiel, Source

RACINE = Path(__file__).resolve().parent.parent
CONVENTIONS = RACINE / "docs" / "conventions.md"
README = RACINE / "README.md"
ECRANS = {
    RACINE / "docs" / "ecran.md": ("court", "et-si"),
    RACINE / "docs" / "departement.md": ("brest",),
    RACINE / "docs" / "en-garde.md": ("nuit", "six", "refus", "proche", "maintien"),
}
"""The pages that show screens, and the blocks where they do."""
FICHE = RACINE / "docs" / "fiche.md"

JOUR_DE_L_EXEMPLE = "2026-06-01"
"""The example does not change with the calendar: this day is given to the command."""


def bloc(texte: str, nom: str) -> str:
    """What stands between `<!-- nom -->` and `<!-- /nom -->`."""
    trouve = re.search(rf"<!-- {nom} -->\n(.*?)<!-- /{nom} -->", texte, re.DOTALL)
    if trouve is None:
        raise SystemExit(f"bloc « {nom} » introuvable")
    return trouve.group(1)


def commande(texte: str, nom: str) -> str:
    """The one line of code of a block."""
    lignes = bloc(texte, nom).strip().splitlines()
    return lignes[1]


def readme(texte: str) -> str:
    """The README with the answer that its own command gives."""
    exemple = commande(texte, "commande-installer").partition("bin/palliorient ")[2]
    return montrer(texte, "reponse", exemple, _reponse(exemple))


def ecrans(texte: str, noms: Iterable[str]) -> str:
    """A page with what its own commands show, in the blocks of these names."""
    for nom in noms:
        exemple = commande(texte, nom).partition("palliorient ")[2]
        reponse = _reponse(exemple)
        if "--et-si" in exemple:  # what is under the answer
            reponse = "".join(reponse.partition("ET SI")[1:])
        texte = montrer(texte, nom, exemple, reponse)
    return texte


def montrer(texte: str, nom: str, exemple: str, reponse: str) -> str:
    """The text whose block is that command, and what it answers."""
    montre = f"```console\n$ palliorient {exemple}\n{reponse}```\n"
    return texte.replace(f"<!-- {nom} -->\n{bloc(texte, nom)}", f"<!-- {nom} -->\n{montre}")


def _reponse(exemple: str) -> str:
    return subprocess.run(
        [sys.executable, "-m", "palliorient", *shlex.split(exemple), "--date", JOUR_DE_L_EXEMPLE],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=os.environ | {"NO_COLOR": "1"},
    ).stdout


def page_de_la_fiche(texte: str) -> str:
    """The page of the printed sheet, with the one that its own command gives."""
    avant = bloc(texte, "fiche")
    exemple = avant.splitlines()[1].partition("$ palliorient ")[2]
    fiche = subprocess.run(
        [sys.executable, "-m", "palliorient", *shlex.split(exemple), "--date", JOUR_DE_L_EXEMPLE],
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout
    # The fingerprint changes with any comma of the data: the page would be stale each time.
    fiche = re.sub(r"sha256:[0-9a-f]+", "sha256:…", fiche)
    return texte.replace(avant, f"```console\n$ palliorient {exemple}\n{fiche}```\n")


EXTRAITS = {
    RACINE / "docs" / "fhir.md": (
        "fhir",
        "json",
        '{\n    "resourceType": "HealthcareService"',
        "\n   }",
    ),
    RACINE / "docs" / "dmn.md": ("dmn", "xml", '<rule id="regle-1">', "</rule>"),
}
"""Page → its export, the language of the excerpt, how the excerpt begins and ends."""


def extrait(page: Path, texte: str) -> str:
    """A page with an excerpt of what its own command writes."""
    nom, langue, debut, fin = EXTRAITS[page]
    ecrit = subprocess.run(
        [sys.executable, "-m", "palliorient", "exporter", nom],
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout
    ici = ecrit.index(debut)
    la = ecrit.index(fin, ici) + len(fin)
    ligne = ecrit[ecrit.rindex("\n", 0, ici) + 1 : ici]
    retrait = len(ligne) - len(ligne.lstrip())
    dit = textwrap.dedent(f"{' ' * retrait}{ecrit[ici:la]}")
    return texte.replace(
        f"<!-- {nom} -->\n{bloc(texte, nom)}", f"<!-- {nom} -->\n```{langue}\n{dit}\n```\n"
    )


def conventions(referentiel: Referentiel) -> str:
    """Every convention of the tool, with the lines of the data that rest on it."""
    usages: dict[str, list[str]] = {texte: [] for texte in referentiel.conventions.values()}
    for nom, source in _sources(referentiel):
        if source.document == CONVENTION and nom not in usages[source.localisation]:
            usages[source.localisation].append(nom)
    lignes = [
        "# Conventions de l'outil",
        "",
        "<!-- Page écrite par docs/generer.py depuis data/regles_gradation.yaml. -->",
        "",
        "Ce que `palliorient` décide lui-même, là où le contrat de filière de Paris et le cadre",
        "national se taisent ou se contredisent. Une réponse qui repose sur une convention le dit",
        f"(`--pourquoi`). Version des règles : {referentiel.version}, offre au"
        f" {referentiel.a_jour_au}.",
        "",
        "| convention | ce qui est décidé | ce qui la cite |",
        "|---|---|---|",
    ]
    for identifiant, texte in referentiel.conventions.items():
        sert = (
            ", ".join(f"`{nom}`" for nom in usages[texte])
            or "critères, heures et lecture de la carte"
        )
        lignes.append(f"| `{identifiant}` | {texte} | {sert} |")
    return "\n".join(lignes) + "\n"


def _sources_de_la_grille(referentiel: Referentiel) -> Iterator[tuple[str, Source]]:
    """What the discussion grid rests on."""
    grille = referentiel.grille
    if grille is None:
        return
    yield "grille", grille.regle
    for question in grille.questions:
        yield question.id, question.source
        if question.source_effet:
            yield question.id, question.source_effet


def _sources(referentiel: Referentiel) -> Iterator[tuple[str, Source]]:
    """Every line of the data that may rest on a convention, by its identifier."""
    for regle in (*referentiel.cellules, *referentiel.regles):
        yield regle.id, regle.source
        for proposition in regle.propose:
            if proposition.source:
                yield regle.id, proposition.source
        for emission in regle.alertes:
            yield regle.id, emission.source
    for code, emission in referentiel.alertes.items():
        yield code, emission.source
    for ordre in referentiel.ordres:
        yield ordre.id, ordre.source
    if referentiel.fiche:
        yield "fiche", referentiel.fiche.source
    for service in referentiel.services:
        yield service.id, service.source
    yield from _sources_de_la_grille(referentiel)
    for role in referentiel.roles:
        for voie in role.voies:
            for pas in voie.cherche:
                if pas.source:
                    yield role.id, pas.source
                for emission in pas.alertes:
                    yield role.id, emission.source


def main() -> None:
    """Write the documents."""
    FICHE.write_text(page_de_la_fiche(FICHE.read_text(encoding="utf-8")), encoding="utf-8")
    CONVENTIONS.write_text(conventions(lire_dossier(dossier_livre())), encoding="utf-8")
    README.write_text(readme(README.read_text(encoding="utf-8")), encoding="utf-8")
    for page, noms in ECRANS.items():
        page.write_text(ecrans(page.read_text(encoding="utf-8"), noms), encoding="utf-8")
    for page in EXTRAITS:
        page.write_text(extrait(page, page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
