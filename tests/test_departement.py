"""`palliorient squelette`, `--departement` in every command, and the national matrix."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from palliorient.donnees import charger
from palliorient.noyau.modele.diagnostic import ErreurPalliorient
from palliorient.squelettes import choix, dossier, garde
from palliorient.squelettes.faits import departements, trouver

Lancer = Callable[..., object]
BREST = ("--lieu", "domicile", "--niveau", "2", "--age", "67", "--sans-precarite")
NUIT = (*BREST, "--commune", "Brest", "--moment", "nuit")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, and nothing remembered of earlier choices."""
    ici = tmp_path / "cache"
    monkeypatch.setenv("PALLIORIENT_CACHE", str(ici))
    choix.dossier_du.cache_clear()
    return ici


# --- squelette ----------------------------------------------------------------------


def test_un_dossier_nouveau(lancer_livre: Lancer, tmp_path: Path) -> None:
    ici = tmp_path / "finistere"
    fini = lancer_livre("squelette", "Finistère", "--sortie", str(ici))
    assert (fini.returncode, fini.stderr) == (0, "")
    assert fini.stdout.startswith("Finistère (29) : 32 établissements, 277 communes, dans ")
    noms = ["acteurs.yaml", "grille.yaml", "regles_gradation.yaml", "territoires.yaml"]
    assert sorted(f.name for f in ici.iterdir()) == noms
    assert [f.name for f in tmp_path.iterdir()] == ["finistere"]  # nothing provisional stays
    valide = lancer_livre("valider", str(ici))
    assert (valide.returncode, valide.stdout.splitlines()[0]) == (0, "Aucun problème.")
    reponse = lancer_livre("orienter", "--donnees", str(ici), *NUIT)
    assert "1. SAMU / SAS, RÉGULATION MÉDICALE · le 15" in reponse.stdout


@pytest.mark.parametrize(
    ("arguments", "statut", "dit"),
    [
        (("29",), 2, "le nommer par --sortie DOSSIER"),
        (("29", "--sortie", "-"), 2, "le nommer par --sortie DOSSIER"),
        (("29", "--sortie", "{ici}"), 2, "existe déjà"),
        (("29", "--sortie", "{ici}/plein/un/deux"), 3, "Rien n'a été changé"),
        (("Finistaire", "--sortie", "{ici}/x"), 2, "Vouliez-vous dire « Finistère » ?"),
        (("tous", "--sortie", "{ici}/x"), 2, "« tous » ne va qu'avec couverture"),
    ],
)
def test_ce_que_squelette_refuse(
    lancer_livre: Lancer, tmp_path: Path, arguments: tuple[str, ...], statut: int, dit: str
) -> None:
    fini = lancer_livre("squelette", *(a.replace("{ici}", str(tmp_path)) for a in arguments))
    assert (fini.returncode, fini.stdout) == (statut, "")
    assert dit in " ".join(fini.stderr.split())
    assert [*tmp_path.iterdir()] == []


def test_un_lien_mort_n_est_pas_un_dossier_a_creer(tmp_path: Path) -> None:
    lien = tmp_path / "lien"
    lien.symlink_to(tmp_path / "rien")
    with pytest.raises(ErreurPalliorient) as refus:
        dossier.ecrire(trouver("29"), lien)
    assert refus.value.statut == 2
    assert not (tmp_path / "rien").exists()


# --- --departement ------------------------------------------------------------------


def test_la_meme_reponse_que_le_dossier(lancer_livre: Lancer, tmp_path: Path) -> None:
    ici = tmp_path / "essonne"
    lancer_livre("squelette", "91", "--sortie", str(ici))
    situation = (*BREST, "--commune", "Orsay", "--moment", "jour", "--format", "json")
    par_dossier = lancer_livre("orienter", "--donnees", str(ici), *situation).stdout
    assert json.loads(par_dossier)["referentiel"]["departement"] == "91"
    for dit in ("91", "Essonne", "essonne"):
        assert lancer_livre("orienter", "--departement", dit, *situation).stdout == par_dossier


def test_le_departement_livre(lancer_livre: Lancer) -> None:
    situation = ("--arrondissement", "12", *BREST, "--moment", "nuit", "--format", "json")
    attendu = lancer_livre("orienter", *situation).stdout
    for dit in ("75", "Paris"):
        assert lancer_livre("orienter", "--departement", dit, *situation).stdout == attendu


LIGNES = [
    ("acteurs", "--type", "usp"),
    ("territoires", "Brest"),
    ("gradation",),
    ("couverture", "--format", "csv"),
    ("questions-ouvertes",),
    ("niveau", "--questions"),
    ("fiche", "--format", "texte", "--commune", "Brest", *BREST),
    ("lot", "--modele"),
    ("table", "--format", "csv"),
    ("valider",),
    ("schema", "acteurs"),
    ("carnet", "modele"),
    ("orienter", "--court", *NUIT),
    ("orienter", "--etablissement", "quimper", "--niveau", "3", *BREST[4:], "--moment", "jour"),
    ("orienter", "--etablissement", "290000025", "--niveau", "3", *BREST[4:], "--moment", "jour"),
]


@pytest.mark.parametrize("ligne", LIGNES, ids=lambda ligne: "-".join(ligne[:2]))
def test_chaque_commande_repond_pour_un_departement(
    lancer_livre: Lancer, ligne: tuple[str, ...], tmp_path: Path
) -> None:
    fini = lancer_livre(*ligne, "--departement", "29", cwd=tmp_path)
    assert fini.returncode == 0, fini.stderr
    assert fini.stdout


@pytest.mark.parametrize(
    ("arguments", "dit"),
    [
        (("orienter", "--departement", "29", "--donnees", "x"), "donner l'un ou l'autre"),
        (("valider", "x", "--departement", "29"), "donner l'un ou l'autre"),
        (("couverture", "--departement", "tous", "--donnees", "x"), "donner l'un ou l'autre"),
        (("orienter", "--departement", "99"), "département inconnu : « 99 »"),
        (("acteurs", "--departement", "tous"), "« tous » ne va qu'avec couverture"),
        (("orienter", "--departement", "29", "--departement", "22"), "qu'une fois"),
        (("orienter", "--departement", ""), "valeur vide"),
        (("couverture", "--departement", "tous", "--date", "2026-01-01"), "--date ne va pas"),
    ],
)
def test_ce_qui_est_refuse(lancer_livre: Lancer, arguments: tuple[str, ...], dit: str) -> None:
    fini = lancer_livre(*arguments)
    assert (fini.returncode, fini.stdout) == (2, "")
    assert dit in " ".join(fini.stderr.split())


def test_une_commune_d_ailleurs(lancer_livre: Lancer) -> None:
    fini = lancer_livre("orienter", "--departement", "29", *BREST, "--commune", "35238")
    assert fini.returncode == 2
    assert "29" in fini.stderr or "Finistère" in fini.stderr


def test_et_si_redonne_le_departement(lancer_livre: Lancer) -> None:
    fini = lancer_livre("orienter", "--departement", "finistere", *NUIT, "--et-si", "moment=jour")
    assert "palliorient orienter --departement 29 --lieu domicile" in " ".join(fini.stdout.split())


# --- what is kept ---------------------------------------------------------------------


def test_fait_une_fois_puis_garde(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ici = choix.dossier_du("29")
    assert ici is not None
    assert ici.parent == cache
    assert sorted(f.name for f in ici.iterdir()) == sorted([*garde.FICHIERS, garde.SCEAU])
    charger(ici)
    choix.dossier_du.cache_clear()
    monkeypatch.setattr("palliorient.squelettes.dossier.fichiers", _jamais)
    assert choix.dossier_du("Finistère") == ici


def _jamais(*_: object) -> dict[str, str]:
    raise AssertionError("made a second time")


def test_un_fichier_change_n_est_pas_cru(cache: Path) -> None:
    """A file of the cache that this program did not write is written again."""
    ici = choix.dossier_du("29")
    assert ici is not None
    fichier = ici / "acteurs.yaml"
    avant = fichier.read_bytes()
    fichier.write_bytes(avant.replace(b"290000025", b"290000099"))
    choix.dossier_du.cache_clear()
    assert choix.dossier_du("29") == ici
    assert fichier.read_bytes() == avant


@pytest.mark.skipif(sys.platform == "win32", reason="droits POSIX")
def test_un_dossier_ou_d_autres_ecrivent_n_est_pas_cru(cache: Path) -> None:
    ici = choix.dossier_du("29")
    assert ici is not None
    ici.chmod(0o777)
    (ici / "acteurs.yaml").write_bytes(b"")
    choix.dossier_du.cache_clear()
    autre = choix.dossier_du("29")
    assert autre is not None
    assert autre.parent != cache  # for this run only
    assert (autre / "acteurs.yaml").stat().st_size


def test_ce_qu_une_autre_version_a_garde_s_en_va(cache: Path) -> None:
    choix.dossier_du("29")
    autres = ["squelette-29-0123456789abcdef", "squelette-22-0123456789abcdef"]
    for nom in autres:
        (cache / nom).mkdir()
        (cache / nom / "acteurs.yaml").write_bytes(b"")
    (cache / "squelette-29-0123456789abcdef" / "a-moi.txt").write_bytes(b"")
    (seul,) = (f for f in cache.glob("squelette-29-*") if (f / garde.SCEAU).exists())
    (seul / garde.SCEAU).unlink()
    choix.dossier_du.cache_clear()
    assert choix.dossier_du("29") == seul
    assert {f.name for f in cache.glob("squelette-*")} == {seul.name, *autres}
    # What is nobody's business here stays; another département is not touched.
    assert (cache / "squelette-29-0123456789abcdef" / "a-moi.txt").exists()
    assert not (cache / "squelette-29-0123456789abcdef" / "acteurs.yaml").exists()
    assert (cache / "squelette-22-0123456789abcdef" / "acteurs.yaml").exists()


def test_ou_rien_ne_se_garde(lancer_livre: Lancer, tmp_path: Path) -> None:
    """Without a home for a cache the answer is the same, and nothing stays."""
    env = {"PALLIORIENT_CACHE": "", "HOME": "", "XDG_CACHE_HOME": "", "TMPDIR": str(tmp_path)}
    fini = lancer_livre("orienter", "--departement", "29", *NUIT, env=env)
    assert (fini.returncode, fini.stderr) == (0, "")
    assert fini.stdout == lancer_livre("orienter", "--departement", "29", *NUIT).stdout
    assert [*tmp_path.iterdir()] == []


# --- the questionnaire ------------------------------------------------------------------


def test_le_questionnaire_demande_la_commune(
    environnement_livre: dict[str, str], tmp_path: Path
) -> None:
    pexpect = pytest.importorskip("pexpect", reason="no pseudo-terminal on this system")
    env = environnement_livre | {"TERM": "dumb", "NO_COLOR": "1"}
    options = "--departement 29 --age 67 --moment nuit --sans-precarite --niveau 3"
    commande = f"{sys.executable} -m palliorient orienter --format json {options} > {tmp_path}/r"
    enfant = pexpect.spawn("/bin/sh", ["-c", commande], env=env, encoding="utf-8", timeout=30)
    enfant.expect("Où la personne vit-elle")
    enfant.sendline("domicile")
    enfant.expect("Dans quelle commune du Finistère")
    enfant.sendline("bres")
    enfant.expect("Brest")
    enfant.sendline("Brest")
    while True:
        vu = enfant.expect([r"\?[^\n]*\n", "Pour rejouer"])
        if vu == 1:
            break
        enfant.sendline("")
    reste = enfant.read()
    enfant.close()
    assert "palliorient orienter --departement 29 --lieu domicile" in " ".join(reste.split())
    reponse = json.loads((tmp_path / "r").read_text(encoding="utf-8"))
    assert reponse["situation"]["commune"] == "29019"


# --- the national matrix ------------------------------------------------------------------


def test_la_matrice_nationale(lancer_livre: Lancer) -> None:
    ecran = lancer_livre("couverture", "--departement", "tous")
    assert (ecran.returncode, ecran.stderr) == (0, "")
    lignes = ecran.stdout.splitlines()
    assert max(map(len, lignes)) < 80
    plat = " ".join(ecran.stdout.split())
    assert "USP (niveau 3) : aucun établissement dans 22 départements : Ardennes (08)" in plat
    assert "HAD : aucun établissement dans 3 départements" in plat
    assert "Partout, pas dans l'enquête : SAD et SSIAD" in plat
    assert "Une HAD est comptée à son siège et peut servir ailleurs" in plat
    assert sum(ligne[:2].isalnum() and ligne[4:5].isupper() for ligne in lignes) >= 101


def test_la_matrice_nationale_pour_un_programme(lancer_livre: Lancer) -> None:
    lu = json.loads(lancer_livre("couverture", "--departement", "tous", "--format", "json").stdout)
    assert lu["format"] == "palliorient.couverture-nationale/1"
    missions = {m["id"]: m for m in lu["missions"]}
    assert len(missions["usp"]["departements_sans"]) == 22
    assert missions["coordination"]["dans_l_enquete"] is False
    assert len(missions["coordination"]["departements_sans"]) == 101
    assert missions["urgences"]["departements_sans"] == []
    par_numero = {d["numero"]: d for d in lu["departements"]}
    assert {*par_numero} == {*departements()}
    usp = par_numero["29"]["missions"]["usp"]
    assert (usp["etat"], len(usp["etablissements"])) == ("declare", 3)
    assert par_numero["29"]["aussi"]["samu"] == 1

    sortie = lancer_livre("couverture", "--departement", "tous", "--format", "csv").stdout
    rangees = list(csv.DictReader(StringIO(sortie)))
    assert len(rangees) == 101 * len(missions)
    sans = {r["departement"] for r in rangees if (r["mission"], r["etat"]) == ("usp", "lacune")}
    assert {*missions["usp"]["departements_sans"]} == sans
    tableau = lancer_livre("couverture", "--departement", "tous", "--format", "markdown").stdout
    assert len(tableau.splitlines()) == 103
    assert len({ligne.count("|") for ligne in tableau.splitlines()}) == 1


def test_la_couverture_d_un_departement_dit_les_trous(lancer_livre: Lancer) -> None:
    ecran = lancer_livre("couverture", "--departement", "29").stdout
    assert "déclaré : connu de chiffres officiels seulement, à vérifier." in ecran
    assert "DAC (coordination) : rien d'inscrit" in ecran


def test_tous_les_faits_sont_dans_la_cle(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another state of the facts, of the shared texts or of the code: another folder."""
    avant = garde._cle()
    assert avant == garde._cle()
    vrai = Path.stat
    for change in ("etablissements.csv", "regles_gradation.yaml", "acteurs.py"):

        def stat(ici: Path, *, follow_symlinks: bool = True, nom: str = change) -> os.stat_result:
            etat = vrai(ici, follow_symlinks=follow_symlinks)
            if ici.name != nom:
                return etat
            champs = [*etat]
            champs[6] += 1  # its size
            return os.stat_result(champs)

        monkeypatch.setattr(Path, "stat", stat)
        assert garde._cle() != avant, change
        monkeypatch.setattr(Path, "stat", vrai)
