"""Takes pictures of every page, at a desk and on a telephone, light and dark, for people to look at.

python tools/pictures.py [--in LANGUAGE] [PART …]

All of them, or those with such a part in their names; into artifacts/pictures/. In another language than English those
in which nobody has to press anything.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from deskbell.kit.catalogue import LANGUAGES
from tests.browser import chromium
from tests.browser.everything import Everything
from tests.services import ROOT
from tools.scenes import Scene, scenes

FOLDER = ROOT / "artifacts" / "pictures"
SIZES: dict[str, dict[str, Any]] = {
    "desk": {"viewport": {"width": 1280, "height": 800}},
    "telephone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
SETTLED = """() => Promise.all(document.getAnimations()
  .filter((each) => each.effect?.getTiming().iterations !== Infinity).map((each) => each.finished.catch(() => {})))"""
# What was pressed may ask the server first, and typed text waits a moment before it does.
QUIET = """() => new Promise((quiet) => {
  let timer = setTimeout(quiet, 600);
  const again = () => { clearTimeout(timer); timer = setTimeout(quiet, 600); };
  new MutationObserver(again).observe(document, { subtree: true, childList: true, attributes: true });
  setTimeout(quiet, 4000);
})"""


def main(wanted: list[str], language: str) -> None:
    """Serve, look, keep."""
    with tempfile.TemporaryDirectory(prefix="deskbell-pictures-") as made, sync_playwright() as playwright:
        all_ = Everything(Path(made))
        all_.speak(language)
        browser = playwright.chromium.launch(executable_path=chromium.ensure(), args=list(chromium.FLAGS))
        try:
            for scene in _chosen(scenes(all_), wanted, language):
                if scene.who == "two-step":
                    all_.two_steps()
                for size in SIZES:
                    _take(all_, browser, scene, size, language)
        finally:
            browser.close()
            all_.stop()


def _chosen(found: list[Scene], wanted: list[str], language: str) -> list[Scene]:
    """By parts of their names; in other languages the buttons have other names."""
    silent = [one for one in found if language == "en" or one.do is None or one.path == ""]
    return [one for one in silent if not wanted or any(part in one.name for part in wanted)]


def _take(all_: Everything, browser: Browser, scene: Scene, size: str, language: str) -> None:
    context = browser.new_context(locale="en-US" if language == "en" else language, **SIZES[size])
    folder = FOLDER if language == "en" else FOLDER / language
    try:
        _come_as(all_, context, scene.who)
        page = context.new_page()
        page.set_default_timeout(5_000)
        if path := scene.path() if callable(scene.path) else scene.path:
            page.goto(all_.url + path, wait_until="networkidle")
        if scene.do:
            scene.do(page)
            page.evaluate(QUIET)
        # Behind a dialog something may wait for it.
        page.locator(":is(dialog[open], body:not(:has(dialog[open]))) [aria-busy=true]").first.wait_for(
            state="detached"
        )
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            page.evaluate(SETTLED)
            page.screenshot(path=folder / f"{scene.name}-{size}-{theme}.png", full_page=scene.whole)
        print(f"{scene.name} {size}", flush=True)
    except Exception as error:  # noqa: BLE001 - the other pictures are wanted all the same
        print(f"{scene.name} {size}: {error}", flush=True)
    finally:
        context.close()


def _come_as(all_: Everything, context: BrowserContext, who: str) -> None:
    if who == "newcomer":
        context.add_cookies(all_.cookies(all_.newcomer()))
    elif who == "leaver":
        context.add_cookies(all_.cookies(all_.leaver()))
    elif who == "stale":
        context.add_cookies(all_.cookies(all_.long_ago()))
    elif who and who != "two-step":
        browsers = {"owner": all_.browser, "operator": all_.operator.browser, "agent": all_.agent.browser}
        context.add_cookies(all_.cookies(browsers[who]))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Takes pictures of every page.")
    parser.add_argument("--in", dest="language", choices=LANGUAGES, default="en")
    parser.add_argument("wanted", nargs="*", metavar="PART")
    asked = parser.parse_args()
    main(asked.wanted, asked.language)
