"""Record the introduction into `src/deskbell/help/video`. Takes a few minutes."""

import json
import tempfile
from pathlib import Path

import msgspec
from playwright.sync_api import Browser, expect, sync_playwright

from deskbell.help.recording import Timeline
from tests.browser import chromium
from tests.serving import Server
from tests.walk import Owner
from tools.frontend import ROOT
from tools.video.film import SIZE, Film, pack
from tools.video.pictures import BAR, Pictures
from tools.video.stage import SCALE, Stage
from tools.video.walk import HOST, Walk

FOLDER = ROOT / "src" / "deskbell" / "help" / "video"
_MOST_MB = 5


def main() -> None:
    """Serve, walk, film, pack."""
    words = json.loads(Path(FOLDER, "words", "en.json").read_text("utf-8"))
    with tempfile.TemporaryDirectory(prefix="deskbell-video-") as made:
        film = Path(made, "film.mkv")
        server = Server(Path(made, "data"), settings={"public_url": f"http://{HOST}", "sign_up": "open"}).start()
        # Somebody looks after this installation already: the film is for everybody who comes after.
        Owner.sign_up(server.url)
        try:
            timeline = _record(film, server.port, words)
        finally:
            server.stop()
        print(f"recorded {timeline.milliseconds / 1000:.0f} s; packing")
        pack(film, FOLDER)
    text = msgspec.json.format(msgspec.json.encode(timeline), indent=2)
    Path(FOLDER, "timeline.json").write_bytes(text + b"\n")
    size = sum(file.stat().st_size for file in FOLDER.iterdir() if file.is_file()) / 1_000_000
    print(f"{FOLDER.relative_to(ROOT)}: {size:.1f} MB")
    if size > _MOST_MB:
        raise SystemExit(f"that is more than {_MOST_MB} MB")


def _record(film: Path, port: int, words: dict[str, str]) -> Timeline:
    expect.set_options(timeout=10_000)
    flags = [
        *chromium.FLAGS,
        f"--host-resolver-rules=MAP {HOST} 127.0.0.1:{port}",
        f"--unsafely-treat-insecure-origin-as-secure=http://{HOST}",
        "--force-color-profile=srgb",
        "--font-render-hinting=none",
    ]
    with sync_playwright() as playwright, Film(film) as reel:
        browser = playwright.chromium.launch(executable_path=chromium.ensure(), args=flags)
        stage = Stage(reel, Pictures(browser), words)
        Walk(stage, words, _person(browser), _person(browser)).play()
        Pictures(browser).card(words["title"], words["title.below"]).save(FOLDER / "poster.webp", quality=82)
        browser.close()
        return Timeline(reel.milliseconds, tuple(stage.cues))


def _person(browser: Browser):  # noqa: ANN202 - a browser context
    return browser.new_context(
        viewport={"width": round(SIZE[0] / SCALE), "height": round((SIZE[1] - BAR) / SCALE)},
        device_scale_factor=SCALE,
        locale="en-US",
        timezone_id="UTC",
        color_scheme="light",
        reduced_motion="reduce",
    )


main()
