"""The one door from raw answers to a situation, for every way in.

Command line, CSV, JSON Lines, scenarios and the questionnaire all pass here: they give
texts (or JSON values) by criterion, and get a situation, or French sentences that say
what cannot be taken and what would be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from palliorient.noyau.langue import nombres
from palliorient.noyau.langue.mots import (
    code,
    sans_accents,
    sans_mot_de_tete,
    visible,
    vouliez_vous_dire,
)
from palliorient.noyau.langue.phrases import citer, ou, recite
from palliorient.noyau.modele.diagnostic import Refus
from palliorient.noyau.modele.places import COMMUNE, NUMERO
from palliorient.noyau.situation import communes, etablissements, lieux
from palliorient.noyau.situation.calendrier import moment as moment_du
from palliorient.noyau.situation.criteres import depuis
from palliorient.noyau.situation.situation import Situation, Valeur
from palliorient.noyau.table.table import Table

Horloge = Callable[[str, str], "datetime | str"]
"""Text of `quand`, time zone of the folder → local time, or the sentence that refuses it."""

OUI = frozenset({"oui", "o", "vrai", "yes", "y", "true", "1", "x"})
NON = frozenset({"non", "n", "faux", "no", "false", "0"})
"""What people and spreadsheets write for yes and no; empty is not said."""

LONGUEUR = 1000
"""Characters of the longest answer; a longer text is none."""

CE_TEXTE = "ce texte"
"""Stands for what was typed where it must not be repeated."""


class SituationLue(NamedTuple):
    """What came out of the door: a situation, or refusals, or wanted criteria missing.

    `jour` is the day of `quand` when that was given. `lus` holds every criterion that
    was understood, even when the situation is not complete; `bruts`, the answers as they
    were given.
    """

    situation: Situation | None
    jour: date | None
    refus: list[Refus]
    manquants: list[str]
    lus: dict[str, Valeur]
    supposes: tuple[str, ...]
    """Criteria that nobody said, taken for granted: the kind of stay in a named hospital."""
    bruts: Mapping[str, str]


def lire_situation(
    table: Table, champs: Mapping[str, Any], horloge: Horloge, *, discret: bool = False
) -> SituationLue:
    """Read raw answers. A text that is empty or None counts as not said.

    `discret`: the refusal of a value does not repeat it, for it may be a name.
    """
    lecteur = _Lecteur(table, horloge, discret)
    bruts = {nom: en_texte(valeur) for nom, valeur in champs.items()}
    return lecteur.lire({nom: texte for nom, texte in bruts.items() if texte})


def en_texte(valeur: Any) -> str:
    """JSON values as the texts that a person would type; lists separated by `|`.

    A whole number with decimals (12.0: a spreadsheet, a column with blanks) is that number;
    with three of them it may as well be thousands.
    """
    if valeur is None:
        return ""
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, dict):
        return "{…}"
    if isinstance(valeur, list | tuple):
        return "|".join("[…]" if isinstance(v, list | tuple) else en_texte(v) for v in valeur)
    texte = " ".join(visible(str(valeur)).split())
    entier, _, decimales = texte.replace(",", ".").partition(".")
    nul = decimales and not decimales.strip("0") and len(decimales) != 3
    return entier if nul and entier.isascii() and entier.isdigit() else texte


class _Lecteur:
    def __init__(self, table: Table, horloge: Horloge, discret: bool) -> None:
        self.table = table
        self.horloge = horloge
        self.discret = discret
        self.refus: list[Refus] = []
        self.jour: date | None = None
        self.supposes: list[str] = []

    def lire(self, bruts: Mapping[str, str]) -> SituationLue:
        lus: dict[str, Valeur] = {}
        for nom in self.table.champs:
            if len(bruts.get(nom, "")) > LONGUEUR:
                self.refuser(nom, f"{nom} : plus de {LONGUEUR} caractères, trop pour une réponse.")
            elif nom in bruts:
                lu = self.lecture(nom)(self, nom, bruts[nom])
                if lu is not None:
                    lus[nom] = lu
        self.refus = [self.reciter(refus, bruts.get(refus.critere, "")) for refus in self.refus]
        self.croiser(bruts, lus)
        manquants = [] if self.refus else self.manquants(lus)
        situation = None if self.refus or manquants else situation_lue(self.table, lus)
        supposes = tuple(self.supposes)
        return SituationLue(situation, self.jour, self.refus, manquants, lus, supposes, bruts)

    def refuser(self, critere: str, message: str) -> None:
        self.refus.append(Refus(critere, message))

    def reciter(self, refus: Refus, dit: str) -> Refus:
        """One place for what a refusal repeats: a beginning, or nothing at all."""
        citation = (lambda _: CE_TEXTE) if self.discret else citer
        return refus._replace(message=recite(refus.message, dit, citation))

    # --- one criterion at a time ------------------------------------------------

    def lecture(self, champ: str) -> Callable[[_Lecteur, str, str], Valeur]:
        """How an answer is read: by its name when it has a logic of its own, else by its kind."""
        return PROPRES.get(champ) or GENRES[self.table.criteres[champ].genre]

    def nom(self, critere: str) -> str:
        return str(self.table.criteres[critere].nom)

    def forme(self, critere: str, texte: str) -> str | None:
        """The value that a text names, by its code or in words that people use."""
        formes = self.table.formes[critere]
        lu = code(texte)
        return formes.get(lu) or formes.get(sans_mot_de_tete(lu))

    def choix(self, critere: str, texte: str) -> str | None:
        lu = self.forme(critere, texte)
        if lu is None:
            self.inconnue(critere, texte, [v.id for v in self.table.criteres[critere].valeurs])
        return lu

    def inconnue(
        self, critere: str, texte: str, valeurs: list[str], services: Sequence[str] = ()
    ) -> None:
        formes = self.table.formes[critere]
        proches = [f for f, v in formes.items() if v in valeurs]
        question = vouliez_vous_dire(texte, [*proches, *services])
        aussi = ", ou l'identifiant d'un de ces services (palliorient acteurs)" if services else ""
        self.refuser(
            critere,
            f"{self.nom(critere)} : « {texte} » n'est pas une valeur connue.{question}"
            f" Valeurs acceptées : {', '.join(valeurs)}{aussi}.",
        )

    def oui_non(self, critere: str, texte: str) -> bool | None:
        lu = sans_accents(texte)  # not `code`: « -1 » is not « 1 »
        if lu in OUI or lu in NON:
            return lu in OUI
        nom = self.table.criteres[critere].nom
        self.refuser(critere, f"{nom} : « {texte} » n'est ni « oui » ni « non ».")
        return None

    def liste(self, critere: str, texte: str) -> tuple[str, ...] | None:
        valeurs = self.table.listes[critere]
        morceaux = [m.strip() for m in texte.replace(",", "|").split("|") if m.strip()]
        lus = {m: self.forme(critere, m) for m in morceaux or [texte]}
        services: list[str] = []
        if None in lus.values():
            services = self.table.nommables(critere)
            lus = {
                m: lu or next((s for s in services if s == code(m)), None) for m, lu in lus.items()
            }
        for morceau, lu in lus.items():
            if lu is None:
                self.inconnue(critere, morceau, valeurs, services)
                return None
        return tuple(v for v in (*valeurs, *services) if v in lus.values())

    def niveau(self, _: str, texte: str) -> int | None:
        niveaux = [v for v in self.table.criteres["niveau"].valeurs if not v.explicite]
        lu = nombres.niveau(texte)
        if str(lu) in [v.id for v in niveaux]:
            return lu
        definitions = " ; ".join(f"{v.id} : {v.aide}" for v in niveaux)
        self.refuser(
            "niveau",
            f"{self.nom('niveau')} : « {texte} » n'est pas un niveau. Niveaux acceptés :"
            f" {definitions}.",
        )
        return None

    def age(self, critere: str, texte: str) -> int | None:
        maximum = max(v.a for v in self.table.criteres[critere].valeurs if v.a is not None)
        annees = nombres.annees(texte)
        if annees is not None and annees <= maximum:
            return annees
        self.refuser(
            critere,
            f"{self.nom(critere)} : « {texte} » n'est pas un âge. Attendu : un nombre entier"
            f" d'années de 0 à {maximum}, ou par exemple « 8 mois », « 3 jours ».",
        )
        return None

    def nom_de_place(self, critere: str) -> str:
        """The name of the criterion of the place; of the other one, which is none, its code."""
        return self.nom(critere) if critere in self.table.criteres else critere

    def arrondissement(self, critere: str, texte: str) -> int | None:
        lu = lieux.arrondissement(self.table, texte)
        if isinstance(lu, int):
            return lu
        self.refuser(critere, f"{self.nom_de_place(critere)} : {lu}")
        return None

    def commune(self, critere: str, texte: str) -> str | None:
        if self.table.place != COMMUNE:
            # Every commune of the map is an arrondissement: they are read alike.
            numero = lieux.arrondissement(self.table, texte)
            if isinstance(numero, int):
                return self.table.communes[numero]
            self.refuser(critere, f"{self.nom_de_place(critere)} : {numero}")
            return None
        lue = communes.lire(self.table, texte)
        if lue.commune is None:
            self.refuser(critere, f"{self.nom(critere)} : {lue.refus}")
        return lue.commune

    def residence(self, _: str, texte: str) -> str | int | None:
        critere = self.table.criteres["residence"]
        dits = [v.id for v in critere.valeurs if v.id != critere.defaut]
        lu = self.forme("residence", texte)
        if lu in dits:
            return lu
        if self.table.place == COMMUNE:
            lue = communes.lire(self.table, texte)
            if lue.commune is None:
                aussi = f" Ou : {', '.join(dits)}." if dits else ""
                self.refuser("residence", f"{self.nom('residence')} : {lue.refus}{aussi}")
            return lue.commune
        numero = lieux.arrondissement(self.table, texte)
        if isinstance(numero, int):
            return numero
        if any(c.isdigit() for c in texte):
            self.refuser("residence", f"{self.nom('residence')} : {numero} Ou : {', '.join(dits)}.")
        else:
            self.inconnue("residence", texte, [*dits, f"1 à {max(self.table.communes)}"])
        return None

    def etablissement(self, _: str, texte: str) -> str | None:
        lu = etablissements.lire(self.table, texte)
        if lu.id is None:
            self.refuser("etablissement", f"{self.nom('etablissement')} : {lu.refus}")
        return lu.id

    def quand(self, _: str, texte: str) -> str | None:
        local = self.horloge(texte, self.table.fuseau)
        if isinstance(local, str):
            self.refuser("quand", local)
            return None
        self.jour = local.date()
        return moment_du(self.table, local)

    # --- together ---------------------------------------------------------------

    def croiser(self, bruts: Mapping[str, str], lus: dict[str, Valeur]) -> None:
        """Answers that cannot stand together are refused, naming both."""
        if "quand" in lus and "moment" in lus:  # refused alone, it is not to be repeated here
            self.refuser(
                "moment",
                f"moment {citer(bruts['moment'])} et quand {citer(bruts['quand'])} : donner l'un ou"
                " l'autre.",
            )
        elif "quand" in lus:
            lus["moment"] = lus["quand"]
        lus.pop("quand", None)
        self.place(bruts, lus)
        self.contredire(bruts, lus)
        hopital = lus.get("etablissement")
        if isinstance(hopital, str):
            self.hopital(hopital, bruts, lus)
        lieu = lus.get("lieu")
        if not isinstance(lieu, str):
            return
        if "residence" in lus and not self.table.hospitalier(lieu):
            self.refuser(
                "residence",
                f"lieu « {lieu} » et résidence {citer(bruts['residence'])} : la résidence ne"
                " se donne que pour une personne hospitalisée.",
            )
        for critere, code_implique in self.table.valeur("lieu", lieu).implique.items():
            lus[critere] = depuis(self.table, critere, code_implique)

    def place(self, bruts: Mapping[str, str], lus: dict[str, Valeur]) -> None:
        """What is said in place of the criterion of the place becomes an answer to it."""
        autre, place = self.table.autre_place, self.table.place
        if autre is None or autre not in lus:
            return
        dite = self.table.place_de(self.table.commune_de(lus.pop(autre)))
        if lus.setdefault(place, dite) != dite:
            self.refuser(
                autre,
                f"{place} {citer(bruts[place])} et {autre} {citer(bruts[autre])} : ils ne vont pas"
                " ensemble.",
            )

    def contredire(self, bruts: Mapping[str, str], lus: dict[str, Valeur]) -> None:
        """Answers of two lists that are declared not to go together."""
        for critere, codes in self.table.listes.items():
            dits = lus.get(critere)
            for dit in dits if isinstance(dits, tuple) else ():
                if dit not in codes:
                    continue
                for autre, contraire in self.table.valeur(critere, dit).contredit.items():
                    autres = lus.get(autre)
                    if isinstance(autres, tuple) and contraire in autres:
                        self.refuser(
                            critere,
                            f"{self.nom(critere)} {citer(bruts[critere])} et"
                            f" {self.nom(autre)} {citer(bruts[autre])} : l'un dit le contraire de"
                            " l'autre. Garder celui qui est vrai.",
                        )

    def hopital(self, hopital: str, bruts: Mapping[str, str], lus: dict[str, Valeur]) -> None:
        nom = self.table.etablissements[hopital].nom
        commune, place = self.table.sites[hopital].commune, self.table.place
        vrai = self.table.place_de(commune)
        if lus.setdefault(place, vrai) != vrai:
            dite = place if place in bruts else str(self.table.autre_place)
            self.refuser(
                dite,
                f"hôpital « {nom} » ({lieux.court(self.table, commune)}) et {dite}"
                f" {citer(bruts[dite])} : ils ne vont pas ensemble.",
            )
        lus[place] = vrai
        if "lieu" not in bruts:
            self.supposes.append("lieu")
            lus["lieu"] = etablissements.sejours(self.table)[0]
        elif isinstance(lieu := lus.get("lieu"), str) and not self.table.hospitalier(lieu):
            self.refuser(
                "lieu",
                f"hôpital « {nom} » et lieu {citer(bruts['lieu'])} : une personne hospitalisée est"
                f" en {ou(etablissements.sejours(self.table))}.",
            )

    def manquants(self, lus: Mapping[str, Any]) -> list[str]:
        """Wanted criteria that are not said, in the order of the questions.

        Whoever has no level, bereavement being the sole need, is dispensed from others too.
        """
        sans = self.table.sans_niveau
        seul = "niveau" not in lus and all(lus.get(c) == (v,) for c, v in sans.seul.items())
        dispense = sans.dispense if seul else ()
        return [c for c in self.table.voulus if c not in lus and c not in dispense]


PROPRES: dict[str, Callable[[_Lecteur, str, str], Valeur]] = {
    NUMERO: _Lecteur.arrondissement,
    COMMUNE: _Lecteur.commune,
    "etablissement": _Lecteur.etablissement,
    "niveau": _Lecteur.niveau,
    "quand": _Lecteur.quand,
    "residence": _Lecteur.residence,
}
"""The answers that are not read as their kind."""

GENRES: dict[str, Callable[[_Lecteur, str, str], Valeur]] = {
    "choix": _Lecteur.choix,
    "oui-non": _Lecteur.oui_non,
    "liste": _Lecteur.liste,
    "classes-d-age": _Lecteur.age,
}


def situation_lue(table: Table, lus: Mapping[str, Valeur]) -> Situation:
    """The situation of answers that were all understood; what was not said has its default."""
    return Situation.de({**table.defauts, **lus})
