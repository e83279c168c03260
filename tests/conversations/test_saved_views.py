"""Saved views: one's own are nobody else's business, the team's are its administrators' to keep."""

from typing import Any

import msgspec
import pytest

from deskbell.conversations.views.rules import MAX_VIEWS, in_order
from deskbell.conversations.views.saving import (
    SavedFilters,
    SavedView,
    change_view,
    delete_view,
    order_views,
    save_view,
    views_of,
)
from deskbell.kit.db import Database
from deskbell.kit.errors import Refusal
from deskbell.team import Agent
from tests.desk import new_agent, new_desk
from tests.rooms import new_client_id, team_facts

LATE = SavedFilters(view="pending", order="waiting", first_day="2026-01-01")


def _save(db: Database, agent: Agent, name: str, *, shared: bool = False, client_id: str = "") -> SavedView:
    given: dict[str, Any] = {"client_id": client_id or new_client_id(), "name": name, "shared": shared}
    return db.write_now(save_view, agent, filters=LATE, **given)


def _names(db: Database, agent: Agent) -> list[str]:
    return [one.name for one in db.read_now(views_of, agent)]


def test_views_are_saved_once_renamed_ordered_and_forgotten_and_those_they_concern_are_told(db: Database) -> None:
    desk = new_desk(db)
    ada, ben = desk.agent, new_agent(db, desk.owner, "Ben")
    first = _save(db, ada, "  Late\nones ", client_id="late-ones")
    assert _save(db, ada, "Late ones", client_id="late-ones") == first
    team = _save(db, ada, "Everybody's", shared=True)
    second = _save(db, ada, "Second")
    assert (_names(db, ada), _names(db, ben)) == (["Everybody's", "Late ones", "Second"], ["Everybody's"])
    db.write_now(order_views, ada, shared=False, view_ids=[second.id, "unknown", team.id])
    assert _names(db, ada) == ["Everybody's", "Second", "Late ones"]
    changed = db.write_now(change_view, ada, view_id=first.id, name="Later", filters=None, name_was="Late ones")
    assert (changed.name, changed.filters) == ("Later", LATE)
    db.write_now(change_view, ben, view_id=team.id, name="Ours", filters=SavedFilters(), name_was="Everybody's")
    db.write_now(delete_view, ada, view_id=second.id)
    assert [one.filters for one in db.read_now(views_of, ada)] == [SavedFilters(), LATE]
    told = [one["agent_id"] for one in team_facts(db, ada.project_id, "saved_views_changed")]
    assert told == [ada.id, None, ada.id, ada.id, ada.id, None, ada.id]


def test_what_cannot_be_done_with_views_says_why(db: Database) -> None:
    desk, other = new_desk(db), new_desk(db, "other@example.com")
    ada = desk.agent
    ben = new_agent(db, desk.owner, "Ben")
    plain = msgspec.structs.replace(ben, profile=msgspec.structs.replace(ben.profile, role="agent"))
    mine, team = _save(db, ada, "Mine", client_id="mine-only"), _save(db, ada, "Team's", shared=True)
    rename: dict[str, Any] = {"name": "New", "filters": None, "name_was": None}
    refused: list[tuple[str, Any, Agent, dict[str, Any]]] = [
        ("not_found", change_view, ben, {"view_id": mine.id, **rename}),
        ("not_found", delete_view, ben, {"view_id": mine.id}),
        ("not_found", delete_view, other.agent, {"view_id": team.id}),
        ("forbidden", delete_view, plain, {"view_id": team.id}),
        ("forbidden", change_view, plain, {"view_id": team.id, **rename}),
        ("forbidden", order_views, plain, {"shared": True, "view_ids": []}),
        ("stale", change_view, ada, {"view_id": mine.id, **rename, "name_was": "Other"}),
        ("blank_name", change_view, ada, {"view_id": mine.id, **rename, "name": " "}),
    ]
    for code, command, who, given in refused:
        with pytest.raises(Refusal) as refusal:
            db.write_now(command, who, **given)
        assert refusal.value.code == code, (command, given)
    for who, name, shared, client_id, code in (
        (plain, "Shared", True, "", "forbidden"),
        (ben, "Mine", False, "mine-only", "client_id_reused"),
        (ada, "x" * 41, False, "", "text_too_long"),
    ):
        with pytest.raises(Refusal) as refusal:
            _save(db, who, name, shared=shared, client_id=client_id)
        assert refusal.value.code == code
    for n in range(MAX_VIEWS - 1):
        _save(db, ada, f"View {n}")
    with pytest.raises(Refusal) as full:
        _save(db, ada, "One more")
    assert full.value.code == "too_many_views"
    assert in_order(["a", "b", "c"], ["c", "x", "a", "c"]) == ["c", "a", "b"]
