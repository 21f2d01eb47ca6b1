"""The door of the reading ring: a folder → the referential, or every problem in it."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from palliorient.lecture import ACTEURS, GRILLE, NOMS, REGLES, TERRITOIRES, TOUS
from palliorient.lecture.fichiers import octets_de
from palliorient.lecture.socles import COMMUNS, SOCLE, socle_cite
from palliorient.noyau.modele.diagnostic import (
    ERREUR,
    Diagnostic,
    DonneesInvalides,
    ErreurPalliorient,
)
from palliorient.sortie import montrer, raison

if TYPE_CHECKING:
    from palliorient.lecture.yaml.resultat import FichierLu
    from palliorient.noyau.modele.modele import Referentiel


class Octets(NamedTuple):
    """The bytes of one file of a folder, and the path as the user gave it."""

    nom: str
    chemin: str
    contenu: bytes
    socle: str = ""
    """The base that it is a file of."""


Jour = date | Callable[[str], date]
"""A day, or the one that it is in the time zone that a folder states."""


def jour_en(jour: Jour, fuseau: str) -> date:
    """The day, once the time zone is known."""
    return jour(fuseau) if callable(jour) else jour


def lire_dossier(dossier: Path) -> Referentiel:
    """The referential of a folder; raises `DonneesInvalides` with all its errors."""
    return lire_referentiel(lire_octets(dossier))


def lire_referentiel(octets: list[Octets]) -> Referentiel:
    """The same from bytes in hand."""
    referentiel, diagnostics = interpreter(octets)
    if referentiel is None:
        raise DonneesInvalides([d for d in diagnostics if d.gravite == ERREUR])
    return referentiel


def diagnostiquer(
    dossier: Path, jour: date | None = None, *, controler: bool = False
) -> tuple[Referentiel | None, list[Diagnostic]]:
    """The referential, unless something is wrong, and all problems by file and line.

    `jour`, when given, is the day that no fact may be later than; `controler`, to look
    also for what is well written and wrong (`references.verifier.CONTROLES`).
    """
    return interpreter(lire_octets(dossier), jour, controler=controler)


def interpreter(
    octets: list[Octets], jour: Jour | None = None, *, controler: bool = False
) -> tuple[Referentiel | None, list[Diagnostic]]:
    """The same from bytes in hand (of an older version, say), without the disk."""
    # pydantic costs more to import than the files to read: only now, never at start-up.
    from palliorient.lecture.assemblage.assembler import Fichiers, assembler
    from palliorient.lecture.references.verifier import CONTROLES, verifier
    from palliorient.lecture.reperes import resoudre
    from palliorient.lecture.schemas import valider as schema

    lectures = lire_fichiers(octets)
    non_lu = list(_socle_non_lu(octets, lectures[REGLES]))
    if non_lu:  # all that the base says would be missing
        return None, non_lu
    territoires = schema.valider(lectures[TERRITOIRES], schema.FichierTerritoires)
    acteurs = schema.valider(lectures[ACTEURS], schema.FichierActeurs)
    regles = schema.valider(lectures[REGLES], schema.FichierRegles)
    grille = schema.valider(lectures[GRILLE], schema.FichierGrille) if GRILLE in lectures else None
    diagnostics = [d for lecture in lectures.values() for d in lecture.diagnostics]
    referentiel = None
    if territoires and acteurs and regles and (grille or GRILLE not in lectures):
        fichiers = Fichiers(territoires, acteurs, regles, grille)
        du_jour = jour_en(jour, territoires.departement.fuseau) if jour else None
        deja_dits = {d.position for d in diagnostics}
        diagnostics += (
            d for d in verifier(fichiers, lectures, du_jour) if d.position not in deja_dits
        )
        if not any(d.gravite == ERREUR for d in diagnostics):
            if controler:
                diagnostics += verifier(fichiers, lectures, du_jour, CONTROLES)
            referentiel = assembler(resoudre(fichiers), empreinte(octets))
    return referentiel, en_ordre(diagnostics, octets)


def lire_fichiers(octets: Iterable[Octets]) -> dict[str, FichierLu]:
    """What the files of a folder say, on top of its base: name → file."""
    octets = list(octets)
    socles = {o.nom: o for o in octets if o.socle}
    return {o.nom: lire_fichier(o, socles.get(o.nom)) for o in octets if not o.socle}


def lire_fichier(octets: Octets, socle: Octets | None = None) -> FichierLu:
    """What one file says, its short forms unfolded, with the place of each value.

    `socle`: the file of the base that it adds to.
    """
    from palliorient.lecture.formes.deplier import deplier
    from palliorient.lecture.schemas.valider import MODELES
    from palliorient.lecture.yaml.yaml_strict import lire_texte

    lu = lire_texte(octets.contenu, octets.chemin)
    base = lire_texte(socle.contenu, socle.chemin) if socle else None
    return deplier(lu, MODELES[octets.nom], base)


def _socle_non_lu(octets: Iterable[Octets], lu: FichierLu) -> Iterable[Diagnostic]:
    """PAL167: a base that the rules name, and whose line was not seen."""
    from palliorient.lecture.codes import Code

    nom = lu.donnees.get(SOCLE) if isinstance(lu.donnees, dict) else None
    if nom is not None and not any(o.socle for o in octets):
        message = f"« {SOCLE}: {nom} » n'est pas seul sur sa ligne"
        remede = "l'écrire en tête du fichier, sans guillemets, rien devant"
        code = Code.SOCLE_NON_LU
        yield Diagnostic(code, code.gravite, message, lu.position_cle((SOCLE,)), remede)


def en_ordre(diagnostics: Iterable[Diagnostic], octets: Sequence[Octets]) -> list[Diagnostic]:
    """By file, in the order of `TOUS`, then by place; each once.

    What is written once for several elements is wrong once.
    """
    rangs = {o.chemin: (TOUS.index(o.nom), bool(o.socle)) for o in octets}

    def cle(diagnostic: Diagnostic) -> tuple[tuple[int, bool], int, int, str]:
        fichier, ligne, colonne = diagnostic.position or ("", 0, 0)
        return (rangs.get(fichier, (-1, False)), ligne, colonne, diagnostic.code)

    return sorted(dict.fromkeys(diagnostics), key=cle)


def lire_octets(dossier: Path) -> list[Octets]:
    """The bytes of the files, then of those of its base; one that lacks stops everything (3)."""
    try:
        un_dossier = stat.S_ISDIR(dossier.stat().st_mode)
    except FileNotFoundError:
        raise ErreurPalliorient(f"dossier de données introuvable : {montrer(dossier)}") from None
    except OSError as erreur:
        raise ErreurPalliorient(
            f"dossier de données inaccessible : {montrer(dossier)} ({raison(erreur)})"
        ) from None
    if not un_dossier:
        raise ErreurPalliorient(
            f"ce n'est pas un dossier : {montrer(dossier)}. Donner le dossier des trois fichiers."
        )
    lus = [_lire(dossier, nom) for nom in NOMS]
    # A link that leads nowhere is a file that lacks, not a folder that does without.
    sans_grille = not os.path.lexists(dossier / f"{GRILLE}.yaml")
    lus += [] if sans_grille else [_lire(dossier, GRILLE)]
    socle = socle_cite(next(o.contenu for o in lus if o.nom == REGLES), dossier)
    if socle is None:
        return lus
    noms = [nom for nom in COMMUNS if any(o.nom == nom for o in lus)]
    return [*lus, *(_lire(socle.dossier, nom, socle.nom) for nom in noms)]


def _lire(dossier: Path, nom: str, socle: str = "") -> Octets:
    chemin = dossier / f"{nom}.yaml"
    try:
        return Octets(nom, str(chemin), octets_de(chemin), socle)
    except FileNotFoundError:
        raise ErreurPalliorient(f"fichier de données absent : {montrer(chemin)}") from None
    except OSError as erreur:
        raise ErreurPalliorient(
            f"fichier de données illisible : {montrer(chemin)} ({raison(erreur)})"
        ) from None


def empreinte(octets: list[Octets]) -> str:
    """Identity of the data: any changed byte changes it, and files cannot trade bytes."""
    import hashlib  # not at start-up: it loads OpenSSL

    somme = hashlib.sha256()
    for fichier in octets:
        nom = f"{fichier.socle}/{fichier.nom}" if fichier.socle else fichier.nom
        somme.update(f"{nom}\0{len(fichier.contenu)}\0".encode())
        somme.update(fichier.contenu)
    return f"sha256:{somme.hexdigest()}"
