"""The entry point."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; returns the exit status."""
    if sys.argv[1:] == ["--version"]:  # without the command library: 4 times quicker
        from palliorient._version import __version__

        print(f"palliorient {__version__}")
        return 0
    from palliorient.commandes import lancer

    return lancer(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
