"""Schema of the layer of facts from elsewhere: one fact, one source, one date."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field, field_validator, model_validator

from palliorient.lecture.codes import Code
from palliorient.lecture.schemas.base import (
    F_COMMUNE,
    F_FINESS,
    F_TELEPHONE,
    F_TEXTE,
    FORMES,
    DatePartielle,
    Modele,
    Texte,
    UnDocument,
    UneCible,
    refus,
)

Champ = Literal[
    "arrondissement",
    "commune",
    "adresse",
    "finess",
    "standard",
    "telephone",
    "horaires",
    "site",
    "annonce",
    "note",
    "activite",
]

_FORMES_DES_CHAMPS = {
    "commune": F_COMMUNE,
    "finess": F_FINESS,
    "standard": F_TELEPHONE,
    "telephone": F_TELEPHONE,
}

CHAMPS_NUMEROS = ("standard", "telephone")

NUMERO_CITE = re.compile(r"\{numero:[a-z0-9-]+\}")
"""Where a number declared in `numeros` is meant."""


class Complement(Modele):
    """A fact that the two reference documents do not give."""

    sur: UneCible = Field(description="Structure ou service concerné.")
    champ: Champ = Field(description="Ce que le fait renseigne.")
    valeur: str | int = Field(description="La valeur ; un nombre seulement pour un arrondissement.")
    source: UnDocument = Field(description="Document déclaré dans « documents_complementaires ».")
    localisation: Texte | None = Field(default=None, description="Où, dans ce document.")
    date: DatePartielle = Field(description="Date à laquelle le fait était vrai.")
    confiance: Literal["haute", "moyenne"] = Field(
        description="Confiance ; une piste faible n'est pas une donnée et ne s'écrit pas."
    )

    @field_validator("valeur", mode="before")
    @classmethod
    def _texte_ou_nombre(cls, valeur: object) -> object:
        """One sentence instead of pydantic's two, one per branch of the union."""
        if isinstance(valeur, str):
            if re.fullmatch(F_TEXTE, valeur):
                return valeur
            raise refus(*FORMES[F_TEXTE], code=Code.FORME_INCORRECTE)
        if isinstance(valeur, int):
            return valeur
        raise refus(
            "texte ou nombre attendu",
            "écrire la valeur entre guillemets",
            code=Code.TYPE_INATTENDU,
        )

    @model_validator(mode="after")
    def _valeur_selon_le_champ(self) -> Complement:
        if self.champ == "arrondissement":
            if not isinstance(self.valeur, int) or self.valeur < 1:
                raise refus(
                    "arrondissement attendu : un nombre, à partir de 1",
                    "l'écrire sans guillemets : valeur: 18",
                    "valeur",
                    Code.TYPE_INATTENDU,
                )
        elif isinstance(self.valeur, int):
            raise refus(
                f"texte attendu pour « {self.champ} »",
                "mettre la valeur entre guillemets",
                "valeur",
                Code.TYPE_INATTENDU,
            )
        elif self.champ in CHAMPS_NUMEROS and NUMERO_CITE.fullmatch(self.valeur):
            return self
        elif (forme := _FORMES_DES_CHAMPS.get(self.champ)) and not re.match(forme, self.valeur):
            message, remede = FORMES[forme]
            raise refus(f"{message} : « {self.valeur} »", remede, "valeur", Code.FORME_INCORRECTE)
        return self
