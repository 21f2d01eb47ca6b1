"""What people type: every input that either version declares, read with both.

The answers of `comparer` are about situations; this is about how one gets there. A postal
code, the name of a hospital, a word for a place, an hour: what each meant, and means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple

from palliorient.noyau.langue.mots import sans_accents
from palliorient.noyau.langue.phrases import et
from palliorient.noyau.modele.places import COMMUNE, NUMERO
from palliorient.noyau.situation.etablissements import trouver
from palliorient.noyau.situation.lecture import lire_situation
from palliorient.noyau.situation.lieux import court
from palliorient.noyau.table.table import Table
from palliorient.verification.comparer.ecrits import Noms
from palliorient.verification.comparer.nombres_lus import ages, heures
from palliorient.verification.comparer.versions import EntreeRelue

NOMMES = 4
"""Hospitals named one by one; beyond, they are counted."""


class Sens(NamedTuple):
    """What an input means: values to compare, words to show."""

    valeurs: Any
    mots: str
    entier: str = ""
    """The whole refusal, where its beginning does not tell the two apart."""


def lectures(avant: Table, apres: Table, noms: Noms) -> list[EntreeRelue]:
    """Inputs that the two versions read otherwise, criterion by criterion."""
    trouvees: list[EntreeRelue] = []
    for critere in dict.fromkeys((*apres.champs, *avant.champs)):
        for entree in _une_fois(e for table in (avant, apres) for e in _reponses(critere, table)):
            trouvees += _lue(critere, entree, avant, apres, noms)
    trouvees += _hopitaux(avant, apres, noms)
    return [*trouvees, *ages(avant, apres), *heures(avant, apres)]


def _lue(critere: str, entree: str, avant: Table, apres: Table, noms: Noms) -> list[EntreeRelue]:
    sens = [_lire(table, critere, entree) for table in (avant, apres)]
    if _traduit(sens[0].valeurs, noms) == sens[1].valeurs:
        return []
    mots = [s.mots for s in sens]
    if mots[0] == mots[1]:
        mots = [s.entier or f"{s.mots} {s.valeurs}" for s in sens]
    return [EntreeRelue(critere, entree, *mots)]


def _hopitaux(avant: Table, apres: Table, noms: Noms) -> list[EntreeRelue]:
    """Names of hospitals: by far the slowest to read, so not when nothing can differ."""
    if repr(_pour_un_hopital(avant)) == repr(_pour_un_hopital(apres)):
        return []
    dites = list(_une_fois(e for table in (avant, apres) for e in _noms_d_hopitaux(table)))
    parts = _une_fois((*dites, *(e for table in (avant, apres) for e in _morceaux(table))))
    lues = [le for e in dites for le in _lue("etablissement", e, avant, apres, noms)]
    for part in list(parts)[len(dites) :]:
        ids = [trouver(table, part) for table in (avant, apres)]
        # A part of a name is worth telling when one version is certain of it.
        if _traduit(ids[0], noms) != ids[1] and 1 in map(len, ids):
            lues += _lue("etablissement", part, avant, apres, noms)
    return lues


# --- inputs -----------------------------------------------------------------------------


def _une_fois(entrees: Iterable[str]) -> Iterable[str]:
    """Each way of writing once, as it stands first."""
    connues: dict[str, str] = {}
    for entree in entrees:
        connues.setdefault(sans_accents(entree), entree)
    return connues.values()


def _reponses(critere: str, table: Table) -> Iterator[str]:
    if critere in table.criteres:
        for valeur in table.criteres[critere].valeurs:
            yield from (valeur.id, *valeur.synonymes)
    if critere == NUMERO and table.communes:
        ville = table.ville.nom if table.ville else table.departement
        yield from (str(numero) for numero in table.communes)
        yield from table.codes
        yield f"{ville} {min(table.communes)}"
        yield ville
    if critere == COMMUNE and table.place == COMMUNE:
        for code, lieu in table.lieux.items():
            yield from (lieu.nom, f"insee {code}", *lieu.codes_postaux)
        yield from table.cedex


def _pour_un_hopital(table: Table) -> list[Any]:
    """All that the name of a hospital is read with."""
    return [
        *(table.etablissements, table.recherche, table.mots_neutres, table.finess),
        *(table.hors_carte, table.departement, table.prefixes, list(table.communes), table.ville),
        {site: fiche for site, fiche in table.sites.items() if fiche.hopital},
    ]


def _noms_d_hopitaux(table: Table) -> Iterator[str]:
    for id, (nom, alias) in table.etablissements.items():
        yield from (nom, *alias, id)
    yield from table.finess
    for nom, alias, _ in table.hors_carte:
        yield from (nom, *alias)


def _morceaux(table: Table) -> Iterator[str]:
    """One word of a name, two in a row, and their abbreviations."""
    ignores, abreviations = table.recherche
    courts = {long: court for court, long in abreviations.items()}
    vides = {*ignores, *table.mots_neutres}
    for nom, alias in table.etablissements.values():
        for forme in (nom, *alias):
            mots = [m for m in re.findall(r"\w{2,}", sans_accents(forme)) if m not in vides]
            paires = [" ".join(paire) for paire in pairwise(mots)]
            for morceau in (*mots, *paires):
                yield morceau
                yield " ".join(courts.get(m, m) for m in morceau.split())


# --- what they mean -----------------------------------------------------------------------


def _lire(table: Table, critere: str, entree: str) -> Sens:
    lecture = lire_situation(table, {critere: entree}, _sans_horloge)
    if lecture.refus:
        return _refus(table, critere, entree, lecture.refus[0].message)
    lus = lecture.lus
    place, hopital = lus.get(table.place), lus.get("etablissement")
    if place is None:
        return Sens(lus, ", ".join(_valeur(table, c, v) for c, v in lus.items()))
    site = str(hopital or table.site_de(place))
    territoires = table.sites[site].territoires
    ou_il_est = [
        court(table, table.commune_de(place)),
        et([table.territoires[t] for t in territoires]),
    ]
    if hopital:
        return Sens([lus, territoires], f"{_hopital(table, site)}, {ou_il_est[1]}")
    return Sens([lus, territoires], ", ".join(ou_il_est))


def _refus(table: Table, critere: str, entree: str, message: str) -> Sens:
    # The directory is cited in every refusal: its address is compared once, as a text.
    phrase = message.replace(table.textes.get("annuaire") or "…", "…")
    entier = phrase.partition(" : ")[2].removeprefix(f"« {entree} » ")
    possibles = trouver(table, entree) if critere == "etablissement" else []
    mots = f"refusé ({entier.partition('. ')[0].rstrip('.')})"
    if len(possibles) > 1:
        dits = [_hopital(table, h) for h in possibles[:NOMMES]]
        reste = len(possibles) - len(dits)
        suite = f" ; … et {reste} autres" if reste else ""
        mots = f"{len(possibles)} hôpitaux possibles ({' ; '.join(dits)}{suite})"
    return Sens(["refus", phrase], mots, f"refusé ({entier})")


def _hopital(table: Table, id: str) -> str:
    return f"{table.etablissements[id].nom}, {court(table, table.sites[id].commune)} ({id})"


def _sans_horloge(texte: str, _: str) -> datetime | str:
    raise AssertionError(f"aucune heure n'est lue ici : {texte}")


def _valeur(table: Table, critere: str, valeur: Any) -> str:
    if isinstance(valeur, bool):
        return f"{table.criteres[critere].nom} : {'oui' if valeur else 'non'}"
    if critere == "residence" and (isinstance(valeur, int) or valeur in table.lieux):
        return court(table, table.commune_de(valeur))
    connues = {c: v.nom for c, v in table.valeurs(critere).items()}
    dites = valeur if isinstance(valeur, tuple) else (valeur,)
    return et([f"{connues.get(str(v), str(v))} ({v})" for v in dites])


def _traduit(valeurs: Any, noms: Noms) -> Any:
    """What the old version understood, in the identifiers of the new one."""
    if isinstance(valeurs, str):
        return noms.get(valeurs, valeurs)
    if isinstance(valeurs, Mapping):
        return {c: _traduit(v, noms) for c, v in valeurs.items()}
    if isinstance(valeurs, list | tuple):
        return type(valeurs)(_traduit(v, noms) for v in valeurs)
    return valeurs
