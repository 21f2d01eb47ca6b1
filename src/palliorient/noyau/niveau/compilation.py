"""The grid of a referential as the JSON values that are kept, every source resolved."""

from __future__ import annotations

from typing import Any

from palliorient.noyau.langue.phrases import majuscule
from palliorient.noyau.modele.modele import CONVENTION, Referentiel, Source
from palliorient.noyau.niveau.grille import CRITERE


def a_plat(ref: Referentiel) -> dict[str, Any] | None:
    """What `Grille` reads; None: the folder has no grid."""
    grille = ref.grille
    if grille is None:
        return None
    noms = {d.id: d.court or d.nom for d in ref.documents}
    noms[CONVENTION] = ref.textes["document-convention"]
    definis = {v.id: v for c in ref.criteres if c.id == CRITERE for v in c.valeurs}

    def place(source: Source) -> list[str]:
        separe = " : " if source.document == CONVENTION else ", "
        dite = f"{majuscule(noms[source.document])}{separe}{source.localisation}"
        return [source.document, source.localisation, dite]

    return {
        "active": grille.active,
        "avertissement": grille.avertissement,
        "regle": place(grille.regle),
        "domaines": dict(grille.domaines),
        "niveaux": [
            [
                niveau.id,
                definis[niveau.id].nom,
                definis[niveau.id].aide or "",
                [s.texte for s in niveau.signes],
                [place(s.source) for s in niveau.signes],
            ]
            for niveau in grille.niveaux
        ],
        "questions": [
            [
                *(q.id, q.question, q.domaine, q.plaide),
                *(place(q.source), q.effet),
                place(q.source_effet or q.source) if q.effet else None,
            ]
            for q in grille.questions
        ],
    }
