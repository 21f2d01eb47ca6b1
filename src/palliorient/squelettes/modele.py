"""The texts that every skeleton shares, with the places to fill.

`<<nom>>` stands for a text; lines between `<<si nom>>` and `<<fin>>` are kept where that text
is not empty. A place that nothing fills is a defect of ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from palliorient.squelettes.faits import MODELES, dossier_des_faits

PLACE = re.compile(r"<<([a-zA-Z_]+)>>")
SI = re.compile(r"^<<si ([a-z_]+)>>\n(.*?)^<<fin>>\n", re.MULTILINE | re.DOTALL)


def lire_modele(nom: str) -> str:
    """The template of one file."""
    return (dossier_des_faits() / MODELES / nom).read_text(encoding="utf-8")


def remplir(modele: str, textes: Mapping[str, str]) -> str:
    """The text, once every place is filled."""
    garde = SI.sub(lambda trouve: trouve[2] if textes[trouve[1]] else "", modele)
    return PLACE.sub(lambda trouve: textes[trouve[1]], garde)
