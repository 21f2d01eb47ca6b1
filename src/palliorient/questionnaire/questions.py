"""The questions, made from the criteria of the rules: wording, choices, earlier answer.

Pure. Nothing here names a value of a criterion: what is shown comes from the data.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from palliorient.noyau.langue.mots import code, mots
from palliorient.noyau.langue.phrases import citer, ou
from palliorient.noyau.modele.places import COMMUNE, PLACES
from palliorient.noyau.situation.communes import chercher, ecrire
from palliorient.noyau.situation.etablissements import trouver
from palliorient.noyau.situation.lieux import court
from palliorient.noyau.table.lignes import Critere, Valeur
from palliorient.noyau.table.table import Table

Reponse = str | tuple[str, ...]
"""What was answered: a code or a text; several codes where boxes are ticked."""

LARGEUR = 80
"""Columns that a question may take."""

SIGNALER = "signaler"
"""The question that gathers what nobody has to be asked one by one."""

NOM_DU_RESTE = "à signaler"

RIEN = "rien"
AUCUN = "non"
AUTRE = "autre"
NE_SAIS_PAS = "ne-sais-pas"
TOUS = "tous"

PAR_LES_DEFINITIONS = ("je ne sais pas : voir les définitions", "relire les définitions")
PAR_LA_GRILLE = ("je ne sais pas : en discuter par la grille", "reprendre la grille")
"""How who does not know the level is helped: the first time, then again."""

CHOIX, CASES, TEXTE, RECHERCHE = "choix", "cases", "texte", "recherche"
"""The forms of a question: one of a list, any of a list, typed, typed with a search."""

SAISIS = (*PLACES, "age", "residence")
"""Criteria that are quicker to type than to find in a list."""

LIEUX = (*PLACES, "residence")
"""Those whose answer is a place: searched by their letters where it is a commune."""

PROPOSES = 12
"""Communes named one by one; beyond, more letters are asked for."""


A_TAPER = {
    False: "Quelques lettres du nom, ou « autre »",
    True: "Quelques lettres du nom, ou le code postal",
}
"""What to type where letters are searched: among hospitals, or (True) among communes."""


class Choix(NamedTuple):
    """One possible answer: its code, and its words."""

    code: str
    libelle: str


class Question(NamedTuple):
    """What to ask now. `defaut` is what Enter alone answers; empty: nothing."""

    id: str
    forme: str
    nom: str
    texte: str
    pourquoi: str
    aide: str
    choix: tuple[Choix, ...]
    defaut: Reponse


def du_critere(table: Table, id: str, defaut: Reponse = "") -> Question:
    """The question of a criterion, as the rules word it."""
    critere = table.criteres[id]
    if id in LIEUX and table.place == COMMUNE:
        dits = [Choix(v.id, v.nom) for v in critere.valeurs if v.id != critere.defaut]
        places = [Choix(ecrire(table, c), lieu.nom) for c, lieu in table.lieux.items()]
        return _question(critere, RECHERCHE, (*dits, *places), defaut)
    if id in SAISIS:
        return _question(critere, TEXTE, (), defaut)
    choix = tuple(Choix(v.id, _libelle(v)) for v in critere.valeurs)
    if id in table.listes:
        choix = (Choix(RIEN, AUCUN), *choix)
        return _question(critere, CASES, choix, defaut or (RIEN,))
    retenu = defaut if defaut in [c.code for c in choix] else critere.defaut or ""
    return _question(critere, CHOIX, choix, retenu)


def du_service(
    table: Table, critere: str, code: str, services: Iterable[Choix], defaut: Reponse
) -> Question:
    """Of a category that was ticked: the whole of it, or one service of those that answer."""
    declare = table.criteres[critere]
    nom = table.nom_de(critere, code)
    choix = (Choix(TOUS, "toute la catégorie"), *services)
    retenu = defaut if defaut in [c.code for c in choix] else TOUS
    question = _question(declare, CHOIX, choix, retenu)
    return question._replace(
        id=f"{critere}:{code}",
        texte=f"{nom} : toute la catégorie, ou un seul service ?",
        pourquoi="Un seul : les autres de la même catégorie restent proposés.",
    )


def du_niveau(
    table: Table,
    defaut: Reponse,
    *,
    explique: bool,
    sans_niveau_admis: bool,
    par_la_grille: bool = False,
) -> Question:
    """The level: bare names first; the definitions, or the grid, for whoever asks for them."""
    critere = table.criteres["niveau"]
    niveaux = [v for v in critere.valeurs if not v.explicite]
    sans_niveau = [v for v in critere.valeurs if v.explicite and sans_niveau_admis]
    choix = [Choix(v.id, _libelle(v) if explique else v.nom) for v in niveaux]
    voir, revoir = PAR_LA_GRILLE if par_la_grille else PAR_LES_DEFINITIONS
    choix.append(Choix(NE_SAIS_PAS, revoir if explique else voir))
    choix += [Choix(v.id, _libelle(v)) for v in sans_niveau]
    # A slip of the Enter key must not choose a level: it shows what the levels are.
    connus = [c.code for c in choix]
    return _question(critere, CHOIX, tuple(choix), defaut if defaut in connus else NE_SAIS_PAS)


def du_moment(table: Table, defaut: Reponse, actuel: str, heure: str) -> Question:
    """The moment: the one that it is now comes marked, and is what Enter answers."""
    question = du_critere(table, "moment", defaut or actuel)
    choix = tuple(
        c._replace(libelle=f"{c.libelle} - maintenant, {heure}") if c.code == actuel else c
        for c in question.choix
    )
    return question._replace(choix=choix)


def de_l_hopital(table: Table, defaut: Reponse, place: object) -> Question | None:
    """The hospitals of the map (of one place, when it is known), and another one."""
    ordre = {commune: rang for rang, commune in enumerate(table.lieux)}
    connus = [
        (table.sites[id].commune, id, nom)
        for id, (nom, _) in table.etablissements.items()
        if place in (None, table.place_de(table.sites[id].commune))
    ]
    if not connus:
        return None
    choix = [
        Choix(id, f"{court(table, commune)} - {nom}")
        for commune, id, nom in sorted(connus, key=lambda connu: ordre[connu[0]])
    ]
    choix.append(Choix(AUTRE, "un autre hôpital"))
    return _question(table.criteres["etablissement"], RECHERCHE, tuple(choix), defaut)


def du_reste(table: Table, criteres: Iterable[str], defaut: Reponse) -> Question:
    """One list for all that may be raised: what a tick settles first, then what it opens."""
    ordre = sorted(criteres, key=lambda c: autre_valeur(table, c) is None)
    choix = (Choix(RIEN, "rien d'autre"), *(Choix(c, _signalement(table, c)) for c in ordre))
    gardes = tuple(c for c in ordre if c in defaut)
    return Question(
        id=SIGNALER,
        forme=CASES,
        nom=NOM_DU_RESTE,
        texte="Autre chose à signaler ?",
        pourquoi="Seul ce qui suit peut encore changer la réponse.",
        aide="\n".join(table.criteres[c].pourquoi for c in ordre),
        choix=choix,
        defaut=gardes or (RIEN,),
    )


def autre_valeur(table: Table, critere: str) -> Valeur | None:
    """The value that a tick means, where there are only two; None where one must ask."""
    declare = table.criteres[critere]
    autres = [v for v in declare.valeurs if v.id != declare.defaut]
    if critere in table.listes or critere in SAISIS or len(autres) != 1:
        return None
    return autres[0]


def code_dit(question: Question, texte: str) -> str | None:
    """The code of the choice that a text names, by its code or by its words."""
    dit = code(texte)
    return next((c.code for c in question.choix if dit in (c.code, code(c.libelle))), None)


def defaut_en_mots(question: Question) -> str:
    """What Enter alone answers, where there is one answer, as it is shown."""
    libelles = {c.code: c.libelle for c in question.choix}
    return libelles.get(str(question.defaut), str(question.defaut))


def proposer(table: Table, question: Question, texte: str) -> list[Choix]:
    """The hospitals, or the communes, that the letters typed may mean.

    « un autre » hospital always stays in reach, and so do the answers that are no commune.
    """
    if question.id in LIEUX:
        dits = [c for c in question.choix if texte.strip() and code(texte) in code(c.libelle)]
        valeurs = [c for c in dits if c.code in table.valeurs(question.id)]
        places = [Choix(ecrire(table, c), table.lieux[c].nom) for c in chercher(table, texte)]
        return [*valeurs, *places]
    ignores, abreviations = table.recherche
    if not mots(texte, ignores, abreviations):
        return list(question.choix)
    trouves = trouver(table, texte)
    return [c for c in question.choix if c.code in trouves or c.code == AUTRE]


def precisee(table: Table, question: Question, texte: str) -> str | None:
    """The code of the only commune that the letters typed may mean; None: not one only."""
    if question.forme != RECHERCHE or question.id not in LIEUX:
        return None
    proposes = proposer(table, question, texte)
    return proposes[0].code if len(proposes) == 1 else None


def trop_peu(table: Table, question: Question, texte: str) -> str | None:
    """Which communes the letters may mean, when they are several; None when that is no help."""
    if question.forme != RECHERCHE or question.id not in LIEUX:
        return None
    noms = [c.libelle for c in proposer(table, question, texte)]
    if not 1 < len(noms) <= PROPOSES:
        return None
    return f"{citer(texte)} peut désigner : {ou(noms)}. Taper d'autres lettres."


def _signalement(table: Table, critere: str) -> str:
    declare = table.criteres[critere]
    autre = autre_valeur(table, critere)
    if autre is None:
        return str(declare.question)
    return f"{declare.nom} : {declare.aide if autre.id == 'oui' else autre.nom}"


def _question(critere: Critere, forme: str, choix: tuple[Choix, ...], defaut: Reponse) -> Question:
    definitions = [f"{v.nom} : {v.aide}" for v in critere.valeurs if v.aide]
    return Question(
        id=critere.id,
        forme=forme,
        nom=critere.nom,
        texte=critere.question,
        pourquoi=critere.pourquoi,
        aide="\n".join([critere.aide, *definitions]),
        choix=choix,
        defaut=defaut,
    )


def _libelle(valeur: Valeur) -> str:
    return f"{valeur.nom} ({valeur.aide})" if valeur.aide else valeur.nom
