"""`comparer`: what it says changes is what the engine answers differently, and nothing else."""

from __future__ import annotations

import json
import random
import re

import pytest
from arbre import Arbre
from conftest import JOUR, RACINE, Lancer
from dossiers import ACTEURS, CARTE, REGLES, TERRITOIRES, copier, inserer, regle, remplacer

from palliorient.lecture.charger import lire_dossier
from palliorient.noyau.decision.moteur import orienter
from palliorient.rendu.comparaison import en_texte
from palliorient.verification.comparer.comparaison import Comparaison
from palliorient.verification.morceaux import jour_de, situation_de
from palliorient.verification.validation import valider

TIRAGES = 400
CE_JOUR = ("--date", JOUR.isoformat())
EMSPT_OUVRE = (
    "        statut: en-labellisation\n"
    '        porteur: "portée par le Groupe Hospitalier Diaconesses Croix Saint-Simon (GHDCSS)"\n'
    '        modalite: "en labellisation au contrat (mars 2026), annoncée par l\'ARS pour 2026"\n'
)


def ouvrir_l_emspt_est(dossier):
    """The worked case of the documentation: the annual amendment."""
    remplacer(dossier, ACTEURS, EMSPT_OUVRE, EMSPT_OUVRE.splitlines(keepends=True)[1])


def echanger_deux_etapes(dossier):
    a = "      - {d-abord: proximite, quand: {lieu: equipe-sur-place}}\n"
    b = "      - d-abord: regulation\n"
    remplacer(dossier, REGLES, a + b, b + a)


def tout_melanger(dossier):
    ouvrir_l_emspt_est(dossier)
    echanger_deux_etapes(dossier)
    inserer(
        dossier,
        REGLES,
        "joignabilites",
        "  - {types: [had], quand: {moment: nuit}, valeur: non}\n",
    )
    inserer(
        dossier,
        REGLES,
        "regles",
        regle(
            "essai", "{besoin: soutien, territoire: sud}", "[{role: annuaire, caractere: requis}]"
        ),
    )


def comparer(tmp_path, changer):
    dossiers = []
    for nom in ("ancien", "nouveau"):
        (tmp_path / nom).mkdir()
        dossiers.append(copier(tmp_path / nom))
    changer(dossiers[1])
    return Comparaison(*(lire_dossier(d) for d in dossiers), JOUR)


@pytest.mark.parametrize("changer", [ouvrir_l_emspt_est, echanger_deux_etapes, tout_melanger])
def test_les_changements_sont_ceux_du_moteur(tmp_path, changer):
    comparaison = comparer(tmp_path, changer)
    espace = comparaison.espace
    alea = random.Random(7)
    change_de_fait, vus = 0, 0
    while vus < TIRAGES:
        point = {axe: alea.choice(valeurs) for axe, valeurs in espace.valeurs.items()}
        # Half of the draws where the amendment changes something.
        if alea.random() < 0.5:
            point |= {"site": alea.choice(["11", "20", "9", "14"]), "residence": "inconnue"}
        if not espace.contient(comparaison.commun, point):
            continue
        vus += 1
        avant, apres = (
            orienter(v.table, situation_de(v.table, point), jour_de(v.table, point, JOUR))
            for v in (comparaison.avant, comparaison.apres)
        )
        dits = {
            (c.genre, c.id)
            for g in comparaison.groupes
            if espace.contient(g.ensemble, point)
            for c in g.changements
        }
        attendus = differences(avant, apres)
        ordre = {d for d in dits if d[0] == "ordre"}
        assert dits - ordre == attendus, comparaison.mots.situation(point)
        communs = {c.id for c in avant.contacts} & {c.id for c in apres.contacts}
        suites = [[c.id for c in r.contacts if c.id in communs] for r in (avant, apres)]
        assert bool(ordre) == (suites[0] != suites[1]), comparaison.mots.situation(point)
        change_de_fait += bool(dits)
    assert change_de_fait > 5


def differences(avant, apres):
    """What changes between two answers, found without any set."""
    a, b = ({c.id: c for c in r.contacts} for r in (avant, apres))
    trouvees = {("contact", c) for c in a.keys() ^ b.keys()}
    for genre in ("caractere", "joignable", "section"):
        trouvees |= {
            (genre, c) for c in a.keys() & b.keys() if getattr(a[c], genre) != getattr(b[c], genre)
        }
    trouvees |= {
        ("a-venir", s) for s in {s.id for s in avant.a_venir} ^ {s.id for s in apres.a_venir}
    }
    codes = {x.code for x in avant.alertes} ^ {x.code for x in apres.alertes}
    return trouvees | {("alerte", code) for code in codes}


def test_rien_ne_change(tmp_path):
    comparaison = comparer(tmp_path, lambda dossier: None)
    assert comparaison.identiques
    assert comparaison.groupes == []
    assert comparaison.changees == 0


@pytest.mark.parametrize(
    ("fichier", "avant", "apres", "ou"),
    [
        (ACTEURS, 'valeur: "01 47 07 77 77"', 'valeur: "01 47 07 77 78"', "fiches"),
        (REGLES, 'explication: "Des bénévoles sont demandés."', 'explication: "Ah."', "regles"),
        (REGLES, 'section-ensuite: "Ensuite"', 'section-ensuite: "Puis"', "ecritures"),
        (REGLES, 'nom: "répit des proches"', 'nom: "répit"', "ecritures"),
    ],
)
def test_ce_qui_change_sans_changer_de_contacts(tmp_path, fichier, avant, apres, ou):
    comparaison = comparer(tmp_path, lambda d: remplacer(d, fichier, avant, apres))
    assert not comparaison.identiques
    assert comparaison.groupes == []
    assert any(getattr(comparaison, ou))


def test_un_hopital_nouveau_donne_des_situations_nouvelles(tmp_path):
    source = '{document: contrat-paris-2026, localisation: "§ 5"}'
    bloc = (
        '  - id: essai\n    nom: "Hôpital d\'essai"\n    etablissement: oui\n    territoire: est\n'
        "    services:\n      - {id: lisp-essai, type: lisp, publics: [adulte],"
        f" territoires: [est], source: {source}}}\n"
    )
    fait = (
        "  - {sur: essai, champ: arrondissement, valeur: 12, source: sae-2023,"
        ' date: "2023-12-31", confiance: haute}\n'
    )

    def changer(dossier):
        inserer(dossier, ACTEURS, "structures", bloc)
        inserer(dossier, ACTEURS, "complements", fait)

    comparaison = comparer(tmp_path, changer)
    assert comparaison.nouvelles
    assert comparaison.seulement(comparaison.apres, comparaison.nouvelles) == ["Hôpital d'essai"]
    retour = Comparaison(comparaison.apres.referentiel, comparaison.avant.referentiel, JOUR)
    assert retour.seulement(retour.avant, retour.perdues) == ["Hôpital d'essai"]
    assert not retour.nouvelles
    assert ("contact", "lisp-essai") in {
        (c.genre, c.id) for g in comparaison.groupes for c in g.changements
    }


# --- the command -------------------------------------------------------------------


@pytest.fixture(scope="module")
def avenant(tmp_path_factory):
    racine = tmp_path_factory.mktemp("avenant")
    for nom in ("2026", "2027"):
        (racine / nom).mkdir()
        copier(racine / nom)
    ouvrir_l_emspt_est(racine / "2027")
    return racine


@pytest.fixture(scope="module")
def comparee(lancer: Lancer, avenant):
    return lancer("comparer", "2026", "2027", "--scenarios", *CE_JOUR, cwd=avenant)


def test_texte_de_l_avenant(comparee):
    fini = comparee
    assert (fini.returncode, fini.stderr) == (1, "")
    assert "■ lieu de vie, Est, tous niveaux, sans suivi emspt" in fini.stdout
    assert "+ EMSPT Paris Est (GHDCSS) : requis, alternative ou eventuel, remplace le repli" in (
        fini.stdout
    )
    assert "− alerte : EMSPT_NON_LABELLISEE" in fini.stdout
    assert "statut : en-labellisation → en-service" in fini.stdout
    assert "Scénarios livrés dont la réponse change :" in fini.stdout
    assert "fige-3" in fini.stdout


# --- the page, whose examples are those of the map of the tests -----------------------


def deux_dossiers(racine, changer):
    """The map of the tests, and a copy of it with something changed."""
    nouveau = racine / "nouveau"
    nouveau.mkdir()
    changer(copier(nouveau))
    return CARTE, nouveau


def test_la_documentation_dit_ce_que_la_commande_dit(lancer: Lancer, tmp_path):
    dossiers = map(str, deux_dossiers(tmp_path, ouvrir_l_emspt_est))
    fini = lancer("comparer", *dossiers, "--scenarios", *CE_JOUR)
    dite_par_la_page("palliorient comparer data 2027 --scenarios", fini.stdout)


def relire(dossier):
    """The second case of the documentation: no situation shows it, `valider` accepts it."""
    with Arbre(dossier / TERRITOIRES) as territoires:
        territoires.changer("cedex", {"code": "75248"}, "code", valeur='"75284"')
    with Arbre(dossier / REGLES) as regles:
        lieux = ("criteres", "lieu", "valeurs")
        regles.retirer(*lieux, "mco", "synonymes", "clinique")
        regles.ajouter(*lieux, "smr", "synonymes", bloc='["clinique"]')
        equipe = ("contacts_generiques", "equipe-ehpad")
        for chemin in (("horaires",), ("joignable", "conditionnel")):
            dit = regles.noeud(*equipe, *chemin)
            dit.value = dit.value.replace("présent ou d'astreinte", "présent")


def test_la_documentation_dit_ce_qui_se_lit_autrement(tmp_path):
    anciens, nouveaux = deux_dossiers(tmp_path, relire)
    comparaison = Comparaison(lire_dossier(anciens), lire_dossier(nouveaux), JOUR)
    dite_par_la_page("palliorient comparer data relecture", en_texte(comparaison, None))
    assert valider(nouveaux, JOUR).diagnostics == []


def dite_par_la_page(commande, sortie):
    """Every line of the example is in the output, but for where the page folds it."""
    page = (RACINE / "docs" / "comparer.md").read_text(encoding="utf-8")
    exemple = page.partition(f"$ {commande}\n")[2].partition("```")[0]
    assert exemple
    dit = re.sub(r"/\S*/scenarios/", "scenarios/", " ".join(sortie.split()))
    for morceau in exemple.split("…"):
        assert " ".join(morceau.split()) in dit, f"récrire dans docs/comparer.md :\n{sortie}"


def test_json_et_markdown(lancer: Lancer, avenant):
    piece = json.loads(
        lancer("comparer", "2026", "2027", "--format", "json", *CE_JOUR, cwd=avenant).stdout
    )
    assert piece["format"] == "palliorient.comparaison/1"
    assert piece["identiques"] is False
    assert 0 < piece["situations_changees"] < piece["situations"]
    assert {c["genre"] for g in piece["groupes"] for c in g["changements"]} >= {"contact", "alerte"}
    assert "scenarios" not in piece
    markdown = lancer(
        "comparer", "2026", "2027", "--format", "markdown", *CE_JOUR, cwd=avenant
    ).stdout
    assert markdown.startswith("# Version ")
    assert "\n- + EMSPT Paris Est" in markdown


def test_memes_donnees(lancer: Lancer, avenant):
    fini = lancer("comparer", "2026", "2026", "--scenarios", *CE_JOUR, cwd=avenant)
    assert fini.returncode == 0
    assert "Aucune différence" in fini.stdout
    assert fini.stdout.rstrip().endswith("aucun")


@pytest.mark.parametrize(
    ("arguments", "statut"),
    [
        (("2026",), 2),
        (("2026", "absent"), 3),
        (("2026", "2027", "--format", "html"), 2),
        (("2026", "2027", "--date", "demain"), 2),
    ],
)
def test_refus(lancer: Lancer, avenant, arguments, statut):
    fini = lancer("comparer", *arguments, cwd=avenant)
    assert fini.returncode == statut
    assert fini.stdout == ""
    assert fini.stderr
    assert "Traceback" not in fini.stderr


def test_donnees_invalides(lancer: Lancer, avenant, tmp_path):
    copier(tmp_path)
    (tmp_path / REGLES).write_text("version: 1\n", encoding="utf-8")
    fini = lancer("comparer", str(tmp_path), "2026", cwd=avenant)
    assert fini.returncode == 3
    assert "valider" in fini.stderr
