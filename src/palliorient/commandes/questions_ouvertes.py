"""`palliorient questions-ouvertes`: what the sources leave open, and what depends on it."""

from __future__ import annotations

from pathlib import Path

from palliorient.commandes.erreurs import parmi
from palliorient.commandes.options import Donnees, Format, Sortie
from palliorient.donnees import lire_questions
from palliorient.sortie import ecrire

AIDE = (
    "Ce que les sources laissent ouvert, et les situations qui en dépendent.\n\n"
    "Chaque question avec sa date, ce qui est écrit, ce qui est retenu en attendant, le nombre"
    " de situations dont la réponse en dépend, et un exemple."
)
FORMATS = ("texte", "json")


def executer(format: Format = "texte", donnees: Donnees = None, sortie: Sortie = None) -> int:
    """Read what is kept of the questions, show."""
    parmi(format, FORMATS, "--format")
    inventaire = lire_questions(Path(donnees) if donnees else None)
    from palliorient.rendu import questions_ouvertes as rendu

    rendre = {"texte": rendu.en_texte, "json": rendu.en_json_des_questions}[format]
    ecrire(rendre(inventaire), sortie)
    return 0
