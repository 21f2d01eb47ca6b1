"""Orders of call: a role that stands twice says so, and is read without knowing any trick."""

from __future__ import annotations

from collections.abc import Iterator

from palliorient.lecture.codes import Code
from palliorient.lecture.contexte import Lieu, Recoupement
from palliorient.lecture.formes.formes import SINON
from palliorient.lecture.schemas.regles import Etape, Ordre
from palliorient.noyau.langue.phrases import et
from palliorient.noyau.modele.diagnostic import Diagnostic


def verifier_sinon(ctx: Recoupement) -> Iterator[Diagnostic]:
    """PAL155: « sinon- » where a role is cited again, and nowhere else.

    The long form does not say it, and is left alone.
    """
    groupes = ctx.regles.groupes_de_roles
    for lieu, ordre in ctx.tous(Ordre):
        vus: set[str] = set()
        for rang, etape in enumerate(ordre.etapes):
            roles = [r for nom in etape.roles for r in groupes.get(nom, [nom])]
            deja = [role for role in dict.fromkeys(roles) if role in vus]
            if etape.sinon is not None and etape.sinon != bool(deja):
                yield _contredit(ctx, lieu / "etapes" / rang / "section", etape, deja)
            vus |= {*roles}


def _contredit(ctx: Recoupement, lieu: Lieu, etape: Etape, deja: list[str]) -> Diagnostic:
    section = etape.section
    if deja:
        message = f"déjà cité plus haut dans cet ordre : {et(deja)}"
        remede = (
            f"écrire « {SINON}{section} » : il vient ici là où il n'a pas trouvé place plus haut"
        )
    else:
        message = f"« {SINON}{section} », et aucun de ces rôles n'est cité plus haut"
        remede = f"écrire « {section} »"
    return ctx.diagnostic(Code.ROLE_CITE_DEUX_FOIS, lieu, message, remede)


VERIFICATIONS = (verifier_sinon,)
