"""What the texts say: numbers written once, promises that a source makes in words."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from palliorient.lecture import REGLES
from palliorient.lecture.codes import Code
from palliorient.lecture.contexte import Lieu, Recoupement
from palliorient.lecture.schemas.acteurs import Service, Structure
from palliorient.lecture.schemas.base import AvecPreuves, Source, SourceDocument
from palliorient.lecture.schemas.complements import Complement
from palliorient.lecture.schemas.criteres import Convention
from palliorient.lecture.schemas.questions import QuestionOuverte
from palliorient.lecture.schemas.roles import AlerteEmise
from palliorient.lecture.schemas.vocabulaire import Numero, Site
from palliorient.lecture.textes import Texte, textes
from palliorient.lecture.vocabulaire import (
    Promesses,
    Regard,
    adresses,
    mots,
    mots_d_une_forme,
)
from palliorient.noyau.langue.phrases import et
from palliorient.noyau.modele.diagnostic import Diagnostic

SANS_SOURCE = (Convention,)
"""What it says is its own: a decision of the tool."""

MOTS_SANS_SENS = {
    "#",
    "le",
    "la",
    "les",
    "l",
    "au",
    "aux",
    "a",
    "du",
    "de",
    "par",
    "et",
    "ou",
    "un",
}
"""Words that say nothing of the number beside them."""


def verifier_declarations(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL140: a number, an address is what its source says, word for word."""
    ecrits = [
        *((lieu / "numero", "le numéro", n.numero, n.source) for lieu, n in ctx.tous(Numero)),
        *((lieu / "adresse", "l'adresse", s.adresse, s.source) for lieu, s in ctx.tous(Site)),
    ]
    for lieu, genre, valeur, source in ecrits:
        if not _dit_le(source, valeur):
            yield ctx.diagnostic(
                Code.PROMESSE_NON_FONDEE,
                lieu,
                f"{genre} « {valeur} » n'est pas dans la citation de sa source",
                "recopier dans « citation » les mots du document qui le donnent, ou corriger la "
                "valeur",
            )


def _dit_le(source: Source, valeur: str) -> bool:
    """Is a value among the words that a source quotes, whole?"""
    cherches, dits = mots(valeur), mots(source.citation or "")
    suites = (dits[i : i + len(cherches)] for i in range(len(dits) - len(cherches) + 1))
    return bool(cherches) and cherches in suites


# --- numbers and promises -------------------------------------------------------------------


def verifier_nombres_et_promesses(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL137, PAL139, PAL140: no number out of place, no promise that a source does not make."""
    if ctx.regles.vocabulaire is None:
        return
    regard = Regard(ctx.regles.vocabulaire)
    fondements = _Fondements(ctx, regard)
    for texte in textes(ctx):
        promis, nombres = regard.lire(texte.texte)
        yield from _nombres_deplaces(ctx, texte, nombres)
        if promis and not isinstance(texte.noeud, SANS_SOURCE):
            yield from fondements.verifier(texte, promis)


def _nombres_deplaces(ctx: Recoupement, texte: Texte, nombres: list[str]) -> Iterator[Diagnostic]:
    noms = _nombres_du_nom(ctx, texte)
    deplaces = [n for n in nombres if n not in noms]
    ecrites = adresses(texte.texte)
    if deplaces:
        yield ctx.diagnostic(
            Code.NOMBRE_DEPLACE,
            texte.lieu,
            f"nombre écrit dans un texte : {et(list(dict.fromkeys(deplaces)))}",
            "un numéro de téléphone se déclare une fois, dans « numeros », et s'écrit ici "
            "{numero:…} ; un autre nombre : voir « vocabulaire: nombres »",
        )
    if ecrites:
        yield ctx.diagnostic(
            Code.NOMBRE_DEPLACE,
            texte.lieu,
            f"adresse de site écrite dans un texte : {ecrites[0]}",
            "la déclarer une fois, dans « sites », avec sa source, et écrire ici {site:…}",
        )


def _nombres_du_nom(ctx: Recoupement, texte: Texte) -> set[str]:
    """A name may have the numbers of its identifier, or of what the table prints; a question,
    those of the names that it is about."""
    noeud = texte.noeud
    if isinstance(noeud, QuestionOuverte):
        services = [ctx.services[s] for s in noeud.services if s in ctx.services]
        return {mot for s in services for dit in (s.id, *_imprimes(s)) for mot in mots(dit)}
    if texte.champ != "nom" or not isinstance(noeud, Structure | Service):
        return set()
    services = noeud.services if isinstance(noeud, Structure) else [noeud]
    dits = [noeud.id, *(dit for s in services for dit in _imprimes(s))]
    return {mot for dit in dits for mot in mots(dit)}


def _imprimes(service: Service) -> list[str]:
    return [i.texte for i in service.imprime]


class _Fondements:
    """What the source of each text says in words."""

    def __init__(self, ctx: Recoupement, regard: Regard) -> None:
        self.ctx = ctx
        self.regard = regard
        self.noeuds = dict(ctx.tous(BaseModel))
        self.conventions = {c.id: c.texte for c in ctx.regles.conventions}
        self.alertes = {a.id: a for a in ctx.regles.alertes}
        self.faits: dict[str, list[str]] = {}
        for _, fait in ctx.tous(Complement):
            self.faits.setdefault(fait.source, []).append(str(fait.valeur))

    def verifier(self, texte: Texte, promis: Promesses) -> Iterator[Diagnostic]:
        sources = self._sources(texte)
        if sources is None:
            return  # a fact from elsewhere is its own declaration, with its document and date
        dits = [dit for source in sources for dit in self._dits(source)]
        fondees = {p for dit in dits for p in self.regard.promesses(dit)}
        manquent = {p: mots_ for p, mots_ in promis.items() if p not in fondees}
        if not manquent:
            return
        sortes = et(list(dict.fromkeys(self.regard.noms[p.sorte] for p in manquent)))
        quoi = f"« {next(iter(manquent.values()))} » promet ({sortes})"
        if not sources:
            yield self.ctx.diagnostic(
                Code.PROMESSE_SANS_SOURCE,
                texte.lieu,
                f"{quoi}, sans source",
                "retirer ces mots ; ou dire d'où on le sait : « preuves: [{document: …, "
                'localisation: "…", citation: "…"}] » ou « preuves: [{convention: …}] »',
            )
        else:
            yield self.ctx.diagnostic(
                Code.PROMESSE_NON_FONDEE,
                texte.lieu,
                f"{quoi}, et sa source ne le dit pas",
                "retirer ces mots ; ou recopier dans « citation » ceux du document qui le disent ; "
                "ou citer dans « preuves » la convention qui le décide",
            )

    def _sources(self, texte: Texte) -> list[Source | SourceDocument] | None:
        """What the text rests on: its own source and proofs, else those of what contains it."""
        if isinstance(texte.noeud, Complement):
            return None
        trouvees: list[Source | SourceDocument] = []
        for profondeur in range(len(texte.lieu.chemin), -1, -1):
            noeud = self.noeuds.get(Lieu(texte.lieu.fichier, texte.lieu.chemin[:profondeur]))
            if isinstance(noeud, AvecPreuves):
                trouvees += noeud.preuves
            if isinstance(noeud, QuestionOuverte):
                return [*trouvees, *noeud.sources]
            propre = self._source_de(noeud, texte.champ)
            if propre is not None:
                return [*trouvees, propre]
        return trouvees

    def _source_de(self, noeud: BaseModel | None, champ: str) -> Source | SourceDocument | None:
        propre = getattr(noeud, f"source_{champ}", None) or getattr(noeud, "source", None)
        if propre is None and isinstance(noeud, AlerteEmise) and noeud.code in self.alertes:
            propre = self.alertes[noeud.code].source
        return propre if isinstance(propre, Source | SourceDocument) else None

    def _dits(self, source: Source | SourceDocument) -> list[str]:
        """The words of a source: its convention, its quotation, the facts of its document."""
        if isinstance(source, Source) and source.convention:
            return [self.conventions.get(source.convention, "")]
        return [source.citation or "", *self.faits.get(source.document or "", ())]


def verifier_exceptions(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL154: what the vocabulary lets pass is narrow."""
    vocabulaire = ctx.regles.vocabulaire
    if vocabulaire is None:
        return
    ici = Lieu(REGLES, ("vocabulaire",))
    promesses = {tuple(mots_d_une_forme(f)) for p in vocabulaire.promesses for f in p.formes}
    trop_larges = [
        *(
            (ici / "nombres" / rang, forme)
            for rang, forme in enumerate(vocabulaire.nombres)
            if "#" in forme and set(mots_d_une_forme(forme)) <= MOTS_SANS_SENS
        ),
        *(
            (ici / "sans_promesse" / rang, forme)
            for rang, forme in enumerate(vocabulaire.sans_promesse)
            if tuple(mots_d_une_forme(forme)) in promesses or "*" in forme
        ),
    ]
    for lieu, forme in trop_larges:
        yield ctx.diagnostic(
            Code.EXCEPTION_TROP_LARGE,
            lieu,
            f"« {forme} » laisserait tout passer",
            "ajouter les mots qui montrent que ce n'est ni un numéro ni une promesse",
        )


VERIFICATIONS = (
    verifier_exceptions,
    verifier_declarations,
    verifier_nombres_et_promesses,
)
