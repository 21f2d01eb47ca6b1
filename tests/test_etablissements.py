"""Hospitals as people name them: found, listed, told apart from those of elsewhere."""

from __future__ import annotations

import pytest

from palliorient.noyau.situation.etablissements import lire, trouver
from palliorient.noyau.table.table import Table

pytestmark = pytest.mark.relecture
"""Names as people type them: reread them here when a hospital changes."""


@pytest.fixture(scope="module")
def table(table_livree: Table) -> Table:
    """The map of the team: more hospitals than the frozen one."""
    return table_livree


TROUVES = [
    # numbers
    ("750160012", "curie"), ("FINESS 750160012", "curie"), ("750 803 447", "georges-pompidou"),
    # everyday short names
    ("HEGP", "georges-pompidou"), ("PSL", "pitie-salpetriere"), ("SLS", "saint-louis"),
    ("LRB", "lariboisiere"), ("SAT", "saint-antoine"), ("rdb", "robert-debre"),
    ("HPSJ", "saint-joseph"), ("GHPSJ", "saint-joseph"), ("HPP", "peupliers"),
    ("IMM", "montsouris"), ("INI", "invalides"), ("mmjg", "jeanne-garnier"),
    # the name, and what stands around it
    ("Institut Curie, site de Paris", "curie"), ("HEGP AP-HP", "georges-pompidou"),
    ("Hôpital Tenon (AP-HP), Paris 20e", "tenon"), ("Tenon Paris XX", "tenon"),
    ("Fondation Cognacq-Jay", "cognacq-jay"),
    ("Pitié Salpêtrière Charles Foix", "pitie-salpetriere"),
    ("Hôpital Cochin, service de pneumologie, 75014 Paris", "cochin"),
    ("GHU AP-HP Sorbonne Université, site Saint-Antoine", "saint-antoine"),
    ("rothschild 75019", "fondation-rothschild"), ("Rothschild, Paris 12", "rothschild-ap-hp"),
    ("Rothschild AP-HP Paris", "rothschild-ap-hp"),
    # the names of the official survey
    ("HU EST PARISIEN SITE ST ANTOINE APHP", "saint-antoine"),
    ("HU SAINT LOUIS SITE LARIBOISIERE APHP", "lariboisiere"),
    ("HU PARIS OUEST SITE G POMPIDOU APHP", "georges-pompidou"),
    ("HOPITAL FONDATION A DE ROTHSCHILD", "fondation-rothschild"),
    ("HOPITAL DE LA CROIX SAINT SIMON", "croix-saint-simon"),
    ("HU PARIS IDF SITE SAINTE PERINE APHP", "sainte-perine"),
    # small words, saints, a part of the name
    ("l'hôpital de la Pitié", "pitie-salpetriere"), ("st jo", "saint-joseph"),
    ("Ste-Anne", "sainte-anne"), ("à Tenon", "tenon"), ("H.E.G.P.", "georges-pompidou"),
]  # fmt: skip

PLUSIEURS = {
    "rothschild": ["rothschild-ap-hp", "fondation-rothschild"],
    "Rotschild": ["rothschild-ap-hp", "fondation-rothschild"],
    "hopital Rothchild": ["rothschild-ap-hp", "fondation-rothschild"],
    "Diaconesses Croix Saint-Simon": ["diaconesses", "croix-saint-simon"],
    "Hôpital Saint-Louis - Lariboisière": ["saint-louis", "lariboisiere"],
    "HEGP et Curie": ["georges-pompidou", "curie"],
    "Lariboisère": ["lariboisiere"],
    "stjoseph": ["saint-joseph"],
    "HEPG": ["georges-pompidou"],
    # what stands beside may be another place: proposed, never taken
    "Hôpital Saint-Louis, Poissy": ["saint-louis"],
    "Necker Lyon": ["necker"],
    "Tenon, Paris 12e": ["tenon"],
    "Bizet 92100": ["bizet"],
    "Broca Charles-Foix": ["broca"],
}

AILLEURS = {
    "Foch": "Suresnes", "hôpital Foch": "Suresnes", "IGR": "Villejuif",
    "Gustave Roussy": "Villejuif", "Beaujon": "Clichy", "Avicenne": "Bobigny",
    "Bicetre": "Le Kremlin-Bicêtre", "CHU du Kremlin-Bicêtre": "Le Kremlin-Bicêtre",
    "Curie Saint-Cloud": "Saint-Cloud", "Institut Curie, site de Saint-Cloud": "Saint-Cloud",
    "René Huguenin": "Saint-Cloud", "Mondor": "Créteil", "Charles Foix": "Ivry",
    "Antony": "Antony", "Percy": "Clamart", "Antoine Béclère AP-HP": "Clamart",
    "Hôpital privé de l'Ouest parisien": "Trappes",
}  # fmt: skip

INCONNUS = ["Bercy", "Bon Secours", "Marie-Lannelongue", "Hôtel-Dieu", "zzz", "Debray",
            "CHU de Lyon", "920000650", "clinique", "Paris 12", "12"]  # fmt: skip


@pytest.mark.parametrize(("texte", "id"), TROUVES)
def test_trouve(table: Table, texte: str, id: str) -> None:
    assert lire(table, texte).id == id


@pytest.mark.parametrize(("texte", "ids"), PLUSIEURS.items())
def test_jamais_un_pris_en_silence(table: Table, texte: str, ids: list[str]) -> None:
    lu = lire(table, texte)
    assert lu.id is None
    cites = [id for id in table.etablissements if f"({id})" in lu.refus]
    assert cites == sorted(ids, key=[*table.etablissements].index)
    assert "mco" not in lu.refus


@pytest.mark.parametrize(("texte", "commune"), AILLEURS.items())
def test_un_hopital_d_ailleurs(table: Table, texte: str, commune: str) -> None:
    """Not a slip: nothing of the map is proposed, and the directory is named."""
    lu = lire(table, texte)
    assert lu.id is None
    assert "hors de Paris" in lu.refus
    assert commune in lu.refus
    assert table.textes["annuaire"] in lu.refus
    assert not any(f"({id})" in lu.refus for id in table.etablissements)
    assert "mco" not in lu.refus


@pytest.mark.parametrize("texte", INCONNUS)
def test_rien_de_proche(table: Table, texte: str) -> None:
    lu = lire(table, texte)
    assert lu.id is None
    assert "n'est pas sur la carte" in lu.refus
    assert table.textes["annuaire"] in lu.refus
    assert "Peut-être" not in lu.refus


def test_un_nom_coupe_en_deux(table: Table) -> None:
    """Even where what was cut off is a word that does not count."""
    assert "(lariboisiere)" in lire(table, "La riboisière").refus


def test_le_conseil_ne_se_donne_qu_a_coup_sur(table: Table) -> None:
    """« Another hospital » is advised only when nothing of the map can be meant."""
    conseil = "donner le lieu (mco, smr ou usld) et l'arrondissement"
    assert conseil in lire(table, "Hôtel-Dieu").refus
    for douteux in ("zzz", "Debray", "Tenom", "Curie Lyon", "750999999"):
        assert conseil not in lire(table, douteux).refus


def test_chaque_nom_de_la_carte_la_designe(table: Table) -> None:
    """Its id, its name and each alias; with the city and its arrondissement too."""
    for id, (nom, alias) in table.etablissements.items():
        for dit in (id, nom, *alias):
            assert trouver(table, dit) == [id], dit
        assert trouver(table, f"{nom}, Paris {table.sites[id].arrondissement}e") == [id], nom
    for numero, id in table.finess.items():
        assert trouver(table, numero) == [id]


def test_aucun_nom_d_ailleurs_ne_designe_la_carte(table: Table) -> None:
    for nom, alias, _ in table.hors_carte:
        for dit in (nom, *alias):
            assert lire(table, dit).id is None, dit
            assert "est hors de" in lire(table, dit).refus, dit
