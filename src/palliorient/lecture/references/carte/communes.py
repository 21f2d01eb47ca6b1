"""The communes of a folder: each known once, named, and every place that is cited known."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from palliorient.lecture import TERRITOIRES
from palliorient.lecture.codes import Code
from palliorient.lecture.contexte import Lieu, Recoupement
from palliorient.lecture.schemas.acteurs import Service, Structure
from palliorient.lecture.schemas.complements import Complement
from palliorient.lecture.schemas.territoires import Cedex, Rattachement
from palliorient.noyau.modele.diagnostic import Diagnostic
from palliorient.noyau.modele.places import COMMUNE, NUMERO, PLACES


def verifier_arrondissements(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL123, PAL124: each arrondissement belongs to one territory, and one only."""
    rattachements = Lieu(TERRITOIRES, ("rattachements",))
    vus: dict[int, Lieu] = {}
    for indice, r in enumerate(ctx.territoires.rattachements):
        if r.arrondissement is None:
            continue
        lieu = rattachements / indice / "arrondissement"
        premier = vus.setdefault(r.arrondissement, lieu)
        if premier is not lieu:
            yield ctx.diagnostic(
                Code.ARRONDISSEMENT_EN_DOUBLE,
                lieu,
                f"arrondissement {r.arrondissement} déjà rattaché ({ctx.position(premier)})",
                "garder un seul rattachement ; « aussi » en permet un second pour certains types",
                [premier],
            )
    ville = ctx.territoires.ville
    if ville is None:
        return
    trop_grands = [numero for numero in vus if numero > ville.arrondissements]
    for numero in trop_grands:
        yield ctx.diagnostic(
            Code.HORS_BORNES,
            vus[numero],
            f"arrondissement {numero} : {ville.nom} en a {ville.arrondissements}",
            f"écrire un nombre, au plus {ville.arrondissements}",
        )
    for numero in () if trop_grands else range(1, ville.arrondissements + 1):
        if numero not in vus:
            yield ctx.diagnostic(
                Code.ARRONDISSEMENT_SANS_TERRITOIRE,
                rattachements,
                f"arrondissement {numero} sans territoire",
                f"ajouter son rattachement : « - arrondissement: {numero} »",
            )


def verifier_codes(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL142: a code (INSEE, postal, CEDEX) names one arrondissement.

    Communes without a number may share a postal code: who types it is asked which one.
    """
    vus: dict[str, tuple[int, Lieu]] = {}
    for lieu, numero, code in _codes(ctx):
        premier, ailleurs = vus.setdefault(code, (numero, lieu))
        if premier != numero:
            yield ctx.diagnostic(
                Code.CODE_DE_DEUX_ARRONDISSEMENTS,
                lieu,
                f"le code « {code} » est déjà celui de l'arrondissement {premier} "
                f"({ctx.position(ailleurs)})",
                "corriger l'un des deux",
                [ailleurs],
            )


def _codes(ctx: Recoupement) -> Iterator[tuple[Lieu, int, str]]:
    for lieu, r in ctx.tous(Rattachement):
        if r.arrondissement is not None:
            yield lieu / "commune", r.arrondissement, r.commune
            for rang, code in enumerate(r.codes_postaux):
                yield lieu / "codes_postaux" / rang, r.arrondissement, code
    for lieu, c in ctx.tous(Cedex):
        if c.arrondissement is not None:
            yield lieu / "code", c.arrondissement, c.code


def verifier_doublons(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL190: a commune is attached once."""
    vues: dict[str, Lieu] = {}
    for lieu, r in ctx.tous(Rattachement):
        premiere = vues.setdefault(r.commune, lieu)
        # An arrondissement attached twice is PAL124's, two that share a code PAL142's.
        if premiere is not lieu and r.arrondissement is None:
            yield ctx.diagnostic(
                Code.COMMUNE_EN_DOUBLE,
                lieu / "commune",
                f"commune {r.commune} déjà rattachée ({ctx.position(premiere)})",
                "garder un seul rattachement ; « aussi » en permet un second pour certains types",
                [premiere / "commune"],
            )


def verifier_lieux_cites(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL191: every number or commune that is cited is attached to a territory."""
    for lieu, champ, valeur in _cites(ctx):
        if ctx.commune_de(champ, valeur) is None:
            connus = [str(n) for n in ctx.numeros] if champ == NUMERO else list(ctx.communes)
            quoi = f"{champ} que rien ne rattache :"
            yield ctx.inconnu(Code.LIEU_INCONNU, lieu, quoi, str(valeur), connus)


def _cites(ctx: Recoupement) -> Iterator[tuple[Lieu, str, object]]:
    for lieu, service in ctx.tous(Service):
        for rang, numero in enumerate(service.arrondissements):
            yield lieu / "arrondissements" / rang, NUMERO, numero
        for rang, commune in enumerate(service.communes):
            yield lieu / "communes" / rang, COMMUNE, commune
    for lieu, cedex in ctx.tous(Cedex):
        champ = NUMERO if cedex.commune is None else COMMUNE
        yield lieu / champ, champ, getattr(cedex, champ)
    for lieu, fait in ctx.tous(Complement):
        if fait.champ in PLACES:
            yield lieu / "valeur", fait.champ, fait.valeur
    if (formes := ctx.territoires.formes_des_codes) is not None:
        for code, numero in formes.exceptions.items():
            yield Lieu(TERRITOIRES, ("formes_des_codes", "exceptions", code)), NUMERO, numero


def verifier_departement(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL192: an INSEE code begins with the number of the departement."""
    numero = ctx.territoires.departement.numero
    for lieu, r in ctx.tous(Rattachement):
        if not r.commune.startswith(numero):
            yield ctx.diagnostic(
                Code.COMMUNE_D_AILLEURS,
                lieu / "commune",
                f"{r.commune} n'est pas une commune du département {numero}",
                "corriger le code, ou retirer ce rattachement",
                [Lieu(TERRITOIRES, ("departement", "numero"))],
            )


def verifier_exceptions(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL193: a postal code declared apart is the code of the arrondissement said."""
    formes = ctx.territoires.formes_des_codes
    for code, numero in formes.exceptions.items() if formes else ():
        commune = ctx.numeros.get(numero)
        if commune is not None and code not in ctx.communes[commune].codes_postaux:
            yield ctx.diagnostic(
                Code.CODE_POSTAL_DE_PERSONNE,
                Lieu(TERRITOIRES, ("formes_des_codes", "exceptions", code)),
                f"le code postal « {code} » n'est pas de l'arrondissement {numero}",
                "l'ajouter à ses « codes_postaux », ou retirer cette exception",
            )


def verifier_noms(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL194: a commune has a name; a number and the name of the town make one."""
    for lieu, r in ctx.tous(Rattachement):
        if r.nom is None and (r.arrondissement is None or ctx.territoires.ville is None):
            remede = 'ajouter « nom: "…" »'
            if r.arrondissement is not None:
                remede += ", ou « ville: {nom: …, commune: …, arrondissements: … } » au fichier"
            yield ctx.diagnostic(
                Code.COMMUNE_SANS_NOM,
                lieu / "commune",
                f"la commune {r.commune} n'a pas de nom",
                remede,
            )


def verifier_sources(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL129: an attachment says where it comes from, or the file does for all."""
    if ctx.territoires.source_des_rattachements is not None:
        return
    for lieu, r in ctx.tous(Rattachement):
        if r.source is None:
            yield ctx.diagnostic(
                Code.SANS_SOURCE,
                lieu / "commune",
                f"le rattachement de la commune {r.commune} n'a pas de source",
                "ajouter « source », ou « source_des_rattachements » au fichier",
            )


def verifier_hopitaux(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL195: a fact says where each hospital stands."""
    situees = {f.sur for _, f in ctx.tous(Complement) if f.champ in PLACES}
    for lieu, structure in ctx.tous(Structure):
        if structure.etablissement and structure.id not in situees:
            yield ctx.diagnostic(
                Code.HOPITAL_SANS_LIEU,
                lieu / "etablissement",
                f"rien ne dit où est l'établissement « {structure.id} »",
                f"ajouter à « complements » un fait « champ: {ctx.place} » sur lui",
            )


def verifier_territoires(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL198: a territory has communes."""
    peuples = {r.territoire for r in ctx.territoires.rattachements}
    for rang, territoire in enumerate(ctx.territoires.territoires):
        if territoire.id not in peuples:
            yield ctx.diagnostic(
                Code.TERRITOIRE_VIDE,
                Lieu(TERRITOIRES, ("territoires", rang, "id")),
                f"aucune commune n'est du territoire « {territoire.id} »",
                "y rattacher ses communes, ou le retirer",
            )


def verifier_fuseau(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL199: the time zone is one that the machine knows."""
    nom = ctx.territoires.departement.fuseau
    try:
        ZoneInfo(nom)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        yield ctx.diagnostic(
            Code.FUSEAU_INCONNU,
            Lieu(TERRITOIRES, ("departement", "fuseau")),
            f"fuseau horaire inconnu : « {nom} »",
            "écrire son nom dans la base « tz » (paquet tzdata)",
        )


VERIFICATIONS = (
    verifier_arrondissements,
    verifier_codes,
    verifier_doublons,
    verifier_lieux_cites,
    verifier_noms,
    verifier_sources,
    verifier_hopitaux,
    verifier_fuseau,
)
"""Without which the map cannot be put together."""


def verifier_schema(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL189: where some communes have a place on the poster, all have one, each its own."""
    places: dict[tuple[int, int], Lieu] = {}
    tous = [(lieu, r.au_schema) for lieu, r in ctx.tous(Rattachement)]
    if not any(ecrite for _, ecrite in tous):
        return
    for lieu, ecrite in tous:
        if ecrite is None:
            yield ctx.diagnostic(
                Code.SCHEMA_IMPOSSIBLE,
                lieu / "commune",
                "sans place au schéma de l'affiche, où d'autres en ont une",
                "écrire « au_schema », ou l'ôter à toutes",
            )
            continue
        demi, rangee = ecrite
        # A cell is two halves wide: it covers the next one too.
        for prise in ((demi, rangee), (demi - 1, rangee), (demi + 1, rangee)):
            if prise in places:
                yield ctx.diagnostic(
                    Code.SCHEMA_IMPOSSIBLE,
                    lieu / "au_schema",
                    f"place au schéma déjà prise ({ctx.position(places[prise])})",
                    "deux cases d'une rangée sont à deux demi-cases l'une de l'autre",
                    [places[prise] / "au_schema"],
                )
        places[demi, rangee] = lieu


CONTROLES = (verifier_departement, verifier_exceptions, verifier_territoires, verifier_schema)
