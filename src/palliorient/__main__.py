"""The entry point."""

from __future__ import annotations

import gc
import os
import sys


def main() -> int:
    """Run the command line; returns the exit status."""
    # Starting loads a hundred thousand objects and drops none: the usual 700 between two
    # collections would cost half a bare start (see benchmarks/).
    gc.set_threshold(50_000)
    for nom in ("stdout", "stderr"):
        if getattr(sys, nom) is None:  # closed by the caller (`>&-`)
            setattr(sys, nom, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    if sys.argv[1:] == ["--version"]:  # without the command library: 4 times quicker
        from palliorient._version import __version__

        statut = _terminer(0, f"palliorient {__version__}\n")
    else:
        statut = _terminer(_executer(sys.argv[1:]))
    # The process ends: without a last collection of all that it loaded it ends sooner, by
    # as much as a bare interpreter takes to start (see benchmarks/).
    gc.freeze()
    return statut


def _executer(arguments: list[str]) -> int:
    from palliorient.commandes import lancer

    try:
        return lancer(arguments)
    except BrokenPipeError:
        return 0  # the reader has gone (`| head`): not an error


def _terminer(statut: int, texte: str = "") -> int:
    """Empty standard output; when that cannot be, keep the interpreter from complaining."""
    try:
        sys.stdout.write(texte)
        sys.stdout.flush()
    except OSError as erreur:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if statut == 0 and not isinstance(erreur, BrokenPipeError):
            from palliorient.sortie import raison

            message = f"impossible d'écrire sur la sortie standard : {raison(erreur)}."
            sys.stderr.write(f"palliorient : {message}\n")
            return 3
    return statut


if __name__ == "__main__":
    sys.exit(main())
