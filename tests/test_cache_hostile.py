"""The cache in hostile hands: what is forged, exchanged, special or full is not believed."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from zlib import crc32

import pytest
from caches import SPECIAUX, compilations, fichier_du, identiques
from conftest import JOUR
from dossiers import ACTEURS, CARTE, copier, remplacer

from palliorient import donnees
from palliorient.cache import FICHIERS_PERMIS, SECRET, TOUJOURS, VARIABLE, Cache, Periode, en_octets
from palliorient.donnees import charger
from palliorient.lecture.charger import Octets
from palliorient.lecture.yaml.texte_source import TAILLE_PERMISE
from palliorient.noyau.modele.diagnostic import DonneesInvalides
from palliorient.noyau.table.table import Table

resource = pytest.importorskip("resource")  # POSIX: owners, modes, pipes, devices

CACHE = "cache"


def fermer(dossier: Path) -> None:
    """Close a team that the answers of its territories name."""
    ligne = "      - id: emspt-paris-nord\n"
    remplacer(dossier, ACTEURS, ligne, f"{ligne}        statut: ferme\n")


@pytest.fixture(scope="module")
def rempli(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of data, and beside it the cache that one run made of it."""
    racine = tmp_path_factory.mktemp("rempli")
    (racine / "donnees").mkdir()
    copier(racine / "donnees")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(racine / CACHE))
        charger(racine / "donnees", JOUR)
    return racine


@pytest.fixture
def dossier(rempli: Path) -> Path:
    return rempli / "donnees"


@pytest.fixture
def cache(rempli: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that cache, to do as one likes with."""
    copie = tmp_path / CACHE
    shutil.copytree(rempli / CACHE, copie)
    monkeypatch.setenv(VARIABLE, str(copie))
    return copie


@pytest.fixture
def faites(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders compiled from now on."""
    return compilations(monkeypatch)


def test_le_cache_copie_repond(dossier: Path, cache: Path, faites: list[Path]) -> None:
    """What the tests below change is what makes the difference."""
    charger(dossier, JOUR)
    assert faites == []


# --- the same bytes -----------------------------------------------------------------


def meme_somme(avant: bytes, apres: bytes) -> bytes:
    """`apres` with the size and the CRC of `avant`: letters of its first comment change case."""
    apres = apres.replace(b"#", b"#" + b"a" * (len(avant) - len(apres)), 1)
    places = [i for i in range(apres.index(b"\n")) if apres[i : i + 1].isalpha()]
    vide = crc32(bytes(len(apres)))

    def effet(place: int) -> int:
        return crc32(bytes(place) + b"\x20" + bytes(len(apres) - place - 1)) ^ vide

    base: list[tuple[int, int]] = []
    for rang, place in enumerate(places):
        somme, choix = effet(place), 1 << rang
        for connue, choisies in base:
            if somme ^ connue < somme:
                somme, choix = somme ^ connue, choix ^ choisies
        if somme:
            base.append((somme, choix))
            base.sort(reverse=True)
    reste, change = crc32(avant) ^ crc32(apres), 0
    for connue, choisies in base:
        if reste ^ connue < reste:
            reste, change = reste ^ connue, change ^ choisies
    assert reste == 0
    octets = bytearray(apres)
    for rang, place in enumerate(places):
        octets[place] ^= 0x20 * (change >> rang & 1)
    return bytes(octets)


def test_une_somme_de_controle_se_fabrique(tmp_path: Path, cache: Path) -> None:
    """A team is closed; the file keeps its size and its CRC: the answer must change."""
    copie = copier(tmp_path)
    fichier = copie / ACTEURS
    comment = b"# " + b"x" * 200 + b"\n"
    fichier.write_bytes(comment + fichier.read_bytes())
    avant = fichier.read_bytes()
    ancienne = charger(copie, JOUR)
    fichier.write_bytes(avant.replace(comment, b"#\n", 1))
    fermer(copie)
    apres = meme_somme(avant, fichier.read_bytes())
    assert (len(apres), crc32(apres)) == (len(avant), crc32(avant))
    fichier.write_bytes(apres)
    nouvelle = charger(copie, JOUR)
    assert nouvelle.empreinte != ancienne.empreinte
    assert nouvelle.contacts != ancienne.contacts


def test_un_fichier_change_pendant_la_compilation(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table is that of the bytes that made its key, whatever the disk says meanwhile."""
    copie = copier(tmp_path)
    avant = (copie / ACTEURS).read_bytes()
    vraie = donnees._FABRIQUES["table"]

    def compiler(octets: list[Octets], jour: date) -> tuple[object, Periode]:
        fermer(copie)
        return vraie(octets, jour)

    monkeypatch.setitem(donnees._FABRIQUES, "table", compiler)
    premiere = charger(copie, JOUR)
    (copie / ACTEURS).write_bytes(avant)
    assert identiques(charger(copie, JOUR), premiere)
    assert identiques(premiere, charger(CARTE, JOUR))


def test_un_fichier_trop_gros_est_refuse_avant_d_etre_lu(tmp_path: Path, cache: Path) -> None:
    copie = copier(tmp_path)
    with (copie / ACTEURS).open("ab") as flux:
        flux.truncate(3 * 1024**3)  # a hole: nothing on the disk
    with pytest.raises(DonneesInvalides) as refus:
        charger(copie, JOUR)
    assert str(TAILLE_PERMISE // 1024) in refus.value.diagnostics[0].message


# --- whose, and what ----------------------------------------------------------------


def _ouvrir_a_d_autres(chemin: Path, mode: int) -> None:
    chemin.chmod(chemin.stat().st_mode | mode)


@pytest.mark.parametrize("quoi", ["dossier", "table", "secret"])
@pytest.mark.parametrize("mode", [0o020, 0o002], ids=["groupe", "autres"])
def test_ce_que_d_autres_peuvent_ecrire_n_est_pas_cru(
    quoi: str, mode: int, dossier: Path, cache: Path, faites: list[Path]
) -> None:
    chemins = {"dossier": cache, "table": fichier_du(cache), "secret": cache / SECRET}
    _ouvrir_a_d_autres(chemins[quoi], mode)
    charger(dossier, JOUR)
    assert len(faites) == 1


def test_dans_un_dossier_ouvert_rien_n_est_ecrit(
    dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: Table
) -> None:
    ouvert = tmp_path / "ouvert"
    ouvert.mkdir()
    _ouvrir_a_d_autres(ouvert, 0o022)
    monkeypatch.setenv(VARIABLE, str(ouvert))
    assert identiques(charger(dossier, JOUR), table)
    assert list(ouvert.iterdir()) == []


def test_le_cache_d_un_autre_n_est_ni_cru_ni_touche(
    dossier: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, faites: list[Path]
) -> None:
    avant = {f.name: f.read_bytes() for f in cache.iterdir()}
    moi = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: moi + 1)
    charger(dossier, JOUR)
    assert len(faites) == 1
    assert {f.name: f.read_bytes() for f in cache.iterdir()} == avant


@pytest.mark.skipif(os.geteuid() != 0, reason="donner un fichier à un autre : root")
@pytest.mark.parametrize("quoi", ["dossier", "table", "secret"])
def test_ce_qui_appartient_a_un_autre_n_est_pas_cru(
    quoi: str, dossier: Path, cache: Path, faites: list[Path]
) -> None:
    chemins = {"dossier": cache, "table": fichier_du(cache), "secret": cache / SECRET}
    os.chown(chemins[quoi], 12345, -1)
    charger(dossier, JOUR)
    assert len(faites) == 1


def test_le_cache_est_a_l_utilisateur_seul(dossier: Path, tmp_path: Path, cache: Path) -> None:
    shutil.rmtree(cache)
    ancien = os.umask(0)
    try:
        charger(dossier, JOUR)
    finally:
        os.umask(ancien)
    assert cache.stat().st_mode & 0o777 == 0o700
    assert [f.stat().st_mode & 0o777 for f in cache.iterdir()] == [0o600, 0o600]


def _structure(changer: Callable[[dict[str, object]], object]) -> Callable[[bytes], bytes]:
    def faire(octets: bytes) -> bytes:
        _, entete, corps = octets.split(b"\n")
        valeur = json.loads(corps)
        faux = changer(valeur)
        cle = json.loads(entete)["cle"]
        return en_octets(cle, TOUJOURS, valeur if faux is None else faux)

    return faire


STRUCTURES = {
    "vide": _structure(lambda t: {}),
    "liste": _structure(lambda t: []),
    "nombre": _structure(lambda t: 3),
    "services vidés": _structure(lambda t: t.update(services=[])),
    "services sans champs": _structure(lambda t: t.update(services=[{} for _ in range(500)])),
    "lignes vidées": _structure(lambda t: t.update(lignes={key: [] for key in t["lignes"]})),
    "lignes en nombres": _structure(lambda t: t.update(lignes={key: [1] for key in t["lignes"]})),
    "masques vidés": _structure(lambda t: t.update(masques={})),
    "raisons vidées": _structure(lambda t: t.update(raisons=[])),
    "nom pirate": _structure(lambda t: t["services"][0].update(nom="Équipe pirate")),
}
"""Tables with a right digest; whoever makes them does not have the secret of the folder."""


@pytest.mark.parametrize("structure", STRUCTURES)
def test_une_table_refaite_par_un_autre_n_est_pas_crue(
    structure: str, dossier: Path, cache: Path, table: Table, faites: list[Path]
) -> None:
    fichier = fichier_du(cache)
    fichier.write_bytes(STRUCTURES[structure](fichier.read_bytes()))
    assert identiques(charger(dossier, JOUR), table)
    assert len(faites) == 1


@pytest.mark.parametrize("special", SPECIAUX)
@pytest.mark.parametrize("quoi", ["table", "secret"])
def test_un_fichier_special_n_est_pas_un_cache(
    quoi: str, special: str, dossier: Path, cache: Path, table: Table
) -> None:
    chemin = {"table": fichier_du(cache), "secret": cache / SECRET}[quoi]
    chemin.unlink()
    SPECIAUX[special](chemin)
    assert identiques(charger(dossier, JOUR), table)
    assert not (cache / "rien").exists()


# --- what stays behind --------------------------------------------------------------


@contextmanager
def petit_disque() -> Iterator[None]:
    """No file may grow above 100 KB: a write that fails half-way, as on a full disk."""
    avant = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, avant[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, avant)


def test_un_disque_plein_ne_garde_pas_de_restes(dossier: Path, cache: Path, table: Table) -> None:
    fichier_du(cache).unlink()
    with petit_disque():
        tables = [charger(dossier, JOUR) for _ in range(2)]
    assert all(identiques(obtenue, table) for obtenue in tables)
    assert [f.name for f in cache.iterdir()] == [SECRET]


def test_les_restes_des_executions_tuees_sont_enleves(dossier: Path, cache: Path) -> None:
    """Not what somebody is writing at this moment, nor what is not ours."""
    import fcntl

    fichier = fichier_du(cache)
    mort, vivant = (cache / f"{fichier.name}.{fin}" for fin in ("abcd1234", "wxyz5678"))
    secret = cache / f"{SECRET}.abcd1234"
    autre = cache / "table-de-chevet.json"
    for chemin in (mort, vivant, secret, autre):
        chemin.write_bytes(b"...")
    fichier.unlink()
    with vivant.open("r+b") as flux:
        fcntl.flock(flux, fcntl.LOCK_EX)
        charger(dossier, JOUR)
    assert sorted(cache.iterdir()) == sorted([cache / SECRET, fichier, vivant, autre])


def test_le_nombre_de_fichiers_est_borne(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    for numero in range(40):
        Cache(tmp_path, b"s", tmp_path / str(numero)).garder("table", "c", TOUJOURS, numero)
    gardes = list(tmp_path.iterdir())
    assert len(gardes) == FICHIERS_PERMIS
    assert Cache(tmp_path, b"s", tmp_path / "39").lire("table", "c", "2026-06-01") == 39
