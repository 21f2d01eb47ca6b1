"""The text of `acteurs.yaml`: the establishments of the survey, service by service."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from palliorient.noyau.langue.mots import code
from palliorient.noyau.langue.phrases import et
from palliorient.squelettes.faits import Commune, Departement, Etablissement, enquete
from palliorient.squelettes.formes import Code, citer_plusieurs, entree, sur_une_ligne
from palliorient.squelettes.modele import lire_modele, remplir
from palliorient.squelettes.territoires import TERRITOIRE, nom_court, textes_du_departement

ADULTE, ENFANT = Code("adulte"), Code("pediatrique")

MOT = re.compile(r"[a-z]+|\d+")

Entree = dict[str, Any]


class Nomme(NamedTuple):
    """How an establishment is called in the files, and on a screen."""

    id: Code
    nom: str


def texte(
    departement: Departement, siens: Sequence[Etablissement], communes: Mapping[str, Commune]
) -> str:
    """The whole file; `communes`: those where its establishments stand, by code."""
    noms = nommer(siens, {c.code: nom_court(c) for c in communes.values()}, departement)
    structures = [_structure(e, noms[e.finess], departement) for e in siens]
    services = [s for structure in structures for s in structure.get("services", ())]
    faits = [fait for e in siens for fait in _faits(e, noms[e.finess].id, communes)]

    def de_type(type_: str) -> str:
        return citer_plusieurs([s["id"] for s in services if s["type"] == type_], 8)

    textes = {
        **textes_du_departement(departement),
        "structures": "\n".join(entree(s, 2) for s in structures),
        "complements": "\n".join(entree(fait, 2) for fait in faits),
        "mots_ignores": citer_plusieurs([sur_une_ligne(mot) for mot in mots_ignores()], 6),
        "abreviations": sur_une_ligne(abreviations()).strip("{}"),
        "samu": _porteurs_du_samu(siens, noms),
        **{type_: de_type(type_) for type_ in ("had", "emsp", "lisp")},
    }
    return remplir(lire_modele("acteurs.yaml"), textes)


def nommer(
    siens: Sequence[Etablissement], communes: Mapping[str, str], departement: Departement
) -> dict[str, Nomme]:
    """FINESS → identifier and name; with the commune, then the number, where words do not tell.

    An identifier bears the words that tell an establishment from the others, when typed.
    """
    dits = {e.finess: (mots_de(e.nom), e.nom) for e in siens}
    memes = Counter(frozenset(mots) for mots, _ in dits.values())
    for e in siens:
        ici = communes[e.commune]
        mots, nom = dits[e.finess]
        # « USLD », « Hôpital Privé de la Loire » in the Loire.
        vague = " " not in nom or not mots or mots == [departement.id]
        if vague or memes[frozenset(mots)] > 1:
            dits[e.finess] = ([*mots, *mots_de(ici)], f"{nom} ({ici})")
    fois = Counter(tuple(mots) for mots, _ in dits.values())
    return {
        finess: Nomme(Code("-".join(mots)), nom)
        if fois[tuple(mots)] == 1
        else Nomme(Code("-".join([*mots, finess])), f"{nom}, FINESS {finess}")
        for finess, (mots, nom) in dits.items()
    }


def mots_de(nom: str) -> list[str]:
    """The words that tell an establishment from another, abbreviations in full."""
    mots = MOT.findall(code(nom))
    ignores, entiers = mots_ignores(), abreviations()
    return [entiers.get(mot, mot) for mot in mots if mot not in ignores]


@cache
def mots_ignores() -> tuple[str, ...]:
    """Words that many establishments bear: they tell nothing, in a name as it is typed."""
    return tuple(lire_modele("mots_ignores.txt").split())


@cache
def abreviations() -> dict[str, str]:
    """Abbreviation → the word, as names are compared."""
    lignes = lire_modele("abreviations.txt").splitlines()
    return dict(ligne.split() for ligne in lignes)


def _structure(e: Etablissement, nomme: Nomme, departement: Departement) -> Entree:
    services = list(_services(e, nomme, departement))
    dit: Entree = nomme._asdict()
    if not {*MOT.findall(code(e.imprime))} <= {*MOT.findall(code(nomme.nom))}:
        dit["alias"] = [e.imprime]  # « ST » in the survey, « Saint » here
    dit |= {"etablissement": Code("oui"), "territoire": TERRITOIRE}
    return {**dit, "services": services} if services else dit


def _services(e: Etablissement, nomme: Nomme, departement: Departement) -> Iterator[Entree]:
    id_, nom = nomme

    def service(
        activite: str, type_: str, publics: list[Code], nom_propre: str = "", **dits: object
    ) -> Entree:
        document, colonne = Code(enquete().document), enquete().colonnes[activite]
        return {
            "id": Code(f"{type_}-{id_}"),
            "type": Code(type_),
            **({"nom": nom_propre} if nom_propre else {}),
            "publics": publics,
            "territoires": [TERRITOIRE],
            "statut": Code("declare"),
            "imprime": [{"ligne": Code(type_), "texte": e.imprime}],
            "source": {"document": document, "localisation": f"{colonne}, FINESS {e.finess}"},
            **dits,
        }

    if e.declare("usp"):
        yield service("usp", "usp", [ADULTE])
    if e.declare("lisp"):
        yield service("lisp", "lisp", [ADULTE], f"LISP {nom}{_lits(e)}")
    if e.declare("lisp-enfants"):
        enfants = service("lisp-enfants", "lisp", [ENFANT], f"LISP {nom} (enfants)")
        yield {**enfants, "id": Code(f"lisp-enfants-{id_}")}
    if e.declare("emsp"):
        fonction = _fonction(e)
        dits = {"fonction": Code(fonction)} if fonction else {}
        yield service("emsp", "emsp", [ADULTE], **dits)
    if e.declare("had"):
        had = service(
            "had",
            "had",
            [ADULTE, ENFANT],
            nom if code(nom).startswith("had") else f"HAD {nom}",
        )
        yield {**had, "territoires": [Code(departement.id)]}
    if e.declare("emg"):
        yield service("emg", "emg", [ADULTE])
    if e.declare("emg-dehors"):
        dehors = service("emg-dehors", "emg-eh", [ADULTE])
        yield {**dehors, "imprime": [{"ligne": Code("emg"), "texte": e.imprime}]}


def _lits(e: Etablissement) -> str:
    """« (MCO et SMR) », as the columns are read; nothing where they say nothing."""
    sortes = [nom for nom in ("MCO", "SMR") if e.declare(f"lisp-{nom.lower()}")]
    return f" ({et(sortes)})" if sortes else ""


def _fonction(e: Etablissement) -> str:
    """Where a mobile team seems to go, besides the hospital."""
    ou = [lieu for lieu in ("domicile", "esms") if e.declare(f"emsp-{lieu}")]
    return "-et-".join(ou)


def _faits(e: Etablissement, id_: Code, communes: Mapping[str, Commune]) -> Iterator[Entree]:
    ici = communes[e.commune]
    dits = [("finess", e.finess), ("commune", e.commune)]
    autres = [c for c in communes.values() if e.code_postal in c.codes_postaux]
    if ici in autres or not autres:  # else the survey contradicts itself: no address is shown
        lieu = f"{e.code_postal} {nom_court(ici)}"
        dits.append(("adresse", f"{e.adresse}, {lieu}" if e.adresse else lieu))
    if e.declare("usld"):
        dits.append(("activite", f"long séjour (USLD) déclaré en {enquete().annee}"))
    for champ, valeur in dits:
        yield {
            "sur": id_,
            "champ": Code(champ),
            "valeur": valeur,
            "source": Code(enquete().document),
            "date": enquete().jour,
            "confiance": Code("haute"),
        }


def _porteurs_du_samu(siens: Sequence[Etablissement], noms: Mapping[str, Nomme]) -> str:
    """The hospitals that declare the SAMU; none where the survey has none."""
    porteurs = [str(noms[e.finess].id) for e in siens if e.declare("samu")]
    return f"\n        porteurs: [{', '.join(porteurs)}]" if porteurs else ""
