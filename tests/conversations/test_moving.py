import asyncio
from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import select

from deskbell.audit.tables import audit_entry
from deskbell.conversations import (
    Target,
    Waker,
    close_conversation,
    snooze_conversation,
    transfer_conversation,
    wake_conversation,
)
from deskbell.conversations.moving.blocking import keep_out, let_in
from deskbell.conversations.moving.bulk import AT_ONCE, Done, Wanted, do_to_many, put_many_back
from deskbell.eventlog import read_after
from deskbell.kit.clock import HOUR
from deskbell.kit.db import Database
from deskbell.kit.errors import BadInput, Conflict, Forbidden, NotFound
from deskbell.kit.ids import new_token
from deskbell.management.leaving import put_aside
from deskbell.routing.follow import Routing, assign_next
from deskbell.team import Agent
from deskbell.team.groups.grouping import NewGroup, make_group, remove_group
from deskbell.visitors import Arrival, meet_visitor, visitor_by_token
from tests.desk import claim, come_to_the_desk, counts, new_agent, new_desk, new_visitor, post, seen_by, thread
from tests.rooms import Clock, new_client_id, rows, together


def _lines(db: Database, reader: Agent, conversation_id: str) -> list[tuple[str, str, str]]:
    notes = [(one.author.name, one.system) for one in thread(db, reader, conversation_id).items if one.system]
    return [(name, note.what, note.agent.name if note.agent else "") for name, note in notes]


def test_what_is_given_to_a_colleague_is_theirs_and_of_two_who_give_it_one_is_told(db: Database) -> None:
    desk = new_desk(db)
    ben, cem = new_agent(db, desk.owner, "Ben"), new_agent(db, desk.owner, "Cem")
    conv = post(db, desk.visitor).conversation_id
    claim(db, desk.agent, conv)

    def give(who: Agent, to: Target, held_by: str | None) -> None:
        db.write_now(transfer_conversation, who, conversation_id=conv, to=to, held_by=held_by)

    def race(to: Agent) -> Awaitable[None]:
        return db.write(
            transfer_conversation, desk.agent, conversation_id=conv, to=Target(to.id), held_by=desk.agent.id
        )

    (refusal,) = [one for one in together([lambda: race(ben), lambda: race(cem)]) if one is not None]
    item = seen_by(db, cem, conv)
    assert item.assignee is not None
    assert (refusal.code, refusal.params) == ("already_claimed", {"name": item.assignee.name})
    assert item.status == "awaiting_reply"
    assert counts(db, desk.agent.project_id) == {("awaiting_reply", item.assignee.id): 1}

    # Once, beneath the line, and for the team alone.
    db.write_now(
        transfer_conversation, desk.agent, conversation_id=conv, to=Target(desk.agent.id), held_by=item.assignee.id
    )
    to, held = Target(item.assignee.id), desk.agent.id
    for _ in range(2):
        db.write_now(
            transfer_conversation, desk.agent, conversation_id=conv, to=to, held_by=held, note="Knows the prices"
        )
    assert [one.text for one in thread(db, ben, conv).items if one.kind == "note"] == ["Knows the prices"]
    assert not [one for one in thread(db, desk.visitor, conv).items if one.kind == "note"]

    # Repeating it is fine, whatever one saw; nobody can be given it who is not of the team or cannot answer.
    give(desk.agent, Target(item.assignee.id), desk.agent.id)
    other = new_desk(db, "other@example.com")
    left = cem if item.assignee.id == ben.id else ben
    db.write_now(put_aside, desk.owner, agent_id=left.id)
    for nobody in (other.agent.id, "nobody", left.id):
        with pytest.raises(NotFound):
            give(desk.agent, Target(nobody), item.assignee.id)
    with pytest.raises(NotFound):
        give(other.agent, Target(other.agent.id), item.assignee.id)
    given = [(desk.agent.name, "assigned", name) for name in (item.assignee.name, desk.agent.name, item.assignee.name)]
    assert _lines(db, ben, conv)[1:] == given
    db.write_now(close_conversation, desk.agent, conversation_id=conv)
    with pytest.raises(Conflict) as refused:
        give(desk.agent, Target(desk.agent.id), item.assignee.id)
    assert refused.value.code == "conversation_closed"


def test_what_waits_for_a_group_goes_to_whoever_of_it_is_free(db: Database) -> None:
    desk = new_desk(db)
    project, ben = desk.agent.project_id, new_agent(db, desk.owner, "Ben")
    sales = db.write_now(make_group, desk.agent, wanted=NewGroup(new_client_id(), "Sales", [ben.id]))
    conv, other = post(db, desk.visitor).conversation_id, post(db, new_visitor(db, project)).conversation_id
    claim(db, desk.agent, conv)
    post(db, desk.agent, "I shall ask our sales team.", to=conv)
    to = Target(group_id=sales.id)
    for _ in range(2):
        db.write_now(transfer_conversation, desk.agent, conversation_id=conv, to=to, held_by=desk.agent.id)
    item = seen_by(db, ben, conv)
    assert (item.status, item.assignee_id, item.team.group_id) == ("queuing", None, sales.id)
    assert item.waiting_since is not None, "answered or not, somebody of the group shall look at it"

    come_to_the_desk(db, desk.agent)
    assert db.write_now(assign_next, Routing(project)) == 1
    assert seen_by(db, ben, other).assignee_id == desk.agent.id, "it does not stand in the way of those behind it"
    assert db.write_now(assign_next, Routing(project)) == 0
    come_to_the_desk(db, desk.agent, ben)
    assert db.write_now(assign_next, Routing(project)) == 1
    assert seen_by(db, ben, conv).assignee_id == ben.id

    # A group that is gone has nobody: then it is everybody's.
    db.write_now(transfer_conversation, ben, conversation_id=conv, to=Target(), held_by=ben.id)
    db.write_now(transfer_conversation, ben, conversation_id=conv, to=to, held_by=None)
    db.write_now(remove_group, desk.agent, group_id=sales.id)
    assert db.write_now(assign_next, Routing(project)) == 1
    with pytest.raises(NotFound):
        db.write_now(transfer_conversation, ben, conversation_id=other, to=to, held_by=desk.agent.id)


def test_what_somebody_puts_back_is_not_given_to_them_again(db: Database) -> None:
    desk = new_desk(db)
    project, conv = desk.agent.project_id, post(db, desk.visitor).conversation_id
    come_to_the_desk(db, desk.agent)
    db.write_now(assign_next, Routing(project))
    waits = seen_by(db, desk.agent, conv).waiting_since
    db.write_now(transfer_conversation, desk.agent, conversation_id=conv, to=Target(), held_by=desk.agent.id)
    item = seen_by(db, desk.agent, conv)
    assert (item.status, item.assignee_id, item.waiting_since) == ("queuing", None, waits)
    assert db.write_now(assign_next, Routing(project)) == 0
    ben = new_agent(db, desk.owner, "Ben")
    come_to_the_desk(db, desk.agent, ben)
    assert db.write_now(assign_next, Routing(project)) == 1
    assert seen_by(db, ben, conv).assignee_id == ben.id


def test_what_is_set_aside_comes_back_at_its_time_and_once(db: Database, other_node: Database, clock: Clock) -> None:
    desk = new_desk(db)
    conv, until = post(db, desk.visitor).conversation_id, clock.now + HOUR
    for wrong in (clock.now, clock.now - 1, clock.now + 400 * 24 * HOUR):
        with pytest.raises(BadInput) as refused:
            db.write_now(snooze_conversation, desk.agent, conversation_id=conv, until=wrong)
        assert refused.value.code == "bad_snooze"
    assert seen_by(db, desk.agent, conv).assignee_id is None
    for _ in range(2):
        db.write_now(snooze_conversation, desk.agent, conversation_id=conv, until=until)
    item = seen_by(db, desk.agent, conv)
    assert (item.status, item.assignee_id, item.team.snoozed_until) == ("pending", desk.agent.id, until)
    assert counts(db, desk.agent.project_id) == {("pending", desk.agent.id): 1}

    asyncio.run(Waker(db).look())
    assert seen_by(db, desk.agent, conv).status == "pending"
    clock.now = until

    async def both_nodes() -> None:
        await asyncio.gather(Waker(db).look(), Waker(other_node).look())

    asyncio.run(both_nodes())
    item = seen_by(db, desk.agent, conv)
    assert (item.status, item.team.snoozed_until) == ("awaiting_reply", None)
    assert _lines(db, desk.agent, conv)[1:] == [(desk.agent.name, "snoozed", ""), ("", "woken", "")]


def test_whatever_happens_first_ends_the_snooze(db: Database, clock: Clock) -> None:
    desk = new_desk(db)
    ben, conv = new_agent(db, desk.owner, "Ben"), post(db, desk.visitor).conversation_id

    def status_after(act: Callable[[], object]) -> str:
        clock.now += 1
        db.write_now(snooze_conversation, desk.agent, conversation_id=conv, until=clock.now + HOUR)
        assert seen_by(db, desk.agent, conv).status == "pending"
        act()
        item = seen_by(db, desk.agent, conv)
        assert item.team.snoozed_until is None
        return item.status

    assert status_after(lambda: post(db, desk.visitor, "Still there?")) == "awaiting_reply"
    assert status_after(lambda: post(db, desk.agent, "Yes", to=conv)) == "replied"
    assert status_after(lambda: db.write_now(wake_conversation, desk.agent, conversation_id=conv)) == "awaiting_reply"

    def give() -> None:
        db.write_now(transfer_conversation, desk.agent, conversation_id=conv, to=Target(ben.id), held_by=desk.agent.id)

    assert status_after(give) == "awaiting_reply"
    assert status_after(lambda: db.write_now(put_aside, desk.owner, agent_id=ben.id)) == "queuing"
    assert status_after(lambda: db.write_now(close_conversation, desk.agent, conversation_id=conv)) == "closed"
    with pytest.raises(Conflict) as refused:
        db.write_now(snooze_conversation, desk.agent, conversation_id=conv, until=clock.now + HOUR)
    assert refused.value.code == "conversation_closed"


def test_many_are_done_at_once_each_with_its_result_and_taken_back(db: Database, clock: Clock) -> None:
    desk = new_desk(db)
    project, ben = desk.agent.project_id, new_agent(db, desk.owner, "Ben")
    convs = [post(db, new_visitor(db, project), f"Number {number}").conversation_id for number in range(4)]
    claim(db, desk.agent, convs[0])
    claim(db, ben, convs[1])
    post(db, ben, "Good morning", to=convs[1])
    db.write_now(close_conversation, ben, conversation_id=convs[3])

    def do(wanted: Wanted) -> list[Done]:
        ids = [*convs, convs[0], "nobody"]
        return db.write_now(do_to_many, desk.agent, conversation_ids=ids, wanted=wanted)

    def states() -> list[tuple[str, str | None, int | None]]:
        items = [seen_by(db, desk.agent, one) for one in convs]
        return [(one.status, one.assignee_id, one.waiting_since) for one in items]

    before, kept = states(), counts(db, project)
    for wanted in (Wanted("close"), Wanted("assign", Target(ben.id)), Wanted("snooze", until=clock.now + HOUR)):
        done = do(wanted)
        assert [one.id for one in done] == [*convs, "nobody"], "once each, in the order of the request"
        assert done[-1].refusal is not None
        assert done[-1].refusal.code == "not_found"
        changed = [one.before for one in done if one.before]
        assert len(changed) == (2 if wanted.deed == "assign" else 3)
        assert states() != before
        back = db.write_now(put_many_back, desk.agent, before=changed)
        assert [one.refusal for one in back] == [None] * len(changed)
        assert states() == before
        assert counts(db, project) == kept
        # Only once, and never over what has happened since.
        codes = [one.refusal.code for one in db.write_now(put_many_back, desk.agent, before=changed) if one.refusal]
        assert codes == ["stale"] * len(changed)
    assert AT_ONCE >= 100


def test_whoever_is_blocked_is_refused_by_name_until_they_are_let_in(db: Database) -> None:
    desk = new_desk(db)
    token = new_token()
    arrival = Arrival(project_id=desk.agent.project_id, token=token, ip="", user_agent="", language="en")
    visitor = db.write_now(meet_visitor, arrival)
    conv = post(db, visitor).conversation_id
    for _ in range(2):
        db.write_now(keep_out, desk.agent, conversation_id=conv, close=True)
    assert seen_by(db, desk.agent, conv).status == "closed"
    with pytest.raises(Forbidden) as refused:
        db.read_now(visitor_by_token, token)
    assert refused.value.code == "visitor_blocked"
    facts = [one.type for one in db.read_now(read_after, desk.agent.project_id, 0, 1_000)]
    assert facts.count("visitor_blocked") == 1
    with pytest.raises(NotFound):
        db.write_now(keep_out, new_desk(db, "other@example.com").agent, conversation_id=conv, close=True)
    for _ in range(2):
        db.write_now(let_in, desk.agent, conversation_id=conv)
    assert db.read_now(visitor_by_token, token) == visitor
    entries = rows(db, select(audit_entry.c.action).where(audit_entry.c.action.startswith("visitor.")))
    assert [one.action for one in entries] == ["visitor.blocked", "visitor.unblocked"]
