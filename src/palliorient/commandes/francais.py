"""The command library's own words, in French: help, usage errors."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Any, ClassVar

import typer

from palliorient.commandes.arguments import nom_de
from palliorient.commandes.voisines import options_voisines
from palliorient.noyau.langue.phrases import couper
from palliorient.sortie import ecrire, propre

_EXCEPTIONS = sys.modules[typer.BadParameter.__module__]
"""The exceptions of the command library, wherever this version of typer keeps them."""

ERREUR_D_USAGE: Any = _EXCEPTIONS.ClickException

TYPES = {"int": "un nombre entier", "float": "un nombre"}
"""Names of the library's types of values → what is to be typed."""


class EnFrancais:
    """Mixed into a command or a group: its help is a French page."""

    noms: ClassVar[Mapping[str, str]] = {}
    """The commands under it, and what each does."""

    def get_help(self, ctx: Any) -> str:
        from palliorient.commandes.aide import page

        return page(self, ctx, self.noms)

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "Affiche cette aide."
            option.callback = _montrer_l_aide
        return option


def _montrer_l_aide(contexte: Any, _option: Any, demandee: bool) -> None:
    """Like the library's own, but written as every other result is."""
    if demandee and not contexte.resilient_parsing:
        ecrire(contexte.get_help())
        contexte.exit()


def phrase(erreur: Any) -> str:
    """A usage error as one French sentence, from its fields and never from its words."""
    if isinstance(erreur, _EXCEPTIONS.NoSuchOption):
        voisines = options_voisines(erreur.ctx.command, erreur.option_name) if erreur.ctx else []
        question = " ou ".join(f"« {voisine} »" for voisine in voisines)
        suite = f" Vouliez-vous dire {question} ?" if question else ""
        return f"option inconnue : {couper(erreur.option_name)}.{suite}"
    if isinstance(erreur, _EXCEPTIONS.BadOptionUsage):
        return f"l'option {erreur.option_name} est mal employée."
    if isinstance(erreur, _EXCEPTIONS.MissingParameter) and erreur.param:
        return f"il manque {nom_de(erreur.param)}."
    if isinstance(erreur, _EXCEPTIONS.BadParameter) and erreur.param:
        attendu = TYPES.get(erreur.param.type.name)
        suite = f" : {attendu} est attendu" if attendu else ""
        return f"valeur refusée pour {nom_de(erreur.param)}{suite}."
    return "la commande est mal écrite."


def indice(erreur: Any) -> str:
    """Where to find help for the command in which the error arose."""
    contexte = getattr(erreur, "ctx", None)
    chemin = contexte.command_path if contexte else "palliorient"
    return f"Aide : {chemin} --help"


def dire(*lignes: str) -> None:
    """Sentences for the user, on standard error, without anything that drives a terminal."""
    for rang, ligne in enumerate(lignes):
        sys.stderr.write(_plie(("palliorient : " if rang == 0 else "") + propre(ligne)) + "\n")
    sys.stderr.flush()


def _plie(texte: str) -> str:
    """On a terminal no word is cut in two; elsewhere a sentence is one line, to be searched."""
    if not sys.stderr.isatty():
        return texte
    from palliorient.rendu.mise_en_page import dans, plier

    longueur = dans(os.get_terminal_size(sys.stderr.fileno()).columns)
    lignes = [plier(phrase, "", longueur=longueur) for phrase in texte.split("\n")]
    return "\n".join(ligne for plies in lignes for ligne in plies or [""])
