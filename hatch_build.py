"""Build hook: what the wheel carries beside the code.

The data and the scenarios, and what is made of these data (the compiled table, the map as it
was read, the open questions counted): the first answer after an installation is then as quick
as the next ones, also where nothing can be written. An editable installation does without: it
reads the checkout's own files.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LIVRES = {"data": "palliorient/donnees_livrees", "scenarios": "palliorient/scenarios_livres"}


class FichiersLivres(BuildHookInterface[Any]):
    """Adds the folders of `LIVRES`, and beside the three YAML files what is made of them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        racine = Path(self.root)
        # The package being built is not installed yet: its code is where its sources are.
        sys.path.insert(0, str(racine / "src"))
        from palliorient.donnees import livrer

        self.provisoire = tempfile.TemporaryDirectory()
        livres = {str(racine / dossier): ou for dossier, ou in LIVRES.items()}
        for nom, octets in livrer(racine / "data", date.today()).items():
            fait = Path(self.provisoire.name) / nom
            fait.write_bytes(octets)
            livres[str(fait)] = f"{LIVRES['data']}/{nom}"
        build_data["force_include"].update(livres)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self.provisoire.cleanup()
