"""Help over HTTP: for anybody, in the reader's language; the film in parts, as Safari wants it."""

import httpx
import pytest

from deskbell.kit.catalogue import LANGUAGES


@pytest.fixture
def wire(standing_url: str) -> httpx.Client:
    return httpx.Client(base_url=standing_url, limits=httpx.Limits(max_keepalive_connections=0))


def test_anybody_reads_the_questions_in_their_language(wire: httpx.Client) -> None:
    for language in LANGUAGES:
        answer = wire.get("/api/v1/console/help", headers={"accept-language": language})
        assert (answer.status_code, answer.json()["language"]) == (200, language)
        assert len(answer.json()["questions"]) >= 15
        assert answer.headers["vary"] == "accept-language"
        # The policy that a site needs names this very server.
        assert f"script-src {str(wire.base_url).rstrip('/')}; frame-src" in answer.text


def test_nothing_else_lies_there(wire: httpx.Client) -> None:
    for path in (
        "/help/timeline.json",
        "/help/words",
        "/help/captions/xx.vtt",
        "/help/captions/en",
        "/help/..%2fasking.py",
    ):
        assert wire.get(path).status_code == 404
