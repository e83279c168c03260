"""docs/events.md and docs/frames.md are what the structs say, and every fact that is stated is in them."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import httpx
import msgspec
import pytest
from sqlalchemy import create_engine, make_url, text

from deskbell.realtime import ClientFrame, ServerFrame
from deskbell.reference import StatedFact, events_page, frames_page, stated_facts, webhooks_page
from deskbell.reference.facts import words_of
from tests.services import ROOT
from tests.serving import Server
from tests.tenancy.operations import HOURS
from tests.tenancy.people import Tenant, tenant
from tests.walk import PASSWORD, client_id

ROUTING = {
    "mode": "manual", "default_limit": 3, "idle_minutes": 0, "last_agent_first": False, "first_reply_minutes": 0,
    "queue_limit": 0, "tell_position": True, "version": None,
}  # fmt: skip
_LATER = {"conversation_kept"}
"""Minutes would have to pass: `tests/routing/` states it, with a clock of its own."""
FACTS: dict[str, StatedFact] = {fact.name: fact for room in stated_facts() for fact in room.facts}


@pytest.mark.parametrize(
    ("name", "page"), [("events.md", events_page()), ("frames.md", frames_page()), ("webhooks.md", webhooks_page())]
)
def test_the_written_page_is_fresh(name: str, page: str) -> None:
    assert Path(ROOT, "docs", name).read_text("utf-8") == page, "run `make docs`"


def test_the_check_fails_when_a_page_is_stale(tmp_path: Path) -> None:
    program = f"import tools.docs as docs, pathlib; docs.DOCS = pathlib.Path({str(tmp_path)!r}); docs.main('--check')"
    stale = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert stale.returncode == 1
    assert "make docs" in stale.stderr


def test_every_frame_has_its_place() -> None:
    page = frames_page()
    for frame in (*get_args(ClientFrame), *get_args(ServerFrame)):
        assert f"`{frame.__struct_config__.tag}`" in page
        assert words_of(frame) in page


def test_a_fact_without_words_is_a_mistake() -> None:
    wordless = msgspec.defstruct("Wordless", [("state", int)])
    with pytest.raises(ValueError, match="has no docstring"):
        words_of(wordless)


def test_every_fact_that_is_stated_is_described_as_it_is(new_server: Callable[..., Server], database_url: str) -> None:
    """All that a whole walk leaves in the log, read with the structs that the pages are made from."""
    server = new_server(database_url, webhooks_allow_private="true").start()
    walked = tenant(server.url, "the walk")
    _walk_on(server, walked)
    seen: set[str] = set()
    for name, body, team in _log(database_url):
        fact = FACTS[name]
        said = msgspec.json.decode(body)
        _reads_as(fact.data, said["data"], name)
        if fact.team is not None and team is not None:
            _reads_as(fact.team, msgspec.json.decode(team), name)
        seen.add(name)
    assert seen == {*FACTS} - _LATER


def _reads_as(struct: type[msgspec.Struct] | None, said: dict[str, object], name: str) -> None:
    if struct is None:
        assert said == {}, name
        return
    msgspec.json.decode(msgspec.json.encode(said), type=struct)
    assert {*said} <= {*struct.__struct_fields__}, name


def _walk_on(server: Server, people: Tenant) -> None:
    """What `tenant` has not done yet, so that every fact is stated."""

    with httpx.Client(base_url=server.url) as wire:
        workspace = f"/api/v1/workspace/{people.agent.ids['project_id']}"
        conversation = f"{workspace}/conversations/{people.visitor.ids['conversation_id']}"
        project = f"/api/v1/console/projects/{people.owner.ids['project_id']}"
        operators = f"/api/v1/console/installation/projects/{people.owner.ids['project_id']}"
        other = {"client_id": client_id(), "email": "other@example.com", "password": PASSWORD}
        held = {"held_by": people.agent.ids["agent_id"]}
        message = f"{conversation}/messages/{people.agent.ids['message_id']}"
        colleague = wire.get(f"{workspace}/me", headers=people.colleague.headers).json()["agent"]["id"]
        naming = {"client_id": client_id(), "text": "Look at this", "note": True, "mentions": [colleague]}
        for who, method, path, body in [
            (people.agent, "POST", f"{conversation}/claim", None),
            (people.agent, "POST", f"{conversation}/seen", {"delivered": 1, "read": 1}),
            (people.agent, "POST", f"{conversation}/messages", {"client_id": client_id(), "text": "Hello"}),
            (people.agent, "PATCH", message, {"text": "Other words"}),
            (people.agent, "POST", f"{message}/recall", None),
            (people.agent, "POST", f"{conversation}/messages", naming),
            (people.colleague, "POST", f"{conversation}/mention/seen", {"pos": 2**50}),
            (people.agent, "PATCH", f"{workspace}/settings/general", {"time_zone": "Asia/Tokyo"}),
            (people.agent, "PUT", f"{workspace}/settings/routing", ROUTING),
            (people.agent, "PUT", f"{workspace}/settings/hours", {"hours": HOURS, "version": None}),
            (people.agent, "PATCH", conversation, {"title": "Late parcel"}),
            (people.agent, "POST", f"{workspace}/tags", {"name": "Shipping"}),
            (people.agent, "POST", f"{conversation}/snooze", {"until": time.time_ns() // 1_000_000 + 3_600_000}),
            (people.agent, "POST", f"{conversation}/wake", None),
            (people.agent, "POST", f"{conversation}/transfer", {"group_id": people.agent.ids["group_id"], **held}),
            (people.agent, "POST", f"{conversation}/close", None),
            (people.agent, "POST", f"{conversation}/reopen", None),
            (people.agent, "DELETE", f"{workspace}/replies/{people.agent.ids['reply_id']}", None),
            (people.agent, "DELETE", f"{workspace}/team/groups/{people.agent.ids['group_id']}", None),
            (people.visitor, "PATCH", "/api/v1/visitor/me", {"name": "Vera"}),
            (people.agent, "POST", f"{conversation}/block", {"close": False}),
            (people.owner, "PATCH", project, {"name": "Other name"}),
            (people.owner, "POST", f"{project}/administrators", other),
            (people.owner, "POST", f"{project}/administrators/{people.agent.ids['agent_id']}/disable", None),
            (people.owner, "POST", f"{operators}/subscription", {"plan": "standard", "seats": 7, "valid_until": None}),
            (people.owner, "POST", f"{project}/deletion", {"name": "Other name"}),
            (people.owner, "DELETE", f"{project}/deletion", None),
        ]:
            answer = wire.request(method, path, json=body, headers=who.headers)
            assert answer.is_success, answer.text


def _log(database_url: str) -> list[tuple[str, str, str | None]]:
    url = make_url(database_url)
    if url.get_backend_name() == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return [(row[0], row[1], row[2]) for row in connection.execute(text("SELECT type, body, team FROM fact"))]
    finally:
        engine.dispose()
