"""`comparer`: what is written otherwise is said, whatever file holds it; renamed ids too."""

from __future__ import annotations

import re

import pytest
from comparees import ce_que_dit_valider, comparer_avec
from dossiers import ACTEURS, CARTE, REGLES, TERRITOIRES

from palliorient.lecture.charger import lire_octets
from palliorient.rendu import comparaison as rendu

OUVERTURE = (
    "        statut: en-labellisation\n"
    '        porteur: "portée par le Groupe Hospitalier Diaconesses'
)


@pytest.fixture(scope="module")
def octets():
    return lire_octets(CARTE)


@pytest.fixture(scope="module")
def comparer(referentiel, octets):
    def _comparer(*changements, ancien=referentiel):
        return comparer_avec(ancien, octets, *changements)

    return _comparer


CONDITION = "infirmier présent ou d'astreinte, selon l'établissement"
PRESENT = "infirmier présent, selon l'établissement"

ACCEPTEES = [
    ([(REGLES, CONDITION, PRESENT)], f"condition : {CONDITION} → {PRESENT}"),
    ([(REGLES, "Dans quel arrondissement de Paris", "Où")], "criteres.arrondissement.question : "),
    ([(REGLES, "1 à 20, 12e, XII, 75012", "1 à 20")], "~ criteres.arrondissement.aide : "),
    ([(REGLES, "chez elle, seule ou avec", "avec")], "criteres.lieu.valeurs.domicile.aide : "),
    ([(REGLES, 'court: "MCO"', 'court: "M"')], "criteres.lieu.valeurs.mco.court : MCO → M"),
    ([(REGLES, 'perime_apres: "2027-03-31"', 'perime_apres: "2027-04-30"')], "~ perime_apres : "),
    ([(REGLES, 'a_jour_au: "2025-12-01"', 'a_jour_au: "2025-12-02"')], "~ a_jour_au : 2025-12-01"),
    ([(REGLES, 'section-ensuite: "Ensuite"', 'section-ensuite: "Puis"')], "Ensuite → Puis"),
    ([(REGLES, 'nom: "répit des proches"', 'nom: "répit"')], "répit des proches → répit"),
    ([(REGLES, 'rue: "Pour une personne à la rue', 'rue: "Une personne à la rue')],
     "conventions.lit-depuis-la-rue"),
    ([(REGLES, "filieres-idf.html", "filieres.html")], "corpalif.org/filieres.html"),
    ([(REGLES, "demande_si: {lieu: .hebergement, rue.}", "demande_si: {lieu: rue}")],
     "criteres.maintien.demande_si.quand.lieu : − hebergement"),
    ([(ACTEURS, "26 rue d'Ulm", "27 rue d'Ulm")], "adresse : 26 rue d'Ulm, 75005 Paris → 27"),
    ([(ACTEURS, '"01 47 07 77 77"', '"01 47 07 77 78"')], "telephone : 01 47 07 77 77 → "),
    ([(ACTEURS, '"rothschild ap-hp", "rothschild 12e"', '"rothschild 12e", "rothschild ap-hp"')],
     "structures.rothschild-ap-hp.alias, ordre : "),
]  # fmt: skip
REFUSEES = [
    ([(REGLES, "professionnel présent ou d'astreinte, selon", "présence 24 h/24, selon")],
     "professionnel présent ou d'astreinte, selon l'établissement → présence 24 h/24"),
    ([(REGLES, 'aide: "stable et non complexe', 'aide: "instable')],
     "criteres.niveau.valeurs.1.aide : "),
    ([(REGLES, r'annuaire: "https://\{site:annuaire\}"', 'annuaire: "https://www.x.fr"')],
     "→ https://www.x.fr"),
    ([(REGLES, 'numero: "15"', 'numero: "112"')],
     "SAMU 75 / SAS, telephone : 15 → 112"),
]  # fmt: skip


@pytest.fixture(scope="module")
def ecrite(comparer):
    comparaison = comparer(*(c for changements, _ in ACCEPTEES + REFUSEES for c in changements))
    assert comparaison.groupes == []
    return rendu.en_texte(comparaison, None)


@pytest.mark.parametrize("attendu", [attendu for _, attendu in ACCEPTEES + REFUSEES])
def test_ce_qui_s_ecrit(ecrite, attendu):
    assert attendu in " ".join(ecrite.split())


def test_valider_en_accepte(octets, tmp_path):
    """Nothing else than `comparer` shows them."""
    changements = [c for changements, _ in ACCEPTEES for c in changements]
    assert ce_que_dit_valider(tmp_path, octets, *changements) == []


@pytest.mark.parametrize("changements", [changements for changements, _ in REFUSEES])
def test_valider_en_refuse(octets, tmp_path, changements):
    """They are read all the same, by whoever compares."""
    assert ce_que_dit_valider(tmp_path, octets, *changements)


def test_les_mots_d_une_reponse_disent_ou_ils_se_lisent(comparer):
    texte = rendu.en_texte(comparer((REGLES, CONDITION, PRESENT)), None)
    condition, ou = texte.splitlines()[-2:]
    assert condition.endswith(f"condition : {CONDITION} → {PRESENT}")
    assert re.fullmatch(r" +dans les réponses \([\d ]+ situations\) : ehpad, tous niveaux", ou)


@pytest.mark.parametrize(
    "changement",
    [
        (REGLES, "\nversion: ", "\n# une remarque\nversion: "),
        (REGLES, 'version: "2026.1"', 'version: "2026.2"'),
        (
            REGLES,
            r"demande_si: \{lieu: \[hebergement, rue\]\}",
            "demande_si: {lieu: [rue, hebergement]}",
        ),
        # What only `valider` reads.
        (REGLES, r'"sans faute",\s+', ""),
        (REGLES, '": "Le niveau 1 correspond', '": "Niveau 1 correspond'),
        (TERRITOIRES, "exceptions: {", 'exceptions: {"75001": 9, '),
        (TERRITOIRES, r"structures: \[lariboisiere, ", "structures: ["),
        (REGLES, r"fonctions: \[", "fonctions: [essai, "),
    ],
)
def test_ce_qui_ne_change_rien(comparer, changement):
    comparaison = comparer(changement)
    assert comparaison.identiques
    assert "Aucune différence" in rendu.en_texte(comparaison, None)


# --- on other days ----------------------------------------------------------------------


def test_une_ouverture_a_une_autre_date(comparer):
    """The day compared comes before both openings: they differ on days in between."""
    ouvre = {
        jour: [
            (ACTEURS, OUVERTURE, OUVERTURE.replace("statut: en-labellisation", f'depuis: "{jour}"'))
        ]
        for jour in ("2027-02-01", "2027-03-01")
    }
    ancien = comparer(*ouvre["2027-02-01"]).nouveau
    comparaison = comparer(*ouvre["2027-03-01"], ancien=ancien)
    assert not comparaison.identiques
    assert comparaison.groupes == []
    assert [(s.depuis, s.avant, s.apres) for s in comparaison.statuts] == [
        ("2027-02-01", "en-service", "annonce")
    ]
    texte = rendu.en_texte(comparaison, None)
    assert "à partir du 2027-02-01, EMSPT Paris Est (GHDCSS)" in texte
    assert "voir avec --date 2027-02-01" in texte


# --- renamed identifiers -------------------------------------------------------------------

RENOMMES = {
    "un service": (ACTEURS, r"\bemspt-ghdcss\b", "emspt-est"),
    "un hôpital": (ACTEURS, r"\bfernand-widal\b", "widal"),
    "une règle": (REGLES, r"\bbesoin-benevoles:", "benevoles-demandes:"),
    "une convention": (REGLES, r"\blit-depuis-la-rue\b", "lit-de-la-rue"),
    "une valeur": (REGLES, r"(?<=[ \[])ehpad(?=[,\]}:])", "ephad"),
}


@pytest.mark.parametrize("quoi", RENOMMES)
def test_un_identifiant_renomme(comparer, quoi):
    comparaison = comparer(RENOMMES[quoi])
    assert len(comparaison.renommages) >= 1
    assert not comparaison.identiques
    assert comparaison.groupes == []
    assert comparaison.details == []
    assert not any((comparaison.nouvelles, comparaison.perdues, *comparaison.regles))
    texte = rendu.en_texte(comparaison, None)
    for vieux, neuf in comparaison.renommages.items():
        assert f"~ {vieux} → {neuf}" in texte


def test_renomme_et_change(comparer):
    """What is renamed and does not say the same is not the same thing."""
    numero = (ACTEURS, 'nom: "EMSPT Paris Est', 'nom: "EMSPT de Paris Est')
    comparaison = comparer(RENOMMES["un service"], numero)
    assert comparaison.renommages == {}
    dites = {(d.genre, d.chemin) for d in comparaison.details}
    assert {
        ("retire", ("services", "emspt-ghdcss")),
        ("ajoute", ("services", "emspt-est")),
    } <= dites


def test_des_noms_egaux_disent_leur_code(comparer):
    nom = (ACTEURS, 'nom: "EMSPT Paris Est [(]GHDCSS[)]"', 'nom: "Équipe Paris Nord (EMSPT)"')
    ouvre = (
        ACTEURS,
        OUVERTURE,
        OUVERTURE.replace("statut: en-labellisation", "statut: en-service"),
    )
    comparaison = comparer(nom, ouvre)
    texte = rendu.en_texte(comparaison, None)
    assert "+ Équipe Paris Nord (EMSPT) (emspt-ghdcss) : " in texte
