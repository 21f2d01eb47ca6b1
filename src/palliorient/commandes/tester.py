"""`palliorient tester`: scenario files replayed, expected against obtained."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from palliorient.commandes.aide import REPONSE
from palliorient.commandes.erreurs import ErreurUsage, parmi
from palliorient.commandes.options import Donnees, Sortie
from palliorient.ecriture import destination
from palliorient.noyau.langue.phrases import citer
from palliorient.noyau.modele.diagnostic import ErreurPalliorient
from palliorient.sortie import ecrire

if TYPE_CHECKING:
    from palliorient.scenarios.modele import ScenarioLu

AIDE = (
    "Rejoue des scénarios : attendu contre obtenu.\n\n"
    "CHEMIN : des fichiers de scénarios, ou des dossiers qui en contiennent. Statut 0 quand tout"
    " est comme attendu, 1 sinon."
)
FORMATS = ("texte", "json", "junit", "markdown")
CONTRAIRES = (("--couverture", "--mutations"),)
"""What is refused together."""

SEUIL_DES_MUTATIONS = 95.0


def executer(
    chemins: Annotated[
        list[str], typer.Argument(metavar="CHEMIN…", help="Fichiers ou dossiers de scénarios.")
    ],
    couverture: Annotated[
        bool,
        typer.Option(
            "--couverture", help="Ce que les scénarios exercent, et ce qu'aucun n'exerce."
        ),
    ] = False,
    mutations: Annotated[
        bool,
        typer.Option(
            "--mutations",
            help="Change les données une à une : quels changements passent inaperçus.",
        ),
    ] = False,
    seuil: Annotated[
        float | None,
        typer.Option(
            "--seuil",
            metavar="POUR-CENT",
            help="Minimum pour le statut 0 (chaque famille de mutations : 95).",
            show_default=False,
        ),
    ] = None,
    limite: Annotated[
        int | None,
        typer.Option(
            "--limite",
            metavar="N",
            help="Au plus N mutations, de toutes les familles : un échantillon.",
            show_default=False,
        ),
    ] = None,
    admis: Annotated[
        str | None,
        typer.Option(
            "--admis",
            metavar="FICHIER",
            help="Mutations admises, chacune avec sa raison : comptées à part.",
            show_default=False,
        ),
    ] = None,
    processus: Annotated[
        int | None,
        typer.Option(
            "--processus",
            metavar="N",
            help="Processus pour les mutations (défaut : autant que de cœurs).",
            show_default=False,
        ),
    ] = None,
    motif: Annotated[
        str | None,
        typer.Option("-k", metavar="MOTIF", help="Seulement ceux dont le nom contient MOTIF."),
    ] = None,
    echec_immediat: Annotated[
        bool, typer.Option("--echec-immediat", help="S'arrêter au premier échec.")
    ] = False,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="texte|json|junit|markdown",
            help="Forme du résultat.",
            show_default=False,
            rich_help_panel=REPONSE,
        ),
    ] = "texte",
    donnees: Donnees = None,
    sortie: Sortie = None,
) -> int:
    """Check the options, read the scenarios, replay, show."""
    parmi(format, FORMATS, "--format")
    _verifier(couverture, mutations, seuil, format)
    _verifier_les_mutations(mutations, limite, admis, processus, format)
    from palliorient.donnees import charger
    from palliorient.scenarios.lecture import choisir, lire_scenarios

    dossier = Path(donnees) if donnees else None
    scenarios = choisir(lire_scenarios(chemins, charger(dossier)), motif)
    if not scenarios:
        dit = citer(str(motif))
        raise ErreurPalliorient(f"rien à vérifier : aucun scénario ne contient {dit}.")
    destination(sortie)  # refused before the work rather than after it: mutations take minutes
    if mutations:
        return _mutations(scenarios, dossier, seuil, limite, admis, processus, format, sortie)
    return _tests(scenarios, dossier, couverture, seuil, echec_immediat, format, sortie)


def _verifier(couverture: bool, mutations: bool, seuil: float | None, format: str) -> None:
    """Options that do not go together, and values that mean nothing."""
    if couverture and mutations:
        raise ErreurUsage("--couverture et --mutations ne vont pas ensemble : choisir l'une.")
    if seuil is not None and not (couverture or mutations):
        raise ErreurUsage("--seuil ne va qu'avec --couverture ou --mutations.")
    if seuil is not None and not 0 <= seuil <= 100:
        raise ErreurUsage(f"--seuil : {seuil:g} n'est pas un pourcentage de 0 à 100.")
    if format == "junit" and (couverture or mutations):
        raise ErreurUsage("--format junit ne dit que les scénarios : ni couverture ni mutations.")


def _verifier_les_mutations(
    mutations: bool, limite: int | None, admis: str | None, processus: int | None, format: str
) -> None:
    """Options that only go with `--mutations`."""
    for option, nombre in (("--limite", limite), ("--processus", processus)):
        if nombre is not None and (not mutations or nombre < 1):
            raise ErreurUsage(f"{option} : un nombre de 1 ou plus, avec --mutations seulement.")
    if admis is not None and not mutations:
        raise ErreurUsage("--admis ne va qu'avec --mutations.")
    if format == "markdown" and not mutations:
        raise ErreurUsage("--format markdown ne va qu'avec --mutations.")


def _tests(
    scenarios: list[ScenarioLu],
    dossier: Path | None,
    couverture: bool,
    seuil: float | None,
    echec_immediat: bool,
    format: str,
    sortie: str | None,
) -> int:
    from palliorient.livres import dossier_livre
    from palliorient.rendu.rapports import tester as rendu
    from palliorient.scenarios.execution import Banc, tables_de

    table_du = tables_de(dossier)
    resultats = []
    for resultat in Banc(table_du).rejouer(scenarios):
        resultats.append(resultat)
        if echec_immediat and not resultat.reussi:
            break
    mesure = None
    if couverture:
        from palliorient.mutations.sources import Sources
        from palliorient.scenarios.couverture import mesurer

        sources = Sources(dossier or dossier_livre())
        mesure = mesurer(sources, table_du(None), resultats)
    if format == "junit":
        texte = rendu.en_junit(resultats)
    elif format == "json":
        texte = rendu.en_json_de_test(resultats, len(scenarios), mesure)
    else:
        texte = rendu.en_texte(resultats, len(scenarios), mesure)
    ecrire(texte, sortie)
    manque = mesure is not None and seuil is not None and mesure.taux < seuil
    return 1 if manque or any(not r.reussi for r in resultats) else 0


def _mutations(
    scenarios: list[ScenarioLu],
    dossier: Path | None,
    seuil: float | None,
    limite: int | None,
    admis: str | None,
    processus: int | None,
    format: str,
    sortie: str | None,
) -> int:
    from palliorient.livres import dossier_livre
    from palliorient.mutations.admis import lire_admis
    from palliorient.mutations.bilan import dresser, echantillon
    from palliorient.mutations.mutants.liste import tous_les_mutants
    from palliorient.mutations.mutation import eprouver
    from palliorient.mutations.sources import Sources
    from palliorient.rendu.rapports import mutations as rendu
    from palliorient.rendu.rapports import tester as rendu_des_tests
    from palliorient.repartition import processus_disponibles
    from palliorient.scenarios.execution import Banc

    connus = {} if admis is None else lire_admis(admis)
    sources = Sources(dossier or dossier_livre())
    resultats = list(Banc(sources.tables()).rejouer(scenarios))
    if any(not r.reussi for r in resultats):
        sys.stderr.write(rendu_des_tests.en_texte(resultats, len(scenarios)) + "\n")
        sys.stderr.write("Mutations : les scénarios doivent d'abord tous réussir.\n")
        return 1
    tous = tous_les_mutants(sources)
    essayes = echantillon(tous, limite)
    sorts = eprouver(
        sources,
        scenarios,
        essayes,
        rendu.Progression(sys.stderr),
        processus or processus_disponibles(),
    )
    bilan = dresser(essayes, sorts, connus, len(tous), sources.referentiel.empreinte)
    if seuil is None:
        # A sample says nothing of the goal: a survivor that it finds is one all the same.
        seuil = SEUIL_DES_MUTATIONS if bilan.entier else 100.0
    ecrire(rendu.FORMES[format](bilan, seuil), sortie)
    return 1 if bilan.en_dessous(seuil) or bilan.perimes else 0
