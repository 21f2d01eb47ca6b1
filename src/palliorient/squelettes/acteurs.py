"""The text of `acteurs.yaml`: the establishments of the survey, service by service."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from palliorient.noyau.langue.mots import code
from palliorient.noyau.langue.phrases import et
from palliorient.squelettes.faits import Departement, Etablissement
from palliorient.squelettes.formes import Code, citer_plusieurs, entree, sur_une_ligne
from palliorient.squelettes.modele import lire_modele, remplir
from palliorient.squelettes.territoires import TERRITOIRE, textes_du_departement

SOURCE = Code("sae-2023")
DATE = "2023-12-31"

ADULTE, ENFANT = Code("adulte"), Code("pediatrique")

HORS_D_UN_ID = re.compile(r"[^a-z0-9]+")

Entree = dict[str, Any]


def texte(
    departement: Departement, siens: Sequence[Etablissement], noms: Mapping[str, str]
) -> str:
    """The whole file; `noms`: commune → its name, for addresses."""
    ids = identifiants(siens)
    structures = [
        _structure(e, ids[e.finess], nom_distinct(e, siens, noms), departement) for e in siens
    ]
    services = [s for structure in structures for s in structure.get("services", ())]

    def de_type(type_: str) -> str:
        return citer_plusieurs([s["id"] for s in services if s["type"] == type_], 8)

    textes = {
        **textes_du_departement(departement),
        "structures": "\n".join(entree(s, 2) for s in structures),
        "complements": "\n".join(
            entree(fait, 2) for e in siens for fait in _faits(e, ids[e.finess], noms)
        ),
        "mots_ignores": citer_plusieurs([sur_une_ligne(mot) for mot in mots_ignores()], 6),
        "samu": _porteurs_du_samu(siens, ids),
        **{type_: de_type(type_) for type_ in ("had", "emsp", "lisp")},
    }
    return remplir(lire_modele("acteurs.yaml"), textes)


def identifiants(siens: Sequence[Etablissement]) -> dict[str, Code]:
    """FINESS → identifier: the words of the name; the number too, where several bear them."""
    noms = {e.finess: "-".join(mots_de(e.nom)) for e in siens}
    fois = Counter(noms.values())
    return {
        finess: Code(nom if nom and fois[nom] == 1 else f"{nom}-{finess}".strip("-"))
        for finess, nom in noms.items()
    }


def mots_de(nom: str) -> list[str]:
    """The words that tell an establishment from another."""
    mots = HORS_D_UN_ID.sub(" ", code(nom)).split()
    ignores = mots_ignores()
    return [mot for mot in mots if mot not in ignores]


@cache
def mots_ignores() -> tuple[str, ...]:
    """Words that many establishments bear: they tell nothing, in a name as it is typed."""
    return tuple(lire_modele("mots_ignores.txt").split())


def nom_distinct(
    ici: Etablissement, siens: Sequence[Etablissement], communes: Mapping[str, str]
) -> str:
    """Its name; with its commune where the name alone tells nothing (« USLD »)."""
    semblables = [e for e in siens if code(e.nom) == code(ici.nom)]
    if len(semblables) == 1 and len(ici.nom.split()) > 1:
        return ici.nom
    return f"{ici.nom} ({communes[ici.commune]})"


def _structure(e: Etablissement, id_: Code, nom: str, departement: Departement) -> Entree:
    services = list(_services(e, id_, nom, departement))
    dit: Entree = {"id": id_, "nom": nom, "etablissement": Code("oui"), "territoire": TERRITOIRE}
    return {**dit, "services": services} if services else dit


def _services(e: Etablissement, id_: Code, nom: str, departement: Departement) -> Iterator[Entree]:
    def service(type_: str, colonne: str, *, publics: list[Code], **dits: object) -> Entree:
        return {
            "id": Code(f"{type_}-{id_}"),
            "type": Code(type_),
            "publics": publics,
            "territoires": [TERRITOIRE],
            "statut": Code("declare"),
            "imprime": [{"ligne": Code(type_), "texte": e.imprime}],
            "source": {"document": SOURCE, "localisation": f"{colonne}, FINESS {e.finess}"},
            **dits,
        }

    if e.declare("usp"):
        yield service("usp", "USP (A6)", publics=[ADULTE])
    if e.declare("lisp"):
        yield service("lisp", "LISP (A1)", publics=[ADULTE], nom=f"LISP {nom}{_lits(e)}")
    if e.declare("lisp-enfants"):
        enfants = service("lisp", "LISP (A4)", publics=[ENFANT], nom=f"LISP {nom} (enfants)")
        yield {**enfants, "id": Code(f"lisp-enfants-{id_}")}
    if e.declare("emsp"):
        fonction = _fonction(e)
        dits = {"fonction": Code(fonction)} if fonction else {}
        yield service("emsp", "EMSP (A10)", publics=[ADULTE], **dits)
    if e.declare("had"):
        had = service(
            "had",
            "HAD",
            publics=[ADULTE, ENFANT],
            nom=nom if code(nom).startswith("had") else f"HAD {nom}",
            modalite="zone desservie non dite",
        )
        yield {**had, "territoires": [Code(departement.id)]}
    if e.declare("emg"):
        yield service("emg", "EMGER", publics=[ADULTE])
    if e.declare("emg-dehors"):
        dehors = service("emg-eh", "EMGER, évaluations hors de l'hôpital", publics=[ADULTE])
        yield {**dehors, "imprime": [{"ligne": Code("emg"), "texte": e.imprime}]}


def _lits(e: Etablissement) -> str:
    """« (MCO et SMR) », as the columns are read; nothing where they say nothing."""
    sortes = [nom for nom in ("MCO", "SMR") if e.declare(f"lisp-{nom.lower()}")]
    return f" ({et(sortes)})" if sortes else ""


def _fonction(e: Etablissement) -> str:
    """Where a mobile team seems to go, besides the hospital."""
    ou = [lieu for lieu in ("domicile", "esms") if e.declare(f"emsp-{lieu}")]
    return "-et-".join(ou)


def _faits(e: Etablissement, id_: Code, noms: Mapping[str, str]) -> Iterator[Entree]:
    adresse = f"{e.code_postal} {noms[e.commune]}"
    dits = [("finess", e.finess), ("commune", e.commune)]
    dits.append(("adresse", f"{e.adresse}, {adresse}" if e.adresse else adresse))
    if e.declare("usld"):
        dits.append(("activite", "long séjour (USLD) déclaré en 2023"))
    for champ, valeur in dits:
        yield {
            "sur": id_,
            "champ": Code(champ),
            "valeur": valeur,
            "source": SOURCE,
            "date": DATE,
            "confiance": Code("haute"),
        }


def _porteurs_du_samu(siens: Sequence[Etablissement], ids: Mapping[str, Code]) -> str:
    """The hospitals that declare the SAMU; none where the survey has none."""
    porteurs = [str(ids[e.finess]) for e in siens if e.declare("samu")]
    return f"\n        porteurs: [{', '.join(porteurs)}]" if porteurs else ""
