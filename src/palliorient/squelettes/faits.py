"""The official facts that come with the program, by département (see `data/departements/`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from palliorient.livres import dossier_livre
from palliorient.noyau.langue.mots import code, vouliez_vous_dire
from palliorient.noyau.langue.phrases import citer
from palliorient.noyau.modele.diagnostic import ErreurPalliorient

DEPARTEMENTS, ETABLISSEMENTS, COMMUNES, ENQUETE = (
    f"{nom}.csv" for nom in ("departements", "etablissements", "communes", "enquete")
)
COLONNE = "colonne-"
"""How the names of its columns begin, in the file of the survey."""

MODELES = "modele"
"""The folder of the texts that every skeleton shares."""


class Departement(NamedTuple):
    """One of the 101."""

    numero: str
    id: str
    nom: str
    de: str
    tout: str
    region: str
    fuseau: str
    feries: str
    """What it adds to the national holidays, as a code; most often empty."""


class Enquete(NamedTuple):
    """The survey that establishments come from."""

    document: str
    """By its id in the files."""
    sigle: str
    annee: str
    jour: str
    """The day that it describes."""
    colonnes: dict[str, str]
    """Activity → the column that declares it."""


class Etablissement(NamedTuple):
    """One establishment of the survey, and what it declares."""

    departement: str
    finess: str
    imprime: str
    nom: str
    adresse: str
    code_postal: str
    commune: str
    activites: tuple[str, ...]
    """By code; one that ends in « ? » comes from a column that is interpreted."""

    def declare(self, activite: str) -> bool:
        """Does it declare this activity, in a column that is sure or interpreted?"""
        return activite in self.activites or f"{activite}?" in self.activites


class Commune(NamedTuple):
    """One commune, or one numbered arrondissement of a town."""

    code: str
    nom: str
    codes_postaux: tuple[str, ...]
    ville: str | None
    """The code of the whole town, for an arrondissement."""


class DepartementInconnu(ErreurPalliorient):
    """Something that names no département."""

    statut = 2


def dossier_des_faits() -> Path:
    """Where the facts are."""
    return dossier_livre() / "departements"


def fichiers_des_faits() -> list[Path]:
    """All that a skeleton is made from, besides the code."""
    ici = dossier_des_faits()
    return [*sorted(ici.glob("*.csv")), *sorted((ici / MODELES).iterdir())]


def departements() -> dict[str, Departement]:
    """The 101 départements by number, in the order of the official code."""
    lus = (Departement(*cellules) for cellules in _lignes(DEPARTEMENTS))
    return {lu.numero: lu for lu in lus}


@cache
def enquete() -> Enquete:
    """What the survey is called, and of when it speaks."""
    lus = dict(_lignes(ENQUETE))
    colonnes = {c.removeprefix(COLONNE): v for c, v in lus.items() if c.startswith(COLONNE)}
    return Enquete(lus["document"], lus["sigle"], lus["annee"], lus["jour"], colonnes)


def etablissements(numero: str | None = None) -> list[Etablissement]:
    """Those of one département, or all of them, in the order of the survey."""
    debut = f"{numero};" if numero else ""
    return [
        Etablissement(d, finess, imprime, nom, adresse, postal, ici, tuple(dits.split()))
        for d, finess, imprime, nom, adresse, postal, ici, dits in _lignes(ETABLISSEMENTS, debut)
    ]


def communes(numero: str) -> list[Commune]:
    """The communes of a département, by code."""
    return [
        Commune(code, nom, tuple(postaux.split("|")), ville or None)
        for code, nom, postaux, ville in _lignes(COMMUNES, numero)
    ]


def trouver(texte: str) -> Departement:
    """The département that a number, a code or a name means: « 29 », « 2a », « Finistère »."""
    tous = departements()
    lu = texte.strip().upper()
    if lu in tous or f"0{lu}" in tous:
        return tous[lu if lu in tous else f"0{lu}"]
    par_nom = {departement.id: departement for departement in tous.values()}
    if code(texte) in par_nom:
        return par_nom[code(texte)]
    if code(texte) == "tous":
        raise DepartementInconnu("« tous » ne va qu'avec couverture. Donner un numéro ou un nom.")
    question = vouliez_vous_dire(texte, [d.nom for d in tous.values()])
    raise DepartementInconnu(
        f"département inconnu : {citer(texte)}.{question}"
        " Donner son numéro (29, 2A, 971) ou son nom."
    )


def _lignes(nom: str, debut: str = "") -> Iterator[list[str]]:
    """The rows of a file, without comments nor header; those that begin so."""
    try:
        texte = (dossier_des_faits() / nom).read_text(encoding="utf-8")
    except OSError as erreur:
        raise ErreurPalliorient(f"faits officiels introuvables : {nom}") from erreur
    lignes = iter(texte.splitlines())
    for ligne in lignes:
        if not ligne.startswith("#"):
            break  # the header
    for ligne in lignes:
        if ligne.startswith(debut):
            yield ligne.split(";")
