"""The kinds of changes: what each operator alters, as people would call it."""

from __future__ import annotations

FAMILLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "regles": (
        "règles, rôles et conditions",
        (
            "retirer-regle",
            "retirer-proposition",
            "retirer-condition",
            "retirer-voie",
            "retirer-etape",
            "retirer-precision",
            "changer-caractere",
            "echanger-niveau",
            "changer-reponse",
        ),
    ),
    "ordre": ("ordre d'appel", ("retirer-rang", "echanger-rangs")),
    "carte": (
        "services et territoires",
        (
            "retirer-service",
            "changer-statut",
            "deplacer-service",
            "deplacer-arrondissement",
            "deplacer-etablissement",
            "retirer-second-territoire",
        ),
    ),
    "joignabilite": ("joignabilité", ("changer-joignable",)),
    "seuils": ("âges, heures et dates qui décident", ("deplacer-seuil",)),
    "numeros": ("numéros", ("changer-numero", "echanger-numeros", "retirer-numero")),
    "heures": ("heures dans les textes", ("changer-heure",)),
    "negations": ("négations dans les textes", ("inverser-texte",)),
    "promesses": ("promesses ajoutées", ("promettre",)),
    "alertes": ("alertes", ("retirer-alerte", "echanger-alertes")),
    "questions": ("questions", ("inverser-question", "echanger-questions")),
    "ouvertes": (
        "questions ouvertes",
        ("retirer-question-ouverte", "delier-question-ouverte", "elargir-question-ouverte"),
    ),
    "grille": (
        "grille de discussion",
        (
            "allumer-grille",
            "changer-plaide",
            "retirer-question-de-grille",
            "deplacer-question-de-grille",
            "retirer-texte-de-grille",
            "changer-mot-de-grille",
        ),
    ),
    "demande": (
        "« et si » et mots du téléphone",
        ("retirer-et-si", "changer-et-si", "elargir-et-si", "dire-en-entier"),
    ),
    "aides": ("noms et aides des réponses", ("echanger-aides",)),
    "noms": ("noms et adresses", ("echanger-noms", "echanger-adresses")),
    "codes": ("codes des lieux", ("echanger-codes", "retirer-code-postal")),
    "alias": ("autres noms et synonymes", ("retirer-alias", "ajouter-alias", "echanger-alias")),
    "mots": ("mots ignorés et abréviations", ("ajouter-mot", "retirer-mot", "changer-mot")),
}
"""Family → its name on screen, and its operators."""

FAMILLE_DE = {operateur: f for f, (_, operateurs) in FAMILLES.items() for operateur in operateurs}


def nom_de(famille: str) -> str:
    """The name of a family, to be read."""
    return FAMILLES[famille][0]
