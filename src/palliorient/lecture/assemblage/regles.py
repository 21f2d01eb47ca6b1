"""The rules: conditions with their groups expanded, sources and default words resolved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from pydantic import BaseModel

from palliorient.lecture.assemblage.copie import Copie, T
from palliorient.lecture.schemas.base import (
    Caractere,
    Conditionnel,
    JoignabiliteDeService,
    Quand,
    Source,
    SourceDocument,
    minutes,
)
from palliorient.lecture.schemas.criteres import (
    ContactGenerique,
    Critere,
    Joignabilite,
    Plage,
    TypeDeService,
)
from palliorient.lecture.schemas.garanties import Garantie
from palliorient.lecture.schemas.grille import FichierGrille
from palliorient.lecture.schemas.regles import Cellule, Etape, FichierRegles, Ordre, Regle
from palliorient.lecture.schemas.roles import AlerteEmise, Pas
from palliorient.noyau.modele import modele as m

HORAIRES_NON_PRECISES = "horaires-non-precises"
"""Text of the hours of a type that nobody publishes."""


class Regles(Copie):
    """What is written of the rules, and how they make it understood: groups, conventions."""

    def __init__(self, fichier: FichierRegles) -> None:
        super().__init__(
            {
                Source: self._source,
                SourceDocument: place,
                AlerteEmise: self._emission,
                Critere: self._critere,
                Plage: self._plage,
                TypeDeService: self._type,
                Joignabilite: self._joignabilite,
                JoignabiliteDeService: self._joignabilite,
                ContactGenerique: self._contact,
                Pas: self._pas,
                Cellule: self._regle,
                Regle: self._regle,
                Ordre: self._ordre,
                Etape: self._etape,
                Garantie: self._garantie,
            }
        )
        self._fichier = fichier
        self._textes = fichier.textes
        self._groupes: dict[str, dict[str, list[str]]] = {c.id: c.groupes for c in fichier.criteres}
        self.conventions = {c.id: c.texte for c in fichier.conventions}
        self.alertes = {
            a.id: m.Emission(a.id, a.texte, self._source(a.source)) for a in fichier.alertes
        }

    def objet(self, cible: type[T], ecrit: BaseModel, **autres: object) -> T:
        """A `condition` of the domain is what `quand`, `sauf` and `un_de` say together."""
        if isinstance(ecrit, Conditionnel) and cible is not m.Joignabilite:
            autres["condition"] = self.condition_de(ecrit)
        return super().objet(cible, ecrit, **autres)

    # --- the small parts --------------------------------------------------------

    def _source(self, ecrite: Source) -> m.Source:
        """A convention becomes a source too, whose place is its own text."""
        if ecrite.convention:
            return m.Source(m.CONVENTION, self.conventions[ecrite.convention])
        return m.Source(ecrite.document or "", ecrite.localisation or "")

    def condition(
        self, quand: Quand, sauf: Quand | None = None, un_de: Sequence[Quand] = ()
    ) -> m.Condition:
        if not (quand or sauf or un_de):
            return m.TOUJOURS
        cas = tuple(self._valeurs(dit) for dit in un_de)
        return m.Condition(self._valeurs(quand), self._valeurs(sauf or {}), cas)

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

    # --- what is not written as the domain has it --------------------------------------

    def _emission(self, ecrite: AlerteEmise) -> m.Emission:
        defaut = self.alertes[ecrite.code]
        source = self.valeur(ecrite.source) or defaut.source
        return self.objet(m.Emission, ecrite, texte=ecrite.texte or defaut.texte, source=source)

    def _critere(self, ecrit: Critere) -> m.Critere:
        demande_si = self.condition(ecrit.demande_si) if ecrit.demande_si else None
        champ = ecrit.champ or ecrit.id
        return self.objet(m.Critere, ecrit, champ=champ, demande_si=demande_si)

    def _plage(self, ecrite: Plage) -> m.PlageHoraire:
        return self.objet(m.PlageHoraire, ecrite, de=minutes(ecrite.de), a=minutes(ecrite.a))

    def _type(self, ecrit: TypeDeService) -> m.TypeDeService:
        horaires = ecrit.horaires or self._textes[HORAIRES_NON_PRECISES]
        return self.objet(m.TypeDeService, ecrit, horaires=horaires)

    def _joignabilite(self, ecrite: JoignabiliteDeService) -> m.Joignabilite:
        """Its `condition` is in words: what it depends on is `quand`."""
        return self.objet(m.Joignabilite, ecrite, quand=self.condition_de(ecrite))

    def _contact(self, ecrit: ContactGenerique) -> m.Service:
        return self.objet(m.Service, ecrit, territoires=(), generique=True)

    def _pas(self, ecrit: Pas) -> m.Pas:
        return self.objet(m.Pas, ecrit, alertes=self.valeur(ecrit.alerte))

    def _regle(self, ecrite: Regle) -> m.Regle:
        return self.objet(m.Regle, ecrite)

    def _ordre(self, ecrit: Ordre) -> m.Ordre:
        source = ecrit.source or self._fichier.source_des_ordres
        return self.objet(m.Ordre, ecrit, source=self.valeur(source))

    def _garantie(self, ecrite: Garantie) -> m.Garantie:
        return self.objet(m.Garantie, ecrite, definition=ecrite.definition)

    def grille(self, ecrite: FichierGrille) -> m.Grille:
        """The discussion grid."""
        return self.objet(m.Grille, ecrite, active=ecrite.grille)

    def _etape(self, ecrite: Etape) -> m.Etape:
        groupes = self._fichier.groupes_de_roles
        roles = tuple(role for nom in ecrite.roles for role in groupes.get(nom, [nom]))
        return self.objet(m.Etape, ecrite, roles=roles, caracteres=_caracteres(ecrite))


def place(ecrite: SourceDocument) -> m.Source:
    """A source that is never a convention."""
    return m.Source(ecrite.document, ecrite.localisation)


def _caracteres(ecrite: Etape) -> m.Valeurs:
    """Those of the contacts that the step takes; none: all."""
    if not ecrite.sauf_caracteres:
        return tuple(ecrite.caracteres)
    return tuple(c for c in get_args(Caractere) if c not in ecrite.sauf_caracteres)
