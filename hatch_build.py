"""Build hook: what the wheel carries beside the code.

The data and the scenarios, and the compiled table of these data: the first answer after an
installation is then as quick as the next ones, also where nothing can be written. An
editable installation does without: it reads the checkout's own files.
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
    """Adds the folders of `LIVRES`, and `table.json` beside the three YAML files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        racine = Path(self.root)
        # The package being built is not installed yet: its code is where its sources are.
        sys.path.insert(0, str(racine / "src"))
        from palliorient.donnees import TABLE_LIVREE, table_livree

        self.provisoire = tempfile.TemporaryDirectory()
        table = Path(self.provisoire.name) / TABLE_LIVREE
        table.write_bytes(table_livree(racine / "data", date.today()))
        livres = {str(racine / dossier): ou for dossier, ou in LIVRES.items()}
        livres[str(table)] = f"{LIVRES['data']}/{TABLE_LIVREE}"
        build_data["force_include"].update(livres)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self.provisoire.cleanup()
