"""The whole command in a pseudo-terminal, as a person meets it."""

from __future__ import annotations

import json
from pathlib import Path

from terminal import Terminal

JSON = "orienter --format json"

ANGLAIS = ("Use arrow", "done", "Cancelled", "Invalid input", "(y/N)", "WARNING", "to filter")


def test_la_nuit_dans_le_13e(env: dict[str, str], tmp_path: Path) -> None:
    terminal = Terminal(env, f"{JSON} --age 67 --moment nuit", reponse=tmp_path / "reponse.json")
    terminal.repondre(["Où la personne vit-elle", "e) hôpital"], "\r")
    terminal.repondre(["Lieu : domicile", "Dans quel arrondissement", " >"], "75013\r")
    terminal.repondre(["Arrondissement : 13e", "Quel est le niveau", "5) sans niveau"], "3\r")
    terminal.repondre(["Niveau 3", "situation de précarité", "2) oui"], "\x1b[D")
    terminal.repondre(["(retour)", "Quel est le niveau", "» 3) niveau 3"], "\r")
    terminal.repondre(["(retour)", "situation de précarité", "2) oui"], "\r")
    terminal.repondre(["Une équipe suit-elle déjà", "» ○ non", "○ une HAD"], "\x1b[B")
    terminal.repondre(["» ○ une HAD"], "\r")
    terminal.repondre(["Déjà suivie par : une HAD", "instable maintenant", "2) oui"], "\r")
    terminal.repondre(["Autre chose à signaler", "» ○ rien d'autre", "○ maintien"], "\r")
    terminal.attendre("Pour rejouer : palliorient orienter --lieu domicile --arrondissement 13")
    assert terminal.finir() == 0
    assert not [mot for mot in ANGLAIS if mot in terminal.recu]
    reponse = json.loads(terminal.ecrit())
    assert reponse["situation"]["suivi"] == ["had"]
    assert reponse["contacts"][0]["id"] == "suivi-had"


def test_ctrl_c_quitte_proprement(env: dict[str, str], tmp_path: Path) -> None:
    terminal = Terminal(env, JSON, reponse=tmp_path / "reponse.json")
    terminal.repondre(["Où la personne vit-elle", "e) hôpital"], "c\r")
    terminal.repondre(["Quel hôpital ?", "5e - Institut Curie"], "st jo")
    terminal.repondre(["> st jo", "14e - Hôpital Paris Saint-Joseph", "un autre"], "\x15roth")
    # Enter, even twice, never takes the first of two hospitals: an arrow must choose.
    terminal.repondre(["> roth", "12e - Hôpital Rothschild AP-HP", "19e - Hôpital Fon"], "\r\r")
    terminal.repondre(["> roth", "12e - Hôpital Rothschild AP-HP", "19e - Hôpital Fon"], "\x1b[B")
    terminal.repondre(["> Hôpital Rothschild AP-HP", "19e - Hôpital Fondation"], "\x1b[B")
    terminal.repondre(["> Hôpital Fondation Adolphe de Rothschild"], "\r")
    terminal.repondre(["Hôpital Fondation", "Quel est le niveau", "5) sans niveau"], "\x03")
    assert terminal.finir() == 130
    assert "Interrompu." in terminal.recu
    assert terminal.ecrit() == ""


def test_terminal_sans_curseur(env: dict[str, str], tmp_path: Path) -> None:
    options = "--lieu rue --arrondissement 18 --niveau 2"
    terminal = Terminal(
        env | {"TERM": "dumb"}, f"{JSON} {options}", reponse=tmp_path / "reponse.json"
    )
    for question, ligne in [
        ("Quel âge a la personne", "deux cents"),
        ("n'est pas un âge", "44"),
        ("À quel moment", "jour"),
        ("peut-elle rester là où elle vit", "2"),
        ("Autre chose à signaler", ""),
    ]:
        while not (question in terminal.recu and terminal.recu.endswith("\n> ")):
            terminal.lire()
        terminal.enfant.sendline(ligne)
    assert terminal.finir() == 0
    assert "\x1b" not in terminal.recu
    situation = json.loads(terminal.ecrit())["situation"]
    assert (situation["colonne"], situation["maintien"]) == ("etablissement", "impossible")


def test_un_refus_ne_coupe_aucun_mot(env: dict[str, str], tmp_path: Path) -> None:
    terminal = Terminal(env, f"{JSON} --lieu domicil", reponse=tmp_path / "reponse.json")
    assert terminal.finir() == 2
    lignes = terminal.recu.replace("\r", "").splitlines()
    assert len(lignes) > 2
    assert all(len(ligne) < 80 for ligne in lignes)
    mots = " ".join(lignes).split()
    assert "lhss," in mots
    assert "« domicil »" in " ".join(mots)
    assert not any(
        ligne.endswith(("«", "(")) or ligne.startswith(("»", "?", ":")) for ligne in lignes
    )
