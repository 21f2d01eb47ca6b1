"""Lines lost, doubled, swapped or changed: `valider` always says something readable, in time."""

from __future__ import annotations

import random
import re

import pytest
from conftest import JOUR
from dossiers import ACTEURS, REGLES, TERRITOIRES, copier

from palliorient.rendu.rapports import diagnostics, diagnostics_ci
from palliorient.verification.pages import CODES
from palliorient.verification.validation import valider

CONDITIONS = (
    "niveau: 2",
    "lieu: rue",
    "public: pediatrique",
    "besoin: deuil",
    "residence: 7",
    "etablissement: aucun",
    "actualite: perime",
)


def abimer(lignes: list[str], alea: random.Random) -> None:
    rang = alea.randrange(len(lignes))
    genre = alea.choice(("perdre", "doubler", "echanger", "condition", "nombre", "statut"))
    if genre == "perdre":
        del lignes[rang]
    elif genre == "doubler":
        lignes.insert(rang, lignes[rang])
    elif genre == "echanger":
        autre = alea.randrange(len(lignes))
        lignes[rang], lignes[autre] = lignes[autre], lignes[rang]
    elif genre == "condition":
        choisie = alea.choice(CONDITIONS)
        conditions = [i for i, ligne in enumerate(lignes) if "quand: {" in ligne]
        if conditions:
            rang = alea.choice(conditions)
            lignes[rang] = re.sub(r"quand: \{[^}]*\}", f"quand: {{{choisie}}}", lignes[rang])
    elif genre == "nombre":
        lignes[rang] = re.sub(r"\b\d\b", lambda _: str(alea.randrange(9)), lignes[rang])
    else:
        lignes[rang] = lignes[rang].replace("en-labellisation", "en-service")
        lignes[rang] = lignes[rang].replace("requis", "repli")


@pytest.mark.parametrize("graine", range(10))
def test_jamais_de_trace(graine, tmp_path):
    alea = random.Random(graine)
    dossier = copier(tmp_path)
    chemin = dossier / alea.choice((REGLES, REGLES, ACTEURS, TERRITOIRES))
    lignes = chemin.read_text(encoding="utf-8").splitlines(keepends=True)
    for _ in range(alea.choice((1, 2))):
        abimer(lignes, alea)
    chemin.write_text("".join(lignes), encoding="utf-8")
    bilan = valider(dossier, JOUR)
    assert {str(d.code) for d in bilan.diagnostics} <= set(CODES)
    assert (bilan.preuve is None) <= bool(bilan.erreurs)
    assert bilan.duree < 10
    for texte in (
        diagnostics.en_texte(bilan),
        diagnostics.en_json(bilan),
        diagnostics_ci.en_github(bilan),
        diagnostics_ci.en_sarif(bilan),
        diagnostics_ci.en_junit(bilan, strict=True),
    ):
        assert texte
