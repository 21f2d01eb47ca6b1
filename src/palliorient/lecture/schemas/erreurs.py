"""pydantic's errors, said in French, at their place in the file, with what to do.

Only the `type` and `ctx` of an error are read, never its English message: those
are pydantic's stable interface.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel, ValidationError

from palliorient.lecture.codes import Code, CodeDeProbleme
from palliorient.lecture.schemas.base import FORMES, modele_dans
from palliorient.lecture.yaml.resultat import Chemin, FichierLu
from palliorient.noyau.modele.diagnostic import Diagnostic, Position

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

CLE_DE_DICO = "[key]"
"""What pydantic adds to the path when the key itself is wrong, not its value."""


class _Constat(NamedTuple):
    code: CodeDeProbleme
    message: str
    remede: str


def traduire(
    erreur: ValidationError, modele: type[BaseModel], lecture: FichierLu
) -> Iterator[Diagnostic]:
    """One diagnostic per error of pydantic, in the order of the file's model."""
    for detail in erreur.errors(include_url=False):
        chemin: Chemin = detail["loc"]
        if detail["type"] == "extra_forbidden":
            constat = _cle_inconnue(chemin, modele)
        elif detail["type"] == "missing":
            constat = _cle_absente(chemin)
        else:
            constat = _TRADUCTIONS.get(detail["type"], _autre)(detail)
        yield Diagnostic(
            constat.code,
            constat.code.gravite,
            constat.message,
            _position(detail, chemin, lecture),
            constat.remede,
        )


def _position(detail: ErrorDetails, chemin: Chemin, lecture: FichierLu) -> Position:
    if detail["type"] == "extra_forbidden":
        return lecture.position_cle(chemin)
    if chemin and chemin[-1] == CLE_DE_DICO:
        return lecture.position_cle(chemin[:-1])
    return lecture.position((*chemin, *detail.get("ctx", {}).get("chemin", ())))


# --- keys -------------------------------------------------------------------------


def _cle_inconnue(chemin: Chemin, modele: type[BaseModel]) -> _Constat:
    cle = str(chemin[-1])
    connues = list(_modele_a(chemin[:-1], modele).model_fields)
    proches = get_close_matches(cle, connues, n=1)
    if proches:
        return _Constat(
            Code.CLE_INCONNUE,
            f"clé inconnue « {cle} » : vouliez-vous dire « {proches[0]} » ?",
            f"écrire « {proches[0]}: », ou supprimer la clé",
        )
    return _Constat(
        Code.CLE_INCONNUE, f"clé inconnue « {cle} »", f"clés possibles ici : {', '.join(connues)}"
    )


def _cle_absente(chemin: Chemin) -> _Constat:
    cle = chemin[-1]
    return _Constat(
        Code.CLE_ABSENTE, f"clé obligatoire absente : « {cle} »", f"ajouter « {cle}: … »"
    )


def _modele_a(chemin: Chemin, modele: type[BaseModel]) -> type[BaseModel]:
    """The model that validates a path: follow the fields, skip the items of lists."""
    for partie in chemin:
        champ = modele.model_fields.get(str(partie)) if isinstance(partie, str) else None
        suivant = modele_dans(champ.annotation) if champ else None
        modele = suivant or modele
    return modele


# --- values -----------------------------------------------------------------------


def _hors_liste(detail: ErrorDetails) -> _Constat:
    acceptees = re.findall("'([^']*)'", detail["ctx"]["expected"])
    ecrite = _citer(detail["input"])
    proches = get_close_matches(str(detail["input"]), acceptees, n=1)
    suite = f" : vouliez-vous dire « {proches[0]} » ?" if proches else ""
    liste = f"valeurs acceptées : {', '.join(acceptees)}"
    if detail["loc"][-1] == CLE_DE_DICO:
        return _Constat(
            Code.CRITERE_INCONNU,
            f"critère inconnu {ecrite}{suite}",
            f"critères : {', '.join(acceptees)}",
        )
    return _Constat(Code.VALEUR_INCONNUE, f"valeur inconnue {ecrite}{suite}", liste)


def _forme(detail: ErrorDetails) -> _Constat:
    message, remede = FORMES[detail["ctx"]["pattern"]]
    return _Constat(Code.FORME_INCORRECTE, f"{message} : {_citer(detail['input'])}", remede)


def _texte_attendu(detail: ErrorDetails) -> _Constat:
    ecrit = detail["input"]
    if isinstance(ecrit, int):
        return _Constat(
            Code.TYPE_INATTENDU,
            f"texte attendu, nombre trouvé : {ecrit}",
            f'mettre entre guillemets : "{ecrit}"',
        )
    return _Constat(
        Code.TYPE_INATTENDU,
        f"texte attendu, {_nature(ecrit)} à la place",
        "écrire un texte entre guillemets, ou un code sans guillemets",
    )


def _nombre_attendu(detail: ErrorDetails) -> _Constat:
    ecrit = detail["input"]
    if isinstance(ecrit, str):
        return _Constat(
            Code.TYPE_INATTENDU,
            f"nombre attendu, texte trouvé : « {ecrit} »",
            "écrire un nombre entier, sans guillemets",
        )
    return _Constat(
        Code.TYPE_INATTENDU, f"nombre attendu, {_nature(ecrit)} à la place", "écrire un nombre"
    )


def _oui_ou_non(detail: ErrorDetails) -> _Constat:
    return _Constat(
        Code.VALEUR_INCONNUE,
        f"oui ou non attendu : {_citer(detail['input'])}",
        "écrire oui ou non, en minuscules et sans guillemets",
    )


def _liste_attendue(detail: ErrorDetails) -> _Constat:
    return _Constat(
        Code.TYPE_INATTENDU,
        f"liste attendue, {_nature(detail['input'])} à la place",
        "écrire [valeur, valeur], ou un tiret par ligne",
    )


def _ensemble_attendu(detail: ErrorDetails) -> _Constat:
    return _Constat(
        Code.TYPE_INATTENDU,
        f"ensemble de clés attendu, {_nature(detail['input'])} à la place",
        "écrire {clé: valeur, clé: valeur}, ou une clé par ligne",
    )


def _trop_petit(detail: ErrorDetails) -> _Constat:
    return _hors_bornes(detail, f"au moins {detail['ctx']['ge']}")


def _trop_grand(detail: ErrorDetails) -> _Constat:
    return _hors_bornes(detail, f"au plus {detail['ctx']['le']}")


def _hors_bornes(detail: ErrorDetails, borne: str) -> _Constat:
    return _Constat(
        Code.HORS_BORNES, f"nombre hors des bornes : {detail['input']}", f"écrire {borne}"
    )


def _trop_court(detail: ErrorDetails) -> _Constat:
    attendu = detail["ctx"]["min_length"]
    return _Constat(
        Code.LISTE_VIDE, "liste trop courte", f"écrire au moins {attendu} valeur(s) dans la liste"
    )


def _le_notre(detail: ErrorDetails) -> _Constat:
    contexte = detail["ctx"]
    return _Constat(contexte["code"], contexte["message"], contexte["remede"])


def _autre(detail: ErrorDetails) -> _Constat:
    return _Constat(
        Code.FORME_INCORRECTE,
        f"valeur refusée : {_citer(detail['input'])}",
        "comparer avec les lignes voisines",
    )


_TRADUCTIONS: dict[str, Callable[[ErrorDetails], _Constat]] = {
    "literal_error": _hors_liste,
    "string_pattern_mismatch": _forme,
    "string_type": _texte_attendu,
    "int_type": _nombre_attendu,
    "bool_type": _oui_ou_non,
    "list_type": _liste_attendue,
    "dict_type": _ensemble_attendu,
    "model_type": _ensemble_attendu,
    "model_attributes_type": _ensemble_attendu,
    "greater_than_equal": _trop_petit,
    "less_than_equal": _trop_grand,
    "too_short": _trop_court,
    "palliorient": _le_notre,
}


def _citer(valeur: object) -> str:
    if isinstance(valeur, str):
        court = valeur if len(valeur) <= 60 else valeur[:59] + "…"
        return f"« {' '.join(court.split())} »"
    return str(valeur) if isinstance(valeur, int) else _nature(valeur)


def _nature(valeur: object) -> str:
    if isinstance(valeur, dict):
        return "un ensemble de clés"
    if isinstance(valeur, list):
        return "une liste"
    if isinstance(valeur, str):
        return "un texte"
    return "un nombre" if isinstance(valeur, int) else "rien"
