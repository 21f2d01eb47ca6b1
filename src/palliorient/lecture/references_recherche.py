"""How a hospital's name is searched: no word left out makes two hospitals one."""

from __future__ import annotations

from collections.abc import Iterator

from palliorient.lecture import ACTEURS
from palliorient.lecture.codes import Code
from palliorient.lecture.contexte import Contexte, Lieu
from palliorient.lecture.schema_acteurs import Structure
from palliorient.lecture.vocabulaire import mots
from palliorient.noyau.diagnostic import Diagnostic
from palliorient.noyau.mots import mots as mots_de_recherche


def verifier_mots_qui_distinguent(ctx: Contexte) -> Iterator[Diagnostic]:
    """PAL145: no ignored or neutral word, no abbreviation, makes two hospitals one."""
    recherche = Lieu(ACTEURS, ("recherche",))
    dits = ctx.acteurs.recherche
    hopitaux = [(lieu, s) for lieu, s in ctx.tous(Structure) if s.etablissement]
    for rang, mot in enumerate(dits.mots_ignores):
        groupe = mots(mot)
        porteur = next((s for _, s in hopitaux if _contient(mots(s.id), groupe)), None)
        if porteur:
            yield ctx.diagnostic(
                Code.MOT_QUI_DISTINGUE,
                recherche / "mots_ignores" / rang,
                f"« {mot} » est dans l'identifiant « {porteur.id} » : il sert à le reconnaître",
                "retirer ce mot des mots ignorés",
            )
    for abrege, entier in dits.abreviations.items():
        if not _abrege(abrege, entier):
            yield ctx.diagnostic(
                Code.MOT_QUI_DISTINGUE,
                recherche / "abreviations" / abrege,
                f"« {abrege} » n'abrège pas « {entier} »",
                "une abréviation est le début du mot, ou en garde la première et la dernière "
                "lettre (ste : sainte)",
            )
    yield from _neutres(ctx, hopitaux)


def _contient(identifiant: tuple[str, ...], groupe: tuple[str, ...]) -> bool:
    n = len(groupe)
    return bool(n) and any(identifiant[i : i + n] == groupe for i in range(len(identifiant)))


def _abrege(abrege: str, entier: str) -> bool:
    """A beginning (fond), the same letters (aphp), or the first and last (st, ste)."""
    court, long = "".join(mots(abrege)), "".join(mots(entier))
    if not court or not long:
        return False
    contraction = court[0] == long[0] and court[-1] == long[-1] and _suite(court, long)
    return long.startswith(court) or (len(court) > 1 and contraction)


def _suite(lettres: str, mot: str) -> bool:
    """Are the letters those of the word, in order, some left out?"""
    reste = iter(mot)
    return all(lettre in reste for lettre in lettres)


def _neutres(ctx: Contexte, hopitaux: list[tuple[Lieu, Structure]]) -> Iterator[Diagnostic]:
    """Without its neutral words, a name is still that of one hospital."""
    dits = ctx.acteurs.recherche
    neutres = set(dits.mots_neutres)
    vus: dict[tuple[str, ...], tuple[str, tuple[str, ...]]] = {}
    for lieu, hopital in hopitaux:
        noms = [(lieu / "nom", hopital.nom)]
        noms += [(lieu / "alias" / rang, alias) for rang, alias in enumerate(hopital.alias)]
        for place, nom in noms:
            comptent = tuple(mots_de_recherche(nom, dits.mots_ignores, dits.abreviations))
            cle = tuple(sorted(m for m in comptent if m not in neutres))
            premier, siens = vus.setdefault(cle, (hopital.id, comptent))
            # The very same words are PAL121's.
            if premier != hopital.id and siens != comptent:
                yield ctx.diagnostic(
                    Code.MOT_QUI_DISTINGUE,
                    place,
                    f"« {nom} », sans les mots neutres, désigne aussi « {premier} »",
                    "préciser ce nom, ou retirer des mots neutres celui qui les distingue",
                )


VERIFICATIONS = (verifier_mots_qui_distinguent,)
