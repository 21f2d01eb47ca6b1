"""`palliorient carnet`, and the directories that `orienter` and `lot` read, as they are typed."""

from __future__ import annotations

import json
import shlex
import stat
from pathlib import Path

import pytest
from carnets import ENTETE
from conftest import JOUR, Lancer

QUI = shlex.split("--lieu domicile --arrondissement 18 --niveau 2 --age 59 --sans-precarite")
NUIT = [*QUI, "--moment", "nuit", "--date", str(JOUR)]
HAD = 'entrees:\n  - service: had-ap-hp\n    telephone: "01 99 00 00 01"\n'
RECENT = '    verifie_le: "2026-05-12"\n    verifie_par: coordination\n'
REPIT = 'hors_contrat:\n  - {id: x, nom: "Répit du quartier", type: repit, telephone: "3977"}\n'


@pytest.fixture
def carnet(tmp_path: Path) -> Path:
    return ecrire(tmp_path / "equipe.yaml", HAD + RECENT + "    heures: {nuit: oui}\n" + REPIT)


def ecrire(fichier: Path, suite: str) -> Path:
    fichier.parent.mkdir(parents=True, exist_ok=True)
    fichier.write_text(ENTETE + suite, encoding="utf-8")
    return fichier


def numeros(texte: str) -> dict[str, tuple[str, str | None]]:
    return {c["id"]: (c["joignable"], c["telephone"]) for c in json.loads(texte)["contacts"]}


def test_en_json(lancer: Lancer, carnet: Path) -> None:
    fait = lancer("orienter", *NUIT, "--carnet", str(carnet), "--format", "json")
    assert (fait.returncode, fait.stderr) == (0, "")
    dit = json.loads(fait.stdout)
    [had] = [c for c in dit["contacts"] if c["id"] == "had-ap-hp"]
    source = {"origine": "carnet", "nom": "Carnet d'essai", "date": "2026-05-12"}
    assert (had["joignable"], had["telephone"]) == ("oui", "01 99 00 00 01")
    assert (had["telephone_verifie_le"], had["telephone_source"]) == ("2026-05-12", source)
    assert dit["hors_contrat"] == [
        {
            "id": "x",
            "nom": "Répit du quartier",
            "type": "repit",
            "telephone": "3977",
            "telephone_source": source | {"date": None},
        }
    ]
    assert list(dit["hors_contrat"][0]["telephone_source"]) == ["origine", "nom", "date"]


def test_a_l_ecran(lancer: Lancer, carnet: Path) -> None:
    fait = lancer("orienter", *NUIT, "--carnet", str(carnet))
    plat = " ".join(fait.stdout.split())
    assert "AP-HP 01 99 00 00 01 (vérifié le 12/05/2026 ; nuit)" in plat
    assert "Répit du quartier (hors contrat, inscrit par votre équipe) · 3977 (sans date" in plat
    assert plat.endswith("Carnet : « Carnet d'essai ».")
    assert plat.count("Carnet d'essai") == 1
    assert max(map(len, fait.stdout.splitlines())) < 80
    pourquoi = " ".join(
        lancer("orienter", *NUIT, "--carnet", str(carnet), "--pourquoi").stdout.split()
    )
    assert "Carnet « Carnet d'essai », vérifié le 12/05/2026 (coordination)" in pourquoi
    assert "moins de 6 mois" in pourquoi


def test_d_ou_vient_le_carnet(lancer: Lancer, carnet: Path, tmp_path: Path) -> None:
    """The option, else the variable, else the user's own folder; an empty variable: none."""
    un, deux = (
        ecrire(tmp_path / nom, HAD.replace("00 01", numero))
        for nom, numero in (("un.yaml", "00 11"), ("deux.yaml", "00 12"))
    )
    chez_soi = {"XDG_CONFIG_HOME": str(tmp_path / "reglages")}
    ecrire(tmp_path / "reglages" / "palliorient" / "carnet.yaml", HAD.replace("00 01", "00 13"))

    def lu(*arguments: str, **env: str) -> str | None:
        fait = lancer("orienter", *NUIT, "--format", "json", *arguments, env=chez_soi | env)
        assert fait.returncode == 0, fait.stderr
        return numeros(fait.stdout)["had-ap-hp"][1]

    assert lu() == "01 99 00 00 13"
    assert lu(PALLIORIENT_CARNET=f"{deux}:{un}") == "01 99 00 00 11"
    assert lu(PALLIORIENT_CARNET="") is None
    assert (
        lu("--carnet", str(un), "--carnet", str(deux), PALLIORIENT_CARNET="x") == "01 99 00 00 12"
    )


def test_sans_carnet_ou_vide_les_memes_octets(lancer: Lancer, tmp_path: Path) -> None:
    vide = tmp_path / "vide.yaml"
    assert lancer("carnet", "modele", "--sortie", str(vide)).returncode == 0
    for format in ("texte", "json"):
        commande = ["orienter", *NUIT, "--format", format]
        assert lancer(*commande, "--carnet", str(vide)).stdout == lancer(*commande).stdout
    assert lancer("carnet", "valider", str(vide)).returncode == 0
    assert lancer("carnet", "a-verifier", str(vide)).returncode == 0


def test_deux_carnets_qui_se_contredisent(lancer: Lancer, tmp_path: Path) -> None:
    """Said in the answer that a person reads; on standard error for a program."""
    un, deux = (
        str(ecrire(tmp_path / nom, HAD.replace("00 01", numero)))
        for nom, numero in (("un.yaml", "00 11"), ("deux.yaml", "00 12"))
    )
    dit = "vos carnets se contredisent, le dernier donné est retenu : had-ap-hp."
    deux_carnets = ["orienter", *NUIT, "--carnet", un, "--carnet", deux]
    fait = lancer(*deux_carnets, "--format", "json")
    assert numeros(fait.stdout)["had-ap-hp"][1] == "01 99 00 00 12"
    assert dit in fait.stderr
    fait = lancer(*deux_carnets)
    assert "vos carnets se contredisent" in " ".join(fait.stdout.split())
    assert fait.stderr == ""
    fait = lancer("carnet", "valider", un, deux)
    assert fait.returncode == 0
    assert dit in fait.stderr


def test_un_carnet_que_d_autres_ecrivent(lancer: Lancer, tmp_path: Path) -> None:
    fichier = ecrire(tmp_path / "palliorient" / "carnet.yaml", HAD)
    fichier.chmod(fichier.stat().st_mode | stat.S_IWOTH)
    fait = lancer("orienter", *NUIT, "--format", "json", env={"XDG_CONFIG_HOME": str(tmp_path)})
    assert fait.returncode == 0
    assert numeros(fait.stdout)["had-ap-hp"][1] is None
    assert "d'autres que vous peuvent l'écrire" in fait.stderr


def test_le_carnet_d_une_autre_carte(lancer: Lancer, tmp_path: Path) -> None:
    """Refused when it is asked for; the user's own is left aside, and said."""
    fichier = ecrire(tmp_path / "palliorient" / "carnet.yaml", HAD)
    fichier.write_text(fichier.read_text(encoding="utf-8").replace('"75"', '"92"'), "utf-8")
    fait = lancer("orienter", *NUIT, "--carnet", str(fichier))
    assert (fait.returncode, fait.stdout) == (3, "")
    assert f"{fichier}:2:8: [PAL402]" in fait.stderr
    fait = lancer("orienter", *NUIT, env={"XDG_CONFIG_HOME": str(tmp_path)})
    assert fait.returncode == 0
    assert "autre carte" in fait.stderr


def test_un_carnet_faux_arrete_tout(lancer: Lancer, tmp_path: Path) -> None:
    faux = ecrire(tmp_path / "faux.yaml", HAD + "    remarque: Mme Secretdupont\n")
    fait = lancer("orienter", *NUIT, "--carnet", str(faux))
    assert (fait.returncode, fait.stdout) == (3, "")
    assert f"{faux}:7:5: [PAL050]" in fait.stderr
    assert f"palliorient carnet valider {faux}" in fait.stderr
    fait = lancer("carnet", "valider", str(faux))
    assert (fait.returncode, fait.stderr) == (1, "")
    assert f"{faux}:7:5: erreur[PAL050] clé inconnue" in fait.stdout
    assert "remède :" in fait.stdout
    assert "Secretdupont" not in fait.stdout
    dit = json.loads(lancer("carnet", "valider", str(faux), "--format", "json").stdout)
    assert [c["code"] for c in dit["constats"]] == ["PAL050", "PAL028"]
    for absent in (
        lancer("carnet", "valider", str(tmp_path / "absent")),
        lancer("orienter", *NUIT, "--carnet", str(tmp_path)),
    ):
        assert absent.returncode == 3
    # A situation that cannot be read comes before.
    assert lancer("orienter", "--lieu", "x", "--carnet", str(faux)).returncode == 2
    assert lancer("orienter", "--lieu", "domicile", "--carnet", str(faux)).returncode == 3


def test_un_service_inconnu_n_arrete_rien(lancer: Lancer, tmp_path: Path) -> None:
    vieux = ecrire(tmp_path / "vieux.yaml", HAD + '  - {service: had-fermee, telephone: "3977"}\n')
    fait = lancer("orienter", *NUIT, "--carnet", str(vieux), "--format", "json")
    assert fait.returncode == 0
    assert numeros(fait.stdout)["had-ap-hp"][1] == "01 99 00 00 01"
    assert f"{vieux}:7:15: [PAL403]" in fait.stderr
    assert lancer("carnet", "valider", str(vieux)).returncode == 1


def test_a_verifier(lancer: Lancer, tmp_path: Path) -> None:
    suite = (
        HAD
        + RECENT
        + '  - {service: dac-sud, telephone: "01 99 00 00 02", verifie_le: "2025-01-02"}\n'
        + '  - {service: dac-est, telephone: "01 99 00 00 03", verifie_le: "2027-01-02"}\n'
        + '  - {service: dac-ouest, intermediaire: "15"}\n  - service: dac-centre\n'
    )
    fichier = ecrire(tmp_path / "c.yaml", suite)
    fait = lancer("carnet", "a-verifier", str(fichier), "--date", str(JOUR))
    assert fait.returncode == 1
    plat = " ".join(fait.stdout.split())
    assert "01 99 00 00 02 : vérifié le 02/01/2025, à revérifier" in plat
    assert "01 99 00 00 03 : daté du 02/01/2027, à vérifier" in plat
    assert "par le 15 : sans date, à vérifier" in plat
    assert f"{fichier}:9:5" in fait.stdout
    assert fait.stdout.endswith("3 lignes à vérifier.\n")
    json_ = lancer("carnet", "a-verifier", str(fichier), "--date", str(JOUR), "--format", "json")
    assert [(x["id"], x["etat"], x["ligne"]) for x in json.loads(json_.stdout)["lignes"]] == [
        ("dac-sud", "ancienne", 9),
        ("dac-est", "a-venir", 10),
        ("dac-ouest", "sans-date", 11),
    ]
    assert lancer("carnet", "a-verifier").returncode == 3
    chez_soi = lancer("carnet", "a-verifier", env={"PALLIORIENT_CARNET": str(fichier)})
    assert chez_soi.returncode == 1


def test_lot(lancer: Lancer, carnet: Path, tmp_path: Path) -> None:
    """The same bytes as `orienter`; and no directory that is not named."""
    entree = tmp_path / "e.csv"
    entree.write_text(
        "lieu,arrondissement,niveau,age,precarite,quand\n"
        "domicile,18,2,59,non,2026-06-02T22:00\ndomicile,18,2,59,non,2027-06-02T22:00\n"
    )
    fait = lancer("lot", str(entree), "--complet", "--carnet", str(carnet))
    lignes = [json.loads(ligne)["orientation"] for ligne in fait.stdout.splitlines()]
    assert len(lignes) == 2
    for jour, ligne in zip(("2026-06-02", "2027-06-02"), lignes, strict=True):
        seul = lancer(
            "orienter",
            *QUI,
            "--quand",
            f"{jour}T22:00",
            "--carnet",
            str(carnet),
            "--format",
            "json",
        )
        assert json.loads(seul.stdout) == ligne
    assert [numeros(json.dumps(x))["had-ap-hp"][0] for x in lignes] == ["oui", "conditionnel"]
    sans = lancer("lot", str(entree), "--complet")
    ailleurs = lancer("lot", str(entree), "--complet", env={"PALLIORIENT_CARNET": str(carnet)})
    assert ailleurs.stdout == sans.stdout
    assert fait.stdout != sans.stdout


def test_le_bloc_de_scenario_n_a_pas_les_numeros(lancer: Lancer, carnet: Path) -> None:
    fait = lancer("orienter", *NUIT, "--carnet", str(carnet), "--scenario")
    assert fait.returncode == 0
    assert "01 99" not in fait.stdout


def test_aide_et_commandes(lancer: Lancer) -> None:
    assert lancer("carnet").stdout == lancer("carnet", "--help").stdout
    for nom in ("modele", "valider", "a-verifier", "importer"):
        assert nom in lancer("carnet").stdout
        aide = lancer("carnet", nom, "--help")
        assert aide.returncode == 0
        assert f"Usage : palliorient carnet {nom}" in aide.stdout
    fait = lancer("carnet", "valide")
    assert fait.returncode == 2
    assert "Vouliez-vous dire « valider » ?" in fait.stderr
    assert "Aide : palliorient carnet --help" in fait.stderr
    assert "palliorient carnet valider --help" in lancer("carnet", "valider").stderr
