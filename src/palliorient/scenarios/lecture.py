"""Files and folders → scenarios, read as strictly as the data, or every problem."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from palliorient.lecture.codes import Code
from palliorient.lecture.schema import valider
from palliorient.lecture.texte_source import TAILLE_PERMISE
from palliorient.lecture.yaml_strict import lire_texte
from palliorient.noyau.diagnostic import ERREUR, Diagnostic, ErreurPalliorient
from palliorient.noyau.mots import sans_accents
from palliorient.scenarios.modele import ScenarioLu
from palliorient.scenarios.schema import FichierScenarios
from palliorient.sortie import raison

EXTENSIONS = (".yaml", ".yml")


class ScenariosInvalides(ErreurPalliorient):
    """Scenario files with errors: all of them are in `diagnostics`."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        self.diagnostics = diagnostics
        lignes = [f"scénarios invalides : {len(diagnostics)} problème(s)"]
        for d in diagnostics:
            remede = f" ({d.remede})" if d.remede else ""
            lignes.append(f"  {d.position}: [{d.code}] {d.message}{remede}")
        super().__init__("\n".join(lignes))


def lire_scenarios(chemins: Iterable[str]) -> list[ScenarioLu]:
    """The scenarios of these files and folders; raises with all that is wrong in them."""
    lus: list[ScenarioLu] = []
    diagnostics: list[Diagnostic] = []
    for fichier in _fichiers(chemins):
        scenarios, problemes = _lire(fichier)
        lus += scenarios
        diagnostics += problemes
    diagnostics += _doublons(lus)
    if diagnostics:
        raise ScenariosInvalides(diagnostics)
    return lus


def choisir(scenarios: list[ScenarioLu], motif: str | None) -> list[ScenarioLu]:
    """Those whose id, title or file contains the text, whatever its case and accents."""
    if not motif:
        return scenarios
    cherche = sans_accents(motif)
    return [
        s
        for s in scenarios
        if any(cherche in sans_accents(t) for t in (s.id, s.titre, Path(s.fichier).name))
    ]


def _fichiers(chemins: Iterable[str]) -> list[Path]:
    """Each file once, in the order asked; those of a folder by name."""
    trouves: dict[Path, None] = {}
    for chemin in map(Path, chemins):
        if chemin.is_dir():
            dedans = sorted(f for f in chemin.rglob("*") if f.suffix in EXTENSIONS and f.is_file())
            if not dedans:
                raise ErreurPalliorient(f"aucun fichier de scénarios (.yaml) dans : {chemin}")
            trouves.update(dict.fromkeys(dedans))
        elif chemin.exists():
            trouves[chemin] = None
        else:
            raise ErreurPalliorient(f"fichier de scénarios introuvable : {chemin}")
    return list(trouves)


def _lire(fichier: Path) -> tuple[list[ScenarioLu], list[Diagnostic]]:
    try:
        with fichier.open("rb") as flux:
            octets = flux.read(TAILLE_PERMISE + 1)
    except OSError as erreur:
        raise ErreurPalliorient(
            f"fichier de scénarios illisible : {fichier} ({raison(erreur)})"
        ) from None
    lecture = lire_texte(octets, str(fichier))
    modele = valider(lecture, FichierScenarios)
    problemes = [d for d in lecture.diagnostics if d.gravite == ERREUR]
    if modele is None:
        return [], problemes
    lus = [
        ScenarioLu(scenario, lecture, ("scenarios", rang))
        for rang, scenario in enumerate(modele.scenarios)
    ]
    return lus, problemes


def _doublons(scenarios: list[ScenarioLu]) -> list[Diagnostic]:
    premiers: dict[str, ScenarioLu] = {}
    diagnostics = []
    for scenario in scenarios:
        premier = premiers.setdefault(scenario.id, scenario)
        if premier is not scenario:
            diagnostics.append(
                Diagnostic(
                    Code.IDENTIFIANT_EN_DOUBLE,
                    ERREUR,
                    f"scénario « {scenario.id} » déjà écrit : {premier.position('id')}",
                    scenario.position("id"),
                    "donner un autre identifiant à l'un des deux",
                    (premier.position("id"),),
                )
            )
    return diagnostics
