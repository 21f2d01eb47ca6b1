"""What people type, read by the engine itself; and the checks that the data leave out."""

from __future__ import annotations

from collections.abc import Iterator

from palliorient.lecture import ACTEURS
from palliorient.lecture.yaml.resultat import Chemin
from palliorient.noyau.langue.mots import PETITS_MOTS
from palliorient.noyau.langue.phrases import et
from palliorient.noyau.modele.diagnostic import Diagnostic
from palliorient.noyau.situation.etablissements import trouver
from palliorient.verification.codes import Code
from palliorient.verification.contexte import Contexte


def noms_des_hopitaux(ctx: Contexte) -> Iterator[Diagnostic]:
    """PAL241: the identifier, the name and each alias of a hospital find it, and it alone."""
    for rang, structure in enumerate(ctx.referentiel.structures):
        if not structure.etablissement:
            continue
        ici: Chemin = ("structures", rang)
        dits: list[tuple[Chemin, str]] = [
            ((*ici, "nom"), structure.nom),
            ((*ici, "id"), structure.id),
        ]
        dits += [((*ici, "alias", i), alias) for i, alias in enumerate(structure.alias)]
        for chemin, dit in dits:
            trouves = trouver(ctx.table, dit)
            if trouves != [structure.id]:
                autres = et([f"« {t} »" for t in trouves]) if trouves else "aucun hôpital"
                yield ctx.diagnostic(
                    Code.NOM_QUI_NE_TROUVE_PLUS,
                    ctx.endroits.position(ACTEURS, chemin),
                    f"« {dit} », tapé tel quel, désigne {autres}, et non « {structure.id} » seul",
                    "préciser ce nom, ou revoir « recherche » (mots ignorés, neutres, "
                    "abréviations)",
                )


def homonymes(ctx: Contexte) -> Iterator[Diagnostic]:
    """PAL242: a name that several hospitals bear still finds them all.

    With a small word before it too: « de Rothschild » is no more one than « Rothschild ».
    """
    hopitaux = set(ctx.table.etablissements)
    for rang, (nom, structures) in enumerate(ctx.referentiel.recherche.homonymes):
        attendus = set(structures) & hopitaux
        if len(attendus) < 2:
            continue
        petits = [f"{mot} {nom}" for mot in sorted(PETITS_MOTS)]
        for tape in (nom, f"hôpital {nom}", *petits):
            trouves = set(trouver(ctx.table, tape))
            # Not understood with a small word before it, it chooses nobody.
            if not attendus <= trouves and (trouves or tape not in petits):
                yield ctx.diagnostic(
                    Code.HOMONYME_TRANCHE,
                    ctx.endroits.position(ACTEURS, ("recherche", "homonymes", rang)),
                    f"« {tape} » ne désigne que {et(sorted(trouves)) or 'personne'}, sans "
                    f"{et(sorted(attendus - trouves))}",
                    "retirer l'alias qui le tranche, ou le mot ignoré qui efface la différence",
                )
                break


def controles_absents(ctx: Contexte) -> Iterator[Diagnostic]:
    """PAL251: what the data do not declare cannot be checked, and it is said."""
    for fichier, controle in ctx.referentiel.controles_absents:
        yield ctx.diagnostic(
            Code.CONTROLE_ABSENT,
            ctx.endroits.position(fichier, ()),
            f"« {controle} » n'est pas déclaré : ce qui s'y vérifie ne l'est pas",
            f"déclarer « {controle} », comme dans les données livrées",
        )


VERIFICATIONS = (noms_des_hopitaux, homonymes, controles_absents)
