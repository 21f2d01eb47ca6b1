"""What the checks share: the data read, their sets, their places in the files, their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from palliorient.lecture.charger import Octets
from palliorient.lecture.resultat import Chemin, Lecture
from palliorient.lecture.yaml_strict import lire_texte
from palliorient.noyau.boites import Axes
from palliorient.noyau.compilation import compiler
from palliorient.noyau.diagnostic import Diagnostic, Position
from palliorient.noyau.ensembles import Noeud
from palliorient.noyau.espace import Espace, valeurs_des_axes
from palliorient.noyau.faits import Faits
from palliorient.noyau.modele import Condition, Referentiel
from palliorient.noyau.table import Table
from palliorient.noyau.univers import Univers
from palliorient.verification.codes import Code
from palliorient.verification.morceaux import Morceaux, commande
from palliorient.verification.mots import Mots, accorder

REGLES, ACTEURS = "regles_gradation", "acteurs"


class Contexte:
    """One data folder while it is being proved."""

    def __init__(self, referentiel: Referentiel, octets: Sequence[Octets], jour: date) -> None:
        self.referentiel = referentiel
        self.jour = jour
        self.table = Table(compiler(referentiel, jour))
        self.axes = Axes(referentiel)
        self.espace = Espace(valeurs_des_axes(self.table))
        self.univers = Univers(self.espace, self.table)
        self.faits = Faits(self.univers)
        self.mots = Mots(self.espace, referentiel, self.table)
        self.morceaux = Morceaux(self.univers, self.mots)
        self._octets = {o.nom: o for o in octets}
        self._lectures: dict[str, Lecture] = {}
        self._conditions: dict[tuple[int, ...], Noeud] = {}

    def ou(self, *conditions: Condition) -> Noeud:
        """The situations in which all these conditions of the referential hold."""
        # The referential outlives this object, so the identity of a condition is its name.
        cle = tuple(map(id, conditions))
        if cle not in self._conditions:
            self._conditions[cle] = self.univers.condition(self.axes.boites(*conditions))
        return self._conditions[cle]

    def partout(
        self, quand: Mapping[str, Sequence[str]], sauf: Mapping[str, Sequence[str]]
    ) -> Noeud:
        """The situations of a guarantee: groups expanded, every level unless one is named."""
        groupes = {c.id: c.groupes for c in self.referentiel.criteres}

        def deplier(dits: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
            return {
                critere: tuple(v for nom in noms for v in groupes.get(critere, {}).get(nom, (nom,)))
                for critere, noms in dits.items()
            }

        tous = {c: self.espace.valeurs[c] for c in self.axes.implicites if c not in quand}
        condition = Condition({**tous, **deplier(quand)}, deplier(sauf))
        return self.univers.condition(self.axes.boites(condition))

    # --- places in the files --------------------------------------------------------

    def lecture(self, fichier: str) -> Lecture:
        """Positions are only worked out for a file that has something wrong."""
        if fichier not in self._lectures:
            octets = self._octets[fichier]
            self._lectures[fichier] = lire_texte(octets.contenu, octets.chemin)
        return self._lectures[fichier]

    def position(self, chemin: Chemin, fichier: str = REGLES) -> Position:
        return self.lecture(fichier).position(chemin)

    @cached_property
    def _chemins_des_services(self) -> dict[str, tuple[str, Chemin]]:
        """Service → its file and path: services keep the order of the files."""
        structures = {s.id: rang for rang, s in enumerate(self.referentiel.structures)}
        places: dict[str, int] = {}
        chemins: dict[str, tuple[str, Chemin]] = {}
        for service in self.referentiel.services:
            if service.generique or service.structure is None:
                famille = ""
                debut: Chemin = ("contacts_generiques",)
            else:
                famille = service.structure
                debut = ("structures", structures[famille], "services")
            rang = places[famille] = places.get(famille, -1) + 1
            chemins[service.id] = (REGLES if not famille else ACTEURS, (*debut, rang, "id"))
        return chemins

    def position_du_service(self, identifiant: str) -> Position:
        """Where a service of the map, or a generic contact, is declared."""
        fichier, chemin = self._chemins_des_services[identifiant]
        return self.position(chemin, fichier)

    # --- saying it ------------------------------------------------------------------

    def diagnostic(
        self,
        code: Code,
        chemin: Chemin | Position,
        message: str,
        remede: str,
        autres: Iterable[Chemin] = (),
    ) -> Diagnostic:
        ici = chemin if isinstance(chemin, Position) else self.position(chemin)
        positions = tuple(self.position(a) for a in autres)
        return Diagnostic(code, code.gravite, message, ici, remede, positions)

    def dans_les_situations(self, ensemble: Noeud) -> str:
        """« 12 situations : niveau 2, Est et Sud, nuit ; … »."""
        return (
            f"{accorder(self.univers.compter(ensemble), 'situation')} : "
            f"{' ; '.join(self.morceaux.phrases(ensemble))}"
        )

    def exemple(self, ensemble: Noeud, suite: str = "") -> str:
        """The simplest situation of the set, and how to ask for it."""
        point = self.morceaux.exemple(ensemble)
        fleche = f" → {suite}" if suite else ""
        return f"{self.mots.situation(point)}{fleche}\n{commande(self.table, point)}"
