"""What a machine may lack: a test says so and is skipped, unless all was made ready for it."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

PRETS = os.environ.get("PALLIORIENT_PRETS", "").split()
"""What `.ci/run` found or installed: there, a test that does not find it has failed."""


def absent(outil: str, dit: str) -> NoReturn:
    """End this test for want of a tool."""
    if outil in PRETS:
        pytest.fail(f"{outil} est prêt, mais : {dit}")
    pytest.skip(dit)
