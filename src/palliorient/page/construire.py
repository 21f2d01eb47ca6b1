"""One HTML file that answers by itself: the data, the script, the style, and a strict policy.

Nothing in it depends on the hour nor on the machine: the same data give the same bytes.
"""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from palliorient._version import __version__
from palliorient.noyau.langue.phrases import date_dite, et, sans_de
from palliorient.page.donnees import donnees, style_de_fiche
from palliorient.page.modules import assembler
from palliorient.page.serre import serrer

ICI = Path(__file__).resolve().parent
ENTREE = "principal.js"

VERIFIER = (
    "Somme de ce fichier : « sha256sum FICHIER » (Windows : « certutil -hashfile FICHIER SHA256 »),"
    " à comparer avec celle que donne qui l'a fait. Empreinte des données : celle d'une réponse de"
    " « palliorient orienter --format json » avec les mêmes fichiers. Pour le refaire, à l'octet"
    " près : « palliorient page » de la même version, avec les mêmes fichiers."
)


def construire(table: dict[str, Any], carnets: Any = None) -> str:
    """The page of a compiled table (its JSON values), and of the team's own directories.

    `carnets`: what they say, in JSON values (see `carnets.a_plat`); None: the page has none.
    """
    script = assembler(ENTREE)
    style = (ICI / "style.css").read_text(encoding="utf-8")
    politique = "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_empreinte(script)}'",
            f"style-src '{_empreinte(style)}' '{_empreinte(style_de_fiche())}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    parties = {
        "politique": escape(politique, quote=False),
        "titre": _texte(f"Soins palliatifs : qui contacter, {sans_de(table['de'])}"),
        "danger": _texte(_danger(table)),
        "provenance": _texte(_provenance(table)),
        "carnet": _texte(_carnets(carnets)),
        "verifier": f"<p>{_texte(VERIFIER)}</p>",
        "style": style,
        "donnees": _json(serrer(donnees(table, carnets))),
        "script": script,
    }
    gabarit = (ICI / "gabarit.html").read_text(encoding="utf-8")
    morceaux = gabarit.split("{")
    faits = [morceaux[0]]
    for morceau in morceaux[1:]:
        nom, _, suite = morceau.partition("}")
        faits += [parties[nom], suite]
    return "".join(faits)


def _danger(table: dict[str, Any]) -> str:
    """What stands first on the sheet, where nothing is known of the person."""
    fiche = table["fiche"]
    if not fiche:
        return ""
    _, avant, grand, _apres = fiche["danger"][0]
    return f"{avant} {grand}"


def _provenance(table: dict[str, Any]) -> str:
    return (
        f"{table['textes']['offre-datee']}. Règles {table['version']}, à revoir au plus tard le"
        f" {date_dite(table['perime_apres'])}. Empreinte des données : {table['empreinte']}."
        f" Fait par palliorient {__version__}."
    )


def _carnets(carnets: Any) -> str:
    if carnets is None:
        return "Sans carnet : aucune ligne directe d'une équipe."
    noms = et([f"« {nom} »" for nom in carnets["noms"]])
    return f"Contient le carnet de lignes directes {noms} : à ne donner qu'à qui peut le lire."


def _empreinte(texte: str) -> str:
    return f"sha256-{b64encode(sha256(texte.encode()).digest()).decode()}"


def _json(valeur: Any) -> str:
    """JSON that closes no element of the page, whatever it holds."""
    texte = json.dumps(valeur, ensure_ascii=False, separators=(",", ":"))
    return texte.replace("<", "\\u003c")


def _texte(texte: str) -> str:
    return escape(texte, quote=False)
