"""What a command loads: a start is quick by what it leaves aside."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Sequence

TOUJOURS_LOURDS = ("yaml", "pydantic", "rich")
"""Nothing that only answers reads YAML, checks it, or draws."""

SCRIPT = """
import sys
from palliorient.__main__ import main
sys.argv = ["palliorient", *{arguments!r}]
assert main() == 0
print([m for m in {modules!r} if m in sys.modules], file=sys.stderr)
"""


def charges(env: dict[str, str], arguments: Sequence[str], modules: Sequence[str]) -> list[str]:
    """Those of these modules, and of `TOUJOURS_LOURDS`, that a command loads once it was run."""
    tous = [*TOUJOURS_LOURDS, *modules]
    script = SCRIPT.format(arguments=[*arguments], modules=tous)
    for _ in range(2):  # the first fills the cache
        fini = subprocess.run(
            [sys.executable, "-c", script],
            env=env,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
    trouves: list[str] = ast.literal_eval(fini.stderr)
    return trouves
