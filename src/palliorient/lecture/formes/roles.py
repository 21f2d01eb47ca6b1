"""A role whose ways are said shortly: one search, a table of places, searches side by side."""

from __future__ import annotations

from collections.abc import Iterable

from palliorient.lecture.formes import schema as s
from palliorient.lecture.formes.conditions import CONDITIONS, cas, sous
from palliorient.lecture.formes.noeud import Arbre, Noeud

VOIES, CHERCHE, CHACUN, SELON = "voies", "cherche", "chacun", "selon"
RECHERCHES_D_UN_ROLE = (VOIES, CHERCHE, CHACUN, SELON)
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

    def schema(self, dit: s.Schema, resoudre: s.Resoudre) -> s.Schema:
        return s.variantes(*(_cherchant(o) for o in s.objets(dit)))


def _cherchant(objet: s.Schema) -> s.Schema:
    """An object that says what is looked for, in one way or another."""
    cherche = objet["properties"][CHERCHE]
    dit = "Étapes suivies toutes, chacune étant une étape ou une liste d'étapes."
    chacun = {"type": "array", "items": _sans_mots(cherche), "minItems": 1, "description": dit}
    return s.avec_champs(s.sans_champs({**objet, "required": []}), chacun=chacun)


def _sans_mots(schema: s.Schema) -> s.Schema:
    return {mot: valeur for mot, valeur in schema.items() if mot != "description"}


class RoleCourt:
    """`cherche` and the conditions of a single way on the role; `selon: {lieu: {…}}`."""

    def deplier(self, arbre: Arbre, noeud: Noeud, champs: Iterable[str]) -> list[Noeud]:
        dits = noeud.dico
        if dits is None:
            return [noeud]
        directe = {cle: dits[cle] for cle in (CHERCHE, CHACUN) if cle in dits}
        if VOIES in dits and directe:
            arbre.refuser(
                dits[VOIES].cle,
                "« voies » et une recherche écrite sur le rôle",
                "mettre cette recherche dans « voies »",
            )
        commun = {cle: dits[cle] for cle in CONDITIONS if cle in dits}
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

    def schema(self, dit: s.Schema, resoudre: s.Resoudre) -> s.Schema:
        return s.variantes(*(self._avec(o, resoudre) for o in s.objets(dit)))

    def _avec(self, role: s.Schema, resoudre: s.Resoudre) -> s.Schema:
        """With what a single way may say, and the table."""
        voie = next(s.objets(resoudre(role["properties"][VOIES]["items"])))
        d_une_voie = {champ: voie["properties"][champ] for champ in D_UNE_VOIE}
        cherche = voie["properties"][CHERCHE]
        valeur = {"type": "string", "pattern": s.F_CODE}
        selon = s.table(valeur, s.table(valeur, s.variantes(voie, _sans_mots(cherche))))
        dit = "Un critère, puis ce qui est cherché pour chacune de ses valeurs ou de ses groupes."
        requis = [champ for champ in role.get("required", ()) if champ != VOIES]
        return s.avec_champs(
            {**role, "required": requis}, **d_une_voie, selon={**selon, "description": dit}
        )

    def _selon(self, arbre: Arbre, selon: Noeud) -> Iterable[Noeud]:
        """A way for each value of a criterion."""
        tables = selon.dico or {}
        if not tables or not all(table.dico for table in tables.values()):
            arbre.refuser(
                selon.cle,
                "« selon » ne dit pas ce qui est cherché pour chaque valeur d'un critère",
                "écrire selon: {lieu: {hopital: …, lieu-de-vie: …}}",
            )
        for critere, table in tables.items():
            for valeur, dit in (table.dico or {}).items():
                condition = cas(table.sa_cle(critere), dit.sa_cle(valeur))
                voie = dit if set(dit.dico or ()) & {*D_UNE_VOIE} else _voie(dit)
                yield sous(arbre, voie, condition)


def _voie(recherche: Noeud) -> Noeud:
    """A way that is only what it looks for."""
    place = recherche.cle or recherche.marque
    return Noeud({CHERCHE: recherche}, place, place)
