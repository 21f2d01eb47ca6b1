"""What an unquoted YAML value means here, and which ones are refused.

YAML 1.1 (PyYAML), YAML 1.2 (editors) and spreadsheets disagree on `no`, `18:30`,
`010` or `2024-01-05`: an evening hour silently becomes 1110, a level becomes
true. So the only unquoted values are words, alert codes and plain integers;
everything else wants quotes, and the message says what to write.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from palliorient.lecture.codes import Code


class Piege(NamedTuple):
    """Why an unquoted value is refused, in French, and what to write instead."""

    code: Code
    message: str
    remede: str


CHIFFRES_PERMIS = 15
"""Beyond, no count means anything, and converting text to int has a cost."""

_ENTIER = re.compile(r"0|[1-9][0-9]*", re.ASCII)
_MOT = re.compile(r"[a-z0-9][a-z0-9_.-]*", re.ASCII)
_CODE = re.compile(r"[A-Z][A-Z0-9_]*", re.ASCII)

_BOOLEENS = {
    "yes": "oui",
    "y": "oui",
    "on": "oui",
    "true": "oui",
    "oui": "oui",
    "vrai": "oui",
    "no": "non",
    "n": "non",
    "off": "non",
    "false": "non",
    "non": "non",
    "faux": "non",
}
_NULS = {"null", "~"}
_AMBIGUS = _NULS | set(_BOOLEENS)

_HEURE = re.compile(r"[0-9]{1,2}(:[0-9]{1,2})+|[0-9]{1,2}[hH]([0-9]{2})?", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}(-[0-9]{1,2})?([Tt ][0-9:.Zz+ -]*)?", re.ASCII)
_TELEPHONE = re.compile(r"(\+33 ?[1-9]|0[1-9])([ .-]?[0-9]{2}){4}|[0-9]{2}( [0-9]{2})+", re.ASCII)
_ZERO = re.compile(r"0[0-9_]+", re.ASCII)
_NOMBRE = re.compile(
    r"[-+]?(0[xXoObB][0-9a-fA-F_]+"
    r"|[0-9][0-9_]*([.,][0-9_]*)?([eE][-+]?[0-9]+)?"
    r"|\.[0-9][0-9_]*([eE][-+]?[0-9]+)?"
    r"|\.(inf|nan))",
    re.ASCII | re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def lire_nu(texte: str) -> tuple[str | int, Piege | None]:
    """The value of an unquoted scalar; with a trap, the value is the text as written.

    The same few words come back all along a file: each is looked at once.
    """
    if _MOT.fullmatch(texte):
        if not texte[0].isdigit():
            return texte, _mot_ambigu(texte, texte) if texte in _AMBIGUS else None
        if _ENTIER.fullmatch(texte) and len(texte) <= CHIFFRES_PERMIS:
            return int(texte), None
        return texte, _nombre_ambigu(texte)
    if _CODE.fullmatch(texte):
        return texte, _mot_ambigu(texte.lower(), texte)
    piege = _mot_ambigu(texte.lower(), texte) or _nombre_ambigu(texte) or _texte_libre(texte)
    return texte, piege


def _mot_ambigu(minuscules: str, ecrit: str) -> Piege | None:
    if minuscules in _NULS:
        return Piege(
            Code.VALEUR_NULLE,
            f"« {ecrit} » est une valeur nulle en YAML",
            "supprimer la ligne si l'information manque, ou écrire un texte entre guillemets",
        )
    voulu = _BOOLEENS.get(minuscules)
    if voulu is None or ecrit == voulu:
        return None
    return Piege(
        Code.BOOLEEN_AMBIGU,
        f"« {ecrit} » est ambigu en YAML",
        f'écrire {voulu}, en minuscules et sans guillemets (ou "{ecrit}" si c\'est un texte)',
    )


def _nombre_ambigu(texte: str) -> Piege | None:
    """Digits that YAML readers turn into an hour, an octal, a float or a date."""
    guillemets = f'mettre entre guillemets : "{texte}"'
    if _TELEPHONE.fullmatch(texte):
        return Piege(
            Code.TELEPHONE_SANS_GUILLEMETS,
            f"numéro de téléphone sans guillemets : {texte}",
            f'mettre entre guillemets, chiffres groupés par deux : "{_par_deux(texte)}"',
        )
    if _HEURE.fullmatch(texte):
        return Piege(
            Code.HEURE_SANS_GUILLEMETS,
            f"heure sans guillemets : {texte}",
            f'mettre entre guillemets, sous la forme "HH:MM" : "{_heure(texte)}"',
        )
    if _DATE.fullmatch(texte):
        return Piege(Code.DATE_SANS_GUILLEMETS, f"date sans guillemets : {texte}", guillemets)
    if _ZERO.fullmatch(texte):
        sans_zero = texte.replace("_", "").lstrip("0") or "0"
        return Piege(
            Code.ZERO_EN_TETE,
            f"« {texte} » commence par un zéro (YAML peut y lire un autre nombre)",
            f"écrire {sans_zero} si c'est un nombre, \"{texte}\" si c'est un code",
        )
    if _NOMBRE.fullmatch(texte):
        return Piege(
            Code.NOMBRE_AMBIGU,
            f"« {texte[:40]} » n'est pas un nombre entier écrit en chiffres simples",
            "écrire un entier (1, 16…), ou mettre entre guillemets si c'est un texte",
        )
    return None


def _texte_libre(texte: str) -> Piege:
    extrait = texte if len(texte) <= 40 else texte[:39] + "…"
    if texte.startswith(("-", "?", ":")):
        message = f"signe « {texte[0]} » devant une valeur : « {extrait} »"
    elif ":" in texte and " " not in texte:
        message = f"il manque une espace après le deux-points, ou des guillemets : « {extrait} »"
    else:
        message = f"texte sans guillemets : « {extrait} »"
    return Piege(
        Code.TEXTE_SANS_GUILLEMETS,
        message,
        "mettre entre guillemets ; sans guillemets, seulement un mot en minuscules sans accent",
    )


def _par_deux(telephone: str) -> str:
    chiffres = re.sub(r"[^0-9]", "", telephone.replace("+33", "0"))
    return " ".join(chiffres[i : i + 2] for i in range(0, len(chiffres), 2))


def _heure(texte: str) -> str:
    heures, minutes, *_ = [*re.split("[:hH]", texte), "00"]
    return f"{heures:0>2}:{minutes or '00':0>2}"
