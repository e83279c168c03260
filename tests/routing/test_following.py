import asyncio
from contextlib import suppress
from typing import Any

import msgspec

from deskbell.conversations import Target, absent_with_unanswered, transfer_conversation
from deskbell.conversations.assigning import AssignedWhy
from deskbell.conversations.thread import conversation_details
from deskbell.eventlog import read_after
from deskbell.kit.clock import MINUTE
from deskbell.kit.db import Database
from deskbell.routing import Router, assign_next
from deskbell.routing.follow import Left, Routing, agent_left
from deskbell.service import RoutingSettings, settle_routing
from deskbell.team import Agent, AgentChange, agent_cards, change_agent
from deskbell.team.groups.grouping import NewGroup, make_group
from tests.desk import Desk, claim, come_to_the_desk, counts, new_agent, new_desk, new_visitor, post, seen_by
from tests.rooms import Clock, new_client_id, together
from tests.services import PATIENCE


def _ring(db: Database, desk: Desk, times: int) -> list[str]:
    return [post(db, new_visitor(db, desk.agent.project_id)).conversation_id for _ in range(times)]


def _route(db: Database, desk: Desk) -> int:
    given = 0
    while now := db.write_now(assign_next, Routing(desk.agent.project_id)):
        given += now
    return given


def _has(db: Database, desk: Desk, agent: Agent, conversation_id: str) -> bool:
    assignee = seen_by(db, desk.agent, conversation_id).assignee
    return assignee is not None and assignee.id == agent.id


def test_nobody_at_the_desk_gets_nothing(db: Database) -> None:
    desk = new_desk(db)
    _ring(db, desk, 2)
    assert _route(db, desk) == 0
    assert counts(db, desk.agent.project_id) == {("queuing", None): 2}


def test_conversations_go_round_within_everybodys_limit_in_order_of_arrival(db: Database, clock: Clock) -> None:
    desk = new_desk(db)
    ben = new_agent(db, desk.owner, "Ben")
    come_to_the_desk(db, desk.agent, ben)
    rung: list[str] = []
    for _ in range(14):
        clock.now += 10
        rung += _ring(db, desk, 1)
    assert _route(db, desk) == 12
    kept = counts(db, desk.agent.project_id)
    assert kept == {
        ("awaiting_reply", desk.agent.id): 6,
        ("awaiting_reply", ben.id): 6,
        ("queuing", None): 2,
    }
    assert [seen_by(db, desk.agent, one).status for one in rung[-2:]] == ["queuing", "queuing"]
    first_two = {_has(db, desk, ben, rung[0]), _has(db, desk, ben, rung[1])}
    assert first_two == {True, False}


def test_a_group_without_room_does_not_stand_in_the_way_of_those_behind_it(db: Database, clock: Clock) -> None:
    desk = new_desk(db)
    ben = new_agent(db, desk.owner, "Ben")
    db.write_now(change_agent, desk.agent, agent_id=ben.id, change=AgentChange(conversation_limit=1))
    sales = db.write_now(make_group, desk.agent, wanted=NewGroup(new_client_id(), "Sales", [ben.id]))
    for conversation_id in _ring(db, desk, 25):
        clock.now += 10
        to = Target(group_id=sales.id)
        db.write_now(transfer_conversation, desk.agent, conversation_id=conversation_id, to=to, held_by=None)
    clock.now += 10
    behind = _ring(db, desk, 2)
    come_to_the_desk(db, desk.agent, ben)
    assert _route(db, desk) == 3
    assert [_has(db, desk, desk.agent, one) for one in behind] == [True, True]
    assert counts(db, desk.agent.project_id)["awaiting_reply", ben.id] == 1


def test_running_again_gives_nothing_again(db: Database) -> None:
    desk = new_desk(db)
    come_to_the_desk(db, desk.agent)
    _ring(db, desk, 1)
    assert [_route(db, desk), _route(db, desk)] == [1, 0]


def test_who_is_away_or_gone_gets_nothing_new(db: Database, clock: Clock) -> None:
    desk = new_desk(db)
    come_to_the_desk(db, desk.agent)
    clock.now += 120_000
    _ring(db, desk, 1)
    assert _route(db, desk) == 0


def test_a_queue_whose_wake_up_was_lost_is_found_while_another_project_is_busy(db: Database) -> None:
    busy, forgotten = new_desk(db), new_desk(db, "forgotten@example.com")
    come_to_the_desk(db, forgotten.agent)
    waiting = _ring(db, forgotten, 1)[0]

    async def routed() -> None:
        router = Router(db)
        running = asyncio.create_task(router.run())
        async with asyncio.timeout(PATIENCE):
            while not _has(db, forgotten, forgotten.agent, waiting):
                router.wake(busy.agent.project_id)
                await router.look_again()
                await asyncio.sleep(0.01)
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running

    asyncio.run(routed())


def _why(db: Database, desk: Desk, conversation_id: str) -> AssignedWhy:
    why = db.read_now(conversation_details, desk.agent, conversation_id=conversation_id).assigned_why
    assert why is not None
    return why


def _told(db: Database, desk: Desk, kind: str) -> list[Any]:
    facts = db.read_now(read_after, desk.agent.project_id, 0, 1_000)
    return [msgspec.json.decode(one.team or "null") for one in facts if one.type == kind]


def _settle(db: Database, desk: Desk, **wanted: Any) -> None:
    db.write_now(settle_routing, desk.agent, wanted=RoutingSettings(**wanted), version=None)


def test_who_does_not_answer_in_time_passes_it_on_and_each_has_it_once(db: Database, clock: Clock) -> None:
    desk = new_desk(db)
    ben = new_agent(db, desk.owner, "Ben")
    come_to_the_desk(db, desk.agent)
    [asked] = _ring(db, desk, 1)
    assert _route(db, desk) == 1
    first = _why(db, desk, asked)
    assert (first.reason, first.load, first.limit, first.minutes) == ("rounds", 0, 6, None)
    # Nobody else is here: it stays, and the team is told once.
    clock.now += 3 * MINUTE
    come_to_the_desk(db, desk.agent)
    assert [_route(db, desk), _route(db, desk)] == [1, 0]
    kept = _why(db, desk, asked)
    assert (kept.reason, kept.minutes, kept.agent_id) == ("kept", 3, desk.agent.id)
    told = _told(db, desk, "conversation_kept")
    assert [one["why"]["minutes"] for one in told] == [3]
    # As soon as somebody else is free they get it, and nobody has it twice.
    come_to_the_desk(db, desk.agent, ben)
    assert [_route(db, desk), _route(db, desk)] == [1, 0]
    assert _has(db, desk, ben, asked)
    moved = _why(db, desk, asked)
    assert (moved.reason, moved.minutes, moved.load) == ("first_reply", 3, 0)
    clock.now += 3 * MINUTE
    come_to_the_desk(db, desk.agent, ben)
    assert [_route(db, desk), _route(db, desk)] == [1, 0]
    assert _why(db, desk, asked).reason == "kept"
    # Once somebody has answered, it begins anew.
    post(db, ben, to=asked)
    clock.now += 9 * MINUTE
    come_to_the_desk(db, desk.agent, ben)
    assert _route(db, desk) == 0
    # Whoever takes it by themselves is not hurried.
    [other] = _ring(db, desk, 1)
    claim(db, ben, other)
    clock.now += 9 * MINUTE
    come_to_the_desk(db, desk.agent, ben)
    assert _route(db, desk) == 0


def test_who_leaves_hands_back_what_nobody_has_answered(db: Database, clock: Clock) -> None:
    desk = new_desk(db)
    ben = new_agent(db, desk.owner, "Ben")
    come_to_the_desk(db, desk.agent)
    asked, answered = _ring(db, desk, 2)
    claimed = _ring(db, desk, 1)[0]
    claim(db, desk.agent, claimed)
    assert _route(db, desk) == 2
    post(db, desk.agent, to=answered)
    left = Left(desk.agent.project_id, desk.agent.id)
    # A reload is no goodbye.
    assert db.write_now(agent_left, left) == 0
    clock.now += 2 * MINUTE
    come_to_the_desk(db, ben)
    # Nothing moves before it is sure that they have gone.
    assert _route(db, desk) == 0
    assert db.read_now(absent_with_unanswered)[1] == {(desk.agent.project_id, desk.agent.id)}
    assert db.write_now(agent_left, left) == 2
    assert _route(db, desk) == 2
    assert _has(db, desk, ben, asked)
    assert _has(db, desk, ben, claimed)
    assert seen_by(db, ben, answered).assignee_id == desk.agent.id


def test_settings_decide_and_idle_conversations_do_not_count(db: Database, clock: Clock) -> None:
    desk = new_desk(db)
    _settle(db, desk, mode="manual")
    db.write_now(change_agent, desk.agent, agent_id=desk.agent.id, change=AgentChange(conversation_limit=1))
    come_to_the_desk(db, desk.agent)
    first, second = _ring(db, desk, 2)
    assert _route(db, desk) == 0
    _settle(db, desk, mode="rounds", first_reply_minutes=0, default_limit=3)
    assert _route(db, desk) == 1
    assert _has(db, desk, desk.agent, first)
    # One that waits for its answer counts, however long.
    clock.now += 20 * MINUTE
    come_to_the_desk(db, desk.agent)
    assert _route(db, desk) == 0
    post(db, desk.agent, to=first)
    assert _route(db, desk) == 0
    clock.now += 11 * MINUTE
    come_to_the_desk(db, desk.agent)
    assert _route(db, desk) == 1
    assert _has(db, desk, desk.agent, second)
    ben = new_agent(db, desk.owner, "Ben")
    cards = {one.id: one for one in db.read_now(agent_cards, desk.agent.project_id)}
    assert cards[ben.id].conversation_limit == 3
    assert [one["version"] for one in _told(db, desk, "routing_changed")] == [1, 2]


def test_two_nodes_at_once_give_each_conversation_once(db: Database, other_node: Database) -> None:
    desk = new_desk(db)
    ben = new_agent(db, desk.owner, "Ben")
    come_to_the_desk(db, desk.agent, ben)
    _ring(db, desk, 10)
    here = Routing(desk.agent.project_id)
    together([lambda: db.write(assign_next, here), lambda: other_node.write(assign_next, here)])
    assert counts(db, desk.agent.project_id) == {
        ("awaiting_reply", desk.agent.id): 5,
        ("awaiting_reply", ben.id): 5,
    }
    assert len(_told(db, desk, "conversation_assigned")) == 10
