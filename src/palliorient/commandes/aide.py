"""The pages of `--help`: options under titles that people think of, no word cut that is typed.

The library's own would cut a code at its hyphens, and end a line with « alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from shutil import get_terminal_size
from typing import Any

SITUATION = "La situation"
"""Where a criterion stands that declares no heading."""

OPTIONS = "Options"
"""Where an option of a command stands that declares none (`rich_help_panel`)."""

REPONSE, DONNEES = "La réponse", "Les données"
AUTRES = "Autres"

EN_DERNIER = (OPTIONS, REPONSE, DONNEES, AUTRES)
"""The headings of the program, after those of the situation."""

COLONNE = 30
"""The longest name beside which its help still stands."""

MARQUES = (("[required]", "(obligatoire)"), ("[default: ", "[défaut : "))
"""What the library says of a parameter → in French."""

TAPES = r"« [^»]{,30} »"
"""What is typed in one go is read on one line: « 3 jours »."""

Lignes = list[tuple[str, str]]


def page(commande: Any, ctx: Any, sommaire: Mapping[str, str]) -> str:
    """The help of a command; `sommaire`: the commands under it, and what each does."""
    from palliorient.rendu.mise_en_page import dans, plier

    longueur = dans(get_terminal_size().columns)
    usage = " ".join((ctx.command_path, *commande.collect_usage_pieces(ctx)))
    lignes = plier(f"Usage : {usage}", "", "  ", longueur=longueur)
    for paragraphe in commande.help.split("\n\n"):
        lignes += ["", *plier(paragraphe, "  ", longueur=longueur)]
    sections = [*_sections(commande.get_params(ctx), ctx)]
    colonne = _colonne(nom for _, entrees in sections for nom, _ in entrees)
    blocs = [(titre, colonne, entrees) for titre, entrees in sections]
    if sommaire:
        blocs.append(("Commandes", _colonne(sommaire), [*sommaire.items()]))
    for titre, colonne, entrees in blocs:
        lignes += ["", f"{titre} :"]
        for nom, dit in entrees:
            debut = f"  {nom}".ljust(colonne)
            if len(nom) + 4 > colonne:
                lignes.append(f"  {nom}")
                debut = " " * colonne
            lignes += plier(dit, debut, longueur=longueur, entiers=TAPES) or [f"  {nom}"]
    return "\n".join(lignes)


def _colonne(noms: Iterable[str]) -> int:
    """Where the helps begin. A name that is too long has its own below: it pushes no other."""
    return max(len(nom) for nom in noms if len(nom) <= COLONNE) + 4


def _sections(parametres: Iterable[Any], ctx: Any) -> list[tuple[str, Lignes]]:
    """Arguments, then options by heading; those of the situation first, as they come."""
    sections: dict[str, Lignes] = {}
    for parametre in parametres:
        entree = parametre.get_help_record(ctx)
        if entree is not None:
            nom, dit = entree
            for anglais, francais in MARQUES:
                dit = dit.replace(anglais, francais)
            sections.setdefault(_titre(parametre), []).append((nom, dit))
    if {*sections} <= {OPTIONS, AUTRES}:  # nothing to tell apart
        return [(OPTIONS, [ligne for lignes in sections.values() for ligne in lignes])]
    return sorted(sections.items(), key=lambda s: _rang(s[0]))


def _titre(parametre: Any) -> str:
    if parametre.param_type_name == "argument":
        return "Arguments"
    return parametre.rich_help_panel or (AUTRES if "--help" in parametre.opts else OPTIONS)


def _rang(titre: str) -> int:
    return EN_DERNIER.index(titre) if titre in EN_DERNIER else -1
