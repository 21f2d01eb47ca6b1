"""What a directory may change in an answer, whatever it says: numbers, and some « oui »."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from carnets import au_hasard, carnets
from conftest import JOUR
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from situations import reponses, situation

from palliorient.carnets.conventions import conventions
from palliorient.noyau.carnet.application import appliquer
from palliorient.noyau.carnet.carnet import Carnets, Heures, Voie
from palliorient.noyau.carnet.heures import couvre, du_moment, minutes, repond_a
from palliorient.noyau.carnet.verification import etat, plus_tard
from palliorient.noyau.decision.moteur import orienter
from palliorient.noyau.decision.orientation import Orientation
from palliorient.noyau.modele.modele import Referentiel
from palliorient.noyau.situation.calendrier import FERIE
from palliorient.noyau.table.compilation import compiler
from palliorient.noyau.table.table import Table
from palliorient.rendu.reponse.json import en_dictionnaire, en_ligne
from palliorient.rendu.reponse.texte import en_texte

tirages = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
PEUVENT_CHANGER = ("telephone", "telephone_verifie_le", "telephone_source", "joignable")


def sans_les_numeros(orientation: Orientation) -> object:
    """An answer without what a directory may change."""
    dit = en_dictionnaire(orientation)
    for contact in dit["contacts"]:
        for champ in PEUVENT_CHANGER:
            del contact[champ]
    for annonces in (dit["anticipation"] or {}).values():
        for annonce in annonces or ():
            if isinstance(annonce, dict):
                del annonce["joignable"]
    return {**dit, "hors_contrat": None}


@tirages
@given(st.data())
def test_un_carnet_ne_change_ni_qui_ni_l_ordre(table: Table, data: st.DataObject) -> None:
    jour = data.draw(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
    avant = orienter(table, situation(table, data.draw(reponses(table))), jour)
    dits = data.draw(au_hasard(table))
    appelant = data.draw(st.sampled_from([None, "medecin", "proche", "regulation"]))
    apres = appliquer(table, avant, dits, jour, appelant)
    assert sans_les_numeros(apres) == sans_les_numeros(avant)
    for un, autre in zip(avant.contacts, apres.contacts, strict=True):
        if un.telephone in dits.conventions.proteges or un.joignable == "non":
            assert autre.joignable == un.joignable
        if un.telephone in dits.conventions.proteges:
            assert autre == un
        if autre.joignable != un.joignable:
            assert un.joignable in ("inconnu", "conditionnel")
            assert autre.joignable == "oui"
            assert autre.telephone_source is not None
            assert autre.telephone_source["origine"] == "carnet"
            assert autre.telephone_verifie_le is not None
            fait = date.fromisoformat(autre.telephone_verifie_le)
            assert fait <= jour < plus_tard(fait, conventions().mois)
    assert [h["id"] for h in en_dictionnaire(apres)["hors_contrat"]] == [
        h.id for h in dits.hors_contrat
    ]


@tirages
@given(st.data())
def test_l_ecran_garde_les_sections_et_les_rangs(table: Table, data: st.DataObject) -> None:
    """Nobody is parted from a list, nor numbered otherwise: only words are added."""
    avant = orienter(table, situation(table, data.draw(reponses(table))), JOUR)
    apres = appliquer(table, avant, data.draw(au_hasard(table)), JOUR)

    def noms(orientation: Orientation) -> list[str]:
        lignes = en_texte(table, orientation, detail=True).split("\n")
        return [ligne[:4] for ligne in lignes if ligne[:2].strip().isdigit() and ligne[2] == "."]

    assert noms(apres) == noms(avant)


@tirages
@given(st.data())
def test_sans_rien_dedans_les_memes_octets(table: Table, data: st.DataObject) -> None:
    avant = orienter(table, situation(table, data.draw(reponses(table))), JOUR)
    apres = appliquer(table, avant, Carnets(conventions()), JOUR)
    assert en_ligne(apres) == en_ligne(avant)
    assert en_texte(table, apres) == en_texte(table, avant)


SITUATION = {"lieu": "domicile", "arrondissement": 18, "niveau": 2, "age": 59, "precarite": False}
HAD = 'entrees:\n  - service: had-ap-hp\n    telephone: "01 99 00 00 01"\n'
RECENT = f'    verifie_le: "{JOUR - timedelta(days=30)}"\n'


@pytest.mark.parametrize(
    ("suite", "moment", "attendu"),
    [
        (HAD + RECENT + "    heures: {jour: oui}\n", "jour", "oui"),
        (HAD + RECENT + '    heures: {jour: "08:00-18:00"}\n', "jour", "oui"),
        (HAD + RECENT + '    heures: {jour: ["08:00-13:00", "13:00-18:00"]}\n', "jour", "oui"),
        (HAD + RECENT + '    heures: {jour: "09:00-17:00"}\n', "jour", "sans lui"),
        (HAD + RECENT + "    heures: {jour: oui}\n", "nuit", "sans lui"),
        (HAD + RECENT + "    heures: {nuit: oui}\n", "nuit", "oui"),
        (HAD + RECENT, "jour", "sans lui"),
        (HAD + "    heures: {jour: oui}\n", "jour", "sans lui"),
        (HAD + '    verifie_le: "2025-11-30"\n    heures: {jour: oui}\n', "jour", "sans lui"),
        (HAD + '    verifie_le: "2025-12-02"\n    heures: {jour: oui}\n', "jour", "oui"),
        (HAD + '    verifie_le: "2026-06-02"\n    heures: {jour: oui}\n', "jour", "sans lui"),
        (
            HAD + RECENT + "    heures: {jour: oui}\n    qui_peut_appeler: medecins\n",
            "jour",
            "sans lui",
        ),
        # A line through another number is no direct line: nothing is certain of it.
        (
            HAD.replace("telephone", "intermediaire") + RECENT + "    heures: {jour: oui}\n",
            "jour",
            "sans lui",
        ),
    ],
)
def test_oui_seulement_si(table: Table, suite: str, moment: str, attendu: str) -> None:
    avant = orienter(table, situation(table, {**SITUATION, "moment": moment}), JOUR)
    apres = appliquer(table, avant, carnets(table, suite), JOUR)
    [sans_lui], [avec] = ([c for c in o.contacts if c.id == "had-ap-hp"] for o in (avant, apres))
    assert sans_lui.joignable in ("inconnu", "conditionnel")
    assert avec.joignable == (attendu if attendu == "oui" else sans_lui.joignable)


@pytest.mark.parametrize(
    ("reserve", "appelant", "permis"),
    [
        ((), None, True),
        (("professionnels",), None, False),
        (("professionnels",), "medecin", True),
        (("professionnels",), "proche", False),
        (("proches",), "proche", True),
        (("professionnels", "proches"), None, True),
        (("medecins",), "regulation", False),
    ],
)
def test_qui_peut_appeler(reserve: tuple[str, ...], appelant: str | None, permis: bool) -> None:
    assert conventions().permis(Voie("essai", qui_peut_appeler=reserve), appelant) is permis


@pytest.mark.parametrize(
    ("fait", "attendu"),
    [
        (None, "sans-date"),
        ("2026-06-01", "recente"),
        ("2026-06-02", "a-venir"),
        ("2025-12-02", "recente"),
        ("2025-12-01", "ancienne"),
        ("0001-01-01", "ancienne"),
    ],
)
def test_six_mois(fait: str | None, attendu: str) -> None:
    assert etat(fait, date(2026, 6, 1), 6) == attendu


def test_des_mois_plus_courts() -> None:
    assert plus_tard(date(2025, 8, 31), 6) == date(2026, 2, 28)
    assert plus_tard(date(2026, 8, 15), 6) == date(2027, 2, 15)
    assert plus_tard(date(2026, 6, 30), 6) == date(2026, 12, 30)
    assert plus_tard(date(9999, 8, 1), 6) == date.max


@given(st.lists(st.tuples(st.integers(0, 1439), st.integers(0, 1439)), max_size=4))
def test_les_minutes_des_plages(plages: list[tuple[int, int]]) -> None:
    """The bit set says what counting minutes one by one says."""

    def dedans(minute: int) -> bool:
        return any(
            (de <= minute < a) if de < a else (minute >= de or minute < a) for de, a in plages
        )

    ensemble = minutes(plages)
    assert all(bool(ensemble >> m & 1) == dedans(m) for m in range(24 * 60))
    assert ensemble >> 24 * 60 == 0


def test_les_moments_de_la_carte_font_la_semaine(table: Table) -> None:
    noms = dict.fromkeys(p.moment for p in table.moments)
    for jour in range(FERIE + 1):
        assert sum(du_moment(table, nom, jour) for nom in noms) == (1 << 24 * 60) - 1


FERIE_EN_SEMAINE = date(2026, 11, 11)
VEILLE = date(2026, 11, 10)
ORDINAIRE = date(2026, 11, 17)


@pytest.mark.parametrize(
    ("heures", "moment", "jour", "attendu"),
    [
        (Heures((("soiree", None),)), "soiree", ORDINAIRE, True),
        (Heures((("soiree", None),)), "soiree", FERIE_EN_SEMAINE, False),
        (Heures((("soiree", None),), feries=True), "soiree", FERIE_EN_SEMAINE, True),
        (Heures((("soiree", None),), feries=False), "soiree", FERIE_EN_SEMAINE, False),
        # The night before a holiday ends on it.
        (Heures((("nuit", None),)), "nuit", VEILLE, False),
        (Heures((("nuit", None),), feries=True), "nuit", VEILLE, True),
        # A week-end asked on an ordinary day may be a holiday; on a Saturday it is a Saturday.
        (Heures((("week-end", None),)), "week-end", ORDINAIRE, False),
        (Heures((("week-end", None),)), "week-end", date(2026, 11, 14), True),
        (Heures((("week-end", None),), feries=True), "week-end", ORDINAIRE, True),
        (Heures((("jour", None),), feries=((480, 1080),)), "week-end", FERIE_EN_SEMAINE, True),
        (Heures((("jour", None),), feries=((540, 1080),)), "week-end", FERIE_EN_SEMAINE, False),
    ],
)
def test_les_feries(table: Table, heures: Heures, moment: str, jour: date, attendu: bool) -> None:
    assert couvre(table, heures, moment, jour) is attendu


def test_un_ferie_du_departement(referentiel: Referentiel) -> None:
    """A day that is a holiday in this département only is one for its lines too."""
    ordinaire, ici = compiler(referentiel, JOUR), compiler(referentiel, JOUR)
    ici["feries"] = [[12, 26]]
    saint_etienne = datetime(2028, 12, 26, 10, 0)
    heures = Heures((("jour", None),))
    assert repond_a(Table(ordinaire), heures, saint_etienne)
    assert not repond_a(Table(ici), heures, saint_etienne)


def test_a_cette_heure(table: Table) -> None:
    heures = Heures((("jour", ((540, 1020),)),))
    assert repond_a(table, heures, datetime(2026, 11, 17, 9, 0))
    assert not repond_a(table, heures, datetime(2026, 11, 17, 17, 0))
    assert not repond_a(table, heures, datetime(2026, 11, 11, 10, 0))


def test_deux_lignes_celle_de_l_heure(table: Table) -> None:
    """By day the line of the day, at night that of the night; tonight is looked ahead to."""
    suite = (
        HAD
        + "    heures: {jour: oui}\n"
        + RECENT
        + HAD.removeprefix("entrees:\n").replace("00 01", "00 02")
        + "    heures: {nuit: oui}\n"
        + RECENT
    )
    for moment, numero in (("jour", "01 99 00 00 01"), ("nuit", "01 99 00 00 02")):
        avant = orienter(table, situation(table, {**SITUATION, "moment": moment}), JOUR)
        apres = appliquer(table, avant, carnets(table, suite), JOUR)
        had = next(c for c in apres.contacts if c.id == "had-ap-hp")
        assert (had.telephone, had.joignable) == (numero, "oui")


def test_ce_que_l_on_annonce_pour_la_nuit(table: Table) -> None:
    suite = (
        'entrees:\n  - service: eri-sp-pallidom\n    telephone: "01 99 00 00 03"\n'
        + RECENT
        + "    heures: {nuit: oui, feries: oui}\n"
    )
    avant = orienter(table, situation(table, {**SITUATION, "moment": "jour"}), JOUR)
    apres = appliquer(table, avant, carnets(table, suite), JOUR)
    assert avant.anticipation
    assert apres.anticipation
    dits = {a.id: a.joignable for a in apres.anticipation.contacts}
    assert {a.id: a.joignable for a in avant.anticipation.contacts}["eri-sp-pallidom"] != "oui"
    assert dits["eri-sp-pallidom"] == "oui"


def test_le_dernier_donne_l_emporte_et_cela_se_dit(table: Table) -> None:
    region = HAD + "    heures: {jour: oui}\n"
    dits = carnets(table, region, HAD.replace("00 01", "00 02"))
    assert [v.telephone for v in dits.lignes["had-ap-hp"]] == ["01 99 00 00 02"]
    assert [(c.sujet, c.ecartees[0].telephone) for c in dits.conflits] == [
        ("had-ap-hp", "01 99 00 00 01")
    ]
    assert carnets(table, HAD, HAD + RECENT).conflits == ()
