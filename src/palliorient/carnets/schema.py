"""Schema of a directory. No message repeats a value: a stranger's file may hold names.

What the map declares (services, moments, types) is checked in `controles`, with the map.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from palliorient.carnets.codes import Code
from palliorient.carnets.conventions import conventions, declarees
from palliorient.lecture.schemas.base import (
    F_HEURE,
    F_IDENTIFIANT,
    F_TEXTE,
    FORMES,
    NON_PAR_DEFAUT,
    Identifiant,
    Jour,
    Modele,
    NumeroDeDepartement,
    OuiNon,
    Telephone,
    Texte,
    UnOuPlusieurs,
    UnType,
    dico_vide,
    en_liste,
    liste_vide,
    refus,
)
from palliorient.noyau.langue.caracteres import interdits
from palliorient.noyau.langue.phrases import ou

FORMAT = "palliorient.carnet/1"
FERIES = "feries"
"""The key of public holidays, beside those of the moments."""

_HEURE = F_HEURE[1:-1]
F_PLAGE = rf"^{_HEURE}-{_HEURE}$"
F_HEURES = rf"^(oui|non|{_HEURE}-{_HEURE})$"
_MOBILE = re.compile(r"0[67] ")
_TITRES = re.compile(
    rf"(?<!\w)(?:{'|'.join(re.escape(t) for t in declarees().titres_de_personne)})(?=[\s ])",
)


def _fonction(valeur: object) -> object:
    if valeur not in conventions().fonctions:
        raise refus(
            "fonction attendue, jamais un nom de personne",
            f"écrire {ou(list(conventions().fonctions))}",
            code=Code.NOM_DE_PERSONNE,
        )
    return valeur


def _appelant(valeur: object) -> object:
    if valeur not in conventions().appelants:
        raise refus(
            "appelant inconnu",
            f"écrire {ou(list(conventions().appelants))}",
            code=Code.APPELANT_INCONNU,
        )
    return valeur


def _sans_personne(valeur: str) -> str:
    if _TITRES.search(valeur):
        raise refus(
            "un nom de personne ne s'écrit pas dans un carnet",
            "écrire le nom du service ou de l'équipe",
            code=Code.NOM_DE_PERSONNE,
        )
    return valeur


def nom_refuse(nom: str) -> str | None:
    """Why a name cannot be that of a directory; None when it can."""
    if _TITRES.search(nom):
        return "un nom de personne ne s'écrit pas dans un carnet"
    if not re.match(F_TEXTE, nom) or interdits(nom):
        return FORMES[F_TEXTE][0]
    return None


def _heures_en_liste(valeur: object) -> object:
    """What is not text was never an hour: said here, without repeating it."""
    liste = en_liste(valeur)
    assert isinstance(liste, list)
    bons = [isinstance(v, str) and re.match(F_HEURES, v) for v in liste]
    mots = [v for v in liste if v in ("oui", "non")]
    if not liste or not all(bons) or (mots and len(liste) > 1):
        raise refus(
            "heures mal écrites",
            'écrire oui, non, "HH:MM-HH:MM", ou une liste de telles plages',
            code=Code.HEURES_MAL_ECRITES,
        )
    if any(isinstance(v, str) and v[:5] == v[6:] for v in liste if v not in ("oui", "non")):
        raise refus(
            "une plage finit quand elle commence",
            "écrire oui pour le moment entier, ou deux heures différentes",
            code=Code.HEURES_MAL_ECRITES,
        )
    return liste


Fonction = Annotated[
    str,
    BeforeValidator(_fonction),
    WithJsonSchema({"type": "string", "enum": list(conventions().fonctions)}),
]
Appelant = Annotated[
    str,
    BeforeValidator(_appelant),
    WithJsonSchema({"type": "string", "enum": list(conventions().appelants)}),
]
NomDeService = Annotated[Texte, AfterValidator(_sans_personne)]
UneHeure = Annotated[str, WithJsonSchema({"type": "string", "pattern": F_HEURES})]
HeuresDUnMoment = Annotated[list[UneHeure], BeforeValidator(_heures_en_liste), UnOuPlusieurs()]


class UneVoie(Modele):
    """How somebody is reached, when, by whom, and who verified it."""

    telephone: Telephone | None = Field(
        default=None, description='Ligne directe, entre guillemets : "01 99 00 00 00".'
    )
    mobile_de_service: OuiNon = Field(
        default=False,
        description="oui : ce numéro mobile est celui du service, de personne en particulier.",
        json_schema_extra=NON_PAR_DEFAUT,
    )
    intermediaire: Telephone | None = Field(
        default=None, description='Numéro par lequel demander ce service : "15", un standard…'
    )
    heures: Annotated[
        dict[Identifiant, HeuresDUnMoment],
        WithJsonSchema(
            {
                "type": "object",
                "minProperties": 1,
                "propertyNames": {"pattern": F_IDENTIFIANT},
                "additionalProperties": {
                    "anyOf": [
                        {"type": "string", "pattern": F_HEURES},
                        {
                            "type": "array",
                            "minItems": 1,
                            "items": {"type": "string", "pattern": F_PLAGE},
                        },
                    ]
                },
            }
        ),
    ] = Field(
        default_factory=dico_vide,
        description="Moment de la carte (jour, nuit…) → oui (tout le moment), non, ou ses heures "
        '"09:00-17:00" ; « feries » : oui (mêmes heures), non, ou ses heures.',
    )
    qui_peut_appeler: Annotated[list[Appelant], BeforeValidator(en_liste), UnOuPlusieurs()] = Field(
        default_factory=liste_vide,
        description="À qui la ligne est réservée ; absent : à personne en particulier.",
    )
    verifie_le: Jour | None = Field(
        default=None, description='Jour de la dernière vérification : "2026-05-12".'
    )
    verifie_par: Fonction | None = Field(
        default=None, description="Fonction de qui a vérifié ; jamais un nom."
    )

    @property
    def sans_numero(self) -> bool:
        """Is there no number at all?"""
        return self.telephone is None and self.intermediaire is None

    @model_validator(mode="after")
    def _numeros_permis(self) -> UneVoie:
        proteges = conventions().proteges
        if self.telephone in proteges:
            raise refus(
                "un numéro d'urgence n'est la ligne directe d'aucun service",
                f'écrire « intermediaire: "{self.telephone}" » (par le {self.telephone})',
                "telephone",
                code=Code.NUMERO_PROTEGE,
            )
        for champ in ("telephone", "intermediaire"):
            if _MOBILE.match(getattr(self, champ) or "") and not self.mobile_de_service:
                raise refus(
                    "numéro mobile",
                    "ajouter « mobile_de_service: oui » si c'est celui du service ; celui d'une "
                    "personne ne s'écrit pas ici",
                    champ,
                    code=Code.MOBILE,
                )
        if self.sans_numero and self.model_fields_set & self.dits_d_une_voie():
            raise refus(
                "ligne sans numéro",
                "écrire « telephone » ou « intermediaire », ou ne garder que le nom du service",
                code=Code.SANS_NUMERO,
            )
        return self

    @classmethod
    def dits_d_une_voie(cls) -> set[str]:
        """The keys that say something of a number."""
        return set(UneVoie.model_fields)


class Entree(UneVoie):
    """A service of the map; with its name only, nothing is said of it yet."""

    service: Identifiant = Field(
        description="Identifiant d'un service de la carte (palliorient acteurs --format json)."
    )


class Ajout(UneVoie):
    """A service that the map does not have."""

    id: Identifiant = Field(
        description="Identifiant, qui n'est pas celui d'un service de la carte."
    )
    nom: NomDeService = Field(description="Nom du service, comme montré.")
    type: UnType = Field(description="Type de service, de ceux de la carte.")

    @model_validator(mode="after")
    def _un_numero(self) -> Ajout:
        if self.sans_numero:
            raise refus(
                "ligne sans numéro",
                "écrire « telephone » ou « intermediaire »",
                "id",
                code=Code.SANS_NUMERO,
            )
        return self


class FichierCarnet(Modele):
    """The whole file."""

    format: Literal["palliorient.carnet/1"] = Field(description="Le format de ce fichier.")
    carte: NumeroDeDepartement = Field(
        description='Département de la carte que ce carnet complète, entre guillemets : "01".'
    )
    nom: NomDeService = Field(description="Nom du carnet, comme montré : de quelle équipe il est.")
    entrees: list[Entree] = Field(
        default_factory=liste_vide,
        description="Services de la carte ; un service peut avoir deux "
        "lignes, à des heures différentes.",
    )
    hors_contrat: list[Ajout] = Field(
        default_factory=liste_vide,
        description="Services que la carte n'a pas, montrés à part, sans rang.",
    )
