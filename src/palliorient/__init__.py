"""palliorient: from one situation to the palliative care teams to contact where somebody lives.

    from palliorient import Situation, charger, orienter

    reponse = orienter(charger(), Situation(
        lieu="domicile", arrondissement=18, niveau=2, age=59, moment="jour"))
    print(reponse.contacts[0].nom)

Names are loaded when first used: `import palliorient` costs next to nothing.
"""

from __future__ import annotations

from palliorient._version import __version__

TYPE_CHECKING = False  # known to type checkers; importing typing would double `--version`
if TYPE_CHECKING:
    from palliorient.donnees import charger
    from palliorient.facade import orienter
    from palliorient.noyau.modele.diagnostic import (
        DonneesInvalides,
        ErreurPalliorient,
        SituationRefusee,
    )
    from palliorient.noyau.situation.situation import Situation

__all__ = [
    "DonneesInvalides",
    "ErreurPalliorient",
    "Situation",
    "SituationRefusee",
    "__version__",
    "charger",
    "orienter",
]

_OU = {
    "DonneesInvalides": "palliorient.noyau.modele.diagnostic",
    "ErreurPalliorient": "palliorient.noyau.modele.diagnostic",
    "Situation": "palliorient.noyau.situation.situation",
    "SituationRefusee": "palliorient.noyau.modele.diagnostic",
    "charger": "palliorient.donnees",
    "orienter": "palliorient.facade",
}


def __getattr__(nom: str) -> object:
    if nom not in _OU:
        raise AttributeError(f"module {__name__!r} has no attribute {nom!r}")
    from importlib import import_module

    return getattr(import_module(_OU[nom]), nom)
