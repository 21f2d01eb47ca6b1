"""The content of the poster, as a value: who is where, the national table, what lacks.

Everything comes from the data, names in their short form; how much of it the page has room for
is decided by `page`.
"""

from __future__ import annotations

from typing import NamedTuple

from palliorient.noyau.carte.couverture import A_VENIR, LACUNE, Cellule, Ligne, Matrice
from palliorient.noyau.langue.phrases import date_dite, et, majuscule, ordinal, sans_de
from palliorient.noyau.modele.modele import Referentiel, Service, Territoire
from palliorient.noyau.table.compilation import statut_au
from palliorient.noyau.table.table import SUPRA, Table
from palliorient.rendu.carte import en_clair
from palliorient.rendu.gradation import COLONNES, cellules
from palliorient.rendu.reponse.groupes import Noms

AILLEURS = "dans un autre territoire"
RIEN = "rien d'inscrit"


class Zone(NamedTuple):
    """A territory: its name, a short sign that tells it from the others, its communes."""

    nom: str
    signe: str
    lieux: tuple[str, ...]


class Case(NamedTuple):
    """One commune on the drawing: half cells from the left, rows from the top."""

    demi: int
    rangee: int
    numero: str
    zone: int
    aussi: str | None
    """The sign of a second territory, possible for some services."""


class Colonne(NamedTuple):
    """A column of the national table, and the places that it stands for."""

    titre: str
    lieux: str


class Niveau(NamedTuple):
    """A level, its definition, and its official label in each column."""

    nom: str
    definition: str
    libelles: tuple[str, ...]


class Offre(NamedTuple):
    """Who does something in one territory: names, or words where there is none."""

    noms: tuple[str, ...]
    mots: str | None


class Mission(NamedTuple):
    """Something that is done, territory by territory."""

    nom: str
    offres: tuple[Offre, ...]


class Affiche(NamedTuple):
    """Everything that the poster says."""

    titre: str
    danger: str
    offre: str
    zones: tuple[Zone, ...]
    cases: tuple[Case, ...]
    """None: the communes are listed by territory."""
    legende: str
    colonnes: tuple[Colonne, ...]
    niveaux: tuple[Niveau, ...]
    source_du_tableau: str
    missions: tuple[Mission, ...]
    tout: str
    """The département, as one says « the whole of it »."""
    partout: tuple[tuple[str, tuple[str, ...]], ...]
    """What the same services do everywhere: a mission, their names."""
    a_venir: tuple[str, ...]
    lacunes: tuple[str, ...]
    """What nobody does anywhere, with the words of the data."""
    pied: str


def contenu(matrice: Matrice, table: Table) -> Affiche:
    """The poster of a map on a day; `table` is that of the same data."""
    ref = matrice.referentiel
    noms = _Noms(matrice, table)
    communes, propres, vides = _trier(matrice)
    signes = _signes([noms.nu(t) for t in ref.territoires])
    return Affiche(
        titre=f"Soins palliatifs : qui, où, à quel niveau · {majuscule(sans_de(ref.de))}",
        danger=_danger(table),
        offre=table.textes["offre-datee"],
        zones=tuple(
            Zone(t.nom, signe, tuple(_lieux(ref, t)))
            for t, signe in zip(ref.territoires, signes, strict=True)
        ),
        cases=_cases(ref, signes),
        legende="Schéma : ni distances, ni frontières.",
        colonnes=tuple(Colonne(titre, _places(table, code)) for code, titre in COLONNES.items()),
        niveaux=_niveaux(ref),
        source_du_tableau=_source_du_tableau(ref),
        missions=tuple(
            Mission(ligne.mission.nom, tuple(noms.offre(cellule) for cellule in ligne.cellules))
            for ligne in propres
        ),
        tout=majuscule(ref.tout),
        partout=tuple(
            (ligne.mission.nom, noms.courts(ligne.cellules[0].services)) for ligne in communes
        ),
        a_venir=tuple(noms.a_venir(matrice)),
        lacunes=tuple(
            " : ".join(filter(None, (ligne.mission.nom, ligne.mission.lacune))) for ligne in vides
        ),
        pied=(
            f"Règles {ref.version}, empreinte {ref.empreinte[:19]}. L'outil informe, le clinicien"
            " décide ; une affiche ne se met pas à jour : à refaire au plus tard le"
            f" {date_dite(ref.perime_apres)}."
        ),
    )


def _trier(matrice: Matrice) -> tuple[list[Ligne], list[Ligne], list[Ligne]]:
    """The missions that the same services fulfil everywhere, those that differ, those of nobody."""
    communes, propres, vides = [], [], []
    for ligne in matrice.lignes:
        etats = {c.etat for c in ligne.cellules}
        if etats == {LACUNE}:
            vides.append(ligne)
        elif len(ligne.cellules) > 1 and len(_equipes(ligne)) == 1 and not etats & {A_VENIR, SUPRA}:
            communes.append(ligne)
        else:
            propres.append(ligne)
    return communes, propres, vides


def _equipes(ligne: Ligne) -> set[tuple[str, ...]]:
    """The different sets of services that fulfil a mission, territory by territory."""
    return {tuple(s.id for s in c.services) for c in ligne.cellules}


class _Noms:
    """How services are named: short, without the type that the row already says."""

    def __init__(self, matrice: Matrice, table: Table) -> None:
        self.ref = matrice.referentiel
        self.jour = matrice.jour
        self.table = table
        self.noms = Noms(table)

    def nu(self, territoire: Territoire) -> str:
        return territoire.nom.removeprefix(f"{self.ref.departement.nom} ")

    def courts(self, services: tuple[Service, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._court(s) for s in services))

    def _court(self, service: Service) -> str:
        sigle = self.table.types[service.type].sigle
        return self.noms.court(service.nom.removeprefix(f"{sigle} "))

    def offre(self, cellule: Cellule) -> Offre:
        """Names; where nobody is in service, why in words."""
        if cellule.etat == LACUNE:
            return Offre((), RIEN)
        if cellule.etat == SUPRA:
            return Offre((), AILLEURS)
        if cellule.etat == A_VENIR:
            statuts = dict.fromkeys(self.statut(s) for s in cellule.services)
            return Offre(self.courts(cellule.services), et([*statuts]))
        return Offre(self.courts(cellule.services), None)

    def a_venir(self, matrice: Matrice) -> list[str]:
        """Every service that some mission waits for, once, and how far it is."""
        services = {
            s.id: s
            for ligne in matrice.lignes
            for c in ligne.cellules
            if c.etat == A_VENIR
            for s in c.services
        }
        return [f"{s.nom} : {self.statut(s)}" for s in services.values()]

    def statut(self, service: Service) -> str:
        """As it stands on the day: one that opens later is announced."""
        return self.table.textes[f"statut-{statut_au(service, self.jour)}"]


def _signes(noms: list[str]) -> list[str]:
    """« Nord-Est » → « NE »; numbers where initials do not tell them apart."""
    signes = ["".join(mot[:1].upper() for mot in nom.replace("-", " ").split()) for nom in noms]
    signes = [signe[:3] for signe in signes]
    return signes if len({*signes}) == len(signes) else [str(n) for n in range(1, len(noms) + 1)]


def _lieux(ref: Referentiel, territoire: Territoire) -> list[str]:
    """Numbers where the communes are arrondissements, else names."""
    siens = [r for r in ref.rattachements if r.territoire == territoire.id]
    return [ordinal(r.arrondissement) if r.arrondissement else r.nom for r in siens]


def _cases(ref: Referentiel, signes: list[str]) -> tuple[Case, ...]:
    rangs = {t.id: rang for rang, t in enumerate(ref.territoires)}
    return tuple(
        Case(
            *r.au_schema,
            ordinal(r.arrondissement) if r.arrondissement else r.nom,
            rangs[r.territoire],
            signes[rangs[r.aussi]] if r.aussi else None,
        )
        for r in ref.rattachements
        if r.au_schema
    )


def _danger(table: Table) -> str:
    """What the sheet says first wherever nothing particular holds."""
    if table.fiche is None:
        return ""
    cas = table.fiche.danger[-1]
    return " ".join(filter(None, (cas.avant, cas.grand, cas.apres)))


def _places(table: Table, colonne: str) -> str:
    return ", ".join(v.nom for v in table.criteres["lieu"].valeurs if v.colonne == colonne)


def _niveaux(ref: Referentiel) -> tuple[Niveau, ...]:
    criteres = {c.id: c for c in ref.criteres}
    niveaux = []
    for valeur in criteres["niveau"].valeurs:
        if valeur.explicite:
            continue
        siennes = {c.condition.quand["colonne"][0]: c for c in cellules(ref, int(valeur.id))}
        libelles = tuple(str(siennes[c].libelle) if c in siennes else "" for c in COLONNES)
        niveaux.append(Niveau(majuscule(valeur.nom), valeur.aide or "", libelles))
    return tuple(niveaux)


def _source_du_tableau(ref: Referentiel) -> str:
    """Where the official labels are printed."""
    documents = {d.id: d.nom for d in ref.documents}
    if not ref.cellules:
        return ""
    dite = en_clair(documents, ref.cellules[0].source)
    return f"Libellés officiels : {dite.split(', niveau')[0]}."
