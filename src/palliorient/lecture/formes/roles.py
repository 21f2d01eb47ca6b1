"""A role whose ways are said shortly: one search, a table of places, searches side by side."""

from __future__ import annotations

from collections.abc import Iterable

from palliorient.lecture.formes.conditions import CONDITIONS, cas, sous
from palliorient.lecture.formes.noeud import Arbre, Noeud

VOIES, CHERCHE, CHACUN, SELON = "voies", "cherche", "chacun", "selon"
D_UNE_VOIE = (CHERCHE, CHACUN, *CONDITIONS)


class VoieCourte:
    """`chacun: [a, b]`: as many ways, all followed."""

    def deplier(self, arbre: Arbre, noeud: Noeud, champs: Iterable[str]) -> list[Noeud]:
        dits = noeud.dico
        if dits is None or CHACUN not in dits:
            return [noeud]
        chacun = dits[CHACUN]
        if CHERCHE in dits:
            arbre.refuser(
                chacun.cle,
                "« chacun » et « cherche » ensemble",
                "« chacun » : tout est cherché ; « cherche » : le premier trouvé suffit",
            )
        reste = {cle: n for cle, n in dits.items() if cle != CHACUN}
        recherches = chacun.valeur if isinstance(chacun.valeur, list) else [chacun]
        return [noeud.en({**reste, CHERCHE: recherche}) for recherche in recherches]


class RoleCourt:
    """`cherche` and the conditions of a single way on the role; `selon: {lieu: {…}}`."""

    def deplier(self, arbre: Arbre, noeud: Noeud, champs: Iterable[str]) -> list[Noeud]:
        dits = noeud.dico
        if dits is None:
            return [noeud]
        commun = {cle: dits[cle] for cle in CONDITIONS if cle in dits}
        directe = {cle: dits[cle] for cle in (CHERCHE, CHACUN) if cle in dits}
        reste = {cle: n for cle, n in dits.items() if cle not in (*D_UNE_VOIE, SELON, VOIES)}
        voies = list(self._selon(arbre, dits[SELON])) if SELON in dits else []
        if VOIES in dits:
            ecrites = dits[VOIES].valeur
            if not isinstance(ecrites, list):
                return [noeud]
            voies += ecrites
        if directe:
            premier = next(iter(directe.values()))
            voies.append(Noeud(directe, premier.cle, premier.cle))
        if not voies:
            return [noeud.en(reste)]
        place = dits.get(VOIES) or dits.get(SELON) or voies[0]
        suite = Noeud([sous(arbre, voie, commun) for voie in voies], place.marque, place.cle)
        return [noeud.en({**reste, VOIES: suite})]

    def _selon(self, arbre: Arbre, selon: Noeud) -> Iterable[Noeud]:
        """A way for each value of a criterion."""
        for critere, table in (selon.dico or {}).items():
            for valeur, dit in (table.dico or {}).items():
                condition = cas(table.sa_cle(critere), dit.sa_cle(valeur))
                voie = dit if set(dit.dico or ()) & {*D_UNE_VOIE} else _voie(dit)
                yield sous(arbre, voie, condition)


def _voie(recherche: Noeud) -> Noeud:
    """A way that is only what it looks for."""
    place = recherche.cle or recherche.marque
    return Noeud({CHERCHE: recherche}, place, place)
