"""The command line: one file per command, loaded only when it is asked for."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Annotated, Any, ClassVar

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command, get_command_from_info
from typer.models import CommandInfo

from palliorient import arret
from palliorient._version import __version__
from palliorient.commandes import francais
from palliorient.commandes.arguments import ArgumentsLus, mal_ecrit, redresser
from palliorient.commandes.erreurs import ErreurUsage
from palliorient.noyau.langue.mots import vouliez_vous_dire
from palliorient.noyau.langue.phrases import citer
from palliorient.noyau.modele.diagnostic import DonneesInvalides, ErreurPalliorient
from palliorient.sortie import ecrire

NOMS = {
    "orienter": "D'une situation aux équipes à contacter, dans l'ordre, avec les raisons.",
    "fiche": "La même situation sur une feuille A4 : qui appeler, à chaque moment.",
    "page": "Une page HTML qui pose les questions et répond, là où rien ne s'installe.",
    "lot": "Beaucoup de situations, depuis un fichier CSV ou JSON Lines.",
    "table": "La table de décision : toutes les situations et leur réponse.",
    "tester": "Rejoue des scénarios : attendu contre obtenu.",
    "valider": "Vérifie les fichiers de règles et de carte, sur toutes les situations.",
    "comparer": "Compare deux versions des données : ce qui change, pour qui.",
    "acteurs": "Parcourt les équipes de la carte.",
    "territoires": "Parcourt les territoires et leurs arrondissements.",
    "gradation": "Montre le tableau national : niveaux et lieux.",
    "couverture": "Missions du cadre national × territoires, avec les lacunes.",
    "affiche": "Une affiche A3 du territoire : qui fait quoi, où, à quel niveau.",
    "carnet": "Le carnet de lignes directes d'une équipe : vide, vérifié, importé.",
    "questions-ouvertes": "Ce que les sources laissent ouvert, et les situations qui en dépendent.",
    "niveau": "Une grille de discussion : propose un niveau, ou rien ; le clinicien décide.",
    "exporter": "La carte et les règles pour d'autres systèmes : FHIR, DMN.",
    "squelette": "Le dossier de données d'un département, d'après des chiffres officiels.",
    "schema": "Schéma JSON de chaque format de fichier.",
}


class Commande(ArgumentsLus, francais.EnFrancais, TyperCommand):
    """A command that speaks French, and reads its arguments with care."""

    tous: ClassVar[bool] = False
    """Does it answer for all the départements at once?"""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        reste = super().parse_args(ctx, args)
        if "donnees" in ctx.params:
            self.choisir_le_dossier(ctx, ctx.params.pop("departement", None))
        return reste

    def choisir_le_dossier(self, ctx: Any, departement: str | None) -> None:
        """`--departement DEP` is read here, for every command: it stands for a folder."""
        if departement is None:
            return
        for nom, autre in (("--donnees", "donnees"), ("dossier", "dossier")):
            if (dossier := ctx.params.get(autre)) is not None:
                raise ErreurUsage(
                    f"{nom} « {dossier} » et --departement « {departement} » :"
                    " donner l'un ou l'autre."
                )
        from palliorient.squelettes.choix import dossier_du

        ctx.meta[DEPARTEMENT] = departement
        if self.tous and departement.strip().lower() == TOUS:
            return
        dossier = dossier_du(departement)
        ctx.params["donnees"] = str(dossier) if dossier else None

    def invoke(self, ctx: Any) -> Any:
        arret.lever()
        return super().invoke(ctx)


class Groupe(francais.EnFrancais, TyperGroup):
    """Commands, each imported when it is called."""

    noms: ClassVar[Mapping[str, str]] = NOMS
    """Name of each → what it does."""
    paquet: ClassVar[str] = __name__
    """Where the module of each stands."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(self.noms)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(ctx, [*map(redresser, args[:1]), *args[1:]])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Said here: the library's sentence is English, and quotes as it likes."""
        if args[0] not in self.noms:
            question = vouliez_vous_dire(args[0], self.noms)
            raise mal_ecrit(ctx, f"commande inconnue : {citer(args[0])}.{question}")
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | TyperGroup | None:
        if cmd_name not in self.noms:
            return None
        module = import_module(f"{self.paquet}.{cmd_name.replace('-', '_')}")
        if hasattr(module, "GROUPE"):
            return groupe(module.GROUPE, cmd_name, module.AIDE)
        commande = get_command_from_info(
            CommandInfo(
                name=cmd_name,
                callback=module.executer,
                cls=getattr(module, "CLASSE", Commande),
                help=getattr(module, "AIDE", self.noms[cmd_name]),
                options_metavar="[OPTIONS]",
            ),
            pretty_exceptions_short=False,
            rich_markup_mode=None,
        )
        assert isinstance(commande, TyperCommand)
        ou_avec_le_departement(commande.params)
        return commande


DEPARTEMENT = "palliorient.departement"
"""Where a command finds what was said to name a département."""

TOUS = "tous"
"""Said instead of a département, to the commands that answer for all of them."""


def ou_avec_le_departement(parametres: list[Any]) -> None:
    """Beside `--donnees`, the other way to name a folder: read by `Commande`."""
    rang = next((rang for rang, p in enumerate(parametres) if p.name == "donnees"), None)
    if rang is not None:
        option = TyperOption(
            param_decls=["--departement"],
            type=str,
            metavar="DEP",
            help="Un département, d'après des chiffres officiels : 29, 2A, Finistère.",
        )
        option.rich_help_panel = parametres[rang].rich_help_panel
        parametres.insert(rang + 1, option)


def groupe(classe: type[Groupe], nom: str, aide: str) -> TyperGroup:
    """The commands of a command; without one of them, its help."""
    appli = typer.Typer(
        name=nom,
        cls=classe,
        add_completion=False,
        rich_markup_mode=None,
        invoke_without_command=True,
        callback=_aide_sans_commande,
        subcommand_metavar="COMMANDE …",
        help=aide,
    )
    fait = get_command(appli)
    assert isinstance(fait, TyperGroup)
    fait.name = nom
    return fait


def _aide_sans_commande(ctx: typer.Context) -> None:
    if ctx.invoked_subcommand is None:
        ecrire(ctx.get_help())


def _version(demandee: bool) -> None:
    if demandee:
        ecrire(f"palliorient {__version__}")
        raise typer.Exit


def _completion(shell: str | None) -> None:
    if shell is not None:
        from palliorient.commandes.erreurs import parmi
        from palliorient.completion import SHELLS
        from palliorient.completion.propositions import script

        ecrire(script(parmi(shell, SHELLS, "--completion")))
        raise typer.Exit


def _racine(
    ctx: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", help="Affiche la version.", callback=_version, is_eager=True),
    ] = False,
    completion: Annotated[
        str | None,
        typer.Option(
            "--completion",
            metavar="bash|zsh|fish",
            help="Écrit de quoi compléter avec la touche Tab (comment faire : dans ce texte).",
            callback=_completion,
            is_eager=True,
        ),
    ] = None,
) -> None:
    if ctx.invoked_subcommand is None:
        ecrire(ctx.get_help())


def application() -> TyperGroup:
    """The whole command line, as a group of lazy commands."""
    appli = typer.Typer(
        cls=Groupe,
        add_completion=False,
        rich_markup_mode=None,
        invoke_without_command=True,
        callback=_racine,
        subcommand_metavar="COMMANDE …",
        help="Soins palliatifs : d'une situation aux équipes à contacter."
        " L'outil informe, le clinicien décide. Urgence vitale : le 15.",
    )
    groupe = get_command(appli)
    assert isinstance(groupe, TyperGroup)
    return groupe


def lancer(arguments: list[str]) -> int:
    """Run the command line on these arguments; returns the exit status.

    Every expected failure becomes a French sentence on standard error and its status.
    Anything else is a bug and goes through.
    """
    for flux in (sys.stdout, sys.stderr):
        flux.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    appli = application()
    try:
        # Not `appli.main`, which speaks English and makes a closed pipe an error.
        with appli.make_context("palliorient", arguments) as contexte:
            statut = appli.invoke(contexte)
    except typer.Exit as fin:
        statut = fin.exit_code
    except DonneesInvalides as erreur:
        from palliorient.commandes.erreurs import dire_les_diagnostics

        dire_les_diagnostics(erreur)
        return erreur.statut
    except ErreurPalliorient as erreur:
        francais.dire(str(erreur))
        return erreur.statut
    except francais.ERREUR_D_USAGE as erreur:
        francais.dire(francais.phrase(erreur), francais.indice(erreur))
        return int(erreur.exit_code)
    except (KeyboardInterrupt, EOFError, typer.Abort) as fin:
        arret.dire()
        return arret.statut_de(fin)
    if statut == arret.INTERROMPU:
        arret.dire()
    return int(statut or 0)
