"""The introduction: shipped, small, between one and two minutes, with captions for every language."""

import json
import re
import subprocess
from pathlib import Path

import httpx
import pytest
from imageio_ffmpeg import get_ffmpeg_exe  # pyright: ignore[reportMissingTypeStubs] - it comes without types

from deskbell.help import introduction
from deskbell.help.recording import FILES, captions, timeline
from deskbell.kit.catalogue import LANGUAGES
from tests.services import ROOT

FOLDER = ROOT / "src" / "deskbell" / "help" / "video"
FILMS = ["introduction.webm", "introduction.mp4"]


@pytest.mark.parametrize("name", FILMS)
def test_a_film_lasts_between_one_and_two_minutes(name: str) -> None:
    told = subprocess.run([get_ffmpeg_exe(), "-i", FOLDER / name], capture_output=True, text=True, check=False).stderr
    found = re.search(r"Duration: 00:(\d\d):(\d\d)\.(\d\d)", told)
    assert found, told
    seconds = int(found[1]) * 60 + int(found[2]) + int(found[3]) / 100
    assert 60 <= seconds <= 120
    assert seconds == pytest.approx(timeline().milliseconds / 1000, abs=0.5)


def test_all_of_it_is_five_megabytes_at_most_and_committed() -> None:
    assert sum((FOLDER / name).stat().st_size for name in FILES) <= 5_000_000
    command = ["git", "ls-files", "--error-unmatch", "--", *FILES, "timeline.json"]
    subprocess.run(command, cwd=FOLDER, check=True, capture_output=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_captions_that_can_be_read_in_time(language: str) -> None:
    text = captions(language)
    assert text
    assert text.startswith("WEBVTT\n\n")
    cues = timeline().cues
    assert text.count(" --> ") == len(cues) >= 10
    before = 0
    for cue in cues:
        assert before <= cue.start < cue.end <= timeline().milliseconds
        assert cue.end - cue.start >= 1_900, cue.key
        before = cue.end


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_words(language: str) -> None:
    english, words = (json.loads(Path(FOLDER, "words", f"{one}.json").read_text("utf-8")) for one in ("en", language))
    assert words.keys() == english.keys()
    assert all(words.values())


def test_it_is_served_in_parts_and_kept(standing_url: str) -> None:
    film = introduction()
    assert film
    with httpx.Client(base_url=standing_url) as wire:
        told = wire.get("/api/v1/console/help").json()["introduction"]
        assert [one["url"] for one in told["sources"]] == [one.url for one in film.sources]
        for source in told["sources"]:
            # Safari asks for two bytes first, and plays nothing that answers otherwise.
            first = wire.get(source["url"], headers={"range": "bytes=0-1"})
            assert (first.status_code, len(first.content)) == (206, 2)
            size = int(first.headers["content-range"].removeprefix("bytes 0-1/"))
            rest = wire.get(source["url"], headers={"range": "bytes=2-"})
            assert rest.status_code == 206
            assert rest.headers["content-range"] == f"bytes 2-{1 + len(rest.content)}/{size}"
            last = wire.get(source["url"], headers={"range": "bytes=-5"})
            whole = wire.get(source["url"])
            assert (whole.status_code, len(whole.content)) == (200, size)
            assert whole.content.startswith(first.content + rest.content)
            assert whole.content.endswith(last.content)
            assert "immutable" in whole.headers["cache-control"]
            behind = wire.get(source["url"], headers={"range": f"bytes={size}-"})
            assert (behind.status_code, behind.headers["content-range"]) == (416, f"bytes */{size}")
            assert wire.head(source["url"]).headers["accept-ranges"] == "bytes"
        assert wire.get(told["poster"]).headers["content-type"] == "image/webp"
        for track in told["captions"]:
            assert wire.get(track["url"]).headers["content-type"] == "text/vtt; charset=utf-8"
        assert {track["language"] for track in told["captions"]} == {*LANGUAGES}
