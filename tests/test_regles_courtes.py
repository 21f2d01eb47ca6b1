"""Each short way of writing a rule says exactly what the long one says."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from palliorient.donnees import FICHIERS
from palliorient.lecture.charger import Octets, lire_octets, lire_referentiel
from palliorient.livres import dossier_livre
from palliorient.mutations.mutants.mutant import OTER, retouches
from palliorient.noyau.modele.modele import Condition, Referentiel, Source
from palliorient.noyau.table.boites import Axes
from palliorient.noyau.table.table import dans_une_boite
from palliorient.rendu.gradation import cellules, en_dictionnaire, en_texte
from palliorient.verification.comparer.ecrits import ecrits

VALIDE = Path(__file__).parent / "cas" / "lecture" / "valide"

DEUX_ECRITURES = {
    "joignable-inconnu": (
        'groupe: expertise, note: "non réparties", source',
        'groupe: expertise, note: "non réparties", joignable: [{valeur: inconnu}], source',
    ),
    "publics-tous": (
        'nom: "L\'HAD qui suit la personne", portee',
        'nom: "L\'HAD qui suit la personne", publics: [adulte, pediatrique], portee',
    ),
    "source-document": (
        'source: {document: cadre, localisation: "§ 2"}',
        'source: "cadre, § 2"',
    ),
    "source-convention": (
        'texte: "À la rue : hors grille.", source: {convention: ordre}',
        'texte: "À la rue : hors grille.", source: ordre',
    ),
}


def compris(*remplacements: tuple[str, str]) -> Referentiel:
    """What the small folder means once some words of its rules are written otherwise."""
    octets = []
    for fichier in lire_octets(VALIDE):
        contenu = fichier.contenu.decode()
        if fichier.nom == "regles_gradation":
            for avant, apres in remplacements:
                assert contenu.count(avant) == 1, avant
                contenu = contenu.replace(avant, apres)
        octets.append(Octets(fichier.nom, fichier.chemin, contenu.encode()))
    return replace(lire_referentiel(octets), empreinte="")


@pytest.mark.parametrize("cas", DEUX_ECRITURES)
def test_le_court_dit_ce_que_dit_le_long(cas: str) -> None:
    assert compris(DEUX_ECRITURES[cas]) == compris()


def test_la_virgule_qui_separe_est_la_premiere() -> None:
    ecrite = (
        'source: {document: cadre, localisation: "§ 2"}',
        'source: "cadre, § 2, ligne 3, fin"',
    )
    (proposition,) = compris(ecrite).regles[0].propose
    assert proposition.source == Source("cadre", "§ 2, ligne 3, fin")


UN_DE = (
    "quand: {territoire: nord, etablissement: aucun}}",
    "quand: {territoire: nord}, un_de: [{moment: hors-jour}, {urgence: oui, niveau: 1}]}",
)


def test_un_de_vaut_dans_chacun_de_ses_cas_et_nulle_part_ailleurs() -> None:
    axes = Axes(compris())
    nuit_ou_urgence = Condition({}, {}, ({"moment": ("nuit",)}, {"urgence": ("oui",)}))
    sauf_isole = Condition({}, {"isolement": ("oui",)})
    boites = axes.boites(nuit_ou_urgence, sauf_isole)
    for moment, urgence, isolement in product(("jour", "nuit"), *[("oui", "non")] * 2):
        point = {"moment": moment, "urgence": urgence, "isolement": isolement, "niveau": "1"}
        attendu = (moment == "nuit" or urgence == "oui") and isolement == "non"
        assert dans_une_boite(boites, point) is attendu, point


def test_un_cas_qui_ne_dit_pas_le_niveau_ne_vaut_pas_pour_le_deuil_seul() -> None:
    axes = Axes(compris())
    boites = axes.boites(Condition({}, {}, ({"moment": ("nuit",)}, {"niveau": ("aucun",)})))
    vrais = {
        (moment, niveau)
        for moment, niveau in product(("jour", "nuit"), ("1", "aucun"))
        if dans_une_boite(boites, {"moment": moment, "niveau": niveau})
    }
    assert vrais == {("nuit", "1"), ("jour", "aucun"), ("nuit", "aucun")}


def test_comparer_voit_un_cas_change_et_non_leur_ordre() -> None:
    avant, lu = UN_DE
    autre = lu.replace(
        "{moment: hors-jour}, {urgence: oui, niveau: 1}",
        "{niveau: 1, urgence: oui}, {moment: hors-jour}",
    )
    perdu = lu.replace(", niveau: 1", "")
    assert ecrits(compris((avant, lu)), compris((avant, autre)), {}) == []
    (ecrit,) = ecrits(compris((avant, lu)), compris((avant, perdu)), {})
    assert ecrit.chemin[0] == "cellules"
    assert "un_de" in ecrit.chemin


def test_un_de_est_dit_avec_la_case_du_tableau() -> None:
    referentiel = compris(UN_DE)
    (case,) = en_dictionnaire(referentiel, cellules(referentiel))["cellules"]
    cas = [{"moment": ["nuit"]}, {"urgence": ["oui"], "niveau": ["1"]}]
    assert case["roles"][0]["un_de"] == cas
    texte = " ".join(en_texte(referentiel, cellules(referentiel)).split())
    assert "(si territoire nord et si moment nuit, ou urgence oui et niveau 1)" in texte
    (sans,) = en_dictionnaire(compris(), cellules(compris()))["cellules"]
    assert "un_de" not in sans["roles"][0]


def test_les_mutations_retirent_chaque_cas_et_chaque_critere_d_un_cas() -> None:
    condition = Condition({}, {}, ({"moment": ("nuit",)}, {"urgence": ("oui",), "niveau": ("1",)}))
    faites = [(r.chemin, r.valeur) for r in retouches(condition, ("1", "2"))]
    assert faites == [
        (("un_de", 0), OTER),
        (("un_de", 1), OTER),
        (("un_de", 1, "urgence"), OTER),
        (("un_de", 1, "niveau"), OTER),
        (("un_de", 1, "niveau"), ("2",)),
    ]


@pytest.mark.parametrize("nom", FICHIERS)
def test_aucune_ligne_des_donnees_ne_sort_de_l_ecran(nom: str) -> None:
    texte = (dossier_livre() / nom).read_text(encoding="utf-8")
    assert [n for n, ligne in enumerate(texte.splitlines(), 1) if len(ligne) > 160] == []
