"""From a folder to the referential: assembly, fingerprint, and what stops everything."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from palliorient.lecture import charger
from palliorient.lecture.charger import diagnostiquer, lire_dossier
from palliorient.lecture.codes import Code
from palliorient.noyau.modele.diagnostic import DonneesInvalides, ErreurPalliorient
from palliorient.noyau.modele.modele import CONVENTION, TOUJOURS, Referentiel, Service, Source

VALIDE = Path(__file__).parent / "cas" / "lecture" / "valide"


@pytest.fixture(scope="module")
def ref() -> Referentiel:
    return lire_dossier(VALIDE)


def service(ref: Referentiel, id: str) -> Service:
    return next(s for s in ref.services if s.id == id)


# --- the map ---------------------------------------------------------------------------


def test_les_complements_rejoignent_les_structures(ref: Referentiel) -> None:
    bichat = ref.structures[0]
    assert (bichat.arrondissement, bichat.finess) == (18, "750100232")
    assert bichat.adresse == "46 rue Henri-Huchard, 75018 Paris"
    assert (bichat.telephone, bichat.telephone_verifie_le) == ("01 40 25 80 80", None)
    cochin = ref.structures[1]
    assert (cochin.telephone, cochin.telephone_verifie_le) == ("01 58 41 41 41", "2023-12")


def test_un_service_prend_ce_qui_manque_a_sa_structure(ref: Referentiel) -> None:
    usp = service(ref, "usp-bichat")
    assert usp.nom == "USP Hôpital Bichat AP-HP"
    assert usp.structure == "bichat"
    assert usp.etablissements == ("bichat",)
    assert usp.arrondissement == 18
    assert usp.source == Source("contrat", "§ 5, ligne « USP », colonne Paris Nord")


def test_le_telephone_est_celui_du_porteur_d_abord(ref: Referentiel) -> None:
    usp = service(ref, "usp-bichat")
    assert (usp.telephone, usp.telephone_verifie_le) == ("01 58 41 41 41", "2023-12")


def test_le_telephone_propre_passe_avant_et_se_verifie(ref: Referentiel) -> None:
    had = service(ref, "had-ecrite")
    assert (had.telephone, had.telephone_verifie_le) == ("15", None)
    assert [(f.champ, f.valeur) for f in had.faits] == [("telephone", "15"), ("note", "une note")]
    assert had.faits[0].source == Source("sae", "« HAD HAD régionale »")


def test_ce_qui_est_ecrit_passe_avant_les_valeurs_par_defaut(ref: Referentiel) -> None:
    usp = service(ref, "usp-cochin")
    assert usp.nom == "Unité de Cochin"
    assert usp.source_ecart == Source("contrat", "§ 4.2")
    had = service(ref, "had-regionale-service")
    assert had.etablissements == ("cochin",)
    assert had.source.localisation == "§ 5, ligne « HAD », tout Paris"
    assert had.horaires == "8 h-20 h"
    assert service(ref, "had-ecrite").source == Source("contrat", "§ 4.2")
    assert service(ref, "had-ecrite").etablissements == ()


def test_lacunes_lignes_et_documents(ref: Referentiel) -> None:
    (lacune,) = ref.lacunes
    assert (lacune.id, lacune.type) == ("lacune-rcp", None)
    assert lacune.source == Source("contrat", "§ 5, ligne « RCP », vide")
    assert ref.lignes["usp"] == "USP"
    assert [d.id for d in ref.documents] == ["contrat", "cadre", "sae"]


def test_rattachement_double(ref: Referentiel) -> None:
    septieme = ref.rattachements[6]
    assert (septieme.territoire, septieme.aussi, septieme.types_aussi) == ("sud", "nord", ("usp",))
    assert septieme.deduit


# --- the rules ---------------------------------------------------------------------------


def test_les_groupes_sont_deplies(ref: Referentiel) -> None:
    (regle,) = ref.regles
    assert regle.condition.quand == {
        "lieu": ("domicile", "rue"),
        "niveau": ("1", "aucun"),
        "residence": ("7",),
    }
    assert regle.condition.sauf == {"arrondissement": ("1", "2"), "etablissement": ("bichat",)}
    assert ref.inconnus_en_dernier.quand == {"moment": ("nuit",)}
    (joignable,) = service(ref, "had-regionale-service").joignable
    assert joignable.quand.quand == {"moment": ("nuit",)}


def test_une_convention_est_une_source(ref: Referentiel) -> None:
    assert ref.regles[0].source == Source(CONVENTION, "L'ordre d'appel est une convention.")
    assert ref.conventions == {"ordre": "L'ordre d'appel est une convention."}


def test_les_alertes_prennent_le_texte_de_leur_code(ref: Referentiel) -> None:
    nue, propre = ref.regles[0].alertes
    assert nue == ref.alertes["HORS_GRILLE"]
    assert propre.texte == "À la rue : hors grille."
    assert propre.source.document == CONVENTION
    assert list(ref.alertes) == ["HORS_GRILLE", "COLONNE_CORRIGEE", "OFFRE_SUPRA_TERRITORIALE"]
    assert ref.sujets["HORS_GRILLE"] == "lieu hors grille"
    assert ref.automatiques == {
        "ecart": "COLONNE_CORRIGEE",
        "supra-territorial": "OFFRE_SUPRA_TERRITORIALE",
    }


def test_etapes_de_recherche(ref: Referentiel) -> None:
    had, usp = ref.roles
    premier, second = had.voies[0].cherche
    assert (premier.type, premier.ou, premier.alertes) == ("had", "region", ())
    assert (second.type, [a.code for a in second.alertes]) == (None, ["HORS_GRILLE"])
    assert had.voies[1].cherche[0].generique == "suivi-had"
    assert usp.voies[0].condition is TOUJOURS
    alertes = usp.voies[0].cherche[0].alertes
    assert [a.code for a in alertes] == ["COLONNE_CORRIGEE", "HORS_GRILLE"]
    assert alertes[1].condition.quand == {"lieu": ("rue",)}


def test_criteres_plages_et_types(ref: Referentiel) -> None:
    criteres = {c.id: c for c in ref.criteres}
    assert criteres["arrondissement"].valeurs == ()
    assert criteres["lieu"].valeurs[1].implique == {"precarite": "oui"}
    assert criteres["niveau"].valeurs[2].explicite
    assert criteres["age"].valeurs[0].a == 17
    assert criteres["suivi"].valeurs[0].remplace == ("had",)
    assert criteres["residence"].defaut == "inconnue"
    assert [(p.de, p.a) for p in ref.plages] == [(480, 1079), (1080, 479)]
    assert ref.groupes == ("hospitalisation", "expertise")


def test_contacts_generiques_apres_la_carte(ref: Referentiel) -> None:
    dernier = ref.services[-1]
    assert (dernier.id, dernier.generique, dernier.portee) == ("suivi-had", True, "etablissement")


def test_cellules_et_garanties(ref: Referentiel) -> None:
    assert ref.cellules[0].libelle == "Équipe de proximité"
    assert ref.regles[0].libelle is None
    assert ref.regles[0].precise[0].types == ("usp",)
    assert ref.garanties[0].condition.quand == {"public": ("pediatrique",)}
    assert ref.garanties[0].definition == {"aucun": {"type": ["usp"]}}
    assert ref.ordres[0].etapes[1].caracteres == ("requis", "alternative")
    assert ref.rappels[0].condition.quand == {"colonne": ("domicile",)}


# --- the fingerprint ------------------------------------------------------------------------


def test_empreinte_de_chaque_octet(ref: Referentiel, tmp_path: Path) -> None:
    copie = Path(shutil.copytree(VALIDE, tmp_path / "copie"))
    assert lire_dossier(copie).empreinte == ref.empreinte
    assert ref.empreinte.startswith("sha256:")
    with (copie / "acteurs.yaml").open("a", encoding="utf-8") as fichier:
        fichier.write("# un commentaire\n")
    assert lire_dossier(copie).empreinte != ref.empreinte


def test_empreinte_separe_les_fichiers() -> None:
    un = [charger.Octets("a", "a", b"xy"), charger.Octets("b", "b", b"")]
    deux = [charger.Octets("a", "a", b"x"), charger.Octets("b", "b", b"y")]
    assert charger.empreinte(un) != charger.empreinte(deux)


# --- what stops everything ---------------------------------------------------------------------


def test_dossier_absent(tmp_path: Path) -> None:
    with pytest.raises(ErreurPalliorient, match="dossier de données introuvable") as erreur:
        lire_dossier(tmp_path / "absent")
    assert erreur.value.statut == 3


def test_fichier_absent(tmp_path: Path) -> None:
    copie = Path(shutil.copytree(VALIDE, tmp_path / "copie"))
    (copie / "acteurs.yaml").unlink()
    with pytest.raises(ErreurPalliorient, match=r"fichier de données absent : .*acteurs\.yaml"):
        lire_dossier(copie)


def test_dossier_a_la_place_d_un_fichier(tmp_path: Path) -> None:
    copie = Path(shutil.copytree(VALIDE, tmp_path / "copie"))
    (copie / "acteurs.yaml").unlink()
    (copie / "acteurs.yaml").mkdir()
    with pytest.raises(ErreurPalliorient, match="c'est un dossier"):
        lire_dossier(copie)


@pytest.mark.parametrize(
    ("erreur", "dit"), [(PermissionError(13, "no"), "accès refusé"), (OSError(99, "?"), "n° 99")]
)
def test_fichier_illisible(monkeypatch: pytest.MonkeyPatch, erreur: OSError, dit: str) -> None:
    def refuser(*_: object) -> None:
        raise erreur

    monkeypatch.setattr(os, "open", refuser)
    with pytest.raises(ErreurPalliorient, match=dit):
        lire_dossier(VALIDE)


def test_donnees_invalides_porte_toutes_les_erreurs(tmp_path: Path) -> None:
    copie = Path(shutil.copytree(VALIDE, tmp_path / "copie"))
    changements = {
        "territoires.yaml": ('["75001"]', "[75001]"),
        "acteurs.yaml": ("etablissement: oui", "etablissement: yes"),
        "regles_gradation.yaml": ("section: ensuite", "section: apres"),
    }
    for nom, (avant, apres) in changements.items():
        texte = (copie / nom).read_text(encoding="utf-8")
        (copie / nom).write_text(texte.replace(avant, apres, 1), encoding="utf-8")
    with pytest.raises(DonneesInvalides) as erreur:
        lire_dossier(copie)
    trouves = [(d.code, d.position.fichier) for d in erreur.value.diagnostics if d.position]
    assert trouves == [
        (Code.TYPE_INATTENDU, str(copie / "territoires.yaml")),
        (Code.BOOLEEN_AMBIGU, str(copie / "acteurs.yaml")),
        (Code.VALEUR_INCONNUE, str(copie / "regles_gradation.yaml")),
    ]


def test_un_fichier_illisible_n_empeche_pas_de_voir_les_autres(tmp_path: Path) -> None:
    copie = Path(shutil.copytree(VALIDE, tmp_path / "copie"))
    (copie / "territoires.yaml").write_text('a: "b\n', encoding="utf-8")
    with (copie / "acteurs.yaml").open("a", encoding="utf-8") as fichier:
        fichier.write("inconnue: oui\n")
    referentiel, diagnostics = diagnostiquer(copie)
    assert referentiel is None
    assert [d.code for d in diagnostics] == [Code.SYNTAXE, Code.CLE_INCONNUE]


def test_un_mot_suffit_la_ou_une_cle_est_attendue(tmp_path: Path) -> None:
    """A whole file that is a list or a word: one problem, at its first line."""
    copie = Path(shutil.copytree(VALIDE, tmp_path / "copie"))
    (copie / "territoires.yaml").write_text("- a\n", encoding="utf-8")
    (copie / "acteurs.yaml").write_text("mot\n", encoding="utf-8")
    _, diagnostics = diagnostiquer(copie)
    assert [d.code for d in diagnostics] == [Code.TYPE_INATTENDU] * 2


# --- cold start -----------------------------------------------------------------------------------


def test_pydantic_n_est_pas_importe_avant_de_lire() -> None:
    """Commands that find the compiled table need neither pydantic nor YAML's validators."""
    programme = "import sys; import palliorient.lecture.charger; print('pydantic' in sys.modules)"
    resultat = subprocess.run(
        [sys.executable, "-c", programme],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert resultat.stdout.strip() == "False"
