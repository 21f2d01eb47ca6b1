"""The content of the sheet, as a value: the five answers, what is told once, the dates.

HTML, text and PDF only lay it out. What each of them has no room for is taken out by `page`.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from palliorient.noyau.decision.moteur import orienter, valeurs_des_axes
from palliorient.noyau.langue.phrases import date_dite, et, majuscule
from palliorient.noyau.situation.criteres import completer, depuis
from palliorient.noyau.situation.situation import Situation, deduire
from palliorient.noyau.table.lignes import Appelant
from palliorient.noyau.table.lignes import Fiche as Declaree
from palliorient.noyau.table.table import Table, dans_une_boite
from palliorient.rendu.fiche.apport import Apport
from palliorient.rendu.fiche.lignes import Ligne, Lignes
from palliorient.rendu.fiche.listes import Bloc, Listes, blocs, listes_de
from palliorient.rendu.reponse.appelant import adresser

DEBUT_DE_L_EMPREINTE = len("sha256:") + 12


class Danger(NamedTuple):
    """What stands first, and largest."""

    avant: str
    grand: str
    apres: str | None


class Fiche(NamedTuple):
    """Everything that the sheet says, from top to bottom."""

    titre: str
    ou: str
    danger: Danger
    blocs: tuple[Bloc, ...]
    titre_sous_la_main: str
    sous_la_main: tuple[str, ...]
    alertes: tuple[str, ...]
    blancs: str
    reserves: str
    """What the stars mean, `{annees}` standing for the years."""
    omissions: tuple[str, str]
    """How one line, or several (`{nombre}`), that have no room are told."""
    validite: str
    version: str
    offre: str
    omises: int = 0
    """Lines for which there was no room."""

    @property
    def notes(self) -> list[str]:
        """What to know of the numbers, and of what is not there."""
        lignes = [ligne for bloc in self.blocs for ligne in bloc.lignes]
        dites = [self.blancs] if any(ligne.blanc for ligne in lignes) else []
        annees = {n.annee for ligne in lignes for n in ligne.numeros if n.annee}
        if annees:
            dites.append(self.reserves.replace("{annees}", et(sorted(annees))))
        if self.omises:
            phrase = self.omissions[self.omises > 1]
            dites.append(phrase.replace("{nombre}", str(self.omises)))
        return dites

    def phrases(self) -> list[str]:
        """Each thing that is said, in words: for who checks the sheet without laying it out."""
        danger = " ".join(filter(None, self.danger))
        dites = [self.titre, self.ou, danger, *self.alertes]
        for bloc in self.blocs:
            dites.append(f"{bloc.titre} : {bloc.heures}" if bloc.heures else bloc.titre)
            for ligne in bloc.lignes:
                dites.append(en_mots(ligne))
        if self.sous_la_main:
            dites += [self.titre_sous_la_main, *self.sous_la_main]
        return [*dites, *self.notes, self.validite, self.version, self.offre]


def en_mots(ligne: Ligne) -> str:
    """« Le médecin traitant : vous pouvez appeler ; aux heures du cabinet »."""
    nom = f"{ligne.nom}, {ligne.nature}" if ligne.nature else ligne.nom
    qui = " ; ".join(filter(None, (ligne.qui, ligne.mots)))
    if ligne.noms:
        dits = [f"{n.nom} {n.numero.texte}" if n.numero else n.nom for n in ligne.noms]
        return f"{nom} : {' | '.join(dits)} : {qui}"
    return f"{nom}, {ligne.numero.texte} : {qui}" if ligne.numero else f"{nom} : {qui}"


def contenu(
    table: Table,
    situation: Situation,
    jour: date,
    *,
    appelant: Appelant | None = None,
    apport: Apport | None = None,
    lignes_pro: bool = False,
) -> Fiche:
    """The sheet of a situation, whatever its moment, made on a day; whole, however long.

    `appelant`: who reads it, by default whom the data say; `apport`: what a directory adds;
    `lignes_pro`: numbers for professionals only are shown. `table.fiche` must be declared.
    """
    declaree = table.fiche
    assert declaree is not None
    textes = table.textes
    # What the moments say is theirs, whatever the situation says of it.
    leurs = {c: table.defauts[c] for moment in declaree.moments for c in moment.reponses}
    situation = completer(table, situation.avec(**leurs))
    valeurs = valeurs_des_axes(table, situation, jour)
    lecteur = appelant or table.appelants[declaree.lecteur]
    ajouts = apport or Apport()
    lignes = Lignes(table, declaree, lecteur, ajouts, lignes_pro=lignes_pro)
    alertes: dict[str, None] = {}
    par_moment: list[Listes] = []
    for moment in declaree.moments:
        reponses = {c: depuis(table, c, code) for c, code in moment.reponses.items()}
        orientation = orienter(table, situation.avec(**reponses), jour, avec_ecartes=False)
        orientation = adresser(table, lecteur, ajouts.enrichir(orientation))
        par_moment.append(listes_de(table, moment, lignes.de(orientation)))
        alertes.update((a.texte, None) for a in orientation.alertes if a.code in declaree.alertes)
    danger = _danger(declaree, valeurs)
    return Fiche(
        titre=textes["fiche-titre"],
        ou=_ou(table, situation, jour),
        danger=danger,
        blocs=tuple(blocs(table, par_moment)),
        titre_sous_la_main=textes["fiche-sous-la-main"],
        sous_la_main=tuple(
            p.texte for p in declaree.sous_la_main if dans_une_boite(p.quand, valeurs)
        ),
        alertes=tuple(alertes),
        blancs=textes["fiche-blancs"],
        reserves=textes["reserves-en-note"],
        omissions=(textes["fiche-omission"], textes["fiche-omissions"]),
        validite=textes["fiche-validite"].replace("{limite}", _dite(limite(table, jour))),
        version=textes["fiche-version"]
        .replace("{version}", table.version)
        .replace("{empreinte}", table.empreinte[:DEBUT_DE_L_EMPREINTE]),
        offre=textes["offre-datee"],
    )


def limite(table: Table, jour: date) -> date:
    """The last day of a sheet: so many months, and not beyond the data themselves."""
    assert table.fiche is not None
    voulue, fin = _apres(jour, table.fiche.mois), date.fromisoformat(table.perime_apres)
    return min(voulue, fin) if jour <= fin else voulue


def _apres(jour: date, mois: int) -> date:
    """So many months later, the same day of the month or its last one; the last day there is."""
    annee, rang = divmod(jour.year * 12 + jour.month - 1 + mois, 12)
    if annee > date.max.year:
        return date.max
    _, dernier = monthrange(annee, rang + 1)
    return date(annee, rang + 1, min(jour.day, dernier))


def _danger(fiche: Declaree, valeurs: dict[str, str]) -> Danger:
    """The first case that holds; the last one everywhere else."""
    cas = next((c for c in fiche.danger if dans_une_boite(c.quand, valeurs)), fiche.danger[-1])
    return Danger(cas.avant, cas.grand, cas.apres)


def _dite(jour: date) -> str:
    return date_dite(jour.isoformat())


def _ou(table: Table, situation: Situation, jour: date) -> str:
    """« Domicile · adulte · fiche du 1er juin 2026 »: of the person, nothing more."""
    hopital = situation.etablissement
    lieu = (
        table.etablissements[hopital].nom if hopital else table.valeur("lieu", situation.lieu).nom
    )
    public = deduire(table, situation).public
    dits = [majuscule(lieu), *([table.textes[f"fiche-public-{public}"]] if public else [])]
    return " · ".join([*dits, table.textes["fiche-date"].replace("{jour}", _dite(jour))])
