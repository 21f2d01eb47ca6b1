"""Browsing the map: `acteurs`, `territoires`, `gradation`, as text and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import Lancer
from dossiers import ACTEURS, copier, remplacer

from palliorient.noyau.carte.parcourir import Filtre, au, chercher, comptes
from palliorient.noyau.modele.modele import Referentiel
from palliorient.rendu import carte, gradation, territoires


def ids(referentiel: Referentiel, **filtre: Any) -> list[str]:
    services, lacunes = chercher(referentiel, Filtre(**filtre))
    return [s.id for s in services] + [lacune.id for lacune in lacunes]


# --- looking up ----------------------------------------------------------------------


def test_sans_filtre_toute_la_carte(referentiel: Referentiel) -> None:
    tous = ids(referentiel)
    carte_ = [s.id for s in referentiel.services if not s.generique]
    assert tous == carte_ + [lacune.id for lacune in referentiel.lacunes]
    assert not any(s.generique for s in chercher(referentiel, Filtre()).services)


def test_par_type_et_territoire(referentiel: Referentiel) -> None:
    trouves = ids(referentiel, type="usp", territoire="ouest")
    assert trouves == ["usp-cognacq-jay", "usp-jeanne-garnier", "usp-sainte-perine"]


def test_ce_qui_sert_tout_paris_sert_chaque_territoire(referentiel: Referentiel) -> None:
    assert len(ids(referentiel, type="had", territoire="sud")) == 3
    assert ids(referentiel, type="had", territoire="paris") == []
    assert len(ids(referentiel, type="had", territoire="ile-de-france")) == 3


def test_par_arrondissement(referentiel: Referentiel) -> None:
    assert ids(referentiel, type="cpts", commune="75117") == ["cpts-paris-17"]
    assert ids(referentiel, type="usp", commune="75117") == ["usp-bretonneau"]


def test_le_7e_a_deux_dac(referentiel: Referentiel) -> None:
    """Attached to Ouest; Centre too, for the types that the map says."""
    assert set(ids(referentiel, type="dac", commune="75107")) == {"dac-centre", "dac-ouest"}
    assert ids(referentiel, type="lisp", territoire="centre") == ["lisp-curie"]
    assert "lisp-curie" not in ids(referentiel, commune="75107")


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("GARNIER", "usp-jeanne-garnier"),
        ("nexumea", "emspt-nexumea"),
        ("Néxuméa", "emspt-nexumea"),
        ("st joseph", "emsp-saint-joseph"),
        ("saint-joseph", "emsp-saint-joseph"),
        ("hegp", "emsp-georges-pompidou"),
        ("pitie", "emsp-rothschild-ap-hp"),
        ("rcp", "lacune-rcp"),
    ],
)
def test_le_texte_ignore_casse_accents_et_tirets(
    referentiel: Referentiel, texte: str, attendu: str
) -> None:
    assert attendu in ids(referentiel, texte=texte)


@pytest.mark.parametrize("texte", ["zzz", "***", "", "garnier bichat"])
def test_un_texte_sans_reponse(referentiel: Referentiel, texte: str) -> None:
    assert ids(referentiel, texte=texte) == []


def test_une_ligne_vide_repond_a_son_type(referentiel: Referentiel) -> None:
    assert ids(referentiel, type="consultation") == ["lacune-consultations-adultes"]


def test_le_statut_est_celui_du_jour(referentiel: Referentiel) -> None:
    service = referentiel.services[0]
    ferme = replace(service, jusqua="2026-03-31")
    carte_ = replace(referentiel, services=(ferme,))
    assert au(carte_, date(2026, 3, 31)).services[0].statut == "en-service"
    assert au(carte_, date(2026, 4, 1)).services[0].statut == "ferme"
    assert comptes(au(carte_, date(2026, 4, 1)), service.territoires[0])[0] == {}


# --- JSON ------------------------------------------------------------------------------

CLES = ["id", "nom", "alias", "type", "structure", "territoires", "arrondissement", "publics"]
CLES += ["statut", "porteur", "source"]


def test_json_une_ligne_par_service_lacunes_comprises(referentiel: Referentiel) -> None:
    dit = carte.en_dictionnaire(referentiel, chercher(referentiel, Filtre()))
    assert dit["format"] == "palliorient.acteurs/1"
    lignes = dit["acteurs"]
    assert all(list(ligne)[: len(CLES)] == CLES for ligne in lignes)
    assert len({tuple(ligne) for ligne in lignes}) == 1, "every row has the same keys"
    assert all(n == 1 for n in Counter(ligne["id"] for ligne in lignes).values())
    assert [x["id"] for x in lignes if x["statut"] is None] == [
        lacune.id for lacune in referentiel.lacunes
    ]
    assert all(set(ligne["source"]) == {"document", "localisation"} for ligne in lignes)
    documents = {d.id for d in referentiel.documents}
    assert all(f["source"]["document"] in documents for x in lignes for f in x["faits"])


def ligne_de(referentiel: Referentiel, identifiant: str) -> dict[str, Any]:
    lignes = carte.en_dictionnaire(referentiel, chercher(referentiel, Filtre()))["acteurs"]
    return next(ligne for ligne in lignes if ligne["id"] == identifiant)


def test_json_imprime_et_retenu(referentiel: Referentiel) -> None:
    ligne = ligne_de(referentiel, "emsp-robert-debre")
    assert ligne["imprime"][0]["colonne"] == "nord-ouest"
    assert ligne["territoires"] == ["nord-est"]
    assert ligne["ecart"]["imprime"] == ["nord-ouest"]
    assert ligne["ecart"]["retenu"] == ["nord-est"]
    assert ligne["ecart"]["raison"]
    assert ligne["ecart"]["source"]["document"] == "sae-2023"


def test_json_telephones(referentiel: Referentiel) -> None:
    standard = ligne_de(referentiel, "usp-jeanne-garnier")
    assert (standard["telephone"], standard["telephone_verifie_le"]) == ("01 43 92 21 00", None)
    assert standard["telephone_note"] == "standard, à vérifier"
    samu = ligne_de(referentiel, "samu-75")
    assert (samu["telephone"], samu["telephone_note"]) == ("15", None)
    assert ligne_de(referentiel, "sos-medecins")["telephone_note"] == "à vérifier"
    assert ligne_de(referentiel, "usp-cognacq-jay")["telephone"] is None


def test_json_faits_dates(referentiel: Referentiel) -> None:
    faits = ligne_de(referentiel, "usp-jeanne-garnier")["faits"]
    assert {f["champ"] for f in faits} >= {"finess", "adresse", "standard"}
    assert all(f["date"] and f["confiance"] and f["source"]["document"] for f in faits)


def test_json_des_territoires(referentiel: Referentiel) -> None:
    dit = territoires.en_dictionnaire(referentiel, referentiel.rattachements)
    numeros = [a["numero"] for t in dit["territoires"] for a in t["arrondissements"]]
    assert sorted(numeros) == list(range(1, 21))
    ouest = next(t for t in dit["territoires"] if t["id"] == "ouest")
    septieme = next(a for a in ouest["arrondissements"] if a["numero"] == 7)
    assert septieme["deduit"]
    assert septieme["aussi"] == {"territoire": "centre", "types": ["dac", "cpts"]}
    assert ouest["services"]["usp"] == 3
    centre = next(t for t in dit["territoires"] if t["id"] == "centre")
    assert centre["a_venir"] == {"emspt": 1}
    assert "75116" in [c for a in ouest["arrondissements"] for c in a["codes_postaux"]]


def test_json_de_la_gradation(referentiel: Referentiel) -> None:
    cellules = gradation.en_dictionnaire(referentiel, referentiel.cellules)["cellules"]
    assert [(c["niveau"], c["colonne"]) for c in cellules] == [
        (niveau, colonne) for colonne in ("domicile", "etablissement") for niveau in (1, 2, 3)
    ]
    assert all(c["libelle"] and c["source"]["localisation"] and c["roles"] for c in cellules)
    assert len(gradation.cellules(referentiel, 2)) == 2


# --- the commands ------------------------------------------------------------------------

COMMANDES = (
    ("acteurs",),
    ("acteurs", "--detail"),
    ("acteurs", "--type", "usp", "--territoire", "Paris Ouest"),
    ("acteurs", "--arrondissement", "75116"),
    ("territoires",),
    ("territoires", "17"),
    ("territoires", "Paris Nord-Est"),
    ("gradation",),
    ("gradation", "--niveau", "n2"),
)


@pytest.mark.parametrize("commande", COMMANDES, ids=" ".join)
def test_texte_en_80_colonnes_et_sans_couleur(lancer: Lancer, commande: tuple[str, ...]) -> None:
    fini = lancer(*commande)
    assert (fini.returncode, fini.stderr) == (0, "")
    trop_longues = [x for x in fini.stdout.splitlines() if len(x) > 79 and " " in x.strip()]
    assert trop_longues == []
    assert "\x1b" not in fini.stdout


@pytest.mark.parametrize("commande", [c for c in COMMANDES if "--detail" not in c], ids=" ".join)
def test_json_sur_une_ligne(lancer: Lancer, commande: tuple[str, ...]) -> None:
    fini = lancer(*commande, "--format", "json")
    assert fini.returncode == 0
    assert fini.stdout.count("\n") == 1
    assert json.loads(fini.stdout)["format"] == f"palliorient.{commande[0]}/1"


def test_rien_ne_repond(lancer: Lancer) -> None:
    fini = lancer("acteurs", "--texte", "introuvable")
    assert (fini.returncode, fini.stderr) == (0, "")
    assert fini.stdout == "Aucun acteur de la carte ne répond à ces filtres.\n"
    assert (
        json.loads(lancer("acteurs", "--texte", "zzz", "--format", "json").stdout)["acteurs"] == []
    )


@pytest.mark.parametrize(
    ("commande", "dits"),
    [
        (("acteurs", "--type", "ups"), ["« usp » ?", "lisp", "annuaire"]),
        (("acteurs", "--territoire", "ouets"), ["« ouest » ?", "nord-est", "ile-de-france"]),
        (("acteurs", "--arrondissement", "21"), ["« 21 »", "1 à 20", "annuaire régional"]),
        (("acteurs", "--arrondissement", "93100"), ["hors de Paris", "corpalif.org"]),
        (("acteurs", "--arrondissement", ""), ["arrondissement"]),
        (("acteurs", "--format", "jsno"), ["« json » ?", "texte"]),
        (("territoires", "ouets"), ["« ouest » ?", "1 à 20"]),
        (("territoires", "21"), ["« 21 »", "1 à 20"]),
        (("territoires", "93100"), ["hors de Paris"]),
        (("territoires", ""), ["OÙ", "vide"]),
        (("territoires", "montagne"), ["ni un territoire ni un arrondissement"]),
        (("territoires", "75056"), ["quel arrondissement ?"]),
        (("territoires", "Paris"), ["quel arrondissement ?"]),
        (("territoires", "12-"), ["« 12- »"]),
        (("acteurs", "--arrondissement", "\u00a0"), ["--arrondissement", "vide"]),
        (("acteurs", "--arrondissement", "75634"), ["quel arrondissement ?", "CEDEX"]),
        (("gradation", "--niveau", " "), ["--niveau", "vide"]),
        (("gradation", "--niveau", "-1"), ["« -1 »"]),
        (("gradation", "--niveau", "\u200b"), ["niveau"]),
        (("gradation", "--niveau", "4"), ["« 4 »", "1 : ", "3 : "]),
        (("gradation", "--format", "csv"), ["texte, json"]),
    ],
    ids=lambda valeur: " ".join(valeur) if isinstance(valeur, tuple) else "",
)
def test_valeurs_refusees(lancer: Lancer, commande: tuple[str, ...], dits: list[str]) -> None:
    fini = lancer(*commande)
    assert (fini.returncode, fini.stdout) == (2, "")
    assert all(dit in fini.stderr for dit in dits), fini.stderr


def test_d_autres_donnees(lancer: Lancer, tmp_path: Path) -> None:
    remplacer(copier(tmp_path), ACTEURS, "Hôpital Jean Jaurès", "Hôpital Autre Nom")
    fini = lancer("acteurs", "--texte", "autre nom", "--donnees", str(tmp_path))
    assert "USP Hôpital Autre Nom" in fini.stdout


def test_dossier_absent(lancer: Lancer, tmp_path: Path) -> None:
    fini = lancer("acteurs", "--donnees", str(tmp_path / "rien"))
    assert (fini.returncode, fini.stdout) == (3, "")
    assert "introuvable" in fini.stderr


def test_sortie_dans_un_fichier(lancer: Lancer, tmp_path: Path) -> None:
    fichier = tmp_path / "carte.json"
    assert lancer("acteurs", "--format", "json", "--sortie", str(fichier)).returncode == 0
    assert json.loads(fichier.read_text(encoding="utf-8"))["acteurs"]
    refus = lancer("acteurs", "--format", "json", "--sortie", str(fichier))
    assert refus.returncode == 2
    assert "existe déjà" in refus.stderr
