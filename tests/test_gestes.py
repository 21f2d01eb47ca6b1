"""The pages of `docs/gestes/`, followed to the letter on a copy of the data and the scenarios.

A page is its own script: « Dans `fichier`, sous `ligne`, ajouter : » and the block that follows
it, « remplacer `a` par `b` », « supprimer `a` », then blocks of commands, and the lines that
must be read on the screen (`…` alone: anything).
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from datetime import datetime, tzinfo
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import RACINE

from palliorient import horloge
from palliorient.commandes import lancer

GESTES = sorted((RACINE / "docs" / "gestes").glob("*.md"))
COPIES = ("data", "scenarios", "CHANGELOG.md")
JOUR = datetime(2026, 9, 15, 12, 0)
"""The day on which the pages are followed."""

DANS = r"Dans `(?P<fichier>[^`]+)`(?:, sous `(?P<sous>[^`]+)`)?, "
AJOUTER = re.compile(DANS + r"ajouter :$")
REMPLACER = re.compile(DANS + r"remplacer `(?P<avant>[^`]+)` par `(?P<apres>[^`]+)`")
SUPPRIMER = re.compile(DANS + r"supprimer (?:le bloc )?`(?P<avant>[^`]+)`(?P<bloc> en entier)?")
CREER = re.compile(r"Créer `(?P<fichier>[^`]+)` :$")
STATUT = re.compile(r"[Ss]tatut `(\d)`")


class Morceau(NamedTuple):
    """A paragraph (`langue` None), or a block of code."""

    langue: str | None
    texte: str


def morceaux(page: str) -> Iterator[Morceau]:
    for bloc, langue, code, paragraphe in re.findall(
        r"(?ms)(^```(\w*)\n(.*?)^```$)|((?:^(?!```)\S[^\n]*\n?)+)", page
    ):
        if bloc:
            yield Morceau(langue, code)
        else:
            yield Morceau(None, " ".join(paragraphe.split()))


def _apres(texte: str, sous: str | None) -> int:
    """Where the line after the one that is named begins; that line is the only one so."""
    if sous is None:
        return 0
    lignes = texte.splitlines(keepends=True)
    ou = [rang for rang, ligne in enumerate(lignes) if ligne.rstrip("\n") == sous]  # a section
    ou = ou or [rang for rang, ligne in enumerate(lignes) if ligne.strip() == sous]
    assert len(ou) == 1, f"« {sous} » : {len(ou)} lignes"
    return sum(map(len, lignes[: ou[0] + 1]))


class Geste:
    """One page being followed in a folder."""

    def __init__(self, dossier: Path) -> None:
        self.dossier = dossier
        self.commandes = 0
        self.dit = ""

    def suivre(self, page: str, capsys: pytest.CaptureFixture[str]) -> None:
        suite = [*morceaux(page), Morceau(None, "")]
        for avant, ici, apres in zip([Morceau(None, ""), *suite], suite, suite[1:], strict=False):
            if ici.langue is None:
                self.changer(ici.texte)
            elif ici.langue == "yaml":
                self.poser(avant.texte, ici.texte)
            elif ici.langue == "sh":
                statuts = STATUT.findall(apres.texte) if apres.langue is None else []
                self.lancer(ici.texte, int(statuts[0]) if statuts else 0, capsys)
            else:
                self.verifier(ici.texte)

    def changer(self, phrase: str) -> None:
        """Every change that a paragraph asks for, in order."""
        for trouve in re.finditer(f"(?:{REMPLACER.pattern})", phrase):
            debut, texte = self._lire(trouve["fichier"], trouve["sous"])
            self._ecrire(trouve["fichier"], debut, texte, trouve["avant"], trouve["apres"])
        for trouve in SUPPRIMER.finditer(phrase):
            debut, texte = self._lire(trouve["fichier"], trouve["sous"])
            ligne = re.search(rf"(?m)^( *){re.escape(trouve['avant'])}.*\n", texte[debut:])
            assert ligne, trouve[0]
            fin = ligne.end()
            if trouve["bloc"]:  # up to the next line that is no further to the right
                plus_loin = re.compile(rf"(?:{ligne[1]} .*\n)*")
                fin = plus_loin.match(texte[debut:], fin).end()  # type: ignore[union-attr]
            entier = texte[debut + ligne.start() : debut + fin]
            self._ecrire(trouve["fichier"], debut, texte, entier, "")

    def poser(self, phrase: str, bloc: str) -> None:
        """A block where the sentence before it says."""
        creer, ajouter = CREER.search(phrase), AJOUTER.search(phrase)
        if creer:
            (self.dossier / creer["fichier"]).write_text(bloc, encoding="utf-8")
            return
        assert ajouter, f"où mettre ce bloc ? {phrase}"
        debut, texte = self._lire(ajouter["fichier"], ajouter["sous"])
        chemin = self.dossier / ajouter["fichier"]
        chemin.write_text(texte[:debut] + bloc + texte[debut:], encoding="utf-8")

    def lancer(self, lignes: str, statut: int, capsys: pytest.CaptureFixture[str]) -> None:
        capsys.readouterr()
        statuts = []
        for ligne in lignes.replace("\\\n", " ").splitlines():
            programme, *arguments = shlex.split(ligne)
            if programme == "cp":
                option, de, vers = arguments
                assert option == "-r"
                shutil.copytree(self.dossier / de, self.dossier / vers)
                continue
            assert programme == "palliorient", ligne
            statuts.append(lancer(arguments))
            self.commandes += 1
        dits = capsys.readouterr()
        self.dit = dits.out + dits.err
        assert all(s == 0 for s in statuts[:-1]), (lignes, self.dit)
        assert statuts[-1:] in ([], [statut]), (lignes, self.dit)

    def verifier(self, attendu: str) -> None:
        """Each line of the block is on the screen, in this order, wherever it is folded."""
        ecran = " ".join(self.dit.split())
        for ligne in attendu.splitlines():
            voulue = " ".join(ligne.split())
            if voulue not in ("", "…"):
                _, vu, ecran = ecran.partition(voulue)
                assert vu, f"{voulue!r} n'est pas à l'écran :\n{self.dit}"

    def _lire(self, fichier: str, sous: str | None) -> tuple[int, str]:
        texte = (self.dossier / fichier).read_text(encoding="utf-8")
        return _apres(texte, sous), texte

    def _ecrire(self, fichier: str, debut: int, texte: str, avant: str, apres: str) -> None:
        assert avant in texte[debut:], f"« {avant} » n'est pas dans {fichier}"
        change = texte[:debut] + texte[debut:].replace(avant, apres, 1)
        (self.dossier / fichier).write_text(change, encoding="utf-8")


@pytest.fixture
def copie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a page changes, in a folder of its own, on a day of its own."""
    for nom in COPIES:
        source = RACINE / nom
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / nom)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PALLIORIENT_CACHE", str(tmp_path / "cache"))

    class CeJour(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> CeJour:
            return cls.combine(JOUR.date(), JOUR.time(), tz)

    monkeypatch.setattr(horloge, "datetime", CeJour)
    return tmp_path


@pytest.mark.parametrize("page", GESTES, ids=lambda p: p.stem)
def test_chaque_geste_se_suit(page: Path, copie: Path, capsys: pytest.CaptureFixture[str]) -> None:
    geste = Geste(copie)
    geste.suivre(page.read_text(encoding="utf-8"), capsys)
    assert geste.commandes >= 2


def test_le_sommaire_nomme_chaque_geste() -> None:
    sommaire = (RACINE / "CONTRIBUTING.md").read_text(encoding="utf-8")
    cites = re.findall(r"\(docs/gestes/([a-z-]+\.md)\)", sommaire)
    assert sorted(cites) == [page.name for page in GESTES]


PIEGES = [
    ("Dans `data/acteurs.yaml`, sous `absente:`, ajouter :\n\n```yaml\nx: 1\n```\n", "0 lignes"),
    ("Dans `data/acteurs.yaml`, remplacer `mot absent` par `autre`.\n", "n'est pas dans"),
    ("```sh\npalliorient acteurs --texte zzz\n```\n\n```text\nrien de tel\n```\n", "à l'écran"),
    ("```sh\npalliorient valider absent\n```\n", "introuvable"),
    ("```yaml\nx: 1\n```\n", "où mettre"),
]


@pytest.mark.parametrize(("page", "dit"), PIEGES)
def test_une_page_fausse_ne_passe_pas(
    page: str, dit: str, copie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(AssertionError, match=dit):
        Geste(copie).suivre(page, capsys)
