"""Places that agree: codes and numbers, addresses and communes, numbers of one only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from palliorient.lecture import TERRITOIRES
from palliorient.lecture.codes import Code
from palliorient.lecture.contexte import Lieu, Recoupement
from palliorient.lecture.schemas.acteurs import Service
from palliorient.lecture.schemas.complements import CHAMPS_NUMEROS, Complement
from palliorient.lecture.schemas.territoires import Cedex, Rattachement
from palliorient.lecture.vocabulaire import mots
from palliorient.noyau.langue.phrases import et, ordinal
from palliorient.noyau.modele.diagnostic import Diagnostic
from palliorient.noyau.modele.places import COMMUNE, LA_PLACE, NUMERO, PLACES, SA_PLACE

CINQ_CHIFFRES = re.compile(r"\b[0-9]{5}\b")
ENTRE_PARENTHESES = re.compile(r"\(([0-9]{1,2})(?:er|e|ème)\)")
CHAMPS_UNIQUES = ("finess", *CHAMPS_NUMEROS)


def verifier_formes_des_codes(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL146: the codes of an arrondissement are written from its number."""
    formes = ctx.territoires.formes_des_codes
    if formes is None:
        return
    porteurs = Counter(c for r in ctx.territoires.rattachements for c in set(r.codes_postaux))
    for lieu, r in ctx.tous(Rattachement):
        if r.arrondissement is None:
            continue
        postal, commune = (
            _selon(f, r.arrondissement) for f in (formes.code_postal, formes.commune)
        )
        for rang, code in enumerate(r.codes_postaux):
            # A code of two arrondissements is PAL142's.
            juste = code == postal or formes.exceptions.get(code) == r.arrondissement
            if not juste and porteurs[code] == 1:
                yield _code_contredit(ctx, lieu / "codes_postaux" / rang, r, code, postal)
        if r.commune != commune:
            yield _code_contredit(ctx, lieu / "commune", r, r.commune, commune)


def _selon(forme: str, numero: int) -> str:
    """A code from its form, « NN » or « N » standing for the number."""
    place = forme.count("N")
    return forme.replace("N" * place, str(numero).zfill(place))


def _code_contredit(
    ctx: Recoupement, lieu: Lieu, r: Rattachement, code: str, attendu: str
) -> Diagnostic:
    formes = Lieu(TERRITOIRES, ("formes_des_codes",))
    return ctx.diagnostic(
        Code.CODE_CONTREDIT,
        lieu,
        f"« {code} » n'est pas un code du {ctx.lieu_dit(r.commune)} : {attendu} est attendu",
        f'écrire "{attendu}" ; un code postal d\'une autre forme se déclare dans '
        "« formes_des_codes: exceptions »",
        [formes],
    )


def _communes_d_une_adresse(ctx: Recoupement, adresse: str) -> list[str]:
    """The communes of the postal or CEDEX code of an address; none when it says nothing known."""
    porteurs: dict[str, list[str]] = {}
    for r in ctx.territoires.rattachements:
        for code in r.codes_postaux:
            porteurs.setdefault(code, []).append(r.commune)
    for c in ctx.territoires.cedex:
        porteurs[c.code] = [d for d in (_desservie(ctx, c),) if d]
    dits = [porteurs[code] for code in CINQ_CHIFFRES.findall(adresse) if code in porteurs]
    return dits[-1] if dits else []


def _desservie(ctx: Recoupement, cedex: Cedex) -> str | None:
    champ = COMMUNE if cedex.arrondissement is None else NUMERO
    return ctx.commune_de(champ, cedex.commune or cedex.arrondissement)


def verifier_adresses(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL147: an address, a place and a name « (7e) » say the same place."""
    dits = {f.sur: ctx.lieux_de(f.sur)[:1] for _, f in ctx.tous(Complement) if f.champ in PLACES}
    situes = {sur: ici[0] for sur, ici in dits.items() if ici}
    for lieu, fait in ctx.tous(Complement):
        if fait.champ != "adresse" or fait.sur not in situes:
            continue
        communes = _communes_d_une_adresse(ctx, str(fait.valeur))
        dite = situes[fait.sur][1]
        if communes and dite not in communes:
            mot = _mot(ctx, dite, communes[0])
            yield ctx.diagnostic(
                Code.LIEU_CONTREDIT,
                lieu / "valeur",
                f"l'adresse de « {fait.sur} » est {DE[mot]} {ctx.lieu_dit(communes[0])}, "
                f"{SA_PLACE[mot]} est {LE[mot]}{ctx.lieu_dit(dite)}",
                f"corriger l'adresse ou {LA_PLACE[mot]}",
                [situes[fait.sur][0] / "valeur"],
            )
    for identifiant, (lieu, commune) in situes.items():
        noeud = ctx.structures.get(identifiant) or ctx.services.get(identifiant)
        ecrits = ENTRE_PARENTHESES.findall((noeud.nom if noeud else None) or "")
        numero = ctx.communes[commune].arrondissement
        if ecrits and numero is not None and str(numero) not in ecrits:
            yield ctx.diagnostic(
                Code.LIEU_CONTREDIT,
                lieu / "valeur",
                f"« {identifiant} » est dit du {ordinal(numero)}, son nom du "
                f"{et([ordinal(int(n)) for n in ecrits])}",
                "corriger l'arrondissement ou le nom",
            )


def _mot(ctx: Recoupement, *communes: str) -> str:
    """What these places are called: arrondissements when all have a number."""
    return NUMERO if all(ctx.communes[c].arrondissement for c in communes) else COMMUNE


DE = {NUMERO: "du", COMMUNE: "de"}
LE = {NUMERO: "le ", COMMUNE: ""}


def verifier_cedex(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL147: a CEDEX code is in the commune of those who have it in their address."""
    for lieu, cedex in ctx.tous(Cedex):
        desservie = _desservie(ctx, cedex)
        for rang, identifiant in enumerate(cedex.structures):
            faits = [f for _, f in ctx.tous(Complement) if f.sur == identifiant]
            adresses = [str(f.valeur) for f in faits if f.champ == "adresse"]
            dites = [c for _, c in ctx.lieux_de(identifiant)] or [
                c for adresse in adresses for c in _communes_d_une_adresse(ctx, adresse)
            ]
            if dites and desservie is not None and desservie not in dites:
                mot = _mot(ctx, desservie)
                yield ctx.diagnostic(
                    Code.LIEU_CONTREDIT,
                    lieu / "structures" / rang,
                    f"le CEDEX {cedex.code} est dit {DE[mot]} {ctx.lieu_dit(desservie)}, où "
                    f"« {identifiant} » n'est pas",
                    f"corriger {LA_PLACE[mot]} du CEDEX, ou retirer cette structure",
                    [lieu / (COMMUNE if cedex.arrondissement is None else NUMERO)],
                )


def verifier_services_d_arrondissement(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL147: who serves some arrondissements only serves their territories, and is so named."""
    for lieu, service in ctx.tous(Service):
        if not service.arrondissements:
            continue
        communes = [ctx.numeros[n] for n in service.arrondissements if n in ctx.numeros]
        attendus = {ctx.communes[c].territoire for c in communes}
        if len(communes) == len(service.arrondissements) and set(service.territoires) != attendus:
            yield ctx.diagnostic(
                Code.LIEU_CONTREDIT,
                lieu / "territoires",
                f"« {service.id} » sert les arrondissements "
                f"{et([str(n) for n in service.arrondissements])}, qui sont de "
                f"{et(sorted(attendus))}, et est retenu en "
                f"{et(service.territoires)}",
                "corriger « territoires », « arrondissements », ou le rattachement de "
                "l'arrondissement dans territoires.yaml",
                [lieu / "arrondissements"],
            )
        ecrits = {int(m) for i in service.imprime for m in mots(i.texte) if m.isdigit()}
        if ecrits and ecrits != set(service.arrondissements):
            yield ctx.diagnostic(
                Code.LIEU_CONTREDIT,
                lieu / "arrondissements",
                f"« {service.id} » est imprimé avec {et([str(n) for n in sorted(ecrits)])}, et "
                f"retenu pour {et([str(n) for n in service.arrondissements])}",
                "corriger « arrondissements »",
                [lieu / "imprime" / 0],
            )


def verifier_services_de_communes(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL147: who serves some communes only serves their territories."""
    for lieu, service in ctx.tous(Service):
        connues = [c for c in service.communes if c in ctx.communes]
        numeros = [ctx.numeros[n] for n in service.arrondissements if n in ctx.numeros]
        attendus = {ctx.communes[c].territoire for c in (*connues, *numeros)}
        if connues and set(service.territoires) != attendus:
            yield ctx.diagnostic(
                Code.LIEU_CONTREDIT,
                lieu / "territoires",
                f"« {service.id} » sert {et([ctx.lieu_dit(c) for c in connues])}, de "
                f"{et(sorted(attendus))}, et est retenu en {et(service.territoires)}",
                "corriger « territoires », « communes », ou le rattachement de la commune dans "
                "territoires.yaml",
                [lieu / "communes"],
            )


def verifier_numeros_uniques(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL152, PAL153: a FINESS number has its key; a number is of one structure."""
    vus: dict[tuple[bool, str], tuple[str, Lieu]] = {}
    for lieu, fait in ctx.tous(Complement):
        valeur = str(fait.valeur)
        if fait.champ == "finess" and valeur.isdigit() and not _cle_juste(valeur):
            yield ctx.diagnostic(
                Code.CLE_FINESS,
                lieu / "valeur",
                f"« {valeur} » n'est pas un numéro FINESS : son dernier chiffre ne va pas avec les "
                "autres",
                "le recopier du fichier FINESS",
            )
        if fait.champ in CHAMPS_UNIQUES:
            cle = (fait.champ == "finess", valeur)
            premier, ailleurs = vus.setdefault(cle, (fait.sur, lieu))
            if premier != fait.sur:
                yield ctx.diagnostic(
                    Code.NUMERO_DE_DEUX,
                    lieu / "valeur",
                    f"« {valeur} » est déjà le numéro de « {premier} »",
                    "vérifier les deux numéros",
                    [ailleurs / "valeur"],
                )


def _cle_juste(numero: str) -> bool:
    """The key of a FINESS number, by the formula of Luhn."""
    somme = 0
    for rang, chiffre in enumerate(reversed(numero)):
        double = int(chiffre) * (2 if rang % 2 else 1)
        somme += double - 9 if double > 9 else double
    return somme % 10 == 0


VERIFICATIONS = (
    verifier_formes_des_codes,
    verifier_adresses,
    verifier_cedex,
    verifier_services_d_arrondissement,
    verifier_services_de_communes,
    verifier_numeros_uniques,
)
