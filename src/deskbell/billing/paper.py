"""The invoice on paper: reads one as JSON, writes a PDF. Run as a program, `python -m deskbell.billing.paper`.

Arabic runs from right to left, and with it the page: columns are mirrored, and Latin names run the other way within it.

Two fonts travel with us: DejaVu Sans for Latin, Greek, Cyrillic, Arabic and Hebrew, Droid Sans Fallback for Chinese,
Japanese and Korean. What neither has, such as Thai, Indic scripts and emoji, is printed as an empty box.
"""

# fpdf2 leaves parts of its types unknown.
# pyright: reportUnknownMemberType=false

import logging
import sys
from datetime import UTC, datetime
from importlib import resources
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec
from babel.dates import format_date
from babel.localedata import normalize_locale
from fpdf import FPDF, FontFace
from fpdf.enums import Align, TableBordersLayout, TextMode, VAlign

from deskbell.billing.amounts import in_words
from deskbell.billing.invoicing import Invoice
from deskbell.kit.catalogue import sentence

T = TypeVar("T")

_INK, _QUIET, _LINE = (31, 29, 26), (85, 81, 74), (200, 196, 188)
_FROM_THE_RIGHT = frozenset({"ar"})
_BEYOND_DEJAVU = "\u1100"


class _Paper(FPDF):
    def __init__(self, one: Invoice) -> None:
        super().__init__(format="A4")
        self.one = one
        self.from_right = one.language in _FROM_THE_RIGHT
        self.set_margins(22, 20, 22)
        self.set_auto_page_break(auto=True, margin=20)
        fonts = resources.files("deskbell.billing").joinpath("fonts")
        self.add_font("text", fname=str(fonts.joinpath("DejaVuSans.ttf")))
        if any(sign >= _BEYOND_DEJAVU for sign in msgspec.json.encode(one).decode() + self.title_said):
            self.add_font("more", fname=str(fonts.joinpath("DroidSansFallback.ttf")))
            self.set_fallback_fonts(["more"], exact_match=False)
        self.set_text_shaping(use_shaping_engine=True, direction="rtl" if self.from_right else None)
        self.set_title(f"{self.title_said} {one.number}")
        self.set_creator("Deskbell")
        self.set_creation_date(datetime.fromtimestamp(one.issued_at / 1000, UTC))
        self.add_page()

    @property
    def title_said(self) -> str:
        return self.say("invoice.title" if self.one.credits is None else "invoice.credit_note")

    def say(self, key: str) -> str:
        """One of the words on the paper, in the invoice's language."""
        return sentence(key, self.one.language)

    def money(self, amount: int) -> str:
        return in_words(amount, self.one.currency, self.one.language)

    def day(self, at: int) -> str:
        local = datetime.fromtimestamp(at / 1000, ZoneInfo(self.one.time_zone))
        return format_date(local, "long", locale=_locale(self.one.language))

    @property
    def start(self) -> Align:
        """The side where lines begin."""
        return Align.R if self.from_right else Align.L

    @property
    def end(self) -> Align:
        return Align.L if self.from_right else Align.R

    def across(self, *cells: T) -> tuple[T, ...]:
        """What stands beside each other, in the order in which the page is drawn: from the left."""
        return cells[::-1] if self.from_right else cells

    def block(self, text: str, *, size: float, ink: tuple[int, int, int] = _INK, bold: bool = False) -> None:
        self.set_text_color(*ink)
        self.set_draw_color(*ink)
        self.set_line_width(0.12)
        # One weight of each font is enough: what is bold is drawn with an outline.
        with self.local_context(text_mode=TextMode.FILL_STROKE if bold else TextMode.FILL):
            self.set_font("text", size=size)
            self.multi_cell(0, size * 0.52, text, new_x="LMARGIN", new_y="NEXT", align=self.start)


def paper(one: Invoice) -> bytes:
    """The invoice as a PDF."""
    page = _Paper(one)
    if one.seller:
        page.block(one.seller, size=9, ink=_QUIET)
        page.ln(8)
    page.block(page.title_said, size=22, bold=True)
    page.ln(4)
    _facts(page, one)
    page.ln(8)
    _lines(page, one)
    page.ln(8)
    paid = "invoice.paid" if one.credits is None else "invoice.refunded"
    for how, at in ((paid, one.paid_at), ("invoice.cancelled", one.cancelled_at)):
        if at is not None:
            page.block(sentence(how, one.language, {"day": page.day(at)}), size=10)
    return bytes(page.output())


def _facts(page: _Paper, one: Invoice) -> None:
    """In a table, not in cells beside each other: those would lose what follows a text of the second font."""
    page.set_font("text", size=9)
    page.set_text_color(*_INK)
    with page.table(
        col_widths=page.across(1, 3), text_align=page.start, borders_layout=TableBordersLayout.NONE, line_height=6,
        first_row_as_headings=False, v_align=VAlign.T,
    ) as table:  # fmt: skip
        quiet = FontFace(color=_QUIET)
        for name, value in (
            (page.say("invoice.number"), one.number),
            *([(page.say("invoice.credits"), one.credits)] if one.credits else []),
            (page.say("invoice.issued"), page.day(one.issued_at)),
            (page.say("invoice.project"), one.project_name),
            (page.say("invoice.buyer"), one.buyer),
        ):
            row = table.row()
            for text, style in page.across((name, quiet), (value, None)):
                row.cell(text, style=style)


def _lines(page: _Paper, one: Invoice) -> None:
    page.set_font("text", size=10)
    page.set_text_color(*_INK)
    page.set_draw_color(*_LINE)
    page.set_line_width(0.2)
    heads = FontFace(color=_QUIET, size_pt=9)
    with page.table(
        col_widths=page.across(3, 1), text_align=page.across(page.start, page.end),
        borders_layout=TableBordersLayout.HORIZONTAL_LINES, line_height=6, padding=(2, 0), headings_style=heads,
        v_align=VAlign.T,
    ) as table:  # fmt: skip
        table.row(page.across(page.say("invoice.what"), page.say("invoice.amount")))
        for line in one.lines:
            table.row(page.across(line.what, page.money(line.amount)))
        if one.tax != 0:
            table.row(page.across(page.say("invoice.tax"), page.money(one.tax)))
        table.row(page.across(page.say("invoice.total"), page.money(one.total)), style=FontFace(size_pt=13))


def _locale(language: str) -> str:
    return normalize_locale(language.replace("-", "_")) or "en"


if __name__ == "__main__":
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    logging.getLogger("fpdf").setLevel(logging.ERROR)
    sys.stdout.buffer.write(paper(msgspec.json.decode(sys.stdin.buffer.read(), type=Invoice)))
