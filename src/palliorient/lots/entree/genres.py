"""What people give instead of a table, recognised by its first bytes and named."""

from __future__ import annotations

import re

from palliorient.lots.entree.lignes import TAILLE
from palliorient.lots.erreurs import PasUneTable

CSV = "l'enregistrer en « CSV UTF-8 (délimité par des virgules) »"
CLASSEUR = "l'ouvrir dans un tableur et l'enregistrer en « CSV UTF-8 »"
DOCUMENT = "donner les données elles-mêmes, en CSV ou en JSON Lines"
ARCHIVE = "la décompresser, et donner le fichier qu'elle contient"
EXPORT = "l'exporter en CSV"
SCENARIOS = "des scénarios se rejouent avec palliorient tester"
SITUATIONS = "donner une ligne par situation, avec les colonnes que montre palliorient lot --modele"

YAML = rb"(\s|#[^\n]*\n)*(---|[\w-]+:)( [^;,\t\n]*)?\r?\n(\s*#|\s+\S|- |[\w-]+:)"
"""Two lines: the first alone may be the title of a table."""


GENRES = (
    (rb"\xff\xfe|\xfe\xff|(\0[\t -~]){4}|([\t -~]\0){4}", "en UTF-16", CSV),
    (rb".{30}mimetypeapplication/vnd\.oasis\.opendocument\.s", "un classeur ods", CLASSEUR),
    (rb"PK\x03\x04.*?word/document", "un document Word (docx)", DOCUMENT),
    (rb"PK\x03\x04.*?Index/", "un classeur Numbers", CLASSEUR),
    (rb"PK\x03\x04.*?(xl/|\[Content_Types\])", "un classeur Excel (xlsx)", CLASSEUR),
    (rb"PK[\x01\x03\x05]", "une archive zip", ARCHIVE),
    (rb"\xd0\xcf\x11\xe0", "un classeur Excel ancien (xls) ou protégé", CLASSEUR),
    (rb"\x09[\0\x02\x04\x08][\x06\x08\x10]\0", "un classeur Excel ancien (xls)", CLASSEUR),
    (rb"\x1f\x8b", "une archive gz", ARCHIVE),
    (rb"BZh[1-9]1AY", "une archive bz2", ARCHIVE),
    (rb"\xfd7zXZ\0", "une archive xz", ARCHIVE),
    (rb"7z\xbc\xaf", "une archive 7z", ARCHIVE),
    (rb"Rar!\x1a", "une archive rar", ARCHIVE),
    (rb"\x28\xb5\x2f\xfd", "une archive zst", ARCHIVE),
    (rb".{257}ustar", "une archive tar", ARCHIVE),
    (rb"%PDF", "un PDF", DOCUMENT),
    (rb"\{\\rtf", "un document RTF", DOCUMENT),
    (rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*", "une image", DOCUMENT),
    (rb"PAR1\x15", "un fichier Parquet", EXPORT),
    (rb"SQLite format 3", "une base SQLite", EXPORT),
    (rb"\s*<.*?http://hl7\.org/fhir", "une ressource FHIR", SITUATIONS),
    (rb"\s*[\[{].{,4000}?\"resourceType\"\s*:", "une ressource FHIR", SITUATIONS),
    (rb"\s*<(?i:!doctype html|(html|head|body|table|meta)\b)", "une page HTML", CLASSEUR),
    (rb"\s*<\?xml.*?urn:schemas-microsoft-com:office", "un classeur XML", CLASSEUR),
    (rb"\s*<[?!a-zA-Z]", "un document XML", DOCUMENT),
    (YAML, "un document YAML", SCENARIOS),
)
"""Kinds of file: how each begins (a regular expression), its name, what to do with it."""


def nommer(debut: bytes) -> None:
    """Raise `PasUneTable` when the beginning of a file is that of a known kind, or no text."""
    for motif, nom, remede in GENRES:
        if re.match(motif, debut[:TAILLE], re.DOTALL):
            raise PasUneTable(f"le fichier est {nom} : {remede}.")
    if b"\0" in debut:
        raise PasUneTable("le fichier n'est pas du texte : ni CSV ni JSON Lines.")
