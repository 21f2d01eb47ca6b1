"""The entry point: streams and signals made ready, and the last net under everything."""

from __future__ import annotations

import gc
import os
import sys

DEFAUT = 70
"""Status of an error that is ours."""

SANS_MOYEN = 3
"""Status of what cannot work here."""

INTERROMPU = 130

COMPLETIONS = [("--completion", shell) for shell in ("bash", "zsh", "fish")]
"""How a shell begins to ask what may follow the words after."""

VARIABLE_DE_MISE_AU_POINT = "PALLIORIENT_DEBUG"


def main() -> int:
    """Run the command line; returns the exit status."""
    try:
        statut = _executer(sys.argv[1:])
    except KeyboardInterrupt:  # before anything could be made ready for it
        return INTERROMPU
    # The process ends: without a last collection of all that it loaded it ends sooner, by
    # as much as a bare interpreter takes to start (see benchmarks/).
    gc.freeze()
    return statut


def _executer(arguments: list[str]) -> int:
    # Starting loads twenty thousand objects, eighty thousand with a reading of the files, and
    # drops none: the usual 700 between two collections would cost half a bare start, and a
    # single one at the end of the reading two (see benchmarks/).
    gc.set_threshold(200_000)
    # Nobody extends this program: to look for who would, pydantic reads every installed package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    from palliorient import flux

    flux.brancher()
    if arguments == ["--version"]:  # without the command library: 4 times quicker
        from palliorient._version import __version__

        return flux.vider(0, f"palliorient {__version__}\n")
    from palliorient import arret

    arret.suivre()
    try:
        if len(arguments) > 2 and (arguments[0], arguments[1]) in COMPLETIONS:
            # At each Tab: without the command library too.
            from palliorient.completion.propositions import repondre

            statut = repondre(arguments[1], arguments[2:])
        else:
            from palliorient.commandes import lancer

            statut = lancer(arguments)
    except BrokenPipeError:
        statut = 0  # the reader has gone (`| head`): not an error
    except MemoryError:  # not ours to mend, nor to report: the machine has no more to give
        sys.stderr.write("palliorient : mémoire insuffisante ; en libérer, ou en permettre plus.\n")
        statut = SANS_MOYEN
    except Exception as erreur:
        if os.environ.get(VARIABLE_DE_MISE_AU_POINT):
            raise
        sys.stderr.write(_a_signaler(erreur, arguments))
        statut = DEFAUT
    arret.achever()
    return flux.vider(statut)


def _a_signaler(erreur: BaseException, arguments: list[str]) -> str:
    """One line that says what to report: nothing in it was typed, nor read from a file."""
    from palliorient._version import __version__

    # The defect may be that the commands cannot even be imported.
    connues = getattr(sys.modules.get("palliorient.commandes"), "NOMS", ())
    commande = next((mot for mot in arguments[:1] if mot in connues), "commande non lue")
    return (
        f"palliorient : erreur du programme, à signaler telle quelle : {commande}, version"
        f" {__version__}, Python {'.'.join(map(str, sys.version_info[:3]))},"
        f" {type(erreur).__name__} à {_endroit(erreur)}. Ne rien ajouter sur la personne ;"
        f" {VARIABLE_DE_MISE_AU_POINT}=1 montre le détail.\n"
    )


def _endroit(erreur: BaseException) -> str:
    """The last place in our own files: « noyau/decision/moteur.py:58 »."""
    ici = os.path.dirname(__file__) + os.sep  # noqa: PTH120 - no need of pathlib here
    lieu = "place inconnue"
    trace = erreur.__traceback__
    while trace is not None:
        fichier = trace.tb_frame.f_code.co_filename
        if fichier.startswith(ici):
            lieu = f"{fichier[len(ici) :].replace(os.sep, '/')}:{trace.tb_lineno}"
        trace = trace.tb_next
    return lieu


if __name__ == "__main__":
    sys.exit(main())
