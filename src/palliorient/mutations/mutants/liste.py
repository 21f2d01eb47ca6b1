"""Every change that is tried, in an order that only depends on the files."""

from __future__ import annotations

from collections import Counter

from palliorient.mutations.ecrits import Textes
from palliorient.mutations.mutants.carte import MutantsDeLaCarte
from palliorient.mutations.mutants.grille import MutantsDeLaGrille
from palliorient.mutations.mutants.mots import MutantsDesMots
from palliorient.mutations.mutants.mutant import Mutant
from palliorient.mutations.mutants.noms import MutantsDesNoms
from palliorient.mutations.mutants.questions_ouvertes import MutantsDesQuestionsOuvertes
from palliorient.mutations.mutants.regles import MutantsDesRegles
from palliorient.mutations.mutants.sur_demande import MutantsSurDemande
from palliorient.mutations.mutants.textes import MutantsDesTextes
from palliorient.mutations.sources import Sources


def tous_les_mutants(sources: Sources) -> list[Mutant]:
    """All of them; no two have the same description, which is how a survivor is named."""
    textes = Textes(sources)
    mutants = [
        *MutantsDeLaCarte(sources).tous(),
        *MutantsDesRegles(sources).tous(),
        *MutantsDesQuestionsOuvertes(sources).tous(),
        *MutantsSurDemande(sources).tous(),
        *MutantsDesNoms(textes).tous(),
        *MutantsDesTextes(textes).tous(),
        *MutantsDesMots(textes).tous(),
        *MutantsDeLaGrille(textes).tous(),
    ]
    vus: Counter[str] = Counter()
    distincts = []
    for mutant in mutants:
        vus[mutant.description] += 1
        fois = vus[mutant.description]
        suite = f" ({fois}e fois)" if fois > 1 else ""
        distincts.append(mutant._replace(description=f"{mutant.description}{suite}"))
    return distincts
