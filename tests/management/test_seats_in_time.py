"""What time brings, all of it together: seats, conversations, letters; on both databases and two nodes."""

from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from deskbell.audit import By
from deskbell.audit.tables import audit_entry
from deskbell.kit.clock import DAY
from deskbell.kit.db import Database, Tx
from deskbell.mail.tables import letter
from deskbell.management.subscription.keeping_up import KeepingUp, keep_up
from deskbell.projects import Owner
from deskbell.projects.tables import project_owner
from deskbell.routing import assign_next
from deskbell.routing.follow import Routing
from deskbell.subscriptions import grant, projects_due, state_at, subscription_of
from deskbell.team import seat_holders
from tests.desk import Desk, come_to_the_desk, new_agent, new_desk, post
from tests.rooms import Clock, new_account, rows, together

OPERATOR = By("operator", None, "Opal")


def due(db: Database, owner: Owner) -> bool:
    """Do what is due, as a node does; whether anything was."""
    if owner.project_id not in db.read_now(projects_due, 100):
        return False
    db.write_now(keep_up, KeepingUp(owner.project_id))
    return True


def give(db: Database, owner: Owner, until: int, seats: int = 5, grace_days: int = 0) -> None:
    def run(tx: Tx, actor: Owner) -> None:
        grant(
            tx,
            OPERATOR,
            project_id=actor.project_id,
            plan="standard",
            seats=seats,
            valid_until=until,
            grace_days=grace_days,
        )

    db.write_now(run, owner)


def letters(db: Database) -> list[Any]:
    return rows(
        db, select(letter).where(letter.c.kind == "subscription_ends").order_by(letter.c.created_at, letter.c.id)
    )


def actions(db: Database, project_id: str) -> list[str]:
    query = select(audit_entry.c.action).where(audit_entry.c.project_id == project_id).order_by(audit_entry.c.id)
    return [row.action for row in rows(db, query)]


@pytest.fixture
def here(db: Database) -> Desk:
    return new_desk(db)


def test_over_the_trials_end_what_is_over_the_limit_is_suspended(db: Database, here: Desk, clock: Clock) -> None:
    bob = new_agent(db, here.owner, "Bob")
    come_to_the_desk(db, bob)
    ack = post(db, here.visitor)
    db.write_now(assign_next, Routing(here.owner.project_id))
    post(db, bob, "With you in a minute", to=ack.conversation_id)
    post(db, here.visitor, "Are you there?", to=ack.conversation_id)
    end = subscription_end(db, here)
    clock.now = end - 1
    due(db, here.owner)
    assert all(one.suspended_at is None for one in db.read_now(seat_holders, here.owner.project_id))
    clock.now = end
    assert due(db, here.owner)
    first, second = db.read_now(seat_holders, here.owner.project_id)
    assert (first.suspended_at, second.suspended_at) == (None, end)
    # Bob's conversation waits in the queue again, and whoever is left answers it; the visitor notices nothing else.
    come_to_the_desk(db, here.agent)
    assert db.write_now(assign_next, Routing(here.owner.project_id)) == 1
    assert db.write_now(assign_next, Routing(here.owner.project_id)) == 0
    post(db, here.agent, "I am", to=ack.conversation_id)
    assert not due(db, here.owner)
    noted = actions(db, here.owner.project_id)
    assert [one for one in noted if one in {"subscription.expired", "agent.seat_lost"}] == [
        "subscription.expired",
        "agent.seat_lost",
    ]
    give(db, here.owner, clock.now + DAY)
    assert due(db, here.owner)
    assert all(one.suspended_at is None for one in db.read_now(seat_holders, here.owner.project_id))


def subscription_end(db: Database, here: Desk) -> int:
    kept = db.read_now(subscription_of, here.owner.project_id)
    assert state_at(kept, kept.trial_ends_at - 1) == "trialing"
    assert state_at(kept, kept.trial_ends_at) == "expired"
    return kept.trial_ends_at


def test_every_owner_is_reminded_once_at_14_7_and_1_days_in_their_language(
    db: Database, other_node: Database, here: Desk, clock: Clock
) -> None:
    second = new_account(db, "li@example.com", "Li")
    share(db, here.owner, second.id, "zh-Hans")
    end = clock.now + 30 * DAY
    give(db, here.owner, end)
    while clock.now < end + DAY:
        together([partial(one.write, keep_up, KeepingUp(here.owner.project_id)) for one in (db, other_node)])
        clock.now += DAY // 2
    sent = letters(db)
    assert sorted(one.key.split()[3] for one in sent) == ["1", "1", "14", "14", "7", "7"]
    assert {(one.recipient, one.language) for one in sent} == {
        ("owner@example.com", "en"),
        ("li@example.com", "zh-Hans"),
    }
    assert {one.link for one in sent} == {f"/console/projects/{here.owner.project_id}/subscription"}
    assert actions(db, here.owner.project_id).count("subscription.reminded") == 3


def share(db: Database, owner: Owner, account_id: str, language: str) -> None:
    from deskbell.accounts.tables import account  # noqa: PLC0415 - behind the room's door, for this test alone

    def run(tx: Tx, actor: Owner) -> None:
        row = {"project_id": actor.project_id, "account_id": account_id, "since": tx.now}
        tx.execute(project_owner.insert().values(**row))
        tx.execute(account.update().where(account.c.id == account_id).values(language=language))

    db.write_now(run, owner)


def test_a_trial_is_reminded_of_too(db: Database, here: Desk, clock: Clock) -> None:
    end = subscription_end(db, here)
    for days in (7, 1):
        clock.now = end - days * DAY - 1
        assert not due(db, here.owner)
        clock.now += 1
        assert due(db, here.owner)
    assert [one.key.split()[3] for one in letters(db)] == ["7", "1"]
