"""What is drawn around and over the product: a browser's frame, chapter cards and the pointer."""

import base64
from html import escape
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import Browser

from tools.frontend import WEB
from tools.video.film import SIZE

BAR = 56
_BELL = (
    '<svg viewBox="0 0 20 20" fill="currentColor"><path d="M10 3.1a1.1 1.1 0 0 1 1.1 1.1v.95A6.9 6.9 0 0 1 16.9 12v.6'
    'H3.1V12a6.9 6.9 0 0 1 5.8-6.85V4.2A1.1 1.1 0 0 1 10 3.1Z"/>'
    '<rect x="2" y="14.2" width="16" height="2.7" rx="1.35"/></svg>'
)
_FONT = "node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"
_STYLE = """
* { box-sizing: border-box; margin: 0; }
body { inline-size: 1280px; block-size: 800px; font-family: "Inter Variable", var(--font);
  color: var(--poster-text); overflow: hidden; }
.card { position: relative; display: grid; align-content: center; gap: 18px; block-size: 100%; padding: 0 140px;
  background: var(--poster); }
.card .bell { position: absolute; inset-block-end: -60px; inset-inline-end: -90px; inline-size: 560px; opacity: .13; }
.card p { max-inline-size: 24em; font-size: 28px; line-height: 1.4; opacity: .88; }
.card h1 { max-inline-size: 15em; font-size: 64px; line-height: 1.12; letter-spacing: -.02em; text-wrap: balance; }
.card b { font-size: 26px; font-weight: 600; opacity: .8; }
.bar { display: flex; align-items: center; gap: 18px; block-size: 56px; padding: 0 20px; background: #dcd8cf;
  color: var(--text); border-block-end: 1px solid #c9c4b9; }
.dots { display: flex; gap: 8px; }
.dots i { inline-size: 13px; block-size: 13px; border-radius: 50%; background: #b3ada0; }
.tab { padding: 7px 18px; border-radius: 8px; background: var(--poster); color: var(--poster-text); font-size: 17px;
  font-weight: 600; }
.tab.visitor { background: var(--tint-plum); }
.address { flex: 1; padding: 7px 18px; border-radius: 99px; background: var(--surface); color: var(--text-2);
  font-size: 17px; }
"""


class Pictures:
    """Draws with the product's own tokens, in the language of the words it is given."""

    def __init__(self, browser: Browser) -> None:
        self._page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
        self._tokens = Path(WEB, "shared/ui/tokens.css").read_text("utf-8")
        font = base64.b64encode(Path(WEB, _FONT).read_bytes()).decode()
        self._tokens += (
            f'@font-face {{ font-family: "Inter Variable"; font-weight: 100 900;'
            f' src: url(data:font/woff2;base64,{font}) format("woff2"); }}'
        )
        self._bars: dict[tuple[str, str], Image.Image] = {}

    def card(self, title: str, below: str = "", number: str = "") -> Image.Image:
        """A whole frame with a chapter's name."""
        head = f"<b>{escape(number)}</b>" if number else ""
        foot = f"<p>{escape(below)}</p>" if below else ""
        bell = _BELL.replace("<svg", '<svg class="bell"')
        return self._drawn(f'<div class="card">{bell}{head}<h1>{escape(title)}</h1>{foot}</div>', SIZE[1])

    def bar(self, tab: str, address: str, *, visitor: bool = False) -> Image.Image:
        """The head of a browser window: where one is."""
        key = (tab, address)
        if key not in self._bars:
            kind = "tab visitor" if visitor else "tab"
            self._bars[key] = self._drawn(
                f'<div class="bar"><span class="dots"><i></i><i></i><i></i></span>'
                f'<span class="{kind}">{escape(tab)}</span>'
                f'<span class="address">{escape(address)}</span></div>',
                BAR,
            )
        return self._bars[key]

    def _drawn(self, html: str, height: int) -> Image.Image:
        self._page.set_content(f"<style>{self._tokens}{_STYLE}</style>{html}")
        self._page.evaluate("() => document.fonts.ready")
        clip = {"x": 0, "y": 0, "width": SIZE[0], "height": height}
        return opened(self._page.screenshot(clip=clip))  # pyright: ignore[reportArgumentType] - a clip as Playwright's


def opened(png: bytes) -> Image.Image:
    """An image from its file."""
    return Image.open(BytesIO(png)).convert("RGB")


def pointer() -> Image.Image:
    """The arrow, its tip at the upper left corner; drawn large and made small, so that its edges are smooth."""
    scale, arrow = 4, [(0, 0), (0, 25), (6, 20), (10, 29), (14, 27.4), (10.2, 18.6), (18, 18.2)]
    large = Image.new("RGBA", (44 * scale, 48 * scale))
    shape = [((x + 3) * scale, (y + 3) * scale) for x, y in arrow]
    shadow = Image.new("RGBA", large.size)
    ImageDraw.Draw(shadow).polygon([(x + 2 * scale, y + 3 * scale) for x, y in shape], fill=(0, 0, 0, 110))
    large.alpha_composite(shadow.filter(ImageFilter.GaussianBlur(2 * scale)))
    draw = ImageDraw.Draw(large)
    draw.polygon(shape, fill=(20, 20, 20, 255))
    draw.line([*shape, shape[0]], fill=(255, 255, 255, 255), width=2 * scale, joint="curve")
    return large.reduce(scale)


def ring(radius: float, strength: float) -> Image.Image:
    """A press of the pointer, as a ring that grows and pales."""
    scale, size = 3, int(radius) + 6
    large = Image.new("RGBA", (2 * size * scale, 2 * size * scale))
    edge = (size - radius) * scale
    box = (edge, edge, large.width - edge, large.height - edge)
    ImageDraw.Draw(large).ellipse(box, outline=(224, 122, 31, int(255 * strength)), width=4 * scale)
    return large.reduce(scale)
