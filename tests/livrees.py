"""What the team does to the map every day, done to a copy of the shipped files.

By path and identifier only: the form of the files does not matter. Each edit says in one line
what it stands for; `test_carte_de_demain.py` checks that no test is welded to today's map.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from arbre import Arbre, AutreCarte
from conftest import RACINE
from dossiers import ACTEURS, REGLES
from gestes import AJOUTER, morceaux

Edition = Callable[[Path], None]


def exemples(page: str) -> dict[str, str]:
    """The YAML of a page of `docs/gestes/`, by the line under which it says to put it."""
    suite = list(morceaux((RACINE / "docs" / "gestes" / f"{page}.md").read_text(encoding="utf-8")))
    phrases = [(AJOUTER.search(avant.texte), ici) for avant, ici in pairwise(suite)]
    return {p["sous"].rstrip(":"): ici.texte for p, ici in phrases if p and ici.langue == "yaml"}


def faite(edition: Edition, dossier: Path) -> bool:
    """Do an edit; False, and nothing is done, when the team has done as much to its map."""
    try:
        edition(dossier)
    except AutreCarte:
        return False
    return True


def ouvrir_et_retirer_des_services(dossier: Path) -> None:
    """A team opens, a day hospital closes, a respite platform is new: the page of services."""
    dits = exemples("ouvrir-ou-retirer-un-service")
    with Arbre(dossier / ACTEURS) as acteurs:
        equipe = ("structures", "nexumea", "services", "emspt-nexumea")
        acteurs.retirer(*equipe, "statut")
        acteurs.changer(*equipe, "depuis", valeur='"2026-09-01"')
        if acteurs.a(*equipe, "modalite"):
            acteurs.retirer(*equipe, "modalite")
        ferme = dits.pop("- id: hdj-cognacq-jay")
        acteurs.ajouter("structures", "cognacq-jay", "services", "hdj-cognacq-jay", bloc=ferme)
        for section, bloc in dits.items():
            acteurs.ajouter(section, bloc=bloc)


def ajouter_la_regle(dossier: Path) -> None:
    """A rule more, and the convention that it cites: the page of rules."""
    with Arbre(dossier / REGLES) as regles:
        for section, bloc in exemples("ajouter-une-regle").items():
            regles.ajouter(section, bloc=bloc)


def verifier_un_standard(dossier: Path) -> None:
    """Somebody called: a switchboard becomes a telephone, checked that day."""
    with Arbre(dossier / ACTEURS) as acteurs:
        fait = ("complements", {"champ": "standard"})
        acteurs.changer(*fait, "date", valeur='"2026-09-10"')
        acteurs.changer(*fait, "confiance", valeur="haute")
        acteurs.changer(*fait, "champ", valeur="telephone")


def renommer(dossier: Path) -> None:
    """A hospital changes its name, another the words by which it is known."""
    with Arbre(dossier / ACTEURS) as acteurs:
        premier, second = ("structures", {"etablissement": "oui"}), ("structures", "bretonneau")
        nom = acteurs.noeud(*premier, "nom").value
        acteurs.changer(*premier, "nom", valeur=f'"{nom} Vert-Bois"')
        acteurs.changer(*second, "alias", valeur='["bretonneau", "bretonneau montmartre"]')


def fermer_un_service(dossier: Path) -> None:
    """A team leaves the map."""
    with Arbre(dossier / ACTEURS) as acteurs:
        acteurs.retirer("structures", {"id": "nexumea"}, "services", "formation-nexumea")


def redire_une_alerte(dossier: Path) -> None:
    """A sentence is said otherwise."""
    with Arbre(dossier / REGLES) as regles:
        texte = "Aucun lit identifié (LISP) en réadaptation (SMR) à Paris."
        regles.changer("alertes", "LISP_SMR_ABSENT", "texte", valeur=f'"{texte}"')


def changer_les_mots_de_l_ecran(dossier: Path) -> None:
    """Titles, questions, and the words that people type."""
    with Arbre(dossier / REGLES) as regles:
        regles.changer("textes", "section-ensuite", valeur='"Puis"')
        regles.changer("criteres", "lieu", "question", valeur='"Où vit la personne ?"')
        rue = ("criteres", "lieu", "valeurs", "rue", "synonymes")
        regles.changer(*rue, valeur='["SDF", "dehors", "sans abri", "sans toit"]')


def signer_l_avenant(dossier: Path) -> None:
    """The annual amendment: another version, another day."""
    with Arbre(dossier / REGLES) as regles:
        regles.changer("version", valeur='"2026.2"')
        regles.changer("a_jour_au", valeur='"2026-08-25"')
        regles.changer("perime_apres", valeur='"2027-09-30"')


def ouvrir_un_hopital(dossier: Path) -> None:
    """A hospital more, with its place."""
    source = '{document: contrat-paris-2026, localisation: "§ 5"}'
    with Arbre(dossier / ACTEURS) as acteurs:
        acteurs.ajouter(
            "structures",
            bloc='[{id: vert-bois, nom: "Hôpital du Vert-Bois", etablissement: oui,'
            " territoire: est, services: [{id: lisp-vert-bois, type: lisp, publics: [adulte],"
            f" territoires: [est], source: {source}}}]}}]",
        )
        acteurs.ajouter(
            "complements",
            bloc="[{sur: vert-bois, champ: arrondissement, valeur: 12, source: sae-2023,"
            ' date: "2023-12-31", confiance: haute}]',
        )


EDITIONS: tuple[Edition, ...] = (
    ouvrir_et_retirer_des_services,
    ajouter_la_regle,
    verifier_un_standard,
    renommer,
    fermer_un_service,
    redire_une_alerte,
    changer_les_mots_de_l_ecran,
    signer_l_avenant,
    ouvrir_un_hopital,
)
