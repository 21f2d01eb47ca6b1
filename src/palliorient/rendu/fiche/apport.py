"""What a team's own directory adds to the sheet: the one place where it joins."""

from __future__ import annotations

from palliorient.noyau.decision.orientation import Contact, Orientation


class Apport:
    """Nothing: the sheet of whoever has no directory. A directory answers otherwise."""

    def enrichir(self, orientation: Orientation) -> Orientation:
        """The answer of one moment, with the numbers that are added to it."""
        return orientation

    def reserve(self, orientation: Orientation, contact: Contact) -> bool:
        """Is the number of this contact for professionals only?

        Relatives read the sheet: it is then left blank, unless `--lignes-pro` asks for it.
        """
        return False
