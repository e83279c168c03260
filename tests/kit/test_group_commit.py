import asyncio
from collections.abc import Sequence
from typing import Any

import msgspec
import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import DBAPIError

from deskbell.eventlog import new_epochs
from deskbell.eventlog.tables import feed
from deskbell.kit.db import Batch, Database, Tx
from deskbell.kit.errors import BadInput, Refusal
from tests.rooms import together


class Somebody(msgspec.Struct, frozen=True):
    project_id: str = ""


def _keep(tx: Tx, actor: Somebody, name: str) -> str:
    tx.execute(insert(feed).values(project_id=name, head=0, epoch="e"))
    tx.announce(name)
    return name + actor.project_id


def _refuse(tx: Tx, actor: Somebody) -> None:
    _keep(tx, actor, "refused")
    raise BadInput("bad_text")


def _kept(tx: Tx) -> set[str]:
    return set(tx.execute(select(feed.c.project_id)).scalars())


def test_what_waits_together_is_committed_together(db: Database) -> None:
    commits: list[Sequence[Any]] = []
    db.listen(commits.append)
    names = [f"n{number:03}" for number in range(200)]
    answers = together([lambda name=name: db.write(_keep, Somebody(), name) for name in names])
    assert answers == names
    assert [name for news in commits for name in news] == names
    assert len(commits) < 100
    assert db.read_now(_kept) == set(names)


def test_a_refusal_undoes_its_own_work_and_nobody_elses(db: Database) -> None:
    told: list[Any] = []
    db.listen(told.extend)

    async def three() -> tuple[object, ...]:
        return await asyncio.gather(
            db.write(_keep, Somebody(), "before"),
            db.write(_refuse, Somebody()),
            db.write(_keep, Somebody(), "after"),
            return_exceptions=True,
        )

    before, refused, after = asyncio.run(three())
    assert (before, after) == ("before", "after")
    assert isinstance(refused, BadInput)
    assert db.read_now(_kept) == {"before", "after"}
    assert told == ["before", "after"]


def test_a_mistake_of_ours_is_raised_to_its_caller_only(db: Database) -> None:
    async def both() -> tuple[object, ...]:
        return await asyncio.gather(
            db.write(_keep, Somebody(), "twice"),
            db.write(_keep, Somebody(), "twice"),
            db.write(_keep, Somebody(), "fine"),
            return_exceptions=True,
        )

    first, second, third = asyncio.run(both())
    assert (first, third) == ("twice", "fine")
    assert isinstance(second, Exception)
    assert not isinstance(second, Refusal)


def _keep_many(tx: Tx, names: Sequence[str]) -> list[str | Refusal]:
    tx.insert_many(feed, ("project_id", "head", "epoch"), [(name, 0, "e") for name in names])
    return [BadInput("bad_text") if name == "odd" else name for name in names]


def test_one_bad_item_does_not_spoil_a_batch(db: Database) -> None:
    batch = Batch(_keep_many)
    db.write_now(_keep, Somebody(), "there already")

    async def items() -> list[Any]:
        names = ["one", "there already", "odd", "two"]
        return await asyncio.gather(*(db.queue_in_batch(batch, "", name) for name in names), return_exceptions=True)

    one, broken, odd, two = asyncio.run(items())
    assert (one, two) == ("one", "two")
    assert isinstance(odd, BadInput)
    assert not isinstance(broken, Refusal)
    assert {"one", "two", "there already"} <= db.read_now(_kept)


def test_readers_cannot_write(db: Database) -> None:
    db.write_now(_keep, Somebody(), "kept")
    with pytest.raises((Refusal, DBAPIError)):
        db.read_now(new_epochs)
    assert db.read_now(lambda tx: tx.execute(select(feed.c.epoch)).scalar_one()) == "e"


def test_nothing_is_taken_after_closing(database_url: str) -> None:
    database = Database(database_url)
    database.close()
    with pytest.raises(Refusal) as refused:
        asyncio.run(database.write(_keep, Somebody(), "late"))
    assert refused.value.code == "busy"


def test_what_was_queued_before_closing_is_finished(database_url: str) -> None:
    database = Database(database_url)

    async def queue_and_close() -> None:
        writes = [asyncio.ensure_future(database.write(_keep, Somebody(), f"n{n}")) for n in range(50)]
        await asyncio.sleep(0)
        await asyncio.to_thread(database.close)
        await asyncio.gather(*writes)

    asyncio.run(queue_and_close())
    again = Database(database_url)
    assert again.read_now(lambda tx: tx.execute(select(func.count()).select_from(feed)).scalar_one()) == 50
    again.close()
