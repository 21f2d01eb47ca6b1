"""The answer on a screen: length, the first call always in sight, numbers, carriers, words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from situations import situation

from palliorient.lecture.references.carte.noms import TEXTES_ATTENDUS, TEXTES_DE_LA_FICHE
from palliorient.noyau.decision.moteur import orienter, valeurs_des_axes
from palliorient.noyau.situation.criteres import completer
from palliorient.noyau.situation.situation import Situation
from palliorient.noyau.table.table import Table, lignes_vraies
from palliorient.rendu import mise_en_page
from palliorient.rendu.reponse.groupes import Noms
from palliorient.rendu.reponse.texte import HAUTEUR, en_texte

VENDREDI = date(2026, 6, 5)
"""A day when the answer also announces the week-end: the longest."""

NUIT = {"lieu": "domicile", "arrondissement": 13, "niveau": 3, "age": 67, "moment": "nuit"}
JOUR = {"lieu": "domicile", "arrondissement": 17, "niveau": 2, "age": 82, "moment": "jour"}


def ecran(table: Table, champs: dict[str, Any], **options: Any) -> str:
    s = situation(table, {"precarite": False, **champs})
    return en_texte(table, orienter(table, s, VENDREDI), **options)


def a_plat(texte: str) -> str:
    return " ".join(texte.split())


def _les_six(table: Table) -> Iterator[Situation]:
    """Every answer to the six wanted criteria, one place for each set of rows."""
    moments = [v.id for v in table.criteres["moment"].valeurs]
    ages = [v.de for v in table.criteres["age"].valeurs]
    vues = set()
    for lieu in table.criteres["lieu"].valeurs:
        for identifiant, site in table.sites.items():
            if site.hopital and lieu.colonne == "domicile":
                continue
            for niveau, age, precarite, moment in product((1, 2, 3), ages, (True, False), moments):
                ici = identifiant if site.hopital else None
                numero = site.arrondissement
                s = Situation(lieu.id, numero, niveau, age, moment, ici, precarite=precarite)
                s = completer(table, s)
                bits = lignes_vraies(table, valeurs_des_axes(table, s, VENDREDI))
                if (lieu.id, bits) not in vues:
                    vues.add((lieu.id, bits))
                    yield s


def test_les_six_criteres_tiennent_en_quarante_lignes(table: Table) -> None:
    nombre = 0
    for s in _les_six(table):
        texte = en_texte(table, orienter(table, s, VENDREDI))
        lignes = texte.splitlines()
        assert len(lignes) <= HAUTEUR, (len(lignes), s)
        assert max(map(len, lignes)) <= mise_en_page.LARGEUR, s
        nombre += 1
    assert nombre > 5_000


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 80 × 24 that can do bold."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(
    ("champs", "premier"),
    [
        (NUIT, "SAMU 75 / SAS · le 15"),
        (JOUR, "Le médecin traitant et l'infirmier"),
        ({**NUIT, "suivi": "had"}, "L'HAD qui suit la personne"),
    ],
)
def test_le_premier_appel_est_redit_en_derniere_ligne(
    table: Table, champs: dict[str, Any], premier: str
) -> None:
    lignes = ecran(table, champs).splitlines()
    assert len(lignes) > 24
    assert re.sub("\x1b\\[[01]m", "", lignes[-1]) == f"D'abord : {premier}"


@pytest.mark.usefixtures("terminal")
def test_une_reponse_courte_ne_redit_rien(table: Table) -> None:
    champs = {"lieu": "domicile", "arrondissement": 4, "besoin": "deuil"}
    assert "D'abord :" not in ecran(table, champs)


@pytest.mark.usefixtures("terminal")
def test_les_noms_sont_en_gras_et_rien_d_autre_ne_change(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    texte = ecran(table, JOUR)
    assert "\x1b[1mÉquipe Paris Nord (EMSPT)" in texte
    assert "\x1b[1mDanger vital : le 15" in texte
    monkeypatch.setenv("NO_COLOR", "1")
    assert ecran(table, JOUR) == re.sub("\x1b\\[[01]m", "", texte)


DITS: list[tuple[dict[str, Any], str]] = [
    # What the data know of the rapid team, and that it has no published number.
    (NUIT, "2. Pallidom (ERI-SP), portée par l'HAD de l'AP-HP : la nuit, téléconsultation"),
    (NUIT, "numéro non publié : par le 15"),
    # Known numbers stand in lists too, with their year.
    (
        {**NUIT, "arrondissement": 15, "moment": "jour", "maintien": "impossible"},
        "Sainte-Périne 01 44 96 31 31 (standard 2013, à vérifier)",
    ),
    # One team, its sites, who carries it.
    (
        {"etablissement": "jeanne-garnier", "niveau": 3, "age": 60, "moment": "jour"},
        "portée par la Maison Médicale Jeanne Garnier",
    ),
    (
        {"etablissement": "vaugirard", "lieu": "smr", "niveau": 2, "age": 87, "moment": "jour"},
        "SMR",
    ),
    ({**NUIT, "moment": "jour"}, "Cette nuit et ce week-end : SAMU 75 / SAS, puis Pallidom"),
    ({**NUIT, "moment": "jour"}, "prescriptions anticipées si le médecin les juge utiles"),
    ({**JOUR, "suivi": ["had", "emspt"]}, "déjà suivie par une HAD et l'équipe mobile"),
    (
        {"etablissement": "tenon", "niveau": 1, "age": 30, "moment": "nuit"},
        "le lit du service actuel : la personne y est déjà",
    ),
    (
        {"etablissement": "saint-louis", "niveau": 3, "age": 66, "moment": "jour"},
        "Retour chez soi : --residence",
    ),
    ({**NUIT, "besoin": "sedation"}, "l'outil ne donne aucun protocole"),
]


@pytest.mark.parametrize(("champs", "dit"), DITS)
def test_ce_qui_est_dit(table: Table, champs: dict[str, Any], dit: str) -> None:
    assert dit in a_plat(ecran(table, champs))


TUS: list[tuple[dict[str, Any], str]] = [
    ({"etablissement": "tenon", "niveau": 1, "age": 30, "moment": "nuit"}, "critère publié"),
    (JOUR, "Voie A"),
    (JOUR, "au tableau, « ou hôpital de jour »"),
    (JOUR, "Colonne"),
    (NUIT, "réponse non connue"),
    ({**NUIT, "lieu": "rue"}, "présents 24 h/24"),
    ({**NUIT, "lieu": "prison"}, "SOS Médecins"),
    ({"lieu": "domicile", "arrondissement": 4, "besoin": "deuil"}, "Appui palliatif"),
]


@pytest.mark.parametrize(("champs", "tu"), TUS)
def test_ce_qui_n_est_pas_dit(table: Table, champs: dict[str, Any], tu: str) -> None:
    assert tu not in a_plat(ecran(table, champs))


def test_un_hopital_seul_suppose_le_court_sejour(table: Table) -> None:
    champs = {"etablissement": "cochin", "niveau": 2, "age": 60, "moment": "jour"}
    suppose = table.textes["lieu-suppose"]
    assert f"MCO ({suppose})" in a_plat(ecran(table, champs, suppose=suppose))


@pytest.mark.parametrize(
    ("quand", "titre"),
    [
        ("2026-11-24T03:00", "MARDI 24/11, AUX HEURES OUVRÉES"),
        ("2026-11-24T22:00", "MERCREDI 25/11, AUX HEURES OUVRÉES"),
        ("2026-11-27T20:00", "LUNDI 30/11, AUX HEURES OUVRÉES"),
        ("2026-11-10T23:00", "JEUDI 12/11, AUX HEURES OUVRÉES"),
    ],
)
def test_la_reouverture_a_son_jour(table: Table, quand: str, titre: str) -> None:
    instant = datetime.fromisoformat(quand).replace(tzinfo=ZoneInfo("Europe/Paris"))
    assert titre in ecran(table, NUIT, instant=instant)


def test_les_raisons_une_fois_chacune(table: Table) -> None:
    texte = ecran(table, JOUR, raisons=True)
    lignes = texte.splitlines()
    cellule = table.textes["section-cellule"].upper()
    assert lignes.index(cellule) < lignes.index(table.textes["section-d-abord"].upper())
    raisons = [ligne for ligne in lignes if ligne.startswith(" -  À la demande d'un médecin")]
    assert len(raisons) == 1
    assert "[domicile-2]" not in texte
    assert "[domicile-2]" in ecran(table, JOUR, raisons=True, detail=True)
    assert "SOURCES_DIVERGENTES" not in texte
    assert "« ou hôpital de jour » au texte national" in a_plat(texte)


def test_le_detail_ne_dit_que_ce_que_l_on_sait(table: Table) -> None:
    texte = ecran(table, NUIT, detail=True)
    assert "non donné" not in texte
    assert "Téléphone : 15, d'après" in texte


def test_les_phrases_demandees_sont_celles_que_valider_exige() -> None:
    from conftest import RACINE

    source = "\n".join(f.read_text(encoding="utf-8") for f in (RACINE / "src").rglob("*.py"))
    demandees = set(re.findall(r"""textes\[["']([a-z0-9-]+)["']\]""", source))
    assert demandees <= {*TEXTES_ATTENDUS, *TEXTES_DE_LA_FICHE}


def test_un_nom_raccourci_dit_encore_qui(table: Table) -> None:
    """« HAD AP-HP » without the words that hospitals share would be any HAD."""
    sigles = {t.sigle for t in table.types.values()}
    noms = Noms(table)
    raccourcis = {s.nom: noms.court(s.nom) for s in table.services}
    assert any(nom != court for nom, court in raccourcis.items())
    assert not {nom for nom, court in raccourcis.items() if court in sigles}
