"""What a directory says, compared with the map that it completes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from palliorient.carnets.codes import Code
from palliorient.carnets.conventions import conventions
from palliorient.carnets.schema import FERIES, FichierCarnet
from palliorient.lecture.codes import Code as CodeDeLecture
from palliorient.lecture.codes import CodeDeProbleme
from palliorient.lecture.schemas.base import minutes as minutes_de
from palliorient.lecture.yaml.resultat import Chemin, FichierLu
from palliorient.noyau.carnet.heures import du_moment, minutes, moments
from palliorient.noyau.langue.mots import proche
from palliorient.noyau.langue.phrases import et, ou
from palliorient.noyau.modele.diagnostic import Diagnostic
from palliorient.noyau.situation.calendrier import FERIE
from palliorient.noyau.table.table import Table


def controler(
    table: Table, lu: FichierCarnet, lecture: FichierLu, jour: date | None
) -> list[Diagnostic]:
    """All that is wrong, by place; only the map when it is another one."""
    controle = _Controle(table, lu, lecture)
    if lu.carte != table.numero:
        return [controle.autre_carte()]
    trouves = [*controle.services(), *controle.ajouts(), *controle.heures(), *controle.doublons()]
    if jour is not None:
        trouves += controle.dates(jour.isoformat())
    return sorted(trouves, key=lambda d: d.position[1:] if d.position else (0, 0))


class _Controle:
    def __init__(self, table: Table, lu: FichierCarnet, lecture: FichierLu) -> None:
        self.table = table
        self.lu = lu
        self.lecture = lecture
        self.connus = {s.id: s for s in table.services}
        self.voies = [
            *((("entrees", rang), e) for rang, e in enumerate(lu.entrees)),
            *((("hors_contrat", rang), a) for rang, a in enumerate(lu.hors_contrat)),
        ]

    def dire(
        self,
        code: CodeDeProbleme,
        chemin: Chemin,
        message: str,
        remede: str,
        autre: Chemin | None = None,
    ) -> Diagnostic:
        autres = (self.lecture.position(autre),) if autre is not None else ()
        return Diagnostic(
            code, code.gravite, message, self.lecture.position(chemin), remede, autres
        )

    def autre_carte(self) -> Diagnostic:
        return self.dire(
            Code.AUTRE_CARTE,
            ("carte",),
            f"ce carnet est celui d'une autre carte : {self.lu.carte}, et la carte est celle du "
            f"département {self.table.numero}",
            f'donner un carnet de « carte: "{self.table.numero}" », ou la carte de ce carnet '
            "(--donnees)",
        )

    def services(self) -> Iterator[Diagnostic]:
        """An entry is about a service of the map, which has a name and is no emergency number."""
        for rang, entree in enumerate(self.lu.entrees):
            ici = ("entrees", rang, "service")
            service = self.connus.get(entree.service)
            if service is None:
                if entree.sans_numero:
                    continue  # it says nothing yet
                voisin = proche(entree.service, (s.id for s in self.connus.values()))
                question = f" ; vouliez-vous dire « {voisin} » ?" if voisin else ""
                yield self.dire(
                    Code.SERVICE_INCONNU,
                    ici,
                    f"service inconnu de la carte : cette ligne n'est pas lue{question}",
                    "recopier l'identifiant donné par palliorient carnet modele ; un service que "
                    "la carte n'a pas s'écrit sous « hors_contrat »",
                )
            elif service.generique:
                yield self.dire(
                    Code.SANS_NOM_PROPRE,
                    ici,
                    "ce contact n'a pas de nom propre : il change avec la personne",
                    "écrire l'identifiant d'un service de la carte, ou supprimer l'entrée",
                )
            elif service.telephone in conventions().proteges and not entree.sans_numero:
                yield self.dire(
                    Code.NUMERO_PROTEGE,
                    ici,
                    f"le {service.telephone} ne se remplace pas",
                    "supprimer cette entrée",
                )

    def ajouts(self) -> Iterator[Diagnostic]:
        """A service that the team adds is not on the map, is told once, and has a known type."""
        premiers: dict[str, Chemin] = {}
        for rang, ajout in enumerate(self.lu.hors_contrat):
            ici: Chemin = ("hors_contrat", rang)
            if ajout.id in self.connus:
                yield self.dire(
                    Code.DEJA_SUR_LA_CARTE,
                    (*ici, "id"),
                    "ce service est sur la carte",
                    "l'écrire sous « entrees », par « service »",
                )
            premier = premiers.setdefault(ajout.id, (*ici, "id"))
            if premier != (*ici, "id"):
                yield self.dire(
                    CodeDeLecture.IDENTIFIANT_EN_DOUBLE,
                    (*ici, "id"),
                    "identifiant déjà écrit dans ce carnet",
                    "donner un autre identifiant à l'un des deux",
                    premier,
                )
            if ajout.type not in self.table.types:
                voisin = proche(ajout.type, self.table.types)
                question = f" ; vouliez-vous dire « {voisin} » ?" if voisin else ""
                yield self.dire(
                    CodeDeLecture.TYPE_INCONNU,
                    (*ici, "type"),
                    f"type de service inconnu de la carte{question}",
                    f"types : {', '.join(self.table.types)}",
                )

    def heures(self) -> Iterator[Diagnostic]:
        """Hours stand within their moment, and do not overlap."""
        connus = moments(self.table)
        for chemin, voie in self.voies:
            for moment, valeurs in voie.heures.items():
                ici = (*chemin, "heures", moment)
                if moment == FERIES:
                    yield from self._feries(ici, voie.heures)
                elif moment not in connus:
                    yield self.dire(
                        Code.MOMENT_INCONNU,
                        ici,
                        "moment inconnu de la carte",
                        f"écrire {ou([*connus, FERIES])}",
                    )
                    continue
                yield from self._plages(ici, moment, valeurs)

    def _feries(self, ici: Chemin, heures: dict[str, list[str]]) -> Iterator[Diagnostic]:
        """« oui » on holidays: the hours of the moments that a holiday has."""
        des_feries = [m for m in heures if du_moment(self.table, m, FERIE) and heures[m] != ["non"]]
        if heures[FERIES] == ["oui"] and not des_feries:
            sans = et([m for m in moments(self.table) if du_moment(self.table, m, FERIE)])
            yield self.dire(
                Code.FERIES_SANS_HEURES,
                ici,
                f"fériés : aucune heure n'est dite pour les moments d'un jour férié ({sans})",
                'écrire leurs heures : « feries: "09:00-17:00" »',
            )

    def _plages(self, ici: Chemin, moment: str, valeurs: list[str]) -> Iterator[Diagnostic]:
        plages = [
            (rang, minutes([(minutes_de(v[:5]), minutes_de(v[6:]))]))
            for rang, v in enumerate(valeurs)
            if v not in ("oui", "non")
        ]
        permises = 0
        for jour in range(FERIE + 1):
            permises |= du_moment(self.table, moment, jour)
        for rang, ensemble in plages:
            if moment != FERIES and ensemble & ~permises:
                yield self.dire(
                    Code.HEURES_HORS_DU_MOMENT,
                    (*ici, rang),
                    f"ces heures sortent du moment « {moment} » de la carte "
                    f"({self._bornes(moment)})",
                    "écrire sous chaque moment les heures qui sont dedans",
                )
        for (un, avant), (deux, apres) in combinations(plages, 2):
            if avant & apres:
                yield self.dire(
                    Code.HEURES_QUI_SE_CHEVAUCHENT,
                    (*ici, deux),
                    "ces heures en recouvrent d'autres du même moment",
                    "écrire une seule plage, ou corriger l'une des deux",
                    (*ici, un),
                )

    def _bornes(self, moment: str) -> str:
        dites = [
            f"{p.de // 60:02}:{p.de % 60:02}-{(p.a + 1) // 60 % 24:02}:{(p.a + 1) % 60:02}"
            for p in self.table.moments
            if p.moment == moment
        ]
        return et(dites)

    def doublons(self) -> Iterator[Diagnostic]:
        """Two lines of one service: each has its hours, and they are not the same."""
        dites: dict[str, list[tuple[int, set[tuple[str, int]]]]] = {}
        for rang, entree in enumerate(self.lu.entrees):
            siennes = {
                (moment, minute)
                for moment, valeurs in entree.heures.items()
                for minute in _minutes(valeurs)
            }
            for autre, heures in dites.get(entree.service, ()):
                if not siennes or not heures or siennes & heures:
                    yield self.dire(
                        Code.SERVICE_EN_DOUBLE,
                        ("entrees", rang, "service"),
                        "ce service a déjà une ligne, aux mêmes heures ou sans heures",
                        "n'en garder qu'une, ou dire les heures de chacune",
                        ("entrees", autre, "service"),
                    )
                    break
            dites.setdefault(entree.service, []).append((rang, siennes))

    def dates(self, jour: str) -> Iterator[Diagnostic]:
        """A verification that has not been made yet."""
        for chemin, voie in self.voies:
            if voie.verifie_le and voie.verifie_le > jour:
                yield self.dire(
                    Code.DATE_A_VENIR,
                    (*chemin, "verifie_le"),
                    f"date à venir : {voie.verifie_le} (nous sommes le {jour})",
                    "vérifier l'année",
                )


def _minutes(valeurs: list[str]) -> set[int]:
    """The minutes of a moment that are stated; « oui »: all of them."""
    if valeurs == ["non"]:
        return set()
    if valeurs == ["oui"]:
        return set(range(24 * 60))
    ensemble = minutes((minutes_de(v[:5]), minutes_de(v[6:])) for v in valeurs)
    return {m for m in range(24 * 60) if ensemble >> m & 1}
