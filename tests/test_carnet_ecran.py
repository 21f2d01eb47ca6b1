"""What the screen says of a directory: never a number hidden, never a number without its age."""

from __future__ import annotations

import sys
from datetime import datetime

import pytest
from carnets import carnets
from conftest import JOUR
from situations import situation

from palliorient.noyau.carnet.application import appliquer
from palliorient.noyau.decision.moteur import orienter
from palliorient.noyau.table.table import Table
from palliorient.rendu.liens import avec_les_liens
from palliorient.rendu.reponse.texte import DENSITES, en_texte

SITUATION = {"lieu": "domicile", "arrondissement": 18, "niveau": 2, "age": 59, "precarite": False}


def ecran(
    table: Table, moment: str, *suites: str, instant: datetime | None = None, detail: bool = False
) -> str:
    """The whole screen, on one line."""
    avant = orienter(table, situation(table, {**SITUATION, "moment": moment}), JOUR)
    apres = appliquer(table, avant, carnets(table, *suites), JOUR)
    return " ".join(en_texte(table, apres, instant, detail=detail).split())


def entree(service: str, *lignes: str) -> str:
    return "\n".join(["entrees:", f"  - service: {service}", *(f"    {x}" for x in lignes)]) + "\n"


NUMERO = 'telephone: "01 99 00 00 01"'


@pytest.mark.parametrize(
    ("lignes", "dit"),
    [
        ((NUMERO,), "AP-HP 01 99 00 00 01 (sans date, à vérifier)"),
        ((NUMERO, 'verifie_le: "2026-05-12"'), "01 99 00 00 01 (vérifié le 12/05/2026)"),
        ((NUMERO, 'verifie_le: "2025-05-12"'), "(vérifié le 12/05/2025, à revérifier)"),
        ((NUMERO, 'verifie_le: "2027-05-12"'), "(daté du 12/05/2027, à vérifier)"),
        (('intermediaire: "15"',), "AP-HP (par le 15, sans date, à vérifier)"),
        ((NUMERO, "qui_peut_appeler: [medecins, proches]"), "réservée aux médecins et aux proches"),
        ((NUMERO, 'heures: {nuit: oui, jour: "09:00-17:30"}'), "jour 9 h-17 h 30, nuit)"),
        ((NUMERO, 'heures: {week-end: "09:00-12:00", feries: non}'), "9 h-12 h, sauf fériés)"),
        ((NUMERO, "heures: {week-end: oui, feries: oui}"), "week-end, fériés compris)"),
        ((NUMERO, 'heures: {jour: oui, feries: "10:00-12:00"}'), "jour, fériés 10 h-12 h)"),
        ((NUMERO, "heures: {jour: oui, nuit: non}"), "jour, pas nuit)"),
    ],
)  # fmt: skip
def test_une_ligne_en_mots(table: Table, lignes: tuple[str, ...], dit: str) -> None:
    assert dit in ecran(table, "jour", entree("had-ap-hp", *lignes))


@pytest.mark.parametrize(
    ("heure", "verifie", "dit"),
    [
        (10, "2026-05-12", "ouvert à cette heure : jour 9 h-17 h"),
        (17, "2026-05-12", "pas à cette heure : jour 9 h-17 h"),
        # What nobody has verified lately is not said to be open.
        (10, "2025-05-12", "à revérifier ; jour 9 h-17 h"),
    ],
)
def test_a_cette_heure(table: Table, heure: int, verifie: str, dit: str) -> None:
    suite = entree("had-ap-hp", NUMERO, f'verifie_le: "{verifie}"', 'heures: {jour: "09:00-17:00"}')
    assert dit in ecran(table, "jour", suite, instant=datetime(2026, 6, 1, heure, 30))


def test_un_numero_de_la_carte_moins_sur(table: Table) -> None:
    """A number that is not verified does not make the map's own disappear."""
    vieux = entree("hdj-jeanne-garnier", NUMERO)
    assert "la carte donnait 01 43 92 21 00" in ecran(table, "jour", vieux)
    neuf = entree("hdj-jeanne-garnier", NUMERO, 'verifie_le: "2026-05-12"')
    assert "01 43 92 21 00" not in ecran(table, "jour", neuf)


def test_jamais_cache_dans_un_compte(table: Table) -> None:
    """Home services are counted: the one whose number is known is named."""
    avant = orienter(table, situation(table, {**SITUATION, "moment": "jour"}), JOUR)
    services = [c.id for c in avant.contacts if c.groupe == "premier-recours"][1:]
    for service in services:
        dit = ecran(table, "jour", entree(service, NUMERO))
        assert dit.count("01 99 00 00 01") == 1, service


def test_chaque_contact_garde_son_numero_a_toutes_les_densites(table: Table) -> None:
    """Whatever is driven out of a full screen, no number is."""
    for champs in (
        {**SITUATION, "moment": "nuit"},
        {**SITUATION, "niveau": 3, "moment": "jour", "urgence": True, "isolement": True},
        {**SITUATION, "age": 8, "niveau": 3, "moment": "jour"},
    ):
        avant = orienter(table, situation(table, champs), JOUR)
        connus = [
            c.id for c in avant.contacts
            if c.telephone not in ("15", "18")
            and not next(s for s in table.services if s.id == c.id).generique
        ]  # fmt: skip
        lignes = [
            f'  - {{service: {service}, telephone: "01 99 00 00 {rang:02}"}}'
            for rang, service in enumerate(connus)
        ]
        apres = appliquer(table, avant, carnets(table, "\n".join(["entrees:", *lignes])), JOUR)
        assert len(connus) > 5
        for densite in DENSITES:
            from palliorient.rendu.reponse.texte import _Ecran

            dessin = _Ecran(table, None, detail=False, raisons=False, suppose=None, appelant=None)
            plat = " ".join(" ".join(dessin.ecrire(apres, densite)[0]).split())
            perdus = [s for r, s in enumerate(connus) if f"01 99 00 00 {r:02}" not in plat]
            assert perdus == [], densite


def test_des_carnets_qui_se_contredisent(table: Table) -> None:
    un, autre = entree("had-ap-hp", NUMERO), entree("had-ap-hp", NUMERO.replace("00 01", "00 02"))
    dit = ecran(table, "jour", un, autre)
    assert (
        "HAD AP-HP : vos carnets se contredisent ; retenu, le dernier donné, « Carnet d'essai » :"
        " 01 99 00 00 02 ; non retenu, « Carnet d'essai » : 01 99 00 00 01." in dit
    )
    assert "se contredisent" not in ecran(table, "jour", un, un)


def test_le_detail_dit_les_autres_lignes(table: Table) -> None:
    suite = entree("had-ap-hp", NUMERO, "heures: {jour: oui}")
    suite += entree("had-ap-hp", NUMERO.replace("00 01", "00 02"), "heures: {nuit: oui}").replace(
        "entrees:\n", ""
    )
    dit = ecran(table, "jour", suite, detail=True)
    assert "Carnet « Carnet d'essai », sans date, à vérifier. 01 99 00 00 02, nuit." in dit


LIEN = "\x1b]8;;tel:{}\x1b\\{}\x1b]8;;\x1b\\"


@pytest.mark.parametrize(
    ("env", "terminal", "liens"),
    [
        ({"TERM": "xterm-kitty"}, True, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7200"}, True, True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, True, True),
        ({"TERM": "xterm-kitty"}, False, False),
        ({"TERM": "xterm-kitty", "NO_COLOR": "1"}, True, False),
        ({"TERM": "dumb", "VTE_VERSION": "7200"}, True, False),
        ({"TERM": "xterm-kitty", "TMUX": "x"}, True, False),
        ({"TERM": "xterm-256color"}, True, False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "4900"}, True, False),
    ],
)
def test_des_liens_ou_le_terminal_le_peut(
    env: dict[str, str], terminal: bool, liens: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for nom in ("TMUX", "STY", "NO_COLOR", "VTE_VERSION", "TERM_PROGRAM", "WT_SESSION"):
        monkeypatch.delenv(nom, raising=False)
    for nom, valeur in env.items():
        monkeypatch.setenv(nom, valeur)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    texte = "A · 01 99 00 00 01 (2026), 0 800 12 34 56, 75018, FINESS 750 100 232, le 15"
    attendu = texte
    if liens:
        for numero in ("01 99 00 00 01", "0 800 12 34 56"):
            attendu = attendu.replace(numero, LIEN.format(numero.replace(" ", ""), numero))
    assert avec_les_liens(texte) == attendu
