"""A folder on top of a base: it adds what is its own, and replaces nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import JOUR, Lancer
from dossiers import CARTE, REGLES, copier

from palliorient.lecture.ajouts import ajouts
from palliorient.lecture.charger import diagnostiquer, lire_dossier, lire_octets
from palliorient.lecture.codes import Code
from palliorient.livres import dossier_livre
from palliorient.mutations.sources import Sources
from palliorient.noyau.modele.diagnostic import ErreurPalliorient
from palliorient.verification.comparer.ecritures import Ecritures

SIENNES = ("version", "a_jour_au", "perime_apres")


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """The map of the tests, whose rules are all in a base that is its own."""
    copier(tmp_path)
    lignes = (tmp_path / REGLES).read_text(encoding="utf-8").splitlines()
    du_dossier = [ligne for ligne in lignes if ligne.startswith(SIENNES)]
    (tmp_path / "commun").mkdir()
    du_socle = "\n".join(ligne for ligne in lignes if ligne not in du_dossier)
    (tmp_path / "commun" / REGLES).write_text(du_socle, encoding="utf-8")
    grille = (tmp_path / "grille.yaml").read_text(encoding="utf-8")
    assert "\ngrille: non\n" in grille
    seule = grille.replace("\ngrille: non\n", "\n")
    (tmp_path / "commun" / "grille.yaml").write_text(seule, encoding="utf-8")
    (tmp_path / "grille.yaml").write_text("grille: non\n", encoding="utf-8")
    ajouter(tmp_path, "\n".join(["socle: commun", *du_dossier, ""]), depuis="")
    return tmp_path


def ajouter(dossier: Path, texte: str, depuis: str | None = None) -> None:
    """Write more at the end of the folder's own rules."""
    avant = (dossier / REGLES).read_text(encoding="utf-8") if depuis is None else depuis
    (dossier / REGLES).write_text(avant + texte, encoding="utf-8")


DITS = (
    'quand: {lieu: ehpad}, explication: "Un essai.", source: jeune-adulte,'
    " propose: {annuaire: eventuel}"
)
REGLE = f"{{{DITS}}}"


def test_le_meme_dossier_en_un_ou_en_deux_fichiers(dossier: Path) -> None:
    """Two ways to write the same rules: the same referential, the fingerprint apart."""
    entier, en_deux = lire_dossier(CARTE), lire_dossier(dossier)
    assert entier.empreinte != en_deux.empreinte
    assert Ecritures(entier, en_deux, JOUR).identiques


def test_l_empreinte_tient_aussi_au_socle(dossier: Path) -> None:
    avant = lire_dossier(dossier).empreinte
    socle = dossier / "commun" / REGLES
    socle.write_text(socle.read_text(encoding="utf-8") + "\n# un mot\n", encoding="utf-8")
    assert lire_dossier(dossier).empreinte != avant


def test_ce_qui_s_ajoute(dossier: Path) -> None:
    """A new entry in its place or at the end, a line at the end of a list, what was not said."""
    base = lire_dossier(dossier)
    premiere, derniere = base.regles[0].id, base.regles[-1].id
    ajouter(
        dossier,
        f"""regles:
  apres-la-premiere: {{vient_apres: {premiere}, {DITS}}}
  suivante: {{vient_apres: apres-la-premiere, comme: apres-la-premiere}}
  ici: {REGLE}
types:
  cpts: {{note: "Un essai.", source: jeune-adulte}}
criteres:
  besoin:
    valeurs:
      transport: "transport"
joignabilites:
  - {{inconnu: "un essai", types: [cpts], quand: {{lieu: rue}}, source: jeune-adulte}}
""",
    )
    lu = lire_dossier(dossier)
    noms = [r.id for r in lu.regles]
    assert noms[:3] == [premiere, "apres-la-premiere", "suivante"]
    assert noms[-2:] == [derniere, "ici"]
    assert next(t.note for t in lu.types if t.id == "cpts") == "Un essai."
    besoin = next(c for c in lu.criteres if c.id == "besoin")
    assert besoin.valeurs[-1].id == "transport"
    assert len(lu.joignabilites) == len(base.joignabilites) + 1
    dits = ajouts(lire_octets(dossier))
    assert dits is not None
    assert dits.socle == "commun"
    assert dits.par_section == {
        "regles": ["apres-la-premiere", "suivante", "ici"],
        "types": ["cpts.note", "cpts.source"],
        "criteres": ["besoin.valeurs.transport"],
        "joignabilites": ["1 de plus"],
    }


def _roles(dossier: Path, ordre: str) -> list[tuple[str, ...]]:
    return [e.roles for o in lire_dossier(dossier).ordres if o.id == ordre for e in o.etapes]


def test_une_etape_dit_apres_quel_role(dossier: Path) -> None:
    """After the last step of the base that names it: all that it finds then stands before."""
    avant = _roles(dossier, "domicile-de-jour")
    ajouter(
        dossier,
        """roles:
  essai: {nom: "essai", cherche: {emspt: territoire}}
  autre: {nom: "autre", cherche: {emspt: territoire}}
ordres:
  domicile-de-jour:
    etapes:
      - {ensuite: essai, vient_apres: hdj, quand: {niveau: 2}}
      - {section: ensuite, roles: [autre], vient_apres: essai}
      - autour: essai
suites:
  a-domicile-de-jour: [{autour: autre, vient_apres: cpts}]
""",
    )
    hdj = max(rang for rang, roles in enumerate(avant) if "hdj" in roles)
    apres = _roles(dossier, "domicile-de-jour")
    assert apres[: hdj + 1] == avant[: hdj + 1]
    assert apres[hdj + 1 : hdj + 3] == [("essai",), ("autre",)]
    assert [r for r in apres if not {"essai", "autre"} & {*r}] == avant
    assert apres[-1] == ("essai",)
    partagee = _roles(dossier, "domicile-urgence-de-jour")
    assert partagee[partagee.index(("autre",)) - 1] == ("cpts",)


REFUS = [
    (
        "ordres:\n  hopital:\n    etapes:\n      - autour: dac\n        vient_apres: dacc\n",
        *(Code.ENTREE_INCONNUE, 8, "dacc"),
    ),
    ('conventions:\n  jeune-adulte: "Autre chose."\n', Code.SOCLE_REDIT, 5, "jeune-adulte"),
    ("regles:\n  dac: {explication: non}\n", Code.SOCLE_REDIT, 5, "explication"),
    ("regles:\n  dac: {vient_apres: rue}\n", Code.SOCLE_REDIT, 5, "vient_apres"),
    ("regles:\n  dac: {quand: {lieu: ehpad}}\n", Code.SOCLE_RESTREINT, 5, "quand"),
    ("regles:\n  dac:\n    sauf: {lieu: rue}\n", Code.SOCLE_RESTREINT, 6, "sauf"),
    ("regles:\n  x:\n    vient_apres: dacc\n    comme: dac\n", Code.ENTREE_INCONNUE, 6, "dacc"),
    ("regles: oui\n", Code.SOCLE_REDIT, 4, "regles"),
    ("source_des_ordres: jeune-adulte\n", Code.SOCLE_REDIT, 4, "source_des_ordres"),
]


@pytest.mark.parametrize(("texte", "code", "ligne", "ici"), REFUS, ids=[r[0] for r in REFUS])
def test_rien_du_socle_ne_change(
    dossier: Path, texte: str, code: Code, ligne: int, ici: str
) -> None:
    """Said at its place in the folder's file, with the place of the base where there is one."""
    ajouter(dossier, texte)
    ligne += 1  # the line that names the base
    lu, diagnostics = diagnostiquer(dossier)
    assert lu is None
    (diagnostic,) = [d for d in diagnostics if d.code == code]
    assert diagnostic.position is not None
    assert diagnostic.position.fichier == str(dossier / REGLES)
    assert diagnostic.position.ligne == ligne
    ecrite = (dossier / REGLES).read_text(encoding="utf-8").splitlines()[ligne - 1]
    assert ecrite[diagnostic.position.colonne - 1 :].startswith(ici)
    if code == Code.SOCLE_REDIT:
        assert str(dossier / "commun" / REGLES) in diagnostic.message


def test_un_probleme_du_socle_est_dit_a_sa_place(dossier: Path) -> None:
    socle = dossier / "commun" / REGLES
    texte = socle.read_text(encoding="utf-8")
    avant = texte[: texte.index("sigle: ")]
    socle.write_text(texte.replace("sigle: ", "sigel: ", 1), encoding="utf-8")
    _, diagnostics = diagnostiquer(dossier)
    dit = next(d for d in diagnostics if d.code == Code.CLE_INCONNUE)
    assert dit.position is not None
    assert (dit.position.fichier, dit.position.ligne) == (str(socle), avant.count("\n") + 1)


@pytest.mark.parametrize("ligne", ['socle: "commun"', "'socle': commun", "socle : commun"])
def test_un_socle_se_dit_seul_sur_sa_ligne(dossier: Path, ligne: str) -> None:
    """That is the only problem said: all that the base says would be missing."""
    texte = (dossier / REGLES).read_text(encoding="utf-8")
    (dossier / REGLES).write_text(texte.replace("socle: commun", ligne), encoding="utf-8")
    lu, diagnostics = diagnostiquer(dossier)
    assert lu is None
    assert [d.code for d in diagnostics] == [Code.SOCLE_NON_LU]
    assert diagnostics[0].position is not None
    assert diagnostics[0].position.ligne == 1


@pytest.mark.parametrize("debut", ["\ufeff", "# à lire d'abord\n"])
@pytest.mark.parametrize("fin", ["\n", "\r\n", "  # ce que tout dossier dit\n"])
def test_un_socle_se_lit_quel_que_soit_l_editeur(dossier: Path, debut: str, fin: str) -> None:
    ecrite = (dossier / REGLES).read_text(encoding="utf-8")
    texte = debut + ecrite.replace("socle: commun\n", f"socle: commun{fin}")
    (dossier / REGLES).write_bytes(texte.encode())
    assert diagnostiquer(dossier)[0] is not None


def test_un_socle_qui_n_existe_pas(dossier: Path, lancer: Lancer) -> None:
    ajouter(dossier, "socle: natioal\n", depuis="")
    with pytest.raises(ErreurPalliorient, match="socle introuvable : « natioal »"):
        lire_octets(dossier)
    fait = lancer("valider", str(dossier))
    assert fait.returncode == 3
    assert "« natioal », cité par" in fait.stderr


def test_un_socle_livre_sert_a_tout_dossier(tmp_path: Path) -> None:
    """Not beside the files, it is the one that comes with the program."""
    copier(tmp_path, dossier_livre())
    assert "socle: national" in (tmp_path / REGLES).read_text(encoding="utf-8")
    assert lire_dossier(tmp_path) == lire_dossier(dossier_livre())


def test_valider_nomme_ce_que_le_dossier_ajoute(dossier: Path, lancer: Lancer) -> None:
    ajouter(dossier, f"regles:\n  ici: {REGLE}\n")
    fait = lancer("valider", str(dossier))
    assert "Ce que le dossier ajoute au socle « commun » :\n  regles : ici\n" in fait.stdout
    json = lancer("valider", str(dossier), "--format", "json").stdout
    assert '"socle": "commun"' in json


def test_les_scenarios_savent_ou_est_chaque_ligne(dossier: Path) -> None:
    """Positions, for the coverage and the mutations, are those of the file that says it."""
    ajouter(dossier, f"regles:\n  ici: {REGLE}\n")
    sources = Sources(dossier)
    rang = len(sources.referentiel.regles) - 1
    assert sources.regle("regles", rang).fichier == str(dossier / REGLES)
    assert sources.regle("regles", 0).fichier == str(dossier / "commun" / REGLES)
    assert sources.ecrits().referentiel() == sources.referentiel
