"""`palliorient territoires`: the territories, their communes, how we know."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from palliorient.commandes.carte import carte_du_jour, commune
from palliorient.commandes.erreurs import ErreurUsage, parmi
from palliorient.commandes.options import Donnees, Format, Sortie
from palliorient.donnees import charger
from palliorient.noyau.langue.mots import code, vouliez_vous_dire
from palliorient.noyau.langue.phrases import citer
from palliorient.noyau.modele.diagnostic import SituationRefusee
from palliorient.noyau.modele.modele import Rattachement, Referentiel
from palliorient.noyau.modele.places import COMMUNE
from palliorient.noyau.situation.lieux import endroit
from palliorient.noyau.table.table import Table
from palliorient.sortie import ecrire

AIDE = (
    "Parcourt les territoires et leurs arrondissements ou communes.\n\n"
    "Avec un territoire, un arrondissement, une commune ou un code postal : son détail et ses"
    " sources."
)
FORMATS = ("texte", "json")


def executer(
    ou: Annotated[
        str | None,
        typer.Argument(
            metavar="[OÙ]",
            help="un territoire, un arrondissement, une commune (nom ou code).",
            show_default=False,
        ),
    ] = None,
    format: Format = "texte",
    donnees: Donnees = None,
    sortie: Sortie = None,
) -> int:
    """Find the place, show its attachments."""
    parmi(format, FORMATS, "--format")
    dossier = Path(donnees) if donnees else None
    referentiel = carte_du_jour(dossier)
    montres: Sequence[Rattachement] = referentiel.rattachements
    if ou is not None:
        montres = _rattachements(referentiel, dossier, ou)
    from palliorient.rendu import territoires

    if format == "json":
        from palliorient.rendu.reponse.json import en_json

        ecrire(en_json(territoires.en_dictionnaire(referentiel, montres)), sortie)
    else:
        ecrire(territoires.en_texte(referentiel, montres, detail=ou is not None), sortie)
    return 0


def _rattachements(referentiel: Referentiel, dossier: Path | None, ou: str) -> list[Rattachement]:
    """The attachments of a territory (by its code or name), or of one place."""
    lu = code(ou)
    for territoire in referentiel.territoires:
        if lu in (territoire.id, code(territoire.nom)):
            return [r for r in referentiel.rattachements if r.territoire == territoire.id]
    table = charger(dossier)
    try:
        ici = commune(table, **{table.place: ou})
    except SituationRefusee as refus:
        if any(c.isdigit() for c in ou) or table.place == COMMUNE or endroit(table, ou).ici:
            raise
        raise ErreurUsage(_inconnu(referentiel, table, ou)) from refus
    return [r for r in referentiel.rattachements if r.commune == ici]


def _inconnu(referentiel: Referentiel, table: Table, ou: str) -> str:
    connus = [t.id for t in referentiel.territoires]
    return (
        f"{citer(ou)} n'est ni un territoire ni un arrondissement {referentiel.de}."
        f"{vouliez_vous_dire(ou, connus)}"
        f" Territoires : {', '.join(connus)}. Arrondissements : 1 à"
        f" {max(table.communes)}."
    )
