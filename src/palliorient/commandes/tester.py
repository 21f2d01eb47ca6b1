"""`palliorient tester`: scenario files replayed, expected against obtained."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from palliorient.commandes.erreurs import ErreurUsage, parmi
from palliorient.commandes.options import Donnees, Sortie
from palliorient.noyau.diagnostic import ErreurPalliorient
from palliorient.noyau.phrases import citer
from palliorient.sortie import SortieExistante, ecrire

if TYPE_CHECKING:
    from palliorient.scenarios.modele import ScenarioLu

AIDE = (
    "Rejoue des scénarios : attendu contre obtenu.\n\n"
    "CHEMIN : des fichiers de scénarios, ou des dossiers qui en contiennent. Statut 0 quand tout"
    " est comme attendu, 1 sinon."
)
FORMATS = ("texte", "json", "junit")
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
            help="Minimum pour le statut 0 (mutations : 95 ; couverture : aucun).",
            show_default=False,
        ),
    ] = None,
    limite: Annotated[
        int | None,
        typer.Option(
            "--limite",
            metavar="N",
            help="Au plus N mutations, réparties sur tous les fichiers.",
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
            "--format", metavar="texte|json|junit", help="forme du résultat", show_default=False
        ),
    ] = "texte",
    donnees: Donnees = None,
    sortie: Sortie = None,
) -> int:
    """Check the options, read the scenarios, replay, show."""
    parmi(format, FORMATS, "--format")
    _verifier(couverture, mutations, seuil, limite, format)
    from palliorient.scenarios.lecture import choisir, lire_scenarios

    scenarios = choisir(lire_scenarios(chemins), motif)
    if not scenarios:
        dit = citer(str(motif))
        raise ErreurPalliorient(f"rien à vérifier : aucun scénario ne contient {dit}.")
    dossier = Path(donnees) if donnees else None
    if sortie not in (None, "-") and Path(str(sortie)).exists():
        # Said before the work rather than after it: mutations take minutes.
        raise SortieExistante(f"la sortie « {sortie} » existe déjà : choisir un autre nom.")
    if mutations:
        minimum = SEUIL_DES_MUTATIONS if seuil is None else seuil
        return _mutations(scenarios, dossier, minimum, limite, format, sortie)
    return _tests(scenarios, dossier, couverture, seuil, echec_immediat, format, sortie)


def _verifier(
    couverture: bool, mutations: bool, seuil: float | None, limite: int | None, format: str
) -> None:
    """Options that do not go together, and values that mean nothing."""
    if couverture and mutations:
        raise ErreurUsage("--couverture et --mutations ne vont pas ensemble : choisir l'une.")
    if seuil is not None and not (couverture or mutations):
        raise ErreurUsage("--seuil ne va qu'avec --couverture ou --mutations.")
    if seuil is not None and not 0 <= seuil <= 100:
        raise ErreurUsage(f"--seuil : {seuil:g} n'est pas un pourcentage de 0 à 100.")
    if limite is not None and (not mutations or limite < 1):
        raise ErreurUsage("--limite : un nombre de 1 ou plus, avec --mutations seulement.")
    if format == "junit" and (couverture or mutations):
        raise ErreurUsage("--format junit ne dit que les scénarios : ni couverture ni mutations.")


def _tests(
    scenarios: list[ScenarioLu],
    dossier: Path | None,
    couverture: bool,
    seuil: float | None,
    echec_immediat: bool,
    format: str,
    sortie: str | None,
) -> int:
    from palliorient.donnees import dossier_livre
    from palliorient.rendu import tester as rendu
    from palliorient.rendu.junit import en_junit
    from palliorient.scenarios.execution import Banc, tables_de

    table_du = tables_de(dossier)
    resultats = []
    for resultat in Banc(table_du).rejouer(scenarios):
        resultats.append(resultat)
        if echec_immediat and not resultat.reussi:
            break
    mesure = None
    if couverture:
        from palliorient.scenarios.couverture import mesurer
        from palliorient.scenarios.sources import Sources

        sources = Sources(dossier or dossier_livre())
        mesure = mesurer(sources, table_du(None), resultats)
    if format == "junit":
        texte = en_junit(resultats)
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
    seuil: float,
    limite: int | None,
    format: str,
    sortie: str | None,
) -> int:
    from palliorient.donnees import dossier_livre
    from palliorient.rendu import mutations as rendu
    from palliorient.rendu import tester as rendu_des_tests
    from palliorient.scenarios.execution import Banc
    from palliorient.scenarios.mutation import Epreuve, echantillon, tous_les_mutants
    from palliorient.scenarios.sources import Sources

    sources = Sources(dossier or dossier_livre())
    banc = Banc(sources.tables())
    resultats = list(banc.rejouer(scenarios))
    if any(not r.reussi for r in resultats):
        sys.stderr.write(rendu_des_tests.en_texte(resultats, len(scenarios)) + "\n")
        sys.stderr.write("Mutations : les scénarios doivent d'abord tous réussir.\n")
        return 1
    mutants = echantillon(tous_les_mutants(sources), limite)
    bilan = Epreuve(sources, resultats).eprouver(mutants, rendu.Progression(sys.stderr))
    ecrire(rendu.en_json(bilan) if format == "json" else rendu.en_texte(bilan, seuil), sortie)
    return 0 if bilan.taux >= seuil else 1
