"""The options that several commands share, and those that describe a situation.

The latter are made from the declaration of the criteria, in the folder that answers.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperOption

from palliorient.commandes import DEPARTEMENT, Commande
from palliorient.commandes.aide import DONNEES, REPONSE, SITUATION
from palliorient.commandes.arguments import lire_mots
from palliorient.commandes.erreurs import ErreurUsage
from palliorient.horloge import lire_date
from palliorient.noyau.langue.mots import code, vouliez_vous_dire
from palliorient.noyau.langue.phrases import citer
from palliorient.noyau.modele.places import COMMUNE, NUMERO

if TYPE_CHECKING:
    from palliorient.noyau.situation.lecture import SituationLue
    from palliorient.noyau.table.lignes import Appelant, Critere, Valeur
    from palliorient.noyau.table.table import Table

Donnees = Annotated[
    str | None,
    typer.Option(
        "--donnees",
        metavar="DOSSIER",
        help="Un autre jeu de fichiers YAML.",
        rich_help_panel=DONNEES,
    ),
]
Sortie = Annotated[
    str | None,
    typer.Option(
        "--sortie",
        metavar="FICHIER",
        help="Écrire dans un fichier (-: écran).",
        rich_help_panel=REPONSE,
    ),
]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="texte|json",
        help="Forme du résultat.",
        show_default=False,
        rich_help_panel=REPONSE,
    ),
]

Jour = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar="AAAA-MM-JJ",
        help="Jour des données (défaut : ce jour).",
        rich_help_panel=DONNEES,
    ),
]

AIDE_DE_QUAND = (
    "date et heure (heure de {ville}) : 2026-11-24T22:00, « 24/11/2026 22h30 », ou maintenant ;"
    " à la place de --moment"
)
"""The city is the one that names the time zone of the folder."""


AIDE_DES_PLACES = {
    NUMERO: "nom de la commune, code postal ou code INSEE ; à la place de --{}",
    COMMUNE: "numéro, pour une commune qui en a un ; à la place de --{}",
}
"""By the criterion that the folder declares: what may be said in its place."""

AIDE_DE_L_APPELANT = "qui appelle : change les mots et les numéros de l'écran, rien d'autre"

DOSSIERS = ("--donnees", "--departement")
"""The options that name a folder."""

TABLE = "palliorient.table"
"""Where a command finds the table of the folder that it was given."""


class CommandeSituation(Commande):
    """A command with one option for each criterion of the folder that answers.

    The folder is read before the options, for it declares them; the command finds its
    table in `ctx.meta[TABLE]`.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        ctx.meta[TABLE] = self.declarer(args)
        return super().parse_args(ctx, args)

    def declarer(self, args: list[str]) -> Table:
        """Take the options of the folder that these arguments name, and give its table."""
        from palliorient.donnees import charger

        # What is wrong with these words is said later, with the rest of the line.
        mots = [m for m in lire_mots(self.params, args) if m.option and m.nom in DOSSIERS]
        table = charger(dossier_dit(mots[0].nom, mots[0].valeur) if len(mots) == 1 else None)
        options = options_de(table)
        faites = {option.name for option in options}
        self.params = [*options, *(p for p in self.params if p.name not in faites)]
        return table

    def get_help(self, ctx: Any) -> str:
        """Only who asks for the help has it written: every other start does without."""
        from palliorient.noyau.table.table import A_LA_PLACE

        table: Table = ctx.meta[TABLE]
        au_lieu_de = {autre: critere for critere, autre in A_LA_PLACE.items()}
        if table.autre_place:
            au_lieu_de[table.autre_place] = table.place
        titres = {**table.rubriques, "": SITUATION}
        sous: dict[str, list[Any]] = {titre: [] for titre in titres.values()}
        for option in self.params[: len(table.champs)]:
            champ = champ_de(option)
            critere = table.criteres[au_lieu_de.get(champ, champ)]
            option.rich_help_panel = titres[critere.rubrique or ""]
            option.help = option.help or _aide(critere)
            sous[option.rich_help_panel].append(option)
        rangees = [option for options in sous.values() for option in options]
        self.params = [*rangees, *self.params[len(rangees) :]]
        dire_les_aides(table, self.params)
        return super().get_help(ctx)


def dossier_dit(option: str, valeur: str | None) -> Path | None:
    """The folder that an option names; None: the shipped one, or nothing yet."""
    if not valeur or not valeur.strip():
        return None
    if option == "--donnees":
        return Path(valeur)
    from palliorient.squelettes.choix import dossier_du

    return dossier_du(valeur)


def commande_dite(ctx: typer.Context, nom: str) -> str:
    """A command, to be typed again: with the département that it was given."""
    dit = ctx.meta.get(DEPARTEMENT)
    if dit is None:
        return nom
    from palliorient.squelettes.faits import trouver

    return f"{nom} --departement {trouver(dit).numero}"


def dire_les_aides(table: Table, options: Iterable[Any]) -> None:
    """Write the help of the options that no criterion has, or that needs the folder."""
    from palliorient.noyau.table.table import A_LA_PLACE

    for option in options:
        if option.name == table.autre_place:
            option.help = AIDE_DES_PLACES[table.place].format(table.place)
        elif option.name == A_LA_PLACE["moment"]:
            ville = table.fuseau.rpartition("/")[2].replace("_", " ")
            option.help = AIDE_DE_QUAND.format(ville=ville)
        elif option.name == "appelant":
            option.help = f"{AIDE_DE_L_APPELANT} ({', '.join(table.appelants)})"


def options_de(table: Table) -> list[TyperOption]:
    """One option for each raw answer, in the order of the rules; without their help."""
    options = []
    for champ, forme in table.champs.items():
        declares = f"--{champ}/--sans-{champ}" if forme == "oui-non" else f"--{champ}"
        option = TyperOption(
            param_decls=[declares],
            type=bool if forme == "oui-non" else str,
            is_flag=forme == "oui-non",
            multiple=forme == "liste",
            metavar={"texte": "VALEUR", "liste": "VALEUR…"}.get(forme),
        )
        option.default = None  # not said is neither yes nor no
        options.append(option)
    return options


def champ_de(option: TyperOption) -> str:
    """The raw answer that an option gives: in Python its name has underscores."""
    return str(option.name).replace("_", "-")


def reponses_dites(table: Table, options: dict[str, Any]) -> dict[str, Any]:
    """The options by criterion (in Python a name has underscores); None: not given."""
    dites = {champ: options[champ.replace("-", "_")] for champ in table.champs}
    return {champ: None if dite == () else dite for champ, dite in dites.items()}


def _aide(critere: Critere) -> str:
    valeurs = [v for v in critere.valeurs if v.de is None and not v.explicite]
    valeurs = [v for v in valeurs if v.id not in ("oui", "non")]
    if len(valeurs) > 3:
        return f"{critere.aide} : {', '.join(_avec_synonymes(v) for v in valeurs)}"
    aussi = [_avec_synonymes(v) for v in valeurs if v.synonymes]
    return " ; ".join([critere.aide, *aussi])


def _avec_synonymes(valeur: Valeur) -> str:
    """« domicile (ou maison, chez elle) »: the words that people use are taken too."""
    autres = ", ".join(valeur.synonymes)
    return f"{valeur.id} (ou {autres})" if autres else valeur.id


def appelant_lu(table: Table, texte: str | None) -> Appelant | None:
    """Who calls, as `--appelant` says it; None when it is not said."""
    if texte is None:
        return None
    if code(texte) not in table.appelants:
        question = vouliez_vous_dire(texte, table.appelants)
        connus = ", ".join(table.appelants) or "aucun dans ces données"
        raise ErreurUsage(
            f"--appelant : {citer(texte)} n'est pas un appelant connu.{question}"
            f" Valeurs acceptées : {connus}."
        )
    return table.appelants[code(texte)]


def peut_demander(lecture: SituationLue) -> bool:
    """Questions are asked only at a terminal, when something wanted is missing."""
    return bool(lecture.manquants) and sys.stdin.isatty() and sys.stderr.isatty()


def manque(table: Table, lecture: SituationLue) -> str:
    """What is missing, and the options that give it."""
    options = ", ".join(f"--{critere}" for critere in lecture.manquants)
    noms = ", ".join(table.criteres[critere].nom for critere in lecture.manquants)
    return f"il manque : {noms} ({options}). Sans terminal, rien n'est demandé."


def jour_lu(texte: str | None) -> date | None:
    """The day of `--date`, or None when it is not given; anything else is refused."""
    lu = lire_date(texte) if texte is not None else None
    if isinstance(lu, str):
        raise ErreurUsage(lu)
    return lu


def avec_situation(fonction: Callable[..., Any]) -> Callable[..., Any]:
    """Hide the `**reponses` of a command from the library: `CommandeSituation` makes them."""
    signature = inspect.signature(fonction, eval_str=True)
    propres = [p for p in signature.parameters.values() if p.kind is not p.VAR_KEYWORD]
    fonction.__signature__ = signature.replace(parameters=propres)  # type: ignore[attr-defined]
    fonction.__annotations__ = {p.name: p.annotation for p in propres}
    return fonction
