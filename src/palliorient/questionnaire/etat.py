"""The state of the dialogue: what was answered, what comes next. Pure.

The answers are replayed from the start after each change: the door says what is still
missing, `pertinence` what could still change the answer. So the questions always fit
the answers, and an answer whose question is no longer asked is dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from palliorient.noyau.decision.moteur import orienter
from palliorient.noyau.langue.phrases import majuscule
from palliorient.noyau.modele.places import PLACES
from palliorient.noyau.situation.calendrier import moment
from palliorient.noyau.situation.lecture import (
    Horloge,
    SituationLue,
    lire_situation,
)
from palliorient.noyau.situation.lieux import court
from palliorient.noyau.situation.pertinence import demandes_d_office, encore_utiles
from palliorient.noyau.situation.situation import Situation
from palliorient.noyau.table.table import Table
from palliorient.questionnaire import questions as q
from palliorient.questionnaire.questions import Question, Reponse

ATTENDUE = "Une réponse est attendue, ou le retour à la question d'avant."


class Etat:
    """Options given, answers so far, and the question to ask (`question`; None: done)."""

    def __init__(
        self, table: Table, options: Mapping[str, Any], horloge: Horloge, maintenant: datetime
    ) -> None:
        self.table = table
        self.options = {nom: v for nom, v in options.items() if v not in (None, "", [])}
        self.horloge = horloge
        self.maintenant = maintenant
        self.reponses: dict[str, Reponse] = {}
        self.souvenirs: dict[str, Reponse] = {}
        """Answers taken back: offered again when their question returns."""
        grille = table.grille
        self.par_la_grille = grille is not None and grille.active
        self.niveaux_expliques = False
        self.ne_sait_pas = False
        """Was the last answer that the level is not known?"""
        self.champs: dict[str, Any] = {}
        self.lecture: SituationLue
        self.question: Question | None
        self._rejouer()

    # --- what the person does ---------------------------------------------------

    def repondre(self, reponse: Reponse) -> str | None:
        """Take an answer to the current question, or say why it cannot be taken."""
        question = self.question
        assert question is not None
        self.ne_sait_pas = False
        if isinstance(reponse, str):
            reponse = reponse.strip() or question.defaut
        if isinstance(reponse, str):
            dite = q.code_dit(question, reponse) or q.precisee(self.table, question, reponse)
            reponse = dite or reponse
        if not reponse:
            return ATTENDUE
        if reponse == q.NE_SAIS_PAS:
            self.niveaux_expliques = self.ne_sait_pas = True
            self._rejouer()
            return None
        if question.forme == q.CASES:
            reponse = tuple(c for c in reponse if c != q.RIEN)
        lecture = self._lire(self.champs | self._champs(question.id, reponse))
        if lecture.refus:
            plusieurs = isinstance(reponse, str) and q.trop_peu(self.table, question, reponse)
            return plusieurs or "\n".join(refus.message for refus in lecture.refus)
        if question.id == "etablissement" and reponse != q.AUTRE:
            reponse = str(lecture.lus["etablissement"])
        self.reponses[question.id] = reponse
        self._rejouer()
        return None

    def revenir(self) -> bool:
        """Take the last answer back, and ask it again. False: nothing was answered yet."""
        if not self.reponses:
            return False
        derniere, reponse = self.reponses.popitem()
        self.souvenirs[derniere] = reponse
        self._rejouer()
        return True

    def resume(self, id: str) -> str | None:
        """One line that recalls an answer; None when there is nothing to recall (yet)."""
        reponse = self.reponses.get(id)
        if reponse is None:
            return None
        if id == q.SIGNALER:
            reponse = tuple(c for c in reponse if q.autre_valeur(self.table, c))
            if self.reponses[id] and not reponse:
                return None  # each of them is asked next, and recalled then
        liste = id.partition(":")[0]
        nom = q.NOM_DU_RESTE if id == q.SIGNALER else self.table.criteres[liste].nom
        mots = self._en_mots(id, reponse)
        ligne = mots if mots.lower().startswith(nom) else f"{nom} : {mots}"
        return majuscule(ligne)

    # --- what follows -----------------------------------------------------------

    def _rejouer(self) -> None:
        self.champs = dict(self.options)
        faites: dict[str, Reponse] = {}
        while True:
            self.lecture = self._lire(self.champs)
            self.question = self._suivante(faites)
            if self.question is None or self.question.id not in self.reponses:
                break
            faites[self.question.id] = self.reponses[self.question.id]
            self.champs |= self._champs(self.question.id, faites[self.question.id])
        self.reponses = faites

    def _lire(self, champs: Mapping[str, Any]) -> SituationLue:
        return lire_situation(self.table, champs, self.horloge)

    def _suivante(self, faites: Mapping[str, Reponse]) -> Question | None:
        if "etablissement" not in faites and self._hopital_a_demander():
            place = self.lecture.lus.get(self.table.place)
            souvenir = self.souvenirs.get("etablissement", "")
            hopitaux = q.de_l_hopital(self.table, souvenir, place)
            if hopitaux is not None:
                return hopitaux
        if self.lecture.manquants:
            return self._du_critere(self.lecture.manquants[0])
        situation = self.lecture.situation
        assert situation is not None, self.lecture.refus
        jour = self.lecture.jour or self.maintenant.date()
        dits = {*self.champs, *faites}
        if q.SIGNALER not in faites:
            d_office = demandes_d_office(self.table, situation, dits, jour)
            if d_office:
                return self._du_critere(d_office[0])
        precis = self._service_a_preciser(faites, situation, jour)
        if precis is not None:
            return precis
        utiles = encore_utiles(self.table, situation, dits, jour)
        if q.SIGNALER not in faites:
            souvenir = self.souvenirs.get(q.SIGNALER, ())
            return q.du_reste(self.table, utiles, souvenir) if utiles else None
        reste = [c for c in faites[q.SIGNALER] if c in utiles]
        return self._du_critere(reste[0]) if reste else None

    def _service_a_preciser(
        self, faites: Mapping[str, Reponse], situation: Situation, jour: date
    ) -> Question | None:
        """Of a category that was ticked here, is it the whole of it, or one of several?"""
        for critere in self.table.criteres.values():
            if not critere.services or critere.id not in faites:
                continue
            # Who answers when nobody is left out: one of them may be meant.
            entiere = situation.avec(**{critere.id: ()})
            contacts = orienter(self.table, entiere, jour, avec_ecartes=False).contacts
            nommables = self.table.nommables(critere.id)
            for valeur in critere.valeurs:
                id = f"{critere.id}:{valeur.id}"
                if valeur.id not in faites[critere.id] or id in faites:
                    continue
                siens = [
                    q.Choix(c.id, c.nom)
                    for c in contacts
                    if c.type in valeur.remplace and c.id in nommables
                ]
                if len(siens) > 1:
                    souvenir = self.souvenirs.get(id, "")
                    return q.du_service(self.table, critere.id, valeur.id, siens, souvenir)
        return None

    def _hopital_a_demander(self) -> bool:
        """In a hospital, unless the options already say which (or that the map ignores it)."""
        lieu = self.lecture.lus.get("lieu")
        donnees = self.options.keys()
        return (
            isinstance(lieu, str)
            and self.table.hospitalier(lieu)
            and "etablissement" not in donnees
            and not ("lieu" in donnees and not donnees.isdisjoint(PLACES))
        )

    def _du_critere(self, critere: str) -> Question:
        souvenir = self.souvenirs.get(critere, "")
        if critere == "niveau":
            return q.du_niveau(
                self.table,
                souvenir,
                explique=self.niveaux_expliques,
                par_la_grille=self.par_la_grille,
                sans_niveau_admis=not self.options.keys() & self.table.sans_niveau.seul.keys(),
            )
        if critere == "moment":
            heure = f"{self.maintenant.hour} h {self.maintenant.minute:02d}"
            actuel = moment(self.table, self.maintenant)
            return q.du_moment(self.table, souvenir, actuel, heure)
        return q.du_critere(self.table, critere, souvenir)

    def _champs(self, id: str, reponse: Reponse) -> dict[str, Any]:
        """The raw answers, as the door takes them, that an answer stands for."""
        if id == q.SIGNALER:
            autres = {c: q.autre_valeur(self.table, c) for c in reponse}
            return {c: valeur.id for c, valeur in autres.items() if valeur is not None}
        if id == "etablissement" and reponse == q.AUTRE:
            return {}
        if id == "niveau" and self._sans_niveau(reponse):
            return {liste: (code,) for liste, code in self.table.sans_niveau.seul.items()}
        liste, precise, code = id.partition(":")
        if precise and reponse != q.TOUS:
            # In the place of its category; the door puts them in order.
            return {liste: tuple(reponse if c == code else c for c in self.champs[liste])}
        return {} if precise else {id: reponse}

    def _sans_niveau(self, reponse: Reponse) -> bool:
        explicites = [v.id for v in self.table.criteres["niveau"].valeurs if v.explicite]
        return reponse in explicites

    def _en_mots(self, id: str, reponse: Reponse) -> str:
        if id == q.SIGNALER:
            noms = [self.table.criteres[c].nom for c in reponse]
        elif isinstance(reponse, tuple):
            noms = [self.table.nom_de(id, c) for c in reponse]
        elif ":" in id:
            liste, _, code = id.partition(":")
            return self.table.nom_de(liste, code if reponse == q.TOUS else reponse)
        elif id == "etablissement":
            connu = self.table.etablissements.get(reponse)
            return connu.nom if connu else "un autre, absent de la liste"
        elif id == "age":
            return f"{reponse} ans" if reponse.isdigit() and int(reponse) > 1 else reponse
        elif id in q.SAISIS:
            lu = self.lecture.lus[id]
            if isinstance(lu, int) or lu in self.table.lieux:
                return court(self.table, self.table.commune_de(lu))
            return self.table.valeur(id, str(lu)).nom
        else:
            return str(self.table.valeur(id, reponse).nom)
        return ", ".join(noms) or (q.RIEN if id == q.SIGNALER else q.AUCUN)
