"""The official facts: what they count, what they are compared with, how names are shown."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest

from palliorient.noyau.modele.diagnostic import ErreurPalliorient
from palliorient.noyau.modele.modele import Referentiel
from palliorient.squelettes import faits

OUTILS = Path(__file__).resolve().parent.parent / "outils"


@pytest.fixture(scope="module")
def outils() -> dict[str, ModuleType]:
    """The scripts that made the facts; they are no part of the program."""
    modules = {}
    sys.path.insert(0, str(OUTILS))
    try:
        for nom in ("noms", "faits"):
            fiche = importlib.util.spec_from_file_location(f"outils_{nom}", OUTILS / f"{nom}.py")
            assert fiche is not None
            assert fiche.loader is not None
            modules[nom] = importlib.util.module_from_spec(fiche)
            fiche.loader.exec_module(modules[nom])
    finally:
        sys.path.remove(str(OUTILS))
    return modules


def test_les_comptes() -> None:
    tous = faits.etablissements()
    assert len(tous) == 1514
    assert len({e.finess for e in tous}) == 1514
    assert {e.departement for e in tous} == {*faits.departements()}
    assert len(faits.departements()) == 101
    assert sum(len(faits.communes(numero)) for numero in faits.departements()) > 34_900


def test_vingt_deux_departements_sans_usp() -> None:
    avec = {e.departement for e in faits.etablissements() if e.declare("usp")}
    sans = sorted({*faits.departements()} - avec)
    assert len(sans) == 22
    assert {"08", "48", "973", "976"} <= {*sans}


def test_chaque_activite_est_decrite() -> None:
    """What the readme does not explain is not a fact."""
    dites = Counter(a for e in faits.etablissements() for a in e.activites)
    lisez_moi = (faits.dossier_des_faits() / "LISEZMOI.md").read_text(encoding="utf-8")
    assert all(f"`{activite}`" in lisez_moi for activite in dites)
    # A declared activity never comes without what it is an activity of.
    for e in faits.etablissements():
        assert e.activites
        for activite in e.activites:
            if activite.startswith(("emsp-", "had-", "emg-")):
                assert activite.partition("-")[0] in e.activites


def test_tout_etablissement_est_dans_une_commune_connue() -> None:
    ailleurs = []
    for numero in faits.departements():
        codes = {c.code for c in faits.communes(numero)}
        assert codes
        assert all(c.codes_postaux for c in faits.communes(numero))
        ailleurs += [e.commune for e in faits.etablissements(numero) if e.commune not in codes]
    assert sorted(ailleurs) == ["97701", "97801"]  # Saint-Barthélemy, Saint-Martin


def test_les_fuseaux_existent() -> None:
    for departement in faits.departements().values():
        assert ZoneInfo(departement.fuseau)
    assert faits.trouver("974").fuseau == "Indian/Reunion"


@pytest.mark.parametrize(
    ("texte", "numero"),
    [
        ("29", "29"),
        ("2a", "2A"),
        ("1", "01"),
        ("971", "971"),
        ("Finistère", "29"),
        ("finistere", "29"),
        ("cote d or", "21"),
        ("La Réunion", "974"),
        ("VAL-D'OISE", "95"),
    ],
)
def test_un_departement_se_dit_de_plusieurs_facons(texte: str, numero: str) -> None:
    assert faits.trouver(texte).numero == numero


@pytest.mark.parametrize("texte", ["20", "99", "Bretagne", "", "977", "Finistaire"])
def test_ce_qui_n_en_nomme_aucun_est_refuse(texte: str) -> None:
    with pytest.raises(ErreurPalliorient, match="département inconnu") as refus:
        faits.trouver(texte)
    assert refus.value.statut == 2


@pytest.mark.parametrize(
    ("numero", "de", "tout"),
    [
        ("29", "du Finistère", "tout le Finistère"),
        ("91", "de l'Essonne", "toute l'Essonne"),
        ("40", "des Landes", "toutes les Landes"),
        ("92", "des Hauts-de-Seine", "tous les Hauts-de-Seine"),
        ("974", "de La Réunion", "toute La Réunion"),
        ("35", "d'Ille-et-Vilaine", "toute l'Ille-et-Vilaine"),
    ],
)
def test_les_noms_apres_une_preposition(numero: str, de: str, tout: str) -> None:
    departement = faits.departements()[numero]
    assert (departement.de, departement.tout) == (de, tout)


@pytest.mark.relecture
def test_l_enquete_comparee_au_contrat_de_paris(referentiel_livre: Referentiel) -> None:
    """6 USP of 6, 13 establishments with LISP of 14, 21 EMSP of 27: the limits that are told."""
    finess = {s.id: s.finess for s in referentiel_livre.structures}
    enquete = {e.finess: e for e in faits.etablissements("75")}
    retrouves: dict[str, tuple[int, int]] = {}
    for type_ in ("usp", "lisp", "emsp"):
        au_contrat = {
            s.structure
            for s in referentiel_livre.services
            if s.type == type_ and not s.generique and s.structure
        }
        vus = [
            structure
            for structure in au_contrat
            if (e := enquete.get(finess[structure] or ""))
            and (e.declare(type_) or e.declare(f"{type_}-enfants"))
        ]
        retrouves[type_] = (len(vus), len(au_contrat))
    assert retrouves == {"usp": (6, 6), "lisp": (13, 14), "emsp": (21, 27)}
    vues = {e.finess for e in enquete.values() if e.declare("emsp")}
    manquent = [
        s
        for s in referentiel_livre.services
        if s.type == "emsp" and not s.generique and finess[s.structure or ""] not in vues
    ]
    assert all(s.porteur for s in manquent)


@pytest.mark.parametrize(
    ("imprime", "commune", "montre"),
    [
        ("CH DE FLEYRIAT", "Viriat", "CH de Fleyriat"),
        ("CH DE TREVOUX - MONTPENSIER", "Trévoux", "CH de Trévoux - Montpensier"),
        ("CHRU BREST SITE HOPITAL MORVAN", "Brest", "CHRU Brest Site Hôpital Morvan"),
        ("CH ST NAZAIRE HEINLEX", "Saint-Nazaire", "CH Saint-Nazaire Heinlex"),
        ("CH D ARPAJON", "Arpajon", "CH d'Arpajon"),
        ("HOPITAL NORD - CHU38", "La Tronche", "Hôpital Nord - CHU 38"),
        ("HOPITAL JACQUES MONOD CH LE HAVRE", "Montivilliers", "Hôpital Jacques Monod CH Le Havre"),
        ("HAD 3G SANTE NIMES", "Nîmes", "HAD 3G Santé Nîmes"),
        (
            "LONG SEJOUR TY CREAC'H - CHIC QUIMPER",
            "Quimper",
            "Long Séjour Ty Creac'h - CHIC Quimper",
        ),
        ("MAISON MEDICALE ND DU LAC RUEIL", "Rueil-Malmaison", "Maison Médicale ND du Lac Rueil"),
        ("HAD DE LA POINTE -", "", "HAD de la Pointe"),
    ],
)
def test_un_nom_imprime_en_capitales(
    outils: dict[str, ModuleType], imprime: str, commune: str, montre: str
) -> None:
    assert outils["noms"].nom_montre(imprime, commune) == montre


@pytest.mark.parametrize(
    ("imprimee", "montree"),
    [
        ("900 RTE DE PARIS", "900 route de Paris"),
        ("6 R DESIREE CLARY", "6 rue Desiree Clary"),
        ("R P MENDES FRANCE", "rue P Mendes France"),
        ("25B R J JAURES", "25B rue J Jaures"),
        ("LD LE CHANDOU", "LD Le Chandou"),
    ],
)
def test_une_adresse_imprimee_en_capitales(
    outils: dict[str, ModuleType], imprimee: str, montree: str
) -> None:
    assert outils["noms"].adresse_montree(imprimee) == montree


def test_les_noms_gardes_sont_ceux_de_la_regle(outils: dict[str, ModuleType]) -> None:
    """The facts were made by these scripts, and not corrected by hand."""
    noms = {c.code: c.nom for n in faits.departements() for c in faits.communes(n)}
    for e in faits.etablissements():
        ici = noms.get(e.commune, "")
        ici = ici.partition(" ")[0] if "Arrondissement" in ici else ici
        assert outils["noms"].nom_montre(e.imprime, ici) == e.nom or not ici


SAE = (
    "dep;finess_et;raison_sociale;adresse;cp;insee;arrdt;USP(A6);LISP(A1);LISP_lits(A2);"
    "LISP_lits_SMR(A3?);LISP_lits_ped(A4?);EMSP(A10);EMSP_hors_murs(A14?);"
    "EMSP_autre_hopital(A15?);EMSP_esms(A16?);EMSP_domicile(A17?);HAD;HAD_astreinte?;"
    "EMG(EMGER);EMG_eval_extra;USLD;SAMU"
)


@pytest.mark.parametrize(
    ("cellules", "activites"),
    [
        ("1;1;14;4;0;0;;;;;;;;;;", "usp lisp lisp-mco? lisp-smr?"),
        ("0;1;4;4;;0;;;;;;;;;;", "lisp lisp-smr?"),
        ("0;1;5;0;5;0;;;;;;;;;;", "lisp-enfants?"),
        ("0;1;;;;0;;;;;;;;;;", "lisp"),
        ("0;0;;;;1;7;0;3;2;;;;;;", "emsp emsp-dehors? emsp-esms? emsp-domicile?"),
        ("0;0;;;;0;;;;;1;0;1;12;1;1", "had emg emg-dehors usld samu"),
    ],
)
def test_ce_qui_est_garde_d_une_ligne(
    outils: dict[str, ModuleType], tmp_path: Path, cellules: str, activites: str
) -> None:
    enquete, communes = tmp_path / "sae.csv", tmp_path / "communes.csv"
    ligne = f"971;970100001;CHU;1 R DE LA MER;97100;9A105;;{cellules}"
    enquete.write_text(f"{SAE}\n{ligne}\n", encoding="utf-8")
    communes.write_text(
        "code;nom;departement;codes_postaux;commune_mere\n97105;Basse-Terre;971;97100;\n",
        encoding="utf-8",
    )
    outils["faits"].main(str(enquete), str(communes), str(tmp_path))
    *_, fait = (tmp_path / "etablissements.csv").read_text(encoding="utf-8").splitlines()
    assert fait == f"971;970100001;CHU;CHU;1 rue de la Mer;97100;97105;{activites}"
