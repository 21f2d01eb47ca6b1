"""`orienter --et-si`: the same situation with some answers changed, beside the first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from palliorient.commandes.francais import dire
from palliorient.horloge import lire_quand
from palliorient.noyau.decision.et_si import Jours, Variante, proposees, varier
from palliorient.noyau.decision.orientation import Orientation
from palliorient.noyau.langue.phrases import citer
from palliorient.noyau.modele.diagnostic import Refus, SituationRefusee
from palliorient.noyau.situation.changement import (
    Changement,
    depuis_un_texte,
    en_mots,
    nom,
    refus_du_changement,
)
from palliorient.noyau.situation.ecriture import options
from palliorient.noyau.situation.lecture import SituationLue
from palliorient.noyau.table.lignes import EtSi
from palliorient.noyau.table.table import A_LA_PLACE, Table
from palliorient.rendu.reponse.et_si import Demandee, en_json_et_si, en_lignes
from palliorient.sortie import ecrire

Changements = list[tuple[str, Changement]]
"""What each `--et-si` says, and what it changes."""


def lire_les_changements(table: Table, textes: list[str]) -> Changements:
    """Read every `--et-si`; refused (2) before anything is asked or answered."""
    lus = []
    for texte in textes:
        lu = depuis_un_texte(table, texte)
        if isinstance(lu, Refus):
            raise _refusee(texte, [lu])
        refus = refus_du_changement(table, lu, lire_quand)
        if refus:
            raise _refusee(texte, refus)
        lus.append((texte, lu))
    return lus


def _refusee(texte: str, refus: list[Refus]) -> SituationRefusee:
    """The door's sentences, each with the change that it is about."""
    debut = f"--et-si {citer(texte)}"
    return SituationRefusee([r._replace(message=f"{debut} : {r.message}") for r in refus])


class Variantes:
    """The changes of one situation that was answered."""

    def __init__(
        self,
        table: Table,
        lecture: SituationLue,
        orientation: Orientation,
        jours: tuple[date | None, date, Callable[[date], Table]],
        instant_de: Callable[[str | None], datetime | None],
        commande: str,
    ) -> None:
        """`jours`: see `noyau.decision.et_si.Jours`; `instant_de`: the hour of a `--quand`;
        `commande`: the words before the options, for the answer alone."""
        self.table = table
        self.lecture = lecture
        self.orientation = orientation
        self.jours = Jours(*jours)
        self.instant_de = instant_de
        self.commande = commande

    def en_json(self, changements: Changements) -> str:
        """For programs; the answers that were left out are told on standard error."""
        variantes = [self._variante(*changement) for changement in changements]
        for (texte, _), variante in zip(changements, variantes, strict=True):
            for critere, brut in variante.laisses.items():
                dire(f"--et-si {citer(texte)} : laissé, sans objet : {self._dit(critere, brut)}.")
        return en_json_et_si(self.orientation, variantes)

    def en_lignes(self, changements: Changements) -> list[str]:
        """For a person: what follows the answer."""
        lignes: list[str] = []
        for texte, changement in changements:
            variante = self._variante(texte, changement)
            dits = " + ".join(self._dit(c, en_mots(v)) for c, v in variante.change.items())
            lignes += ["", *self._lignes(variante, dits)]
        return lignes

    def proposer(self) -> None:
        """At a terminal, once answered: one key shows the changes that the data offer."""
        situation = self.orientation.situation
        offertes = [*proposees(self.table, situation, self.jours.sinon)]
        if offertes:
            from palliorient.questionnaire.et_si import proposer

            proposer(self.table, offertes, self._montrer)

    def _montrer(self, et_si: EtSi) -> None:
        variante = self._variante(et_si.nom, Changement(dict(et_si.change)))
        ecrire("\n".join([*self._lignes(variante, et_si.nom), ""]))

    def _variante(self, texte: str, changement: Changement) -> Variante:
        bruts, jours = self.lecture.bruts, self.jours
        lue = varier(self.table, bruts, self.orientation, changement, lire_quand, jours)
        if isinstance(lue, list):
            raise _refusee(texte, lue)
        return lue

    def _dit(self, critere: str, valeur: str) -> str:
        return f"{nom(self.table, critere)} {valeur}"

    def _lignes(self, variante: Variante, titre: str) -> list[str]:
        instant = self.instant_de(variante.bruts.get("quand"))
        demandee = Demandee(variante, titre, instant, self._commande(variante))
        return en_lignes(self.table, self.orientation, demandee)

    def _commande(self, variante: Variante) -> str:
        """`palliorient orienter` for the changed situation; an hour as it was given."""
        dits = dict(variante.lus)
        for critere, autre in A_LA_PLACE.items():
            if autre in variante.bruts:
                dits[autre] = variante.bruts[autre]
                dits.pop(critere, None)
        return " ".join([f"palliorient {self.commande}", *options(self.table, dits)])
