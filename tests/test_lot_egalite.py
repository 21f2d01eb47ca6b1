"""Every row of a batch is what `orienter` answers."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lots import INSTANT, JOUR, Banc, en_csv
from situations import CHAMPS, reponses, situation
from tirages import situations, tapes

from palliorient.horloge import lire_quand
from palliorient.lots.course.bilan import BilanDuLot
from palliorient.lots.course.execution import Demande, executer_lot
from palliorient.lots.course.traitement import Traitement
from palliorient.lots.ecriture.redaction import Csv, Redaction
from palliorient.lots.ecriture.reponse import Court
from palliorient.lots.entree.source_csv import SourceCsv
from palliorient.lots.lecteur import Lecteur, Partie
from palliorient.lots.periodes import Periodes
from palliorient.noyau.decision.moteur import orienter
from palliorient.noyau.decision.orientation import Orientation
from palliorient.noyau.modele.modele import Referentiel
from palliorient.noyau.situation.lecture import en_texte, lire_situation
from palliorient.noyau.table.compilation import compiler
from palliorient.noyau.table.table import Table
from palliorient.rendu.reponse.json import en_ligne

COLONNES = ["id", *CHAMPS]
REGLAGES = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def banc(table: Table, tmp_path: Path) -> Banc:
    return Banc(table, tmp_path)


def court(orientation: Orientation) -> dict[str, Any]:
    """The short row that an answer must give."""
    s, d = orientation.situation, orientation.deduction
    contacts = orientation.contacts
    return {
        "lieu": s.lieu,
        "arrondissement": s.arrondissement,
        "niveau": s.niveau,
        "age": s.age,
        "precarite": s["precarite"],
        "moment": s.moment,
        "territoire": d.territoires[0],
        "premier": contacts[0].id if contacts else None,
        "contacts": [c.id for c in contacts],
        "a_joindre_maintenant": [c.id for c in contacts if c.joignable in ("oui", "conditionnel")],
        "a_venir": [a.id for a in orientation.a_venir],
        "alertes": list(dict.fromkeys(a.code for a in orientation.alertes)),
        "erreur": None,
    }


@REGLAGES
@given(donnees=st.data())
def test_chaque_ligne_est_celle_d_orienter(table: Table, banc: Banc, donnees: Any) -> None:
    rangees = donnees.draw(st.lists(reponses(table), min_size=1, max_size=8))
    attendues = [orienter(table, situation(table, r), JOUR) for r in rangees]
    objets = "".join(
        json.dumps({"id": f"r{n}", **r}) + "\n" for n, r in enumerate(rangees, start=1)
    )
    for contenu in (en_csv(rangees, COLONNES), objets):
        debut = 1 if contenu == objets else 2
        for n, (obtenue, attendue) in enumerate(zip(banc.jsonl(contenu), attendues, strict=True)):
            identifiant = f"r{n + 1}" if contenu == objets else None
            assert obtenue == {"ligne": n + debut, "id": identifiant, **court(attendue)}
        complets = banc.lot(contenu, complet=True).decode().splitlines()
        for ligne, attendue in zip(complets, attendues, strict=True):
            assert ligne.partition(',"erreur":null,"orientation":')[2] == en_ligne(attendue) + "}"


@REGLAGES
@given(donnees=st.data())
def test_lire_par_groupes_est_lire_en_entier(table: Table, donnees: Any) -> None:
    """The reader reads groups of criteria apart: refusals and situations are the door's own."""
    lecteur = Lecteur(table, INSTANT, None)
    for _ in range(8):
        champs = {n: en_texte(v) for n, v in donnees.draw(reponses(table)).items()}
        for nom in donnees.draw(st.lists(st.sampled_from(list(CHAMPS)), max_size=2)):
            parasite = ["", "?", "oui", "hors-paris", "3", "curie", "2026-06-01T03:00", "deuil"]
            champs[nom] = donnees.draw(st.sampled_from(parasite))
        lue = lecteur.lire(champs)
        lecture = lire_situation(table, champs, lire_quand, discret=True)
        if lecture.situation is not None:
            assert not isinstance(lue, str)
            assert lue[:2] == (lecture.situation, lecture.jour or JOUR)
        elif lecture.refus:
            assert lue == " ".join(r.message for r in lecture.refus)
        else:
            noms = ", ".join(table.criteres[c].nom for c in lecture.manquants)
            assert str(lue).startswith(f"il manque : {noms} (")


def test_ce_qui_se_contredit_est_refuse(table: Table) -> None:
    """Two lists that contradict each other are read together, whatever the columns."""
    lecteur = Lecteur(table, INSTANT, None)
    paires = [
        (critere.id, valeur.id, autre, contraire)
        for critere in table.criteres.values()
        for valeur in critere.valeurs
        for autre, contraire in valeur.contredit.items()
    ]
    assert paires
    bonne = {"lieu": "domicile", table.place: str(next(iter(table.places))), "niveau": "2"}
    bonne |= {"age": "70", "precarite": "non", "moment": "nuit"}
    assert not isinstance(lecteur.lire(bonne), str)
    for critere, code, autre, contraire in paires:
        for champs in ({critere: code, autre: contraire}, {autre: contraire, critere: code}):
            assert "l'un dit le contraire de l'autre" in str(lecteur.lire({**bonne, **champs}))


def test_un_age_non_dit_n_est_pas_un_age_de_la_meme_classe(table: Table, banc: Banc) -> None:
    """`serait_propose_si` gives the age nearest to the one said: what is kept must know it."""
    rangees = [
        {"lieu": "mco", "etablissement": "trousseau", "niveau": 2, "age": age, "moment": "nuit"}
        | {"precarite": False}
        for age in (10, 40, 90)
    ]
    rangees.append({"etablissement": "trousseau", "besoin": ["deuil"]})
    attendues = [en_ligne(orienter(table, situation(table, r), JOUR)) for r in rangees]
    for ordre in (rangees, rangees[::-1]):
        lues = banc.lot(en_csv(ordre, COLONNES), complet=True).decode().splitlines()
        obtenues = [ligne.partition(',"orientation":')[2][:-1] for ligne in lues]
        assert obtenues == (attendues if ordre is rangees else attendues[::-1])


def test_les_dates_d_un_meme_moment_partagent_leur_reponse(table: Table, tmp_path: Path) -> None:
    """Seconds are cut before the memory is asked; a Friday, a holiday's eve stay apart."""
    lecteur = Lecteur(table, INSTANT, None)
    redaction = Redaction(("id",), Csv())
    reduire = Traitement(
        SourceCsv(iter(()), ["quand"], ";", bom=False, fin="\n"),
        lecteur,
        redaction,
        BilanDuLot(table),
        Periodes(lambda _: table, lambda table: Court(table, redaction)),
    ).reduire
    lundi = reduire("2026-06-01T10:00:01")
    assert lundi == reduire("02/06/2026 11h30") == reduire(" 2026-06-01 10:00 ")
    autres = ["2026-06-05T10:00", "2026-07-13T10:00", "2026-06-01T03:00", "2031-06-02T10:00"]
    assert lundi not in [reduire(autre) for autre in autres]
    assert reduire("demain") is reduire("") is None


def test_les_situations_distinctes_sont_comptees_exactement(table: Table) -> None:
    """Values that hash alike (-1 and -2, 0 and an empty text) are different situations."""
    bilan = BilanDuLot(table)
    for age in (-1, -2, -1, 0, 2**61 - 1):
        bilan.distincte(Partie({"age": age}).ecrits)
    assert "situations distinctes : 4" in bilan.texte()


def test_une_situation_a_une_empreinte(table: Table) -> None:
    """Whether it is read by parts or, because of a long cell, as a whole."""
    lecteur = Lecteur(table, INSTANT, None)
    dits = {"lieu": "domicile", "arrondissement": "18", "niveau": "2", "age": "70"}
    dits |= {"precarite": "non", "moment": "nuit", "besoin": "|".join(["deuil"] * 60)}
    long, court = lecteur.lire(dits), lecteur.lire({**dits, "besoin": "deuil"})
    assert not isinstance(long, str)
    assert not isinstance(court, str)
    assert long.situation == court.situation
    assert long.dits == court.dits


def test_quand_donne_le_moment_et_le_jour(table: Table, banc: Banc) -> None:
    contenu = (
        "lieu;arrondissement;niveau;age;precarite;quand\n"
        "domicile;18;2;59;non;2026-06-01T03:00\n"
        "domicile;18;2;59;non;2031-06-03T10:00\n"
        "domicile;18;2;59;non;maintenant\n"
    )
    nuit, jour, instant = banc.jsonl(contenu)
    assert [nuit["moment"], jour["moment"], instant["moment"]] == ["nuit", "jour", "nuit"]
    assert "REFERENTIEL_PERIME" in jour["alertes"]
    assert "REFERENTIEL_PERIME" not in nuit["alertes"]
    for rangee in banc.jsonl(contenu, jour=INSTANT.date().replace(year=2031)):
        assert "REFERENTIEL_PERIME" in rangee["alertes"]


BORNES = (
    *("decision.decideur.Decideur.OCTETS", "decision.decideur.Decideur.OCTETS_LEVES"),
    *("ecriture.complet.Complet.OCTETS", "ecriture.complet.Complet.OCTETS_LEVES"),
    *("ecriture.complet.Complet.OCTETS_PROCHES", "decision.lignes.OCTETS", "lecteur.OCTETS"),
    *("course.traitement.OCTETS", "course.traitement.PEU", "ecriture.redaction.CONNUES"),
)
"""All that says how much is remembered."""


@pytest.mark.parametrize("reviennent", [True, False])
def test_la_memoire_bornee_ne_change_rien(
    banc: Banc, table: Table, monkeypatch: pytest.MonkeyPatch, reviennent: bool
) -> None:
    """Whatever is forgotten, and whether rows come back or not."""
    rangees = [tapes(table, dits) for dits in islice(situations(table, 43), 80)]
    contenu = en_csv(rangees * 3 if reviennent else rangees, [*table.champs])
    attendu, bilan = banc.lot(contenu), banc.bilan.texte()
    complet = banc.lot(contenu, complet=True)
    monkeypatch.setattr("palliorient.lots.course.traitement.ENTREES", {False: 3, True: 3})
    for octets in (0, 1_500, 5_000):
        for borne in BORNES:
            monkeypatch.setattr(f"palliorient.lots.{borne}", octets)
        assert banc.lot(contenu, complet=True) == complet
        assert banc.lot(contenu) == attendu
        assert banc.bilan.texte() == bilan
    assert f"lignes : {80 * (3 if reviennent else 1)} · rejetées : 0" in bilan


def test_les_lignes_qui_reviennent_sont_retrouvees(
    banc: Banc, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even when they come back after one has begun to keep little."""
    lues: list[int] = []
    lire = Lecteur.lire
    monkeypatch.setattr(Lecteur, "lire", lambda *dits: lues.append(1) or lire(*dits))
    monkeypatch.setattr("palliorient.lots.course.traitement.PEU", 50_000)
    rangees = [tapes(table, dits) for dits in islice(situations(table, 44), 300)]
    contenu = en_csv(rangees * 6, [*table.champs])
    assert len(banc.lot(contenu).splitlines()) == 6 * 300 + 1
    assert 300 < len(lues) < 3 * 300


def test_chaque_jour_a_sa_table(referentiel: Referentiel, tmp_path: Path) -> None:
    """A service that opens between two rows is there for the second, and not before."""
    cible = next(s for s in referentiel.services if s.type == "appui-telephonique")
    ouvert = replace(cible, depuis="2026-03-01")
    carte = [ouvert if s is cible else s for s in referentiel.services]
    change = replace(referentiel, services=tuple(carte))
    demandes: list[date] = []

    def table_du(jour: date) -> Table:
        demandes.append(jour)
        return Table(compiler(change, jour))

    banc = Banc(table_du(JOUR), tmp_path)
    lieux = [n for n, s in banc.table.sites.items() if s.territoires[0] in cible.territoires]
    jours = [date(2026, 2, 26), date(2026, 3, 2), date(2026, 2, 27), date(2026, 3, 3)]
    contenu = "lieu;arrondissement;niveau;age;precarite;quand\n" + "".join(
        f"domicile;{lieux[0]};2;59;non;{jour}T{heure}:00\n" for jour in jours for heure in (10, 11)
    )
    banc.entree.write_text(contenu)
    demandes.clear()
    demande = Demande(str(banc.entree), str(banc.sortie), format="jsonl")
    executer_lot(table_du, demande, INSTANT)
    rangees = map(json.loads, banc.sortie.read_text().splitlines())
    presents = [cible.id in r["contacts"] for r in rangees]
    assert presents == [False, False, True, True, False, False, True, True]
    assert len(demandes) == 2
