"""Replaying to a slow reader while facts keep coming: late is fine, a hole is not."""

import asyncio
import re

from deskbell.conversations import queue_message
from deskbell.eventlog import read_after
from deskbell.kit.db import Database
from deskbell.realtime import Hub
from deskbell.realtime.subscriber import MAX_HELD, Subscriber
from tests.desk import Desk, new_desk
from tests.rooms import new_client_id

_ALL = 10_000


async def _write(db: Database, hub: Hub, desk: Desk, times: int) -> None:
    """So many long messages, of which the hub hears at once."""
    author, text = desk.visitor, "x" * 4_000
    sent = (queue_message(db, author, conversation_id=None, client_id=new_client_id(), text=text) for _ in range(times))
    await asyncio.gather(*sent)
    hub.committed(await db.read(read_after, desk.agent.project_id, 0, _ALL))


async def _seen_by_a_slow_reader(db: Database, desk: Desk) -> list[int]:
    """The positions that an agent receives for whom more is held than there is room for, twice."""
    hub = Hub(db)
    reader = Subscriber(
        desk.agent.project_id, "agent", desk.agent.id,
        session_id=None, on_frames=lambda: None, on_close=lambda _code: None,
    )  # fmt: skip
    seen: list[int] = []

    async def take_until_full() -> None:
        seen.extend(int(pos) for pos in re.findall(r'"t":"event","prev":\d+,"pos":(\d+)', reader.take_all()))
        await asyncio.sleep(0.01)

    end, _ = await hub.subscribe(reader, epoch=None, pos=0)
    await _write(db, hub, desk, MAX_HELD // 2)
    await hub.subscribe(reader, epoch=end.epoch, pos=0)
    replaying = asyncio.create_task(hub.replay(reader))
    while not reader.queue:  # noqa: ASYNC110 - nothing tells when the replay waits for room
        await asyncio.sleep(0.01)
    # The page is read and does not fit; this is held.
    await _write(db, hub, desk, MAX_HELD - 20)
    while len(reader.held) > MAX_HELD - 40:
        await take_until_full()
    # What is held does not fit either, and now it is more than can be held.
    await _write(db, hub, desk, MAX_HELD * 3 // 2)
    assert reader.overflowed
    while not replaying.done() or reader.queue:
        await take_until_full()
    return seen


def test_more_than_can_be_held_leaves_no_hole(db: Database) -> None:
    desk = new_desk(db)
    seen = asyncio.run(_seen_by_a_slow_reader(db, desk))
    assert seen == [fact.pos for fact in db.read_now(read_after, desk.agent.project_id, 0, _ALL)]
