"""The pages of `--help`: titles that people think of, and no word cut that is to be typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from arbre import Arbre
from conftest import Lancer
from dossiers import REGLES, copier

from palliorient.commandes import NOMS
from palliorient.noyau.table.table import Table

COLONNES = ("80", "60", "200")


def titres(ecran: str) -> list[str]:
    return re.findall(r"(?m)^(\S.*) :$", ecran)


def sous(ecran: str, titre: str) -> str:
    """What stands under a title."""
    return ecran.split(f"\n{titre} :\n")[1].split("\n\n")[0]


@pytest.mark.parametrize("colonnes", COLONNES)
@pytest.mark.parametrize("commande", ["", *NOMS])
def test_les_lignes_tiennent_et_finissent_bien(
    lancer: Lancer, commande: str, colonnes: str
) -> None:
    ecran = lancer(*commande.split(), "--help", env={"COLUMNS": colonnes}).stdout
    large = min(79, int(colonnes) - 1)
    assert [ligne for ligne in ecran.splitlines() if len(ligne) > large] == []
    assert re.findall(r"(?m)(?:[«(]|[^. ]-)$|^ *[»:;?)]", ecran) == []


@pytest.mark.parametrize("colonnes", COLONNES)
def test_aucun_code_n_est_coupe(lancer: Lancer, table: Table, colonnes: str) -> None:
    """Every code of a value stands whole, with the quoted examples."""
    ecran = lancer("orienter", "--help", env={"COLUMNS": colonnes}).stdout
    longs = [c for c in table.criteres.values() if c.genre in ("choix", "liste") and c.question]
    codes = [v.id for c in longs if len(c.valeurs) > 3 for v in c.valeurs]
    montres = [code for code in codes if "-" in code]
    assert len(montres) > 5
    assert [code for code in montres if not re.search(rf"(?<![\w-]){code}(?![\w-])", ecran)] == []
    for exemple in ("« 8 mois »", "« 3 jours »", "« 24/11/2026 22h30 »"):
        assert exemple in ecran


def test_les_options_sont_sous_les_titres_de_la_carte(lancer: Lancer, table: Table) -> None:
    ecran = lancer("orienter", "--help").stdout
    assert titres(ecran) == [
        *("La personne", "Le lieu", "Le moment"),
        *("La réponse", "Les données", "Autres"),
    ]
    for critere in table.criteres.values():
        if critere.question:
            assert critere.rubrique
            assert f"  --{critere.id} " in sous(ecran, table.rubriques[critere.rubrique])
    # What is given in place of a criterion stands beside it.
    assert "--quand" in sous(ecran, "Le moment")
    for option in ("--format", "--sortie", "--pourquoi", "--detail"):
        assert option in sous(ecran, "La réponse")
    for option in ("--donnees", "--date"):
        assert option in sous(ecran, "Les données")


@pytest.mark.parametrize("commande", NOMS)
def test_ce_que_les_commandes_partagent_est_partout_sous_le_meme_titre(
    lancer: Lancer, commande: str
) -> None:
    ecran = lancer(commande, "--help").stdout
    dites = titres(ecran)
    assert len(dites) == len(set(dites))
    for option, titre in (
        *(("--format ", "La réponse"), ("--sortie ", "La réponse"), ("--donnees ", "Les données")),
        *(("--date ", "Les données"), ("--help ", "Autres")),
    ):
        if f"  {option}" in ecran:
            # A command that has no other option tells nothing apart.
            seule = dites == ["Options", "Commandes"]
            assert option in sous(ecran, "Options" if seule else titre)


def test_sans_rien_a_distinguer_un_seul_titre(lancer: Lancer) -> None:
    assert titres(lancer("--help").stdout) == ["Options", "Commandes"]


def test_un_critere_sans_rubrique_et_un_autre_ordre(lancer: Lancer, tmp_path: Path) -> None:
    """The titles, and their order, are those of the folder that answers."""
    with Arbre(copier(tmp_path) / REGLES) as regles:
        regles.retirer("criteres", "isolement", "rubrique")
        regles.changer("rubriques", "moment", valeur='"Quand"')
        regles.deplacer("rubriques", de=2, a=0)
    ecran = lancer("orienter", "--donnees", str(tmp_path), "--help").stdout
    assert titres(ecran)[:4] == ["Quand", "La personne", "Le lieu", "La situation"]
    assert "--isolement / --sans-isolement" in sous(ecran, "La situation")
