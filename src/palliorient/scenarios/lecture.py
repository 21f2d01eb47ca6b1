"""Files and folders → scenarios, read as strictly as the data, or every problem."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from palliorient.donnees import charger
from palliorient.lecture.codes import Code
from palliorient.lecture.fichiers import octets_de
from palliorient.lecture.schemas.valider import valider
from palliorient.lecture.yaml.yaml_strict import lire_texte
from palliorient.noyau.langue.mots import proche, sans_accents
from palliorient.noyau.modele.diagnostic import ERREUR, Diagnostic, ErreurPalliorient, Position
from palliorient.noyau.modele.places import COMMUNE, NUMERO
from palliorient.noyau.table.table import Table
from palliorient.scenarios.modele import ScenarioLu
from palliorient.scenarios.schema import Champ, FichierScenarios, fichier_scenarios
from palliorient.sortie import montrer, raison

QUAND = 'Date et heure à la place du moment, entre guillemets : "2026-11-22T03:00".'

EXTENSIONS = (".yaml", ".yml")
CACHE = "."
RACINE = "scenarios"
_CONTENU = re.compile(r"(?m)^[ \t]*[^\s#]")
_CLE = re.compile(r"""(?m)^(?:\{\s*)?["'“«]?\s?([^\W\d][\w-]*)\s?["'”»]?\s*:""")
ILLISIBLES = {Code.PAS_UTF8, Code.FICHIER_TROP_GROS}
"""Problems of a file of which nothing can be said."""

ENVIRONNEMENT = "pyvenv.cfg"
"""Only a virtual environment of Python holds a file of this name."""


class ScenariosInvalides(ErreurPalliorient):
    """Scenario files with errors: all of them are in `diagnostics`."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        self.diagnostics = diagnostics
        lignes = [f"scénarios invalides : {len(diagnostics)} problème(s)"]
        for d in diagnostics:
            remede = f" ({d.remede})" if d.remede else ""
            lignes.append(f"  {d.position}: [{d.code}] {d.message}{remede}")
        super().__init__("\n".join(lignes))


A_LA_PLACE = {
    "quand": QUAND,
    NUMERO: "numéro d'arrondissement, à la place de « commune »",
    COMMUNE: "code INSEE ou postal, ou nom, à la place de « arrondissement »",
}


def champs_de(table: Table) -> list[Champ]:
    """The raw answers that the criteria of a folder make."""
    return [
        Champ(nom, forme, table.criteres[nom].aide if nom in table.criteres else A_LA_PLACE[nom])
        for nom, forme in table.champs.items()
    ]


def lire_scenarios(chemins: Iterable[str], table: Table | None = None) -> list[ScenarioLu]:
    """The scenarios of these files and folders; raises with all that is wrong in them.

    Their situations answer the criteria of `table` (by default, those of the shipped data).
    """
    modele = fichier_scenarios(champs_de(table or charger()))
    lus: list[ScenarioLu] = []
    diagnostics: list[Diagnostic] = []
    for fichier in _fichiers(chemins):
        scenarios, problemes = _lire(fichier, modele)
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
        try:
            un_dossier = stat.S_ISDIR(chemin.stat().st_mode)
        except FileNotFoundError:
            raise ErreurPalliorient(
                f"fichier de scénarios introuvable : {montrer(chemin)}"
            ) from None
        except OSError as erreur:
            raise _inaccessible(chemin, erreur) from None
        dedans = sorted(_dans(chemin)) if un_dossier else [chemin]
        if not dedans:
            raise ErreurPalliorient(f"aucun fichier de scénarios (.yaml) dans : {montrer(chemin)}")
        trouves.update(dict.fromkeys(dedans))
    return list(trouves)


def _dans(dossier: Path) -> Iterator[Path]:
    """The scenario files of a folder and of those inside it, but for what is not of the project.

    Hidden files and folders, and virtual environments, are left aside; a folder that cannot
    be looked into stops everything: scenarios that are not read would pass for passed.
    """

    def refuser(erreur: OSError) -> None:
        raise _inaccessible(Path(erreur.filename), erreur)

    for lieu, dossiers, fichiers in os.walk(dossier, onerror=refuser):
        if ENVIRONNEMENT in fichiers and Path(lieu) != dossier:
            dossiers.clear()
            continue
        dossiers[:] = [nom for nom in dossiers if not nom.startswith(CACHE)]
        for nom in fichiers:
            if not nom.startswith(CACHE) and nom.endswith(EXTENSIONS):
                yield Path(lieu) / nom


def _inaccessible(chemin: Path, erreur: OSError) -> ErreurPalliorient:
    return ErreurPalliorient(f"scénarios inaccessibles : {montrer(chemin)} ({raison(erreur)})")


def _lire(
    fichier: Path, attendu: type[FichierScenarios]
) -> tuple[list[ScenarioLu], list[Diagnostic]]:
    try:
        octets = octets_de(fichier)
    except OSError as erreur:
        raise ErreurPalliorient(
            f"fichier de scénarios illisible : {montrer(fichier)} ({raison(erreur)})"
        ) from None
    lecture = lire_texte(octets, str(fichier))
    if etranger(octets) and not ILLISIBLES.intersection(d.code for d in lecture.diagnostics):
        return [], [
            Diagnostic(
                Code.CLE_ABSENTE,
                ERREUR,
                "ce n'est pas un fichier de scénarios : aucune ligne ne dit « scenarios: »",
                Position(str(fichier), 1, 1),
                "donner des fichiers de scénarios, ou un dossier qui n'a qu'eux",
            )
        ]
    modele = valider(lecture, attendu)
    problemes = [d for d in lecture.diagnostics if d.gravite == ERREUR]
    if modele is None:
        return [], problemes
    lus = [
        ScenarioLu(scenario, lecture, ("scenarios", rang))
        for rang, scenario in enumerate(modele.scenarios)
    ]
    return lus, problemes


def etranger(octets: bytes) -> bool:
    """Has the file something, but no key at the margin that could be « scenarios », mistyped?

    Judged before its YAML: advice about the quotes of another tool's file would mislead.
    """
    texte = octets.decode("utf-8-sig", errors="replace")
    if not _CONTENU.search(texte):
        return False
    return not any(proche(cle, (RACINE,)) for cle in _CLE.findall(texte))


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
