"""Names: of one structure each, and none that its identifier and the printed table deny."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from palliorient.lecture import TERRITOIRES
from palliorient.lecture.codes import Code
from palliorient.lecture.contexte import Lieu, Recoupement
from palliorient.lecture.schemas.acteurs import Service, Structure
from palliorient.lecture.schemas.criteres import ContactGenerique, Critere, TypeDeService
from palliorient.lecture.schemas.missions import Mission
from palliorient.lecture.schemas.roles import Role
from palliorient.lecture.vocabulaire import mots
from palliorient.noyau.langue.mots import mots as mots_de_recherche
from palliorient.noyau.langue.phrases import et
from palliorient.noyau.modele.diagnostic import Diagnostic

PARENTHESES = re.compile(r"\(([^()]*)\)+")
PORTAGE = re.compile(r"(?:co-?)?port[ée]", re.IGNORECASE)
ORDINAL = re.compile(r"(\d+)[a-z]+")

PETITS = frozenset(("a", "au", "aux", "d", "de", "des", "du", "et", "l", "la", "le", "les", "par"))
"""Small words: a name may have them or not."""

Imprime = tuple[str, str]
"""The type of the service, and what one cell prints of it."""


def mots_du_nom(*textes: str) -> set[str]:
    """The words of a name: no case, accent, plural nor small word; « 6ème » is « 6e »."""
    trouves = {ORDINAL.sub(r"\1e", mot) for texte in textes for mot in mots(texte)}
    return {m.removesuffix("s") if len(m) > 3 else m for m in trouves - PETITS}


# --- a name and what says who bears it --------------------------------------------------------


def verifier_noms_et_identifiants(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL143: a name has the words of its identifier, or those that the table prints.

    Two names exchanged between two entries have neither.
    """
    for lieu, structure in ctx.tous(Structure):
        imprimes = [(s.type, i.texte) for s in structure.services for i in s.imprime]
        ecart = not _dit_par(ctx, structure.nom, structure.id, imprimes)
        if ecart and structure.id not in _noms_des_autres(ctx):
            yield _nom_contredit(ctx, lieu, structure.nom, structure.id)
        for rang, service in enumerate(structure.services):
            if service.nom is None:
                continue  # made of the type and of the structure's name
            ici = lieu / "services" / rang
            imprimes = [(service.type, i.texte) for i in service.imprime]
            if not _dit_par(ctx, service.nom, _sans_type(service), imprimes):
                yield _nom_contredit(ctx, ici, service.nom, service.id)


def _noms_des_autres(ctx: Recoupement) -> set[str]:
    """The hospitals whose name is already refused as that of another one (PAL121)."""
    dits = ctx.acteurs.recherche

    def cle(nom: str) -> tuple[str, ...]:
        return tuple(mots_de_recherche(nom, dits.mots_ignores, dits.abreviations))

    hopitaux = [s for s in ctx.acteurs.structures if s.etablissement]
    noms = {s.id: {cle(n) for n in (s.id, s.nom, *s.alias)} for s in hopitaux}
    return {
        s.id
        for s in hopitaux
        if any(cle(s.nom) in siens for id_, siens in noms.items() if id_ != s.id)
    }


def _sans_type(service: Service) -> str:
    """An identifier begins with the type, which the name need not say; the function may end it."""
    reste = service.id.removeprefix(service.type).strip("-")
    return reste.removesuffix(service.fonction or "").strip("-")


def _dit_par(ctx: Recoupement, nom: str, identifiant: str, imprimes: Iterable[Imprime]) -> bool:
    du_nom = mots_du_nom(nom)
    if mots_du_nom(identifiant) <= du_nom:
        return True
    # « Groupe hospitalier », « Hôpital » may be left out of the name that is shown.
    ignores = mots_du_nom(*ctx.acteurs.recherche.mots_ignores)
    cases = [_mots_imprimes(*imprime) - ignores for imprime in imprimes]
    return any(case and case <= du_nom for case in cases)


def _mots_imprimes(type_: str, texte: str) -> set[str]:
    """Those of a cell, but for its brackets, and its type written before the name."""
    return mots_du_nom(PARENTHESES.sub(" ", texte)) - mots_du_nom(type_)


def _nom_contredit(ctx: Recoupement, lieu: Lieu, nom: str, identifiant: str) -> Diagnostic:
    return ctx.diagnostic(
        Code.NOM_CONTREDIT,
        lieu / "nom",
        f"« {nom} » n'a ni les mots de son identifiant ({identifiant}), ni ceux de la case "
        "imprimée",
        "remettre le bon nom ; si l'équipe a changé de nom, changer aussi l'identifiant",
        [lieu / "id"],
    )


def verifier_noms_imprimes(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL143: the words of a printed cell are in a name, an alias, or who carries the service."""
    for lieu, structure in ctx.tous(Structure):
        for rang, service in enumerate(structure.services):
            ici = lieu / "services" / rang
            dits = mots_du_nom(service.nom or "", structure.nom, *structure.alias)
            portage = mots_du_nom(service.porteur or "") | dits
            for case, imprime in enumerate(service.imprime):
                manquent = _mots_imprimes(service.type, imprime.texte) - dits
                for parenthese in PARENTHESES.findall(imprime.texte):
                    if PORTAGE.match(parenthese):
                        dans = {m for m in mots_du_nom(parenthese) if not PORTAGE.match(m)}
                        manquent |= dans - portage - {"co"}
                if manquent:
                    yield ctx.diagnostic(
                        Code.NOM_CONTREDIT,
                        ici / "imprime" / case / "texte",
                        f"la case imprimée dit {et([f'« {m} »' for m in sorted(manquent)])}, "
                        f"que ni le nom, ni les alias, ni « porteur » ne disent ({service.id})",
                        "remettre le bon nom ou le bon porteur ; ou ajouter le nom imprimé aux "
                        "alias de la structure",
                        [ici / "nom" if service.nom else lieu / "nom"],
                    )


def verifier_porteurs(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL143: who is said to carry a service is the structure that does."""
    for lieu, service in ctx.tous(Service):
        dits = mots_du_nom(service.porteur or "")
        for rang, porteur in enumerate(service.porteurs):
            structure = ctx.structures.get(porteur)
            if structure is None or not service.porteur or service in structure.services:
                continue
            if not (mots_du_nom(porteur) <= dits or mots_du_nom(structure.nom) <= dits):
                yield ctx.diagnostic(
                    Code.NOM_CONTREDIT,
                    lieu / "porteur",
                    f"« {service.porteur} » ne nomme pas la structure « {porteur} », qui porte "
                    f"« {service.id} »",
                    "remettre le bon porteur, dans « porteur » ou dans « porteurs »",
                    [lieu / "porteurs" / rang],
                )


def verifier_noms_echanges(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL143: two territories, values, types… do not bear each the name of the other."""
    territoires = Lieu(TERRITOIRES, ("territoires",))
    familles = [
        [(territoires / i / "nom", t.id, t.nom) for i, t in enumerate(ctx.territoires.territoires)],
        [(lieu / "sigle", t.id, f"{t.sigle} {t.nom}") for lieu, t in ctx.tous(TypeDeService)],
        [(lieu / "nom", c.id, c.nom) for lieu, c in ctx.tous(ContactGenerique)],
        [(lieu / "nom", r.id, r.nom) for lieu, r in ctx.tous(Role)],
        [(lieu / "nom", m.id, m.nom) for lieu, m in ctx.tous(Mission)],
    ]
    for lieu, critere in ctx.tous(Critere):
        valeurs = enumerate(critere.valeurs)
        familles.append([(lieu / "valeurs" / i / "nom", v.id, v.nom) for i, v in valeurs])
    for famille in familles:
        yield from _echanges(ctx, famille)


def _echanges(ctx: Recoupement, famille: list[tuple[Lieu, str, str]]) -> Iterator[Diagnostic]:
    noms = [mots_du_nom(nom) for _, _, nom in famille]
    tous = set().union(*noms)
    ids = [mots_du_nom(id_) & tous for _, id_, _ in famille]
    for i, (lieu, id_, nom) in enumerate(famille):
        for j in range(i):
            croises = ids[i] and ids[j] and ids[i] <= noms[j] and ids[j] <= noms[i]
            if croises and not (ids[i] <= noms[i] or ids[j] <= noms[j]):
                yield ctx.diagnostic(
                    Code.NOM_CONTREDIT,
                    lieu,
                    f"« {nom} » est le nom de « {famille[j][1]} », et celui de « {id_} » est "
                    f"donné à « {famille[j][1]} »",
                    "remettre chacun le sien",
                    [famille[j][0]],
                )


# --- one name, one structure -------------------------------------------------------------------


def verifier_noms_uniques(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL144: a name or an alias is of one structure, unless `homonymes` says whose it is."""
    if ctx.acteurs.recherche.homonymes is None:
        return
    homonymes = {_cle(h.mots): set(h.structures) for h in ctx.acteurs.recherche.homonymes}
    porteurs: dict[tuple[str, ...], dict[str, Lieu]] = {}
    for lieu, structure in ctx.tous(Structure):
        noms = [(lieu / "nom", structure.nom)]
        noms += [(lieu / "alias" / rang, alias) for rang, alias in enumerate(structure.alias)]
        if structure.etablissement:
            noms.append((lieu / "id", structure.id))
        for place, nom in noms:
            porteurs.setdefault(_cle(nom), {}).setdefault(structure.id, place)
    hopitaux = {s.id for s in ctx.acteurs.structures if s.etablissement}
    for cle, places in porteurs.items():
        permis = homonymes.get(cle)
        ids = list(places)
        if permis == set(ids) or (permis is None and len(ids) == 1):
            continue
        if permis is None and set(ids) <= hopitaux:
            continue  # two hospitals: PAL121, as the search compares them
        autres = sorted((permis or set(ids)) - {ids[-1]})
        yield ctx.diagnostic(
            Code.NOM_DE_DEUX_STRUCTURES,
            places[ids[-1]],
            f"« {' '.join(cle)} » désigne aussi {et([f'« {a} »' for a in autres])}",
            "retirer cet alias ou préciser ce nom ; si plusieurs portent vraiment ce nom, les "
            "déclarer dans « recherche: homonymes »",
            [places[i] for i in ids[:-1]],
        )


def _cle(nom: str) -> tuple[str, ...]:
    return tuple(m for m in mots(nom) if m not in PETITS)


VERIFICATIONS = (
    verifier_noms_et_identifiants,
    verifier_noms_imprimes,
    verifier_porteurs,
    verifier_noms_echanges,
    verifier_noms_uniques,
)
