"""The national table as DMN 1.3: one decision, every role that a cell asks for.

Hit policy COLLECT and one value in each cell, so that any engine runs it: no list, no interval,
no function. The source of a rule is its description.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from palliorient.noyau.modele.modele import CONVENTION, Referentiel
from palliorient.rendu.carte import en_clair
from palliorient.rendu.gradation import cellules, en_mots

ESPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/"
NOM = "gradation"


class Regle(NamedTuple):
    """One line of a decision table, in FEEL; `note`: where it comes from."""

    entrees: Sequence[str]
    sorties: Sequence[str]
    note: str


class Colonne(NamedTuple):
    """An input or an output of a decision table."""

    nom: str
    type: str


ENTREES = (Colonne("colonne", "string"), Colonne("niveau", "number"))
SORTIES = tuple(Colonne(nom, "string") for nom in ("role", "caractere", "option", "condition"))


def en_dmn(referentiel: Referentiel) -> str:
    """The document. `condition`: in words, when a role is asked for in some situations only."""
    titre = "Tableau national : rôles demandés par colonne et niveau"
    return document(NOM, titre, ENTREES, SORTIES, regles(referentiel), "COLLECT")


def regles(referentiel: Referentiel) -> list[Regle]:
    """A rule for each role of each cell, in the order of the data."""
    documents = {d.id: d.nom for d in referentiel.documents}
    documents[CONVENTION] = referentiel.textes["document-convention"]
    return [
        Regle(
            (texte(colonne), niveau),
            (
                texte(p.role),
                texte(p.caractere),
                texte(p.option or ""),
                texte(en_mots(p.condition)),
            ),
            en_clair(documents, p.source or cellule.source),
        )
        for cellule in cellules(referentiel)
        for colonne in cellule.condition.quand["colonne"]
        for niveau in cellule.condition.quand["niveau"]
        for p in cellule.propose
    ]


def texte(dit: str) -> str:
    """A string of FEEL."""
    return json.dumps(dit, ensure_ascii=False)


def document(
    nom: str,
    titre: str,
    entrees: Sequence[Colonne],
    sorties: Sequence[Colonne],
    lignes: Sequence[Regle],
    politique: str,
) -> str:
    """One decision table. `politique`: COLLECT, every rule that holds; UNIQUE, the only one."""
    return "\n".join(_lignes(nom, titre, entrees, sorties, lignes, politique)) + "\n"


def _lignes(
    nom: str,
    titre: str,
    entrees: Sequence[Colonne],
    sorties: Sequence[Colonne],
    lignes: Sequence[Regle],
    politique: str,
) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<definitions xmlns="{ESPACE}" id="palliorient-{nom}" name="{escape(titre)}"'
        f' namespace="urn:palliorient:{nom}">'
    )
    yield f'  <decision id="{nom}" name="{nom}">'
    yield f'    <variable id="variable-{nom}" name="{nom}"/>'
    yield f'    <decisionTable id="table-{nom}" hitPolicy="{politique}">'
    for c in entrees:
        yield f'      <input id="entree-{c.nom}" label="{c.nom}">'
        yield f'        <inputExpression id="expression-{c.nom}" typeRef="{c.type}">'
        yield f"          <text>{c.nom}</text>"
        yield "        </inputExpression>"
        yield "      </input>"
    for c in sorties:
        noms = f'label="{c.nom}" name="{c.nom}"'
        yield f'      <output id="sortie-{c.nom}" {noms} typeRef="{c.type}"/>'
    for rang, regle in enumerate(lignes, start=1):
        yield f'      <rule id="regle-{rang}">'
        if regle.note:
            yield f"        <description>{escape(regle.note, quote=False)}</description>"
        for genre, valeurs in (("inputEntry", regle.entrees), ("outputEntry", regle.sorties)):
            for place, valeur in enumerate(valeurs, start=1):
                ident = f"regle-{rang}-{genre}-{place}"
                dit = escape(valeur, quote=False)
                yield f'        <{genre} id="{ident}"><text>{dit}</text></{genre}>'
        yield "      </rule>"
    yield "    </decisionTable>"
    yield "  </decision>"
    yield "</definitions>"
