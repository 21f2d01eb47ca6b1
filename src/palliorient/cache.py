"""What is kept from one run to the next, and on what terms it is believed.

A kept value is a file of three lines: a seal, a header (what it was made from, the days
between which it holds), and the value as JSON. Whoever writes it decides whom a person
calls, so it is believed only when

- the folder and the file belong to the user, and nobody else may write them;
- it is an ordinary file, of a bounded size: nothing else is read, nor waited for;
- the seal is right: a digest of all the rest, with a secret drawn for this folder, so that
  only what this program wrote here, byte for byte, is taken for a value;
- the header names the same data, by their digest, and the same code: the value then has
  the shape that this code expects.

Anything else means « nothing kept »: the value is made again from the YAML files, which
stay the only truth. The folder can be deleted at any time.
"""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

from palliorient import fichiers_surs
from palliorient.fichiers_surs import Confiance, au_seul_utilisateur

# `hashlib` gives the same function, and loads OpenSSL on the way: 4 % of a start.
try:
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

VARIABLE = "PALLIORIENT_CACHE"
SECRET = "palliorient.secret"
FICHIERS_PERMIS = 24
"""Kept values in one folder; the oldest goes first."""

Periode = tuple[str, str]
"""Days (ISO, the last excluded) for which a value holds."""

TOUJOURS: Periode = ("", "9999-99-99")

_TAILLE_PERMISE = 64 * 1024 * 1024
_TAILLE_DU_SECRET = 32
_GENRES = r"(?:table|carte|questions|completion|grille)"
_GARDE = rf"(?P<debut>{_GENRES}-[0-9a-f]{{16}}-)(?P<de>\d{{8}})-(?P<a>\d{{8}})\.json"
_ABANDON = rf"(?:{re.escape(SECRET)}|{_GARDE})\.\w+"
"""A file that is being written, or was when its run died. Other names are never touched."""


def en_octets(cle: str, periode: Periode, valeur: Any, secret: bytes = b"") -> bytes:
    """The content of a file that `lire` believes for this key."""
    entete = json.dumps({"cle": cle, "depuis": periode[0], "jusqua": periode[1]})
    corps = json.dumps(valeur, ensure_ascii=False, separators=(",", ":"))
    scelle = f"{entete}\n{corps}".encode()
    return condense(scelle, secret).encode() + b"\n" + scelle


def lire(
    fichier: Path, cle: str, jour: str, confiance: Confiance, secret: bytes = b""
) -> Any | None:
    """The value kept in a file for this key, on this day (ISO); None: nothing to believe."""
    octets = fichiers_surs.lire(fichier, _TAILLE_PERMISE, confiance)
    if octets is None:
        return None
    sceau, _, scelle = octets.partition(b"\n")
    if sceau != condense(scelle, secret).encode():
        return None
    entete, _, corps = scelle.partition(b"\n")
    try:
        annonce = json.loads(entete)
        if annonce["cle"] == cle and annonce["depuis"] <= jour < annonce["jusqua"]:
            return json.loads(corps)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None  # the seal of the packaged table has no secret: anything may follow it
    return None


def condense(octets: bytes, secret: bytes = b"") -> str:
    """The digest of bytes: no other bytes with the same one can be made."""
    return blake2b(octets, key=secret, digest_size=32).hexdigest()


class Cache:
    """The values kept for one data folder."""

    def __init__(self, dossier: Path, secret: bytes, donnees: Path) -> None:
        self.dossier = dossier
        self.secret = secret
        self.marque = condense(os.fsencode(donnees.resolve()))[:16]
        """Stands for the data folder in the names of the files."""

    @classmethod
    def de(cls, donnees: Path) -> Cache | None:
        """The cache of a data folder; None where there is no home for one, or no safe one.

        The folder is made when it does not exist, and its secret drawn.
        """
        ici = place()
        return cls(*ici, donnees) if ici else None

    def lire(self, genre: str, cle: str, jour: str) -> Any | None:
        """The value of a kind (`table`, `carte`…) for this key, on this day (ISO)."""
        debut, fin = f"{genre}-{self.marque}-", ".json"
        for nom in _noms(self.dossier, debut, fin):
            de, _, a = nom[len(debut) : -len(fin)].partition("-")
            if de <= _compact(jour) < a:
                fichier = self.dossier / nom
                valeur = lire(fichier, cle, jour, au_seul_utilisateur, self.secret)
                if valeur is not None:
                    return valeur
        return None

    def garder(self, genre: str, cle: str, periode: Periode, valeur: Any) -> None:
        """Keep a value. Where nothing can be written nothing is kept, and nothing is said:
        no answer depends on it."""
        de, a = map(_compact, periode)
        nom = f"{genre}-{self.marque}-{de}-{a}.json"
        try:
            fichiers_surs.ecrire(self.dossier / nom, en_octets(cle, periode, valeur, self.secret))
            self._ranger(nom)
        except OSError:
            return

    def _ranger(self, garde: str) -> None:
        """Remove what the value just kept replaces, what dead runs left, and the surplus."""
        neuf = re.fullmatch(_GARDE, garde)
        assert neuf is not None
        autres: list[tuple[float, Path]] = []
        for nom in _noms(self.dossier):
            chemin = self.dossier / nom
            if re.fullmatch(_ABANDON, nom):
                fichiers_surs.enlever_si_abandonne(chemin)
            trouve = re.fullmatch(_GARDE, nom)
            if trouve is None or nom == garde:
                continue
            # Two versions of the same data do not change on the same days.
            memes_jours = trouve["de"] < neuf["a"] and neuf["de"] < trouve["a"]
            if trouve["debut"] == neuf["debut"] and memes_jours:
                chemin.unlink(missing_ok=True)
            else:
                autres.append((chemin.lstat().st_mtime, chemin))
        for _, chemin in sorted(autres, reverse=True)[FICHIERS_PERMIS - 1 :]:
            chemin.unlink(missing_ok=True)


def place() -> tuple[Path, bytes] | None:
    """The folder of the cache, and its secret; None where there is no home for one, or no safe
    one."""
    dossier = _dossier()
    secret = _secret(dossier) if dossier else None
    return (dossier, secret) if dossier and secret else None


def _compact(jour: str) -> str:
    """An ISO day as it stands in the name of a file; the empty one comes before all."""
    return jour.replace("-", "") or "00000000"


def _noms(dossier: Path, debut: str = "", fin: str = "") -> list[str]:
    """The files so named, always in the same order; none when the folder has gone."""
    try:
        noms = sorted(entree.name for entree in os.scandir(dossier))
        return [nom for nom in noms if nom.startswith(debut) and nom.endswith(fin)]
    except OSError:
        return []


def _dossier() -> Path | None:
    """The folder of the cache, or None when there is no home for it."""
    choisi = os.environ.get(VARIABLE)
    if choisi:
        return Path(choisi)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    else:
        maison = os.environ.get("HOME")
        base = os.environ.get("XDG_CACHE_HOME") or (maison and f"{maison}/.cache")
    return Path(base) / "palliorient" if base and Path(base).is_absolute() else None


def _secret(dossier: Path) -> bytes | None:
    """The secret of a safe folder, drawn at the first use; None: nothing is kept there."""
    fichier = dossier / SECRET
    try:
        if not fichiers_surs.dossier_sur(dossier):
            return None
        connu = fichiers_surs.lire(fichier, _TAILLE_DU_SECRET, au_seul_utilisateur)
        if connu is None or len(connu) != _TAILLE_DU_SECRET:
            connu = os.urandom(_TAILLE_DU_SECRET)
            fichiers_surs.ecrire(fichier, connu)
    except OSError:
        return None
    return connu
