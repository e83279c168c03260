"""What visitors are told before they write and while they wait, and what hours do to routing."""

from typing import Any

import pytest

from deskbell.conversations.queueing import QueuePlace, place_in_queue
from deskbell.conversations.rules import estimated_wait
from deskbell.conversations.starting import SendLimits, widget_start
from deskbell.kit.clock import DAY, HOUR, MINUTE
from deskbell.kit.db import Database
from deskbell.kit.errors import Conflict, NotFound
from deskbell.projects import project_by_id
from deskbell.routing import assign_next
from deskbell.routing.follow import Routing
from deskbell.service import Hours, RoutingSettings, settle_hours, settle_routing, settled_hours
from deskbell.service.hours.rules import Span, SpecialDays
from deskbell.visitors import Visitor
from tests.desk import Desk, come_to_the_desk, new_desk, new_visitor, post
from tests.rooms import Clock

NIGHT = [Span("03:00", "04:00")]


def place(db: Database, visitor: Visitor, conversation_id: str) -> QueuePlace:
    return db.read_now(place_in_queue, visitor, conversation_id=conversation_id)


def settle(db: Database, desk: Desk, **wanted: Any) -> None:
    db.write_now(settle_routing, desk.agent, wanted=RoutingSettings(**wanted), version=None)


def test_a_visitor_learns_the_place_and_about_how_long_it_takes(db: Database, clock: Clock) -> None:
    desk = new_desk(db)
    visitors = [new_visitor(db, desk.agent.project_id) for _ in range(12)]
    asked: list[str] = []
    for visitor in visitors:
        clock.now += MINUTE
        asked.append(post(db, visitor).conversation_id)
    assert place(db, visitors[2], asked[2]).position == 3
    assert place(db, visitors[2], asked[2]).wait_ms is None
    come_to_the_desk(db, desk.agent)
    assert db.write_now(assign_next, Routing(desk.agent.project_id)) == 6
    clock.now += MINUTE
    come_to_the_desk(db, desk.agent)
    # Six within a minute: the second in the queue waits a third of it.
    second = place(db, visitors[7], asked[7])
    assert (second.position, second.wait_ms, second.full, second.hours) == (2, MINUTE // 3, False, None)
    assert place(db, visitors[0], asked[0]).position is None
    assert place(db, visitors[11], asked[11]).again_ms > second.again_ms
    settle(db, desk, queue_limit=2)
    told = [(now.position, now.full) for now in (place(db, visitors[n], asked[n]) for n in (7, 8))]
    assert told == [(2, False), (None, True)]
    settle(db, desk, tell_position=False)
    assert place(db, visitors[7], asked[7]).position is None
    with pytest.raises(NotFound):
        place(db, visitors[0], asked[7])


def test_too_few_pick_ups_tell_nothing() -> None:
    assert estimated_wait(1, [9 * MINUTE, 9 * MINUTE], 10 * MINUTE) is None
    assert estimated_wait(1, [1, 2, 3], DAY) is None
    assert estimated_wait(4, [4 * MINUTE, 8 * MINUTE], 10 * MINUTE) is None
    assert estimated_wait(4, [4 * MINUTE, 8 * MINUTE, 9 * MINUTE], 10 * MINUTE) == 8 * MINUTE


def test_outside_of_the_hours_visitors_are_told_and_routing_rests_where_that_is_wanted(
    db: Database, clock: Clock
) -> None:
    desk = new_desk(db)
    project_id = desk.agent.project_id
    site_key = db.read_now(project_by_id, project_id).site_key
    assert db.read_now(widget_start, site_key, SendLimits()).hours is None
    # The clock of the tests stands at 08:00 UTC, and it opens at 03:00.
    hours = Hours(kept=True, week=[NIGHT] * 7, special=[], assign_outside=False)
    db.write_now(settle_hours, desk.agent, wanted=hours, version=0)
    opens_at = clock.now + 19 * HOUR
    told = db.read_now(widget_start, site_key, SendLimits()).hours
    assert told is not None
    assert (told.open, told.opens_at) == (False, opens_at)
    come_to_the_desk(db, desk.agent)
    asked = post(db, desk.visitor).conversation_id
    assert place(db, desk.visitor, asked).hours == told
    assert db.write_now(assign_next, Routing(project_id)) == 0
    clock.now = opens_at
    come_to_the_desk(db, desk.agent)
    assert db.write_now(assign_next, Routing(project_id)) == 1
    with pytest.raises(Conflict, match="stale"):
        db.write_now(settle_hours, desk.agent, wanted=Hours(False, hours.week, [], True), version=0)  # noqa: FBT003 - two words of a form
    feast = SpecialDays("2027-01-16", "2027-01-16", "Feast", [])
    db.write_now(settle_hours, desk.agent, wanted=Hours(True, hours.week, [feast], True), version=1)  # noqa: FBT003 - as above
    assert db.read_now(settled_hours, project_id).value.special == [feast]
    now = db.read_now(widget_start, site_key, SendLimits()).hours
    assert now is not None
    assert now.opens_at == opens_at + DAY
