"""PyYAML's syntax errors, said in French with what to do.

The C parser and the pure one word the same problem differently, so each entry
looks for a fragment common to both. What the table does not know gets a general
sentence: never English words in front of a clinician.
"""

from __future__ import annotations

from typing import NamedTuple

import yaml

from palliorient.lecture.codes import Code
from palliorient.noyau.modele.diagnostic import ERREUR, Diagnostic, Position


class _Traduction(NamedTuple):
    fragments: tuple[str, ...]
    message: str
    remede: str
    au_debut: bool = False
    """The useful place is where the construct opens, not where the parser gave up."""


_GUILLEMETS = "mettre la valeur entre guillemets"

_TRADUCTIONS = (
    _Traduction(
        ("mapping values are not allowed",),
        "deux-points inattendu",
        "mettre entre guillemets un texte qui contient « : », et vérifier le retrait de la ligne",
    ),
    _Traduction(
        ("unexpected end of stream",),
        "guillemet ouvert et jamais refermé",
        "ajouter le guillemet de fin",
        au_debut=True,
    ),
    _Traduction(
        ("document separator",),
        "guillemet ouvert et jamais refermé avant « --- »",
        "ajouter le guillemet de fin",
        au_debut=True,
    ),
    _Traduction(
        ("unknown escape character", "escape sequence", "hexadecimal"),
        "barre oblique inverse suivie d'un caractère inattendu",
        'écrire « \\\\ » pour une barre oblique inverse, « \\" » pour un guillemet',
    ),
    _Traduction(
        ("did not find expected ',' or ']'", "expected ',' or ']'"),
        "liste « [ … ] » mal fermée, ou virgule oubliée",
        "fermer la liste par « ] », séparer ses valeurs par des virgules",
    ),
    _Traduction(
        ("did not find expected ',' or '}'", "expected ',' or '}'"),
        "ensemble « { … } » mal fermé, ou virgule oubliée",
        "fermer l'ensemble par « } », séparer ses clés par des virgules, guillemets autour des "
        "textes",
    ),
    _Traduction(
        ("could not find expected ':'",),
        "deux-points oublié après une clé, ou texte hors des guillemets",
        "écrire « clé: valeur », texte entre guillemets",
    ),
    _Traduction(
        ("sequence entries are not allowed",),
        "tiret mal placé",
        "mettre la liste à la ligne sous sa clé, un tiret par ligne, même retrait partout",
    ),
    _Traduction(
        ("mapping keys are not allowed",),
        "« ? » inattendu",
        _GUILLEMETS,
    ),
    _Traduction(
        ("did not find expected key", "did not find expected '-' indicator", "<block end>"),
        "ligne mal rattachée : retrait différent de ses voisines, ou texte après un guillemet",
        'aligner la ligne sur ses voisines ; dans un texte, écrire « \\" » pour un guillemet',
    ),
    _Traduction(
        ("cannot start any token",),
        "caractère qui ne peut pas commencer une valeur",
        _GUILLEMETS,
    ),
    _Traduction(
        ("expected alphabetic or numeric character",),
        "« & » ou « * » seul",
        _GUILLEMETS,
    ),
    _Traduction(
        ("while parsing a tag", "while scanning a tag", "undefined tag handle", "tag handle"),
        "« ! » inattendu",
        _GUILLEMETS,
    ),
    _Traduction(
        ("node content",),
        "clé ou valeur absente",
        "la compléter, ou supprimer la virgule ou le deux-points de trop",
    ),
    _Traduction(
        ("while scanning a directive", "directive"),
        "« % » inattendu en début de ligne",
        "supprimer cette ligne",
    ),
    _Traduction(
        ("<document start>",),
        "texte après la fin des données",
        "vérifier le retrait de la ligne",
    ),
    _Traduction(
        ("block scalar",),
        "bloc de texte « | » ou « > » mal écrit",
        "écrire le texte entre guillemets, sur une ou plusieurs lignes",
    ),
)

_AUTRE = _Traduction((), "le YAML ne se lit plus à partir d'ici", "vérifier retraits et guillemets")


def expliquer(erreur: Exception, fichier: str) -> Diagnostic:
    """One diagnostic for whatever stopped the parser."""
    if not isinstance(erreur, yaml.MarkedYAMLError):
        return Diagnostic(
            Code.SYNTAXE, ERREUR, _AUTRE.message, Position(fichier, 1, 1), _AUTRE.remede
        )
    dit = f"{erreur.context or ''} {erreur.problem or ''}"
    traduction = next((t for t in _TRADUCTIONS if any(f in dit for f in t.fragments)), _AUTRE)
    ici = _position(erreur.problem_mark, fichier)
    debut = _position(erreur.context_mark, fichier)
    if traduction.au_debut and debut:
        ici, debut = debut, None
    autres = (debut,) if debut and ici and debut != ici else ()
    return Diagnostic(
        Code.SYNTAXE, ERREUR, traduction.message, ici or debut, traduction.remede, autres
    )


def _position(marque: yaml.Mark | None, fichier: str) -> Position | None:
    return Position(fichier, marque.line + 1, marque.column + 1) if marque else None
