"""The rules: conditions with their groups expanded, sources and default words resolved."""

from __future__ import annotations

from collections.abc import Sequence

from palliorient.lecture.schemas.base import (
    Conditionnel,
    JoignabiliteDeService,
    Quand,
    Source,
    minutes,
)
from palliorient.lecture.schemas.criteres import ContactGenerique, Rappel, Valeur
from palliorient.lecture.schemas.regles import (
    Cellule,
    Etape,
    FichierRegles,
    Precision,
    Proposition,
    Regle,
)
from palliorient.lecture.schemas.roles import AlerteEmise, Pas, Voie
from palliorient.noyau.modele import modele as m
from palliorient.noyau.modele.objets import replace

HORAIRES_NON_PRECISES = "horaires-non-precises"
"""Text of the hours of a type that nobody publishes."""


class Regles:
    """Builds the rules' part of the referential."""

    def __init__(self, fichier: FichierRegles) -> None:
        self._fichier = fichier
        self._groupes: dict[str, dict[str, list[str]]] = {c.id: c.groupes for c in fichier.criteres}
        self.conventions = {c.id: c.texte for c in fichier.conventions}
        self.alertes = {
            a.id: m.Emission(a.id, a.texte, self.source(a.source)) for a in fichier.alertes
        }

    # --- the small parts --------------------------------------------------------

    def source(self, ecrite: Source) -> m.Source:
        """A convention becomes a source too, whose place is its own text."""
        if ecrite.convention:
            return m.Source(m.CONVENTION, self.conventions[ecrite.convention])
        return m.Source(ecrite.document or "", ecrite.localisation or "")

    def condition(self, quand: Quand, sauf: Quand, un_de: Sequence[Quand] = ()) -> m.Condition:
        if not (quand or sauf or un_de):
            return m.TOUJOURS
        cas = tuple(self._valeurs(dit) for dit in un_de)
        return m.Condition(self._valeurs(quand), self._valeurs(sauf), cas)

    def _valeurs(self, ecrites: Quand) -> dict[str, m.Valeurs]:
        """Groups replaced by their values, each value once."""
        resultat: dict[str, m.Valeurs] = {}
        for critere, valeurs in ecrites.items():
            groupes = self._groupes.get(critere, {})
            depliees = [v for valeur in valeurs for v in groupes.get(valeur, [valeur])]
            resultat[critere] = tuple(dict.fromkeys(depliees))
        return resultat

    def condition_de(self, ecrit: Conditionnel) -> m.Condition:
        return self.condition(ecrit.quand, ecrit.sauf, ecrit.un_de)

    def _emission(self, ecrite: AlerteEmise) -> m.Emission:
        defaut = self.alertes[ecrite.code]
        return m.Emission(
            ecrite.code,
            ecrite.texte or defaut.texte,
            self.source(ecrite.source) if ecrite.source else defaut.source,
            self.condition_de(ecrite),
        )

    # --- criteria, types, contacts ------------------------------------------------

    def criteres(self) -> tuple[m.Critere, ...]:
        return tuple(
            m.Critere(
                id=c.id,
                genre=c.genre,
                champ=c.champ or c.id,
                nom=c.nom,
                question=c.question,
                pourquoi=c.pourquoi,
                aide=c.aide,
                toujours=c.toujours,
                valeurs=tuple(_valeur(v) for v in c.valeurs),
                groupes={nom: tuple(valeurs) for nom, valeurs in c.groupes.items()},
                defaut=c.defaut,
                dit=c.dit,
                demande_si=self.condition(c.demande_si, {}) if c.demande_si else None,
            )
            for c in self._fichier.criteres
        )

    def plages(self) -> tuple[m.PlageHoraire, ...]:
        return tuple(
            m.PlageHoraire(p.moment, tuple(p.jours), minutes(p.de), minutes(p.a))
            for p in self._fichier.plages
        )

    def types(self) -> tuple[m.TypeDeService, ...]:
        return tuple(
            m.TypeDeService(
                id=t.id,
                nom=t.nom,
                sigle=t.sigle,
                groupe=t.groupe,
                joignable=self.joignabilites_propres(t.joignable),
                horaires=t.horaires or self._fichier.textes[HORAIRES_NON_PRECISES],
                source=self.source(t.source) if t.source else None,
                note=t.note,
                au_choix=t.au_choix,
            )
            for t in self._fichier.types
        )

    def joignabilites_propres(
        self, ecrites: list[JoignabiliteDeService]
    ) -> tuple[m.Joignabilite, ...]:
        """Those of one type or of one service, which need not say of whom they speak."""
        return tuple(self._joignabilite(j) for j in ecrites)

    def _joignabilite(self, ecrite: JoignabiliteDeService) -> m.Joignabilite:
        return m.Joignabilite(
            ecrite.valeur,
            self.condition_de(ecrite),
            ecrite.condition,
            self.source(ecrite.source) if ecrite.source else None,
        )

    def joignabilites(self) -> tuple[m.Joignabilite, ...]:
        return tuple(
            replace(self._joignabilite(j), types=tuple(j.types), sauf_types=tuple(j.sauf_types))
            for j in self._fichier.joignabilites
        )

    def contacts_generiques(self) -> tuple[m.Service, ...]:
        return tuple(self._contact(c) for c in self._fichier.contacts_generiques)

    def _contact(self, ecrit: ContactGenerique) -> m.Service:
        return m.Service(
            id=ecrit.id,
            nom=ecrit.nom,
            type=ecrit.type,
            structure=ecrit.structure,
            publics=tuple(ecrit.publics),
            territoires=(),
            source=self.source(ecrit.source),
            horaires=ecrit.horaires,
            source_horaires=self.source(ecrit.source_horaires) if ecrit.source_horaires else None,
            modalite=ecrit.modalite,
            avec=ecrit.avec,
            joignable=self.joignabilites_propres(ecrit.joignable),
            generique=True,
            portee=ecrit.portee,
        )

    # --- roles and rules ------------------------------------------------------------

    def roles(self) -> tuple[m.Role, ...]:
        return tuple(
            m.Role(r.id, r.nom, tuple(self._voie(v) for v in r.voies)) for r in self._fichier.roles
        )

    def _voie(self, ecrite: Voie) -> m.Voie:
        return m.Voie(self.condition_de(ecrite), tuple(self._pas(p) for p in ecrite.cherche))

    def _pas(self, ecrit: Pas) -> m.Pas:
        return m.Pas(
            type=ecrit.type,
            generique=ecrit.generique,
            fonction=ecrit.fonction,
            public=ecrit.public,
            ou=ecrit.ou,
            caractere=ecrit.caractere,
            modalite=ecrit.modalite,
            joignable=ecrit.joignable,
            alertes=tuple(self._emission(a) for a in ecrit.alerte),
            muet=ecrit.muet,
            explication=ecrit.explication,
            source=self.source(ecrit.source) if ecrit.source else None,
        )

    def regle(self, ecrite: Regle) -> m.Regle:
        return m.Regle(
            id=ecrite.id,
            condition=self.condition_de(ecrite),
            explication=ecrite.explication,
            source=self.source(ecrite.source),
            propose=tuple(self._proposition(p) for p in ecrite.propose),
            alertes=tuple(self._emission(a) for a in ecrite.alertes),
            precise=tuple(self._precision(p) for p in ecrite.precise),
            libelle=ecrite.libelle if isinstance(ecrite, Cellule) else None,
        )

    def _precision(self, ecrite: Precision) -> m.Precision:
        return m.Precision(
            types=tuple(ecrite.types),
            modalite=ecrite.modalite,
            sauf_contacts=tuple(ecrite.sauf_contacts),
            explication=ecrite.explication,
            source=self.source(ecrite.source) if ecrite.source else None,
            condition=self.condition_de(ecrite),
        )

    def _proposition(self, ecrite: Proposition) -> m.Proposition:
        return m.Proposition(
            role=ecrite.role,
            caractere=ecrite.caractere,
            option=ecrite.option,
            modalite=ecrite.modalite,
            joignable=ecrite.joignable,
            explication=ecrite.explication,
            source=self.source(ecrite.source) if ecrite.source else None,
            condition=self.condition_de(ecrite),
        )

    # --- order of call and reminders ---------------------------------------------------

    def ordres(self) -> tuple[m.Ordre, ...]:
        return tuple(
            m.Ordre(
                o.id,
                self.condition_de(o),
                self.source(o.source),
                tuple(self._etape(e) for e in o.etapes),
            )
            for o in self._fichier.ordres
        )

    def _etape(self, ecrite: Etape) -> m.Etape:
        return m.Etape(
            roles=tuple(ecrite.roles),
            section=ecrite.section,
            condition=self.condition_de(ecrite),
            caracteres=tuple(ecrite.caracteres),
        )

    def missions(self) -> tuple[m.Mission, ...]:
        return tuple(
            m.Mission(
                d.id,
                d.nom,
                self.source(d.source),
                tuple(d.types),
                d.fonction,
                d.public,
                d.supra,
                d.lacune,
            )
            for d in self._fichier.missions
        )

    def rappels(self) -> tuple[m.Rappel, ...]:
        return tuple(self._rappel(r) for r in self._fichier.rappels)

    def _rappel(self, ecrit: Rappel) -> m.Rappel:
        return m.Rappel(ecrit.id, ecrit.texte, self.condition_de(ecrit), self.source(ecrit.source))

    def anticipation(self) -> m.Anticipation:
        ecrite = self._fichier.anticipation
        return m.Anticipation(
            self.condition_de(ecrite),
            ecrite.nuit,
            ecrite.week_end,
            tuple(self._rappel(r) for r in ecrite.preparer),
        )


def _valeur(ecrite: Valeur) -> m.Valeur:
    return m.Valeur(
        id=ecrite.id,
        nom=ecrite.nom,
        aide=ecrite.aide,
        court=ecrite.court,
        synonymes=tuple(ecrite.synonymes),
        colonne=ecrite.colonne,
        implique=dict(ecrite.implique.items()),
        de=ecrite.de,
        a=ecrite.a,
        public=ecrite.public,
        remplace=tuple(ecrite.remplace),
        explicite=ecrite.explicite,
        seul=dict(ecrite.seul.items()),
        dispense=tuple(ecrite.dispense),
    )
