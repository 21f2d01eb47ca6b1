"""Where the place is a commune: how it is read, what stands for it, and every command."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import situations
from communes_ecrites import COMMUNES, changer, lyon, par_communes
from conftest import JOUR, Lancer
from dossiers import ACTEURS, REGLES, TERRITOIRES, copier
from hypothesis import given
from hypothesis import strategies as st

from palliorient import Situation, orienter
from palliorient.horloge import lire_quand
from palliorient.lecture.charger import lire_dossier
from palliorient.noyau.modele.diagnostic import SituationRefusee
from palliorient.noyau.modele.modele import Referentiel
from palliorient.noyau.preuve.espace import Espace
from palliorient.noyau.preuve.univers import Univers
from palliorient.noyau.situation import communes
from palliorient.noyau.situation.lecture import SituationLue, lire_situation
from palliorient.noyau.table.compilation import compiler
from palliorient.noyau.table.table import Table
from palliorient.questionnaire import questions as q
from palliorient.questionnaire.etat import Etat
from palliorient.questionnaire.simple import DemandeurSimple
from palliorient.rendu.reponse.json import en_dictionnaire
from palliorient.rendu.reponse.texte import en_texte
from palliorient.verification.comparer.comparaison import Comparaison
from palliorient.verification.validation import valider

BREST, MORLAIX, SAINT_POL, MOLENE = "29019", "29151", "29259", "29084"
CHEZ_SOI = {"lieu": "domicile", "niveau": "2", "age": "59", "precarite": "non", "moment": "jour"}
OPTIONS = ("--lieu", "domicile", "--niveau", "2", "--age", "59", "--sans-precarite")
DE_JOUR = (*OPTIONS, "--moment", "jour", "--date", "2026-06-01")


def table_de(dossier: Path) -> Table:
    return Table(compiler(lire_dossier(dossier), JOUR))


@pytest.fixture(scope="module")
def carte() -> Referentiel:
    return lire_dossier(COMMUNES)


@pytest.fixture(scope="module")
def ici(carte: Referentiel) -> Table:
    return Table(compiler(carte, JOUR))


@pytest.fixture(scope="module")
def du_rhone(tmp_path_factory: pytest.TempPathFactory) -> Table:
    return table_de(lyon(tmp_path_factory.mktemp("lyon")))


def lue(table: Table, **champs: str) -> SituationLue:
    return lire_situation(table, {**CHEZ_SOI, **champs}, lire_quand)


def refus(table: Table, **champs: str) -> str:
    (un,) = lue(table, **champs).refus
    return un.message


# --- reading ---------------------------------------------------------------------------


# fmt: off
LUES = [
    ("29019", BREST), ("29200", BREST), ("29 200", BREST), ("Brest", BREST), ("BREST ", BREST),
    ("29200 Brest", BREST), ("Brest (29)", BREST), ("Brest, Finistère", BREST),
    ("commune de Brest", BREST), ("code postal 29200", BREST), ("Brest Cedex 2", BREST),
    ("St-Pol-de-Léon", SAINT_POL), ("st pol de leon", SAINT_POL), ("St. Pol de Léon", SAINT_POL),
    ("29250", SAINT_POL), ("insee 29259", SAINT_POL), ("code INSEE : 29259", SAINT_POL),
    ("cp 29259", MOLENE), ("29259 Île-Molène", MOLENE), ("l'ile molene", MOLENE),
    ("29259 St Pol de Léon", SAINT_POL),
    ("Ste Sève", "29265"), ("sainte-seve", "29265"), ("Relecq Kerhuon", "29235"),
    ("le relecq-kerhuon", "29235"), ("St Martin des Champs", "29254"), ("29820 Guilers", "29069"),
    ("29610", "29199"), ("29650", "29199"), ("29609", MORLAIX),
]
# fmt: on


@pytest.mark.parametrize(("texte", "commune"), LUES)
def test_ce_que_l_on_tape(ici: Table, texte: str, commune: str) -> None:
    assert lue(ici, commune=texte).lus["commune"] == commune


# fmt: off
REFUSEES = [
    ("29820", ("plusieurs communes : Bohars et Guilers",)),
    ("29600", ("Morlaix, Saint-Martin-des-Champs et Sainte-Sève",)),
    ("29259", ("Saint-Pol-de-Léon (code INSEE)", "Île-Molène (code postal)", "insee 29259")),
    ("Plougastel", ("Vouliez-vous dire « Plougastel-Daoulas » ?",)),
    ("Saint-Martin", ("« Saint-Martin-des-Champs »",)), ("Brezt", ("« Brest »",)),
    ("Lyon", ("n'est pas une commune du Finistère",)),
    ("75012", ("est hors du Finistère", "ne connaît que le Finistère.")),
    ("2A004", ("est hors du Finistère",)), ("29999", ("code CEDEX, spécial ou inconnu",)),
    ("Finistère", ("ne dit pas quelle commune",)), ("29", ("ne dit pas quelle commune",)),
    ("Bohars 29600", ("ne disent pas la même commune",)),
    ("29200 29820", ("ne disent pas la même commune",)), ("?", ("n'est pas une commune",)),
    ("12", ("n'est pas une commune",)), ("-29019", ("n'est pas une commune",)),
]
# fmt: on


@pytest.mark.parametrize(("texte", "dits"), REFUSEES)
def test_ce_qui_est_refuse(ici: Table, texte: str, dits: tuple[str, ...]) -> None:
    phrase = refus(ici, commune=texte)
    assert phrase.startswith(f"commune : « {texte} »")
    assert all(dit in phrase for dit in dits), phrase


def test_l_annuaire_est_dit_quand_les_donnees_le_donnent(tmp_path: Path) -> None:
    copier(tmp_path, COMMUNES)
    changer(tmp_path, REGLES, (r"^textes:$", 'textes:\n  annuaire: "https://annuaire.bzh"'))
    table = table_de(tmp_path)
    fin = "voir l'annuaire régional : https://annuaire.bzh"
    assert refus(table, commune="75012").endswith(f"que le Finistère ; {fin}")
    assert refus(table, commune="Lyon").endswith(f"Hors du Finistère, {fin}")


def test_ce_qui_s_ecrit_se_relit(ici: Table) -> None:
    """Each commune by what the tool writes, and by its name in every way of writing it."""
    for commune, lieu in ici.lieux.items():
        nom = lieu.nom
        for dit in (communes.ecrire(ici, commune), nom, nom.upper(), nom.replace("-", " ")):
            assert communes.lire(ici, dit).commune == commune, dit


@given(st.text(max_size=30))
def test_rien_ne_casse(texte: str) -> None:
    table = _ICI
    lu = communes.lire(table, texte)
    assert (lu.commune in table.lieux) != bool(lu.refus)
    assert set(communes.chercher(table, texte)) <= set(table.lieux)


_ICI = Table(compiler(lire_dossier(COMMUNES), JOUR))


def test_deux_lieux_contraires_sont_refuses(ici: Table, table: Table) -> None:
    a_morlaix = {"etablissement": "morlaix", "lieu": "mco"}
    assert "ils ne vont pas ensemble" in refus(ici, **a_morlaix, commune="Brest")
    phrase = refus(table, arrondissement="12", commune="75113")
    assert phrase == "arrondissement « 12 » et commune « 75113 » : ils ne vont pas ensemble."
    assert lue(table, arrondissement="12", commune="75112").situation


def test_une_carte_numerotee_comprend_la_commune(table: Table) -> None:
    for texte in ("75112", "75012", "Paris 12e", "12"):
        lus = lue(table, commune=texte).lus
        assert (lus["arrondissement"], "commune" in lus) == (12, False)
    assert refus(table, commune="Lyon").startswith("commune : « Lyon » n'est pas un arrondissement")


# fmt: off
DU_RHONE = [
    ("commune", "Lyon 3e", "69383"), ("commune", "lyon 3", "69383"), ("commune", "69003", "69383"),
    ("commune", "69383", "69383"), ("commune", "Lyon III", "69383"),
    ("commune", "villeurbanne", "69266"), ("arrondissement", "3", "69383"),
    ("arrondissement", "3e", "69383"), ("arrondissement", "69003", "69383"),
]
# fmt: on


@pytest.mark.parametrize(("champ", "texte", "commune"), DU_RHONE)
def test_une_ville_a_des_arrondissements(
    du_rhone: Table, champ: str, texte: str, commune: str
) -> None:
    situation = lue(du_rhone, **{champ: texte}).situation
    assert situation is not None
    assert situation["commune"] == commune
    dite = en_dictionnaire(orienter(du_rhone, situation, JOUR))["situation"]
    numero = int(commune[-1]) if commune.startswith("6938") else None
    assert (dite["commune"], dite["arrondissement"]) == (commune, numero)


def test_la_ville_entiere_ne_suffit_pas(du_rhone: Table) -> None:
    for texte in ("Lyon", "69123"):
        assert "lequel ? Lyon 1er, Lyon 2e" in refus(du_rhone, commune=texte)
    assert "Attendu : 1 à 9, « 5e » ou « 69005 »" in refus(du_rhone, arrondissement="12")
    assert "n'est pas un arrondissement de Lyon" in refus(du_rhone, arrondissement="Bron")


def test_la_bibliotheque_prend_des_codes(ici: Table) -> None:
    """An INSEE code, even where a postal code is written alike."""
    dits = {**CHEZ_SOI, "niveau": 2, "age": 59, "precarite": False, "commune": SAINT_POL}
    assert orienter(ici, Situation(**dits), JOUR).deduction.commune == SAINT_POL  # type: ignore[arg-type]
    with pytest.raises(SituationRefusee):
        orienter(ici, Situation(**{**dits, "commune": "75012"}), JOUR)  # type: ignore[arg-type]


# --- what stands for a commune -----------------------------------------------------------


def test_ce_que_rien_ne_distingue_est_un_seul_lieu(ici: Table) -> None:
    """Brest stands with its like; alone: who is named, has a second territory, a CPTS."""
    ensemble: dict[str, set[str]] = {}
    for commune, lieu in ici.lieux.items():
        ensemble.setdefault(lieu.site, set()).add(commune)
    assert sorted(len(siens) for siens in ensemble.values()) == [1, 1, 2, 2, 6]
    assert {MORLAIX, "29254"} in ensemble.values()  # the CPTS is of these two only
    assert {"29083"} in ensemble.values()  # a rule names it
    assert {"29265"} in ensemble.values()  # it has a second territory
    assert sum(s.poids for s in ici.sites.values() if not s.hopital) == len(ici.lieux)


def test_la_reponse_dit_la_bonne_commune(ici: Table) -> None:
    for commune, lieu in ici.lieux.items():
        situation = lue(ici, commune=communes.ecrire(ici, commune)).situation
        assert situation is not None
        reponse = orienter(ici, situation, JOUR)
        dite = en_dictionnaire(reponse)["situation"]
        assert (dite["commune"], dite["arrondissement"]) == (commune, None)
        assert f"Domicile · {lieu.nom} (Pays de " in " ".join(en_texte(ici, reponse).split())


def test_les_deux_nombres_sont_dits(ici: Table, carte: Referentiel) -> None:
    """Every commune counts, though those that nothing tells apart are gone through once."""
    univers = Univers(Espace(ici), ici)
    chez_soi = univers.condition([{"lieu": frozenset({"domicile"})}])
    assert univers.compter(chez_soi) % len(ici.lieux) == 0
    assert univers.compter(chez_soi, pesees=False) % len(ici.places) == 0
    assert univers.distinctes < univers.compter(univers.tout, pesees=False) < univers.nombre


# --- the same folder, one way and the other --------------------------------------------------


@pytest.fixture(scope="module")
def par_commune(tmp_path_factory: pytest.TempPathFactory) -> Table:
    return table_de(par_communes(tmp_path_factory.mktemp("par-communes")))


def sans_numero(reponse: dict[str, Any]) -> dict[str, Any]:
    """An answer without what only a numbered map says."""
    reponse["situation"]["arrondissement"] = None
    residence = reponse["situation"]["residence"]
    if isinstance(residence, int):
        reponse["situation"]["residence"] = f"751{residence:02}"
    reponse["referentiel"]["empreinte"] = ""
    for contact in reponse["contacts"]:
        contact["arrondissement"] = None
    return reponse


@given(donnees=st.data())
def test_ecrit_par_communes_repond_pareil(
    table: Table, par_commune: Table, donnees: st.DataObject
) -> None:
    champs = donnees.draw(situations.reponses(table))
    numero, residence = champs.pop("arrondissement", None), champs.get("residence")
    ailleurs = dict(champs)
    if numero is not None:
        champs["arrondissement"] = numero
        ailleurs["commune"] = f"751{numero:02}"
    if residence and residence.isdigit():
        ailleurs["residence"] = f"751{int(residence):02}"
    avec, sans = (
        en_dictionnaire(orienter(t, situations.situation(t, dits), JOUR))
        for t, dits in ((table, champs), (par_commune, ailleurs))
    )
    assert sans_numero(sans) == sans_numero(avec)


def test_ecrit_par_communes_compte_pareil(table: Table, par_commune: Table) -> None:
    avec, sans = (Univers(Espace(t), t) for t in (table, par_commune))
    assert sans.nombre == avec.nombre
    assert sans.compter(sans.tout, pesees=False) < avec.compter(avec.tout, pesees=False)


# --- the clock ---------------------------------------------------------------------------


def test_l_heure_et_les_feries_sont_ceux_du_dossier(ici: Table, tmp_path: Path) -> None:
    assert lue(ici, moment="", quand="2026-12-26T10:00").lus["moment"] == "week-end"
    assert lue(ici, moment="", quand="2026-04-03T10:00").lus["moment"] == "week-end"  # Good Friday
    assert lue(ici, moment="", quand="2026-04-02T10:00").lus["moment"] == "jour"
    copier(tmp_path, COMMUNES)
    sans_feries = (r"^  feries:\n(    .*\n)+", "")
    changer(tmp_path, TERRITOIRES, ("Europe/Paris", "Indian/Reunion"), sans_feries)
    la_bas = table_de(tmp_path)
    assert lue(la_bas, moment="", quand="2026-12-25T10:00").lus["moment"] == "week-end"
    assert lue(la_bas, moment="", quand="2026-04-03T10:00").lus["moment"] == "jour"
    lecture = lue(la_bas, moment="", quand="2026-06-01T22:00+00:00")
    assert (lecture.lus["moment"], lecture.jour) == ("nuit", date(2026, 6, 2))


# --- the questionnaire -----------------------------------------------------------------------


def dialogue(table: Table, **options: str) -> Etat:
    return Etat(table, {**CHEZ_SOI, **options}, lire_quand, _MIDI)


_MIDI = datetime(2026, 6, 1, 12)


def test_la_recherche_propose_a_mesure(ici: Table) -> None:
    etat = dialogue(ici)
    question = etat.question
    assert question is not None
    assert (question.id, question.forme, len(question.choix)) == ("commune", q.RECHERCHE, 12)
    proposes = {t: [c.libelle for c in q.proposer(ici, question, t)] for t in ("st", "296", "re")}
    assert proposes["st"] == ["Saint-Martin-des-Champs", "Sainte-Sève", "Saint-Pol-de-Léon"]
    assert proposes["296"] == ["Morlaix", "Saint-Martin-des-Champs", "Sainte-Sève", "Plouigneau"]
    assert proposes["re"] == ["Le Relecq-Kerhuon"]


@pytest.mark.parametrize("tape", ["st pol", "29250", "Saint-Pol-de-Léon", "insee 29259"])
def test_quelques_lettres_suffisent(ici: Table, tape: str) -> None:
    etat = dialogue(ici)
    assert etat.repondre(tape) is None
    assert etat.lecture.lus["commune"] == SAINT_POL
    assert etat.resume("commune") == "Commune : Saint-Pol-de-Léon"


def test_plusieurs_communes_sont_dites(ici: Table) -> None:
    etat = dialogue(ici)
    phrase = str(etat.repondre("saint"))
    assert phrase == (
        "« saint » peut désigner : Saint-Martin-des-Champs, Sainte-Sève ou Saint-Pol-de-Léon."
        " Taper d'autres lettres."
    )
    assert "n'est pas une commune" in str(etat.repondre("Quimper"))


def test_sans_dessin_un_numero_n_est_pas_un_rang(ici: Table) -> None:
    """The communes are listed without numbers: « 29 » is no answer, « 29200 » is one."""
    dits: list[str] = []
    lignes = iter(["?", "3"])
    question = dialogue(ici).question
    assert question is not None
    assert DemandeurSimple(dits.append, lambda: next(lignes))(question) == "3"
    assert "Quelques lettres du nom, ou le code postal (r : revenir, ? : liste)" in dits
    assert any("Brest, Bohars, Guilers" in dit for dit in dits)


def test_le_retour_se_cherche_aussi(ici: Table) -> None:
    question = q.du_critere(ici, "residence")
    assert question.forme == q.RECHERCHE
    assert [c.libelle for c in q.proposer(ici, question, "hors")] == ["hors du département"]
    assert [c.libelle for c in q.proposer(ici, question, "bre")] == ["Brest"]


# --- what is wrong in the files ---------------------------------------------------------------


# fmt: off
ERREURS = [
    (TERRITOIRES, r'commune: "29011"', 'commune: "29019"', "PAL190", "29019 déjà rattachée"),
    (ACTEURS, r'communes: \["29151"', 'communes: ["29999"', "PAL191", "que rien ne rattache"),
    (TERRITOIRES, r'commune: "29011"', 'commune: "56011"', "PAL192", "n'est pas une commune du"),
    (TERRITOIRES, r', nom: "Bohars"', "", "PAL194", "la commune 29011 n'a pas de nom"),
    (ACTEURS, r"  - \{sur: hopital-morlaix, champ: commune.*\n", "", "PAL195", "champ: commune"),
    (TERRITOIRES, r"^source_des_rattachements: .*\n", "", "PAL129", "29019 n'a pas de source"),
    (ACTEURS, "29609 Morlaix Cedex", "29200 Brest", "PAL147", "de Brest, sa commune est Morlaix"),
    (ACTEURS, r"^    territoire: est", "    territoire: ouest", "PAL125", "commune (29151) est de"),
    (ACTEURS, r'communes: \["29151", "29254"\]', 'communes: ["29151", "29019"]', "PAL147",
     "sert Morlaix et Brest, de est et ouest"),
    (TERRITOIRES, r'commune: "29151"\n    struct', 'commune: "29019"\n    struct', "PAL147",
     "le CEDEX 29609 est dit de Brest"),
    (REGLES, r'commune: "29083", niveau', 'commune: "29999", niveau', "PAL110", "« 29999 »"),
    (TERRITOIRES, r'le: "12-26"', 'le: "02-30"', "PAL054", "corriger la date"),
    (TERRITOIRES, "avant_paques: 2", 'avant_paques: 2, le: "12-26"', "PAL057", "avec plusieurs"),
]
# fmt: on


@pytest.mark.parametrize(("fichier", "motif", "par", "code", "dit"), ERREURS)
def test_une_erreur_se_dit(
    tmp_path: Path, fichier: str, motif: str, par: str, code: str, dit: str
) -> None:
    copier(tmp_path, COMMUNES)
    changer(tmp_path, fichier, (motif, par))
    diagnostics = valider(tmp_path, JOUR).diagnostics
    assert code in [d.code for d in diagnostics]
    assert any(dit in f"{d.message} {d.remede}" for d in diagnostics if d.code == code)


def test_la_carte_d_essai_est_saine(carte: Referentiel) -> None:
    bilan = valider(COMMUNES, JOUR)
    assert bilan.diagnostics == []
    assert bilan.preuve is not None
    assert bilan.preuve.situations > bilan.preuve.distinctes


# --- two versions ------------------------------------------------------------------------------


def test_deplacer_une_commune_se_voit(carte: Referentiel, tmp_path: Path) -> None:
    """Plouigneau leaves those that it stood with: the others do not change."""
    copier(tmp_path, COMMUNES)
    ailleurs = '["29610"], territoire: ouest'
    changer(tmp_path, TERRITOIRES, (r'\["29610", "29650"\], territoire: est', ailleurs))
    comparaison = Comparaison(carte, lire_dossier(tmp_path), JOUR)
    assert comparaison.groupes
    lieux = {
        site
        for groupe in comparaison.groupes
        for boite in comparaison.morceaux.boites(groupe.ensemble).boites
        for site in boite.get("site", boite.get("residence", ()))
    }
    assert lieux == {"29199"}
    relues = [lecture.entree for lecture in comparaison.lectures]
    assert relues == ["Plouigneau", "insee 29199", "29610", "29650"]
    assert "Plouigneau" in comparaison.exemple(comparaison.groupes[0]).situation
    assert not Comparaison(carte, lire_dossier(COMMUNES), JOUR).groupes


# --- every command --------------------------------------------------------------------------


def test_chaque_commande_prend_une_commune(lancer: Lancer, tmp_path: Path) -> None:
    donnees = ("--donnees", str(COMMUNES))

    def sortie(*arguments: str, statut: int = 0) -> str:
        fini = lancer(*arguments, *donnees)
        assert fini.returncode == statut, fini.stderr
        return fini.stdout

    ecran = sortie("orienter", *DE_JOUR, "--commune", "st pol de leon")
    assert "Saint-Pol-de-Léon (Pays de Morlaix)" in ecran
    lancer_json = json.loads(sortie("orienter", *DE_JOUR, "--commune", BREST, "--format", "json"))
    assert lancer_json["situation"]["commune"] == BREST
    sortie("orienter", *DE_JOUR, "--commune", "75012", statut=2)
    sortie("orienter", *DE_JOUR, statut=4)
    assert "à la place de --commune" not in sortie("orienter", "--help")
    assert "CPTS de Morlaix" in sortie("acteurs", "--commune", "morlaix")
    assert "CPTS" not in sortie("acteurs", "--commune", "Plouigneau")
    sortie("acteurs", "--arrondissement", "3", statut=2)
    assert "Sainte-Sève : aussi Pays de Brest" in sortie("territoires", "ste seve")
    rattachements = json.loads(sortie("territoires", "--format", "json"))["territoires"]
    assert {c["comme"] for t in rattachements for c in t["communes"]} == {
        "29011", "29083", MORLAIX, "29265", "29199",
    }  # fmt: skip
    table = list(csv.DictReader(io.StringIO(sortie("table"))))
    assert {ligne["commune"] for ligne in table} == {"29011", "29083", MORLAIX, "29199", "29265"}
    for commande in ("gradation", "couverture", "questions-ouvertes"):
        sortie(commande)
    exemple = tmp_path / "exemple.csv"
    exemple.write_text(sortie("lot", "--modele"), encoding="utf-8")
    lot = list(csv.DictReader(io.StringIO(sortie("lot", str(exemple))), delimiter=";"))
    assert {ligne["erreur"] for ligne in lot} == {""}
    bloc = sortie("orienter", *DE_JOUR, "--commune", "insee 29259", "--scenario")
    scenarios = tmp_path / "scenarios.yaml"
    scenarios.write_text(f"scenarios:\n{bloc}", encoding="utf-8")
    sortie("tester", str(scenarios))


def test_le_lot_dit_ce_que_dit_orienter(lancer: Lancer, tmp_path: Path) -> None:
    """Every commune, by its name: the same bytes as one by one."""
    noms = [lieu.nom for lieu in _ICI.lieux.values()]
    entree = tmp_path / "entree.csv"
    lignes = [f"domicile;{nom};2;59;non;jour" for nom in noms]
    entete = "lieu;commune;niveau;age;precarite;moment"
    entree.write_text("\n".join([entete, *lignes]), encoding="utf-8")
    options = ("--complet", "--date", "2026-06-01", "--donnees", str(COMMUNES))
    fini = lancer("lot", str(entree), *options)
    assert fini.returncode == 0, fini.stderr
    for nom, ligne in zip(noms, fini.stdout.splitlines(), strict=True):
        situation = lue(_ICI, commune=nom).situation
        assert situation is not None
        attendue = en_dictionnaire(orienter(_ICI, situation, JOUR))
        assert json.loads(ligne)["orientation"] == json.loads(json.dumps(attendue))


def test_un_lot_d_une_ville_prend_la_commune(lancer: Lancer, tmp_path: Path) -> None:
    """In a numbered map too, beside the number or in its place; what disagrees is rejected."""
    entree = tmp_path / "entree.csv"
    entree.write_text(
        "lieu;arrondissement;commune;niveau;age;precarite;moment\n"
        "domicile;;75112;2;59;non;jour\n"
        "domicile;12;75012;2;59;non;jour\n"
        "domicile;12;75113;2;59;non;jour\n",
        encoding="utf-8",
    )
    fini = lancer("lot", str(entree), "--format", "jsonl", "--date", "2026-06-01")
    assert fini.returncode == 1
    premiere, seconde, derniere = map(json.loads, fini.stdout.splitlines())
    assert (premiere["arrondissement"], seconde["arrondissement"]) == (12, 12)
    assert premiere["contacts"] == seconde["contacts"]
    assert "ils ne vont pas ensemble" in derniere["erreur"]
