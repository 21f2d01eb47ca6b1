"""Changes of what is shown on demand: changes that are offered, words at a telephone."""

from __future__ import annotations

from collections.abc import Iterator

from palliorient.lecture import REGLES
from palliorient.mutations.mutants.mutant import OTER, Chemin, Mutant, retouches, suivant
from palliorient.mutations.sources import Sources
from palliorient.noyau.modele.modele import EtSi


class MutantsSurDemande:
    """One change at a time, in the order of the file."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.referentiel = sources.referentiel
        self.valeurs = {c.id: tuple(v.id for v in c.valeurs) for c in self.referentiel.criteres}

    def tous(self) -> Iterator[Mutant]:
        for rang, et_si in enumerate(self.referentiel.et_si):
            yield from self._d_un(("et_si", rang), et_si)
        for rang, mots in enumerate(self.referentiel.au_telephone):
            quoi = f"au téléphone, « {mots} » : dit en entier"
            ou: tuple[Chemin, Chemin] = (("au_telephone", rang), ("au_telephone", mots))
            yield self._mutant("dire-en-entier", quoi, "court: *", *ou, OTER)

    def _d_un(self, ici: Chemin, et_si: EtSi) -> Iterator[Mutant]:
        quoi, cible = f"et si « {et_si.id} »", f"et_si: {et_si.id}"
        yield self._mutant("retirer-et-si", f"{quoi} : retiré", cible, ici, ici, OTER)
        for critere, valeur in et_si.change.items():
            ou = (*ici, "change", critere)
            autre = suivant(valeur, self.valeurs[critere], ())
            dit = f"{quoi} : {critere} {autre} au lieu de {valeur}"
            yield self._mutant("changer-et-si", dit, cible, ou, ou, autre)
        niveaux = self.valeurs["niveau"]
        for retouche in retouches(et_si.condition, niveaux):
            yield self._mutant(
                "elargir-et-si",
                f"{quoi} : {retouche.description}",
                cible,
                (*ici, *retouche.ecrit),
                (*ici, "condition", *retouche.chemin),
                retouche.valeur,
            )

    def _mutant(
        self, operateur: str, quoi: str, cible: str, ecrit: Chemin, chemin: Chemin, valeur: object
    ) -> Mutant:
        position = self.sources.endroits.position(REGLES, ecrit)
        return Mutant(operateur, quoi, position, (cible,), ((chemin, valeur),))
