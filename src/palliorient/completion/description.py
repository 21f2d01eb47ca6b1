"""All that may be typed, as plain values that are kept: made once for a data folder.

The options are those that the commands declare, and how one is completed follows from what
the help shows in its place: `texte|json` are the values, `DOSSIER` a folder, `TYPE` a type of
service. The values of the criteria, the hospitals, the territories are the data's. Which
answers contradict each other is asked of the reading itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from itertools import combinations
from pathlib import Path
from typing import Any

from palliorient.completion import SHELLS
from palliorient.noyau.langue.mots import mots
from palliorient.noyau.langue.phrases import ordinal
from palliorient.noyau.modele.places import COMMUNE, NUMERO
from palliorient.noyau.table.lignes import Critere
from palliorient.noyau.table.table import NON, OUI, Table

RIEN, DOSSIER, FICHIER = "", "dossiers", "fichiers"
"""Kinds of values that no list gives: nothing to propose, or what the shell knows."""

METAVARS = {
    **dict.fromkeys(("AAAA-MM-JJ", "N", "POUR-CENT", "MOTS", "MOTIF", "CRITERE=VALEUR"), RIEN),
    **dict.fromkeys(("DOSSIER", "ANCIEN", "NOUVEAU"), DOSSIER),
    **dict.fromkeys(("FICHIER", "CHEMIN", "ENTREE"), FICHIER),
    "NOM": "formats",
    "TYPE": "types",
    "TERRITOIRE": "zones",
    "NUMÉRO": NUMERO,
    "COMMUNE": COMMUNE,
    "OÙ": "endroits",
    "CODE": "codes",
    "QUI": "appelants",
    "DEP": "departements",
    "ID": "grille",
}
"""What the help shows in place of a value → the list that proposes one."""

LISTES = {"--colonnes": "colonnes", "--criteres": "criteres"}
"""Options that take several values, separated by commas."""

MAINTENANT = "maintenant"
UN_INSTANT = "2026-11-24T22:00"

Fiche = list[Any]
"""`[what is typed, what it is, [[another way to type it, its words]…]]`."""


def decrire(dossier: Path, table: Table) -> dict[str, Any]:
    """The commands, their options and arguments, and the values, for `propositions`."""
    from palliorient.commandes import NOMS, application
    from palliorient.commandes.options import dire_les_aides

    racine = application()
    ctx = racine.make_context("palliorient", [], resilient_parsing=True)
    commandes: dict[str, Any] = {"": _commande(racine, ctx, table, ())}
    for nom in NOMS:
        commande: Any = racine.get_command(ctx, nom)
        declarer = getattr(commande, "declarer", None)
        if declarer:
            declarer(["--donnees", str(dossier)])
            dire_les_aides(table, commande.params)
        contraires = _module(nom, "CONTRAIRES")
        commandes[nom] = _commande(commande, ctx, table, contraires)
        if declarer:
            commandes[nom]["contraires"] += _contradictions(table)
    return {
        "commandes": NOMS,
        "lignes": commandes,
        "valeurs": {cle: [*fiches] for cle, fiches in _valeurs(dossier, table).items()},
        "recherche": [*table.recherche],
    }


def _module(nom: str, constante: str) -> tuple[Any, ...]:
    module = import_module(f"palliorient.commandes.{nom.replace('-', '_')}")
    return getattr(module, constante, ())


# --- the commands ---------------------------------------------------------------------


def _commande(commande: Any, ctx: Any, table: Table, contraires: Any) -> dict[str, Any]:
    from palliorient.commandes.options import DOSSIERS

    options: list[list[Any]] = []
    arguments: list[list[Any]] = []
    for parametre in commande.get_params(ctx):
        if parametre.param_type_name == "argument":
            nom = (parametre.metavar or "").strip("[]…")
            arguments.append([nom, _genre(parametre, table), parametre.nargs == -1])
        else:
            options += _option(parametre, table)
    if any(option[0] == DOSSIERS[0] for option in options):
        contraires = (*contraires, DOSSIERS)
    paires = [paire for a, b in contraires for paire in ((a, b), (b, a))]
    return {"options": options, "arguments": arguments, "contraires": [*map(list, paires)]}


def _option(option: Any, table: Table) -> Iterator[list[Any]]:
    """[what is typed, its help, kind of value or None, is it repeatable, its contrary]."""
    critere = table.criteres.get(str(option.name).replace("_", "-"))
    nom = max(option.opts, key=len)
    if option.secondary_opts and critere:
        for dit, mot in ((nom, OUI), (option.secondary_opts[0], NON)):
            yield [dit, f"{critere.nom} : {mot}", None, False, nom]
        return
    aide = option.help or (critere.aide if critere else "")
    yield [nom, aide, None if option.is_flag else _genre(option, table), option.multiple, nom]


def _genre(parametre: Any, table: Table) -> str:
    """The list of values from which a parameter takes its own; a new one must be told here."""
    if parametre.opts[0] in LISTES:
        return LISTES[parametre.opts[0]]
    champ = str(parametre.name).replace("_", "-")
    if parametre.metavar in ("VALEUR", "VALEUR…") and champ in table.champs:
        return champ
    montre = (parametre.metavar or "").strip("[]…")
    return montre if "|" in montre else METAVARS[montre]


# --- the values -----------------------------------------------------------------------


def _valeurs(dossier: Path, table: Table) -> dict[str, Iterator[Fiche]]:
    from palliorient.donnees import lire_carte
    from palliorient.lecture import NOMS as FORMATS
    from palliorient.lots.ecriture.reponse import colonnes_possibles
    from palliorient.lots.table_de_decision import ajoutables
    from palliorient.squelettes.faits import departements
    from palliorient.verification.pages import CODES

    carte = lire_carte(dossier)
    territoires = [*carte.territoires]
    return {
        **{champ: _du_critere(table, champ) for champ in (*table.champs, NUMERO, COMMUNE)},
        "types": ([t, v.nom, []] for t, v in table.types.items()),
        "zones": ([z.id, z.nom, []] for z in (*territoires, carte.departement, carte.region)),
        "endroits": iter(
            [*([t.id, t.nom, []] for t in territoires), *_arrondissements(table)],
        ),
        "codes": ([c, fiche.titre, []] for c, fiche in CODES.items()),
        "grille": (
            [q.id, q.question, []] for q in (carte.grille.questions if carte.grille else ())
        ),
        "departements": (
            [d.numero, d.nom, [[d.nom, mots(d.nom, (), {})]]] for d in departements().values()
        ),
        "appelants": ([a.id, a.nom, []] for a in table.appelants.values()),
        "formats": ([nom, "", []] for nom in (*FORMATS, "scenarios")),
        "colonnes": ([c, "", []] for c in colonnes_possibles(table)),
        "criteres": ([c, table.criteres[c].nom, []] for c in ajoutables(table)),
        "|".join(SHELLS): ([shell, "", []] for shell in SHELLS),
    }


def _du_critere(table: Table, champ: str) -> Iterator[Fiche]:
    if champ == "etablissement":
        yield from _hopitaux(table)
    elif champ == NUMERO:
        yield from _arrondissements(table)
    elif champ == COMMUNE:
        yield from _communes(table)
    elif champ not in table.criteres:
        yield [MAINTENANT, "", []]
    else:
        critere = table.criteres[champ]
        for valeur in valeurs_dites(critere):
            dit = " : ".join(filter(None, (valeur.nom, valeur.aide)))
            yield [valeur.id, dit, [[s, []] for s in valeur.synonymes]]
        noms = {s.id: s.nom for s in table.services}
        yield from ([id, noms[id], []] for id in table.nommables(champ))
        if champ == "residence":
            yield from _arrondissements(table)


def valeurs_dites(critere: Critere) -> list[Any]:
    """The values of a criterion that are typed as they are: no class of ages, no default."""
    implicite = critere.defaut if critere.id == "residence" else None
    return [v for v in critere.valeurs if v.de is None and not v.explicite and v.id != implicite]


def _hopitaux(table: Table) -> Iterator[Fiche]:
    for id, (nom, alias) in table.etablissements.items():
        formes = [[forme, mots(forme, *table.recherche)] for forme in (nom, *alias)]
        numero = table.sites[id].arrondissement
        yield [id, f"{nom}, {ordinal(numero)}" if numero else nom, formes]


def _arrondissements(table: Table) -> Iterator[Fiche]:
    for numero in table.communes:
        siens = [lieu for lieu in table.lieux.values() if lieu.arrondissement == numero]
        codes = [code for lieu in siens for code in lieu.codes_postaux]
        territoires = [table.territoires[t] for t in table.sites[str(numero)].territoires[:1]]
        dit = f"{ordinal(numero)} · {', '.join(territoires)}"
        yield [str(numero), dit, [[c, []] for c in codes]]


def _communes(table: Table) -> Iterator[Fiche]:
    for code, lieu in table.lieux.items():
        nom = [lieu.nom, mots(lieu.nom, *table.recherche)]
        yield [code, lieu.nom, [nom, *([c, []] for c in lieu.codes_postaux)]]


# --- what does not go together -----------------------------------------------------------


def _contradictions(table: Table) -> Iterator[list[str]]:
    """[what is given, what is then refused]: an option, or one of its values (`--lieu=ehpad`)."""
    from palliorient.horloge import lire_quand
    from palliorient.noyau.situation.lecture import lire_situation

    def refuse(dites: dict[str, str]) -> bool:
        return bool(lire_situation(table, dites, lire_quand).refus)

    exemples = _exemples(table)
    for un, autre in combinations(exemples, 2):
        refus = {(a, b): refuse({un: a, autre: b}) for a in exemples[un] for b in exemples[autre]}
        yield from _ensemble(un, autre, refus)
        yield from _ensemble(autre, un, {(b, a): dit for (a, b), dit in refus.items()})


def _ensemble(un: str, autre: str, refus: dict[tuple[str, str], bool]) -> Iterator[list[str]]:
    """What each value of one criterion refuses of another; said once when all refuse the same."""
    donnees = [*dict.fromkeys(a for a, _ in refus)]
    possibles = [b for a, b in refus if a == donnees[0]]
    refuses = {a: [b for b in possibles if refus[a, b]] for a in donnees}
    if all(refuses[a] == refuses[donnees[0]] for a in donnees):
        causes = {f"--{un}": refuses[donnees[0]]}
    else:
        causes = {f"--{un}={a}": dits for a, dits in refuses.items()}
    for cause, dits in causes.items():
        if dits == possibles:
            yield [cause, f"--{autre}"]
        else:
            yield from ([cause, f"--{autre}={b}"] for b in dits)


def _exemples(table: Table) -> dict[str, list[str]]:
    """Criterion → its values; of what the map gives, one, and a place elsewhere."""
    hopital = next(iter(table.etablissements), None)
    ici = table.sites[hopital].commune if hopital else None
    ailleurs = [code for code in table.lieux if code != ici][:1]
    numeros = [table.lieux[code].arrondissement for code in ailleurs]
    propres = {
        "etablissement": [hopital] if hopital else [],
        COMMUNE: ailleurs,
        NUMERO: [str(numero) for numero in numeros if numero is not None],
        "quand": [UN_INSTANT],
    }
    exemples = {}
    for champ, forme in table.champs.items():
        if champ in propres:
            exemples[champ] = propres[champ]
        elif forme == "oui-non":
            exemples[champ] = [OUI, NON]
        elif champ in table.classes_de:
            exemples[champ] = [str(c.de) for c in table.classes_de[champ].values()]
        else:
            exemples[champ] = [v.id for v in valeurs_dites(table.criteres[champ])]
    return {champ: valeurs for champ, valeurs in exemples.items() if valeurs}
