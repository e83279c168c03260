"""Forms that began from what is no longer there, pictures, and finding one's projects."""

import asyncio
import io

import pytest
from PIL import Image

from deskbell.kit.db import Database
from deskbell.kit.errors import BadInput, Conflict, NotFound
from deskbell.projects import (
    Owner,
    SettingsChange,
    change_settings,
    close_project,
    project_by_id,
    projects_of,
    remove_avatar,
    rename_project,
    set_avatar,
    squared,
)
from deskbell.projects.picturing import SIDE, avatar_picture
from tests.rooms import new_account, new_project


def picture(kind: str = "PNG", size: tuple[int, int] = (640, 400), **more: object) -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", size, "teal").save(kept, kind, **more)
    return kept.getvalue()


def made(source: bytes) -> bytes:
    return asyncio.run(squared(source))


@pytest.fixture
def owner(db: Database) -> Owner:
    return new_project(db, new_account(db))


def test_a_stale_name_is_refused_with_what_it_is_now_and_who_changed_it(db: Database, owner: Owner) -> None:
    db.write_now(rename_project, owner, name="Bakery", began_from="Shop")
    with pytest.raises(Conflict, match="stale") as refused:
        db.write_now(rename_project, owner, name="Boutique", began_from="Shop")
    assert refused.value.params == {"now": "Bakery", "shown": "Bakery", "by": "Olga Owner"}
    assert refused.value.field == "name"
    # What it is already was wanted: nobody is told of a quarrel that is none.
    db.write_now(rename_project, owner, name="Bakery", began_from="Shop")
    db.write_now(rename_project, owner, name="Boutique", began_from="Bakery")
    assert db.read_now(project_by_id, owner.project_id).name == "Boutique"


def test_language_and_time_zone_are_changed_together_and_stale_ones_refused(db: Database, owner: Owner) -> None:
    both = SettingsChange("zh-Hans", "en", "Asia/Shanghai", "UTC")
    db.write_now(change_settings, owner, change=both)
    now = db.read_now(project_by_id, owner.project_id)
    assert (now.default_language, now.time_zone) == ("zh-Hans", "Asia/Shanghai")
    late = (
        (SettingsChange(time_zone="Europe/Berlin", time_zone_was="UTC"), "Asia/Shanghai", "Asia/Shanghai"),
        (SettingsChange(default_language="de", default_language_was="en"), "zh-Hans", "简体中文"),
    )
    for change, value, shown in late:
        with pytest.raises(Conflict, match="stale") as refused:
            db.write_now(change_settings, owner, change=change)
        # Programs get the value, people what the form shows for it.
        assert (refused.value.params["now"], refused.value.params["shown"]) == (value, shown)
    for bad in (SettingsChange(default_language="tlh"), SettingsChange(time_zone="Mars/Olympus")):
        with pytest.raises(BadInput):
            db.write_now(change_settings, owner, change=bad)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_becomes_a_small_square(kind: str) -> None:
    square = Image.open(io.BytesIO(made(picture(kind))))
    assert (square.format, square.size) == ("WEBP", (SIDE, SIDE))
    assert not square.info.get("exif")


@pytest.mark.parametrize(
    "source",
    [
        b"", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        picture()[:200], picture("TIFF"), picture("BMP"), b"\x89PNG\r\n\x1a\n" + b"\x00" * 1_000,
    ],
    ids=["nothing", "cut", "svg", "half", "tiff", "bmp", "zeroes"],
)  # fmt: skip
def test_what_is_no_picture_is_refused(source: bytes) -> None:
    with pytest.raises(BadInput, match="bad_picture"):
        made(source)


def test_a_picture_of_too_many_dots_is_refused_before_it_is_read() -> None:
    with pytest.raises(BadInput, match="picture_too_large"):
        made(picture(size=(4_001, 4_000), compress_level=1))


def test_a_picture_is_kept_under_its_digest_and_taken_away(db: Database, owner: Owner) -> None:
    square = made(picture())
    for _ in range(2):
        db.write_now(set_avatar, owner, picture=square)
    digest = db.read_now(project_by_id, owner.project_id).avatar or ""
    assert db.read_now(avatar_picture, digest) == square
    for _ in range(2):
        db.write_now(remove_avatar, owner)
    assert db.read_now(project_by_id, owner.project_id).avatar is None
    with pytest.raises(NotFound):
        db.read_now(avatar_picture, digest)


def test_projects_are_found_by_a_part_of_their_names(db: Database) -> None:
    account = new_account(db)
    for name in ("Ärger & Söhne", "100% Wool", "Blue_Lobby", "蓝色大厅"):
        new_project(db, account, name)
    closed = new_project(db, account, "Old Lobby")
    db.write_now(close_project, closed, typed_name="Old Lobby")

    def found(search: str, **more: str) -> list[str]:
        page, _ = db.read_now(projects_of, account, after=None, limit=50, search=search, **more)  # pyright: ignore[reportArgumentType] - one of the words
        return [one.name for one in page]

    assert found("äRGER") == ["Ärger & Söhne"]
    assert found("%") == ["100% Wool"]
    assert found("_") == ["Blue_Lobby"]
    assert found("蓝色") == ["蓝色大厅"]
    assert found(" lobby ") == ["Old Lobby", "Blue_Lobby"]
    assert found("lobby", show="open") == ["Blue_Lobby"]
    assert found("", show="closed") == ["Old Lobby"]
    assert found("nothing") == []
