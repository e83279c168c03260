"""Reports say what the log says: followed as it grows or told again from its first fact, on both databases."""

import asyncio
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace
from sqlalchemy import update

from deskbell.conversations import close_conversation, reopen_conversation
from deskbell.conversations.moving.transferring import Target, transfer_conversation
from deskbell.conversations.tags.keeping import create_tag, merge_tag
from deskbell.conversations.tags.putting import tag_conversation
from deskbell.kit.clock import DAY, MINUTE, SECOND
from deskbell.kit.db import Database, Tx
from deskbell.kit.errors import NotFound
from deskbell.projects.tables import project
from deskbell.reports import rebuild
from deskbell.reports.asking import NOBODY, Counted, Scope, Wanted, counted_page, scope_of
from deskbell.reports.exporting import csv_lines
from deskbell.reports.following import Following, next_step, take_step
from deskbell.reports.rules import Days, day_of
from deskbell.reports.summing import Report, report
from deskbell.reports.tables import report_conversation, report_day
from deskbell.team import Agent
from deskbell.team.groups.grouping import NewGroup, make_group
from deskbell.visitors import VisitorFields, edit_visitor
from tests.desk import Desk, claim, new_agent, new_desk, new_visitor, post
from tests.rooms import Clock, new_client_id, rows


def follow(db: Database, project_id: str, *, at_once: int = 3) -> None:
    while step := db.read_now(next_step, project_id, at_once=at_once):
        assert db.write_now(take_step, Following(project_id), step=step)


def today(clock: Clock) -> Days:
    day = day_of(clock.now, ZoneInfo("UTC"))
    return Days(day, day)


def everything(db: Database) -> list[list[Any]]:
    return [sorted(rows(db, table.select()), key=repr) for table in (report_conversation, report_day)]


def use_zone(tx: Tx, actor: Following, zone: str) -> None:
    tx.execute(update(project).where(project.c.id == actor.project_id).values(time_zone=zone))


@pytest.fixture
def busy(db: Database, clock: Clock) -> Desk:
    """A day: one conversation answered after two minutes and closed, one that waits, one from the day before."""
    desk = new_desk(db)
    db.write_now(use_zone, Following(desk.agent.project_id), "UTC")
    clock.now -= DAY
    old = post(db, desk.visitor, "From yesterday").conversation_id
    clock.now += DAY
    mei = new_visitor(db, desk.agent.project_id)
    fields = VisitorFields(name="=Mei")
    parcel = post(db, mei, "Where is it?").conversation_id
    db.write_now(edit_visitor, desk.agent, visitor_id=mei.id, now=fields, was=None)
    clock.now += MINUTE
    claim(db, desk.agent, parcel)
    clock.now += MINUTE
    post(db, desk.agent, "On its way", to=parcel)
    late = db.write_now(create_tag, desk.agent, name="late", colour="red")
    lost = db.write_now(create_tag, desk.agent, name="lost", colour="blue")
    db.write_now(tag_conversation, desk.agent, conversation_id=parcel, add=[lost.id], remove=[])
    db.write_now(merge_tag, desk.agent, tag_id=late.id, merged_id=lost.id)
    clock.now += 10 * SECOND
    db.write_now(close_conversation, desk.agent, conversation_id=parcel)
    db.write_now(reopen_conversation, desk.agent, conversation_id=parcel)
    clock.now += 10 * SECOND
    db.write_now(close_conversation, desk.agent, conversation_id=parcel)
    db.write_now(close_conversation, desk.agent, conversation_id=old)
    group = db.write_now(make_group, desk.agent, wanted=NewGroup(new_client_id(), "Sales", []))
    waits = post(db, new_visitor(db, desk.agent.project_id), "Anybody?").conversation_id
    db.write_now(transfer_conversation, desk.agent, conversation_id=waits, to=Target(None, group.id), held_by=None)
    return desk


def figures(db: Database, agent: Agent, days: Days, agent_id: str | None = None) -> Report:
    return db.read_now(report, scope_of(agent, agent_id), days=days)


def behind(db: Database, scope: Scope, days: Days, **more: Any) -> list[Counted]:
    return db.read_now(counted_page, scope, wanted=Wanted(days, **more), after=None, limit=50).items


def test_numbers_say_what_was_done_and_open_their_conversations(db: Database, clock: Clock, busy: Desk) -> None:
    follow(db, busy.agent.project_id)
    days, whole = today(clock), Scope(busy.agent.project_id, None)
    found = figures(db, busy.agent, days)
    now = found.now
    assert (now.started, now.assigned, now.replied, now.reopened, now.closed) == (2, 1, 1, 1, 2)
    assert (now.visitor_messages, now.team_messages) == (2, 1)
    assert (now.wait.median, now.reply.median, now.reply.ninth) == (60, 120, 120)
    assert (found.before.started, found.before.closed, found.ever) == (1, 0, True)
    assert [(one.day, one.started, one.closed, one.reply) for one in found.days] == [(days.first, 2, 2, 120)]
    assert sum(found.hours) == 2
    assert [(one.id, one.numbers.replied) for one in found.by_agent] == [(busy.agent.id, 1), (NOBODY, 0)]
    assert {(one.name, one.numbers.started) for one in found.by_group} == {("Sales", 1), (None, 1)}
    assert [(one.name, one.numbers.closed) for one in found.by_tag] == [("late", 1)]

    for number in ("started", "assigned", "replied", "reopened", "closed"):
        assert len(behind(db, whole, days, number=number)) == getattr(now, number)
    [waiting] = behind(db, whole, days, number="unanswered")
    assert (waiting.group, waiting.agent, waiting.team_messages) == ("Sales", None, 0)
    [parcel] = behind(db, whole, days, tag_id=found.by_tag[0].id)
    assert (parcel.visitor, parcel.tags, parcel.reopened) == ("=Mei", ["late"], 2 - 1)
    assert behind(db, whole, days, number="replied", at_least=120, below=300) == [parcel]
    assert behind(db, whole, days, number="replied", at_least=300) == []
    assert behind(db, Scope(busy.agent.project_id, NOBODY), days) == [waiting]
    hour = found.hours.index(2)
    assert len(behind(db, whole, days, hour=hour)) == 2
    assert behind(db, whole, days, hour=(hour + 1) % 168) == []
    first = db.read_now(counted_page, whole, wanted=Wanted(days), after=None, limit=1)
    second = db.read_now(counted_page, whole, wanted=Wanted(days), after=first.next, limit=1)
    assert [*first.items, *second.items] == [waiting, parcel]
    assert second.next is None

    lines = asyncio.run(_all(db, whole, Wanted(days, "replied"))).splitlines()
    assert lines[0].startswith('\ufeff"conversation"')
    assert f'"{parcel.id}","\'=Mei"' in lines[1]
    assert '"60","120"' in lines[1]
    assert len(lines) == 2


def test_told_again_from_the_first_fact_it_is_the_same(db: Database, busy: Desk) -> None:
    project_id = busy.agent.project_id
    follow(db, project_id)
    followed = everything(db)
    assert all(followed)
    facts = rebuild(db, project_id)
    assert facts > 0
    assert everything(db) == followed
    # Whoever was slower stores nothing.
    late = db.read_now(next_step, project_id)
    assert late is None
    post(db, busy.visitor, "And another thing")
    late = db.read_now(next_step, project_id)
    assert late is not None
    follow(db, project_id)
    assert db.write_now(take_step, Following(project_id), step=late) is False


def test_another_time_zone_moves_what_lies_on_another_day_there(db: Database, clock: Clock, busy: Desk) -> None:
    project_id = busy.agent.project_id
    follow(db, project_id)
    for zone in ("Pacific/Kiritimati", "Pacific/Niue"):
        db.write_now(use_zone, Following(project_id), zone)
        follow(db, project_id)
        day = day_of(clock.now, ZoneInfo(zone))
        assert figures(db, busy.agent, Days(day, day)).now.started == 2
    followed = everything(db)
    rebuild(db, project_id)
    assert everything(db) == followed


def test_an_agent_sees_their_own_figures_alone(db: Database, clock: Clock, busy: Desk) -> None:
    follow(db, busy.agent.project_id)
    ada = busy.agent
    plain = Agent(ada.project_id, ada.session_id, _as_agent(ada))
    found = figures(db, plain, today(clock))
    assert (found.own, found.now.started, found.now.closed) == (True, 1, 1)
    assert found.by_agent == []
    assert [one.agent for one in behind(db, scope_of(plain, None), today(clock))] == [ada.name]
    other = new_agent(db, busy.owner, "Ben")
    with pytest.raises(NotFound):
        scope_of(plain, other.id)
    assert figures(db, ada, today(clock), other.id).now.started == 0


def _as_agent(ada: Agent) -> Any:
    return replace(ada.profile, role="agent")


async def _all(db: Database, scope: Scope, wanted: Wanted) -> str:
    return "".join([part async for part in csv_lines(db, scope, wanted)])
