"""`palliorient orienter`: from one situation to the actors to contact, in order."""

from __future__ import annotations

import sys
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from palliorient.commandes.aide import REPONSE
from palliorient.commandes.carnet.lus import Carnet, avec_les_carnets, carnets_demandes
from palliorient.commandes.erreurs import ErreurUsage, ReponsesManquantes, parmi
from palliorient.commandes.options import (
    AIDE_DE_L_APPELANT,
    TABLE,
    CommandeSituation,
    Donnees,
    Format,
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
from palliorient.noyau.decision.moteur import orienter
from palliorient.noyau.modele.diagnostic import SituationRefusee
from palliorient.noyau.situation.lecture import lire_situation
from palliorient.noyau.table.table import Table
from palliorient.sortie import ecrire

if TYPE_CHECKING:
    from palliorient.commandes.et_si import Variantes
    from palliorient.noyau.situation.changement import Changement

CLASSE = CommandeSituation
AIDE = (
    "D'une situation aux équipes à contacter, dans l'ordre, avec les raisons.\n\n"
    "Pose au terminal les questions dont la réponse n'est pas donnée en option. Aucun nom,"
    " aucun texte libre : rien n'est enregistré."
)
FORMATS = ("texte", "json")


@avec_situation
def executer(
    ctx: typer.Context,
    jour: Jour = None,
    detail: Annotated[
        bool,
        typer.Option("--detail", help="Tout montrer, sans regrouper.", rich_help_panel=REPONSE),
    ] = False,
    pourquoi: Annotated[
        bool,
        typer.Option(
            "--pourquoi",
            help="Les raisons, leurs sources, et ce qui manque.",
            rich_help_panel=REPONSE,
        ),
    ] = False,
    appelant: Annotated[
        str | None,
        typer.Option("--appelant", metavar="QUI", help=AIDE_DE_L_APPELANT, rich_help_panel=REPONSE),
    ] = None,
    scenario: Annotated[
        bool,
        typer.Option(
            "--scenario",
            help="Le bloc de scénario de cette situation (YAML).",
            rich_help_panel=REPONSE,
        ),
    ] = False,
    et_si: Annotated[
        list[str] | None,
        typer.Option(
            "--et-si",
            metavar="CRITERE=VALEUR",
            help="La même situation, changée : moment=nuit (répétable, plusieurs par « + »).",
            rich_help_panel=REPONSE,
        ),
    ] = None,
    court: Annotated[
        bool,
        typer.Option(
            "--court", help="Six lignes, pour qui est au téléphone.", rich_help_panel=REPONSE
        ),
    ] = False,
    carnet: Carnet = None,
    format: Format = "texte",
    donnees: Donnees = None,
    sortie: Sortie = None,
    **options: Any,
) -> int:
    """Read the answers, ask for those that lack, decide, show."""
    parmi(format, FORMATS, "--format")
    json = format == "json"
    pas_un_ecran = {"--format json": json, "--scenario": scenario}
    _vont_ensemble("--appelant", appelant is not None, pas_un_ecran)
    _vont_ensemble("--et-si", bool(et_si), {"--scenario": scenario, "--court": court})
    _vont_ensemble("--court", court, {**pas_un_ecran, "--pourquoi": pourquoi, "--detail": detail})
    reponses = reponses_dites(ctx.meta[TABLE], options)
    instant = _instant(reponses["quand"], ctx.meta[TABLE].fuseau)
    jour_demande = jour_lu(jour) or (instant or maintenant(ctx.meta[TABLE].fuseau)).date()
    dossier = Path(donnees) if donnees else None
    table = du_jour(ctx.meta[TABLE], dossier, jour_demande)
    qui = appelant_lu(table, appelant)
    lecture = lire_situation(table, reponses, lire_quand)
    if lecture.refus:
        raise SituationRefusee(lecture.refus)
    changements = _changements(table, et_si)
    carnets = carnets_demandes(table, carnet or (), dire_les_conflits=json)
    questions = peut_demander(lecture)
    if questions:
        from palliorient.questionnaire import completer

        lecture = completer(table, reponses, lecture, commande=commande_dite(ctx, "orienter"))
    if lecture.situation is None:
        raise ReponsesManquantes(manque(table, lecture))
    orientation = orienter(table, lecture.situation, jour_demande)

    def a_cote() -> Variantes:
        """What shows changes beside this answer: imported only where some are asked for."""
        from palliorient.commandes.et_si import Variantes

        def table_de(autre: date) -> Table:
            return du_jour(table, dossier, autre)

        jours = (jour_lu(jour), jour_demande, table_de)
        instant_de = partial(_instant, fuseau=table.fuseau)
        commande = commande_dite(ctx, "orienter")
        return Variantes(table, lecture, orientation, jours, instant_de, commande)

    if scenario:
        from palliorient.scenarios.ecriture import bloc

        ecrire(bloc(table, orientation), sortie)
        return 0
    orientation = avec_les_carnets(table, orientation, carnets, jour_demande, qui)
    if json and changements:
        ecrire(a_cote().en_json(changements), sortie)
    elif json:
        from palliorient.rendu.reponse.json import en_ligne

        ecrire(en_ligne(orientation), sortie)
    elif court:
        from palliorient.rendu.reponse.court import en_court

        ecrire(en_court(table, orientation, qui), sortie)
    else:
        from palliorient.rendu.reponse.texte import en_texte

        ecran = en_texte(
            table,
            orientation,
            instant,
            detail=detail,
            raisons=pourquoi,
            suppose=table.textes["lieu-suppose"] if "lieu" in lecture.supposes else None,
            appelant=qui,
            suite=a_cote().en_lignes(changements) if changements else (),
        )
        ecrire(ecran, sortie)
        if questions and not changements and sortie in (None, "-") and sys.stdout.isatty():
            a_cote().proposer()
    return 0


def _vont_ensemble(option: str, dite: bool, autres: dict[str, bool]) -> None:
    """Options that would have no effect beside another are refused, naming both."""
    exclue = next((autre for autre, donnee in autres.items() if donnee), None)
    if dite and exclue:
        raise ErreurUsage(f"{option} et {exclue} ne vont pas ensemble : donner l'un ou l'autre.")


def _changements(table: Table, textes: list[str] | None) -> list[tuple[str, Changement]]:
    if not textes:
        return []
    from palliorient.commandes.et_si import lire_les_changements

    return lire_les_changements(table, textes)


def _instant(texte: str | None, fuseau: str) -> datetime | None:
    """The hour of `--quand`, when it is one; the door says what is wrong with it otherwise."""
    lu = lire_quand(texte, fuseau) if texte else None
    return lu if isinstance(lu, datetime) else None
