"""The answer on a screen of 80 columns, for somebody in a hurry.

The situation, the cell, then the sections in the order of call, then what to know.
Nothing depends on colour: bold only doubles what capitals and numbers already say.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from palliorient.noyau.decision.moteur import SEPARATEUR
from palliorient.noyau.decision.orientation import Orientation
from palliorient.noyau.langue.phrases import majuscule
from palliorient.noyau.table.lignes import Appelant
from palliorient.noyau.table.table import Table
from palliorient.rendu.liens import avec_les_liens
from palliorient.rendu.mise_en_page import Morceau, gras, hauteur, plier, plier_morceaux
from palliorient.rendu.reponse.blocs import Bloc
from palliorient.rendu.reponse.contenu import EN_BREF, Contenu, Ligne, Section, contenu
from palliorient.sortie import propre

PUCES = {"-": " -  ", "!": " ! ", "i": " i ", "?": " ? ", "": "    "}
HAUTEUR = 40
"""Lines of the screen for which an ordinary answer is made."""


class Densite(NamedTuple):
    """How close the lines stand: the first name must not scroll away."""

    aere: bool = True
    """Blank lines part the sections."""
    silence: bool = True
    """It is said of whom one does not know whether they answer."""
    en_suite: tuple[str, ...] = ()
    """Sections whose contacts follow one another in a paragraph; reminders too."""
    titre: bool = True
    """What to know has a title."""
    comment: bool = True
    """Those who are not called now keep a word on how."""
    bout_a_bout: bool = False
    """No line is left half empty: titles of paragraphs, words on the first call."""
    secondaires: bool = True
    """What changes nothing to the calls is said (`--pourquoi` says it anyway)."""
    resume: bool = True
    """The cell of the national table is summed up in the head (`--pourquoi` gives it whole)."""
    phrases: bool = True
    """What to know is said whole; else its first sentence (the rest with the reasons)."""
    noms: int | None = None
    """How many names of a list known from figures only (`--detail` gives them all)."""


_SERRE = Densite(aere=False)
_SUITE = _SERRE._replace(silence=False, en_suite=EN_BREF)
_BREF = _SUITE._replace(titre=False, comment=False)
_PLEIN = _BREF._replace(phrases=False, bout_a_bout=True, en_suite=(*EN_BREF, "si-impossible"))
DENSITES = (
    Densite(),
    _SERRE,
    _SUITE,
    _SUITE._replace(titre=False),
    _BREF,
    _BREF._replace(phrases=False),
    _BREF._replace(phrases=False, bout_a_bout=True),
    _PLEIN,
    _PLEIN._replace(resume=False),
    _PLEIN._replace(resume=False, secondaires=False),
    *(_SERRE._replace(noms=noms) for noms in (12, 8, 5, 3)),
    *(_PLEIN._replace(noms=noms) for noms in (3, 2, 1)),
)
"""From the most airy; the first that fits is taken."""


def en_texte(
    table: Table,
    orientation: Orientation,
    instant: datetime | None = None,
    *,
    detail: bool = False,
    raisons: bool = False,
    suppose: str | None = None,
    appelant: Appelant | None = None,
    suite: Sequence[str] = (),
) -> str:
    """The whole screen. `detail` names everything; `raisons` adds reasons and sources.

    `instant` is the hour asked, when it was given: shown, so that a wrong one is seen.
    `suppose` says of the place that it was taken for granted; `appelant`: who reads it;
    `suite`: more lines, under it.
    """
    ecran = _Ecran(
        table, instant, detail=detail, raisons=raisons, suppose=suppose, appelant=appelant
    )
    if orientation.apports is None:
        lignes, dit = ecran.au_plus_aere(orientation)[1:]
    else:  # what a directory adds is added, and drives nothing else away
        densite = ecran.au_plus_aere(orientation.apports.avant)[0]
        lignes, dit = ecran.ecrire(orientation, densite)
    lignes = [*lignes, *suite]
    return avec_les_liens("\n".join(lignes + _rappel(lignes, dit)))


class _Ecran:
    """How one answer is written, more or less close."""

    def __init__(
        self,
        table: Table,
        instant: datetime | None,
        *,
        detail: bool,
        raisons: bool,
        suppose: str | None,
        appelant: Appelant | None,
    ) -> None:
        self.table = table
        self.appelant = appelant
        self.instant = instant
        self.detail = detail
        self.raisons = raisons
        self.suppose = suppose
        self.contenus: dict[tuple[int, bool, int | None], Contenu] = {}

    def au_plus_aere(self, orientation: Orientation) -> tuple[Densite, list[str], Contenu]:
        """The most airy density that fits, else the closest; and what it gives."""
        for densite in DENSITES if not (self.detail or self.raisons) else DENSITES[:1]:
            lignes, dit = self.ecrire(orientation, densite)
            if len(lignes) <= HAUTEUR:
                break
        return densite, lignes, dit

    def ecrire(self, orientation: Orientation, densite: Densite) -> tuple[list[str], Contenu]:
        """The lines of an answer, and its content."""
        cle = (id(orientation), densite.bout_a_bout, densite.noms)
        if cle not in self.contenus:
            self.contenus[cle] = contenu(
                self.table,
                orientation,
                self.instant,
                detail=self.detail,
                raisons=self.raisons,
                suppose=self.suppose,
                appelant=self.appelant,
                reserves_en_note=densite.bout_a_bout,
                noms=densite.noms,
            )
        dit = self.contenus[cle]
        return _lignes(dit, densite, detail=self.detail), dit


def _lignes(dit: Contenu, densite: Densite, *, detail: bool) -> list[str]:
    lignes = plier(dit.tete.situation, "", "  ")
    if densite.resume:
        lignes += plier(dit.tete.resume, "", "  ")
    for danger in dit.tete.danger:
        lignes += plier_morceaux([Morceau(danger, fort=True)], "")
    lignes += _blocs(dit.cellule)
    lignes += _corps(dit, densite, detail=detail)
    if dit.raisons:
        lignes += [*_blocs(dit.raisons), ""]
    lignes.append(propre(dit.pied))
    return lignes + (plier(dit.pied_du_carnet, "") if dit.pied_du_carnet else [])


def _blocs(blocs: list[Bloc]) -> list[str]:
    """Titles, then what is said, its source, and those that it is said of."""
    lignes: list[str] = []
    for bloc in blocs:
        lignes += ["", gras(bloc.titre.upper())]
        for raison in bloc.raisons:
            debut = PUCES[raison.signe]
            lignes += plier(raison.texte, debut)
            if raison.source:
                lignes += plier(raison.source, " " * len(debut))
            if raison.pour:
                lignes += plier(f"→ {raison.pour}", " " * len(debut), " " * (len(debut) + 2))
    return lignes


def _rappel(lignes: list[str], dit: Contenu) -> list[str]:
    """Where the first call has scrolled away, it is said again in the last line."""
    visibles = hauteur()
    premier = dit.premier_appel
    if visibles is None or len(lignes) < visibles or premier is None:
        return []
    texte = " · ".join(filter(None, (premier.nom, premier.telephone)))
    return plier_morceaux([Morceau("D'abord : "), Morceau(texte, fort=True)], "")[:1]


def _corps(dit: Contenu, densite: Densite, *, detail: bool) -> list[str]:
    vide = [""] if densite.aere else []
    lignes: list[str] = []
    for section in dit.sections:
        if section.code in densite.en_suite:
            lignes += [*vide, *_a_la_suite(section, densite)]
        else:
            lignes += [*vide, gras(section.titre.upper())]
            lignes += _section(section, densite, detail=detail)
    if dit.annonces:
        lignes += vide
    for annonce in dit.annonces:
        titre = Morceau(f"{annonce.titre} : ", fort=True)
        lignes += plier_morceaux([titre, Morceau(annonce.texte)], "")
    return lignes + vide + _notes(dit, densite)


def _section(section: Section, densite: Densite, *, detail: bool) -> list[str]:
    lignes: list[str] = []
    precedent = ""
    for ligne in section.lignes:
        dits = [ligne.details] if ligne.details != precedent else []
        if ligne.silence and densite.silence:
            dits.append(ligne.silence)
        lignes += _ligne(ligne, densite, SEPARATEUR.join(filter(None, dits)))
        precedent = ligne.details
        if detail:
            lignes += _fiche(ligne)
    if section.comptes:
        lignes += plier(_comptes(section), " -  ")
    return lignes


def _a_la_suite(section: Section, densite: Densite) -> list[str]:
    """Those who are not called now, one after the other in a single paragraph."""
    morceaux = [Morceau(f"{section.titre.upper()} : ", fort=True)] if densite.bout_a_bout else []
    debut = len(morceaux)
    precedent = ""
    for ligne in section.lignes:
        if len(morceaux) > debut:
            morceaux.append(Morceau(" · "))
        numero = f" {ligne.telephone}" if ligne.telephone else ""
        morceaux.append(Morceau(f"{ligne.nom}{numero}", fort=True))
        tout_dire = section.code not in EN_BREF
        if ligne.details != precedent and (tout_dire or densite.comment):
            dits = ligne.details if tout_dire else ligne.details.partition(SEPARATEUR)[0]
            morceaux.append(Morceau(f" ({dits})" if dits else ""))
        precedent = ligne.details
    if section.comptes:
        morceaux.append(Morceau(f" · {_comptes(section)}"))
    if densite.bout_a_bout:
        return plier_morceaux(morceaux, "")
    return [gras(section.titre.upper()), *plier_morceaux(morceaux, " -  ")]


def _comptes(section: Section) -> str:
    return f"Services à domicile : {', '.join(section.comptes)}"


def _ligne(ligne: Ligne, densite: Densite, details: str) -> list[str]:
    """A name (or a list), the number, and, when it adds something, how and when."""
    premier = ligne.numero == 1
    puce = f"{ligne.numero:2}. " if ligne.numero else " -  "
    nom = [Morceau(ligne.nom.upper() if premier else ligne.nom, fort=True)]
    if ligne.telephone:
        nom.append(Morceau(f" · {ligne.telephone}", fort=True))
    seul = plier_morceaux(nom, puce)
    if not details:
        return seul
    blocs = [*seul, *plier(f"{majuscule(details)}.", " " * len(puce))]
    a_la_suite = plier_morceaux([*nom, Morceau(f" : {details}.")], puce)
    a_part = premier and not densite.bout_a_bout
    return a_la_suite if len(a_la_suite) < len(blocs) and not a_part else blocs


def _fiche(ligne: Ligne) -> list[str]:
    """With `--detail`: hours, address and the source of the number, as far as they are known."""
    if ligne.groupe is None:
        return []
    contact = ligne.groupe.premier
    lignes = plier(f"Horaires : {contact.horaires}.", "    ") if contact.horaires else []
    if contact.adresse:
        lignes += plier(f"Adresse : {contact.adresse}.", "    ")
    for dit in ligne.fiche:
        lignes += plier(dit, "    ")
    source = contact.telephone_source
    if contact.telephone and source and not ligne.fiche:
        dit = f"Téléphone : {contact.telephone}, d'après {source['nom']} ({source['date']})."
        lignes += plier(dit, "    ")
    return lignes


def _notes(dit: Contenu, densite: Densite) -> list[str]:
    if not dit.notes:
        return []
    lignes = [gras(dit.titre_des_notes.upper())] if densite.titre else []
    for note in dit.notes:
        if note.signe == "!" and (densite.secondaires or not note.secondaire):
            texte = note.texte if densite.phrases else _premiere_phrase(note.texte)
            lignes += plier(texte, " ! ")
    rappels = [note.texte for note in dit.notes if note.signe != "!"]
    if densite.en_suite:
        return lignes + plier(" ".join(rappels), " i ")
    return lignes + [ligne for rappel in rappels for ligne in plier(rappel, " i ")]


def _premiere_phrase(texte: str) -> str:
    debut, point, _ = texte.partition(". ")
    return debut + point.strip()
