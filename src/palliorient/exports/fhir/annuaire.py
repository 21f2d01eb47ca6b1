"""The map as a bundle: who carries, where, which services, for which communes.

What the sources do not say is not there: no hour is coded (they are words), no age, no number
without a source. A service that is not open yet is not active.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from palliorient.exports.fhir.commun import (
    BASE,
    Ressource,
    entree,
    identifiant,
    reference,
    sans_vide,
)
from palliorient.noyau.carte.parcourir import au
from palliorient.noyau.modele.modele import (
    CONVENTION,
    STATUT_FERME,
    STATUTS_PROPOSES,
    Rattachement,
    Referentiel,
    Service,
    Structure,
    Territoire,
)

R244 = (
    "https://mos.esante.gouv.fr/NOS/TRE_R244-CategorieOrganisation/FHIR/"
    "TRE-R244-CategorieOrganisation"
)
CATEGORIES = {
    "usp": ("175", "Unités de soins palliatifs"),
    "dac": ("178", None),
    "cpts": ("255", None),
    "crt": ("136", None),
    "errspp": ("253", None),
}
"""Types of service whose category of TRE_R244 is certain (JDV_J238-TypeOffre-ROR, 20260730120000).

None for EMSP: 142, « EMSP », is about precarity. None where one code of several would be a guess
(HAD: 128 to 131, by public)."""

COMMUNES = "https://rdf.insee.fr/def/geo#codeCommune"
FINESS = "https://finess.esante.gouv.fr"


def annuaire(referentiel: Referentiel, jour: date) -> Ressource:
    """The bundle of a map as it stands on a day; closed services are left out."""
    carte = _Carte(au(referentiel, jour))
    ressources = [
        *carte.organisations.values(),
        *carte.zones.values(),
        *carte.lieux.values(),
        *carte.sites.values(),
        *carte.services(),
    ]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": f"{referentiel.a_jour_au}T00:00:00Z",
        "identifier": {"system": BASE, "value": referentiel.empreinte},
        "entry": [entree(ressource) for ressource in ressources],
    }


class _Carte:
    def __init__(self, ref: Referentiel) -> None:
        self.ref = ref
        self.documents = {d.id: d.nom for d in ref.documents}
        self.documents[CONVENTION] = ref.textes["document-convention"]
        self.types = {t.id: t for t in ref.types}
        self.structures = {s.id: s for s in ref.structures}
        self.montres = [s for s in ref.services if not s.generique and s.statut != STATUT_FERME]
        self.organisations = {s.id: self._organisation(s) for s in ref.structures}
        zones = (*ref.territoires, ref.departement, ref.region)
        self.zones = {t.id: self._zone(t) for t in zones}
        self.lieux = {r.commune: self._commune(r) for r in ref.rattachements}
        self.sites = {s.id: self._site(s) for s in ref.structures if s.adresse or s.commune}

    # --- who, where -------------------------------------------------------------------

    def _organisation(self, structure: Structure) -> Ressource:
        finess = [{"system": FINESS, "value": structure.finess}] if structure.finess else []
        propre = {"system": f"{BASE}:structure", "value": structure.id}
        return sans_vide({
            "resourceType": "Organization",
            "id": identifiant("structure", structure.id),
            "identifier": [propre, *finess],
            "active": True,
            "name": structure.nom,
            "alias": list(structure.alias),
            "address": [{"text": structure.adresse}] if structure.adresse else [],
        })  # fmt: skip

    def _zone(self, territoire: Territoire) -> Ressource:
        return {
            "resourceType": "Location",
            "id": identifiant("zone", territoire.id),
            "identifier": [{"system": f"{BASE}:zone", "value": territoire.id}],
            "status": "active",
            "name": territoire.nom,
            "mode": "kind",
        }

    def _commune(self, r: Rattachement) -> Ressource:
        """A commune is a part of its territory; where that comes from is told."""
        return sans_vide({
            "resourceType": "Location",
            "id": identifiant("commune", r.commune),
            "identifier": [{"system": COMMUNES, "value": r.commune}],
            "status": "active",
            "name": r.nom,
            "description": self._source(r.source.document, r.source.localisation),
            "mode": "kind",
            "partOf": reference(self.zones[r.territoire]),
        })  # fmt: skip

    def _site(self, structure: Structure) -> Ressource:
        """Where a structure stands, as far as it is known."""
        commune = self.lieux.get(structure.commune or "")
        return sans_vide({
            "resourceType": "Location",
            "id": identifiant("site", structure.id),
            "identifier": [{"system": f"{BASE}:site", "value": structure.id}],
            "status": "active",
            "name": structure.nom,
            "mode": "instance",
            "address": {"text": structure.adresse} if structure.adresse else {},
            "managingOrganization": reference(self.organisations[structure.id]),
            "partOf": reference(commune) if commune else None,
        })  # fmt: skip

    # --- what -------------------------------------------------------------------------

    def services(self) -> Iterator[Ressource]:
        for service in self.montres:
            yield self._service(service)

    def _service(self, service: Service) -> Ressource:
        type_ = self.types[service.type]
        porteurs = [self.organisations[p] for p in service.porteurs]
        siege = self.organisations.get(service.structure or "")
        fournit = porteurs[0] if porteurs else siege
        site = self.sites.get(service.structure or "")
        return sans_vide({
            "resourceType": "HealthcareService",
            "id": identifiant("service", service.id),
            "meta": {"source": f"{BASE}:{service.source.document}"},
            "identifier": [{"system": f"{BASE}:service", "value": service.id}],
            "active": service.statut in STATUTS_PROPOSES,
            "providedBy": reference(fournit) if fournit else None,
            "category": self._categorie(service.type),
            "type": [{"text": type_.nom}],
            "location": [reference(site)] if site else [],
            "name": service.nom,
            "comment": self._commentaire(service),
            "extraDetails": self._source(service.source.document, service.source.localisation),
            "telecom": self._numero(service),
            "coverageArea": [reference(zone) for zone in self._zones(service)],
            # Hours are words of the sources, never coded: nobody wrote that a line answers then.
            "availabilityExceptions": service.horaires or type_.horaires,
        })  # fmt: skip

    def _categorie(self, type_: str) -> list[Any]:
        if type_ not in CATEGORIES:
            return []
        code, libelle = CATEGORIES[type_]
        return [{"coding": [sans_vide({"system": R244, "code": code, "display": libelle})]}]

    def _commentaire(self, service: Service) -> str:
        statut = None
        if service.statut not in STATUTS_PROPOSES:
            statut = self.ref.textes[f"statut-{service.statut}"]
        dits = (
            *(service.declare, statut, service.porteur, service.modalite, service.ecart),
            self._d_ou_vient_le_numero(service),
        )
        return " ; ".join(filter(None, dits))

    def _numero(self, service: Service) -> list[Any]:
        """With what gives it, and how old that is: a switchboard is to be verified."""
        if not service.telephone or service.telephone_source is None:
            return []
        numero = {"system": "phone", "value": service.telephone, "use": "work"}
        depuis = service.telephone_verifie_le or service.telephone_date
        return [sans_vide({**numero, "period": {"start": depuis} if depuis else None})]

    def _d_ou_vient_le_numero(self, service: Service) -> str | None:
        """A contact point has no place for it."""
        source = service.telephone_source
        if not service.telephone or source is None:
            return None
        etat = "vérifié" if service.telephone_verifie_le else "standard, à vérifier"
        return f"téléphone d'après {self.documents[source.document]} ({etat})"

    def _zones(self, service: Service) -> Iterator[Ressource]:
        if service.communes:
            yield from (self.lieux[c] for c in service.communes if c in self.lieux)
            return
        yield from (self.zones[t] for t in service.territoires)

    def _source(self, document: str, localisation: str) -> str:
        nom = self.documents[document]
        return f"Source : {nom}, {localisation}"
