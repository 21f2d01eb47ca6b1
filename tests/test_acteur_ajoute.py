"""A kind of actor is data: three more, declared in a copy of the map, reach every command."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from arbre import Arbre
from conftest import JOUR, Lancer
from dossiers import CARTE, REGLES
from genres_ajoutes import ajouter

from palliorient.verification.codes import Code
from palliorient.verification.validation import valider

MASP, EHPAD = "masp-ile-de-france", "emsp-ehpad-equipe-inventee"
MEDECINS, SOIGNANTS = "avis-equipe-inventee", "avis-equipe-inventee-soignants"
OUVERTURE = "2026-09-01"
CE_JOUR = ("--date", JOUR.isoformat())

PLUS_CHEZ_SOI = {"lieu": "domicile", "niveau": "2", "age": "70", "maintien": "impossible"}
EN_EHPAD = {"lieu": "ehpad", "niveau": "2", "age": "70"}
AVIS = {"lieu": "domicile", "niveau": "2", "age": "70", "besoin": "concertation"}


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The MASP is announced, the two other teams are in service."""
    return ajouter(tmp_path_factory.mktemp("genres") / "data")


@pytest.fixture(scope="module")
def ouverte(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, with the day on which the MASP opens."""
    return ajouter(tmp_path_factory.mktemp("ouverte") / "data", masp=f'depuis: "{OUVERTURE}"')


def question(dossier: Path, champs: dict[str, str], *suite: str) -> list[str]:
    """The arguments of `orienter`, in the 13th by day unless it is said otherwise."""
    dits = {"arrondissement": "13", "moment": "jour", **champs}
    options = [mot for critere, dit in dits.items() for mot in (f"--{critere}", dit)]
    jour = () if "--date" in suite else CE_JOUR
    return [*options, "--sans-precarite", *jour, "--donnees", str(dossier), *suite]


def repondre(lancer: Lancer, dossier: Path, champs: dict[str, str], *suite: str) -> dict[str, Any]:
    fini = lancer("orienter", *question(dossier, champs, "--format", "json", *suite))
    assert fini.returncode == 0, fini.stderr
    return json.loads(fini.stdout)


def ids(reponse: dict[str, Any]) -> list[str]:
    return [c["id"] for c in reponse["contacts"]]


@pytest.mark.parametrize("jour", [JOUR, date(2026, 8, 31), date(2026, 9, 1)])
def test_valider_ne_trouve_rien(dossier: Path, ouverte: Path, jour: date) -> None:
    """Before it opens nothing is called useless, and the day it opens nothing lacks."""
    assert valider(dossier, jour).diagnostics == []
    assert valider(ouverte, jour).diagnostics == []


def test_la_place_de_qui_n_est_pas_ouvert_est_demandee(dossier: Path, tmp_path: Path) -> None:
    """PAL221 comes with the announcement, not on the day of the opening."""
    sans = ajouter(tmp_path / "data")
    with Arbre(sans / REGLES) as regles:
        regles.retirer("ordres", "admission-de-jour", "etapes", {"ensuite": "masp"})
    (trouve,) = valider(sans, JOUR).diagnostics
    assert trouve.code == Code.SANS_ETAPE
    assert "rôle « masp », une fois en service : aucune étape" in trouve.message


def test_annoncee_elle_n_est_jamais_un_contact(lancer: Lancer, dossier: Path) -> None:
    reponse = repondre(lancer, dossier, PLUS_CHEZ_SOI)
    assert MASP not in ids(reponse)
    dit = {"id": MASP, "nom": "MASP d'Île-de-France, non nommée", "type": "masp"}
    source = {"document": "ars-masp", "localisation": "présentation"}
    assert reponse["a_venir"] == [{**dit, "statut": "annonce", "source": source}]
    ecran = lancer("orienter", *question(dossier, PLUS_CHEZ_SOI, "--pourquoi")).stdout
    fin = ecran[ecran.index("PAS ENCORE EN SERVICE") :]
    assert "MASP d'Île-de-France, non nommée : annoncé" in fin
    assert "MASP" not in ecran[: ecran.index("PAS ENCORE EN SERVICE")]


AILLEURS: list[dict[str, str]] = [
    {**PLUS_CHEZ_SOI, "niveau": "3"},
    {**PLUS_CHEZ_SOI, "age": "9"},
    {**PLUS_CHEZ_SOI, "maintien": "possible"},
    {"lieu": "mco", "niveau": "2", "age": "70"},
]


@pytest.mark.parametrize("champs", AILLEURS)
def test_la_ou_elle_ne_repond_pas_rien_n_en_est_dit(
    lancer: Lancer, dossier: Path, champs: dict[str, str]
) -> None:
    assert MASP not in [s["id"] for s in repondre(lancer, dossier, champs)["a_venir"]]


def test_un_contact_a_sa_place_des_l_ouverture(lancer: Lancer, ouverte: Path) -> None:
    def au(jour: str) -> dict[str, Any]:
        return repondre(lancer, ouverte, PLUS_CHEZ_SOI, "--date", jour)

    assert [s["statut"] for s in au("2026-08-31")["a_venir"] if s["id"] == MASP] == ["annonce"]
    reponse = au(OUVERTURE)
    contact = next(c for c in reponse["contacts"] if c["id"] == MASP)
    assert reponse["a_venir"] == []
    assert (contact["section"], contact["caractere"]) == ("ensuite", "eventuel")
    assert (contact["groupe"], contact["portee"]) == ("accompagnement", "region")
    assert (contact["joignable"], contact["telephone"]) == ("conditionnel", None)
    suite = ids(reponse)
    dernier_lit = max(suite.index(c["id"]) for c in reponse["contacts"] if c["type"] == "lisp")
    assert dernier_lit < suite.index(MASP) < suite.index("dac-sud")
    nuit = repondre(lancer, ouverte, {**PLUS_CHEZ_SOI, "moment": "nuit"}, "--date", OUVERTURE)
    assert [c["section"] for c in nuit["contacts"] if c["id"] == MASP] == ["reouverture"]


def test_une_equipe_des_seuls_ehpad(lancer: Lancer, dossier: Path) -> None:
    assert EHPAD in ids(repondre(lancer, dossier, EN_EHPAD))
    for champs in (
        {**EN_EHPAD, "arrondissement": "12"},
        *({**EN_EHPAD, "lieu": lieu} for lieu in ("domicile", "fam", "mco")),
    ):
        reponse = repondre(lancer, dossier, champs)
        assert EHPAD not in ids(reponse)
        assert EHPAD not in [e["id"] for e in reponse["ecartes"]]


def test_qui_peut_appeler(lancer: Lancer, dossier: Path) -> None:
    """A physician has both in one line; a nurse one of the two; a relative none."""

    def lignes(qui: str) -> str:
        fini = lancer("orienter", *question(dossier, AVIS, "--appelant", qui))
        assert fini.returncode == 0, fini.stderr
        return " ".join(fini.stdout.split())

    assert ". Avis (équipe inventée) : entre médecins, aux soignants" in lignes("medecin")
    infirmier = lignes("infirmier")
    assert "- Avis entre médecins (équipe inventée) Par le médecin ;" in infirmier
    assert ". Avis aux soignants (équipe inventée) : à la demande" in infirmier
    assert "- Avis (équipe inventée) : entre médecins, aux soignants Par le" in lignes("proche")
    aide = " ".join(lancer("orienter", "--donnees", str(dossier), "--help").stdout.split())
    assert "(infirmier, medecin, proche, regulation)" in aide


def test_sa_propre_ligne_ne_passe_par_personne(lancer: Lancer, tmp_path: Path) -> None:
    """« par le médecin » is said of others, never of the line that is the caller's own."""
    dossier = ajouter(tmp_path / "data")
    with Arbre(dossier / REGLES) as regles:
        regles.ajouter("appelants", "regulation", bloc='sinon: "par le médecin"', rang=1)
        regles.ajouter(
            "appelants", "regulation", "sans_numero", bloc="[{type: avis, fonction: medecins}]"
        )
    nuit = {**EN_EHPAD, "moment": "nuit"}
    ecran = lancer("orienter", *question(dossier, nuit, "--appelant", "regulation")).stdout
    (la_sienne,) = [li for li in ecran.splitlines() if "ous, la régulation".upper() in li.upper()]
    assert "par le médecin" not in la_sienne
    avis = lancer("orienter", *question(dossier, AVIS, "--appelant", "regulation")).stdout
    assert "Avis entre médecins (équipe inventée) Par le médecin ;" in " ".join(avis.split())


def test_acteurs_et_couverture(lancer: Lancer, dossier: Path) -> None:
    donnees = ("--donnees", str(dossier))
    dit = json.loads(lancer("acteurs", "--type", "masp", "--format", "json", *donnees).stdout)
    assert [(a["id"], a["statut"], a["telephone"]) for a in dit["acteurs"]] == [
        (MASP, "annonce", None)
    ]
    ecran = lancer("acteurs", "--texte", "masp", *donnees).stdout
    assert "MAISON D'ACCOMPAGNEMENT ET DE SOINS PALLIATIFS (MASP)" in ecran
    assert "annoncé, pas encore en service" in ecran
    assert EHPAD in lancer("acteurs", "--type", "emsp-ehpad", "--detail", *donnees).stdout
    assert lancer("acteurs", "--type", "masp").returncode == 2
    assert lancer("couverture", *donnees).stdout == lancer("couverture").stdout


def test_une_mission_de_plus(lancer: Lancer, tmp_path: Path) -> None:
    dossier = ajouter(tmp_path / "data")
    with Arbre(dossier / REGLES) as regles:
        mission = 'masp: {nom: "MASP", types: [masp], source: "ars-masp, présentation"}'
        regles.ajouter("missions", bloc=mission)
    fini = lancer("couverture", *CE_JOUR, "--donnees", str(dossier))
    (ligne,) = [li for li in fini.stdout.splitlines() if li.startswith("MASP ")]
    assert ligne.split()[1:] == ["à", "venir"] * 6


def test_lot_table_et_fiche(lancer: Lancer, dossier: Path, ouverte: Path, tmp_path: Path) -> None:
    entree = tmp_path / "e.csv"
    entree.write_text(
        "id,lieu,arrondissement,niveau,age,precarite,moment,maintien\n"
        "a,domicile,13,2,70,non,jour,impossible\nb,ehpad,13,2,70,non,jour,possible\n",
        encoding="utf-8",
    )
    colonnes = ("--colonnes", "id,contacts,a_venir,erreur", "--donnees")
    for ici, jour, attendu in (
        (dossier, JOUR.isoformat(), "a_venir"),
        (ouverte, OUVERTURE, "contacts"),
    ):
        fini = lancer("lot", str(entree), "--date", jour, *colonnes, str(ici))
        assert fini.returncode == 0, fini.stderr
        masp, ehpad = csv.DictReader(fini.stdout.splitlines())
        assert [c for c in ("contacts", "a_venir") if MASP in masp[c].split("|")] == [attendu]
        assert EHPAD in ehpad["contacts"].split("|")
    table = lancer("table", "--criteres", "maintien", *CE_JOUR, "--donnees", str(dossier))
    avec = [li for li in csv.DictReader(table.stdout.splitlines()) if MASP in li["a_venir"]]
    assert {(li["niveau"], li["maintien"]) for li in avec} == {
        ("1", "impossible"), ("2", "impossible"),
    }  # fmt: skip
    fiche = lancer("fiche", *_sans_moment(question(dossier, EN_EHPAD)), "--format", "texte")
    assert fiche.returncode == 0, fiche.stderr
    assert "EMSP des EHPAD (équipe inventée)" in " ".join(fiche.stdout.split())


def _sans_moment(arguments: list[str]) -> list[str]:
    rang = arguments.index("--moment")
    return arguments[:rang] + arguments[rang + 2 :]


SCENARIOS = f"""scenarios:
  - id: masp-annoncee
    titre: "Plus chez soi : la MASP est annoncée"
    situation: {{lieu: domicile, arrondissement: 13, niveau: 2, age: 70, precarite: non,
      moment: jour, maintien: impossible, date: "{JOUR}"}}
    absents: [masp]
    a_venir: [{MASP}]
  - id: ehpad
    titre: "En EHPAD, une équipe de plus"
    situation: {{lieu: ehpad, arrondissement: 13, niveau: 2, age: 70, precarite: non, moment: jour}}
    caracteres: {{emsp-ehpad: eventuel}}
    absents: [masp]
"""


def test_scenarios_comparer_schema_et_completion(
    lancer: Lancer, dossier: Path, tmp_path: Path
) -> None:
    donnees = ("--donnees", str(dossier))
    (tmp_path / "sc.yaml").write_text(SCENARIOS, encoding="utf-8")
    joue = lancer("tester", str(tmp_path / "sc.yaml"), *donnees)
    assert joue.returncode == 0, joue.stdout + joue.stderr
    compare = lancer("comparer", str(CARTE), str(dossier), *CE_JOUR)
    assert compare.returncode == 1, compare.stderr
    for dit in (
        "+ à venir : MASP d'Île-de-France, non nommée : annonce",
        "+ EMSP des EHPAD (équipe inventée) : eventuel",
        "+ masp-annoncee",
    ):
        assert dit in compare.stdout
    assert "\n− " not in compare.stdout
    assert '"masp"' in lancer("schema", "acteurs", *donnees).stdout
    assert '"masp"' not in lancer("schema", "acteurs").stdout
    propose = lancer("--completion", "zsh", "acteurs", *donnees, "--type", "mas").stdout
    assert "masp\tmaison d'accompagnement et de soins palliatifs" in propose
    propose = lancer("--completion", "zsh", "orienter", *donnees, "--appelant", "inf").stdout
    assert "infirmier" in propose
