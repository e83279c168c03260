"""The page for a person who came to an address where there is nothing."""

from html import escape

from deskbell.kit.catalogue import sentence

_RIGHT_TO_LEFT = ("ar",)
_BELL = (
    '<svg width="48" height="48" viewBox="0 0 20 20" fill="currentColor" aria-hidden="true">'
    '<path d="M10 3.1a1.1 1.1 0 0 1 1.1 1.1v.95A6.9 6.9 0 0 1 16.9 12v.6H3.1V12a6.9 6.9 0 0 1 5.8-6.85V4.2A1.1 1.1 '
    '0 0 1 10 3.1Z"/><rect x="2" y="14.2" width="16" height="2.7" rx="1.35"/></svg>'
)


def lost_page(language: str) -> str:
    """In one of our languages, with the ways out."""
    title, words, console, workspace = (
        escape(sentence(key, language)) for key in ("lost.title", "lost.words", "lost.console", "lost.workspace")
    )
    direction = "rtl" if language in _RIGHT_TO_LEFT else "ltr"
    return "".join((
        f'<!doctype html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">',
        '<link rel="icon" href="/bell.svg" type="image/svg+xml"><link rel="stylesheet" href="/plain.css">',
        f'<title>{title} · Deskbell</title></head><body class="lost"><main>{_BELL}<h1>{title}</h1>',
        f'<p>{words}</p><nav><a href="/console/">{console}</a><a href="/workspace/">{workspace}</a></nav>',
        "</main></body></html>",
    ))  # fmt: skip
