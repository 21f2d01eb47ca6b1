"""A folder's file on top of the base that it builds on: it adds, and replaces nothing.

What is named is matched by its name, lists are put end to end, and what both say is a
problem: nobody should have to compare two files to know which of them is in force.
"""

from __future__ import annotations

from typing import get_origin

from pydantic import BaseModel

from palliorient.lecture.codes import Code
from palliorient.lecture.formes.formes import VIENT_APRES, ParCode
from palliorient.lecture.formes.noeud import Arbre, Noeud
from palliorient.lecture.schemas.base import Conditionnel, modele_dans

CONDITIONS = tuple(Conditionnel.model_fields.keys() & {"quand", "sauf", "un_de"})
"""What would narrow an entry of the base: to add it is to change what the base says."""


def fondre(arbre: Arbre, socle: Noeud, ajout: Noeud, modele: type[BaseModel] | None) -> Noeud:
    """One object that both files write: the base's fields, then what the folder adds.

    `modele`: the schema of the object; None where its keys are names.
    """
    if socle.dico is None or ajout.dico is None:
        return _suite(arbre, socle, ajout)
    dits = dict(socle.dico)
    for nom, dit in ajout.dico.items():
        if nom in dits:
            dits[nom] = _champ(arbre, dits[nom], dit, nom, modele)
        elif modele is not None and nom in CONDITIONS:
            message = f"« {nom} » restreindrait ce que dit le socle"
            _refuser(arbre, Code.SOCLE_RESTREINT, dit, message, "écrire une autre entrée")
        else:
            dits[nom] = dit
    return socle.en(dits)


def _champ(
    arbre: Arbre, socle: Noeud, ajout: Noeud, nom: str, modele: type[BaseModel] | None
) -> Noeud:
    champ = modele.model_fields.get(nom) if modele else None
    if champ is None:
        return fondre(arbre, socle, ajout, None)
    dedans = modele_dans(champ.annotation)
    if get_origin(champ.annotation) is dict or any(isinstance(f, ParCode) for f in champ.metadata):
        if socle.dico is None or ajout.dico is None:
            return _suite(arbre, socle, ajout)
        return _nommes(arbre, socle, ajout, dedans)
    if get_origin(champ.annotation) is list:
        return _suite(arbre, _liste(socle), _liste(ajout))
    return fondre(arbre, socle, ajout, dedans)


def _nommes(arbre: Arbre, socle: Noeud, ajout: Noeud, modele: type[BaseModel] | None) -> Noeud:
    """Entries by name: those of the base in their order, each addition in its place."""
    dits = dict(socle.dico or {})
    for nom, dit in (ajout.dico or {}).items():
        apres = dit.dico.get(VIENT_APRES) if dit.dico else None
        if nom in dits:
            if apres is not None:
                _redit(arbre, apres, dits[nom])
            dits[nom] = fondre(arbre, dits[nom], dit, modele)
        elif apres is None:
            dits[nom] = dit
        else:
            propres = {cle: n for cle, n in (dit.dico or {}).items() if cle != VIENT_APRES}
            _placer(arbre, dits, str(apres.valeur), apres, nom, dit.en(propres))
    return socle.en(dits)


def _placer(
    arbre: Arbre, dits: dict[str, Noeud], avant: str, ou: Noeud, nom: str, dit: Noeud
) -> None:
    """Insert an entry right after another."""
    if avant not in dits:
        arbre.inconnu(ou.marque, f"« {VIENT_APRES} » : rien ne s'appelle", avant, dits)
    suivantes = {}
    if avant in dits:
        noms = list(dits)
        suivantes = {n: dits.pop(n) for n in noms[noms.index(avant) + 1 :]}
    dits[nom] = dit
    dits.update(suivantes)


def _suite(arbre: Arbre, socle: Noeud, ajout: Noeud) -> Noeud:
    """Two lists, one after the other, but for what says its place; anything else is said twice."""
    if not (isinstance(socle.valeur, list) and isinstance(ajout.valeur, list)):
        return _redit(arbre, ajout, socle)
    dits = [*socle.valeur]
    for dit in ajout.valeur:
        apres = dit.dico.get(VIENT_APRES) if dit.dico else None
        if apres is None:
            dits.append(dit)
            continue
        propres = {cle: n for cle, n in (dit.dico or {}).items() if cle != VIENT_APRES}
        cites = [_cites(element) for element in dits]
        # After the last one: what it names then stands before, whichever takes it.
        rangs = [rang for rang, noms in enumerate(cites, start=1) if apres.valeur in noms]
        if not rangs:
            quoi = f"« {VIENT_APRES} » : aucune étape ne nomme"
            connus = dict.fromkeys(nom for noms in cites for nom in noms)
            arbre.inconnu(apres.marque, quoi, str(apres.valeur), connus)
        dits.insert(rangs[-1] if rangs else len(dits), dit.en(propres))
    return socle.en(dits)


def _cites(element: Noeud) -> list[str]:
    """The codes that an element of a list names: itself, or the values of its keys."""
    dits = [element] if element.dico is None else [*element.dico.values()]
    plats = [n for dit in dits for n in (dit.valeur if isinstance(dit.valeur, list) else [dit])]
    return [n.valeur for n in plats if isinstance(n.valeur, str)]


def _liste(noeud: Noeud) -> Noeud:
    return noeud if isinstance(noeud.valeur, list) else noeud.en([noeud])


def _redit(arbre: Arbre, ajout: Noeud, socle: Noeud) -> Noeud:
    ou = arbre.lecture.situer(socle.marque)
    message = f"le socle le dit déjà ({ou})"
    remede = "retirer cette ligne, ou écrire une entrée sous un autre nom"
    _refuser(arbre, Code.SOCLE_REDIT, ajout, message, remede)
    return socle


def _refuser(arbre: Arbre, code: Code, noeud: Noeud, message: str, remede: str) -> None:
    arbre.dire(code, noeud.cle or noeud.marque, message, remede)
