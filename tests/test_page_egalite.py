"""The page answers what the engine answers, byte for byte: its script is run in node."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from conftest import JOUR
from criteres_ajoutes import avec_des_nombres
from dossiers import CARTE
from pages import Appel, comparer, ecrire, en_valeurs, rejouer
from tirages import carnets, carnets_a_part, jours, situations, tapes

from palliorient.commandes.fiche import pour_les_questions
from palliorient.horloge import lire_quand
from palliorient.lecture.charger import lire_dossier
from palliorient.livres import dossier_livre
from palliorient.noyau.carnet.application import appliquer
from palliorient.noyau.decision.et_si import Jours, proposees, varier
from palliorient.noyau.decision.moteur import orienter
from palliorient.noyau.modele.diagnostic import Refus
from palliorient.noyau.niveau.discussion import discuter
from palliorient.noyau.situation.calendrier import jours_feries
from palliorient.noyau.situation.changement import Changement
from palliorient.noyau.situation.lecture import en_texte, lire_situation
from palliorient.noyau.situation.situation import Situation
from palliorient.noyau.table.compilation import compiler
from palliorient.noyau.table.table import Table
from palliorient.page.carnets import a_plat
from palliorient.questionnaire import questions as q
from palliorient.questionnaire.etat import Etat
from palliorient.rendu import niveau
from palliorient.rendu.fiche.apport import ApportDuCarnet
from palliorient.rendu.fiche.contenu import contenu as contenu_de_fiche
from palliorient.rendu.fiche.html import en_html
from palliorient.rendu.reponse.contenu import contenu
from palliorient.rendu.reponse.et_si import vue
from palliorient.rendu.reponse.json import en_dictionnaire, en_json, en_ligne

DOSSIERS = {
    "carte": CARTE,
    "livre": dossier_livre(),
    "91": Path(__file__).parent / "departements" / "91",
    "ajoute": None,
}
"""The last one: rules and criteria more, identifiers made of digits, in YAML alone; the script is
the same."""

AVEC_UNE_GRILLE = [n for n, d in DOSSIERS.items() if ((d or CARTE) / "grille.yaml").exists()]

COMBIEN = int(os.environ.get("PALLIORIENT_TIRAGES", "1700"))
"""Situations of each folder: more than five thousand in all."""

Attendus = Iterator[tuple[Appel, str]]


@cache
def compilee(nom: str) -> dict[str, Any]:
    dossier = DOSSIERS[nom]
    if dossier is not None:
        return compiler(lire_dossier(dossier), JOUR)
    with TemporaryDirectory() as ici:
        return compiler(lire_dossier(avec_des_nombres(Path(ici))), JOUR)


@pytest.fixture(params=DOSSIERS)
def nom(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def table(nom: str) -> Table:
    return Table(compilee(nom))


@pytest.fixture
def page(nom: str, tmp_path: Path) -> Path:
    return ecrire(tmp_path, compilee(nom))


def lue(table: Table, dits: dict[str, Any]) -> Situation:
    lecture = lire_situation(table, tapes(table, dits), lire_quand)
    assert lecture.situation is not None, (dits, lecture.refus, lecture.manquants)
    return lecture.situation


def instant(jour: date, hasard: Random) -> datetime:
    return datetime.combine(jour, time(hasard.randint(0, 23), hasard.choice([0, 7, 30, 59])))


def iso(instant: datetime | None) -> str | None:
    return instant.isoformat(timespec="minutes") if instant else None


def test_les_reponses(table: Table, page: Path) -> None:
    """The JSON of `orienter`, on any day."""
    tires = islice(zip(situations(table, 1), jours(table, 2), strict=False), COMBIEN)
    comparer(
        page,
        [
            (
                ("orienter", [dits, jour.isoformat()]),
                en_ligne(orienter(table, lue(table, dits), jour)),
            )
            for dits, jour in tires
        ],
    )


def test_les_ecrans(table: Table, page: Path) -> None:
    """Everything that the screen says, as a value: more or less of it, for each caller."""
    hasard = Random(3)
    comparer(page, [*_ecrans(table, hasard, islice(situations(table, 4), COMBIEN // 3))])


def test_les_ecrans_avec_des_carnets(table: Table, page: Path) -> None:
    hasard = Random(5)
    attendus: list[tuple[Appel, str]] = []
    for rang, lus in enumerate(islice(carnets(table, 6), 12)):
        attendus.append((("avecLesCarnets", [a_plat(lus)]), "null"))
        tires = islice(situations(table, 7 + rang), COMBIEN // 40)
        attendus += _ecrans(table, hasard, tires, lus)
    comparer(page, attendus)


def test_les_ecrans_avec_des_carnets_a_part(table: Table, page: Path) -> None:
    """Directories that say nothing, or whose names look like the places of our sentences."""
    hasard = Random(26)
    attendus: list[tuple[Appel, str]] = []
    for rang, lus in enumerate(carnets_a_part(table, 27)):
        attendus.append((("avecLesCarnets", [a_plat(lus)]), "null"))
        attendus += _ecrans(table, hasard, islice(situations(table, 28 + rang), 20), lus)
    comparer(page, attendus)


def _ecrans(table: Table, hasard: Random, tires: Iterator[Any], lus: Any = None) -> Attendus:
    for dits, jour in zip(tires, jours(table, hasard.randint(0, 99)), strict=False):
        qui = hasard.choice([None, *table.appelants])
        quand = hasard.choice([None, instant(jour, hasard)])
        detail, raisons, en_note = (hasard.random() < 0.4 for _ in range(3))
        noms = hasard.choice([None, None, 2])
        suppose = hasard.choice([None, "supposé"])
        orientation = orienter(table, lue(table, dits), jour)
        if lus is not None:
            yield (
                ("orienter", [dits, jour.isoformat()]),
                en_ligne(appliquer(table, orientation, lus, jour)),
            )
            orientation = appliquer(table, orientation, lus, jour, appelant=qui)
        dit = contenu(
            table,
            orientation,
            quand,
            detail=detail,
            raisons=raisons,
            suppose=suppose,
            reserves_en_note=en_note,
            appelant=table.appelants[qui] if qui else None,
            noms=noms,
        )
        comment = {"detail": detail, "raisons": raisons, "suppose": suppose, "enNote": en_note}
        comment |= {"noms": noms, "qui": qui}
        appel = ("vue", [dits, jour.isoformat(), iso(quand), comment])
        yield appel, en_json(en_valeurs(dit))


def test_les_fiches(table: Table, page: Path) -> None:
    """The printed sheet: its content, and the lines of its page."""
    hasard = Random(8)
    comparer(page, [*_fiches(table, hasard, islice(situations(table, 9), COMBIEN // 8))])


def test_les_fiches_avec_des_carnets(table: Table, page: Path) -> None:
    hasard = Random(10)
    attendus: list[tuple[Appel, str]] = []
    for rang, lus in enumerate(islice(carnets(table, 11), 8)):
        attendus.append((("avecLesCarnets", [a_plat(lus)]), "null"))
        tires = islice(situations(table, 12 + rang), COMBIEN // 80)
        attendus += _fiches(table, hasard, tires, lus)
    comparer(page, attendus)


def _fiches(table: Table, hasard: Random, tires: Iterator[Any], lus: Any = None) -> Attendus:
    if table.fiche is None:
        return
    for dits, jour in zip(tires, jours(table, hasard.randint(0, 99)), strict=False):
        qui = hasard.choice([None, *table.appelants])
        pro = hasard.random() < 0.5
        lecteur = qui or table.fiche.lecteur
        dite = contenu_de_fiche(
            table,
            lue(table, dits),
            jour,
            appelant=table.appelants[qui] if qui else None,
            apport=ApportDuCarnet(table, lus, jour, lecteur) if lus else None,
            lignes_pro=pro,
        )
        corps = en_html(dite).split("<body>\n")[1].split("\n</body>")[0].split("\n")
        appel = ("feuille", [dits, jour.isoformat(), pro, qui])
        yield appel, en_json([en_valeurs(dite), corps])


def test_et_si(table: Table, page: Path) -> None:
    """Each change that is offered, and any other of one answer: the variant, or its refusals."""
    hasard = Random(14)
    attendus = []
    tires = zip(situations(table, 15), situations(table, 16), jours(table, 17), strict=False)
    for tires_, autres, jour in islice(tires, COMBIEN // 8):
        dits, autres = tapes(table, tires_), tapes(table, autres)
        lecture = lire_situation(table, dits, lire_quand)
        orientation = orienter(table, lue(table, dits), jour)
        offerts = [e.change for e in proposees(table, orientation.situation, jour)]
        critere = hasard.choice([*autres])
        offerts.append({critere: en_texte(autres[critere])})
        jours_ = Jours(jour, jour, lambda _: table)
        for change in offerts:
            lu = varier(
                table, lecture.bruts, orientation, Changement(dict(change)), lire_quand, jours_
            )
            appel = ("variante", [dits, change, jour.isoformat(), "titre"])
            if isinstance(lu, list):
                attendus.append((appel, en_json([_refus(r) for r in lu])))
                continue
            dite = {
                "change": en_valeurs(lu.change),
                "orientation": en_dictionnaire(lu.orientation),
                "arrivent": lu.arrivent,
                "partent": lu.partent,
            }
            attendus.append(
                (appel, en_json([dite, en_valeurs(vue(table, orientation, lu, "titre", None))]))
            )
    comparer(page, attendus)


def _refus(refus: Refus) -> dict[str, str]:
    return {"critere": refus.critere, "message": refus.message}


def test_les_refus(table: Table, page: Path) -> None:
    """Answers of two situations mixed: what cannot stand together, and what then lacks."""
    hasard = Random(21)
    attendus = []
    for une, autre in islice(
        zip(situations(table, 22), situations(table, 23), strict=False), COMBIEN // 4
    ):
        dits = tapes(table, une)
        for critere, dit in tapes(table, autre).items():
            if hasard.random() < 0.3:
                dits[critere] = dit
        for critere in [*dits]:
            if hasard.random() < 0.06:
                del dits[critere]
        if hasard.random() < 0.1:
            dits["quand"] = iso(instant(JOUR, hasard))
        if table.autre_place and hasard.random() < 0.2:
            commune = hasard.choice([*table.lieux])
            numero = table.lieux[commune].arrondissement
            dits[table.autre_place] = numero if table.autre_place == "arrondissement" else commune
        lecture = lire_situation(table, dits, lire_quand)
        messages = [r.message for r in lecture.refus]
        messages += [f"{c} : valeur absente." for c in lecture.manquants]
        appel = ("orienter", [dits, JOUR.isoformat()])
        if lecture.situation is None:
            attendus.append((appel, en_json({"erreur": "\n".join(messages)})))
        else:
            attendus.append((appel, en_ligne(orienter(table, lecture.situation, JOUR))))
    comparer(page, attendus)


def test_ce_qui_n_est_pas_une_reponse(table: Table, page: Path) -> None:
    """Values that nobody declared, criteria that nobody asks: refused, by name."""
    bonne = next(situations(table, 24))
    fausses = [("lieu", "lune"), ("niveau", 9), ("niveau", "aucun"), ("age", 999), ("age", "abc")]
    fausses += [("moment", "midi"), ("urgence", "peut-être"), ("suivi", ["had", "lune"])]
    fausses += [("etablissement", "lune"), ("residence", "lune"), (table.place, 99), ("lune", 1)]
    fausses += [("quand", "hier"), ("quand", "2026-06-01")]
    appels: list[Appel] = [
        ("orienter", [{**bonne, critere: valeur}, JOUR.isoformat()]) for critere, valeur in fausses
    ]
    for (critere, _), obtenu in zip(fausses, rejouer(page, appels), strict=True):
        refus = json.loads(obtenu)["erreur"]
        nom = table.criteres[critere].nom if critere in table.criteres else critere
        assert refus.startswith(f"{nom} : "), obtenu


def test_les_moments(table: Table, page: Path) -> None:
    """Each hour of each kind of day, holidays of ten years among them: what « now » is."""
    hasard = Random(25)
    attendus = []
    for annee in range(2026, 2036):
        feries = sorted(jours_feries(annee, table.feries))
        for jour in [*feries, *(f - timedelta(1) for f in feries), date(annee, 8, 4)]:
            quand = instant(jour, hasard)
            dits = {**next(situations(table, annee)), "quand": iso(quand)}
            dits.pop("moment", None)
            lecture = lire_situation(table, tapes(table, dits), lire_quand)
            assert lecture.situation is not None
            reponse = en_ligne(orienter(table, lecture.situation, jour))
            attendus.append((("orienter", [dits, jour.isoformat()]), reponse))
    comparer(page, attendus)


@pytest.mark.parametrize("nom", AVEC_UNE_GRILLE)
def test_la_grille(table: Table, page: Path) -> None:
    grille = table.grille
    assert grille is not None
    hasard, attendus = Random(18), []
    ids = [question.id for question in grille.questions]
    for _ in range(300):
        # Sometimes nothing is said yes to: the lowest level is then carried by what is not there.
        possibles = hasard.choice([["oui", "non", "non", ""], ["non"] * 40 + [""]])
        dits = {id: hasard.choice(possibles) for id in ids}
        if hasard.random() < 0.7:
            dits[grille.entree.id] = "oui"
        oui, non = ([id for id, dit in dits.items() if dit == code] for code in ("oui", "non"))
        discussion = discuter(grille, oui, non)
        lignes = niveau.resultat(grille, discussion, sources=False)
        dits = [en_valeurs(discussion), lignes, niveau.definitions(grille)]
        attendus.append((("niveau", [oui, non]), en_json(dits)))
    comparer(page, attendus)


def test_le_dialogue(table: Table, page: Path) -> None:
    """The same questions, the same recalls, the same refusals, whatever is answered; also when
    the moment is given, as the sheet does."""
    hasard = Random(19)
    fixes = pour_les_questions(table)
    options = (hasard.choice([{}, fixes]) for _ in range(COMBIEN // 8))
    comparer(page, [_dialogue(table, hasard, dits) for dits in options])


def _dialogue(table: Table, hasard: Random, options: dict[str, str]) -> tuple[Appel, str]:
    quand = datetime(2026, hasard.randint(1, 12), hasard.randint(1, 28), hasard.randint(0, 23), 5)
    etat = Etat(table, options, lire_quand, quand)
    reponses: list[Any] = []
    vues = []
    while etat.question and len(reponses) < 60:
        question = etat.question
        reponse = None if hasard.random() < 0.1 else _reponse(table, question, hasard)
        reponses.append(reponse)
        if reponse is None:
            refus = not etat.revenir()
        else:
            refus = (
                etat.repondre(tuple(reponse) if isinstance(reponse, list) else reponse) is not None
            )
        rappels = [[id, etat.resume(id)] for id in etat.reponses]
        vues.append([en_valeurs(question), refus, rappels])
    dits = etat.lecture.situation and en_valeurs(dict(etat.lecture.situation.dits))
    appel = ("dialogue", [iso(quand), options, reponses])
    return appel, en_json([vues, en_valeurs(etat.question), dits])


def _reponse(table: Table, question: q.Question, hasard: Random) -> str | list[str]:
    codes = [c.code for c in question.choix]
    if question.forme == q.CASES:
        choisis = hasard.sample(codes, min(len(codes), hasard.choice([0, 1, 1, 2])))
        return [c for c in codes if c in choisis] or [q.RIEN]
    if codes:
        return hasard.choice(codes)
    if table.criteres[question.id].genre == "classes-d-age":
        return hasard.choice(
            ["8 mois", "0", "1", "3 jours", "17 ans", "44", "110", "999", "abc", "-2", " "]
        )
    valeurs = [v.id for v in table.criteres[question.id].valeurs]
    return hasard.choice([*valeurs, *map(str, table.communes), "77"])
