"""The map: structures and services, completed by the facts from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from palliorient.lecture.assemblage.copie import Copie
from palliorient.lecture.assemblage.regles import place
from palliorient.lecture.schemas.acteurs import FichierActeurs, Service, Structure
from palliorient.lecture.schemas.complements import Complement
from palliorient.lecture.schemas.regles import FichierRegles
from palliorient.lecture.schemas.territoires import FichierTerritoires, Rattachement
from palliorient.noyau.langue.phrases import ordinal
from palliorient.noyau.modele import modele as m

HAUTE = "haute"


class Numero(NamedTuple):
    """A telephone number, as structures and services bear it; fields are those of the model."""

    telephone: str | None = None
    telephone_verifie_le: str | None = None
    telephone_source: m.Source | None = None
    telephone_date: str | None = None


SANS_NUMERO = Numero()


class Lieu(NamedTuple):
    """Where something stands; fields are those of the model."""

    arrondissement: int | None
    commune: str | None


class Carte:
    """Builds the map's part of the referential."""

    def __init__(
        self,
        territoires: FichierTerritoires,
        acteurs: FichierActeurs,
        regles: FichierRegles,
        copie: Copie,
    ) -> None:
        self._fichier = territoires
        self._acteurs = acteurs
        self._copie = copie
        self._document_du_tableau = regles.documents[0].id
        self._sigles = {t.id: t.sigle for t in regles.types}
        self.departement, self.region, *suite = (
            copie.objet(m.Territoire, lieu)
            for lieu in (territoires.departement, territoires.region, *territoires.territoires)
        )
        self.territoires = tuple(suite)
        numeros = [(r.arrondissement, r.commune) for r in territoires.rattachements]
        self._commune_de = {numero: commune for numero, commune in numeros if numero}
        self._numero_de = {commune: numero for numero, commune in self._commune_de.items()}
        documents = (*regles.documents, *acteurs.documents_complementaires)
        self._annees = {document.id: document.date[:4] for document in documents}
        self._declare = regles.textes.get(f"statut-{m.STATUT_DECLARE}", "")
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

    def rattachements(self) -> Iterator[m.Rattachement]:
        par_defaut = self._fichier.source_des_rattachements
        for r in self._fichier.rattachements:
            aussi, types = (r.aussi.territoire, tuple(r.aussi.types)) if r.aussi else (None, ())
            source = r.source or par_defaut
            assert source is not None, f"{r.commune} : rattachement sans source"
            yield self._copie.objet(
                m.Rattachement,
                r,
                nom=self._nom_du_lieu(r),
                source=place(source),
                aussi=aussi,
                types_aussi=types,
            )

    def _nom_du_lieu(self, r: Rattachement) -> str:
        """Its own name; or that of its town and its number there."""
        ville = self._fichier.ville
        if r.nom or ville is None or r.arrondissement is None:
            return str(r.nom)
        return f"{ville.nom} {ordinal(r.arrondissement)}"

    def _lieu(self, sur: str) -> Lieu:
        """Where a structure or a service is said to be: one says its number, or its commune."""
        commune = self._valeur(sur, "commune")
        dit = self._valeur(sur, "arrondissement")
        numero = int(dit) if dit else self._numero_de.get(commune or "")
        return Lieu(numero, commune or self._commune_de.get(numero or 0))

    def feries(self) -> Iterator[m.Ferie]:
        for f in self._fichier.departement.feries:
            paques = f.apres_paques if f.avant_paques is None else -f.avant_paques
            yield self._copie.objet(m.Ferie, f, paques=paques)

    def structures(self) -> tuple[m.Structure, ...]:
        return tuple(self._structures.values())

    def _structure(self, ecrite: Structure) -> m.Structure:
        return self._copie.objet(
            m.Structure,
            ecrite,
            **self._lieu(ecrite.id)._asdict(),
            adresse=self._valeur(ecrite.id, "adresse"),
            finess=self._valeur(ecrite.id, "finess"),
            **self._numero(ecrite.id)._asdict(),
        )

    # --- services -------------------------------------------------------------

    def services(self) -> Iterator[m.Service]:
        for structure in self._acteurs.structures:
            for service in structure.services:
                yield self._service(structure, service)

    def _service(self, structure: Structure, ecrit: Service) -> m.Service:
        lieu = self._structures[structure.id]
        propre = self._lieu(ecrit.id)
        ici = propre if propre.commune else Lieu(lieu.arrondissement, lieu.commune)
        horaires = None if ecrit.horaires else self._fait_dit(ecrit.id, "horaires")
        par_defaut = [structure.id] if structure.etablissement else []
        etablissements = par_defaut if ecrit.etablissements is None else ecrit.etablissements
        source = self._source_du_service(ecrit)
        return self._copie.objet(
            m.Service,
            ecrit,
            nom=self._noms_des_services[ecrit.id],
            structure=structure.id,
            source=source,
            etablissements=tuple(etablissements),
            horaires=horaires.valeur if horaires else ecrit.horaires,
            source_horaires=horaires.source if horaires else None,
            faits=tuple(f for f in self.faits if f.sur == ecrit.id),
            communes=(
                *(self._commune_de[n] for n in ecrit.arrondissements),
                *ecrit.communes,
            ),
            **ici._asdict(),
            adresse=self._valeur(ecrit.id, "adresse") or lieu.adresse,
            **self._numero_du_service(lieu, ecrit)._asdict(),
            **(self._declaree(source) if ecrit.statut == m.STATUT_DECLARE else {}),
        )

    def _declaree(self, source: m.Source) -> dict[str, object]:
        """What is shown of a service of which figures only are known: their year, and no more."""
        dit = self._declare.format(annee=self._annees[source.document])
        return {"declare": dit, "joignable": (m.Joignabilite("inconnu", m.TOUJOURS),)}

    def _nom(self, structure: Structure, service: Service) -> str:
        return service.nom or f"{self._sigles[service.type]} {structure.nom}"

    def _source_du_service(self, ecrit: Service) -> m.Source:
        if ecrit.source:
            return place(ecrit.source)
        ligne = ecrit.imprime[0].ligne
        noms = {t.id: t.nom for t in self.territoires}
        cases = [i.colonne for i in ecrit.imprime if i.ligne == ligne]
        colonnes = ", ".join(noms[c] for c in cases if c)
        ou = (
            f"colonne{'s' if len(cases) > 1 else ''} {colonnes}"
            if colonnes
            else self._fichier.departement.tout
        )
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
        # Without a more precise place, the entry of the document that bears this name.
        source = m.Source(complement.source, complement.localisation or f"« {nom} »")
        return self._copie.objet(m.Fait, complement, valeur=str(complement.valeur), source=source)

    # --- the table and the search -------------------------------------------------

    def lacunes(self) -> Iterator[m.Lacune]:
        for ligne in self._acteurs.lignes:
            if ligne.lacune:
                ecrite = ligne.lacune.source
                tableau = f"§ 5, ligne « {ligne.nom} », vide"
                ou = place(ecrite) if ecrite else m.Source(self._document_du_tableau, tableau)
                yield self._copie.objet(m.Lacune, ligne.lacune, source=ou)

    def cedex(self) -> dict[str, str]:
        return {
            c.code: c.commune or self._commune_de[c.arrondissement or 0]
            for c in self._fichier.cedex
        }

    def hors_carte(self) -> Iterator[m.HopitalHorsCarte]:
        if ecrits := self._acteurs.hors_carte:
            for hopital in ecrits.hopitaux:
                yield self._copie.objet(m.HopitalHorsCarte, hopital, source=place(ecrits.source))

    def recherche(self) -> m.Recherche:
        ecrite = self._acteurs.recherche
        homonymes = tuple((h.mots, tuple(h.structures)) for h in ecrite.homonymes or ())
        return self._copie.objet(m.Recherche, ecrite, homonymes=homonymes)
