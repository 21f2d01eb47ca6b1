"""`palliorient fiche`: what the sheet says, what it never says, and how the command is refused."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import JOUR, RACINE, Lancer
from dossiers import REGLES, copier, remplacer
from fiches import FORMES, SIX, fiche, lignes_de
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from situations import reponses, situation

from palliorient.noyau.decision.moteur import orienter
from palliorient.noyau.decision.orientation import Contact, Orientation
from palliorient.noyau.situation.criteres import depuis
from palliorient.noyau.table.table import Table
from palliorient.questionnaire.commande import equivalente
from palliorient.questionnaire.etat import Etat
from palliorient.questionnaire.questions import RIEN
from palliorient.rendu.fiche.apport import Apport
from palliorient.rendu.fiche.contenu import contenu, limite
from palliorient.rendu.fiche.page import millimetres, tenir
from palliorient.rendu.fiche.texte import en_texte
from palliorient.rendu.reponse.appelant import adresser, numerote
from palliorient.verification.validation import valider

AU_HASARD = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

# --- what it says -------------------------------------------------------------------------

LISTES: list[tuple[dict[str, Any], str, dict[str, list[str]]]] = [
    (
        SIX,
        "Danger vital : appeler le 15 en disant : soins palliatifs",
        {
            "Le jour": ["Le médecin traitant et l'infirmier"],
            "Le soir et le week-end": ["SAMU 75 / SAS", "SOS Médecins"],
            "La nuit": ["SAMU 75 / SAS", "SOS Médecins"],
            "Si la situation devient instable": ["SAMU 75 / SAS", "Le médecin traitant"],
        },
    ),
    (
        {**SIX, "lieu": "ehpad"},
        "Danger vital : appeler le 15",
        {
            "Le jour": ["L'équipe de l'EHPAD"],
            "la nuit": ["L'équipe de l'EHPAD", "SAMU 75 / SAS"],
        },
    ),
    (
        {**SIX, "age": 9},
        "Danger vital : appeler le 15 en disant : soins palliatifs, enfant",
        {"la nuit": ["SAMU 75 / SAS"]},
    ),
    (
        {**SIX, "lieu": "prison"},
        "Danger vital : appeler le 15",
        {"Le jour": ["L'unité sanitaire"], "Le soir, la nuit et le week-end": ["SAMU 75 / SAS"]},
    ),
    (
        {**SIX, "lieu": "mco"},
        "Danger vital : prévenir le service (procédure d'urgence de l'établissement ; à défaut",
        {
            "Le jour et si la situation devient instable": ["Le service où la personne"],
            "Le soir, la nuit et le week-end": ["Le service où la personne"],
        },
    ),
    (
        {**SIX, "suivi": "had"},
        "Danger vital : appeler le 15",
        {"la nuit": ["L'HAD qui suit la personne", "SAMU 75 / SAS"]},
    ),
    (
        {"lieu": "domicile", "arrondissement": 17, "besoin": "deuil"},
        "Danger vital : appeler le 15",
        {"Qui appeler": []},
    ),
]


@pytest.mark.parametrize(("champs", "danger", "listes"), LISTES)
def test_les_listes(
    table: Table, champs: dict[str, Any], danger: str, listes: dict[str, list[str]]
) -> None:
    dite = fiche(table, champs)
    assert " ".join(filter(None, dite.danger)).startswith(danger)
    for titre, debuts in listes.items():
        noms = [ligne.nom for ligne in lignes_de(dite, titre) if ligne.rang]
        assert [nom[: len(debut)] for nom, debut in zip(noms, debuts, strict=False)] == debuts
        assert len(noms) >= len(debuts)


def test_qui_peut_appeler_vient_des_donnees(table: Table) -> None:
    """Whom the declared reader may call, and whom a professional asks for, on every line."""
    dite = fiche(table, SIX)
    ouvertes = {ligne.nom for bloc in dite.blocs for ligne in bloc.lignes if ligne.ouverte}
    assert {"SAMU 75 / SAS", "Le médecin traitant et l'infirmier"} <= ouvertes
    for bloc in dite.blocs:
        for ligne in bloc.lignes:
            cle = "fiche-appel-ouvert" if ligne.ouverte else "fiche-appel-ferme"
            assert ligne.qui == table.textes[cle]
    assert all(not ligne.ouverte for ligne in lignes_de(dite, "Par un professionnel"))


def test_chaque_autre_appelant_a_ses_numeros(table: Table) -> None:
    medecin = fiche(table, SIX, appelant=table.appelants["medecin"])
    jour = lignes_de(medecin, "Le jour")
    assert [ligne.rang for ligne in jour] == [None, *range(1, len(jour))]
    assert jour[0].nom == "Vous ou le médecin traitant, et l'infirmier"
    regulation = fiche(table, SIX, appelant=table.appelants["regulation"])
    soi = next(li for li in lignes_de(regulation, "La nuit") if "régulation" in li.nom)
    assert (soi.rang, soi.blanc, soi.numeros) == (None, False, [])


@AU_HASARD
@given(st.data())
def test_le_meme_moteur(table: Table, data: st.DataObject) -> None:
    """At each moment the first line is the engine's first call for this reader; whoever waits
    for opening hours stands in the list of the day."""
    champs = data.draw(reponses(table))
    dite = fiche(table, champs)
    declaree = table.fiche
    assert declaree
    lecteur = table.appelants[declaree.lecteur]
    de_jour: set[str] = set()
    for moment in declaree.moments:
        changes = {"urgence": False}
        changes |= {c: depuis(table, c, code) for c, code in moment.reponses.items()}
        s = situation(table, champs).avec(**changes)
        orientation = adresser(table, lecteur, orienter(table, s, JOUR, avec_ecartes=False))
        contacts = [c for c in orientation.contacts if c.id not in declaree.sans]
        de_jour = de_jour or {c.id for c in contacts}
        assert {c.id for c in contacts if c.section == "reouverture"} <= de_jour
        premier = next(
            c.nom for c in contacts if c.section in ("d-abord", "ensuite") and numerote(lecteur, c)
        )
        titre = "Qui appeler" if dite.blocs[0].titre == "Qui appeler" else moment.nom
        ligne = next(li for li in lignes_de(dite, titre) if li.rang == 1)
        assert premier == ligne.nom or premier in [nom.nom for nom in ligne.noms]
    numeros = {n.texte for b in dite.blocs for li in b.lignes for n in li.numeros}
    a_domicile = not table.hospitalier(str(champs["lieu"]))
    assert (dite.danger.grand == "15") is a_domicile
    assert ("15" in numeros) is a_domicile


def test_un_moment_ne_change_rien(table: Table) -> None:
    dites = {fiche(table, {**SIX, "moment": m, "urgence": u}) for m in ("jour", "nuit") for u in
             (True, False)}  # fmt: skip
    assert len(dites) == 1


# --- what it never says ---------------------------------------------------------------------

TUS = re.compile(
    r"niveau|\bâge|\bans\b|précarit|isolement|indisponible|arrondissement|sédation|rebelle"
    r"|\(?\b\d{1,2}e\b|Paris \d|75\d{3}",
    re.IGNORECASE,
)
"""Words that would tell the age, the place, the level, the needs, what is refused."""


def tus(table: Table, champs: dict[str, Any]) -> list[str]:
    dite = fiche(table, champs)
    formes = [rendre(dite) for rendre in FORMES.values()]
    return [trouve[0] for forme in formes for trouve in TUS.finditer(_sans_style(forme))]


def _sans_style(forme: str) -> str:
    """Without the style, nor the fingerprint of the data, which is no sentence."""
    return re.sub(r"(?s)<style>.*</style>|sha256:[0-9a-f]+|#(set|show|let) .*?\n", "", forme)


@AU_HASARD
@given(st.data())
def test_ni_age_ni_arrondissement_ni_niveau(table: Table, data: st.DataObject) -> None:
    assert tus(table, data.draw(reponses(table))) == []


@pytest.mark.relecture
@AU_HASARD
@given(st.data())
def test_ni_age_ni_arrondissement_ni_niveau_livres(
    table_livree: Table, data: st.DataObject
) -> None:
    assert tus(table_livree, data.draw(reponses(table_livree))) == []


def test_deux_ages_une_fiche(table: Table) -> None:
    """Nothing of what is said of the person shows, where the same people are called."""
    assert fiche(table, {**SIX, "age": 40}) == fiche(table, {**SIX, "age": 60})
    assert fiche(table, {**SIX, "arrondissement": 17}) == fiche(table, {**SIX, "arrondissement": 8})


# --- dates, numbers ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("jour", "dernier"),
    [
        ("2026-06-01", "2026-07-01"),
        ("2026-01-31", "2026-02-28"),
        ("2026-12-15", "2027-01-15"),
        ("2027-03-20", "2027-03-31"),
        ("2027-05-31", "2027-06-30"),
        ("9999-12-31", "9999-12-31"),
    ],
)
def test_a_refaire(table: Table, jour: str, dernier: str) -> None:
    """A month, and not beyond the data; once they are past, the sheet says so."""
    assert limite(table, date.fromisoformat(jour)).isoformat() == dernier
    dite = contenu(table, situation(table, {**SIX, "moment": "jour"}), date.fromisoformat(jour))
    assert bool(dite.alertes) is (jour > table.perime_apres)


class DeSoins(Apport):
    """A directory with a line of the HAD that only professionals may read."""

    def enrichir(self, orientation: Orientation) -> Orientation:
        contacts = [self._avec(c) for c in orientation.contacts]
        return orientation._replace(contacts=contacts)

    def _avec(self, contact: Contact) -> Contact:
        return contact._replace(telephone="01 02 03 04 05") if contact.type == "had" else contact

    def reserve(self, orientation: Orientation, contact: Contact) -> bool:
        return contact.telephone == "01 02 03 04 05"


def test_les_numeros_reserves_aux_professionnels(table: Table) -> None:
    tenu = {**SIX, "moment": "jour"}
    for lignes_pro in (False, True):
        dite = contenu(table, situation(table, tenu), JOUR, apport=DeSoins(), lignes_pro=lignes_pro)
        assert ("01 02 03 04 05" in en_texte(dite)) is lignes_pro


class Court(Apport):
    """A short number for everybody, that nobody has checked."""

    def __init__(self, numero: str) -> None:
        self.numero = numero

    def enrichir(self, orientation: Orientation) -> Orientation:
        source = {"document": "", "localisation": "", "date": "2024-03"}
        return orientation._replace(
            contacts=[
                contact._replace(
                    telephone=self.numero, telephone_verifie_le=None, telephone_source=source
                )
                if contact.groupe != "urgence"
                else contact
                for contact in orientation.contacts
            ]
        )


@pytest.mark.parametrize("numero", ["3977", "39 77", "115", "116 117"])
def test_un_numero_court_qui_n_est_pas_d_urgence(table: Table, numero: str) -> None:
    """However it is written: told with its year, and it gives way as the others do."""
    tenu = {**SIX, "moment": "jour"}
    dite = contenu(table, situation(table, tenu), JOUR, apport=Court(numero), lignes_pro=True)
    annees = {
        n.texte: n.annee for bloc in dite.blocs for ligne in bloc.lignes for n in ligne.numeros
    }
    assert annees[numero] == "2024"
    assert annees["15"] is None
    tenue = tenir(dite, millimetres, 0)
    for bloc in tenue.blocs:
        premier = next(ligne for ligne in bloc.lignes if ligne.rang)
        restes = [ligne for ligne in bloc.lignes if ligne not in (bloc.lignes[0], premier)]
        assert {n.texte for ligne in restes for n in ligne.numeros} <= {"15"}


# --- the command --------------------------------------------------------------------------

DITES = ["--lieu", "ehpad", "--arrondissement", "17", "--niveau", "3", "--age", "91"]
TOUTES = [*DITES, "--sans-precarite"]


@pytest.mark.parametrize(
    ("options", "statut", "dit"),
    [
        (["--moment", "jour"], 2, "--moment : la fiche dit tous les moments"),
        (["--quand", "maintenant"], 2, "--quand : la fiche dit tous les moments"),
        (["--urgence"], 2, "--urgence : la fiche dit tous les moments"),
        (["--sans-urgence"], 2, "--urgence : la fiche dit tous les moments"),
        (["--format", "json"], 2, "--format : « json » n'est pas accepté"),
        (["--appelant", "voisin"], 2, "n'est pas un appelant connu"),
        (["--niveau", "7"], 2, "n'est pas un niveau"),
        ([], 4, "il manque : niveau, âge, précarité (--niveau, --age, --precarite)"),
    ],
)
def test_refuse(lancer: Lancer, options: list[str], statut: int, dit: str) -> None:
    fini = lancer("fiche", "--lieu", "ehpad", "--arrondissement", "17", *options)
    assert (fini.returncode, fini.stdout) == (statut, "")
    assert dit in fini.stderr


def test_l_aide_ne_montre_pas_le_moment(lancer: Lancer) -> None:
    aide = lancer("fiche", "--help").stdout
    assert "--indisponible" in aide
    assert not re.search(r"--moment|--quand|--urgence", aide)


def test_le_nom_du_fichier_est_celui_de_l_option(lancer: Lancer, tmp_path: Path) -> None:
    fini = lancer("fiche", *TOUTES, "--sortie", "a.html", cwd=tmp_path)
    assert (fini.returncode, fini.stdout, fini.stderr) == (0, "", "")
    assert [f.name for f in tmp_path.iterdir()] == ["a.html"]
    assert lancer("fiche", *TOUTES, "--sortie", "a.html", cwd=tmp_path).returncode == 2


@pytest.mark.parametrize("forme", ["html", "texte", "pdf"])
def test_les_memes_octets(environnement: dict[str, str], forme: str) -> None:
    commande = [sys.executable, "-m", "palliorient", "fiche", *TOUTES, "--date", "2026-06-01"]
    sorties = {
        subprocess.run(
            [*commande, "--format", forme],
            capture_output=True,
            check=True,
            env=environnement | {"PYTHONHASHSEED": graine},
        ).stdout
        for graine in ("1", "2")
    }
    assert len(sorties) == 1


def test_sans_typst(environnement: dict[str, str]) -> None:
    script = (
        "import sys\nsys.modules['typst'] = None\nfrom palliorient.__main__ import main\n"
        f"sys.argv = ['palliorient', 'fiche', *{TOUTES!r}, '--format', 'pdf']\nsys.exit(main())\n"
    )
    fini = subprocess.run(
        [sys.executable, "-c", script], env=environnement, capture_output=True, encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert (fini.returncode, fini.stdout) == (3, "")
    assert "pip install typst" in fini.stderr


def test_des_donnees_sans_fiche(lancer: Lancer, tmp_path: Path) -> None:
    dossier = copier(tmp_path)
    texte = (dossier / REGLES).read_text(encoding="utf-8")
    sans = re.sub(r"(?ms)^fiche:\n.*?(?=^missions:)|^  fiche-[a-z-]+: [^\n]*\n", "", texte)
    (dossier / REGLES).write_text(sans, encoding="utf-8")
    fini = lancer("fiche", *TOUTES, "--donnees", str(dossier))
    assert (fini.returncode, fini.stdout) == (3, "")
    assert "ne déclarent pas de fiche" in fini.stderr


def test_ni_le_moment_ni_l_urgence_ne_sont_demandes(table: Table) -> None:
    """Who already follows is: a sheet made without it would be wrong every night."""
    from palliorient.commandes.fiche import criteres_fixes, pour_les_questions
    from palliorient.horloge import lire_quand, maintenant

    fixes = pour_les_questions(table)
    assert set(fixes) == {"moment", "urgence"}
    dits = {"lieu": "domicile", "arrondissement": "17", "niveau": "3", "age": "70"}
    etat = Etat(table, {**dits, **fixes}, lire_quand, maintenant(table.fuseau))
    demandes = []
    while etat.question is not None:
        demandes.append(etat.question.id)
        assert etat.repondre("non" if etat.question.id == "precarite" else (RIEN,)) is None
    assert demandes[:2] == ["precarite", "suivi"]
    assert not {*demandes} & {*criteres_fixes(table)}
    rejouer = equivalente(table, dits, etat.lecture, fixes, "fiche")
    assert rejouer.startswith("palliorient fiche --lieu domicile")
    assert "--moment" not in rejouer


# --- the data, the documents ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("avant", "apres", "codes"),
    [
        ("  lecteur: proche", "  lecteur: famille", ["PAL164"]),
        ('- "secours à personne"', '- "secours aux personnes"', ["PAL163"]),
        ("reponses: {moment: nuit}", "reponses: {moment: minuit}", ["PAL110"]),
        ("    deuil:\n      quand: {niveau: aucun}\n", "    deuil:\n", ["PAL057"]),
        ("  alertes: [REFERENTIEL_PERIME", "  alertes: [REFERENTIEL_FANE", ["PAL111"]),
        ('  fiche-titre: "', '  fiche-tire: "', ["PAL116", "PAL151"]),
        ('court: "nuit"', 'court: "nuit, tous les jours"', ["PAL140"]),
    ],
)
def test_une_declaration_fausse_se_voit(
    tmp_path: Path, avant: str, apres: str, codes: list[str]
) -> None:
    dossier = copier(tmp_path)
    remplacer(dossier, REGLES, avant, apres)
    assert [d.code for d in valider(dossier, JOUR).diagnostics] == codes


@pytest.mark.relecture
def test_la_page_montre_la_vraie_fiche() -> None:
    import importlib.util

    fichier = importlib.util.spec_from_file_location("generer", RACINE / "docs" / "generer.py")
    assert fichier
    assert fichier.loader
    generer = importlib.util.module_from_spec(fichier)
    fichier.loader.exec_module(generer)
    page = (RACINE / "docs" / "fiche.md").read_text(encoding="utf-8")
    assert generer.page_de_la_fiche(page) == page, "lancer : python docs/generer.py"
