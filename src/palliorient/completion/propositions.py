"""From the words typed to what may follow them.

The answer is lines for the script of the shell: first what to do (`PROPOSER`, `CHOISIR`, or
let the shell complete `fichiers` or `dossiers`), then one proposition a line, a tab, and what
it is. Whoever types is never stopped: a word that means nothing only has nothing after it.
"""

from __future__ import annotations

import os.path
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from palliorient.completion.ligne import decouper, dequoter
from palliorient.noyau.langue.mots import DEBUT, code, mots, sans_accents
from palliorient.noyau.modele.diagnostic import ErreurPalliorient

PROPOSER = "proposer"
CHOISIR = "choisir"
"""The same, but what they begin with, all of them, must not replace what is typed."""

DOSSIERS, FICHIERS = "dossiers", "fichiers"
DONNEES, DEPARTEMENT = "--donnees", "--departement"

TOUS = "tous"
"""For `couverture`, which answers for all of them."""

Proposition = tuple[str, str]


def repondre(shell: str, tapes: list[str]) -> int:
    """Print what may follow; returns the status. `tapes`: for bash the line, else its words."""
    mots_tapes = decouper(tapes[0])[1:] if shell == "bash" else [dequoter(mot) for mot in tapes]
    try:
        lignes = proposer(shell, mots_tapes or [""])
    except ErreurPalliorient as erreur:  # the folder named is not one: nothing to propose from
        sys.stderr.write(f"palliorient : {erreur}\n")
        return erreur.statut
    from palliorient.sortie import ecrire

    ecrire("\n".join(lignes))
    return 0


def proposer(shell: str, tapes: list[str]) -> list[str]:
    """The lines of the answer for these words, the last one unfinished."""
    from palliorient.donnees import lire_completion

    *avant, mot = tapes
    description = lire_completion(_dossier(avant))
    genre, propositions = _Ligne(description, shell, avant).suite(mot)
    if genre != PROPOSER:
        return [genre]
    lignes = [f"{texte}\t{dit}".replace("\n", " ") for texte, dit in propositions]
    dits = [texte for texte, _ in propositions]
    return [CHOISIR if _eparses(mot, dits) else PROPOSER, *lignes]


def _eparses(mot: str, dits: list[str]) -> bool:
    """Would their common beginning, in place of the word, say something else than it?"""
    lu = sans_accents(mot)
    return len(dits) > 1 and not all(sans_accents(dit).startswith(lu) for dit in dits)


def _dossier(avant: list[str]) -> Path | None:
    """The folder that answers, when the words name one."""
    for rang, mot in enumerate(avant):
        nom, egal, valeur = mot.partition("=")
        if nom not in (DONNEES, DEPARTEMENT):
            continue
        choisi = valeur if egal else "".join(avant[rang + 1 : rang + 2])
        if not choisi.strip() or choisi == TOUS:
            return None
        if nom == DONNEES:
            return Path(os.path.expanduser(choisi))  # noqa: PTH111
        from palliorient.squelettes.choix import dossier_du

        return dossier_du(choisi)
    return None


class _Ligne:
    """A command line, read as far as it goes."""

    def __init__(self, description: dict[str, Any], shell: str, avant: list[str]) -> None:
        self.shell = shell
        self.valeurs: dict[str, list[Any]] = description["valeurs"]
        self.recherche = description["recherche"]
        self.commandes: dict[str, str] = description["commandes"]
        self.lignes: dict[str, Any] = description["lignes"]
        self.commande = ""
        self.dites: list[tuple[str, str]] = []
        """Options given, each with its value (empty for a flag)."""
        self.arguments = 0
        self.attend: list[Any] | None = None
        """The option whose value comes next."""
        self.fini = False
        for mot in avant:
            self._lire(mot)

    @property
    def ici(self) -> dict[str, Any]:
        vues: dict[str, Any] = self.lignes.get(self.commande, {})
        return vues or {"options": [], "arguments": [], "contraires": []}

    def option(self, nom: str) -> list[Any] | None:
        """The declaration of an option, under either of its names."""
        return next((o for o in self.ici["options"] if o[0] == nom), None)

    def _lire(self, mot: str) -> None:
        if self.attend is not None:
            self.dites.append((self.attend[0], mot))
            self.attend = None
            return
        nom, egal, valeur = mot.partition("=")
        option = None if self.fini else self.option(nom)
        if option is not None and option[2] is not None and not egal:
            self.attend = option
        elif option is not None:
            self.dites.append((nom, valeur))
        elif mot == "--":
            self.fini = True
        elif not self.commande and not mot.startswith("-"):
            self.commande, self.dites = mot, []
        elif not mot.startswith("-") or mot == "-" or self.fini:
            self.arguments += 1

    # --- what may come next ---------------------------------------------------------------

    def suite(self, mot: str) -> tuple[str, list[Proposition]]:
        """What to do, and the propositions, for an unfinished word."""
        if self.attend is not None:
            return self._de_l_option(self.attend, mot)
        nom, egal, valeur = mot.partition("=")
        option = self.option(nom) if egal and not self.fini else None
        if option is not None and option[2] is not None:
            genre, trouvees = self._de_l_option(option, valeur)
            return genre, [(f"{nom}={texte}", dit) for texte, dit in trouvees]
        if mot.startswith("-") and not self.fini:
            return PROPOSER, self._options(mot)
        if not self.commande:
            return PROPOSER, _debutent(self.commandes.items(), mot)
        exclues = self._exclues()
        for rang, (nom, genre, plusieurs) in enumerate(self.ici["arguments"]):
            if (rang >= self.arguments or plusieurs) and nom not in exclues:
                return self._valeurs(genre, mot)
        return PROPOSER, [] if mot or self.fini else self._options(mot)

    def _options(self, mot: str) -> list[Proposition]:
        """The options that are still free: not given, not contrary to what is."""
        prises = {o[4] for o in self.ici["options"] if o[0] in dict(self.dites) and not o[3]}
        exclues = self._exclues()
        libres = (
            (o[0], o[1])
            for o in self.ici["options"]
            if o[4] not in prises and not exclues & {o[0], o[4]}
        )
        return _debutent(libres, mot, lambda nom: nom.lstrip("-"))

    def _exclues(self) -> set[str]:
        """What is given contradicts these options, values (`--lieu=ehpad`) and arguments."""
        causes = {nom for nom, _ in self.dites}
        causes |= {a[0] for a in self.ici["arguments"][: self.arguments]}
        for nom, valeur in self.dites:
            option = self.option(nom)
            assert option is not None
            if option[2] is None:  # a flag, or its contrary
                causes.add(f"{option[4]}={'oui' if nom == option[4] else 'non'}")
            causes |= {f"{nom}={c}" for c in self._dites_par(option[2], valeur)}
        return {effet for cause, effet in self.ici["contraires"] if cause in causes}

    def _dites_par(self, genre: str | None, texte: str) -> list[str]:
        """The value that a text stands for, by its code or in words that people use."""
        lu = code(texte)
        fiches = self.valeurs.get(genre or "", ())
        return [f[0] for f in fiches if lu in (code(f[0]), *(code(forme) for forme, _ in f[2]))]

    def _de_l_option(self, option: list[Any], mot: str) -> tuple[str, list[Proposition]]:
        """The values of an option; neither those already given, nor those refused."""
        nom, _, genre, *_ = option
        exclues = self._exclues() | {
            f"{nom}={c}" for dit, v in self.dites if dit == nom for c in self._dites_par(genre, v)
        }
        return self._valeurs(genre, mot, exclues, nom)

    def _valeurs(
        self, genre: str, mot: str, exclues: Iterable[str] = (), nom: str = ""
    ) -> tuple[str, list[Proposition]]:
        if genre in (DOSSIERS, FICHIERS):
            return genre, []
        if "|" in genre and genre not in self.valeurs:
            return PROPOSER, _debutent(((valeur, "") for valeur in genre.split("|")), mot)
        if genre in ("colonnes", "criteres"):
            return PROPOSER, self._enumerees(genre, mot)
        fiches = [f for f in self.valeurs.get(genre, ()) if f"{nom}={f[0]}" not in exclues]
        return PROPOSER, [(self._texte(f, mot), f[1]) for f in self._trouver(fiches, mot)]

    def _enumerees(self, genre: str, mot: str) -> list[Proposition]:
        """The last of several values separated by commas."""
        debut, virgule, dernier = mot.rpartition(",")
        deja = debut.split(",")
        libres = ((f[0], f[1]) for f in self.valeurs[genre] if f[0] not in deja)
        return [(f"{debut}{virgule}{t}", dit) for t, dit in _debutent(libres, dernier)]

    def _trouver(self, fiches: list[Any], mot: str) -> list[Any]:
        """Those that a word begins to name, by their code or otherwise, as the reading does.

        A hospital, by any of its words: the only one shown must be the only one meant.
        """
        lu = code(mot)
        cherches = mots(mot, *self.recherche)
        trouvees = [
            f
            for f in fiches
            if code(f[0]).startswith(lu)
            or any(code(forme).startswith(lu) or _contient(les, cherches) for forme, les in f[2])
        ]
        if trouvees or len(lu) < DEBUT:
            return trouvees
        simples = mots(mot, (), {})
        return [f for f in fiches if any(_contient(mots(t, (), {}), simples) for t, _ in f[2])]

    def _texte(self, fiche: list[Any], mot: str) -> str:
        """What is typed in the end: the code. fish only shows what holds the word typed."""
        texte: str = fiche[0]
        if self.shell != "fish":
            return texte
        formes: list[str] = [texte, *(forme for forme, _ in fiche[2])]
        bas = mot.lower()
        debutent = [f for f in formes if f.lower().startswith(bas)]
        contiennent = [f for f in formes if bas in f.lower()]
        return next(iter((*debutent, *contiennent)), texte)


def _contient(forme: list[str], cherches: list[str]) -> bool:
    """Does every word typed begin a word of the form?"""
    return bool(forme) and all(any(m.startswith(c) for m in forme) for c in cherches)


def _debutent(
    choix: Iterable[Proposition], mot: str, nu: Callable[[str], str] = str
) -> list[Proposition]:
    """The choices that a word begins, whatever its case and accents."""
    lu = nu(sans_accents(mot))
    return [(texte, dit) for texte, dit in choix if nu(texte).lower().startswith(lu)]


def script(shell: str) -> str:
    """What the shell is to read, once, in order to ask for propositions."""
    return (Path(__file__).parent / "scripts" / f"palliorient.{shell}").read_text(encoding="utf-8")
