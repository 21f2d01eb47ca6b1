"""A page of `docs/gestes/` is its own script: what it says to change, to run and to read.

« Dans `fichier`, sous `ligne`, ajouter : » and the block that follows it, « remplacer `a` par
`b` », « supprimer `a` », then blocks of commands, and the lines that must be read on the screen
(`…` alone: anything).
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from palliorient.commandes import lancer

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
            elif ici.langue in ("yaml", "csv"):
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
