"""The map: structures and services, completed by the facts from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from palliorient.lecture.schemas.acteurs import FichierActeurs, Service, Structure
from palliorient.lecture.schemas.base import Conditionnel, JoignabiliteDeService, SourceDocument
from palliorient.lecture.schemas.complements import Complement
from palliorient.lecture.schemas.regles import FichierRegles
from palliorient.lecture.schemas.territoires import FichierTerritoires
from palliorient.noyau.modele import modele as m

HAUTE = "haute"


class Numero(NamedTuple):
    """A telephone number, as structures and services bear it; fields are those of the model."""

    telephone: str | None = None
    telephone_verifie_le: str | None = None
    telephone_source: m.Source | None = None
    telephone_date: str | None = None


SANS_NUMERO = Numero()


class LecteurDeConditions(Protocol):
    """What the rules know and the map needs: groups of values to expand."""

    def joignabilites_propres(
        self, ecrites: list[JoignabiliteDeService]
    ) -> tuple[m.Joignabilite, ...]: ...

    def condition_de(self, ecrit: Conditionnel) -> m.Condition: ...


class Carte:
    """Builds the map's part of the referential."""

    def __init__(
        self, territoires: FichierTerritoires, acteurs: FichierActeurs, regles: FichierRegles
    ) -> None:
        self._fichier = territoires
        self._acteurs = acteurs
        self._document_du_tableau = regles.documents[0].id
        self._sigles = {t.id: t.sigle for t in regles.types}
        self.departement = m.Territoire(territoires.departement.id, territoires.departement.nom)
        self.region = m.Territoire(territoires.region.id, territoires.region.nom)
        self.territoires = tuple(m.Territoire(t.id, t.nom) for t in territoires.territoires)
        self.lignes = {ligne.id: ligne.nom for ligne in acteurs.lignes}
        self._noms = {s.id: s.nom for s in acteurs.structures}
        self._complements: dict[str, dict[str, Complement]] = {}
        for complement in acteurs.complements:
            self._complements.setdefault(complement.sur, {})[complement.champ] = complement
        self._noms_des_services = {
            service.id: self._nom(structure, service)
            for structure in acteurs.structures
            for service in structure.services
        }
        self.faits = tuple(self._fait(c) for c in acteurs.complements)
        self._structures = {s.id: self._structure(s) for s in acteurs.structures}

    # --- places ---------------------------------------------------------------

    def rattachements(self) -> tuple[m.Rattachement, ...]:
        return tuple(
            m.Rattachement(
                arrondissement=r.arrondissement,
                commune=r.commune,
                territoire=r.territoire,
                codes_postaux=tuple(r.codes_postaux),
                source=source_de(r.source),
                deduit=r.deduit,
                pourquoi=r.pourquoi,
                aussi=r.aussi.territoire if r.aussi else None,
                types_aussi=tuple(r.aussi.types) if r.aussi else (),
            )
            for r in self._fichier.rattachements
        )

    def structures(self) -> tuple[m.Structure, ...]:
        return tuple(self._structures.values())

    def _structure(self, ecrite: Structure) -> m.Structure:
        arrondissement = self._valeur(ecrite.id, "arrondissement")
        numero = self._numero(ecrite.id)
        return m.Structure(
            id=ecrite.id,
            nom=ecrite.nom,
            alias=tuple(ecrite.alias),
            etablissement=ecrite.etablissement,
            territoire=ecrite.territoire,
            arrondissement=int(arrondissement) if arrondissement else None,
            adresse=self._valeur(ecrite.id, "adresse"),
            finess=self._valeur(ecrite.id, "finess"),
            **numero._asdict(),
        )

    # --- services -------------------------------------------------------------

    def services(self, regles: LecteurDeConditions) -> Iterator[m.Service]:
        for structure in self._acteurs.structures:
            for service in structure.services:
                yield self._service(structure, service, regles)

    def _service(
        self, structure: Structure, ecrit: Service, regles: LecteurDeConditions
    ) -> m.Service:
        lieu = self._structures[structure.id]
        arrondissement = self._valeur(ecrit.id, "arrondissement")
        numero = self._numero_du_service(lieu, ecrit)
        horaires = self._fait_dit(ecrit.id, "horaires")
        par_defaut = [structure.id] if structure.etablissement else []
        etablissements = par_defaut if ecrit.etablissements is None else ecrit.etablissements
        return m.Service(
            id=ecrit.id,
            nom=self._noms_des_services[ecrit.id],
            type=ecrit.type,
            structure=structure.id,
            publics=tuple(ecrit.publics),
            territoires=tuple(ecrit.territoires),
            source=self._source_du_service(ecrit),
            statut=ecrit.statut,
            depuis=ecrit.depuis,
            jusqua=ecrit.jusqua,
            fonction=ecrit.fonction,
            arrondissements=tuple(ecrit.arrondissements),
            etablissements=tuple(etablissements),
            porteur=ecrit.porteur,
            porteurs=tuple(ecrit.porteurs),
            horaires=ecrit.horaires or (horaires.valeur if horaires else None),
            source_horaires=horaires.source if horaires and not ecrit.horaires else None,
            modalite=ecrit.modalite,
            imprime=tuple(m.Impression(i.ligne, i.colonne, i.texte) for i in ecrit.imprime),
            ecart=ecrit.ecart,
            source_ecart=source_de(ecrit.source_ecart) if ecrit.source_ecart else None,
            joignable=regles.joignabilites_propres(ecrit.joignable),
            faits=tuple(f for f in self.faits if f.sur == ecrit.id),
            arrondissement=int(arrondissement) if arrondissement else lieu.arrondissement,
            adresse=self._valeur(ecrit.id, "adresse") or lieu.adresse,
            **numero._asdict(),
        )

    def _nom(self, structure: Structure, service: Service) -> str:
        return service.nom or f"{self._sigles[service.type]} {structure.nom}"

    def _source_du_service(self, ecrit: Service) -> m.Source:
        if ecrit.source:
            return source_de(ecrit.source)
        ligne = ecrit.imprime[0].ligne
        noms = {t.id: t.nom for t in self.territoires}
        cases = [i.colonne for i in ecrit.imprime if i.ligne == ligne]
        colonnes = ", ".join(noms[c] for c in cases if c)
        ou = f"colonne{'s' if len(cases) > 1 else ''} {colonnes}" if colonnes else "tout Paris"
        return m.Source(self._document_du_tableau, f"§ 5, ligne « {self.lignes[ligne]} », {ou}")

    # --- facts from elsewhere ---------------------------------------------------

    def _valeur(self, sur: str, champ: str) -> str | None:
        complement = self._complements.get(sur, {}).get(champ)
        return str(complement.valeur) if complement else None

    def _fait_dit(self, sur: str, champ: str) -> m.Fait | None:
        complement = self._complements.get(sur, {}).get(champ)
        return self._fait(complement) if complement else None

    def _numero(self, sur: str) -> Numero:
        """A number and the day it was checked; a switchboard's is always to be verified."""
        direct = self._fait_dit(sur, "telephone")
        fait = direct or self._fait_dit(sur, "standard")
        if fait is None:
            return SANS_NUMERO
        verifie_le = fait.date if direct and direct.confiance == HAUTE else None
        return Numero(fait.valeur, verifie_le, fait.source, fait.date)

    def _numero_du_service(self, lieu: m.Structure, ecrit: Service) -> Numero:
        """Its own number, else a switchboard: a hospital's service has that of who carries it.

        A team that is not in a hospital never borrows a hospital's switchboard: nobody
        wrote that it answers there.
        """
        numero = self._numero(ecrit.id)
        if numero.telephone:
            return numero
        porteurs = [self._structures[p] for p in ecrit.porteurs] if lieu.etablissement else []
        for structure in (*porteurs, lieu):
            if structure.telephone:
                return Numero(*[getattr(structure, champ) for champ in Numero._fields])
        return SANS_NUMERO

    def _fait(self, complement: Complement) -> m.Fait:
        nom = self._noms.get(complement.sur) or self._noms_des_services[complement.sur]
        return m.Fait(
            sur=complement.sur,
            champ=complement.champ,
            valeur=str(complement.valeur),
            # Without a more precise place, the entry of the document that bears this name.
            source=m.Source(complement.source, complement.localisation or f"« {nom} »"),
            date=complement.date,
            confiance=complement.confiance,
        )

    # --- what is open ------------------------------------------------------------

    def questions_ouvertes(self, regles: LecteurDeConditions) -> tuple[m.QuestionOuverte, ...]:
        return tuple(
            m.QuestionOuverte(
                id=q.id,
                question=q.question,
                dit=q.dit,
                retenu=q.retenu,
                date=q.date,
                sources=tuple(source_de(s) for s in q.sources),
                services=tuple(q.services),
                alertes=tuple(q.alertes),
                condition=regles.condition_de(q),
                repond=q.repond.qui if q.repond else None,
                source_repond=source_de(q.repond.source) if q.repond else None,
            )
            for q in self._acteurs.questions_ouvertes
        )

    # --- the table and the search -------------------------------------------------

    def lacunes(self) -> tuple[m.Lacune, ...]:
        return tuple(
            m.Lacune(
                ligne.lacune.id,
                ligne.lacune.nom,
                ligne.lacune.type,
                m.Source(self._document_du_tableau, f"§ 5, ligne « {ligne.nom} », vide"),
            )
            for ligne in self._acteurs.lignes
            if ligne.lacune
        )

    def cedex(self) -> dict[str, int]:
        return {c.code: c.arrondissement for c in self._fichier.cedex}

    def hors_carte(self) -> tuple[m.HopitalHorsCarte, ...]:
        ecrits = self._acteurs.hors_carte
        if ecrits is None:
            return ()
        source = source_de(ecrits.source)
        return tuple(
            m.HopitalHorsCarte(h.nom, tuple(h.alias), h.commune, source) for h in ecrits.hopitaux
        )

    def recherche(self) -> m.Recherche:
        ecrite = self._acteurs.recherche
        return m.Recherche(
            tuple(ecrite.mots_ignores),
            ecrite.abreviations,
            tuple(ecrite.mots_neutres),
            tuple((h.mots, tuple(h.structures)) for h in ecrite.homonymes or ()),
        )


def source_de(ecrite: SourceDocument) -> m.Source:
    return m.Source(ecrite.document, ecrite.localisation)


def documents_de_la_carte(acteurs: FichierActeurs) -> Iterator[m.Document]:
    for d in acteurs.documents_complementaires:
        yield m.Document(d.id, d.nom, d.date, "complements", d.court)
