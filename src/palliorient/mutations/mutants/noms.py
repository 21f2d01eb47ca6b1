"""Changes of what is shown: names, questions, helps, numbers, alerts, one for another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from palliorient.lecture import ACTEURS, REGLES, TERRITOIRES
from palliorient.mutations.ecrits import Textes
from palliorient.mutations.mutants.mutant import OTER, Chemin, Mutant
from palliorient.mutations.mutants.textes import autre_numero

INVERSIONS = (
    (r"\b([aeéiouhy]\w*)-elle\b", r"n'\1-elle pas"),
    (r"\b(\w+)-elle\b", r"ne \1-elle pas"),
    (r"\bY a-t-il\b", "N'y a-t-il pas"),
    (r"\bQuels? (?:est|âge)\b", r"Quel n'est pas"),
)
CHAMPS_D_UNE_QUESTION = ("question", "nom", "pourquoi", "aide")
CHAMPS_D_UNE_REPONSE = ("nom", "aide", "court")
NUMEROS = ("telephone", "standard")
ADRESSES = ("adresse", "arrondissement", "commune", "finess")


def question_inverse(texte: str) -> str:
    """The question turned round: who answers « oui » now says the contrary."""
    for motif, autre in INVERSIONS:
        change, fois = re.subn(motif, autre, texte, count=1)
        if fois:
            return change
    return f"{texte.removesuffix(' ?')}, ou au contraire ?"


class MutantsDesNoms:
    """One change at a time; what is exchanged is exchanged with the next of its kind."""

    def __init__(self, textes: Textes) -> None:
        self.textes = textes
        self.donnees = textes.donnees

    def tous(self) -> Iterator[Mutant]:
        yield from self.questions()
        yield from self.reponses()
        yield from self.alertes()
        yield from self.noms()
        yield from self.numeros()
        yield from self.adresses()

    # --- what is asked ------------------------------------------------------------------

    def questions(self) -> Iterator[Mutant]:
        criteres = self.donnees[REGLES]["criteres"]
        poses = [r for r, c in enumerate(criteres) if c["question"]]
        for rang in poses:
            ici: Chemin = (REGLES, "criteres", rang, "question")
            nom = str(criteres[rang]["id"])
            inverse = question_inverse(criteres[rang]["question"])
            quoi = f"{nom} : question « {inverse} »"
            yield self.textes.mutant(
                "inverser-question", quoi, (f"questions: {nom}",), (ici, inverse)
            )
        for un, autre in pairwise([*poses, poses[0]]):
            noms = criteres[un]["id"], criteres[autre]["id"]
            for champ in CHAMPS_D_UNE_QUESTION:
                yield from self.textes.echange(
                    "echanger-questions",
                    f"{champ} de {noms[0]} et de {noms[1]} échangés",
                    (f"questions: {noms[0]}",),
                    (REGLES, "criteres", un, champ),
                    (REGLES, "criteres", autre, champ),
                )

    def reponses(self) -> Iterator[Mutant]:
        for rang, critere in enumerate(self.donnees[REGLES]["criteres"]):
            valeurs = critere.get("valeurs", [])
            places = range(len(valeurs))
            paires = [*pairwise(places), *zip(places, places[2:], strict=False)]
            for champ in CHAMPS_D_UNE_REPONSE:
                for un, autre in paires:
                    ici: Chemin = (REGLES, "criteres", rang, "valeurs")
                    noms = valeurs[un]["id"], valeurs[autre]["id"]
                    yield from self.textes.echange(
                        "echanger-aides",
                        f"{critere['id']} : {champ} de {noms[0]} et de {noms[1]} échangés",
                        (f"questions: {critere['id']}",),
                        (*ici, un, champ),
                        (*ici, autre, champ),
                    )

    def alertes(self) -> Iterator[Mutant]:
        """Texts of alerts, as declared and as rules write them."""
        dits = [
            e
            for e in self.textes.dits()
            if e.cle == "texte" and {"alertes", "alerte"} & {*e.chemin}
        ]
        for un, autre in pairwise([*dits, dits[0]]):
            yield from self.textes.echange(
                "echanger-alertes",
                f"alertes {un.quoi} « {un.texte} » et {autre.quoi} « {autre.texte} » échangées",
                (un.quoi, autre.quoi),
                un.chemin,
                autre.chemin,
            )

    # --- who is named -------------------------------------------------------------------

    def noms(self) -> Iterator[Mutant]:
        structures = self.donnees[ACTEURS]["structures"]
        for hopital in (True, False):
            rangs = [
                r for r, s in enumerate(structures) if (s.get("etablissement") == "oui") == hopital
            ]
            yield from self.echanges("nom", [(ACTEURS, "structures", r) for r in rangs])
        par_type: dict[str, list[Chemin]] = {}
        for chemin, service in self.services():
            par_type.setdefault(str(service["type"]), []).append(chemin)
        for chemins in par_type.values():
            yield from self.echanges("nom", chemins)
        yield from self.echanges("porteur", [c for c, _ in self.services()])
        for fichier, section, champs in (
            (TERRITOIRES, "territoires", ("nom",)),
            (REGLES, "contacts_generiques", ("nom", "structure")),
            (REGLES, "types", ("nom", "sigle")),
        ):
            rangs = list(range(len(self.donnees[fichier][section])))
            for champ in champs:
                yield from self.echanges(champ, [(fichier, section, r) for r in rangs])

    def services(self) -> Iterator[tuple[Chemin, dict[str, Any]]]:
        for rang, structure in enumerate(self.donnees[ACTEURS]["structures"]):
            for place, service in enumerate(structure.get("services", [])):
                yield (ACTEURS, "structures", rang, "services", place), service

    def echanges(self, champ: str, chemins: list[Chemin]) -> Iterator[Mutant]:
        """Each thing that has this field, exchanged with the next that has it."""
        portent = [c for c in chemins if self.textes.valeur((*c, champ)) is not None]
        for un, autre in pairwise(portent):
            noms = [str(self.textes.valeur((*c, "id"))) for c in (un, autre)]
            yield from self.textes.echange(
                "echanger-noms",
                f"{champ} de {noms[0]} et de {noms[1]} échangés",
                (*noms, *(f"carte: {nom}" for nom in noms)),
                (*un, champ),
                (*autre, champ),
            )

    # --- where, and at which number -------------------------------------------------------

    def complements(self, champs: tuple[str, ...]) -> list[tuple[Chemin, dict[str, Any]]]:
        return [
            ((ACTEURS, "complements", rang), complement)
            for rang, complement in enumerate(self.donnees[ACTEURS]["complements"])
            if complement["champ"] in champs
        ]

    def numeros(self) -> Iterator[Mutant]:
        dits = self.complements(NUMEROS)
        for ici, dit in dits:
            cibles = (str(dit["sur"]), f"carte: {dit['sur']}")
            autre = autre_numero(str(dit["valeur"]))
            quoi = f"{dit['champ']} de {dit['sur']}"
            if autre is not None:
                change = f"{quoi} : {dit['valeur']} devient {autre}"
                yield self.textes.mutant(
                    "changer-numero", change, cibles, ((*ici, "valeur"), autre)
                )
            yield self.textes.mutant("retirer-numero", f"{quoi} : retiré", cibles, (ici, OTER))
        yield from self.valeurs_echangees("echanger-numeros", dits)
        for rang, declare in enumerate(self.donnees[REGLES].get("numeros", [])):
            autre = autre_numero(str(declare["numero"]))
            portent = [str(dit["sur"]) for _, dit in dits if f":{declare['id']}}}" in dit["valeur"]]
            if autre is not None:
                yield self.textes.mutant(
                    "changer-numero",
                    f"numéro « {declare['id']} » : {declare['numero']} devient {autre}",
                    (*portent, *(f"carte: {nom}" for nom in portent)),
                    ((REGLES, "numeros", rang, "numero"), autre),
                )

    def adresses(self) -> Iterator[Mutant]:
        for champ in ADRESSES:
            yield from self.valeurs_echangees("echanger-adresses", self.complements((champ,)))

    def valeurs_echangees(
        self, operateur: str, dits: list[tuple[Chemin, dict[str, Any]]]
    ) -> Iterator[Mutant]:
        for (un, a), (autre, b) in pairwise(dits):
            yield from self.textes.echange(
                operateur,
                f"{a['champ']} de {a['sur']} et de {b['sur']} échangés",
                (str(a["sur"]), f"carte: {a['sur']}", f"carte: {b['sur']}"),
                (*un, "valeur"),
                (*autre, "valeur"),
            )
