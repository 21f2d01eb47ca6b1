"""The text of `territoires.yaml`: the département, its communes, one territory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from palliorient.noyau.langue.mots import code
from palliorient.squelettes.faits import Commune, Departement, Etablissement, commune
from palliorient.squelettes.formes import Code, entree, sur_une_ligne
from palliorient.squelettes.modele import lire_modele, remplir

TERRITOIRE = Code("tout-le-departement")

ALSACE_MOSELLE = (
    (
        "Vendredi saint (communes ayant un temple protestant ou une église mixte)",
        {"avant_paques": Code("2")},
    ),
    ("26 décembre", {"le": "12-26"}),
)


def textes_du_departement(departement: Departement) -> dict[str, str]:
    """What the templates say of a département."""
    d = departement
    return {
        **d._asdict(),
        "Nom": d.nom,
        "Tout": f"{d.tout[0].upper()}{d.tout[1:]}",
        "region_id": code(d.region),
    }


def texte(
    departement: Departement, siennes: Sequence[Commune], la: Iterable[Etablissement]
) -> str:
    """The whole file; `la`: its establishments, of which some may stand elsewhere."""
    connues = {c.code for c in siennes}
    ailleurs = {e.commune for e in la} - connues
    toutes = [*siennes, *(commune(code) for code in sorted(ailleurs))]
    villes = {c.ville for c in toutes if c.ville}
    return remplir(
        lire_modele("territoires.yaml"),
        {
            **textes_du_departement(departement),
            "feries": "".join(_feries(departement.feries)),
            "ville": "".join(_ville(toutes, ville) for ville in sorted(villes)),
            "rattachements": "\n".join(
                entree(_rattachement(c, toutes), 2) for c in toutes if c.code not in villes
            ),
        },
    )


def _rattachement(lieu: Commune, toutes: Sequence[Commune]) -> dict[str, object]:
    dit: dict[str, object] = {"commune": lieu.code}
    if lieu.ville:
        dit["arrondissement"] = Code(_numero(lieu, toutes))
    else:
        dit["nom"] = lieu.nom
    return {**dit, "codes_postaux": lieu.codes_postaux, "territoire": TERRITOIRE}


def _numero(lieu: Commune, toutes: Sequence[Commune]) -> int:
    """Arrondissements follow one another in the official code."""
    soeurs = [c.code for c in toutes if c.ville == lieu.ville]
    return soeurs.index(lieu.code) + 1


def _ville(toutes: Sequence[Commune], ville: str) -> str:
    nom = next(c.nom for c in toutes if c.code == ville)
    combien = sum(c.ville == ville for c in toutes)
    dit = {"nom": nom, "commune": ville, "arrondissements": Code(combien)}
    return f"\nville: {sur_une_ligne(dit)}"


def _feries(ajoutes: str) -> Iterator[str]:
    """The holidays that the law adds here, each with its article."""
    genre, _, jour = ajoutes.partition(" ")
    if genre == "alsace-moselle":
        article, jours = "art. L3134-13", ALSACE_MOSELLE
    elif genre == "abolition":
        article = "art. L3422-2"
        jours = (("Commémoration de l'abolition de l'esclavage", {"le": jour}),)
    else:
        return
    yield "\n  feries:"
    for nom, quand in jours:
        source = {"document": Code("code-du-travail"), "localisation": article}
        yield f"\n    - {sur_une_ligne({'nom': nom, **quand, 'source': source})}"
