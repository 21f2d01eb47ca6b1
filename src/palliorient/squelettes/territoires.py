"""The text of `territoires.yaml`: the département, its communes, one territory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from palliorient.noyau.langue.mots import code
from palliorient.squelettes.faits import Commune, Departement
from palliorient.squelettes.formes import Code, entree, sur_une_ligne
from palliorient.squelettes.modele import lire_modele, remplir

TERRITOIRE = Code("tout-le-departement")

Jours = list[tuple[str, dict[str, str]]]

ALSACE_MOSELLE: Jours = [
    (
        "Vendredi saint (communes ayant un temple protestant ou une église mixte)",
        {"avant_paques": Code("2")},
    ),
    ("Second jour de Noël", {"le": "12-26"}),
]


def textes_du_departement(departement: Departement) -> dict[str, str]:
    """What the templates say of a département."""
    d = departement
    return {
        **d._asdict(),
        "Nom": d.nom,
        "Tout": f"{d.tout[0].upper()}{d.tout[1:]}",
        # Overseas a region bears the name of its only département.
        "region_id": code(d.region) if code(d.region) != d.id else f"region-{d.id}",
    }


def texte(departement: Departement, toutes: Sequence[Commune]) -> str:
    """The whole file."""
    villes = {c.ville for c in toutes if c.ville}
    return remplir(
        lire_modele("territoires.yaml"),
        {
            **textes_du_departement(departement),
            "feries": "".join(_feries(departement.feries)),
            "ville": "".join(_ville(toutes, ville) for ville in sorted(villes)),
            "formes": "".join(_formes(toutes, ville) for ville in sorted(villes)),
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
    return {**dit, "codes_postaux": [*lieu.codes_postaux], "territoire": TERRITOIRE}


def _numero(lieu: Commune, toutes: Sequence[Commune]) -> int:
    """Arrondissements follow one another in the official code."""
    soeurs = [c.code for c in toutes if c.ville == lieu.ville]
    return soeurs.index(lieu.code) + 1


def _ville(toutes: Sequence[Commune], ville: str) -> str:
    nom = next(c.nom for c in toutes if c.code == ville)
    combien = sum(c.ville == ville for c in toutes)
    dit = {"nom": nom, "commune": ville, "arrondissements": Code(combien)}
    return f"\nville: {sur_une_ligne(dit)}"


def _formes(toutes: Sequence[Commune], ville: str) -> str:
    """How the codes of an arrondissement follow from its number, and those that do not."""
    siennes = [c for c in toutes if c.ville == ville]
    chiffres = len(str(len(siennes)))
    postal, insee = (
        f"{premier[:-chiffres]}{'N' * chiffres}"
        for premier in (siennes[0].codes_postaux[0], siennes[0].code)
    )
    dit: dict[str, object] = {"code_postal": postal, "commune": insee}
    exceptions = {
        f'"{autre}"': Code(numero)
        for numero, c in enumerate(siennes, start=1)
        for autre in c.codes_postaux
        if autre != postal.replace("N" * chiffres, str(numero).zfill(chiffres))
    }
    return sur_une_ligne({**dit, "exceptions": exceptions} if exceptions else dit)


def nom_court(lieu: Commune) -> str:
    """« Lyon 3e »: the official name is « Lyon 3e Arrondissement »."""
    return lieu.nom.removesuffix(" Arrondissement")


def _feries(ajoutes: str) -> Iterator[str]:
    """The holidays that the law adds here, each with its article."""
    genre, _, jour = ajoutes.partition(" ")
    if genre == "alsace-moselle":
        article, jours = "art. L3134-13", ALSACE_MOSELLE
    elif genre == "abolition":
        article = "art. L3422-2"
        jours = [("Commémoration de l'abolition de l'esclavage", {"le": jour})]
    else:
        return
    yield "\n  feries:"
    for nom, quand in jours:
        source = {"document": Code("code-du-travail"), "localisation": article}
        yield f"\n    - {sur_une_ligne({'nom': nom, **quand, 'source': source})}"
