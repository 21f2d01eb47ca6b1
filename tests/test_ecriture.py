"""Files appear whole, and only where nothing was, in every command that writes one."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Lancer

from palliorient.ecriture import Destination, SortieRefusee, VersFichier, destination
from palliorient.noyau.modele.diagnostic import ErreurPalliorient
from palliorient.sortie import ecrire

posix = pytest.mark.skipif(sys.platform == "win32", reason="liens, droits et tubes POSIX")

COMMANDES = {
    "schema": ("schema", "territoires"),
    "gradation": ("gradation", "--niveau", "2"),
    "modele": ("lot", "--modele"),
    "lot": ("lot", "-"),
    "table": ("table",),
}
"""One of each way to a file: the shared writer, and the streams of rows."""

LIGNES = "id;lieu;arrondissement;niveau;age;precarite;moment\na;domicile;18;2;59;non;nuit\n"


def contenu(dossier: Path) -> list[str]:
    return sorted(p.name for p in dossier.iterdir())


def ecrit(dossier: Path, nom: str, *, ecraser: bool = False) -> VersFichier:
    """A file written to the end, still under its temporary name."""
    fichier = VersFichier(Destination(dossier / nom, nom, ecraser=ecraser))
    fichier.ouvrir()
    fichier.ecrire(b"nouveau")
    return fichier


# --- the last step ------------------------------------------------------------------


def a_plat(apparu: Path) -> None:
    apparu.write_text("d'un autre")


def un_lien(apparu: Path) -> None:
    apparu.symlink_to(apparu.parent / "nulle part")


def sans_liens(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuser(*_: Any, **__: Any) -> None:
        raise OSError(errno.EPERM, "pas de liens ici")

    monkeypatch.setattr(os, "link", refuser)


@pytest.mark.parametrize("avec_liens", [True, False])
@pytest.mark.parametrize("apparaitre", [a_plat, un_lien])
def test_ce_qui_est_apparu_pendant_le_travail_reste(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    apparaitre: Callable[[Path], None],
    avec_liens: bool,
) -> None:
    if not avec_liens:
        sans_liens(monkeypatch)
    fichier = ecrit(tmp_path, "o")
    apparaitre(tmp_path / "o")
    avant = os.lstat(tmp_path / "o")
    with pytest.raises(SortieRefusee, match="existe déjà"):
        fichier.publier()
    fichier.abandonner()
    assert contenu(tmp_path) == ["o"]
    assert os.path.samestat(os.lstat(tmp_path / "o"), avant)


@pytest.mark.parametrize("avec_liens", [True, False])
def test_publier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, avec_liens: bool) -> None:
    if not avec_liens:
        sans_liens(monkeypatch)
    fichier = ecrit(tmp_path, "o")
    fichier.publier()
    fichier.abandonner()
    assert contenu(tmp_path) == ["o"]
    assert (tmp_path / "o").read_bytes() == b"nouveau"


@pytest.mark.parametrize("fin", [KeyboardInterrupt, OSError(errno.EIO, "disque")])
def test_le_nom_reserve_est_rendu(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fin: BaseException
) -> None:
    def finir(*_: Any) -> None:
        assert (tmp_path / "o").stat().st_size == 0
        raise fin

    sans_liens(monkeypatch)
    fichier = ecrit(tmp_path, "o")
    monkeypatch.setattr(os, "replace", finir)
    monkeypatch.setattr(Path, "replace", finir)
    with pytest.raises((KeyboardInterrupt, ErreurPalliorient)):
        fichier.publier()
    fichier.abandonner()
    assert contenu(tmp_path) == []


def test_deux_a_la_fois_un_seul_gagne(tmp_path: Path, environnement: dict[str, str]) -> None:
    ensemble = [
        subprocess.Popen(
            [sys.executable, "-m", "palliorient", "schema", "territoires", "--sortie", "o"],
            cwd=tmp_path,
            env=environnement,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(4)
    ]
    assert sorted(p.wait(60) for p in ensemble) == [0, 2, 2, 2]
    assert contenu(tmp_path) == ["o"]


# --- temporary names ------------------------------------------------------------------


def test_le_nom_provisoire_est_imprevisible_et_court(tmp_path: Path) -> None:
    noms = {VersFichier(Destination(tmp_path / "o", "o", ecraser=False)).provisoire.name
            for _ in range(50)}  # fmt: skip
    assert len(noms) == 50
    assert max(map(len, noms)) < 50
    assert not any(str(os.getpid()) == morceau for nom in noms for morceau in nom.split("."))


@posix
def test_un_lien_au_nom_provisoire_n_est_pas_suivi(tmp_path: Path) -> None:
    victime = tmp_path / "victime"
    victime.write_text("à garder")
    fichier = VersFichier(Destination(tmp_path / "o", "o", ecraser=False))
    fichier.provisoire.symlink_to(victime)
    with pytest.raises(ErreurPalliorient):
        fichier.ouvrir()
    assert victime.read_text() == "à garder"


@pytest.mark.parametrize("commande", COMMANDES)
def test_un_nom_long_mais_permis(lancer: Lancer, tmp_path: Path, commande: str) -> None:
    nom = "n" * 250
    fini = lancer(*COMMANDES[commande], "--sortie", nom, cwd=tmp_path, entree=LIGNES)
    assert fini.returncode == 0, fini.stderr
    assert contenu(tmp_path) == [nom]


# --- what cannot be written --------------------------------------------------------------


def lien_mort(dossier: Path) -> str:
    (dossier / "lien").symlink_to(dossier / "absent")
    return "lien"


def lien_vif(dossier: Path) -> str:
    (dossier / "cible").write_text("à garder")
    (dossier / "lien").symlink_to(dossier / "cible")
    return "lien"


def fichier_present(dossier: Path) -> str:
    (dossier / "present").write_text("à garder")
    return "present"


def sous_un_fichier(dossier: Path) -> str:
    (dossier / "f").write_text("à garder")
    return "f/o"


def boucle(dossier: Path) -> str:
    (dossier / "b").symlink_to("b")
    return "b/o"


REFUS: list[tuple[Callable[[Path], str], int, str]] = [
    (lien_mort, 2, "existe déjà|nulle part"),
    (lien_vif, 2, "existe déjà"),
    (fichier_present, 2, "existe déjà"),
    (lambda d: str(d), 2, "pas un fichier ordinaire"),
    (lambda d: "nouveau/", 2, "nom de dossier"),
    (sous_un_fichier, 3, "pas dans un dossier"),
    (boucle, 3, "liens en boucle"),
    (lambda d: "n" * 300, 3, "nom trop long"),
    (lambda d: "absent/o", 3, "son dossier n'existe pas"),
]


@posix
@pytest.mark.parametrize("commande", ["schema", "lot", "table"])
@pytest.mark.parametrize(("preparer", "statut", "phrase"), REFUS)
def test_refus(
    lancer: Lancer,
    tmp_path: Path,
    commande: str,
    preparer: Callable[[Path], str],
    statut: int,
    phrase: str,
) -> None:
    sortie = preparer(tmp_path)
    avant = contenu(tmp_path)
    fini = lancer(*COMMANDES[commande], "--sortie", sortie, cwd=tmp_path, entree=LIGNES)
    assert fini.returncode == statut, fini.stderr
    assert fini.stdout == ""
    (ligne,) = fini.stderr.splitlines()
    assert ligne.startswith("palliorient : ")
    assert any(mot in ligne for mot in phrase.split("|"))
    assert contenu(tmp_path) == avant
    for reste in tmp_path.iterdir():
        assert reste.is_symlink() or reste.read_text() == "à garder"


@posix
def test_ecraser_suit_un_lien_qui_mene_quelque_part(lancer: Lancer, tmp_path: Path) -> None:
    options = ("--sortie", "lien", "--ecraser")
    lien_vif(tmp_path)
    assert lancer("lot", "-", *options, cwd=tmp_path, entree=LIGNES).returncode == 0
    assert (tmp_path / "lien").is_symlink()
    assert (tmp_path / "cible").read_text().startswith("ligne;")
    (tmp_path / "cible").unlink()
    fini = lancer("lot", "-", *options, cwd=tmp_path, entree=LIGNES)
    assert (fini.returncode, "nulle part" in fini.stderr) == (2, True)
    assert contenu(tmp_path) == ["lien"]


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.ENOSPC, errno.EIO])
def test_les_refus_du_systeme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def refuser(*_: Any, **__: Any) -> int:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "open", refuser)
    with pytest.raises(ErreurPalliorient, match="impossible d'écrire") as vue:
        ecrire("x", str(tmp_path / "o"))
    assert vue.value.statut == 3
    assert "erreur n°" not in str(vue.value)
    assert contenu(tmp_path) == []


@posix
@pytest.mark.parametrize("commande", ["schema", "lot"])
def test_un_dossier_ou_l_on_n_entre_pas(
    tmp_path: Path, sans_passe_droit: Lancer, commande: str
) -> None:
    ferme = tmp_path / "ferme"
    ferme.mkdir(mode=0)
    fini = sans_passe_droit(*COMMANDES[commande], "--sortie", str(ferme / "o"), entree=LIGNES)
    assert (fini.returncode, "accès refusé" in fini.stderr) == (3, True), fini.stderr


def test_une_sortie_qui_est_une_destination(tmp_path: Path) -> None:
    assert destination("-") is None
    assert destination(None) is None
    trouvee = destination(str(tmp_path / "o"))
    assert trouvee is not None
    assert trouvee.chemin == tmp_path / "o"
