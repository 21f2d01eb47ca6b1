"""The actors of the map, as JSON values and as text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from palliorient.noyau.carte.parcourir import Trouvailles, faits_de, note_du_telephone, structure_de
from palliorient.noyau.langue.phrases import accorder, majuscule, ordinal
from palliorient.noyau.modele.modele import (
    Fait,
    Impression,
    Lacune,
    Rattachement,
    Referentiel,
    Service,
    Source,
)
from palliorient.noyau.modele.places import NUMERO
from palliorient.rendu.mise_en_page import gras, plier

FORMAT = "palliorient.acteurs/1"
LACUNE = None
"""The status of an empty row: the table has its place, and nobody in it."""

STATUTS = {
    "en-service": "en service",
    "declare": "déclaré en {annee}",
    "en-labellisation": "en labellisation, pas encore en service",
    "annonce": "annoncé, pas encore en service",
    "ferme": "fermé",
}
PUBLICS = {"adulte": "adultes", "pediatrique": "enfants"}


def en_dictionnaire(referentiel: Referentiel, trouvailles: Trouvailles) -> dict[str, Any]:
    """One row for each service, then the empty rows of the table."""
    return {
        "format": FORMAT,
        "acteurs": [
            *(_service(referentiel, s) for s in trouvailles.services),
            *(_lacune(referentiel, lacune) for lacune in trouvailles.lacunes),
        ],
    }


def _service(referentiel: Referentiel, service: Service) -> dict[str, Any]:
    structure = structure_de(referentiel, service)
    return {
        "id": service.id,
        "nom": service.nom,
        "alias": list(structure.alias) if structure else [],
        "type": service.type,
        "structure": structure.nom if structure else None,
        "territoires": list(service.territoires),
        "arrondissement": service.arrondissement,
        "publics": list(service.publics),
        "statut": service.statut,
        "porteur": service.porteur,
        "source": source(service.source),
        "depuis": service.depuis,
        "jusqua": service.jusqua,
        "arrondissements_servis": list(service.arrondissements),
        "adresse": service.adresse,
        "telephone": service.telephone,
        "telephone_verifie_le": service.telephone_verifie_le,
        "telephone_note": note_du_telephone(referentiel, service),
        "imprime": [
            {"ligne": i.ligne, "colonne": i.colonne, "texte": i.texte} for i in service.imprime
        ],
        "ecart": _ecart(service),
        "faits": [_fait(f) for f in faits_de(referentiel, service)],
        **_communes(referentiel, service.commune, service.communes),
    }


def _communes(
    referentiel: Referentiel, commune: str | None, servies: tuple[str, ...]
) -> dict[str, Any]:
    """Where communes are the places, by their INSEE codes; a number says it otherwise."""
    if referentiel.place == NUMERO:
        return {}
    return {"commune": commune, "communes_servies": list(servies)}


def _lacune(referentiel: Referentiel, lacune: Lacune) -> dict[str, Any]:
    """The same keys as a service, so that a program reads every row alike."""
    return {
        "id": lacune.id,
        "nom": lacune.nom,
        "alias": [],
        "type": lacune.type,
        "structure": None,
        "territoires": [],
        "arrondissement": None,
        "publics": [],
        "statut": LACUNE,
        "porteur": None,
        "source": source(lacune.source),
        "depuis": None,
        "jusqua": None,
        "arrondissements_servis": [],
        "adresse": None,
        "telephone": None,
        "telephone_verifie_le": None,
        "telephone_note": None,
        "imprime": [],
        "ecart": None,
        "faits": [],
        **_communes(referentiel, None, ()),
    }


def _ecart(service: Service) -> dict[str, Any] | None:
    if service.ecart is None or service.source_ecart is None:
        return None
    return {
        "imprime": [i.colonne for i in service.imprime],
        "retenu": list(service.territoires),
        "raison": service.ecart,
        "source": source(service.source_ecart),
    }


def _fait(fait: Fait) -> dict[str, Any]:
    return {
        "sur": fait.sur,
        "champ": fait.champ,
        "valeur": fait.valeur,
        "source": source(fait.source),
        "date": fait.date,
        "confiance": fait.confiance,
    }


def nom_court(referentiel: Referentiel, r: Rattachement) -> str:
    """« 12e » where every place has a number; else the name of the commune."""
    numero = r.arrondissement if referentiel.place == NUMERO else None
    return ordinal(numero) if numero else r.nom


def source(ecrite: Source) -> dict[str, str]:
    """A source as JSON values."""
    return {"document": ecrite.document, "localisation": ecrite.localisation}


def en_clair(documents: Mapping[str, str], ecrite: Source) -> str:
    """A source as a person reads it: name of the document (by its code), place in it."""
    return f"{documents.get(ecrite.document, ecrite.document)}, {ecrite.localisation}"


# --- text --------------------------------------------------------------------------


def en_texte(referentiel: Referentiel, trouvailles: Trouvailles, *, detail: bool = False) -> str:
    """By type, one item for each service; `detail` adds what is printed, facts and sources."""
    rendu = _Texte(referentiel, detail=detail)
    lignes: list[str] = []
    for type_ in referentiel.types:
        services = [s for s in trouvailles.services if s.type == type_.id]
        if services:
            lignes += [gras(t) for t in plier(rendu.titre(type_.nom, type_.sigle), "")]
            for service in services:
                lignes += rendu.service(service)
            lignes.append("")
    if trouvailles.lacunes:
        lignes.append(gras("LIGNES VIDES DU TABLEAU"))
        for lacune in trouvailles.lacunes:
            lignes += plier(lacune.nom, " -  ")
            lignes += plier(f"non renseigné · {en_clair(rendu.documents, lacune.source)}", "    ")
        lignes.append("")
    return "\n".join([*lignes, *rendu.documents_cites(), _compte(trouvailles)])


def _compte(trouvailles: Trouvailles) -> str:
    services, lacunes = len(trouvailles.services), len(trouvailles.lacunes)
    if not services and not lacunes:
        return "Aucun acteur de la carte ne répond à ces filtres."
    dits = [accorder(services, "service")] if services else []
    if lacunes:
        dits.append(f"{accorder(lacunes, 'ligne')} vide{'s' if lacunes > 1 else ''} du tableau")
    return " et ".join(dits) + "."


class _Texte:
    def __init__(self, referentiel: Referentiel, *, detail: bool) -> None:
        self.ref = referentiel
        self.detail = detail
        self.cites: set[str] = set()
        self.documents = {d.id: d.nom for d in referentiel.documents}
        self.annees = {d.id: d.date[:4] for d in referentiel.documents}
        zones = (*referentiel.territoires, referentiel.departement, referentiel.region)
        self.lieux = {r.commune: nom_court(referentiel, r) for r in referentiel.rattachements}
        self.zones = {z.id: z.nom for z in zones}

    def titre(self, nom: str, sigle: str) -> str:
        return f"{nom.upper()} ({sigle})" if sigle.isupper() else nom.upper()

    def service(self, service: Service) -> list[str]:
        porteur = f", {service.porteur}" if service.porteur else ""
        lignes = plier(f"{majuscule(service.nom)}{porteur}", " -  ")
        lignes += plier(" · ".join(self._en_bref(service)), "    ")
        note = note_du_telephone(self.ref, service)
        joindre = [service.adresse] if service.adresse else []
        if service.telephone:
            joindre.append(f"{service.telephone} ({note})" if note else service.telephone)
        if joindre:
            lignes += plier(" · ".join(joindre), "    ")
        return lignes + (self._detail(service) if self.detail else [])

    def _en_bref(self, service: Service) -> list[str]:
        dits = [" et ".join(self.zones[t] for t in service.territoires)]
        servis = service.communes or (service.commune,)
        dits.append(" et ".join(self.lieux[c] for c in servis if c))
        dits.append(" et ".join(PUBLICS[p] for p in service.publics))
        dits.append(STATUTS[service.statut].format(annee=self.annees[service.source.document]))
        return [d for d in dits if d]

    def _detail(self, service: Service) -> list[str]:
        lignes = plier(f"identifiant : {service.id}", "    ")
        for impression in service.imprime:
            lignes += plier(f"imprimé : {self._case(impression)}", "    ")
        if not service.imprime:
            lignes += plier(f"source : {self._citer(service.source)}", "    ")
        if service.ecart and service.source_ecart:
            preuve = self._citer(service.source_ecart)
            lignes += plier(f"retenu autrement : {service.ecart} [{preuve}]", "    ")
        for fait in faits_de(self.ref, service):
            origine = f"{self._citer(fait.source)} ; {fait.date} ; confiance {fait.confiance}"
            lignes += plier(f"{fait.champ} : {fait.valeur} [{origine}]", "    ")
        return lignes

    def _citer(self, ecrite: Source) -> str:
        """By the document's code, named once at the end of the list."""
        self.cites.add(ecrite.document)
        return f"{ecrite.document}, {ecrite.localisation}"

    def documents_cites(self) -> list[str]:
        lignes: list[str] = []
        for code, nom in self.documents.items():
            if code in self.cites:
                lignes += plier(f"{code} : {nom}", " -  ")
        return [gras("DOCUMENTS CITÉS"), *lignes, ""] if lignes else []

    def _case(self, impression: Impression) -> str:
        colonne = self.zones[impression.colonne] if impression.colonne else self.ref.tout
        return f"« {impression.texte} », ligne « {self.ref.lignes[impression.ligne]} », {colonne}"
