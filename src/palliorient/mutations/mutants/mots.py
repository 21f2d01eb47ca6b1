"""Changes of what is understood of what people type: codes of places, names, words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from palliorient.lecture import ACTEURS, REGLES, TERRITOIRES
from palliorient.mutations.ecrits import Textes
from palliorient.mutations.mutants.mutant import OTER, Chemin, Mutant
from palliorient.noyau.langue.mots import mots, sans_accents

HOPITAL = ("lecture: etablissement",)
LIEU = ("lecture: arrondissement", "lecture: commune")


class MutantsDesMots:
    """One word, one name or one code changed at a time, in the order of the files."""

    def __init__(self, textes: Textes) -> None:
        self.textes = textes
        self.donnees = textes.donnees
        self.hopitaux: list[tuple[Chemin, dict[str, Any]]] = [
            ((ACTEURS, "structures", rang), structure)
            for rang, structure in enumerate(self.donnees[ACTEURS]["structures"])
            if structure.get("etablissement") == "oui"
        ]

        self.ailleurs = self.donnees[ACTEURS].get("hors_carte", {}).get("hopitaux", [])

    def tous(self) -> Iterator[Mutant]:
        yield from self.codes()
        yield from self.alias()
        yield from self.synonymes()
        yield from self.hors_carte()
        yield from self.recherche()

    # --- places -------------------------------------------------------------------------

    def codes(self) -> Iterator[Mutant]:
        ecrits = self.donnees[TERRITOIRES]["rattachements"]
        for un, autre in pairwise([*range(len(ecrits)), 0]):
            noms = _appele(ecrits[un]), _appele(ecrits[autre])
            for champ in ("codes_postaux", "commune"):
                if champ not in ecrits[un] or champ not in ecrits[autre]:
                    continue
                yield from self.textes.echange(
                    "echanger-codes",
                    f"{champ} {noms[0]} et {noms[1]} échangés",
                    LIEU,
                    (TERRITOIRES, "rattachements", un, champ),
                    (TERRITOIRES, "rattachements", autre, champ),
                )
        cedex = self.donnees[TERRITOIRES].get("cedex", [])
        for rang, dit in enumerate(cedex):
            ici: Chemin = (TERRITOIRES, "cedex", rang)
            yield self.cedex(ici, dit, ecrits)
            quoi = f"CEDEX {dit['code']} : retiré"
            yield self.textes.mutant("retirer-code-postal", quoi, LIEU, (ici, OTER))

    def cedex(self, ici: Chemin, dit: dict[str, Any], ecrits: list[dict[str, Any]]) -> Mutant:
        """A CEDEX code of the next place."""
        champ = "arrondissement" if "arrondissement" in dit else "commune"
        tous = [r[champ] for r in ecrits if champ in r]
        autre = tous[(tous.index(dit[champ]) + 1) % len(tous)]
        e = "e" if champ == "arrondissement" else ""
        quoi = f"CEDEX {dit['code']} : {dit[champ]}{e} devient {autre}{e}"
        return self.textes.mutant("echanger-codes", quoi, LIEU, ((*ici, champ), autre))

    # --- hospitals ------------------------------------------------------------------------

    def alias(self) -> Iterator[Mutant]:
        for ici, hopital in self.hopitaux:
            for place, alias in enumerate(hopital.get("alias", [])):
                quoi = f"{hopital['id']} : sans l'alias « {alias} »"
                la = (*ici, "alias", place)
                yield self.textes.mutant("retirer-alias", quoi, HOPITAL, (la, OTER))
        nommes = [(c, h) for c, h in self.hopitaux if h.get("alias")]
        for (un, a), (autre, b) in pairwise(nommes):
            yield from self.textes.echange(
                "echanger-alias",
                f"alias de {a['id']} et de {b['id']} échangés",
                HOPITAL,
                (*un, "alias"),
                (*autre, "alias"),
            )
        for mot in self.mots_partages():
            for ici, hopital in self.hopitaux:
                if mot in self.mots_de(hopital) and mot not in hopital.get("alias", []):
                    yield self.ajout(ici, hopital, mot)
        for rang, ailleurs in enumerate(self.ailleurs):
            # A well-known hospital of elsewhere taken for one of the map.
            ici, hopital = self.hopitaux[rang % len(self.hopitaux)]
            yield self.ajout(ici, hopital, ailleurs["nom"].lower())

    def ajout(self, ici: Chemin, hopital: dict[str, Any], alias: str) -> Mutant:
        return self.textes.mutant(
            "ajouter-alias",
            f"{hopital['id']} : avec l'alias « {alias} »",
            HOPITAL,
            ((*ici, "alias"), [*hopital.get("alias", []), alias]),
        )

    def mots_de(self, hopital: dict[str, Any]) -> set[str]:
        """The words that count in the name of a hospital and in its other names."""
        recherche = self.donnees[ACTEURS]["recherche"]
        formes = (hopital["nom"], *hopital.get("alias", []))
        return {
            mot
            for forme in formes
            for mot in mots(forme, recherche["mots_ignores"], recherche["abreviations"])
        }

    def compose(self) -> list[str]:
        """The hyphened word that most names share, as a group that tells little would be."""
        composes = Counter(
            mot
            for _, hopital in self.hopitaux
            for mot in sans_accents(hopital["nom"]).split()
            if "-" in mot
        )
        return [mot for mot, _ in composes.most_common(1)]

    def mots_partages(self) -> list[str]:
        """Words of several hospitals: alone, they name none."""
        neutres = set(self.donnees[ACTEURS]["recherche"].get("mots_neutres", []))
        vus = [mot for _, hopital in self.hopitaux for mot in sorted(self.mots_de(hopital))]
        return [m for m in dict.fromkeys(vus) if vus.count(m) > 1 and m not in neutres]

    def hors_carte(self) -> Iterator[Mutant]:
        for rang, hopital in enumerate(self.ailleurs):
            ici: Chemin = (ACTEURS, "hors_carte", "hopitaux", rang)
            quoi = f"hors de la carte, {hopital['nom']}"
            yield self.textes.mutant("retirer-alias", f"{quoi} : retiré", HOPITAL, (ici, OTER))
            for place, alias in enumerate(hopital.get("alias", [])):
                la = (*ici, "alias", place)
                yield self.textes.mutant(
                    "retirer-alias", f"{quoi} : sans l'alias « {alias} »", HOPITAL, (la, OTER)
                )

    # --- answers --------------------------------------------------------------------------

    def synonymes(self) -> Iterator[Mutant]:
        for rang, critere in enumerate(self.donnees[REGLES]["criteres"]):
            cibles = (f"lecture: {critere['id']}",)
            parlants = []
            for place, valeur in enumerate(critere.get("valeurs", [])):
                ici: Chemin = (REGLES, "criteres", rang, "valeurs", place, "synonymes")
                quoi = f"{critere['id']} « {valeur['id']} »"
                for mot, synonyme in enumerate(valeur.get("synonymes", [])):
                    yield self.textes.mutant(
                        "retirer-alias",
                        f"{quoi} : sans le synonyme « {synonyme} »",
                        cibles,
                        ((*ici, mot), OTER),
                    )
                if valeur.get("synonymes"):
                    parlants.append((ici, quoi))
            for (un, a), (autre, b) in pairwise(parlants):
                dit = f"synonymes de {a} et de {b} échangés"
                yield from self.textes.echange("echanger-alias", dit, cibles, un, autre)

    # --- words ----------------------------------------------------------------------------

    def recherche(self) -> Iterator[Mutant]:
        ici: Chemin = (ACTEURS, "recherche")
        recherche = self.donnees[ACTEURS]["recherche"]
        for champ in ("mots_ignores", "mots_neutres"):
            for place, mot in enumerate(recherche.get(champ, [])):
                quoi = f"{champ} : sans « {mot} »"
                yield self.textes.mutant("retirer-mot", quoi, HOPITAL, ((*ici, champ, place), OTER))
        noms = {mot for _, hopital in self.hopitaux for mot in self.mots_de(hopital)}
        for mot in (*sorted(noms), *self.compose()):
            if mot not in recherche["mots_ignores"]:
                yield self.textes.mutant(
                    "ajouter-mot",
                    f"mots_ignores : avec « {mot} »",
                    HOPITAL,
                    ((*ici, "mots_ignores"), [*recherche["mots_ignores"], mot]),
                )
            if mot not in recherche.get("mots_neutres", []):
                yield self.textes.mutant(
                    "ajouter-mot",
                    f"mots_neutres : avec « {mot} »",
                    HOPITAL,
                    ((*ici, "mots_neutres"), [*recherche.get("mots_neutres", []), mot]),
                )
        for abrege, entier in recherche["abreviations"].items():
            la = (*ici, "abreviations", abrege)
            quoi = f"abréviation « {abrege} »"
            yield self.textes.mutant("retirer-mot", f"{quoi} : retirée", HOPITAL, (la, OTER))
            for autre in recherche["abreviations"].values():
                if autre != entier:
                    yield self.textes.mutant(
                        "changer-mot", f"{quoi} : devient « {autre} »", HOPITAL, (la, autre)
                    )


def _appele(rattachement: dict[str, Any]) -> str:
    """« du 7e », « de Brest »."""
    numero = rattachement.get("arrondissement")
    return f"du {numero}e" if numero else f"de {rattachement.get('nom')}"
