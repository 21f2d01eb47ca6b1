"""The page in a real browser: what it answers, to whom, and that nothing leaves it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from absents import absent
from carnets import carnets
from conftest import JOUR
from navigateur import SANS, choisir, navigateur, ouvrir, repondre
from pages import ecrire, en_valeurs
from tirages import jours, situations

from palliorient.horloge import lire_quand
from palliorient.noyau.decision.moteur import orienter
from palliorient.noyau.modele.modele import Referentiel
from palliorient.noyau.situation.lecture import lire_situation
from palliorient.noyau.situation.situation import Situation
from palliorient.noyau.table.compilation import compiler
from palliorient.noyau.table.table import Table
from palliorient.page.carnets import a_plat
from palliorient.rendu.fiche.contenu import contenu as contenu_de_fiche
from palliorient.rendu.fiche.page import HAUTEUR, millimetres, tenir
from palliorient.rendu.reponse.contenu import contenu
from palliorient.rendu.reponse.json import en_json, en_ligne

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["navigateur"]

AXE = Path(__file__).parent.parent / "outils/page/node_modules/axe-core/axe.min.js"
COMBIEN = 1000

NUIT = "2026-06-03T02:15:00"
"""UTC; in Paris, a quarter past four in the morning of a Wednesday."""

REPONSES = ("domicile", "17", "niveau 2", "82")


@pytest.fixture(scope="module")
def compilee(referentiel: Referentiel) -> dict[str, Any]:
    return compiler(referentiel, JOUR)


@pytest.fixture(scope="module")
def fichier(compilee: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ecrire(tmp_path_factory.mktemp("page"), compilee)


def lue(table: Table, dits: dict[str, Any]) -> Situation:
    lecture = lire_situation(table, dits, lire_quand)
    assert lecture.situation is not None
    return lecture.situation


def test_les_memes_octets(navigateur: Browser, fichier: Path, table: Table) -> None:
    """A thousand answers and their content, in the browser as in the engine."""
    tires = [*islice(zip(situations(table, 40), jours(table, 41), strict=False), COMBIEN)]
    attendus = []
    for dits, jour in tires:
        orientation = orienter(table, lue(table, dits), jour)
        dit = contenu(table, orientation, None, raisons=True)
        attendus.append([en_ligne(orientation), en_json(en_valeurs(dit))])
    with ouvrir(navigateur, fichier) as page:
        obtenus = page.evaluate(
            """appels => appels.map(([dits, jour]) => [
                palliorient.orienter(dits, jour),
                palliorient.vue(dits, jour, null, { raisons: true }),
            ])""",
            [[dits, jour.isoformat()] for dits, jour in tires],
        )
    differents = [rang for rang, attendu in enumerate(attendus) if obtenus[rang] != attendu]
    assert differents == []


def test_de_la_premiere_question_a_la_reponse(
    navigateur: Browser, fichier: Path, table: Table
) -> None:
    """What the screen says is what the engine says; the clock is that of the data."""
    with ouvrir(navigateur, fichier, timezone_id="America/Martinique") as page:
        page.clock.set_fixed_time(NUIT)
        page.reload()
        repondre(page, *REPONSES)
        assert page.locator("#titre-reponse").evaluate("e => e === document.activeElement")
        texte = page.locator("#contenu").inner_text()
        assert "03/06/2026, 4 h 15" in page.locator("#date-reponse").inner_text()
    dits = {"lieu": "domicile", "arrondissement": 17, "niveau": 2, "age": 82}
    dits |= {"precarite": False, "moment": "nuit"}
    dit = contenu(table, orienter(table, lue(table, dits), date(2026, 6, 3)), None)
    plat = " ".join(texte.split())
    for attendu in [dit.tete.situation, dit.tete.resume, *dit.tete.danger, dit.pied]:
        assert attendu in plat
    for section in dit.sections:
        assert section.titre in plat
        for ligne in section.lignes:
            assert ligne.nom in plat
            assert (ligne.telephone or "") in plat
    assert [note.texte for note in dit.notes if sans_option(note.texte) not in plat] == []


def sans_option(texte: str) -> str:
    """What the page says of a sentence that names an option of the command."""
    return re.sub(r" \(--[^)]*\)", "", texte)


def test_retour_et_correction(navigateur: Browser, fichier: Path) -> None:
    """Back to an answer: it is offered again, those after it too."""
    with ouvrir(navigateur, fichier) as page:
        repondre(page, *REPONSES)
        page.get_by_role("button", name=re.compile("^Modifier : Niveau")).click()
        assert "niveau" in page.locator("legend").inner_text()
        assert page.evaluate("document.activeElement.textContent") == "niveau 2"
        repondre(page, "niveau 3")
        assert "niveau 3" in page.locator(".situation").first.inner_text()
        page.get_by_role("button", name="Changer la dernière réponse").click()
        assert page.locator("#dialogue").is_visible()
        repondre(page)
        page.get_by_role("button", name="Nouvelle situation").click()
        assert page.locator("#reponses li").count() == 0
        assert page.locator("legend").count() == 1


def test_un_refus_est_dit_et_rien_n_est_perdu(navigateur: Browser, fichier: Path) -> None:
    with ouvrir(navigateur, fichier) as page:
        for code in REPONSES[:3]:
            choisir(page, code)
        choisir(page, "abc")
        assert "abc" in page.locator("#refus").inner_text()
        assert page.evaluate("document.activeElement.id") == "saisie"
        choisir(page, "82")
        assert page.locator("#refus").inner_text() == ""


def test_je_ne_sais_pas(navigateur: Browser, fichier: Path, table: Table) -> None:
    """The definitions of the levels, and the question again."""
    with ouvrir(navigateur, fichier) as page:
        choisir(page, "domicile")
        choisir(page, "17")
        choisir(page, "je ne sais pas")
        assert "Signes" in page.locator("#aide-niveau").inner_text()
        assert page.evaluate("document.activeElement.tagName") == "BUTTON"


def test_la_grille_ou_les_donnees_l_offrent(
    navigateur: Browser, compilee: dict[str, Any], tmp_path: Path
) -> None:
    active = {**compilee, "grille": {**compilee["grille"], "active": True}}
    with ouvrir(navigateur, ecrire(tmp_path, active)) as page:
        choisir(page, "domicile")
        choisir(page, "17")
        choisir(page, "je ne sais pas")
        statut = page.locator("#aide-niveau [role=status]")
        assert "Aucun niveau proposé" in statut.inner_text()
        for rang in range(page.locator("#aide-niveau fieldset").count()):
            page.locator("#aide-niveau fieldset").nth(rang).get_by_label("oui").check()
        assert "À discuter : niveau 3" in statut.inner_text()
        page.get_by_role("button", name="Revenir à la question du niveau").click()
        assert page.locator("#aide-niveau fieldset").count() == 0
        assert page.evaluate("document.activeElement.tagName") == "BUTTON"


def test_au_clavier_seul(navigateur: Browser, fichier: Path) -> None:
    """From the first question to the last button, without the focus ever being lost."""
    with ouvrir(navigateur, fichier) as page:
        page.clock.set_fixed_time(NUIT)
        page.reload()

        def touche(*noms: str) -> None:
            for nom in noms:
                page.keyboard.press(nom)
                assert page.evaluate("document.activeElement !== document.body"), nom

        touche("Enter")  # domicile
        assert page.evaluate("document.activeElement.tagName") == "SELECT"
        page.keyboard.type("17e")
        touche("Tab", "Enter", "Shift+Tab", "Enter")  # niveau : le bouton d'avant, niveau 3
        page.keyboard.type("82")
        touche("Enter")
        for _ in range(12):
            if not page.locator("#dialogue").is_visible():
                break
            if page.locator("#question input[type=checkbox]").count():
                continuer = "document.activeElement.textContent === 'Continuer'"
                while not page.evaluate(continuer):
                    touche("Tab")
            touche("Enter")
        assert page.locator("#reponse").is_visible()
        assert "17e" in page.locator(".situation").first.inner_text()
        vus = set()
        for _ in range(60):
            page.keyboard.press("Tab")
            vus.add(
                page.evaluate("document.activeElement.id || document.activeElement.textContent")
            )
        assert {"detail", "appelant", "fiche", "revenir", "nouvelle"} <= vus


def test_et_si(navigateur: Browser, fichier: Path, table: Table) -> None:
    with ouvrir(navigateur, fichier) as page:
        page.clock.set_fixed_time("2026-06-03T09:00:00")
        page.reload()
        repondre(page, *REPONSES)
        offerte = table.et_si[0]
        page.locator("#et-si").get_by_role("button", name=offerte.nom, exact=True).click()
        dit = page.locator("#et-si").inner_text()
        assert f"{table.textes['et-si']} : {offerte.nom}" in dit
        assert table.textes["et-si-alors"] in dit
        avant = page.locator("#contenu").inner_text()
        page.get_by_role("button", name=table.textes["et-si-entiere"]).click()
        assert page.locator("#contenu").inner_text() != avant
        assert page.locator("#titre-reponse").evaluate("e => e === document.activeElement")


def test_qui_appelle_et_tout_montrer(navigateur: Browser, fichier: Path, table: Table) -> None:
    with ouvrir(navigateur, fichier) as page:
        repondre(page, *REPONSES)
        court = page.locator("#contenu").inner_text()
        page.get_by_label("Tout montrer").check()
        assert len(page.locator("#contenu").inner_text()) > len(court)
        assert page.evaluate("document.activeElement.id") == "detail"
        page.get_by_label("Tout montrer").uncheck()
        assert page.locator("#contenu").inner_text() == court
        for appelant in table.appelants.values():
            page.get_by_label("Qui appelle").select_option(appelant.id)
            assert page.evaluate("document.activeElement.id") == "appelant"
        page.locator("summary", has_text="Pourquoi").click()
        assert table.textes["section-raisons"] in page.locator("#raisons").inner_text()


def test_la_fiche(navigateur: Browser, fichier: Path, table: Table) -> None:
    """By day the answer does not ask who follows: the sheet does; it prints on one page, alone."""
    with ouvrir(navigateur, fichier) as page:
        page.clock.set_fixed_time("2026-06-03T09:00:00")
        page.reload()
        repondre(page, *REPONSES)
        page.get_by_role("button", name="Fiche à imprimer").click()
        assert table.criteres["suivi"].question in page.locator("legend").inner_text()
        repondre(page)
        assert page.locator("#titre-fiche").evaluate("e => e === document.activeElement")
        # Alone too when the browser's own menu prints it, without the button.
        page.emulate_media(media="print")
        for autre in ("header", "footer", "#titre-fiche", "#outils-fiche", "#reponses"):
            assert not page.locator(autre).is_visible()
        texte = page.locator("#feuille").evaluate(
            "e => [...e.shadowRoot.children].map(c => c.innerText).slice(1).join(' ')"
        )
        montre = " ".join(texte.replace("\xa0", " ").split())
        pdf = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 1
        page.emulate_media(media="screen")
        assert page.locator("header").is_visible()
        page.evaluate(
            "() => { window.imprimees = 0; window.print = () => { window.imprimees += 1; }; }"
        )
        page.get_by_role("button", name="Imprimer la fiche").click()
        assert page.evaluate("window.imprimees") == 1
        page.get_by_role("button", name="Revenir à la réponse").click()
        assert page.locator("#reponse").is_visible()
        page.emulate_media(media="print")
        assert page.locator("header").is_visible()
        assert page.locator("#contenu").is_visible()
    dits = {"lieu": "domicile", "arrondissement": 17, "niveau": 2, "age": 82, "precarite": False}
    fiche = contenu_de_fiche(table, lue(table, dits | {"moment": "jour"}), date(2026, 6, 3))
    assert montre.startswith(f"{fiche.titre} {fiche.ou}")
    assert montre.endswith(fiche.offre)
    for bloc in tenir(fiche, millimetres, HAUTEUR).blocs:
        assert bloc.titre in montre


def test_des_donnees_perimees_ou_a_venir(
    navigateur: Browser, fichier: Path, compilee: dict[str, Any], tmp_path: Path
) -> None:
    """Before any question; the answer says it again."""
    avertissement = "#avertissement"
    with ouvrir(navigateur, fichier) as page:
        assert not page.locator(avertissement).is_visible() or date.today() > JOUR
        page.clock.set_fixed_time("2030-01-01T12:00:00")
        page.reload()
        assert "devaient être revues" in page.locator(avertissement).inner_text()
        page.clock.set_fixed_time("2020-01-01T12:00:00")
        page.reload()
        assert "horloge" in page.locator(avertissement).inner_text()
        page.clock.set_fixed_time(NUIT)
        page.reload()
        assert not page.locator(avertissement).is_visible()
    bornee = {**compilee, "periode": ["2026-01-01", "2026-06-02"]}
    with ouvrir(navigateur, ecrire(tmp_path, bornee)) as page:
        page.clock.set_fixed_time(NUIT)
        page.reload()
        assert "changé d'état" in page.locator(avertissement).inner_text()


def test_un_carnet_est_dit(
    navigateur: Browser, compilee: dict[str, Any], table: Table, tmp_path: Path
) -> None:
    lus = carnets(
        table,
        'entrees:\n  - service: had-ap-hp\n    telephone: "01 99 00 00 01"\n'
        '    heures: {jour: oui}\n    verifie_le: "2026-05-20"\n',
    )
    with ouvrir(navigateur, ecrire(tmp_path, compilee, a_plat(lus))) as page:
        assert "Contient le carnet" in page.locator("footer").inner_text()
        page.clock.set_fixed_time("2026-06-03T09:00:00")
        page.reload()
        repondre(page, *REPONSES)
        assert page.locator('a[href="tel:0199000001"]').first.is_visible()
        assert "01 99 00 00 01" in page.locator("#contenu").inner_text()


LARGEURS = {
    "téléphone étroit": {"viewport": {"width": 320, "height": 600}},
    "écran large": {"viewport": {"width": 1920, "height": 1080}},
    # Twice as large on a screen of 1280: what a zoom of 200 % leaves.
    "zoom 200 %": {"viewport": {"width": 640, "height": 360}, "device_scale_factor": 2},
}


@pytest.mark.parametrize("contexte", LARGEURS.values(), ids=LARGEURS)
def test_rien_ne_deborde(navigateur: Browser, fichier: Path, contexte: dict[str, Any]) -> None:
    with ouvrir(navigateur, fichier, **contexte) as page:

        def deborde() -> bool:
            return bool(
                page.evaluate(
                    "document.documentElement.scrollWidth > document.documentElement.clientWidth"
                )
            )

        assert not deborde()
        repondre(page, *REPONSES)
        page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        page.locator("#et-si button").first.click()
        assert not deborde()


VUES = ("question", "liste", "cases", "reponse", "fiche")


@pytest.mark.parametrize("couleurs", ["light", "dark"])
def test_axe_ne_trouve_rien(navigateur: Browser, fichier: Path, couleurs: Any) -> None:
    """WCAG 2.2 A and AA, and the good practices, on every view, all that opens opened."""
    if not AXE.exists():
        absent("npm", SANS.format("axe-core (npm ci dans outils/page)"))
    with ouvrir(navigateur, fichier, color_scheme=couleurs, bypass_csp=True) as page:
        page.evaluate(AXE.read_text(encoding="utf-8"))

        def fautes() -> list[str]:
            page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
            trouves = page.evaluate("axe.run().then(r => r.violations)")
            return [f"{v['id']} : {v['nodes'][0]['html'][:120]}" for v in trouves]

        assert fautes() == []
        choisir(page, "domicile")
        assert fautes() == []
        choisir(page, "17")
        choisir(page, "je ne sais pas")
        assert fautes() == []
        repondre(page, "niveau 2", "82")
        page.locator("#et-si button").first.click()
        assert fautes() == []
        page.get_by_role("button", name="Fiche à imprimer").click()
        repondre(page)
        assert fautes() == []


def test_les_contrastes_forces(navigateur: Browser, fichier: Path) -> None:
    """High contrast: buttons keep an edge, the focus its outline."""
    with ouvrir(navigateur, fichier, forced_colors="active") as page:
        style = "getComputedStyle(document.activeElement)"
        page.keyboard.press("Tab")
        assert page.evaluate(f"{style}.borderTopStyle") == "solid"
        assert page.evaluate(f"{style}.outlineStyle") == "solid"


def test_la_reponse_s_imprime_seule(navigateur: Browser, fichier: Path) -> None:
    with ouvrir(navigateur, fichier) as page:
        repondre(page, *REPONSES)
        page.emulate_media(media="print")
        assert page.locator("#contenu").is_visible()
        for cache in ("#outils", "#et-si", "#nouvelle", "#reponses"):
            assert not page.locator(cache).is_visible()


def test_la_politique_est_stricte(navigateur: Browser, fichier: Path) -> None:
    """No other script runs, nothing is sent: the policy says it, the browser holds it."""
    contexte = navigateur.new_context()
    page = contexte.new_page()
    refus: list[str] = []
    page.on("console", lambda message: refus.append(message.text))
    page.goto(fichier.as_uri())
    page.evaluate(
        """async () => {
            const script = document.createElement("script");
            script.textContent = "globalThis.passe = true";
            document.body.append(script);
            await fetch("https://exemple.invalid/").catch(() => {});
        }"""
    )
    assert page.evaluate("globalThis.passe === undefined")
    assert len([dit for dit in refus if "Content Security Policy" in dit]) >= 2
    contexte.close()
    texte = fichier.read_text(encoding="utf-8")
    assert not re.search(r"https?://(?!www\.)[^\s\"']*\.(?:js|css|woff2?)", texte)
    assert json.loads(re.findall(r'id="donnees">(.*?)</script>', texte, re.S)[0])


@pytest.mark.usefixtures("navigateur")
def test_les_captures_des_documents(environnement_livre: dict[str, str], tmp_path: Path) -> None:
    """The command of the page writes every image, at three sizes, those shown among them."""
    docs = Path(__file__).parent.parent / "docs"
    faire = [sys.executable, str(docs / "captures.py"), str(tmp_path)]
    subprocess.run(faire, check=True, env=environnement_livre, capture_output=True)
    ecrites = {image.name for image in tmp_path.iterdir()}
    assert len(ecrites) == 10
    assert all(image.read_bytes().startswith(b"\x89PNG") for image in tmp_path.iterdir())
    pages = [(docs / nom).read_text(encoding="utf-8") for nom in ("page.md", "affiche.md")]
    montrees = re.findall(r"\(images/(\S+?)\)", "".join(pages))
    assert montrees
    assert all(nom in ecrites and (docs / "images" / nom).exists() for nom in montrees)
