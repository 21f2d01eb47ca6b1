"""The words of a command line, before and after the command library reads them.

What people paste or type beside the rule is put right where it means one thing; what
contradicts itself, or says nothing, is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from palliorient.commandes.erreurs import ErreurUsage
from palliorient.noyau.langue.mots import code
from palliorient.noyau.langue.phrases import citer, couper, et

TIRETS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
"""Dashes that word processors put in place of two hyphens."""

FIN = "--"
"""After it nothing is an option."""


class Mot(NamedTuple):
    """One word of the command line: the option that it names, and the word after it."""

    texte: str
    option: Any
    """The option's declaration; None for anything else."""
    nom: str
    valeur: str | None
    """What is written with the option (`=…`), or the word that follows it."""
    collee: bool
    """Is the value in the same word?"""


class ArgumentsLus:
    """Mixed into a command: its arguments are read with care."""

    params: list[Any]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        remis = _remettre(self.params, ctx, args)
        _une_fois(self, ctx, remis)
        ctx.allow_extra_args = True  # refused below, in French
        reste: list[str] = super().parse_args(ctx, remis)  # type: ignore[misc]
        if reste:
            raise mal_ecrit(ctx, f"argument en trop : {citer(' '.join(reste))}.")
        for parametre in self.params:
            lues = ctx.params.get(parametre.name)
            for lue in lues if isinstance(lues, list | tuple) else [lues]:
                if isinstance(lue, str) and not _visible(lue):
                    raise mal_ecrit(ctx, f"{nom_de(parametre)} : valeur vide.")
        return reste


def mal_ecrit(ctx: Any, phrase: str) -> ErreurUsage:
    """A command line that cannot be read, and where to find help for this command."""
    return ErreurUsage(f"{phrase}\nAide : {ctx.command_path} --help")


def nom_de(parametre: Any) -> str:
    """How a person calls a parameter: « --lieu », « l'argument ENTREE »."""
    if parametre.param_type_name == "option":
        return str(parametre.opts[0])
    return f"l'argument {(parametre.metavar or parametre.name).strip('[]')}"


def redresser(mot: str) -> str:
    """« —lieu » → « --lieu », « -lieu » too: pasted, or one hyphen short."""
    nom = mot.lstrip(f"-{TIRETS}")
    if not nom[:1].isalpha() or mot[:1] not in f"-{TIRETS}" or mot.startswith(FIN):
        return mot
    seul = len(nom.partition("=")[0]) == 1
    if mot[0] == "-" and mot[1] not in TIRETS:
        return mot if seul else f"-{mot}"
    return f"-{nom}" if seul else f"--{nom}"


def lire_mots(parametres: list[Any], args: list[str]) -> Iterator[Mot]:
    """The words in turn; the value of an option is read with it, never as an option."""
    connues = {
        nom: p
        for p in parametres
        if p.param_type_name == "option"
        for nom in (*p.opts, *p.secondary_opts)
    }
    mots = iter([*args, None])
    mot, fini = next(mots), False
    while mot is not None:
        mot = mot if fini else redresser(mot)
        fini = fini or mot == FIN
        nom, egal, collee = mot.partition("=")
        option = None if fini else connues.get(nom)
        suivant = next(mots)
        yield Mot(mot, option, nom, collee if egal else suivant, bool(egal))
        if option is not None and not option.is_flag and not egal and suivant is not None:
            yield Mot(suivant, None, suivant, None, collee=False)
            suivant = next(mots)
        mot = suivant


def _remettre(parametres: list[Any], ctx: Any, args: list[str]) -> list[str]:
    """Long dashes become hyphens, `--precarite oui|non` the option that it means."""
    sans_arguments = all(p.param_type_name == "option" for p in parametres)
    remis: list[str] = []
    mots = lire_mots(parametres, args)
    for mot in mots:
        option, valeur = mot.option, mot.valeur
        if option is None:
            remis.append(mot.texte)
        elif not option.is_flag:
            if valeur is None:
                raise mal_ecrit(ctx, f"l'option {mot.nom} attend une valeur.")
            remis.append(mot.texte)
        elif not option.secondary_opts or valeur is None:
            if mot.collee:
                raise mal_ecrit(ctx, f"l'option {mot.nom} ne prend pas de valeur.")
            remis.append(mot.texte)
        elif mot.nom in option.opts and code(valeur) in ("oui", "non"):
            remis.append(mot.nom if code(valeur) == "oui" else option.secondary_opts[0])
            if not mot.collee:
                next(mots)
        elif mot.collee or (sans_arguments and redresser(valeur)[:1] != "-"):
            ecrire = f"écrire {option.opts[0]} ou {option.secondary_opts[0]}"
            raise mal_ecrit(ctx, f"{mot.nom} ne prend pas de valeur ({citer(valeur)}) : {ecrire}.")
        else:
            remis.append(mot.texte)
    return remis


def _une_fois(commande: Any, ctx: Any, args: list[str]) -> None:
    """An option given twice, or with its contrary, says two things: which one is meant?"""
    _, _, donnees = commande.make_parser(ctx).parse_args(list(args))
    if any(p.is_eager for p in donnees):
        return  # help, or the version, whatever stands beside
    for option in donnees:
        if option.param_type_name != "option" or option.multiple or donnees.count(option) == 1:
            continue
        dits = [
            couper(_dit(mot)) for mot in lire_mots(commande.params, args) if mot.option is option
        ]
        contraire = ", ou son contraire," if option.secondary_opts else ""
        raise mal_ecrit(
            ctx, f"{et(dits)} : cette option{contraire} ne se donne qu'une fois. Choisir."
        )


def _dit(mot: Mot) -> str:
    if mot.option.is_flag or mot.collee:
        return mot.texte
    return f"{mot.nom} {mot.valeur}"


def _visible(texte: str) -> bool:
    return any(c.isprintable() and not c.isspace() for c in texte)
