"""Which contacts a guarantee speaks of, and where: its traits, as sets of situations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from palliorient.noyau.langue.phrases import ou
from palliorient.noyau.modele.modele import CONVENTION
from palliorient.noyau.preuve.ensembles import VIDE, Noeud
from palliorient.noyau.table.table import CARACTERES, PORTEES
from palliorient.verification.contexte import Contexte

Traits = Mapping[str, Any]
"""Trait → its possible values; `generique` is a boolean."""

FICHE = ("type", "groupe", "statut", "telephone")
"""Traits that the service has everywhere; the others depend on the situation."""


class Selection:
    """Some contacts, but for others. Every trait must hold, each by one of its values."""

    def __init__(self, ctx: Contexte, definition: Mapping[str, Any]) -> None:
        self.ctx = ctx
        self.sauf: Traits | None = definition.get("sauf")
        self.traits: Traits = {t: v for t, v in definition.items() if t != "sauf"}
        self.publics = {s.id: s.publics for s in ctx.referentiel.services}
        self.fonctions = {s.id: s.fonction for s in ctx.referentiel.services}

    @property
    def mots(self) -> str:
        """« type usp, portee supra-territorial »."""
        dits = [_dit(*trait) for trait in self.traits.items()]
        if self.sauf:
            dits += [f"sauf {_dit(*trait)}" for trait in self.sauf.items()]
        return ", ".join(dits)

    def services(self) -> Iterable[tuple[int, Noeud]]:
        """Each service with where it is one of these contacts."""
        for service in self.ctx.faits.presence:
            ici = self.de(service)
            if ici:
                yield service, ici

    def de(self, service: int) -> Noeud:
        """Where a service is one of these contacts."""
        ici = self._traits(service, self.traits)
        if ici and self.sauf is not None:
            ici = self.ctx.espace.moins(ici, self._traits(service, self.sauf))
        return ici

    def _traits(self, service: int, traits: Traits) -> Noeud:
        fiche = self.ctx.table.services[service]
        ici = self.ctx.faits.presence[service]
        for trait, valeurs in traits.items():
            if trait in FICHE:
                garde = getattr(fiche, trait) in valeurs
            elif trait == "generique":
                garde = fiche.generique is valeurs
            elif trait == "fonction":
                garde = self.fonctions[fiche.id] in valeurs
            elif trait == "public":
                garde = any(p in valeurs for p in self.publics[fiche.id])
            else:
                ici = self.ctx.espace.inter(ici, self._variable(service, trait, valeurs))
                garde = bool(ici)
            if not garde:
                return VIDE
        return ici

    def _variable(self, service: int, trait: str, valeurs: Sequence[str]) -> Noeud:
        faits, union = self.ctx.faits, self.ctx.espace.union
        if trait == "caractere":
            caracteres = faits.caracteres(service)
            return union([caracteres.get(CARACTERES.index(v), VIDE) for v in valeurs])
        if trait == "portee":
            portees = faits.portees(service)
            return union([portees.get(PORTEES.index(v), VIDE) for v in valeurs])
        if trait == "joignable":
            joignables = faits.joignables(service)
            return union([joignables.get(v, VIDE) for v in valeurs])
        if trait == "motif":
            rangees = faits.rangees[service]
            return union([r.ou for r in rangees if self._motif(r.ligne.raison) in valeurs])
        raise AssertionError(f"trait inconnu du schéma : {trait}")

    def _motif(self, raison: int) -> str:
        """What founds a reason; nothing when the document or the place in it is not said."""
        _, _, document, localisation = self.ctx.table.raisons[raison]
        if not document or not localisation:
            return ""
        return "convention" if document == CONVENTION else "document"


def _dit(trait: str, valeurs: Any) -> str:
    if isinstance(valeurs, bool):
        return f"{trait} {'oui' if valeurs else 'non'}"
    return f"{trait} {ou(valeurs)}"
