"""The result of `comparer`: text, Markdown, JSON."""

from __future__ import annotations

from typing import Any

from palliorient.noyau.langue.phrases import accorder, et, nombre
from palliorient.noyau.preuve.ensembles import Noeud
from palliorient.rendu.ecrits import (
    en_dictionnaire,
    lignes_d_ecrits,
    lignes_de_fiches,
    lignes_de_lectures,
    lignes_de_regles,
    lignes_de_renommages,
    lignes_de_statuts,
)
from palliorient.rendu.markdown import echapper
from palliorient.rendu.reponse.json import en_json_lisible
from palliorient.verification.comparer.comparaison import Comparaison
from palliorient.verification.comparer.scenarios_changes import ScenarioChange
from palliorient.verification.comparer.versions import Changement, Exemple, Groupe

FORMAT = "palliorient.comparaison/1"
AUCUNE = "Aucune différence : tout se lit pareil et toutes les situations ont la même réponse."
MEMES_APPELS = (
    "Une situation lue pareil garde ses contacts, leur ordre et ses alertes. Ce qui se lit ou"
    " s'écrit autrement :"
)

GENRES = {
    "caractere": "caractère",
    "joignable": "joignable",
    "section": "section",
    "a-venir": "à venir",
    "alerte": "alerte",
}
"""How a kind of change is named in front of what it is about."""


def en_texte(comparaison: Comparaison, scenarios: list[ScenarioChange] | None) -> str:
    """What changes, by groups of situations; then what does not depend on them."""
    lignes = _entete(comparaison)
    for groupe in comparaison.groupes:
        lignes += [
            "",
            *(
                f"{'■ ' if i == 0 else '  '}{p}"
                for i, p in enumerate(_ou(comparaison, groupe.ensemble))
            ),
        ]
        lignes.append(f"  ({accorder(groupe.situations, 'situation')})")
        exemple = comparaison.exemple(groupe)
        lignes += [f"    {_phrase(comparaison, c, exemple)}" for c in groupe.changements]
        lignes += [f"    par exemple : {exemple.situation}", f"    {exemple.commande}"]
    for titre, dites in _a_part(comparaison, scenarios):
        lignes += ["", f"{titre} :", *(f"  {ligne}" for ligne in dites)]
    return "\n".join(lignes)


def en_markdown(comparaison: Comparaison, scenarios: list[ScenarioChange] | None) -> str:
    """The same, to paste into a review."""
    premiere, *suite = _entete(comparaison)
    lignes = [f"# {echapper(premiere)}", "", *suite]
    for groupe in comparaison.groupes:
        exemple = comparaison.exemple(groupe)
        lignes += ["", f"## {accorder(groupe.situations, 'situation')}", ""]
        lignes += [f"{echapper(p)}  " for p in _ou(comparaison, groupe.ensemble)]
        phrases = [_phrase(comparaison, c, exemple) for c in groupe.changements]
        lignes += ["", *map(_puce, phrases)]
        lignes += ["", f"Par exemple : {echapper(exemple.situation)}", ""]
        lignes.append(f"    {exemple.commande}")
    for titre, dites in _a_part(comparaison, scenarios):
        lignes += ["", f"## {titre}", "", *map(_puce, dites)]
    return "\n".join(lignes)


def _puce(phrase: str) -> str:
    """One line of a list; the sign that begins it is ours, the rest comes from the data."""
    signe = phrase[:2] if phrase[:2] in ("+ ", "− ", "~ ") else ""
    return f"- {signe}{echapper(phrase.removeprefix(signe))}"


def _entete(comparaison: Comparaison) -> list[str]:
    avant, apres = comparaison.avant.referentiel, comparaison.apres.referentiel
    lignes = [
        f"Version {avant.version} (offre au {avant.a_jour_au}) → "
        f"version {apres.version} (offre au {apres.a_jour_au})"
    ]
    if comparaison.identiques:
        return [*lignes, AUCUNE]
    total = comparaison.apres.univers.compter(comparaison.commun)
    if not comparaison.groupes:
        return [*lignes, MEMES_APPELS]
    return [
        *lignes,
        f"{nombre(comparaison.changees)} situations sur {nombre(total)} ont une autre réponse.",
    ]


def _ou(comparaison: Comparaison, ensemble: Noeud) -> list[str]:
    return comparaison.morceaux.phrases(ensemble)


def _phrase(comparaison: Comparaison, c: Changement, exemple: Exemple) -> str:
    """One change in a few words; + what comes, − what goes, ~ what is no longer the same."""
    if c.genre == "ordre":
        rangs = ""
        if exemple.avant.get(c.id) != exemple.apres.get(c.id):
            rangs = f" (dans l'exemple : rang {exemple.avant[c.id]} → {exemple.apres[c.id]})"
        return f"~ {c.nom} change de place dans l'ordre d'appel{rangs}"
    quoi = f"{GENRES[c.genre]} : {c.nom}" if c.genre in GENRES else c.nom
    if c.genre == "alerte":
        return f"{'+' if c.avant is None else '−'} {quoi}"
    if c.avant is None:
        remplaces = [comparaison.nom(s) for s in comparaison.remplaces.get(c.id, ())]
        suite = (
            f", remplace le repli ({et(remplaces)})" if remplaces and c.genre == "contact" else ""
        )
        return f"+ {quoi} : {c.apres}{suite}"
    if c.apres is None:
        return f"− {quoi} : {c.avant}"
    return f"~ {quoi} : {c.avant} → {c.apres}"


def _a_part(
    comparaison: Comparaison, scenarios: list[ScenarioChange] | None
) -> list[tuple[str, list[str]]]:
    """What is not a matter of situations, each under its title."""
    parties = [
        ("Situations nouvelles", comparaison.seulement(comparaison.apres, comparaison.nouvelles)),
        (
            "Situations qui n'existent plus",
            comparaison.seulement(comparaison.avant, comparaison.perdues),
        ),
        ("Identifiants renommés", lignes_de_renommages(comparaison)),
        ("Ce qui se tape", lignes_de_lectures(comparaison)),
        ("Fiches", lignes_de_fiches(comparaison)),
        ("À d'autres dates", lignes_de_statuts(comparaison.statuts)),
        ("Règles", lignes_de_regles(comparaison)),
        ("Écrit autrement", lignes_d_ecrits(comparaison)),
    ]
    if scenarios is not None:
        dits = [f"{s.id} ({s.position}) : {s.titre}" for s in scenarios] or ["aucun"]
        parties.append(("Scénarios livrés dont la réponse change", dits))
    return [(titre, lignes) for titre, lignes in parties if lignes]


def en_json(comparaison: Comparaison, scenarios: list[ScenarioChange] | None) -> str:
    """For programs: the boxes as values, the sentences as well."""
    piece: dict[str, Any] = {
        "format": FORMAT,
        "ancien": _version(comparaison.avant.referentiel),
        "nouveau": _version(comparaison.apres.referentiel),
        "identiques": comparaison.identiques,
        "situations": comparaison.apres.univers.compter(comparaison.commun),
        "situations_changees": comparaison.changees,
        "groupes": [_groupe(comparaison, g) for g in comparaison.groupes],
        "situations_nouvelles": comparaison.seulement(comparaison.apres, comparaison.nouvelles),
        "situations_perdues": comparaison.seulement(comparaison.avant, comparaison.perdues),
        "renommages": comparaison.renommages,
        "lectures": [le._asdict() for le in comparaison.lectures],
        "statuts": [st._asdict() for st in comparaison.statuts],
        "fiches": [f._asdict() for f in comparaison.fiches],
        "regles": comparaison.regles._asdict(),
        "ecritures": comparaison.ecritures,
        "details": [en_dictionnaire(d) for d in comparaison.details],
    }
    if scenarios is not None:
        piece["scenarios"] = [
            {"id": s.id, "titre": s.titre, "fichier": s.position.fichier, "ligne": s.position.ligne}
            for s in scenarios
        ]
    return en_json_lisible(piece)


def _version(referentiel: Any) -> dict[str, str]:
    return {
        "version": referentiel.version,
        "a_jour_au": referentiel.a_jour_au,
        "empreinte": referentiel.empreinte,
    }


def _groupe(comparaison: Comparaison, groupe: Groupe) -> dict[str, Any]:
    decoupage = comparaison.morceaux.boites(groupe.ensemble)
    exemple = comparaison.exemple(groupe)
    return {
        "situations": groupe.situations,
        "boites": [
            {"mots": comparaison.mots.boite(b), "criteres": {a: list(v) for a, v in b.items()}}
            for b in decoupage.boites
        ],
        "situations_hors_boites": decoupage.reste,
        "changements": [
            {**c._asdict(), "phrase": _phrase(comparaison, c, exemple)} for c in groupe.changements
        ],
        "exemple": {"situation": exemple.situation, "commande": exemple.commande},
    }
