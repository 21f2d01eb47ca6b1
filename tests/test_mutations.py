"""Changes of the data: what each operator does, the sample, the account, the processes."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import JOUR, RACINE, Lancer
from dossiers import CARTE, SCENARIOS

from palliorient.livres import dossier_livre, scenarios_livres
from palliorient.mutations.admis import lire_admis
from palliorient.mutations.bilan import dresser, echantillon
from palliorient.mutations.familles import FAMILLE_DE, FAMILLES
from palliorient.mutations.mutants.liste import tous_les_mutants
from palliorient.mutations.mutants.mutant import Mutant
from palliorient.mutations.mutants.noms import question_inverse
from palliorient.mutations.mutants.textes import autre_numero, autres_heures, contraire
from palliorient.mutations.mutation import Epreuve, eprouver
from palliorient.mutations.sources import Sources, TablesDuJour
from palliorient.noyau.decision.moteur import orienter
from palliorient.noyau.decision.orientation import Orientation
from palliorient.noyau.modele.diagnostic import ErreurPalliorient, Position
from palliorient.repartition import repartir
from palliorient.scenarios.execution import Banc
from palliorient.scenarios.lecture import ScenariosInvalides, lire_scenarios
from palliorient.scenarios.modele import Resultat

ADMIS = RACINE / "docs" / "mutations.yaml"
ECRIRE = "relire docs/mutations.yaml, écrire docs/mutations.md : docs/gestes/ajouter-une-regle.md"


@pytest.fixture(scope="module")
def sources() -> Sources:
    return Sources(CARTE)


@pytest.fixture(scope="module")
def mutants(sources: Sources) -> list[Mutant]:
    return tous_les_mutants(sources)


@pytest.fixture(scope="module")
def epreuve(sources: Sources) -> Epreuve:
    return Epreuve(sources.ecrits(), lire_scenarios([str(SCENARIOS)]))


@pytest.fixture(scope="module")
def sources_livrees() -> Sources:
    return Sources(dossier_livre())


@pytest.fixture(scope="module")
def mutants_livres(sources_livrees: Sources) -> list[Mutant]:
    return tous_les_mutants(sources_livrees)


@pytest.fixture(scope="module")
def epreuve_livree(sources_livrees: Sources) -> Epreuve:
    return Epreuve(sources_livrees.ecrits(), lire_scenarios([str(scenarios_livres())]))


# --- what operators write ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("Le 15 n'est pas prévenu.", "Le 15 est prévenu."),
        ("aucun numéro", "un numéro"),
        ("sans médecin", "avec médecin"),
        ("elle peut entrer", "elle ne peut pas entrer"),
        ("Appeler le 15.", "Appeler jamais le 15."),
        ("visite", "pas visite"),
    ],
)
def test_contraire(texte: str, attendu: str) -> None:
    assert contraire(texte) == attendu


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("Danger vital : le 15, en disant", "Danger vital : le 17, en disant"),
        ("standard 01 43 92 21 09", "standard 01 43 92 21 00"),
        ("18 à 25 ans", None),
        ("à partir du 15e", None),
        ("8 h à 17 h 59", "8 h à 15 h 59"),
        ("aucun numéro", None),
    ],
)
def test_autre_numero(texte: str, attendu: str | None) -> None:
    assert autre_numero(texte) == attendu


def test_autres_heures() -> None:
    assert list(autres_heures("de 8 h à 21 h")) == ["de 10 h à 21 h", "de 8 h à 23 h"]
    assert list(autres_heures("24 heures")) == []


@pytest.mark.parametrize(
    ("question", "inverse"),
    [
        ("La personne est-elle isolée ?", "La personne n'est-elle pas isolée ?"),
        ("La personne peut-elle rester ?", "La personne ne peut-elle pas rester ?"),
        ("Y a-t-il un besoin ?", "N'y a-t-il pas un besoin ?"),
    ],
)
def test_question_inverse(question: str, inverse: str) -> None:
    assert question_inverse(question) == inverse


# --- the list of the changes ------------------------------------------------------------


def test_chaque_changement_a_une_famille_et_un_nom_a_lui(mutants: list[Mutant]) -> None:
    assert {FAMILLE_DE[m.operateur] for m in mutants} == set(FAMILLES)
    assert {m.operateur for m in mutants} == set(FAMILLE_DE)
    assert [d for d, n in Counter(m.description for m in mutants).items() if n > 1] == []
    assert all(m.position.ligne > 1 for m in mutants)


DANGERS = (
    # What an editor could do that would harm someone; each must be noticed.
    (
        "URGENCE_VITALE, texte : « Danger vital : le {numero:samu}, ",
        "devient « Danger vital : le 17",
    ),
    ("codes_postaux du 1e et du 2e échangés", ""),
    ("codes_postaux du 20e et du 1e échangés", ""),
    ("niveau : aide de 1 et de 3 échangés", ""),
    ("niveau : nom de 1 et de 3 échangés", ""),
    ("precarite : question « La personne n'est-elle pas", ""),
    ("APPUI_NUIT_NON_DEPLOYE, texte", "aucun numéro. ; "),
    ("rothschild-ap-hp : avec l'alias « rothschild »", ""),
    ("fondation-rothschild : avec l'alias « rothschild »", ""),
    ("mots_ignores : avec « ap-hp »", ""),
    ("mots_ignores : avec « saint »", ""),
    ("abréviation « st » : devient « sainte »", ""),
    ("had-ap-hp : avec la modalité « joignable 24 h/24, admission immédiate garantie »", ""),
    ("usp-jeanne-garnier : avec la modalité", ""),
    ("HAD_MENTION_PEDIATRIQUE, texte", ""),
    ("EMSPT_NON_LABELLISEE, texte", ""),
    ("INSTABLE_REEVALUER, texte", ""),
    ("nom de samu-75", ""),
    ("numéro « samu »", "15 devient 17"),
    ("nom de emspt-paris-nord et de emspt-paris-ouest échangés", ""),
    ("lieu « ehpad » : implique precarite: oui", ""),
    ("textes, annuaire : ", ""),
    ("textes, resume-domicile-3 : ", ""),
)


@pytest.mark.relecture
@pytest.mark.parametrize("danger", DANGERS, ids=lambda d: d[0][:40])
def test_ce_qui_peut_nuire_est_essaye_et_remarque(
    mutants_livres: list[Mutant], epreuve_livree: Epreuve, danger: tuple[str, str]
) -> None:
    debut, suite = danger
    trouves = [
        m for m in mutants_livres if m.description.startswith(debut) and suite in m.description
    ]
    assert trouves, "ce changement n'existe plus : relire DANGERS, dans tests/test_mutations.py"
    assert {epreuve_livree.sort(m) for m in trouves} <= {"remarque", "refuse"}, ECRIRE


@pytest.mark.relecture
def test_chaque_changement_de_la_grille_est_remarque(
    mutants_livres: list[Mutant], epreuve_livree: Epreuve
) -> None:
    """What a question supports, says or is: few enough to be tried one by one."""
    de_la_grille = [m for m in mutants_livres if FAMILLE_DE[m.operateur] == "grille"]
    sorts = {m.description: epreuve_livree.sort(m) for m in de_la_grille}
    assert [d for d, sort in sorts.items() if sort not in ("remarque", "refuse")] == [], ECRIRE


def test_ce_que_valider_refuse_est_remarque(mutants: list[Mutant], epreuve: Epreuve) -> None:
    ecrit = mutants[-1].position
    faux = (("territoires", "territoires", 0, "id"), "ailleurs")
    assert epreuve.sort(Mutant("echanger-noms", "essai", ecrit, (), (), (faux,))) == "refuse"


def test_sans_effet(epreuve: Epreuve) -> None:
    ecrit = (("regles_gradation", "garanties", 0, "texte"), "Autre chose.")
    mutant = Mutant("inverser-texte", "essai", Position("f", 1, 1), (), (), (ecrit,))
    assert epreuve.sort(mutant) == "sans-effet"


# --- the sample and the account ------------------------------------------------------------


def test_l_echantillon_est_de_toutes_les_familles(mutants: list[Mutant]) -> None:
    for limite in (len(FAMILLES), 50, 500):
        choisis = echantillon(mutants, limite)
        assert len(choisis) == limite
        assert {FAMILLE_DE[m.operateur] for m in choisis} == set(FAMILLES)
        plus = {m.description for m in echantillon(mutants, limite + 7)}
        assert {m.description for m in choisis} <= plus
    assert echantillon(mutants, None) == echantillon(mutants, 10**6) == mutants
    assert len(echantillon(mutants, 1)) == 1


def _mutant(operateur: str, nom: str) -> Mutant:
    return Mutant(operateur, nom, Position("f.yaml", 3, 1), ())


def test_le_compte_de_chaque_famille() -> None:
    essais = [_mutant("promettre", f"p{rang}") for rang in range(4)]
    essais += [_mutant("changer-heure", "h"), _mutant("changer-heure", "i")]
    sorts = ["survivant", "refuse", "remarque", "sans-effet", "survivant", "remarque"]
    bilan = dresser(essais, sorts, {"h": "on n'y peut rien", "i": "?", "parti": "?"}, 6, "sha256:0")
    comptes = {c.famille: c for c in bilan.comptes}
    promesses, heures = comptes["promesses"], comptes["heures"]
    assert (promesses.total, promesses.tues, promesses.refuses, promesses.sans_effet) == (
        3,
        2,
        1,
        1,
    )
    assert (heures.total, heures.survivants, heures.admis) == (1, 0, 1)
    assert bilan.survivants == (essais[0],)
    assert bilan.admis == ((essais[4], "on n'y peut rien"),)
    assert bilan.perimes == ("parti", "i")
    assert [c.famille for c in bilan.en_dessous(95)] == ["promesses"]
    assert (bilan.ensemble.total, bilan.ensemble.tues) == (4, 3)
    assert bilan.entier
    # In a sample, an accepted change that was not tried is not out of date.
    assert dresser(essais[:1], sorts[:1], {"parti": "?"}, 6, "sha256:0").perimes == ()


PAGE = (RACINE / "docs" / "mutations.md").read_text(encoding="utf-8")


@pytest.fixture
def page_du_jour(sources_livrees: Sources) -> None:
    """`docs/mutations.md` must speak of the data as they are now.

    A whole run takes half an hour: the page, and what is accepted, follow a change of the data
    when it is published, not before. Until then a sample is tried at every run, below.
    """
    if sources_livrees.referentiel.empreinte not in PAGE:
        pytest.skip(f"docs/mutations.md parle de données plus anciennes ; {ECRIRE}")


@pytest.mark.usefixtures("page_du_jour")
def test_les_admis_existent_encore(mutants_livres: list[Mutant]) -> None:
    admis = lire_admis(str(ADMIS))
    possibles = {m.description for m in mutants_livres}
    assert [dit for dit in admis if dit not in possibles] == [], ECRIRE
    assert len(admis) < len(mutants_livres) / 20


@pytest.mark.relecture
def test_les_admis_ne_changent_aucune_reponse(
    mutants_livres: list[Mutant], epreuve_livree: Epreuve
) -> None:
    """All that a person reads of an answer, the reasons apart; a few of them, far apart."""
    admis = lire_admis(str(ADMIS))
    mutants, epreuve = mutants_livres, epreuve_livree
    table = TablesDuJour(epreuve.referentiel, epreuve.journaux)(None)
    essais = [m for m in mutants if m.description in admis][::6]
    assert len(essais) > 5
    situations = [r.orientation.situation for r in _reponses(epreuve) if r.orientation][::19]
    for mutant in essais:
        change = mutant.recrire(epreuve.ecrits)
        assert change is not None
        autre = TablesDuJour(mutant.appliquer(change), epreuve.journaux)(None)
        for situation in situations:
            reponses = [_lu(orienter(t, situation, JOUR)) for t in (table, autre)]
            assert reponses[0] == reponses[1], (mutant.description, situation)


def _reponses(epreuve: Epreuve) -> list[Resultat]:
    tables = TablesDuJour(epreuve.referentiel, epreuve.journaux)
    return list(Banc(tables, epreuve.lectures, bref=True).rejouer(epreuve.scenarios))


def _lu(orientation: Orientation) -> object:
    contacts = [contact._replace(motifs=[]) for contact in orientation.contacts]
    alertes = [(a.code, a.texte) for a in orientation.alertes]
    return contacts, alertes, orientation.rappels, orientation.anticipation, orientation.a_venir


@pytest.mark.relecture
def test_un_echantillon_remarque(mutants_livres: list[Mutant], epreuve_livree: Epreuve) -> None:
    """The complete run is `palliorient tester scenarios --mutations` (docs/mutations.md)."""
    admis = lire_admis(str(ADMIS))
    essais = echantillon(mutants_livres, 32)
    sorts = [epreuve_livree.sort(m) for m in essais]
    bilan = dresser(essais, sorts, admis, len(mutants_livres), "")
    assert bilan.ensemble.taux >= 85, ECRIRE
    assert not bilan.entier


@pytest.mark.parametrize(
    ("texte", "phrase"),
    [
        ("admis: []\n", "admis"),
        ('admis:\n  - {raison: "r", changements: ["a", "a"]}\n', "déjà écrit : « a »"),
        ('admis:\n  - {raison: "r"}\n', "changements"),
        ('admis:\n  - {raison: "r", changement: ["a"]}\n', "changement"),
    ],
)
def test_admis_mal_ecrits(tmp_path: Path, texte: str, phrase: str) -> None:
    fichier = tmp_path / "admis.yaml"
    fichier.write_text(texte, encoding="utf-8")
    with pytest.raises(ScenariosInvalides, match=r"admis.yaml:[0-9]+:[0-9]+") as erreur:
        lire_admis(str(fichier))
    assert phrase in str(erreur.value)


def test_admis_introuvables(tmp_path: Path) -> None:
    with pytest.raises(ErreurPalliorient, match="illisible"):
        lire_admis(str(tmp_path / "absent.yaml"))


# --- several processes ----------------------------------------------------------------------


def carre(base: int) -> Callable[[int], int]:
    return lambda rang: base + rang * rang


def mourir(_: int) -> Callable[[int], int]:
    return lambda rang: os._exit(3) if rang == 9 else rang


@pytest.mark.parametrize("processus", [1, 2, 3])
def test_dans_l_ordre_quel_que_soit_le_nombre(processus: int) -> None:
    assert list(repartir(carre, (5,), 40, processus)) == [5 + n * n for n in range(40)]
    assert list(repartir(carre, (5,), 0, processus)) == []


def test_un_processus_qui_meurt_arrete_tout() -> None:
    with pytest.raises(ErreurPalliorient, match="s'est arrêté avant la fin"):
        list(repartir(mourir, (0,), 40, 2))


def test_memes_sorts_a_un_et_a_deux(sources: Sources, mutants: list[Mutant]) -> None:
    scenarios = lire_scenarios([str(SCENARIOS)])
    essais = echantillon(mutants, 24)
    suivis: list[tuple[int, int, int]] = []
    un = eprouver(sources, scenarios, essais, lambda *fait: suivis.append(fait), 1)
    deux = eprouver(sources, scenarios, essais, lambda *fait: None, 2)
    assert un == deux
    assert suivis[-1] == (24, 24, un.count("survivant"))
    assert set(un) >= {"remarque", "survivant"}


@pytest.mark.skipif(sys.platform == "win32", reason="signaux POSIX")
@pytest.mark.parametrize("numero", ["SIGTERM", "SIGINT", "SIGKILL"])
def test_aucun_processus_ne_survit_a_la_commande(numero: str) -> None:
    commande = [sys.executable, "-m", "palliorient", "tester", str(SCENARIOS), "--mutations"]
    with subprocess.Popen(
        [*commande, "--donnees", str(CARTE), "--processus", "2"],
        cwd=RACINE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as mene:
        _attendre(lambda: mene.poll() is not None or len(_membres(mene.pid)) >= 3)
        mene.send_signal(getattr(signal, numero))
        _, dit = mene.communicate(timeout=60)
    assert mene.returncode != 0
    _attendre(lambda: _membres(mene.pid) == [])
    if numero != "SIGKILL":  # that one may fall while a process is being told what it is
        assert b"Traceback" not in dit


def _membres(groupe: int) -> list[int]:
    """Processes of a group that are still at work."""
    membres = []
    for entree in Path("/proc").iterdir():
        if entree.name.isdigit():
            try:
                champs = (entree / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(champs[2]) == groupe and champs[0] != "Z":
                membres.append(int(entree.name))
    return membres


def _attendre(condition: Callable[[], bool]) -> None:
    for _ in range(1200):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("rien n'est venu en une minute")


# --- the command --------------------------------------------------------------------------


def test_un_echantillon_ne_dit_jamais_l_objectif_atteint(lancer: Lancer) -> None:
    options = ("tester", str(SCENARIOS), "--mutations", "--limite", "2", "--processus", "1")
    fait = lancer(*options, "--seuil", "0")
    assert fait.returncode == 0
    dit = " ".join(fait.stdout.split())
    assert "Échantillon : 2 changements sur" in dit
    assert "atteint dans" not in dit
    page = lancer(*options, "--seuil", "0", "--format", "markdown").stdout
    assert page.startswith("# Les changements qu'aucun scénario ne remarque\n")
    assert "un échantillon des" in page


def test_la_page_est_celle_d_une_suite_entiere() -> None:
    """It says of which data it speaks, the goal is met in each family, each reason is there."""
    assert re.search("(?m)^<!-- Données changées : sha256:[0-9a-f]{64} -->$", PAGE)
    rangs = re.findall(r"(?m)^\| ([^|-]+) \| (\d+) \| (\d+) \| \d+ \| ([\d,]+) % \|", PAGE)
    assert [famille for famille, *_ in rangs] == [nom for nom, _ in FAMILLES.values()]
    for famille, essayes, remarques, taux in rangs:
        assert int(remarques) <= int(essayes), famille
        assert float(taux.replace(",", ".")) >= 95, famille
    for raison in set(lire_admis(str(ADMIS)).values()):
        assert raison.split("«")[0].strip() in PAGE


@pytest.mark.usefixtures("page_du_jour")
def test_la_page_est_celle_de_ces_donnees(mutants_livres: list[Mutant]) -> None:
    """Its counts are those of a whole run: they change with the list of the changes."""
    assert f"fait {len(mutants_livres)} changements aux" in PAGE, ECRIRE
