"""One scalar of the data changed at random, and what people may ask of two versions."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta
from typing import Any, NamedTuple

import yaml

from palliorient.horloge import lire_quand
from palliorient.lecture.charger import Octets
from palliorient.noyau.decision.moteur import orienter
from palliorient.noyau.situation.lecture import lire_situation
from palliorient.noyau.table.table import Table
from palliorient.rendu.reponse.json import en_ligne
from palliorient.rendu.reponse.texte import en_texte


class Scalaire(NamedTuple):
    """A value as it stands in a file."""

    rang: int
    """Of the file."""
    debut: int
    fin: int
    cle: str
    """The key that it is the value of, or of the list that holds it."""
    ecrit: str
    entre_guillemets: bool


class Edition(NamedTuple):
    """The three files with one scalar changed, and the change in words."""

    octets: list[Octets]
    dite: str


def scalaires(octets: list[Octets]) -> list[Scalaire]:
    """Every scalar that is a value, in the order of the files."""
    trouves: list[Scalaire] = []

    def suivre(noeud: Any, cle: str, rang: int, texte: str) -> None:
        if isinstance(noeud, yaml.MappingNode):
            for nom, valeur in noeud.value:
                suivre(valeur, nom.value, rang, texte)
        elif isinstance(noeud, yaml.SequenceNode):
            for valeur in noeud.value:
                suivre(valeur, cle, rang, texte)
        else:
            debut, fin = noeud.start_mark.index, noeud.end_mark.index
            cite = texte[debut] in "\"'"
            trouves.append(Scalaire(rang, debut, fin, cle, texte[debut:fin], cite))

    for rang, fichier in enumerate(octets):
        texte = fichier.contenu.decode()
        suivre(yaml.compose(texte, Loader=yaml.SafeLoader), "", rang, texte)
    return trouves


def editer(octets: list[Octets], tous: list[Scalaire], alea: random.Random) -> Edition:
    """One of the scalars, written otherwise."""
    while True:
        choisi = alea.choice(tous)
        semblables = [s.ecrit for s in tous if s.cle == choisi.cle]
        neuf = _autrement(choisi, semblables, alea)
        if neuf != choisi.ecrit:
            break
    fichier = octets[choisi.rang]
    texte = fichier.contenu.decode()
    texte = texte[: choisi.debut] + neuf + texte[choisi.fin :]
    ligne = texte.count("\n", 0, choisi.debut) + 1
    change = [*octets]
    change[choisi.rang] = fichier._replace(contenu=texte.encode())
    return Edition(change, f"{fichier.nom}:{ligne} {choisi.cle}: {choisi.ecrit} → {neuf}")


def _autrement(scalaire: Scalaire, semblables: list[str], alea: random.Random) -> str:
    if alea.random() < 0.3:
        return alea.choice(semblables)
    ecrit = scalaire.ecrit
    if not scalaire.entre_guillemets:
        if ecrit in ("oui", "non"):
            return "non" if ecrit == "oui" else "oui"
        if ecrit.isdigit():
            return str(max(0, int(ecrit) + alea.choice((-1, 1, 7))))
        # A code that is not declared is not read: most often, another that is.
        return alea.choice((*alea.choices(semblables, k=4), f"{ecrit}-bis", ecrit[:-1] or "x"))
    return '"' + _retoucher(ecrit[1:-1], alea) + '"'


def _retoucher(texte: str, alea: random.Random) -> str:
    """Another text: a digit, a letter, a word, the case, the end."""
    mots = texte.split(" ")
    rang = alea.randrange(len(mots))
    genre = alea.choice(("chiffre", "lettre", "perdre", "doubler", "echanger", "ajouter", "casse"))
    if genre == "chiffre" and re.search(r"\d", texte):
        place = alea.choice([m.start() for m in re.finditer(r"\d", texte)])
        return f"{texte[:place]}{(int(texte[place]) + 1) % 10}{texte[place + 1 :]}"
    if genre == "perdre" and len(mots) > 1:
        del mots[rang]
    elif genre == "doubler":
        mots.insert(rang, mots[rang])
    elif genre == "echanger" and len(mots) > 1:
        mots[rang], mots[rang - 1] = mots[rang - 1], mots[rang]
    elif genre == "ajouter":
        mots.append(alea.choice(("ici", "24 h/24", "non")))
    elif genre == "casse":
        mots[rang] = mots[rang].swapcase()
    else:
        mots[rang] = mots[rang][:-1] + alea.choice("aeilnst")
    return " ".join(mots)


# --- what people ask ----------------------------------------------------------------------


def situations(table: Table, alea: random.Random, nombre: int) -> list[dict[str, Any]]:
    """Answers to the questions by the codes of the data; not all of them go together."""
    return [_situation(table, alea) for _ in range(nombre)]


def _situation(table: Table, alea: random.Random) -> dict[str, Any]:
    def une(critere: str) -> str:
        return str(alea.choice([v.id for v in table.criteres[critere].valeurs]))

    lieu = alea.choice(table.criteres["lieu"].valeurs)
    champs: dict[str, Any] = {
        "lieu": lieu.id,
        "niveau": alea.choice("123"),
        "age": alea.randrange(0, 121),
        "moment": une("moment"),
        "maintien": une("maintien"),
        "suivi": une("suivi") if alea.random() < 0.3 else "",
        "besoin": une("besoin") if alea.random() < 0.5 else "",
    }
    if alea.random() < 0.3 and "indisponible" in table.listes:
        indisponible = une("indisponible")
        champs["indisponible"] = "" if indisponible == champs["suivi"] else indisponible
    champs |= {c: alea.random() < 0.3 for c in ("precarite", "isolement", "urgence")}
    if lieu.colonne == "etablissement" and alea.random() < 0.7:
        champs["etablissement"] = alea.choice(list(table.etablissements))
    else:
        champs["arrondissement"] = alea.choice(list(table.communes))
    if lieu.colonne == "etablissement" and alea.random() < 0.5:
        champs["residence"] = alea.choice([une("residence"), *map(str, table.communes)])
    return champs


def frappes(table: Table, alea: random.Random, nombre: int) -> list[dict[str, Any]]:
    """Answers as people write them: places, names of hospitals, ages, dates, words."""
    return [_frappe(table, alea) for _ in range(nombre)]


def _frappe(table: Table, alea: random.Random) -> dict[str, Any]:
    nom, alias = alea.choice(list(table.etablissements.values()))
    hors = alea.choice(table.hors_carte)
    numero = alea.choice(list(table.communes))
    mots = [m for forme in (nom, *alias) for m in forme.replace("-", " ").split()]
    genre = alea.choice(("code", "place", "hopital", "hopital", "mots", "quand", "age"))
    champs: dict[str, Any] = {
        "lieu": "domicile",
        "arrondissement": numero,
        "niveau": "2",
        "age": "82",
        "precarite": "non",
        "moment": "nuit",
    }
    if genre == "code":
        champs["arrondissement"] = alea.choice(list(table.codes))
    elif genre == "place":
        forme = alea.choice(("{}e", "Paris {}", "{} ème", "750{:02}", "arrondissement {}"))
        champs["arrondissement"] = forme.format(numero)
    elif genre == "hopital":
        del champs["lieu"], champs["arrondissement"]
        formes = (nom, *alias, alea.choice(mots), *table.finess, hors[0], f"hopital {mots[-1]}")
        champs["etablissement"] = alea.choice((*formes[:6], alea.choice(formes)))
    elif genre == "mots":
        critere = alea.choice(["lieu", "moment", "suivi", "besoin", "maintien"])
        valeur = alea.choice(table.criteres[critere].valeurs)
        champs[critere] = alea.choice((*valeur.synonymes, valeur.nom, valeur.id))
    elif genre == "quand":
        del champs["moment"]
        jour = date(2026, 1, 1) + timedelta(days=alea.randrange(500))
        champs["quand"] = f"{jour:%d/%m/%Y} {alea.randrange(24):02}:{alea.choice((0, 29, 59)):02}"
    else:
        champs["age"] = alea.choice(("8 mois", "3 jours", "17", "18 ans", "25", "26", "74", "75"))
    return champs


def reponse(table: Table, champs: dict[str, Any], jour: date) -> list[str]:
    """What comes out, JSON and text with its reasons; or why nothing does."""
    lecture = lire_situation(table, champs, lire_quand)
    if lecture.situation is None:
        return [*(r.message for r in lecture.refus), *lecture.manquants]
    orientation = orienter(table, lecture.situation, lecture.jour or jour)
    json = en_ligne(orientation).partition('"referentiel":')[0]
    return [json, en_texte(table, orientation, raisons=True)]
