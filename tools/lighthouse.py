"""Measures the Console's pages with Lighthouse, on a real server and a Chromium of this machine.

python tools/lighthouse.py [PATH …]     all pages, or those; fails below the scores that we promise

Lighthouse is 180 MB of packages, so it is installed when first asked for and is no part of `make test`.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.browser import chromium
from tests.browser.shop import Shop
from tests.serving import Server
from tools import frontend

VERSION = "12.8.2"
HOME = frontend.WEB / "node_modules" / ".cache" / f"lighthouse-{VERSION}"
GOOD = 0.9
LEAST = {"accessibility": 0.98, "performance": 0.95}
SIGNED_OUT = ("/console/sign-in", "/console/sign-up", "/console/reset")
SIGNED_IN = (
    "/console/",
    "/console/projects/{id}",
    "/console/projects/{id}/settings",
    "/console/projects/{id}/subscription",
    "/console/projects/{id}/audit",
    "/console/account",
    "/console/account/security",
    "/console/account/sessions",
    "/console/account/audit",
    "/console/installation",
    "/console/installation/accounts",
    "/console/installation/subscriptions",
    "/console/installation/mail",
    "/console/installation/audit",
)


class Score(NamedTuple):
    """What one page got, and what was found wrong with it."""

    page: str
    scores: dict[str, float]
    wrong: list[str]

    @property
    def good(self) -> bool:
        """At least what is promised."""
        return all(self.scores[name] >= least for name, least in LEAST.items())


def main(*wanted: str) -> None:
    """Serve, measure, print."""
    install()
    with tempfile.TemporaryDirectory(prefix="deskbell-lighthouse-") as made:
        server = Server(Path(made, "data"), settings={"sign_up": "open"}).start()
        try:
            shop = Shop(server.url, "Lamps & Shades")
            pages: list[tuple[str, dict[str, str]]] = [(page, {}) for page in SIGNED_OUT]
            pages += [(page.format(id=shop.id), shop.cookies) for page in SIGNED_IN]
            chosen = [one for one in pages if not wanted or one[0].replace(shop.id, "{id}") in wanted]
            scores = [measured(server.url, page, cookies, Path(made)) for page, cookies in chosen]
        finally:
            server.stop()
    if not all(score.good for score in scores):
        sys.exit("below what is promised: " + ", ".join(f"{name} {least}" for name, least in LEAST.items()))


def install() -> None:
    """Lighthouse at its version, once."""
    if (HOME / "node_modules" / "lighthouse").exists():
        return
    print(f"installing Lighthouse {VERSION}")
    HOME.mkdir(parents=True, exist_ok=True)
    frontend.install()
    command, environment = frontend.command(
        "install", "--no-audit", "--no-fund", "--prefix", str(HOME), f"lighthouse@{VERSION}"
    )
    subprocess.run(command, cwd=HOME, env=environment, check=True)


def measured(url: str, page: str, cookies: dict[str, str], folder: Path) -> Score:
    """One page as somebody sees it who comes for the first time, on a desk."""
    report = folder / "report.json"
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())} if cookies else {}
    command, environment = frontend.command()
    program = [command[0], str(HOME / "node_modules" / "lighthouse" / "cli" / "index.js"), url + page]
    program += ["--quiet", "--preset=desktop", "--only-categories=" + ",".join(LEAST), "--output=json"]
    program += [f"--output-path={report}", f"--extra-headers={json.dumps(headers)}"]
    program += [f"--chrome-flags={' '.join(chromium.FLAGS)}"]
    chrome = {"CHROME_PATH": chromium.ensure() or ""}
    # It misses the beginning of a page now and then, and says itself that it should be run again.
    if subprocess.run(program, env=environment | chrome, check=False).returncode:
        subprocess.run(program, env=environment | chrome, check=True)
    said = json.loads(report.read_text("utf-8"))
    score = Score(page, {name: said["categories"][name]["score"] for name in LEAST}, _wrong(said))
    shown = "  ".join(f"{name} {value:.2f}" for name, value in score.scores.items())
    print(f"{'ok ' if score.good else 'BAD'} {page:44} {shown}  {'; '.join(score.wrong)}", flush=True)
    return score


def _wrong(said: dict[str, Any]) -> list[str]:
    """What costs something of a score that is not whole, with its value."""
    weighed = [ref["id"] for name in LEAST for ref in said["categories"][name]["auditRefs"] if ref["weight"]]
    audits = [said["audits"][name] for name in weighed]
    return [
        f"{one['title']} {one.get('displayValue', '')}" for one in audits if (one["score"] or 0) < GOOD and _asked(one)
    ]


def _asked(audit: dict[str, Any]) -> bool:
    return audit["scoreDisplayMode"] in {"binary", "numeric", "metricSavings"}


if __name__ == "__main__":
    main(*sys.argv[1:])
