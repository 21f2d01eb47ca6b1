"""Looking things up on the map: services by type, place or words; counts by territory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from palliorient.noyau.langue.mots import mots
from palliorient.noyau.modele.modele import (
    STATUTS_PROPOSES,
    Fait,
    Lacune,
    Rattachement,
    Referentiel,
    Service,
    Structure,
)
from palliorient.noyau.modele.objets import replace
from palliorient.noyau.table.compilation import statut_au


class Filtre(NamedTuple):
    """What is looked for; None: whatever. Codes are those of the map, already checked."""

    type: str | None = None
    territoire: str | None = None
    """A territory, the departement or the region."""
    commune: str | None = None
    """A commune, or a numbered arrondissement, by its INSEE code."""
    texte: str | None = None


class Trouvailles(NamedTuple):
    """Services in file order, and the empty rows of the table that answer the same filter."""

    services: list[Service]
    lacunes: list[Lacune]


def au(referentiel: Referentiel, jour: date) -> Referentiel:
    """The map as it stands on a day: what has opened, what has closed."""
    services = (replace(s, statut=statut_au(s, jour)) for s in referentiel.services)
    return replace(referentiel, services=tuple(services))


def chercher(referentiel: Referentiel, filtre: Filtre) -> Trouvailles:
    """The services and gaps of the map that a filter keeps; generic contacts are not on it.

    A gap is one of the whole table: no place excludes it.
    """
    recherche = _Recherche(referentiel, filtre)
    return Trouvailles(
        [s for s in referentiel.services if not s.generique and recherche.service(s)],
        [lacune for lacune in referentiel.lacunes if recherche.lacune(lacune)],
    )


class _Recherche:
    def __init__(self, referentiel: Referentiel, filtre: Filtre) -> None:
        self.filtre = filtre
        self.structures = {s.id: s for s in referentiel.structures}
        self.types = {t.id: t for t in referentiel.types}
        self.abreviations = referentiel.recherche.abreviations
        self.partout = {referentiel.departement.id, referentiel.region.id}
        self.rattachement = next(
            (r for r in referentiel.rattachements if r.commune == filtre.commune),
            None,
        )
        self.mots = None if filtre.texte is None else self._mots([filtre.texte])

    def service(self, service: Service) -> bool:
        structure = self.structures.get(service.structure or "")
        textes = [
            service.id,
            service.nom,
            service.porteur or "",
            *(i.texte for i in service.imprime),
        ]
        if structure:
            textes += (structure.nom, *structure.alias)
        return (
            self._de_ce_type(service.type)
            and self.filtre.territoire in (None, *service.territoires, *self._zones(service))
            and (self.rattachement is None or self._sert(service, self.rattachement))
            and self._dit(textes, service.type)
        )

    def lacune(self, lacune: Lacune) -> bool:
        return self._de_ce_type(lacune.type) and self._dit([lacune.id, lacune.nom], lacune.type)

    def _de_ce_type(self, type_: str | None) -> bool:
        return self.filtre.type in (None, type_)

    def _zones(self, service: Service) -> set[str | None]:
        """What serves the whole département, or the region, serves the territory asked for too."""
        demande = self.filtre.territoire
        couvre_tout = bool(self.partout.intersection(service.territoires))
        return {demande} if couvre_tout and demande not in self.partout else set()

    def _sert(self, service: Service, r: Rattachement) -> bool:
        """Is the service there, or does it serve there?"""
        if service.communes:
            return r.commune in service.communes
        territoires = {r.territoire, *self.partout}
        if r.aussi and service.type in r.types_aussi:
            territoires.add(r.aussi)
        return service.commune == r.commune or bool(territoires.intersection(service.territoires))

    def _dit(self, textes: list[str], type_: str | None) -> bool:
        """Does every word looked for begin one of these texts' words?"""
        if self.mots is None:
            return True
        if type_:
            textes = [*textes, self.types[type_].nom, self.types[type_].sigle]
        dits = self._mots(textes)
        return bool(self.mots) and all(any(d.startswith(m) for d in dits) for m in self.mots)

    def _mots(self, textes: Iterable[str]) -> list[str]:
        return mots(" ".join(textes), (), self.abreviations)


def faits_de(referentiel: Referentiel, service: Service) -> list[Fait]:
    """Facts from elsewhere about a service and the structure it belongs to."""
    return [f for f in referentiel.faits if f.sur in (service.id, service.structure)]


def structure_de(referentiel: Referentiel, service: Service) -> Structure | None:
    """The structure that offers the service."""
    return next((s for s in referentiel.structures if s.id == service.structure), None)


def note_du_telephone(referentiel: Referentiel, service: Service) -> str | None:
    """What must be said beside the number: None when it was checked, or when there is none."""
    if service.telephone is None or service.telephone_verifie_le:
        return None
    standards = {f.valeur for f in referentiel.faits if f.champ == "standard"}
    return "standard, à vérifier" if service.telephone in standards else "à vérifier"


def comptes(referentiel: Referentiel, zone: str) -> tuple[dict[str, int], dict[str, int]]:
    """Services that name this zone, by type: those in service, and those still to come."""
    ouverts: Counter[str] = Counter()
    a_venir: Counter[str] = Counter()
    for service in referentiel.services:
        if not service.generique and zone in service.territoires:
            (ouverts if service.statut in STATUTS_PROPOSES else a_venir)[service.type] += 1
    ordre = [t.id for t in referentiel.types]
    return _dans_l_ordre(ouverts, ordre), _dans_l_ordre(a_venir, ordre)


def _dans_l_ordre(compte: Counter[str], ordre: list[str]) -> dict[str, int]:
    return {type_: compte[type_] for type_ in ordre if compte[type_]}
