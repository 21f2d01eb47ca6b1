"""What a team's own directories say, in words: how old a number is, when and whom it answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from palliorient.noyau.carnet.apports import Apports, VoieDite
from palliorient.noyau.carnet.carnet import Conflit, Heures, Plage, Voie
from palliorient.noyau.carnet.heures import moments, repond_a
from palliorient.noyau.carnet.verification import RECENTE
from palliorient.noyau.langue.phrases import et, majuscule, remplacer
from palliorient.noyau.table.table import Table
from palliorient.rendu.reponse.blocs import Bloc, Raison
from palliorient.rendu.reponse.sans_carnet import AjoutEnMots, SansCarnet, VoieEnMots


class Mots(SansCarnet):
    """The words of the directories of one answer. `instant`: the hour asked, when it was given."""

    def __init__(self, table: Table, apports: Apports, instant: datetime | None) -> None:
        self.table = table
        self.apports = apports
        self.instant = instant
        self.conventions = apports.carnets.conventions
        self.mots = self.conventions.mots
        self.avant = {c.id: c for c in apports.avant.contacts}
        """Contact → what it was before them."""

    # --- a line ---------------------------------------------------------------------

    def voie(self, contact: str) -> VoieEnMots | None:
        """See `SansCarnet`."""
        dite = self.apports.voies.get(contact)
        return None if dite is None else self._en_mots(dite, self.avant[contact].telephone)

    def joignable(self, contact: str, dit: str) -> str:
        """See `SansCarnet`."""
        return self.avant[contact].joignable

    def ajouts(self) -> list[AjoutEnMots]:
        """See `SansCarnet`; the name says each time that nobody else knows of it."""
        hors_contrat = self.mots["hors-contrat"]
        return [
            AjoutEnMots(f"{a.nom} ({hors_contrat})", self._en_mots(a.dite, None))
            for a in self.apports.hors_contrat
        ]

    def _en_mots(self, dite: VoieDite, de_la_carte: str | None) -> VoieEnMots:
        voie = dite.voie
        comment = self._comment(dite)
        if de_la_carte and voie.telephone not in (None, de_la_carte) and dite.etat != RECENTE:
            comment.append(self.mots["carte-dit"].replace("{numero}", de_la_carte))
        dit_ses_heures = bool(voie.heures.moments or voie.heures.feries)
        return VoieEnMots(voie.telephone, self._reserve(dite), comment, dit_ses_heures)

    def _reserve(self, dite: VoieDite) -> str:
        jour = dite.voie.verifie_le
        date_ = f"{date.fromisoformat(jour):%d/%m/%Y}" if jour else ""
        return self.mots[dite.etat].replace("{date}", date_)

    def _comment(self, dite: VoieDite) -> list[str]:
        dits = []
        if dite.voie.intermediaire:
            par = self.mots["par"].replace("{numero}", dite.voie.intermediaire)
            dits.append(par if dite.voie.telephone else f"{par}, {self._reserve(dite)}")
        dits += self._a_quelle_heure(dite)
        if dite.voie.qui_peut_appeler:
            qui = et([self.conventions.appelants[q].nom for q in dite.voie.qui_peut_appeler])
            dits.append(self.mots["reserve"].replace("{qui}", qui))
        return dits

    def _a_quelle_heure(self, dite: VoieDite) -> list[str]:
        """« jour 9 h-17 h, sauf fériés »; and whether it is now, when one knows.

        That it is open now is only said when it was verified lately.
        """
        heures = self._heures(dite.voie.heures)
        if not heures or self.instant is None:
            return [heures] if heures else []
        ouverte = repond_a(self.table, dite.voie.heures, self.instant)
        if ouverte and dite.etat != RECENTE:
            return [heures]
        return [self.mots["ouverte" if ouverte else "fermee"].replace("{heures}", heures)]

    def _heures(self, heures: Heures) -> str:
        dites = []
        rangs = {moment: rang for rang, moment in enumerate(moments(self.table))}
        for moment, plages in sorted(heures.moments, key=lambda dit: rangs[dit[0]]):
            nom = self.mots.get(f"moment-{moment}") or self.table.valeur("moment", moment).nom
            if plages is None:
                dites.append(nom)
            elif plages:
                dites.append(f"{nom} {_plages(plages)}")
            else:
                dites.append(self.mots["sauf"].replace("{moment}", nom))
        if isinstance(heures.feries, tuple):
            dites.append(self.mots["feries-heures"].replace("{heures}", _plages(heures.feries)))
        elif heures.feries is not None:
            dites.append(self.mots["feries-oui" if heures.feries else "feries-non"])
        return ", ".join(dites)

    # --- around the answer ----------------------------------------------------------

    def conflits(self) -> list[str]:
        """See `SansCarnet`."""
        noms = {a.id: a.nom for a in self.apports.hors_contrat}
        noms |= {c.id: c.nom for c in self.apports.avant.contacts}
        conflits = self.apports.carnets.conflits
        return [self._conflit(noms[c.sujet], c) for c in conflits if c.sujet in noms]

    def _conflit(self, nom: str, conflit: Conflit) -> str:
        ecarte, retenu = self._cites(conflit.ecartees), self._cites(conflit.retenues)
        return remplacer(self.mots["conflit"], nom=nom, ecarte=ecarte, retenu=retenu)

    def _cites(self, voies: Sequence[Voie]) -> str:
        dites = dict.fromkeys(
            ", ".join(filter(None, (self._numero(voie), self._heures(voie.heures))))
            for voie in voies
        )
        return f"« {voies[0].carnet} » : {' puis '.join(dites)}"

    def _numero(self, voie: Voie) -> str:
        return voie.telephone or self.mots["par"].replace("{numero}", voie.intermediaire or "")

    def pied(self) -> str | None:
        """See `SansCarnet`."""
        lus = self.apports.carnets.noms
        cle = "pied" if len(lus) == 1 else "pied-plusieurs"
        return self.mots[cle].replace("{noms}", et([f"« {nom} »" for nom in lus]))

    def raisons(self) -> list[Bloc]:
        """See `SansCarnet`."""
        lignes = [(self.avant[c].nom, v) for c, v in self.apports.voies.items()]
        lignes += [(a.nom, a.dite) for a in self.apports.hors_contrat]
        dites = [self._raison(nom, dite) for nom, dite in lignes]
        convention = majuscule(self.table.textes["document-convention"])
        proteges = et(sorted(self.conventions.proteges, key=int))
        for cle in ("convention-mois", "convention-ordre"):
            texte = self.mots[cle].replace("{mois}", str(self.conventions.mois))
            dites.append(Raison("-", texte.replace("{proteges}", proteges), convention))
        return [Bloc(self.mots["section"], dites)]

    def _raison(self, nom: str, dite: VoieDite) -> Raison:
        numero = [dite.voie.telephone] if dite.voie.telephone else []
        voie = ", ".join([*numero, *self._comment(dite)])
        texte = remplacer(self.mots["raison"], nom=nom, voie=voie)
        return Raison("-", texte, self._source(dite))

    def _source(self, dite: VoieDite) -> str:
        """« Carnet « X », vérifié le 12/05/2026 (coordination) »."""
        qui = dite.voie.verifie_par
        par = f" ({self.conventions.fonctions[qui]})" if qui else ""
        etat = self._reserve(dite)
        return remplacer(self.mots["source"], nom=dite.voie.carnet, etat=etat, par=par)

    def fiche(self, contact: str) -> list[str]:
        """See `SansCarnet`."""
        dite = self.apports.voies.get(contact)
        if dite is None:
            return []
        autres = [v for v in self.apports.carnets.lignes[contact] if v != dite.voie]
        dits = [
            ", ".join(filter(None, (self._numero(voie), self._heures(voie.heures))))
            for voie in autres
        ]
        return [f"{self._source(dite)}.", *(f"{majuscule(dit)}." for dit in dits)]


def _plages(plages: Sequence[Plage]) -> str:
    """« 9 h-12 h et 14 h-17 h 30 »"""
    return et(["-".join(map(_heure, plage)) for plage in plages])


def _heure(minute: int) -> str:
    heures, minutes = divmod(minute, 60)
    return f"{heures} h {minutes:02}" if minutes else f"{heures} h"
