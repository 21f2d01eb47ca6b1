"""Boxes of situations and single situations, in words that come from the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from palliorient.noyau.langue.mots import sans_accents
from palliorient.noyau.langue.phrases import accorder, et, ou
from palliorient.noyau.modele.modele import Referentiel
from palliorient.noyau.modele.places import PLACES
from palliorient.noyau.preuve.espace import Espace
from palliorient.noyau.situation.lieux import court
from palliorient.noyau.table.boites import AUCUN
from palliorient.noyau.table.lignes import Critere
from palliorient.noyau.table.table import HOPITAL, NON, OUI, Table

NOMMES = 4
"""Hospitals named one by one; beyond, they are counted."""


class Mots:
    """The words of a space; a value of an older table only is named by that table."""

    def __init__(self, espace: Espace, referentiel: Referentiel, *tables: Table) -> None:
        self.espace = espace
        self.tables = tables
        self.criteres: dict[str, Critere] = {}
        for table in reversed(tables):
            self.criteres |= table.criteres
        self.classes = {c: classe for t in reversed(tables) for c, classe in t.classes.items()}
        self.groupes = {c.id: c.groupes for c in referentiel.criteres}
        self.sites = {s: fiche for table in reversed(tables) for s, fiche in table.sites.items()}
        self.lieux = {s: nom for t in reversed(tables) for s, nom in _lieux(t).items()}
        self.hopitaux = distincts(
            {h: f.nom for t in reversed(tables) for h, f in t.etablissements.items()}
        )
        noms = {t: nom for table in reversed(tables) for t, nom in table.territoires.items()}
        self.territoires = distincts(_sans_debut_commun(noms))
        self.ordre = ["site" if c in PLACES else c for c in self.criteres]
        self.ordre += [axe for axe in espace.valeurs if axe not in self.ordre]

    def boite(self, restriction: Mapping[str, Collection[str]]) -> str:
        """« domicile, Est et Sud, niveaux 2 et 3, nuit »."""
        morceaux = []
        for axe in self.ordre:
            if axe in restriction:
                toutes = self.espace.valeurs[axe]
                dites = [v for v in toutes if v in restriction[axe]]
                if len(dites) < len(toutes):
                    morceaux.append(self._valeurs(axe, dites, restriction))
        return ", ".join(morceaux) or "toutes les situations"

    def situation(self, point: Mapping[str, str]) -> str:
        """One situation: what is always said, and what differs from the usual."""
        dites = {
            axe: [valeur]
            for axe, valeur in point.items()
            if axe == "site"
            or (self.criteres[axe].toujours and valeur != NON)
            or valeur != self.usuelle(axe)
        }
        return self.boite(dites)

    def usuelle(self, axe: str) -> str | None:
        """The value taken when nothing is said."""
        if axe in self.espace.listes:
            return AUCUN
        critere = self.criteres.get(axe)
        if critere and critere.defaut:
            return str(critere.defaut)
        return NON if set(self.espace.valeurs[axe]) == {OUI, NON} else None

    def _valeurs(
        self, axe: str, dites: Sequence[str], restriction: Mapping[str, Collection[str]]
    ) -> str:
        if axe == "site":
            return self._sites(dites, restriction.get("lieu", self.espace.valeurs["lieu"]))
        critere = self.criteres[axe]
        if set(self.espace.valeurs[axe]) == {OUI, NON}:
            return str(critere.nom) if dites[0] == OUI else f"sans {critere.nom}"
        if axe in self.espace.listes and AUCUN in dites and len(dites) > 1:
            autres = [v for v in self.espace.valeurs[axe] if v not in dites]
            return f"sans {axe} {ou(autres)}"
        if axe in self.espace.listes:
            return f"sans {axe}" if dites[0] == AUCUN else f"{axe} : {ou(dites)}"
        if axe == "age":
            return self._ages(dites)
        if axe == "lieu":
            return et(self._par_groupes(axe, dites, {}))
        noms = self._noms(axe)
        if axe == "residence":
            return f"{critere.nom} : {ou([noms[v] for v in dites])}"
        if all(noms[v] == f"{critere.nom} {v}" or self._explicite(axe, v) for v in noms):
            return self._niveaux(axe, dites, noms)
        if len(self.espace.valeurs[axe]) == 2:
            return f"{critere.nom} : {dites[0]}"
        return et(self._par_groupes(axe, dites, noms))

    def _explicite(self, axe: str, valeur: str) -> bool:
        return any(v.id == valeur and v.explicite for v in self.criteres[axe].valeurs)

    def _niveaux(self, axe: str, dites: Sequence[str], noms: Mapping[str, str]) -> str:
        """« niveaux 2 et 3 », « tous niveaux », « niveau 1, sans niveau »."""
        nom = str(self.criteres[axe].nom)
        pluriel = nom + ("x" if nom.endswith("au") else "s")
        comptes = [v for v in dites if not self._explicite(axe, v)]
        autres = [noms[v] for v in dites if self._explicite(axe, v)]
        if len(comptes) == sum(1 for v in noms if not self._explicite(axe, v)):
            return ", ".join([f"tous {pluriel}", *autres])
        dits = [f"{pluriel if len(comptes) > 1 else nom} {et(comptes)}"] if comptes else []
        return ", ".join(dits + autres)

    def _noms(self, axe: str) -> dict[str, str]:
        """Value → its name in the data; a place as people say it."""
        noms = distincts({v.id: v.nom for v in self.criteres[axe].valeurs})
        return {v: noms.get(v) or self.lieux.get(v, v) for v in self.espace.valeurs[axe]}

    def _par_groupes(self, axe: str, dites: Sequence[str], noms: Mapping[str, str]) -> list[str]:
        """The values, the declared groups among them first (« hors jour »)."""
        restantes = list(dites)
        mots = []
        groupes = sorted(self.groupes.get(axe, {}).items(), key=lambda g: -len(g[1]))
        for nom, membres in groupes:
            if len(membres) > 1 and set(membres) <= set(restantes):
                mots.append(self._nom_de_groupe(nom))
                restantes = [v for v in restantes if v not in membres]
            elif len(restantes) > len(membres) - 3 > 1 and set(restantes) <= set(membres):
                absentes = [noms.get(v, v) for v in membres if v not in restantes]
                return [*mots, f"{self._nom_de_groupe(nom)} sauf {et(absentes)}"]
        return mots + [noms.get(v, v) for v in restantes]

    def _nom_de_groupe(self, groupe: str) -> str:
        for critere in self.criteres.values():
            if sans_accents(critere.nom) == groupe:
                return str(critere.nom)
        return groupe.replace("-", " ")

    def _ages(self, dites: Sequence[str]) -> str:
        """Neighbouring classes as one range of ages."""
        classes = self.classes.values()
        dernier = max(c.a for c in classes)
        plages: list[list[int]] = []
        for classe in sorted((c for c in classes if c.id in dites), key=lambda c: c.de):
            if plages and plages[-1][1] + 1 == classe.de:
                plages[-1][1] = classe.a
            else:
                plages.append([classe.de, classe.a])
        return et([_plage(de, a, dernier) for de, a in plages])

    def _sites(self, dites: Collection[str], lieux: Collection[str]) -> str:
        """Whole territories by name, then what is left, street by street or by hospital."""
        en_ville = all(not self._est_hopital(lieu) for lieu in lieux)
        rues = [s for s in dites if not self.sites[s].hopital]
        hopitaux = [s for s in dites if self.sites[s].hopital]
        noms: list[str] = []
        for territoire, nom in self.territoires.items():
            siens = [s for s, f in self.sites.items() if f.territoires[0] == territoire]
            siennes = [s for s in siens if not self.sites[s].hopital]
            if not siennes or not set(siennes) <= set(rues):
                continue
            if en_ville or set(siens) <= set(dites):
                noms.append(nom)
            elif not hopitaux:
                noms.append(f"{nom} (sans hôpital de la carte)")
            else:
                continue
            rues = [s for s in rues if s not in siennes]
            hopitaux = [s for s in hopitaux if s not in siens]
        noms += [self.lieux[s] for s in rues]
        if en_ville or not hopitaux:
            return et(noms) if noms else "hôpital de la carte"
        if len(hopitaux) <= NOMMES:
            return et(noms + [self.hopitaux.get(h, h) for h in hopitaux])
        tous = sum(1 for fiche in self.sites.values() if fiche.hopital)
        combien = "les" if len(hopitaux) == tous else str(len(hopitaux))
        return et([*noms, f"{combien} hôpitaux de la carte"])

    def _est_hopital(self, lieu: str) -> bool:
        fiches = {v.id: v for v in self.criteres["lieu"].valeurs}
        return lieu not in fiches or fiches[lieu].colonne == HOPITAL


def distincts(noms: Mapping[str, str]) -> dict[str, str]:
    """Code → name; where two bear the same name, each with its code."""
    compte = Counter(noms.values())
    return {code: f"{nom} ({code})" if compte[nom] > 1 else nom for code, nom in noms.items()}


def _sans_debut_commun(noms: dict[str, str]) -> dict[str, str]:
    """« Lyon Est », « Lyon Sud » → « Est », « Sud »."""
    mots = {t: nom.split() for t, nom in noms.items()}
    while len(mots) > 1 and all(len(m) > 1 for m in mots.values()):
        if len({m[0] for m in mots.values()}) > 1:
            break
        mots = {t: m[1:] for t, m in mots.items()}
    return {t: " ".join(m) for t, m in mots.items()}


def _plage(de: int, a: int, dernier: int) -> str:
    if a >= dernier:
        return f"{de} ans et plus" if de else "tout âge"
    return f"moins de {a + 1} ans" if not de else f"{de} à {a} ans"


def _lieux(table: Table) -> dict[str, str]:
    """Site → « 13e », « Brest », « Brest et 3 communes comme elle »."""
    noms = {}
    for id, site in table.sites.items():
        if not site.hopital:
            autres = site.poids - 1
            comme = f" et {accorder(autres, 'commune')} comme elle" if autres else ""
            noms[id] = f"{court(table, site.commune)}{comme}"
    return noms
