"""The one door from raw answers to a situation, for every way in.

Command line, CSV, JSON Lines, scenarios and the questionnaire all pass here: they give
texts (or JSON values) by criterion, and get a situation, or French sentences that say
what cannot be taken and what would be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from palliorient.noyau.calendrier import moment as moment_du
from palliorient.noyau.diagnostic import Refus
from palliorient.noyau.etablissements import trouver
from palliorient.noyau.mots import code, vouliez_vous_dire
from palliorient.noyau.phrases import ordinal
from palliorient.noyau.situation import Situation
from palliorient.noyau.table import Table

CHAMPS = {
    "lieu": "texte",
    "arrondissement": "texte",
    "niveau": "texte",
    "age": "texte",
    "precarite": "oui-non",
    "moment": "texte",
    "quand": "texte",
    "etablissement": "texte",
    "isolement": "oui-non",
    "maintien": "texte",
    "suivi": "liste",
    "besoin": "liste",
    "urgence": "oui-non",
    "residence": "texte",
}
"""Names of the raw answers and their form: options, batch columns, scenarios, questions."""

Horloge = Callable[[str], "datetime | str"]
"""Text of `quand` → local time in Paris, or the sentence that refuses it."""

JOURS_PAR_AN = 365
UNITES = {"an": 1, "mois": 12, "semaine": 52, "jour": JOURS_PAR_AN}


class Lecture(NamedTuple):
    """What came out of the door: a situation, or refusals, or wanted criteria missing.

    `jour` is the day of `quand` when that was given. `lus` holds every criterion that
    was understood, even when the situation is not complete.
    """

    situation: Situation | None
    jour: date | None
    refus: list[Refus]
    manquants: list[str]
    lus: dict[str, Any]
    supposes: tuple[str, ...] = ()
    """Criteria that nobody said, taken for granted: the kind of stay in a named hospital."""


def lire_situation(table: Table, champs: Mapping[str, Any], horloge: Horloge) -> Lecture:
    """Read raw answers. A text that is empty or None counts as not said."""
    lecteur = _Lecteur(table, horloge)
    bruts = {nom: en_texte(valeur) for nom, valeur in champs.items()}
    return lecteur.lire({nom: texte for nom, texte in bruts.items() if texte})


def en_texte(valeur: Any) -> str:
    """JSON values as the texts that a person would type; lists separated by `|`."""
    if valeur is None:
        return ""
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, list | tuple):
        return "|".join(en_texte(v) for v in valeur)
    return str(valeur).strip()


class _Lecteur:
    def __init__(self, table: Table, horloge: Horloge) -> None:
        self.table = table
        self.horloge = horloge
        self.refus: list[Refus] = []
        self.jour: date | None = None
        self.supposes: list[str] = []

    def lire(self, bruts: Mapping[str, str]) -> Lecture:
        lus: dict[str, Any] = {}
        lectures: dict[str, Callable[[str], Any]] = {
            "lieu": lambda t: self.choix("lieu", t),
            "etablissement": self.etablissement,
            "arrondissement": lambda t: self.arrondissement("arrondissement", t),
            "niveau": self.niveau,
            "age": self.age,
            "precarite": lambda t: self.oui_non("precarite", t),
            "moment": lambda t: self.choix("moment", t),
            "quand": self.quand,
            "isolement": lambda t: self.oui_non("isolement", t),
            "maintien": lambda t: self.choix("maintien", t),
            "suivi": lambda t: self.liste("suivi", t),
            "besoin": lambda t: self.liste("besoin", t),
            "urgence": lambda t: self.oui_non("urgence", t),
            "residence": self.residence,
        }
        for nom, lire in lectures.items():
            if nom in bruts:
                lu = lire(bruts[nom])
                if lu is not None:
                    lus[nom] = lu
        self.croiser(bruts, lus)
        manquants = [] if self.refus else self.manquants(lus)
        situation = None if self.refus or manquants else situation_lue(lus)
        return Lecture(situation, self.jour, self.refus, manquants, lus, tuple(self.supposes))

    def refuser(self, critere: str, message: str) -> None:
        self.refus.append(Refus(critere, message))

    # --- one criterion at a time ------------------------------------------------

    def choix(self, critere: str, texte: str) -> str | None:
        valeurs = [v["id"] for v in self.table.criteres[critere]["valeurs"]]
        lu = code(texte)
        if lu in valeurs:
            return lu
        self.inconnue(critere, texte, valeurs)
        return None

    def inconnue(self, critere: str, texte: str, valeurs: list[str]) -> None:
        nom = self.table.criteres[critere]["nom"]
        self.refuser(
            critere,
            f"{nom} : « {texte} » n'est pas une valeur connue.{vouliez_vous_dire(texte, valeurs)}"
            f" Valeurs acceptées : {', '.join(valeurs)}.",
        )

    def oui_non(self, critere: str, texte: str) -> bool | None:
        lu = code(texte)
        if lu in ("oui", "non"):
            return lu == "oui"
        nom = self.table.criteres[critere]["nom"]
        self.refuser(critere, f"{nom} : « {texte} » n'est ni « oui » ni « non ».")
        return None

    def liste(self, critere: str, texte: str) -> tuple[str, ...] | None:
        valeurs = self.table.listes[critere]
        lus = set()
        for morceau in texte.replace(",", "|").split("|"):
            lu = code(morceau)
            if not lu:
                continue
            if lu not in valeurs:
                self.inconnue(critere, morceau.strip(), valeurs)
                return None
            lus.add(lu)
        return tuple(v for v in valeurs if v in lus)

    def niveau(self, texte: str) -> int | None:
        lu = code(texte).removeprefix("niveau").removeprefix("n").strip("-")
        valeurs = [v["id"] for v in self.table.criteres["niveau"]["valeurs"] if not v["explicite"]]
        if lu in valeurs:
            return int(lu)
        nom = self.table.criteres["niveau"]["nom"]
        definitions = " ; ".join(
            f"{v['id']} : {v['aide']}"
            for v in self.table.criteres["niveau"]["valeurs"]
            if not v["explicite"]
        )
        self.refuser(
            "niveau", f"{nom} : « {texte} » n'est pas un niveau. Niveaux acceptés : {definitions}."
        )
        return None

    def age(self, texte: str) -> int | None:
        maximum = max(v["a"] for v in self.table.criteres["age"]["valeurs"])
        morceaux = code(texte).replace("-", " ").split()
        nombre, unite = [*morceaux, "", ""][:2]
        unite = (unite if unite == "mois" else unite.removesuffix("s")) or "an"
        if len(morceaux) <= 2 and nombre.isascii() and nombre.isdigit() and unite in UNITES:
            annees = int(nombre[:9]) // UNITES[unite]
            if annees <= maximum and not texte.strip().startswith("-"):
                return annees
        self.refuser(
            "age",
            f"âge : « {texte} » n'est pas un âge. Attendu : un nombre entier d'années de 0 à"
            f" {maximum}, ou par exemple « 8 mois », « 3 jours ».",
        )
        return None

    def arrondissement(self, critere: str, texte: str) -> int | None:
        lu = code(texte)
        if lu.isascii() and lu.isdigit() and len(lu) == 5:
            if lu in self.table.codes_postaux:
                return self.table.codes_postaux[lu]
            self.hors_paris(critere, texte)
            return None
        for suffixe in ("eme", "er", "e"):
            if lu.endswith(suffixe) and lu.removesuffix(suffixe).isdigit():
                lu = lu.removesuffix(suffixe)
        if lu.isascii() and lu.isdigit() and len(lu) <= 2:
            numero = int(lu)
            if numero in self.table.codes_postaux.values():
                return numero
        nom = self.table.criteres[critere]["nom"]
        dernier = max(self.table.codes_postaux.values())
        self.refuser(
            critere,
            f"{nom} : « {texte} » n'est pas un arrondissement de Paris. Attendu : 1 à {dernier},"
            f" « 12e » ou « 75012 ». Hors de Paris, voir l'annuaire régional :"
            f" {self.table.textes['annuaire']}",
        )
        return None

    def hors_paris(self, critere: str, texte: str) -> None:
        self.refuser(
            critere,
            f"{self.table.criteres[critere]['nom']} : {texte} est hors de Paris. L'outil ne"
            f" connaît que Paris ; voir l'annuaire régional : {self.table.textes['annuaire']}",
        )

    def residence(self, texte: str) -> str | int | None:
        lu = code(texte)
        dits = [
            v["id"]
            for v in self.table.criteres["residence"]["valeurs"]
            if v["id"] != self.table.criteres["residence"]["defaut"]
        ]
        if lu in dits:
            return lu
        if lu[:1].isdigit():
            return self.arrondissement("residence", texte)
        self.inconnue("residence", texte, [*dits, "1 à 20"])
        return None

    def etablissement(self, texte: str) -> str | None:
        trouves = trouver(self.table, texte)
        if len(trouves) == 1:
            return trouves[0]
        if trouves:
            noms = " ; ".join(f"{self.table.etablissements[i][0]} ({i})" for i in trouves)
            self.refuser(
                "etablissement",
                f"hôpital : « {texte} » peut désigner plusieurs hôpitaux : {noms}."
                " Donner le code entre parenthèses.",
            )
            return None
        question = vouliez_vous_dire(texte, self.table.etablissements)
        self.refuser(
            "etablissement",
            f"hôpital : « {texte} » n'est pas sur la carte.{question} Pour un hôpital que la"
            " carte ne connaît pas, donner le lieu (mco, smr ou usld) et l'arrondissement.",
        )
        return None

    def quand(self, texte: str) -> str | None:
        local = self.horloge(texte)
        if isinstance(local, str):
            self.refuser("quand", local)
            return None
        self.jour = local.date()
        return moment_du(self.table, local)

    # --- together ---------------------------------------------------------------

    def croiser(self, bruts: Mapping[str, str], lus: dict[str, Any]) -> None:
        """Answers that cannot stand together are refused, naming both."""
        if "quand" in bruts and "moment" in bruts:
            self.refuser(
                "moment",
                f"moment « {bruts['moment']} » et quand « {bruts['quand']} » : donner l'un ou"
                " l'autre.",
            )
        elif "quand" in lus:
            lus["moment"] = lus["quand"]
        lus.pop("quand", None)
        hopital = lus.get("etablissement")
        if hopital is not None:
            self.hopital(hopital, bruts, lus)
        colonne = self.table.valeur("lieu", lus["lieu"])["colonne"] if "lieu" in lus else None
        if colonne == "domicile" and "residence" in bruts:
            self.refuser(
                "residence",
                f"lieu « {lus['lieu']} » et résidence « {bruts['residence']} » : la résidence ne"
                " se donne que pour une personne hospitalisée.",
            )
        if "lieu" in lus:
            implique = self.table.valeur("lieu", lus["lieu"])["implique"]
            for critere, valeur in implique.items():
                lus[critere] = valeur == "oui"

    def hopital(self, hopital: str, bruts: Mapping[str, str], lus: dict[str, Any]) -> None:
        nom = self.table.etablissements[hopital][0]
        vrai = self.table.sites[hopital][0]
        dit = lus.get("arrondissement")
        if dit is not None and dit != vrai:
            self.refuser(
                "arrondissement",
                f"hôpital « {nom} » ({ordinal(vrai)}) et arrondissement"
                f" « {bruts['arrondissement']} » : ils ne vont pas ensemble.",
            )
        lus["arrondissement"] = vrai
        if "lieu" not in bruts:
            self.supposes.append("lieu")
            lus["lieu"] = next(
                v["id"]
                for v in self.table.criteres["lieu"]["valeurs"]
                if v["colonne"] == "etablissement"
            )
        elif "lieu" in lus and self.table.valeur("lieu", lus["lieu"])["colonne"] != "etablissement":
            self.refuser(
                "lieu",
                f"hôpital « {nom} » et lieu « {bruts['lieu']} » : une personne hospitalisée est en"
                " mco, smr ou usld.",
            )

    def manquants(self, lus: Mapping[str, Any]) -> list[str]:
        """Wanted criteria that are not said, in the order of the questions.

        Whoever has no level, bereavement being the sole need, is dispensed from others too.
        """
        sans = self.table.sans_niveau
        seul = "niveau" not in lus and list(lus.get("besoin", ())) == [sans["besoin_seul"]]
        dispense = sans["dispense"] if seul else ()
        return [
            critere["id"]
            for critere in self.table.criteres.values()
            if critere["toujours"] and critere["id"] not in lus and critere["id"] not in dispense
        ]


def situation_lue(lus: Mapping[str, Any]) -> Situation:
    """The situation of answers that were all understood; what was not said has its default."""
    return Situation(
        lieu=lus["lieu"],
        arrondissement=lus["arrondissement"],
        niveau=lus.get("niveau"),
        age=lus.get("age"),
        moment=lus.get("moment"),
        precarite=lus.get("precarite", False),
        etablissement=lus.get("etablissement"),
        isolement=lus.get("isolement", False),
        maintien=lus.get("maintien", "possible"),
        suivi=lus.get("suivi", ()),
        besoins=lus.get("besoin", ()),
        urgence=lus.get("urgence", False),
        residence=lus.get("residence"),
    )
