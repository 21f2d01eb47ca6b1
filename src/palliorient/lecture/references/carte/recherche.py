"""How a hospital's name is searched: no word left out makes two hospitals one."""

from __future__ import annotations

from collections.abc import Iterator

from palliorient.lecture import ACTEURS
from palliorient.lecture.codes import Code
from palliorient.lecture.contexte import Lieu, Recoupement
from palliorient.lecture.schemas.acteurs import Structure
from palliorient.lecture.vocabulaire import mots
from palliorient.noyau.langue.mots import mots as mots_de_recherche
from palliorient.noyau.modele.diagnostic import Diagnostic


def verifier_mots_qui_distinguent(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL145: no ignored or neutral word, no abbreviation, makes two hospitals one.

    Nor takes a whole name away; and a word that only goes with names is left out of them.
    """
    recherche = Lieu(ACTEURS, ("recherche",))
    dits = ctx.acteurs.recherche
    hopitaux = [(lieu, s) for lieu, s in ctx.tous(Structure) if s.etablissement]
    yield from _noms_effaces(ctx, hopitaux)
    yield from _mots_de_tous(ctx, hopitaux)
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


def _noms(lieu: Lieu, hopital: Structure) -> list[tuple[Lieu, str]]:
    noms = [(lieu / "nom", hopital.nom)]
    return noms + [(lieu / "alias" / rang, alias) for rang, alias in enumerate(hopital.alias)]


def _noms_effaces(ctx: Recoupement, hopitaux: list[tuple[Lieu, Structure]]) -> Iterator[Diagnostic]:
    """A name, whole, is more than neutral words: with its ward beside, it would find nothing."""
    dits = ctx.acteurs.recherche
    neutres = set(dits.mots_neutres)
    for lieu, hopital in hopitaux:
        for place, nom in _noms(lieu, hopital):
            comptent = mots_de_recherche(nom, dits.mots_ignores, dits.abreviations)
            # Made of ignored words, it is PAL241's.
            if comptent and neutres.issuperset(comptent):
                yield ctx.diagnostic(
                    Code.MOT_QUI_DISTINGUE,
                    place,
                    f"« {nom} », fait de mots neutres, ne désigne rien avec un mot de plus",
                    "le retirer des mots neutres",
                )


def _mots_de_tous(ctx: Recoupement, hopitaux: list[tuple[Lieu, Structure]]) -> Iterator[Diagnostic]:
    """A word of several hospitals, and of no identifier, tells none from another.

    Were it compared, it would choose between two hospitals of which one only writes it:
    « hôpital Georges » would be that of one Georges, and that of another no more.
    """
    dits = ctx.acteurs.recherche
    # A group too has an identifier: its sites share its name.
    distinguent = {mot for structure in ctx.acteurs.structures for mot in mots(structure.id)}
    porteurs: dict[str, tuple[str, Lieu]] = {}
    vus: set[str] = {*dits.mots_neutres, *distinguent}
    for lieu, hopital in hopitaux:
        for place, nom in _noms(lieu, hopital):
            for mot in mots_de_recherche(nom, dits.mots_ignores, dits.abreviations):
                premier, ailleurs = porteurs.setdefault(mot, (hopital.id, place))
                if premier != hopital.id and mot not in vus:
                    vus.add(mot)
                    yield ctx.diagnostic(
                        Code.MOT_QUI_DISTINGUE,
                        place,
                        f"« {mot} » est dans le nom de plusieurs hôpitaux et d'aucun "
                        "identifiant : il ne les distingue pas",
                        "l'ajouter aux mots ignorés ou neutres",
                        [ailleurs],
                    )


def _neutres(ctx: Recoupement, hopitaux: list[tuple[Lieu, Structure]]) -> Iterator[Diagnostic]:
    """Without its neutral words, a name is still that of one hospital."""
    dits = ctx.acteurs.recherche
    neutres = set(dits.mots_neutres)
    vus: dict[tuple[str, ...], tuple[str, tuple[str, ...]]] = {}
    for lieu, hopital in hopitaux:
        for place, nom in _noms(lieu, hopital):
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
