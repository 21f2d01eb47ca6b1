"""Inputs drawn at random for `hasard.py`: what to run, on which files, front by front.

One draw depends on its generator only: the same seed and number make it again.
"""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from palliorient.commandes import NOMS, application
from palliorient.livres import dossier_livre

RACINE = Path(__file__).resolve().parent.parent
MARQUE = "Zqdupontzq"
"""Stands for the name of a person: no message may repeat it."""

FICHIERS = ("acteurs.yaml", "regles_gradation.yaml", "territoires.yaml", "grille.yaml")
BONNE: dict[str, Any] = {
    "lieu": "domicile",
    "arrondissement": "17",
    "niveau": "2",
    "age": "82",
    "precarite": "non",
    "moment": "jour",
}
SITUATION = (
    *("--lieu", "domicile", "--arrondissement", "17", "--niveau", "2", "--age", "82"),
    *("--sans-precarite", "--moment", "jour"),
)
LONGUES = frozenset({"--mutations", "--processus", "--couverture"})
"""Options that make a run last: they have tests of their own."""

PLAUSIBLES = (
    *("domicile", "ehpad", "mco", "prison", "rue", "17", "12e", "XII", "75012", "75116", "2", "3"),
    *("82", "8 mois", "0", "120", "oui", "non", "jour", "nuit", "week-end", "had", "dac", "deuil"),
    *("had,dac", "symptome-rebelle|sedation", "2026-11-22T03:00", "2026-06-01", "maintenant"),
    *("tenon", "hegp", "rothschild", "curie", "usp", "est", "texte", "json", "csv", "junit"),
    *("PAL101", "PAL145", "acteurs", "ligne,id,erreur", "Tenon, Paris 20e", "750100091", "r.txt"),
)
ETRANGES = (
    *("", " ", "\t", "\u00a0", "\u200b", "\u202e", "\x1b[31m", "\x07", "\n", "a\nb", "a\r\nb"),
    *("-", "--", "---", "-1", "--1", "=", "=1", "é" * 300, "a" * 20_000, "9" * 5000, "0" * 5000),
    *("½", "²", "٣", "Ⅻ", "１７", "1_7", "+17", "17.0", "1e9", "1e400", "NaN", "inf", "0x11"),
    *("2026-02-30", "2026-11-22T25:00", "9999-12-31", "0001-01-01", "2026-W01-1", "20260601"),
    *("2026-11-22T03:00+99:99", "2026-11-22T03:00Z", "10000-01-01", "-0001-01-01", "2026-1-1"),
    *("12e\u0301", "\udcff", "d\udc80\udcff", "🏥", "İ", "ß", "ŉ", "ﬁ", "\ufeff17"),
    *("..", "/", "~", ".", "/dev/full", "/dev/null", "/proc/self/mem", "absent/r.txt", "//", "r/"),
    *("%s", "{0}", "{", "}", "{numero:samu}", "\\", "'", '"', "«", "» x «", "$(id)", "`id`", "*"),
    *("[", "(", "(?", "a" * 255, "|", "||", ",", ",,", "a,,b", ";", "None", "null", "true", "nan"),
)
OCTETS = (b"\x00", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xc3", b"\r", b"\n", b"\t", b'"', b";")
SIGNES = " \t\n:,?#&*!|>'\"%@`[]{}<=~.-é\u00a0\u2028\u0085\x00\x1b09aZ"


class Entree(NamedTuple):
    """One run: its arguments, what stands on standard input, files to write in its folder."""

    arguments: list[str]
    stdin: bytes = b""
    fichiers: Mapping[str, bytes] = MappingProxyType({})
    rangees: int | None = None
    """Rows that `lot` must answer, when they are known."""
    donnees: str | None = None
    """A folder of data to copy, its files being those of `fichiers` under this name."""


@cache
def _texte(chemin: Path) -> str:
    return chemin.read_text(encoding="utf-8")


@cache
def _scenarios() -> list[Path]:
    return sorted((RACINE / "scenarios").glob("*.yaml"))


@cache
def options_de(commande: str) -> list[tuple[str, bool]]:
    """The options of a command, and whether each takes a value."""
    groupe: Any = application()
    trouvee = groupe.get_command(None, commande)
    options = [
        (nom, not getattr(p, "is_flag", False))
        for p in trouvee.params
        for nom in [*p.opts, *p.secondary_opts]
        if nom.startswith("-")
    ]
    return [(nom, valeur) for nom, valeur in options if nom not in LONGUES]


def abimer(alea: random.Random, texte: str) -> str:
    """A few characters lost, doubled, swapped or put in."""
    signes = list(texte)
    for _ in range(alea.choice((1, 1, 2, 3))):
        rang = alea.randrange(len(signes) + 1)
        geste = alea.randrange(4)
        if geste == 0 or not signes:
            signes.insert(rang, alea.choice(SIGNES.replace("\x00", "")))
        elif geste == 1:
            del signes[rang % len(signes)]
        elif geste == 2:
            signes.insert(rang, signes[rang % len(signes)])
        else:
            signes[rang % len(signes)] = alea.choice(ETRANGES)
    return "".join(signes)


def valeur(alea: random.Random) -> str:
    tire = alea.random()
    if tire < 0.4:
        return alea.choice(PLAUSIBLES)
    if tire < 0.7:
        return alea.choice(ETRANGES)
    return abimer(alea, alea.choice(PLAUSIBLES))


def arguments(alea: random.Random) -> Entree:
    """Any command, any option, any value; often a good situation, spoiled."""
    if alea.random() < 0.45:
        mots = ["orienter", *SITUATION]
        for _ in range(alea.choice((1, 1, 2, 3))):
            rang = alea.randrange(1, len(mots) + 1)
            geste = alea.randrange(4)
            if geste == 0:
                mots[rang:rang] = [alea.choice(options_de("orienter"))[0], valeur(alea)]
            elif geste == 1 and rang < len(mots):
                del mots[rang]
            elif rang < len(mots):
                mots[rang] = valeur(alea) if geste == 2 else abimer(alea, mots[rang])
        return Entree(mots)
    commande = alea.choice([nom for nom in NOMS if nom != "table"])
    mots = [commande if alea.random() < 0.95 else abimer(alea, commande)]
    if commande in ("tester", "valider", "comparer", "lot", "schema") and alea.random() < 0.5:
        mots.append(valeur(alea))  # not always the shipped files: they take time
    options = options_de(commande)
    for _ in range(alea.choice((0, 1, 1, 2, 3)) if options else 0):
        nom, attend = alea.choice(options)
        nom = nom if alea.random() < 0.9 else abimer(alea, nom)
        if alea.random() < 0.2:
            mots.append(f"{nom}={valeur(alea)}")
        else:
            mots += [nom, valeur(alea)] if attend or alea.random() < 0.1 else [nom]
    mots += [valeur(alea)] if alea.random() < 0.2 else []
    mots = [mot for mot in mots if "\x00" not in mot and mot not in LONGUES]
    return Entree(mots, stdin=alea.choice((b"", b"\n", b"oui\n", b"\xff\x00")))


def octets(alea: random.Random, lus: bytes) -> bytes:
    """Bytes changed, lost, put in, cut."""
    faits = bytearray(lus)
    for _ in range(alea.choice((1, 1, 2, 5))):
        rang = alea.randrange(len(faits) + 1)
        geste = alea.randrange(5)
        if geste == 0 and faits:
            faits[rang % len(faits)] = alea.randrange(256)
        elif geste == 1:
            del faits[rang : rang + alea.choice((1, 1, 3, 40))]
        elif geste == 2:
            faits[rang:rang] = alea.choice(OCTETS)
        elif geste == 3:
            faits[rang:rang] = faits[rang : rang + alea.choice((1, 10, 200))]
        elif alea.random() < 0.2:
            del faits[rang:]
    return bytes(faits)


def lignes(alea: random.Random, texte: str) -> str:
    """Lines, and the values in them, moved, lost, doubled or made another."""
    faites = texte.splitlines(keepends=True)
    for _ in range(alea.choice((1, 1, 2))):
        if not faites:
            break
        rang, autre = alea.randrange(len(faites)), alea.randrange(len(faites))
        geste = alea.randrange(6)
        if geste == 0:
            del faites[rang]
        elif geste == 1:
            faites.insert(rang, faites[autre])
        elif geste == 2:
            faites[rang], faites[autre] = faites[autre], faites[rang]
        elif geste == 3:
            faites[rang] = abimer(alea, faites[rang])
        else:
            faites[rang] = _autre_valeur(alea, faites[rang])
    return "".join(faites)


def _autre_valeur(alea: random.Random, ligne: str) -> str:
    tete, deux_points, suite = ligne.rstrip("\n").rpartition(": ")
    queue = suite[len(suite.rstrip("]}")) :] if tete else ""
    choisie = alea.choice(
        (
            *(*PLAUSIBLES, "[]", "{}", "''", '""', "null", "~", "[[[]]]", "1e999", "*a", "&a b"),
            *("!!x y", "9" * 30, "-3", "1.5", "[a, a]", "2026-06-01", '"#"'),
            json.dumps(alea.choice(ETRANGES)),
        )
    )
    return f"{tete}{deux_points}{choisie}{queue}\n"


def donnees(alea: random.Random) -> Entree:
    """A data folder with one file spoiled, read by the commands that read it."""
    nom = alea.choice(FICHIERS)
    lus = _texte(dossier_livre() / nom)
    if alea.random() < 0.3:
        fait = octets(alea, lus.encode())
    else:
        fait = lignes(alea, lus).encode(errors="surrogatepass")
    livrees = str(dossier_livre())
    commande = alea.choice(
        (
            ["valider", "d"],
            ["valider", "d", "--format", alea.choice(("json", "github", "sarif", "junit"))],
            ["orienter", *SITUATION, "--donnees", "d"],
            ["orienter", *SITUATION, "--donnees", "d", "--format", "json", "--pourquoi"],
            ["comparer", livrees, "d"],
            ["comparer", "d", livrees, "--format", alea.choice(("json", "markdown"))],
            ["tester", str(alea.choice(_scenarios())), "--donnees", "d"],
            ["acteurs", "--donnees", "d"],
            ["couverture", "--donnees", "d"],
        )
    )
    return Entree(commande, fichiers={nom: fait}, donnees="d")


def scenarios(alea: random.Random) -> Entree:
    """A file of scenarios, spoiled."""
    lus = _texte(alea.choice(_scenarios()))
    entete, _, blocs = lus.partition("scenarios:\n")
    cas = blocs.split("\n  - ")
    courts = f"{entete}scenarios:\n" + "\n  - ".join([cas[0], *alea.sample(cas, min(4, len(cas)))])
    if alea.random() < 0.4:
        fait = octets(alea, courts.encode())
    else:
        fait = lignes(alea, courts).encode(errors="surrogatepass")
    forme = alea.choice(("texte", "json", "junit", "markdown"))
    return Entree(["tester", "s.yaml", "--format", forme], fichiers={"s.yaml": fait})


def _cellule(alea: random.Random) -> str:
    tire = alea.random()
    if tire < 0.4:
        return f"{alea.choice(('', 'Mme ', 'chez ', '12 ', '«', '=', 'had|'))}{MARQUE}"
    return valeur(alea).replace("\udcff", "?").replace("\udc80", "?")[:3000]


def _options_de_lot(alea: random.Random) -> list[str]:
    return alea.choice(
        (
            *([], [], [], ["--format", "csv"], ["--format", "jsonl"], ["--complet"]),
            *(["--ignorer-colonnes"], ["--colonnes", "ligne,id,premier,erreur"]),
            *(["--date", "2026-06-01"], ["--arret-a-la-premiere-erreur"]),
        )
    )


def _rangees(alea: random.Random) -> list[dict[str, str]]:
    faites = []
    for rang in range(alea.choice((0, 1, 2, 3, 8))):
        rangee = {"id": f"r{rang}", **BONNE}
        for _ in range(alea.choice((0, 0, 1, 1, 3))):
            rangee[alea.choice(list(BONNE))] = _cellule(alea)
        faites.append(rangee)
    return faites


def table_csv(alea: random.Random) -> Entree:
    """A CSV file: cells, dialect, then perhaps bytes changed."""
    rangees = _rangees(alea)
    flux = io.StringIO(newline="")
    colonnes = ["id", *BONNE]
    if alea.random() < 0.2:
        colonnes = alea.sample(colonnes, len(colonnes))
    redacteur = csv.writer(
        flux, delimiter=alea.choice(";;;,\t|"), lineterminator=alea.choice(("\n", "\r\n")),
        quoting=alea.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
    )  # fmt: skip
    redacteur.writerow(colonnes)
    for rangee in rangees:
        redacteur.writerow([rangee[c] for c in colonnes])
    fait = flux.getvalue().encode(alea.choice(("utf-8", "utf-8", "utf-8-sig")), "surrogatepass")
    abime = alea.random() < 0.5
    if abime:
        fait = octets(alea, fait)
    elif alea.random() < 0.1:
        titres = fait.partition(b"\n")
        fait = titres[0] + alea.choice((";nom", ";id", ";", ";\x1b[2J")).encode() + b"\n"
        fait, abime = fait + titres[2], True
    return _lot(alea, fait, None if abime else len(rangees), "csv")


def _lot(alea: random.Random, fait: bytes, rangees: int | None, fin: str) -> Entree:
    options = _options_de_lot(alea)
    rangees = None if "--arret-a-la-premiere-erreur" in options else rangees
    if alea.random() < 0.5:
        return Entree(["lot", "-", *options], stdin=fait, rangees=rangees)
    nom = f"e.{fin}"
    return Entree(["lot", nom, *options], fichiers={nom: fait}, rangees=rangees)


def objet(alea: random.Random, profondeur: int = 3) -> Any:
    """Any JSON value."""
    feuilles: tuple[Callable[[], Any], ...] = (
        lambda: alea.choice((None, True, False, 0, -1, 17, 82.0, 1e300, float("inf"), 10**40)),
        lambda: _cellule(alea),
        lambda: f"Mme {MARQUE}",
    )
    if profondeur == 0 or alea.random() < 0.5:
        return alea.choice(feuilles)()
    taille = range(alea.choice((0, 1, 2, 3)))
    if alea.random() < 0.5:
        return [objet(alea, profondeur - 1) for _ in taille]
    noms = [alea.choice((*BONNE, "id", MARQUE, _cellule(alea))) for _ in taille]
    if not BONNE.keys().isdisjoint(noms):  # beside an answer, a name is a title, and is named
        noms = ["nom" if MARQUE in nom else nom for nom in noms]
    return {nom: objet(alea, profondeur - 1) for nom in noms}


def json_lines(alea: random.Random) -> Entree:
    """A JSON Lines file: objects with any value anywhere, then perhaps bytes changed."""
    rangees: list[dict[str, Any]] = []
    for rangee in _rangees(alea):
        neuve: dict[str, Any] = dict(rangee)
        if alea.random() < 0.3:
            neuve[alea.choice(list(BONNE))] = objet(alea)
        rangees.append(neuve)
    ecrites = [json.dumps(r, ensure_ascii=alea.random() < 0.5) for r in rangees]
    fait = ("\n".join(ecrites) + alea.choice(("\n", ""))).encode(errors="surrogatepass")
    abime = alea.random() < 0.5
    return _lot(
        alea, octets(alea, fait) if abime else fait, None if abime else len(rangees), "jsonl"
    )


def document_json(alea: random.Random) -> Entree:
    """A JSON document where a batch, a schema or scenarios are read."""
    profond = alea.choice((1, 10, 1000, 100_000))
    fait = alea.choice(
        (
            json.dumps(objet(alea, 5)),
            json.dumps([{"id": "r", **BONNE}, objet(alea)]),
            json.dumps({"scenarios": objet(alea, 4)}),
            json.dumps({"scenarios": [{"id": "a", "titre": "A", "situation": objet(alea)}]}),
            "[" * profond + "]" * profond,
            '{"lieu":' * profond + "1" + "}" * profond,
            '{"lieu": "domicile", "lieu": "ehpad"}',
            '{"age": ' + "9" * alea.choice((20, 4000, 5000)) + "}",
            '{"age": 1e' + "9" * alea.choice((2, 3, 20)) + "}",
            '{"lieu": "\\ud800", "\\udfff": 1}',
            '{"lieu": "\\u0000"}',
        )
    ).encode(alea.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16")), "surrogatepass")
    if alea.random() < 0.4:
        fait = octets(alea, fait)
    schema = alea.choice(("acteurs", "scenarios", "orientation"))
    commande = alea.choice(
        (
            *(["lot", "-"], ["lot", "x.json"], ["lot", "x.json", "--complet"]),
            *(["tester", "x.json"], ["schema", schema, "--verifier", "x.json"]),
        )
    )
    return Entree(commande, stdin=fait, fichiers={"x.json": fait})


DANS_LE_PROCESSUS: dict[str, tuple[Callable[[random.Random], Entree], int]] = {
    "arguments": (arguments, 38),
    "données YAML": (donnees, 8),
    "scénarios YAML": (scenarios, 8),
    "CSV": (table_csv, 22),
    "JSON Lines": (json_lines, 14),
    "documents JSON": (document_json, 7),
}
"""Fronts run in a process that lives on, and their share of the whole (in hundredths)."""
