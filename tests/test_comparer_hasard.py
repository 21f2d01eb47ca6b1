"""Random edits of the data: `comparer` sees each of them, or nothing has changed.

What is compared is what can be read, even when `valider` refuses it.

Sixty by default; more with `PALLIORIENT_EDITIONS` (and other ones with
`PALLIORIENT_GRAINE`), and the counts are shown with `-s`.
"""

from __future__ import annotations

import json
import os
import random
from collections import Counter

import pytest
from conftest import JOUR
from dossiers import CARTE
from editions import editer, frappes, reponse, scalaires, situations

from palliorient.lecture.charger import interpreter, lire_octets
from palliorient.noyau.table.compilation import compiler
from palliorient.noyau.table.table import Table
from palliorient.rendu import comparaison as rendu
from palliorient.verification.comparer.comparaison import Comparaison

EDITIONS = int(os.environ.get("PALLIORIENT_EDITIONS", "60"))
GRAINE = int(os.environ.get("PALLIORIENT_GRAINE", "1"))
LOTS = 6
"""The edits are shared out, so that a failure says which ones."""

DITES = 20
"""One edit in so many is also told whole, in every format."""

SITUATIONS, FRAPPES = 500, 200


def sans_identite(referentiel):
    compilee = compiler(referentiel, JOUR)
    return json.dumps({c: v for c, v in compilee.items() if c not in ("empreinte", "version")})


@pytest.fixture(scope="module")
def octets():
    return lire_octets(CARTE)


@pytest.fixture(scope="module")
def demandes(table):
    """What is asked of both versions, and what the shipped one answers."""
    alea = random.Random(GRAINE)
    champs = situations(table, alea, SITUATIONS) + frappes(table, alea, FRAPPES)
    return [(c, reponse(table, c, JOUR)) for c in champs]


@pytest.mark.parametrize("lot", range(LOTS))
def test_une_edition_se_voit_ou_ne_change_rien(lot, octets, referentiel, demandes):
    tous = scalaires(octets)
    comptes = Counter()
    for numero in range(lot, EDITIONS, LOTS):
        edition = editer(octets, tous, random.Random(GRAINE * 1_000_003 + numero))
        nouveau, problemes = interpreter(edition.octets, controler=True)
        if nouveau is None:
            comptes["illisible"] += 1
            continue
        comptes["lue, mais que valider refuse"] += bool(problemes)
        comparaison = Comparaison(referentiel, nouveau, JOUR)
        if comparaison.identiques:
            comptes["sans effet"] += 1
            rien_ne_change(referentiel, nouveau, demandes, edition.dite)
        else:
            comptes["vue"] += 1
            if numero % DITES == lot % DITES:
                se_dit(comparaison, edition.dite)
    print(f"lot {lot} :", ", ".join(f"{n} {nom}" for nom, n in sorted(comptes.items())))
    # Ten draws are few: the share of those that read moves with the files.
    assert 20 * comptes["vue"] >= len(range(lot, EDITIONS, LOTS)), "trop peu se lisent encore"


def rien_ne_change(ancien, nouveau, demandes, edition):
    """Same table but for its identity, and every demand has the same bytes."""
    assert sans_identite(nouveau) == sans_identite(ancien), edition
    table = Table(compiler(nouveau, JOUR))
    for champs, attendue in demandes:
        assert reponse(table, champs, JOUR) == attendue, (edition, champs)


def test_le_numero_de_version_ne_change_rien(octets, referentiel, demandes):
    """Whatever the draws are, the replay takes place once."""
    ecrite = f'version: "{referentiel.version}"'.encode()
    change = [o._replace(contenu=o.contenu.replace(ecrite, b'version: "2099.1"')) for o in octets]
    nouveau, _ = interpreter(change)
    assert nouveau is not None
    assert nouveau.version == "2099.1"
    assert Comparaison(referentiel, nouveau, JOUR).identiques
    rien_ne_change(referentiel, nouveau, demandes, "version")


def se_dit(comparaison, edition):
    """A difference is never only a status: something is written under the head."""
    for texte in (rendu.en_texte(comparaison, None), rendu.en_markdown(comparaison, None)):
        dites = [ligne.strip(" -") for ligne in texte.splitlines()[1:]]
        assert any(d.startswith(("~", "+", "−")) or " → " in d for d in dites), edition
    piece = json.loads(rendu.en_json(comparaison, None))
    assert piece["identiques"] is False
    assert piece["details"] or piece["renommages"], edition


def test_les_demandes_du_hasard_ont_des_reponses(demandes):
    """Most are answered, some refused: neither way of reading is left out."""
    repondues = [r for _, r in demandes if r[0].startswith('{"format"')]
    assert len(demandes) * 0.8 < len(repondues) < len(demandes)
