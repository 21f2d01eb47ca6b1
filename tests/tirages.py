"""Random situations of any folder, by a seed: every criterion, from its own declaration."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from palliorient.carnets.conventions import conventions
from palliorient.noyau.carnet.carnet import Carnet, Carnets, Heures, HorsContrat, Ligne, Voie
from palliorient.noyau.carnet.fusion import fusionner
from palliorient.noyau.situation.communes import ecrire
from palliorient.noyau.table.lignes import Critere
from palliorient.noyau.table.table import Table

Dits = dict[str, Any]


def tapes(table: Table, dits: Dits) -> Dits:
    """The same answers as one types them: a commune whose code is another's is told apart."""
    return {
        critere: ecrire(table, dit) if isinstance(dit, str) and dit in table.lieux else dit
        for critere, dit in dits.items()
    }


def situations(table: Table, graine: int) -> Iterator[Dits]:
    """Answers of valid situations, as JSON values; what is not said is left out."""
    hasard = Random(graine)
    while True:
        yield _seule(table, hasard) if hasard.random() < 0.04 else _situation(table, hasard)


def jours(table: Table, graine: int) -> Iterator[date]:
    """Days of all kinds: before, in and after the data, week days, holidays and their eves."""
    hasard = Random(graine)
    debut, fin = date.fromisoformat(table.a_jour_au), date.fromisoformat(table.perime_apres)
    while True:
        if hasard.random() < 0.2:
            mois, jour = hasard.choice([(5, 1), (7, 14), (12, 25), (1, 1), (4, 6), (5, 14)])
            yield date(hasard.choice([2026, 2027]), mois, jour) - timedelta(hasard.choice([0, 1]))
        else:
            yield debut + timedelta(hasard.randint(-40, (fin - debut).days + 80))


def _situation(table: Table, hasard: Random) -> Dits:
    dits = {
        critere.id: _reponse(table, critere, hasard)
        for critere in table.criteres.values()
        if critere.question
        and critere.id not in ("etablissement", "residence", table.place)
        and (critere.toujours or hasard.random() < 0.6)
    }
    if table.hospitalier(dits["lieu"]) and hasard.random() < 0.5 and table.etablissements:
        hopital = hasard.choice([*table.etablissements])
        dits["etablissement"] = hopital
        dits[table.place] = table.place_de(table.sites[hopital].commune)
    else:
        dits[table.place] = table.place_de(hasard.choice([*table.lieux]))
    if table.hospitalier(dits["lieu"]) and hasard.random() < 0.5:
        critere = table.criteres["residence"]
        dits["residence"] = hasard.choice([
            *(v.id for v in critere.valeurs if v.id != critere.defaut),
            *(table.place_de(commune) for commune in table.lieux),
        ])  # fmt: skip
    for liste, codes in table.listes.items():  # what contradicts is refused by the door
        for code in codes:
            for autre, contraire in table.valeur(liste, code).contredit.items():
                if code in dits.get(liste, ()) and contraire in dits.get(autre, ()):
                    dits[autre] = [c for c in dits[autre] if c != contraire]
    return dits


def _seule(table: Table, hasard: Random) -> Dits:
    """Whose sole need goes without a level; others may then be left out too."""
    sans = table.sans_niveau
    dits = {c: v for c, v in _situation(table, hasard).items() if c != "niveau"}
    dits |= {critere: [code] for critere, code in sans.seul.items()}
    return {c: v for c, v in dits.items() if c not in sans.dispense or hasard.random() < 0.5}


def _reponse(table: Table, critere: Critere, hasard: Random) -> Any:
    codes = [v.id for v in critere.valeurs if not v.explicite]
    if critere.genre == "oui-non":
        return hasard.random() < 0.4
    if critere.genre == "classes-d-age":
        return hasard.choice([0, 1, 2, 3, 17, 18, 24, 25, hasard.randint(0, 120)])
    if critere.genre == "liste":
        tous = [*codes, *table.nommables(critere.id)]
        choisis = hasard.sample(tous, min(len(tous), hasard.choice([0, 1, 1, 2, 3])))
        return [code for code in tous if code in choisis]
    code = hasard.choice(codes)
    return int(code) if critere.id == "niveau" else code


NUMEROS = ("01 99 00 00 01", "06 39 98 00 02", "3977", None)
PLAGES = ((540, 1020), (480, 1080), (1260, 480), (1080, 1275), (0, 600), (0, 0), (720, 720))


def carnets(table: Table, graine: int) -> Iterator[Carnets]:
    """Directories of any kind: old, undated, reserved, closed; several that contradict."""
    hasard = Random(graine)
    while True:
        lus = [_carnet(table, hasard, f"essai {n}") for n in range(hasard.randint(1, 2))]
        yield fusionner(lus, conventions())


def carnets_a_part(table: Table, graine: int) -> Iterator[Carnets]:
    """One that nobody has filled in; others whose names hold what we or a script replace."""
    hasard = Random(graine)
    yield fusionner([Carnet("vide")], conventions())
    for nom in ("{etat} {par}", "{voie} {retenu}", "$& $1 {date} {noms}", "a\u200bb \U000e0001"):
        lus = [_carnet(table, hasard, f"{nom} {n}") for n in range(2)]
        ajoutes = [
            lu._replace(
                hors_contrat=(
                    HorsContrat(
                        "x", f"{nom} {{ecarte}}", next(iter(table.types)), lu.lignes[0].voie
                    ),
                )
            )
            for lu in lus
        ]
        yield fusionner(ajoutes, conventions())


def _carnet(table: Table, hasard: Random, nom: str) -> Carnet:
    # Several lines for some services: which one answers depends on the hour.
    services = [s.id for s in hasard.sample(table.services, min(60, len(table.services)))]
    lignes = tuple(
        Ligne(service, _voie(table, hasard, nom))
        for service in services
        for _ in range(hasard.choice([1, 1, 2, 3]))
    )
    types = [*table.types]
    ajouts = tuple(
        HorsContrat(id, id.upper(), hasard.choice(types), _voie(table, hasard, nom))
        for id in ("x", "y")[: hasard.randint(0, 2)]
    )
    return Carnet(nom, lignes, ajouts)


def _voie(table: Table, hasard: Random, carnet: str) -> Voie:
    avec_heures = {p.moment for p in table.moments}
    moments = [v.id for v in table.criteres["moment"].valeurs if v.id in avec_heures]
    dits = hasard.sample(moments, hasard.randint(0, len(moments)))
    heures = tuple(
        (m, hasard.choice([None, None, (), (hasard.choice(PLAGES),), PLAGES[:2]])) for m in dits
    )
    telephone = hasard.choice(NUMEROS)
    sortes = [*conventions().appelants]
    return Voie(
        carnet=carnet,
        telephone=telephone,
        intermediaire="15" if telephone is None else hasard.choice([None, "01 99 00 00 03"]),
        heures=Heures(heures, hasard.choice([None, True, False, (hasard.choice(PLAGES),)])),
        qui_peut_appeler=tuple(hasard.sample(sortes, hasard.choice([0, 0, 1, 2]))),
        verifie_le=hasard.choice([None, "2025-08-31", "2026-05-01", "2026-11-01", "2027-03-01"]),
        verifie_par=hasard.choice([None, *conventions().fonctions]),
    )
