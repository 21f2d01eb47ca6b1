"""`palliorient fiche`: one A4 sheet for the bedside or the file: who to call, at every moment."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from palliorient.commandes.aide import REPONSE
from palliorient.commandes.carnet.lus import Carnet, carnets_demandes
from palliorient.commandes.erreurs import ErreurUsage, ReponsesManquantes, parmi
from palliorient.commandes.options import (
    AIDE_DE_L_APPELANT,
    TABLE,
    CommandeSituation,
    Donnees,
    Jour,
    Sortie,
    appelant_lu,
    avec_situation,
    commande_dite,
    jour_lu,
    manque,
    peut_demander,
    reponses_dites,
)
from palliorient.donnees import du_jour
from palliorient.horloge import lire_quand, maintenant
from palliorient.noyau.langue.phrases import et
from palliorient.noyau.modele.diagnostic import ErreurPalliorient, SituationRefusee
from palliorient.noyau.situation.lecture import lire_situation
from palliorient.noyau.table.lignes import Appelant, MomentDeFiche
from palliorient.noyau.table.table import A_LA_PLACE, Table
from palliorient.rendu.fiche.apport import Apport, ApportDuCarnet
from palliorient.rendu.fiche.contenu import Fiche, contenu
from palliorient.sortie import ecrire, ecrire_octets

if TYPE_CHECKING:
    from palliorient.noyau.carnet.carnet import Carnets

AIDE = (
    "D'une situation à une feuille A4, pour le chevet ou le dossier : le 15, puis qui appeler le"
    " jour, le soir, la nuit, le week-end, et si la situation devient instable.\n\n"
    "Les mêmes options que « orienter », sauf celles du moment : la fiche les dit tous. Des proches"
    " la lisent : elle ne dit de la personne que le lieu, et adulte ou enfant."
)
FORMATS = ("html", "texte", "pdf")


class CommandeFiche(CommandeSituation):
    """The options of a situation, those of its moment hidden: they are refused, with the reason."""

    def declarer(self, args: list[str]) -> Table:
        table = super().declarer(args)
        fixes = criteres_fixes(table)
        for option in self.params:
            if str(option.name).replace("_", "-") in fixes:
                option.hidden = True
        return table


CLASSE = CommandeFiche


@avec_situation
def executer(
    ctx: typer.Context,
    jour: Jour = None,
    appelant: Annotated[
        str | None,
        typer.Option("--appelant", metavar="QUI", help=AIDE_DE_L_APPELANT, rich_help_panel=REPONSE),
    ] = None,
    lignes_pro: Annotated[
        bool,
        typer.Option(
            "--lignes-pro",
            help="Écrire aussi les numéros réservés aux professionnels (carnet).",
            rich_help_panel=REPONSE,
        ),
    ] = False,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="html|texte|pdf",
            help="Forme de la fiche.",
            show_default=False,
            rich_help_panel=REPONSE,
        ),
    ] = "html",
    carnet: Carnet = None,
    donnees: Donnees = None,
    sortie: Sortie = None,
    **options: Any,
) -> int:
    """Read the answers, ask for those that lack, decide for every moment, lay out."""
    parmi(format, FORMATS, "--format")
    table = ctx.meta[TABLE]
    reponses = reponses_dites(table, options)
    _sans_moment(table, reponses)
    jour_demande = jour_lu(jour) or maintenant(table.fuseau).date()
    table = du_jour(table, Path(donnees) if donnees else None, jour_demande)
    qui = appelant_lu(table, appelant)
    fixes = pour_les_questions(table)
    lecture = lire_situation(table, {**reponses, **fixes}, lire_quand)
    if lecture.refus:
        raise SituationRefusee(lecture.refus)
    _possible(table, format, sortie)
    carnets = carnets_demandes(table, carnet or (), dire_les_conflits=True)
    if peut_demander(lecture):
        from palliorient.questionnaire import completer

        commande = commande_dite(ctx, "fiche")
        lecture = completer(table, reponses, lecture, fixes=fixes, commande=commande)
    if lecture.situation is None:
        raise ReponsesManquantes(manque(table, lecture))
    fiche = contenu(
        table,
        lecture.situation,
        jour_demande,
        appelant=qui,
        apport=_apport(table, carnets, jour_demande, qui),
        lignes_pro=lignes_pro,
    )
    _ecrire(fiche, format, sortie)
    return 0


def moments(table: Table) -> list[MomentDeFiche]:
    """The lists of the sheet of these data; none where they declare no sheet."""
    return table.fiche.moments if table.fiche else []


def criteres_fixes(table: Table) -> list[str]:
    """The raw answers that the sheet gives by itself: those of its moments."""
    fixes = dict.fromkeys(critere for moment in moments(table) for critere in moment.reponses)
    return [*fixes, *(A_LA_PLACE[c] for c in fixes if c in A_LA_PLACE)]


def pour_les_questions(table: Table) -> dict[str, str]:
    """The answers of a moment, so that nobody is asked for them, nor for the others' either.

    The first moment for which the rules want something asked outright: in the evening, who
    already follows the person. A sheet made without it would be wrong every night.
    """
    connus = [moment.reponses for moment in moments(table)]
    boites = [b for critere in table.criteres.values() for b in critere.demande_si]
    demandent = (r for r in connus if any(_peut_etre_dans(r, boite) for boite in boites))
    defauts = {c: table.defaut(c) for c in criteres_fixes(table) if c in table.criteres}
    dits = {**defauts, **next(demandent, next(iter(connus), {}))}
    return {critere: code for critere, code in dits.items() if code is not None}


def _peut_etre_dans(reponses: Mapping[str, str], boite: Mapping[str, Collection[str]]) -> bool:
    """Does a box speak of these answers, and allow them?"""
    communs = [critere for critere in reponses if critere in boite]
    return bool(communs) and all(reponses[c] in boite[c] for c in communs)


def _sans_moment(table: Table, reponses: dict[str, Any]) -> None:
    """Refuse what the sheet does not depend on."""
    dites = [f"--{c}" for c in criteres_fixes(table) if reponses[c] is not None]
    if dites:
        tous = ", ".join(moment.nom for moment in moments(table))
        raise ErreurUsage(
            f"{et(dites)} : la fiche dit tous les moments ({tous}). Retirer cette option ;"
            " pour un seul moment : palliorient orienter."
        )
    for critere in criteres_fixes(table):
        del reponses[critere]


def _possible(table: Table, format: str, sortie: str | None) -> None:
    """Said before any question: no sheet in these data, no PDF here, nowhere to put it."""
    if table.fiche is None:
        raise ErreurPalliorient(
            "ces données ne déclarent pas de fiche (« fiche » dans regles_gradation.yaml)."
        )
    if format == "pdf":
        from palliorient.rendu.fiche.pdf import verifier_typst

        verifier_typst()
        if sortie in (None, "-") and sys.stdout.isatty():
            raise ErreurUsage("un PDF ne se lit pas au terminal : ajouter --sortie FICHIER.pdf.")


def _apport(
    table: Table, carnets: Carnets | None, jour: date, qui: Appelant | None
) -> Apport | None:
    """What the directories add for who reads the sheet."""
    lecteur = qui.id if qui else table.fiche and table.fiche.lecteur
    return ApportDuCarnet(table, carnets, jour, lecteur) if carnets and lecteur else None


def _ecrire(fiche: Fiche, format: str, sortie: str | None) -> None:
    if format == "pdf":
        from palliorient.rendu.fiche.pdf import en_pdf

        ecrire_octets(en_pdf(fiche), sortie)
    elif format == "texte":
        from palliorient.rendu.fiche.texte import en_texte

        ecrire(en_texte(fiche), sortie)
    else:
        from palliorient.rendu.fiche.html import en_html

        ecrire(en_html(fiche), sortie)
