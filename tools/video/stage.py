"""Plays: moves the pointer, types and scrolls in real pages, and films what is to be seen, at a calm pace."""

import math
from dataclasses import dataclass

from PIL import Image
from playwright.sync_api import FloatRect, Locator, Page

from deskbell.help.recording import Cue
from tools.video.film import RATE, SIZE, Film
from tools.video.pictures import BAR, Pictures, opened, pointer, ring

SCALE = 1.25
# Animations are over, and pictures that can be seen are there.
_SETTLED = """() => Promise.all([
  ...document.getAnimations().filter((each) => each.effect?.getTiming().iterations !== Infinity)
    .map((each) => each.finished),
  ...[...document.images].filter((each) => each.getBoundingClientRect().top < innerHeight).map((each) => each.decode()),
].map((each) => each.catch(() => {})))"""
_TIP = 3
_FASTEST, _SLOWEST = 0.45, 1.0
_LETTERS_A_SECOND = 17
_SHORTEST = 2.0


@dataclass
class Window:
    """A page and what its browser's bar says."""

    page: Page
    tab: str
    address: str
    visitor: bool = False


class Stage:
    """One pointer, one window at a time."""

    def __init__(self, film: Film, pictures: Pictures, words: dict[str, str]) -> None:
        self._film = film
        self._pictures = pictures
        self._words = words
        self._arrow = pointer()
        self._at = (900.0, 560.0)
        self._opened: Window | None = None
        self._seen: Image.Image | None = None
        self._shown: Image.Image | None = None
        self._said: tuple[str, int] | None = None
        self.cues: list[Cue] = []

    # --- what is told

    def say(self, key: str) -> None:
        """From now on this is the caption; the one before stays until it can have been read."""
        self.hush()
        self._said = (key, self._film.milliseconds)

    def hush(self) -> None:
        """End the caption."""
        if self._said is None:
            return
        key, start = self._said
        needed = max(_SHORTEST, len(self._words[key]) / _LETTERS_A_SECOND)
        self.rest(max(0.0, needed - (self._film.milliseconds - start) / 1000))
        self.cues.append(Cue(start, self._film.milliseconds, key))
        self._said = None

    def card(self, key: str, *, number: str = "", seconds: float = 1.7) -> None:
        """A chapter's name over the whole picture."""
        self.hush()
        self._fade_to(self._pictures.card(self._words[key], self._words.get(f"{key}.below", ""), number), 9)
        self.rest(seconds)

    # --- what is seen

    def enter(self, window: Window) -> None:
        """Turn to another window."""
        self._opened = window
        window.page.bring_to_front()
        self.look(fade=9)

    def look(self, *, fade: int = 5) -> None:
        """See what the page has become."""
        self._window.page.evaluate(_SETTLED)
        self._seen = self._grabbed()
        self._fade_to(self._composed(), fade)

    def rest(self, seconds: float) -> None:
        """Leave the eye some time."""
        if self._shown is not None and seconds > 0:
            self._film.add(self._shown, math.ceil(seconds * RATE))

    # --- what is done

    def point(self, at: Locator, *, inside: float = 0.5) -> None:
        """Move the pointer there, `inside` of its width from the left."""
        box = _box(at)
        target = (box["x"] + box["width"] * inside, box["y"] + box["height"] / 2)
        if not (0 <= target[1] * SCALE < SIZE[1] - BAR and 0 <= target[0] * SCALE < SIZE[0]):
            raise RuntimeError(f"outside the picture, scroll there first: {at}")
        start, far = self._at, math.dist(self._at, target)
        seconds = min(_SLOWEST, max(_FASTEST, far / 750))
        steps = round(seconds * RATE)
        for step in range(1, steps + 1):
            part = _eased(step / steps)
            self._at = (start[0] + (target[0] - start[0]) * part, start[1] + (target[1] - start[1]) * part)
            self._show(self._composed())
        self._window.page.mouse.move(*target)
        self.look(fade=3)

    def press(self, at: Locator, *, inside: float = 0.5) -> None:
        """Go there and press; what follows is for `look`."""
        self.point(at, inside=inside)
        self.rest(0.15)
        for step in range(1, 8):
            frame = self._composed()
            wave = ring(5 + step * 3.2, 1 - step / 8)
            x, y = self._tip()
            frame.paste(wave, (round(x - wave.width / 2), round(y - wave.height / 2)), wave)
            self._show(frame)
        self._window.page.mouse.click(*self._at)

    def write(self, field: Locator, text: str, *, press: bool = True) -> None:
        """Type, letter by letter."""
        if press:
            self.press(field, inside=0.3)
            self.look(fade=2)
        for letter in text:
            self._window.page.keyboard.type(letter)
            self._seen = self._grabbed()
            self._show(self._composed(), 2 if letter != " " else 3)

    def scroll(self, to: Locator, *, above: float = 90) -> None:
        """Bring something near the top of the window."""
        page = self._window.page
        box = _box(to)
        start: float = page.evaluate("() => scrollY")
        most: float = page.evaluate("() => document.documentElement.scrollHeight - innerHeight")
        far = min(max(0.0, start + box["y"] - above), most) - start
        if abs(far) < 1:
            return
        steps = round(min(1.6, 0.5 + abs(far) / 900) * RATE)
        for step in range(1, steps + 1):
            page.evaluate("(y) => scrollTo({ top: y, behavior: 'instant' })", start + far * _eased(step / steps))
            self._seen = self._grabbed()
            self._show(self._composed())

    # --- frames

    @property
    def _window(self) -> Window:
        if self._opened is None:
            raise RuntimeError("no window is open yet")
        return self._opened

    def _grabbed(self) -> Image.Image:
        return opened(self._window.page.screenshot(caret="initial", scale="device"))

    def _composed(self) -> Image.Image:
        seen = self._seen or self._grabbed()
        frame = Image.new("RGB", SIZE)
        frame.paste(self._pictures.bar(self._window.tab, self._window.address, visitor=self._window.visitor))
        frame.paste(seen, (0, BAR))
        x, y = self._tip()
        frame.paste(self._arrow, (round(x - _TIP), round(y - _TIP)), self._arrow)
        return frame

    def _tip(self) -> tuple[float, float]:
        return self._at[0] * SCALE, self._at[1] * SCALE + BAR

    def _show(self, frame: Image.Image, times: int = 1) -> None:
        self._film.add(frame, times)
        self._shown = frame

    def _fade_to(self, frame: Image.Image, frames: int) -> None:
        before = self._shown
        if before is not None:
            for step in range(1, frames):
                self._film.add(Image.blend(before, frame, step / frames))
        self._show(frame)


def _box(at: Locator) -> FloatRect:
    box = at.bounding_box()
    if box is None:
        raise RuntimeError(f"not to be seen: {at}")
    return box


def _eased(part: float) -> float:
    return 4 * part**3 if part < 0.5 else 1 - (2 - 2 * part) ** 3 / 2  # noqa: PLR2004 - the middle
