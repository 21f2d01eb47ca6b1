"""The options that several commands share, and those that describe a situation.

The latter are made from the declaration of the criteria: their names and forms come from
`lire_situation.CHAMPS`; their help, from the shipped rules, is only read when `--help` asks
for it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

import typer

from palliorient.commandes import Commande
from palliorient.commandes.erreurs import ErreurUsage
from palliorient.horloge import lire_date
from palliorient.noyau.lire_situation import CHAMPS

Donnees = Annotated[
    str | None,
    typer.Option("--donnees", metavar="DOSSIER", help="Un autre jeu des trois fichiers YAML."),
]
Sortie = Annotated[
    str | None,
    typer.Option("--sortie", metavar="FICHIER", help="Écrire dans un fichier (-: écran)."),
]
Format = Annotated[
    str,
    typer.Option("--format", metavar="texte|json", help="Forme du résultat.", show_default=False),
]

Jour = Annotated[
    str | None,
    typer.Option("--date", metavar="AAAA-MM-JJ", help="Jour des données (défaut : ce jour)."),
]

AIDE_DE_QUAND = (
    "date et heure (heure de Paris) : 2026-11-24T22:00, « 24/11/2026 22h30 », ou maintenant ;"
    " à la place de --moment"
)


class CommandeSituation(Commande):
    """A command with the situation's options: their help is that of the rules."""

    def get_help(self, ctx: Any) -> str:
        from palliorient.donnees import charger

        criteres = charger().criteres
        for option in self.params:
            critere = criteres.get(str(option.name))
            if critere and option.name in CHAMPS:
                option.help = _aide(critere)
            elif option.name == "quand":
                option.help = AIDE_DE_QUAND
        return super().get_help(ctx)


def _aide(critere: dict[str, Any]) -> str:
    valeurs = [v for v in critere["valeurs"] if v["de"] is None and not v["explicite"]]
    valeurs = [v for v in valeurs if v["id"] not in ("oui", "non")]
    if len(valeurs) > 3:
        return f"{critere['aide']} : {', '.join(_avec_synonymes(v) for v in valeurs)}"
    aussi = [_avec_synonymes(v) for v in valeurs if v["synonymes"]]
    return " ; ".join([critere["aide"], *aussi])


def _avec_synonymes(valeur: dict[str, Any]) -> str:
    """« domicile (ou maison, chez elle) »: the words that people use are taken too."""
    autres = ", ".join(valeur["synonymes"])
    return f"{valeur['id']} (ou {autres})" if autres else str(valeur["id"])


def jour_lu(texte: str | None) -> date | None:
    """The day of `--date`, or None when it is not given; anything else is refused."""
    lu = lire_date(texte) if texte is not None else None
    if isinstance(lu, str):
        raise ErreurUsage(lu)
    return lu


def avec_situation(fonction: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command that takes `**reponses` one option for each raw answer."""
    signature = inspect.signature(fonction, eval_str=True)
    propres = [p for p in signature.parameters.values() if p.kind is not p.VAR_KEYWORD]
    parametres = [
        inspect.Parameter(nom, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)
        for nom, annotation in ((n, _annotation(n, forme)) for n, forme in CHAMPS.items())
    ]
    propres = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in propres]
    fonction.__signature__ = signature.replace(  # type: ignore[attr-defined]
        parameters=[*parametres, *propres]
    )
    fonction.__annotations__ = {p.name: p.annotation for p in (*parametres, *propres)}
    return fonction


def _annotation(nom: str, forme: str) -> Any:
    if forme == "oui-non":
        return Annotated[bool | None, typer.Option(f"--{nom}/--sans-{nom}", show_default=False)]
    metavar = "VALEUR" if forme == "texte" else "VALEUR…"
    type_ = str | None if forme == "texte" else list[str] | None
    return Annotated[type_, typer.Option(f"--{nom}", metavar=metavar, show_default=False)]
