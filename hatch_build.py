"""Builds the front-end into the package whenever the package is built, with a Node that comes from PyPI."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))

from tools import frontend


class FrontendHook(BuildHookInterface[Any]):
    """Runs before hatchling collects the files of a wheel, an editable install or an sdist."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Build what is missing or stale; an sdist carries a fresh build, so a wheel from it needs no npm."""
        frontend.build()
