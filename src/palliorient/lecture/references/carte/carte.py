"""Checks of the map: places, names, printed columns, who carries whom."""

from __future__ import annotations

from collections.abc import Iterator

from palliorient.lecture import ACTEURS, TERRITOIRES
from palliorient.lecture.codes import Code
from palliorient.lecture.contexte import Lieu, Recoupement
from palliorient.lecture.schemas.acteurs import HopitalHorsCarte, Service, Structure
from palliorient.lecture.schemas.complements import Complement
from palliorient.lecture.schemas.territoires import Rattachement
from palliorient.noyau.langue.mots import mots
from palliorient.noyau.modele.diagnostic import Diagnostic
from palliorient.noyau.modele.places import LA_PLACE, PLACES, SA_PLACE

CHAMPS_UNIQUES = {*PLACES, "adresse", "finess", "standard", "telephone", "horaires"}
"""Fields that a structure or a service shows once: a second fact would hide the first."""


def verifier_deductions(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL128: what is deduced, or doubled, says why."""
    for indice, r in enumerate(ctx.territoires.rattachements):
        if (r.deduit or r.aussi) and not r.pourquoi:
            cle = "deduit" if r.deduit else "aussi"
            yield ctx.diagnostic(
                Code.DEDUCTION_SANS_RAISON,
                Lieu(TERRITOIRES, ("rattachements", indice, cle)),
                f"{_dit(r)} : « {cle} » sans « pourquoi »",
                'ajouter « pourquoi: "…" »',
            )


def _dit(r: Rattachement) -> str:
    return f"arrondissement {r.arrondissement}" if r.arrondissement else f"commune {r.commune}"


def verifier_lieux(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL125: a hospital stands in the territory of its arrondissement, or of its commune."""
    for lieu, fait in ctx.tous(Complement):
        structure = ctx.structures.get(fait.sur)
        if fait.champ not in PLACES or structure is None or structure.territoire is None:
            continue
        commune = ctx.commune_de(fait.champ, fait.valeur)
        if commune is None or ctx.communes[commune].territoire == structure.territoire:
            continue
        attendu = ctx.communes[commune].territoire
        indice = ctx.acteurs.structures.index(structure)
        yield ctx.diagnostic(
            Code.LIEU_DISCORDANT,
            Lieu(ACTEURS, ("structures", indice, "territoire")),
            f"« {structure.id} » est retenu en « {structure.territoire} », mais "
            f"{SA_PLACE[fait.champ]} ({fait.valeur}) est de « {attendu} »",
            f"écrire territoire: {attendu}, ou corriger {LA_PLACE[fait.champ]}",
            [lieu / "valeur"],
        )


def verifier_ecarts(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL126, PAL127: retained territories are the printed ones, or the gap has its reason."""
    for lieu, service in ctx.tous(Service):
        if not service.imprime:
            continue
        different = _ecart(ctx, service)
        imprimes = ", ".join(
            dict.fromkeys(i.colonne or ctx.territoires.departement.tout for i in service.imprime)
        )
        retenus = ", ".join(service.territoires)
        if different and not service.ecart:
            yield ctx.diagnostic(
                Code.ECART_SANS_RAISON,
                lieu / "territoires",
                f"« {service.id} » : retenu en {retenus}, imprimé en {imprimes}, sans raison",
                "ajouter « ecart » et « source_ecart », ou corriger « territoires »",
                [lieu / "imprime" / 0],
            )
        elif service.ecart and not different:
            yield ctx.diagnostic(
                Code.ECART_SANS_OBJET,
                lieu / "ecart",
                f"« {service.id} » : raison d'écart, mais retenu comme imprimé ({imprimes})",
                "supprimer « ecart » et « source_ecart », ou corriger « territoires »",
            )


def _ecart(ctx: Recoupement, service: Service) -> bool:
    """A cell without column is printed for all: the departement, the region, every territory."""
    tout = {ctx.territoires.departement.id, ctx.territoires.region.id}
    retenus, colonnes = set(service.territoires), {i.colonne for i in service.imprime}
    partout = retenus <= tout or retenus == set(ctx.ids_territoires)
    if None in colonnes or colonnes == set(ctx.ids_territoires):
        return not partout
    return retenus != colonnes


def verifier_sources(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL129: a service that the table does not print says where it comes from."""
    for lieu, service in ctx.tous(Service):
        if not service.imprime and not service.source:
            yield ctx.diagnostic(
                Code.SANS_SOURCE,
                lieu / "id",
                f"le service « {service.id} » n'est pas imprimé et n'a pas de source",
                "ajouter « imprime » ou « source »",
            )


def verifier_faits(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL133: one fact for each field that can hold only one."""
    vus: dict[tuple[str, str], Lieu] = {}
    for lieu, fait in ctx.tous(Complement):
        premier = vus.setdefault((fait.sur, fait.champ), lieu)
        if premier is not lieu and fait.champ in CHAMPS_UNIQUES:
            yield ctx.diagnostic(
                Code.FAIT_EN_DOUBLE,
                lieu,
                f"« {fait.champ} » de « {fait.sur} » déjà donné ({ctx.position(premier)})",
                "garder le fait le plus sûr",
                [premier],
            )


def verifier_noms(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL121: what is typed in full designates one hospital only, as the search compares it."""
    recherche = ctx.acteurs.recherche
    vus: dict[tuple[str, ...], tuple[str, Lieu]] = {}
    hopitaux: list[tuple[Lieu, str, Structure | HopitalHorsCarte]] = [
        (lieu, s.id, s) for lieu, s in ctx.tous(Structure) if s.etablissement
    ]
    hopitaux += [(lieu, h.nom, h) for lieu, h in ctx.tous(HopitalHorsCarte)]
    for lieu, qui, hopital in hopitaux:
        for place, nom in _noms(lieu, hopital):
            cle = tuple(mots(nom, recherche.mots_ignores, recherche.abreviations))
            premier, ailleurs = vus.setdefault(cle, (qui, place))
            # Without a word that counts, a name finds nothing: it cannot be ambiguous.
            if cle and premier != qui:
                yield ctx.diagnostic(
                    Code.NOM_DE_DEUX_ETABLISSEMENTS,
                    place,
                    f"« {nom} » désigne aussi « {premier} » (casse, accents, tirets et mots "
                    "ignorés mis à part)",
                    "préciser l'un des deux noms",
                    [ailleurs],
                )


def _noms(lieu: Lieu, hopital: Structure | HopitalHorsCarte) -> Iterator[tuple[Lieu, str]]:
    if isinstance(hopital, Structure):
        yield lieu / "id", hopital.id
    yield lieu / "nom", hopital.nom
    for indice, alias in enumerate(hopital.alias):
        yield lieu / "alias" / indice, alias


def verifier_portages(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL122: following who carries whom, for one type of service, never comes back."""
    porteurs: dict[tuple[str, str], list[tuple[str, Lieu]]] = {}
    for lieu, service in ctx.tous(Service):
        structure = ctx.acteurs.structures[int(lieu.chemin[1])].id
        for indice, porteur in enumerate(service.porteurs):
            place = lieu / "porteurs" / indice
            porteurs.setdefault((service.type, structure), []).append((porteur, place))
    for (type_, depart), liens in porteurs.items():
        for porteur, place in liens:
            chemin = _retour(porteurs, type_, porteur, depart)
            # Said once for a loop, at its first name: the others are the same news.
            if chemin is not None and depart == min([depart, *chemin]):
                boucle = " → ".join([depart, *chemin])
                yield ctx.diagnostic(
                    Code.PORTAGE_EN_BOUCLE,
                    place,
                    f"portage en boucle ({type_}) : {boucle}",
                    "retirer l'un de ces porteurs",
                )


def _retour(
    porteurs: dict[tuple[str, str], list[tuple[str, Lieu]]], type_: str, depuis: str, vers: str
) -> list[str] | None:
    """The carriers from `depuis` up to `vers`, or None when `vers` is not among them."""
    a_voir, vus = [[depuis]], {depuis}
    while a_voir:
        chemin = a_voir.pop()
        if chemin[-1] == vers:
            return chemin
        for suivant, _ in porteurs.get((type_, chemin[-1]), ()):
            if suivant not in vus:
                vus.add(suivant)
                a_voir.append([*chemin, suivant])
    return None


VERIFICATIONS = (
    verifier_deductions,
    verifier_lieux,
    verifier_ecarts,
    verifier_sources,
    verifier_faits,
    verifier_noms,
    verifier_portages,
)
