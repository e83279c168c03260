"""Which part of a file a Range header names."""

import pytest

from deskbell.help.rules import Part, part_asked_for

SIZE = 1_000


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("", None),
        ("bytes=0-1", Part(0, 2)),
        ("bytes=0-", Part(0, 400)),
        ("bytes=900-", Part(900, 1_000)),
        ("bytes=900-5000", Part(900, 1_000)),
        ("bytes=-100", Part(900, 1_000)),
        ("bytes=-5000", Part(0, 400)),
        ("bytes=5-2", None),
        ("bytes=-", None),
        ("bytes=0-1,5-6", None),
        ("lines=0-1", None),
        ("bytes=" + "9" * 5_000 + "-", None),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_part_is_what_was_asked_for_and_no_more_than_one_answer_holds(header: str, part: Part | None) -> None:
    assert part_asked_for(header, SIZE, most=400) == part


@pytest.mark.parametrize("header", ["bytes=1000-", "bytes=5000-6000", "bytes=-0"])
def test_a_part_behind_the_end_is_none(header: str) -> None:
    with pytest.raises(IndexError):
        part_asked_for(header, SIZE, most=400)
