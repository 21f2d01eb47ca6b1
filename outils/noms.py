"""The names of the survey, printed in capitals without accents, as they are shown.

A plain rule, applied when the facts are made (see `faits.py`); the printed name is kept beside
the result. What is doubtful keeps its capitals:

1. the establishment's own commune is written as its official name;
2. a known word takes its accents (`MOTS`), a small word its small letters;
3. an acronym (`SIGLES`), a word without a vowel, a word of three letters that is not known keep
   their capitals;
4. any other word takes one capital. No accent is added that no list gives.
"""

from __future__ import annotations

import re
import unicodedata

PETITS = {"de", "du", "des", "d", "l", "et", "en", "sur", "sous", "au", "aux", "à", "lès"}
APRES_UN_PETIT = {"la", "le", "les"}
"""Small after another small word (« de la »), else the head of a name (« Le Havre »)."""

ACCENTUES = """
    hôpital hôpitaux médical médicale médico général générale gériatrie gériatrique géronto
    gérontologie gérontologique mutualité santé résidence convalescence réadaptation
    rééducation chirurgical cancérologie pneumologie privé privée départemental européen
    solidarité pôle sécurité côte château forêt évêque hôtel pédiatrique néphro rhône saône
    isère lozère vendée pyrénées ardèche hérault drôme corrèze béarn médoc vallée
    hélio maternité clinique polyclinique médipôle agglomération régional séjour unité
"""
CONNUS = """
    AIN AIR AIX ARC AUB BAR BEL CAP COS DAX DIE DOM DUC DUN EAU EST EU FOY GAP GEX ILE JAY LAC LOT
    LUC LUZ LYS MAS MER NID OLT OR PAU PAX PIC PIN PRE PUY RIO SAN ST STE SUD TY VAL VAR VIC
    VIE YON LA LE LES LEZ DR CL CTRE HOP JEU MOR MME ARM
"""
"""Words of three letters at most that are not acronyms, or that have no vowel."""
EN_SIGLES = """
    CHRU EPSM GHER AMRESO AMSAM APHM APHP ASDR ASSAD ASSPO AURA AURAL CHAM CHBA CHIBS CHIC CHICAM
    CHICN CHIMR CHIR CHIRC CHITS CHIVA CMCO CRPA CSPA EHPAD ENIA EPSAN ESIS FSEF GESPE GHAM GHEF
    GHICL GHPSO HADAN HADAR ICANS ILDYS INICEA MGEN SAMU SSAM UDSMA UGECAM USLD USSAP PATCS NOVO
    CAPS ESBV CHPP XXIII
"""
SANS_ACCENTS = str.maketrans("âàéèêëîïôûç", "aaeeeeiiouc")
MOTS = {mot.translate(SANS_ACCENTS).upper(): mot.capitalize() for mot in ACCENTUES.split()}
COURTS = {*CONNUS.split()}
SIGLES = {*EN_SIGLES.split()}
VOIES = {
    "R": "rue",
    "RUE": "rue",
    "AV": "avenue",
    "AVE": "avenue",
    "BD": "boulevard",
    "RTE": "route",
    "ROUTE": "route",
    "CHE": "chemin",
    "PL": "place",
    "ALL": "allée",
    "ALLEE": "allée",
    "IMP": "impasse",
    "CRS": "cours",
    "QUAI": "quai",
    "SQ": "square",
}
"""Kinds of ways, of the official list of addresses; the others stay as they are printed."""

MOT = re.compile(r"[^\W\d_]+|\d+\w*|[^\w]+|_")
ELISION = re.compile(r"\b([DL]) (?=[AEIOUYÉÈH])")
"""« CH D ARPAJON »: the apostrophe is not printed."""
VOYELLES = set("AEIOUY")


def sans_accent(texte: str) -> str:
    """« Péronne » → « PERONNE », for comparison."""
    plat = unicodedata.normalize("NFD", texte.replace("œ", "oe").replace("Œ", "OE"))
    return "".join(c for c in plat if not unicodedata.combining(c)).upper()


def nom_montre(imprime: str, commune: str = "") -> str:
    """The name to show for a printed one; `commune`: the official name of its own commune."""
    texte = " ".join(imprime.split()).rstrip(" -").replace(" A DOMICILE", " À DOMICILE")
    texte = ELISION.sub(r"\1'", texte)
    texte = re.sub(r"\bST(E?)\b(?=[ -]+\w)", r"SAINT\1", texte)
    if len(commune) > 3:
        motif = r"[\s'’-]+".join(map(re.escape, re.split(r"[\s'’-]+", sans_accent(commune))))
        trouve = re.search(rf"(?<!\w){motif}(?!\w)", sans_accent(texte))
        if trouve:
            avant, apres = texte[: trouve.start()], texte[trouve.end() :]
            return _mots(avant, debut=True) + commune + _mots(apres, debut=False)
    return _mots(texte, debut=True)


def adresse_montree(imprimee: str) -> str:
    """« 900 RTE DE PARIS » → « 900 route de Paris »."""
    texte = ELISION.sub(r"\1'", " ".join(imprimee.split()).rstrip(" -"))
    lu = re.match(r"((?:\d+[A-Z]?\s+)?(?:(?:BIS|TER)\s+)?)(\w+)(.*)", texte, re.IGNORECASE)
    if lu and sans_accent(lu[2]) in VOIES:
        return f"{lu[1]}{VOIES[sans_accent(lu[2])]}{_mots(lu[3], debut=True)}"
    return _mots(texte, debut=True)


def _mots(texte: str, *, debut: bool) -> str:
    texte = re.sub(r"\b([A-Z])\.(?=\w{2})", r"\1. ", texte)  # « P.ZOBDA »
    texte = re.sub(r"\b(CHU)(\d\d)\b", r"\1 \2", texte)
    dits: list[str] = []
    petit_avant = False
    for mot in MOT.findall(texte):
        if not mot[0].isalpha():
            dits.append(mot)
            petit_avant = petit_avant and not mot.strip(" '’")
            continue
        coupe = len(dits) > 1 and dits[-1] in ("'", "’") and not petit_avant
        dit, petit_avant = _mot(mot, petit_avant, premier=debut and not any(dits), coupe=coupe)
        dits.append(dit)
    return "".join(dits)


def _mot(mot: str, petit_avant: bool, *, premier: bool, coupe: bool) -> tuple[str, bool]:
    plat = sans_accent(mot)
    bas = mot.lower()
    if not premier and (bas in PETITS or (petit_avant and bas in APRES_UN_PETIT)):
        return bas, True
    if coupe and len(mot) == 1:  # « Creac'h »
        return bas, False
    if plat in MOTS and mot.isascii():
        return MOTS[plat], False
    if plat in SIGLES or (len(plat) <= 3 and plat not in COURTS) or not VOYELLES & {*plat}:
        return (mot.capitalize() if plat in COURTS else mot), False
    return mot.capitalize(), False
