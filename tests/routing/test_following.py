import asyncio
from contextlib import suppress

from deskbell.kit.db import Database
from deskbell.routing import Router, assign_next
from deskbell.routing.follow import Routing
from deskbell.team import Agent
from tests.desk import Desk, come_to_the_desk, counts, new_agent, new_desk, new_visitor, post, seen_by
from tests.rooms import Clock


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
        for _ in range(100):
            router.wake(busy.agent.project_id)
            await router.look_again()
            await asyncio.sleep(0.01)
            if _has(db, forgotten, forgotten.agent, waiting):
                break
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running

    asyncio.run(routed())
    assert _has(db, forgotten, forgotten.agent, waiting)
