"""Does a change of the page's script show? Every mutant that Stryker makes of it is tried.

    npm --prefix outils/page ci && python outils/mutants_de_la_page.py docs/mutants-de-la-page.md

A second argument N tries one mutant in N.

A mutant is tried on the very comparisons of `tests/test_page_egalite.py`, then on visits of the
page without a browser. What no comparison sees is listed;
why it does not matter is written in `outils/page/admis.yaml`, mutant by mutant.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from base64 import b64encode
from collections import Counter
from hashlib import md5
from pathlib import Path
from typing import Any

import yaml

RACINE = Path(__file__).resolve().parent.parent
OUTILS = RACINE / "outils" / "page"
ADMIS = OUTILS / "admis.yaml"
DOSSIERS = ("carte", "91", "ajoute")
TIRAGES = "1700"
SEUIL = 0.95

AVEC_UN_CARNET = "page-carnet.html"
"""Visited only: directories are put into the other pages by the calls."""

REGARDES = ("test_ce_qui_n_est_pas_une_reponse",)
"""Tests that look at answers without an expected text."""


def main(sortie: Path, un_sur: str = "1") -> int:
    """Make, try, write the report; 1 when too few are seen or one is neither seen nor admitted."""
    with tempfile.TemporaryDirectory() as temporaire:
        dossier = Path(temporaire)
        preparer(dossier)
        bilan = dossier / "bilan.json"
        juger = ["node", str(OUTILS / "juger.mjs"), str(dossier), str(bilan), un_sur]
        subprocess.run(juger, check=True)
        resultat = json.loads(bilan.read_text(encoding="utf-8"))
    for mutant in resultat["mutants"]:
        mutant["dans"] = _ligne(mutant)
    admis = {cle(dit): dit["pourquoi"] for dit in yaml.safe_load(ADMIS.read_text("utf-8")) or ()}
    restent = [m for m in resultat["mutants"] if resultat["resultats"].get(m["id"]) is None]
    sortie.write_text(rapport(resultat, restent, admis), encoding="utf-8")
    tus = [m for m in restent if cle(m) not in admis]
    taux = 1 - len(restent) / len(resultat["mutants"])
    nombre = len(resultat["mutants"])
    sys.stdout.write(f"{nombre} mutants, {taux:.1%} vus, {len(tus)} ni vus ni admis\n")
    return int(taux < SEUIL or bool(tus))


def preparer(dossier: Path) -> None:
    """The instrumented script, the pages, the calls and what they must give."""
    from palliorient.noyau.table.table import Table
    from palliorient.page.construire import construire
    from palliorient.page.modules import SCRIPT, assembler

    instrumenter = ["node", str(OUTILS / "instrumenter.mjs"), str(SCRIPT), str(dossier)]
    subprocess.run(instrumenter, check=True)
    (dossier / "script.js").write_text(assembler("principal.js", dossier), encoding="utf-8")
    os.environ["PALLIORIENT_TIRAGES"] = TIRAGES
    sys.path.insert(0, str(RACINE / "tests"))
    import test_page_egalite as egalite  # type: ignore[import-not-found]

    lignes = []
    pages = []
    for rang, nom in enumerate(DOSSIERS):
        compilee = egalite.compilee(nom)
        pages.append(f"page-{rang}.html")
        grille = compilee["grille"] and {**compilee["grille"], "active": rang == 0}
        texte = construire({**compilee, "grille": grille})
        (dossier / pages[-1]).write_text(texte, encoding="utf-8")
        if rang == 0:
            lus = next(egalite.carnets(Table(compilee), 31))
            # It is visited before, in and after the few days for which it holds.
            bornee = {**compilee, "grille": grille, "periode": ["2026-06-04", "2026-06-10"]}
            avec = construire(bornee, egalite.a_plat(lus))
            (dossier / AVEC_UN_CARNET).write_text(avec, encoding="utf-8")
        comparaisons = _comparaisons(egalite, {**compilee, "grille": grille})
        for genre, attendus in enumerate(comparaisons):
            ici = f"{rang}-{genre}"
            lignes += [json.dumps([rang, appel, _condense(dit), ici]) for appel, dit in attendus]
    (dossier / "appels.jsonl").write_text("\n".join(lignes), encoding="utf-8")
    (dossier / "pages.json").write_text(json.dumps([*pages, AVEC_UN_CARNET]), encoding="utf-8")


def _comparaisons(egalite: Any, compilee: dict[str, Any]) -> list[Any]:
    """What each test of equality compares, instead of comparing it."""
    from palliorient.noyau.table.table import Table

    toutes: list[Any] = []
    egalite.comparer = lambda _, attendus: toutes.append(list(attendus))
    for nom in vars(egalite):
        regarde = nom in REGARDES or (nom == "test_la_grille" and not compilee["grille"])
        if nom.startswith("test_") and not regarde:
            getattr(egalite, nom)(Table(compilee), None)
    # Directories stay once put in: what compares without any comes first.
    return sorted(toutes, key=lambda a: bool(a) and a[0][0][0] == "avecLesCarnets")


def _condense(texte: str) -> str:
    """What tells a text from another, in a few bytes."""
    return b64encode(md5(texte.encode(), usedforsecurity=False).digest()).decode()


def _ligne(mutant: dict[str, Any]) -> str:
    """The line of the script that it changes."""
    from palliorient.page.modules import SCRIPT

    lignes = (SCRIPT / mutant["fichier"]).read_text(encoding="utf-8").split("\n")
    return str(lignes[mutant["ligne"] - 1].strip())


def cle(mutant: dict[str, Any]) -> tuple[str, ...]:
    """What tells a mutant from the others, wherever its line stands."""
    return (mutant["fichier"], mutant["dans"], " ".join(mutant["par"].split()))


def rapport(resultat: Any, restent: list[Any], admis: dict[Any, str]) -> str:
    """The page of the documents."""
    tous = Counter(_part(m) for m in resultat["mutants"])
    tus = Counter(_part(m) for m in restent)
    total = len(resultat["mutants"])
    lignes = [
        "# Les mutants du script de la page",
        "",
        "<!-- Page écrite par outils/mutants_de_la_page.py. -->",
        "",
        f"Stryker change le script de la page ; de {total} changements essayés,"
        f" {total - len(restent)} se voient ({(total - len(restent)) / total:.1%}) : une réponse,"
        " un écran, une fiche, un carnet, une question ou une vue n'est plus la même.",
        "",
        "| partie | changements | vus | |",
        "|---|---|---|---|",
        *(
            f"| `{part}` | {n} | {n - tus[part]} | {(n - tus[part]) / n:.1%} |"
            for part, n in sorted(tous.items())
        ),
        "",
        "## Ceux qui ne se voient pas",
        "",
    ]
    for m in restent:
        pourquoi = admis.get(cle(m), "**à voir**")
        par = " ".join(m["par"].split())[:80]
        lignes.append(f"- `{m['fichier']}:{m['ligne']}`, `{m['dans']}` → `{par}` : {pourquoi}")
    return "\n".join(lignes) + "\n"


def _part(mutant: dict[str, Any]) -> str:
    return str(mutant["fichier"]).rpartition("/")[0] or "racine"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
