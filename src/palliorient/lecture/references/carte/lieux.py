"""Places that agree: codes and numbers, addresses and arrondissements, numbers of one only."""

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
        numero = f"{r.arrondissement:02}"
        postal, commune = (f.replace("NN", numero) for f in (formes.code_postal, formes.commune))
        for rang, code in enumerate(r.codes_postaux):
            # A code of two arrondissements is PAL142's.
            juste = code == postal or formes.exceptions.get(code) == r.arrondissement
            if not juste and porteurs[code] == 1:
                yield _code_contredit(ctx, lieu / "codes_postaux" / rang, r, code, postal)
        if r.commune != commune:
            yield _code_contredit(ctx, lieu / "commune", r, r.commune, commune)


def _code_contredit(
    ctx: Recoupement, lieu: Lieu, r: Rattachement, code: str, attendu: str
) -> Diagnostic:
    formes = Lieu(TERRITOIRES, ("formes_des_codes",))
    return ctx.diagnostic(
        Code.CODE_CONTREDIT,
        lieu,
        f"« {code} » n'est pas un code du {ordinal(r.arrondissement)} : {attendu} est attendu",
        f'écrire "{attendu}" ; un code postal d\'une autre forme se déclare dans '
        "« formes_des_codes: exceptions »",
        [formes],
    )


def _arrondissement_d_une_adresse(ctx: Recoupement, adresse: str) -> int | None:
    """What the postal or CEDEX code of an address says; None when it says nothing known."""
    connus = {c: r.arrondissement for r in ctx.territoires.rattachements for c in r.codes_postaux}
    connus |= {c.code: c.arrondissement for c in ctx.territoires.cedex}
    dits = [connus[code] for code in CINQ_CHIFFRES.findall(adresse) if code in connus]
    return dits[-1] if dits else None


def verifier_adresses(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL147: an address, an arrondissement and a name « (18e) » say the same place."""
    numeros = {f.sur: int(f.valeur) for _, f in ctx.tous(Complement) if f.champ == "arrondissement"}
    lieux = {f.sur: ici for ici, f in ctx.tous(Complement) if f.champ == "arrondissement"}
    for lieu, fait in ctx.tous(Complement):
        if fait.champ != "adresse" or fait.sur not in numeros:
            continue
        dit = _arrondissement_d_une_adresse(ctx, str(fait.valeur))
        if dit is not None and dit != numeros[fait.sur]:
            yield ctx.diagnostic(
                Code.LIEU_CONTREDIT,
                lieu / "valeur",
                f"l'adresse de « {fait.sur} » est du {ordinal(dit)}, son arrondissement est le "
                f"{ordinal(numeros[fait.sur])}",
                "corriger l'adresse ou l'arrondissement",
                [lieux[fait.sur] / "valeur"],
            )
    for identifiant, numero in numeros.items():
        noeud = ctx.structures.get(identifiant) or ctx.services.get(identifiant)
        ecrits = ENTRE_PARENTHESES.findall((noeud.nom if noeud else None) or "")
        if ecrits and str(numero) not in ecrits:
            yield ctx.diagnostic(
                Code.LIEU_CONTREDIT,
                lieux[identifiant] / "valeur",
                f"« {identifiant} » est dit du {ordinal(numero)}, son nom du "
                f"{et([ordinal(int(n)) for n in ecrits])}",
                "corriger l'arrondissement ou le nom",
            )


def verifier_cedex(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL147: a CEDEX code is in the arrondissement of those who have it in their address."""
    for lieu, cedex in ctx.tous(Cedex):
        for rang, identifiant in enumerate(cedex.structures):
            faits = [f for _, f in ctx.tous(Complement) if f.sur == identifiant]
            ecrits = [int(f.valeur) for f in faits if f.champ == "arrondissement"]
            adresses = [str(f.valeur) for f in faits if f.champ == "adresse"]
            dits: list[int | None] = [*ecrits] or [
                _arrondissement_d_une_adresse(ctx, a) for a in adresses
            ]
            if dits and cedex.arrondissement not in dits:
                yield ctx.diagnostic(
                    Code.LIEU_CONTREDIT,
                    lieu / "structures" / rang,
                    f"le CEDEX {cedex.code} est dit du {ordinal(cedex.arrondissement)}, où "
                    f"« {identifiant} » n'est pas",
                    "corriger l'arrondissement du CEDEX, ou retirer cette structure",
                    [lieu / "arrondissement"],
                )


def verifier_services_d_arrondissement(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL147: who serves some arrondissements only serves their territories, and is so named."""
    for lieu, service in ctx.tous(Service):
        if not service.arrondissements:
            continue
        attendus = {ctx.territoire_de.get(n) for n in service.arrondissements}
        if None not in attendus and set(service.territoires) != attendus:
            yield ctx.diagnostic(
                Code.LIEU_CONTREDIT,
                lieu / "territoires",
                f"« {service.id} » sert les arrondissements "
                f"{et([str(n) for n in service.arrondissements])}, qui sont de "
                f"{et(sorted(str(t) for t in attendus))}, et est retenu en "
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
    verifier_numeros_uniques,
)
