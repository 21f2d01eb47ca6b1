"""The command library's own words, in French: headings of the help, usage errors."""

from __future__ import annotations

import re
import sys
from typing import Any

import typer

from palliorient.sortie import ecrire, propre

_EXCEPTIONS = sys.modules[typer.BadParameter.__module__]
"""The exceptions of the command library, wherever this version of typer keeps them."""

ERREUR_D_USAGE: Any = _EXCEPTIONS.ClickException

TITRES = {
    "Usage:": "Usage :",
    "Options:": "Options :",
    "Arguments:": "Arguments :",
    "Commands:": "Commandes :",
    "Commandes:": "Commandes :",
}

PHRASES = (
    (r"No such option: (?P<x>\S+)", "option inconnue : {x}"),
    (r"No such command '(?P<x>.*?)'", "commande inconnue : « {x} »"),
    (r"Option '(?P<x>.*?)' requires an argument", "l'option {x} attend une valeur"),
    (r"Option '(?P<x>.*?)' requires \d+ arguments", "l'option {x} attend plusieurs valeurs"),
    (r"Option '(?P<x>.*?)' does not take a value", "l'option {x} ne prend pas de valeur"),
    (r"Got unexpected extra argument\S* \((?P<x>.*)\)", "argument en trop : « {x} »"),
    (r"Missing argument '(?P<x>.*?)'", "il manque l'argument {x}"),
    (r"Missing option '(?P<x>.*?)'", "il manque l'option {x}"),
    (r"Missing command", "il manque la commande"),
    (r"Invalid value for '(?P<x>.*?)'", "valeur refusée pour {x}"),
    (r"Invalid value", "valeur refusée"),
)


class EnFrancais:
    """Mixed into a command or a group: its help has French headings."""

    def get_help(self, ctx: Any) -> str:
        texte: str = super().get_help(ctx)  # type: ignore[misc]
        for anglais, francais in TITRES.items():
            texte = re.sub(rf"(?m)^{re.escape(anglais)}", francais, texte)
        return texte.replace("[required]", "(obligatoire)").replace("[default: ", "[défaut : ")

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
    """A usage error as one French sentence, with a close name when there is one."""
    message = erreur.format_message()
    for motif, francais in PHRASES:
        trouve = re.match(motif, message)
        if trouve:
            dite = francais.format(**trouve.groupdict()) + "."
            proches = getattr(erreur, "possibilities", None) or _commandes_proches(message)
            if proches:
                dite += f" Vouliez-vous dire « {sorted(proches)[0]} » ?"
            return dite
    return str(message)


def _commandes_proches(message: str) -> list[str]:
    from palliorient.commandes import NOMS
    from palliorient.noyau.mots import proche

    trouve = re.match(r"No such command '(.*?)'", message)
    voisine = proche(trouve.group(1), NOMS) if trouve else None
    return [voisine] if voisine else []


def indice(erreur: Any) -> str:
    """Where to find help for the command in which the error arose."""
    contexte = getattr(erreur, "ctx", None)
    chemin = contexte.command_path if contexte else "palliorient"
    return f"Aide : {chemin} --help"


def dire(*lignes: str) -> None:
    """Sentences for the user, on standard error, without anything that drives a terminal."""
    for rang, ligne in enumerate(lignes):
        sys.stderr.write(("palliorient : " if rang == 0 else "") + propre(ligne) + "\n")
    sys.stderr.flush()
