"""Ask axe what it finds wrong with a page."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Frame, Page

from tests.services import ROOT

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = {"serious", "critical"}


def serious_problems(page: Page | Frame) -> list[str]:
    """What axe calls serious or critical on this page, one line each; empty when it finds nothing."""
    # Through the debugger, not a script tag: the page's content security policy allows neither tag nor eval.
    page.evaluate(Path(AXE).read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{violation['id']}: {violation['help']} {[node['target'] for node in violation['nodes']]}"
        for violation in found["violations"]
        if violation["impact"] in SERIOUS
    ]
