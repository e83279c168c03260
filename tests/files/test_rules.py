"""What a file is, what it may be called, and which part of it is asked for."""

import pytest

from deskbell.files.rules import HEAD_BYTES, asked_part, readable_file_name, what_it_is
from deskbell.kit.errors import BadInput
from tests.files import made


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (made.drawing(), "lamp.txt", ("image/png", "picture")),
        (made.photo(), "lamp.jpg", ("image/jpeg", "picture")),
        (made.moving("GIF"), "lamp.gif", ("image/gif", "picture")),
        (made.moving("WEBP"), "lamp.png", ("image/webp", "picture")),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(20), "film.mp4", ("video/mp4", "video")),
        (b"\x00\x00\x00\x14ftypqt  " + bytes(20), "film.mov", ("video/quicktime", "video")),
        (b"\x00\x00\x00\x18ftypheic" + bytes(20), "IMG_1.HEIC", ("image/heic", "file")),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm", "film.webm", ("video/webm", "video")),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "bell.wav", ("audio/wav", "audio")),
        (b"ID3\x04", "bell.mp3", ("audio/mpeg", "audio")),
        (b"%PDF-1.7\n", "bill.pdf", ("application/pdf", "file")),
        (b"PK\x03\x04", "list.xlsx", ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "file")),
        (b"PK\x03\x04", "things.zip", ("application/zip", "file")),
        (made.PAGE, "page.html", ("text/plain", "file")),
        (made.DRAWING, "drawing.svg", ("text/plain", "file")),
        (("é" * HEAD_BYTES).encode()[1:][: HEAD_BYTES - 1] + b"\xc3", "x", ("application/octet-stream", "file")),
        (b"\xff\x00\x13\x37", "data.bin", ("application/octet-stream", "file")),
    ],
)
def test_what_it_is_says_its_content(head: bytes, name: str, expected: tuple[str, str]) -> None:
    assert tuple(what_it_is(head[:HEAD_BYTES], name)) == expected


@pytest.mark.parametrize(
    ("head", "name", "code"),
    [
        (made.PROGRAM, "lamp.png", "file_is_program"),
        (made.PROGRAM, "lamp", "file_is_program"),
        (b"\x7fELF\x02", "lamp.jpg", "file_is_program"),
        (b"#!/bin/sh\nrm -rf ~", "lamp.gif", "file_is_program"),
        (b"start calc", "bill.pdf.BAT", "file_is_program"),
        (b"start calc", "bill.pdf.exe ", "file_is_program"),
        (made.PAGE, "lamp.png", "file_not_as_named"),
        (made.DRAWING, "lamp.jpeg", "file_not_as_named"),
        (b"PK\x03\x04", "lamp.webp", "file_not_as_named"),
    ],
)
def test_programs_and_false_pictures_are_refused(head: bytes, name: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        what_it_is(head, name)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("lamp.png", "lamp.png"),
        ("C:\\Users\\vera\\lamp.png", "lamp.png"),
        ("../../etc/passwd", "passwd"),
        (" \u202egpj.exe\x00 ", "gpj.exe"),
        ("<img src=x>.png", "<img src=x>.png"),
        ("…", "…"),
        ("..", "file"),
        ("", "file"),
        ("灯" * 300 + ".jpeg", "灯" * 114 + "….jpeg"),
        ("x" * 300, "x" * 119 + "…"),
    ],
)
def test_a_name_is_one_line_without_folders(said: str, kept: str) -> None:
    assert readable_file_name(said) == kept
    assert len(kept) <= 120


def test_a_part_is_asked_for() -> None:
    asked = {
        None: None, "bytes=0-": (0, 99), "bytes=10-19": (10, 19), "bytes=90-500": (90, 99), "bytes=-5": (95, 99),
        "bytes=-500": (0, 99), "bytes=-": None, "bytes=0-1,5-6": None, "lines=1-2": None,
    }  # fmt: skip
    assert {header: asked_part(header, 100) for header in asked} == asked
    for header in ("bytes=100-", "bytes=9-3", "bytes=-0"):
        with pytest.raises(ValueError):  # noqa: PT011 - it says all
            asked_part(header, 100)
