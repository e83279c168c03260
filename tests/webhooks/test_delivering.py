"""Every event that an endpoint wants reaches it at least once, under one id, until it is taken, gone or given up."""

import asyncio
import json
from typing import get_args

import pytest
from sqlalchemy import func, select

from deskbell.conversations import queue_message
from deskbell.conversations.changing import edit_message, recall_message
from deskbell.kit.clock import DAY, HOUR
from deskbell.kit.db import Database
from deskbell.kit.errors import Conflict, NotFound
from deskbell.management.erasing import Erasing, erase_some
from deskbell.projects import close_project, rename_project
from deskbell.settings import Settings
from deskbell.webhooks import EventName, WebhookRoom
from deskbell.webhooks.claiming import LEASE_MS, Courier, claim_deliveries
from deskbell.webhooks.filing import Filing, file_deliveries
from deskbell.webhooks.keeping import Change, House, Wanted, WithSecret, add_webhook, change_webhook, rotate_secret
from deskbell.webhooks.queries import DeliveryLine, WebhookCard, deliveries, delivery_content, webhook_card
from deskbell.webhooks.replaying import send_again, send_test
from deskbell.webhooks.rules import TRIED_FOR_MS
from deskbell.webhooks.tables import webhook, webhook_cursor, webhook_delivery
from tests.desk import Desk, new_desk, post
from tests.receiver import Receiver
from tests.rooms import Clock, letters_to, new_client_id, rows, together

KEY = "k" * 32
SETTINGS = Settings(secret_key=KEY, webhooks_allow_private=True)
HOUSE = House(KEY, private=True)


def add(db: Database, desk: Desk, url: str, events: list[EventName] | None = None) -> WithSecret:
    wanted = Wanted(url, "Our CRM", events)
    return db.write_now(add_webhook, desk.agent, wanted=wanted, client_id=new_client_id(), house=HOUSE)


def deliver(db: Database, clock: Clock, settings: Settings = SETTINGS, node: str = "one") -> None:
    """Let a node file and send all that is due now."""
    asyncio.run(WebhookRoom(db, settings, clock=clock, node=node).settle())


def sent(db: Database, desk: Desk, one: WithSecret) -> list[DeliveryLine]:
    page = db.read_now(deliveries, desk.agent.project_id, one.webhook.id, state=None, after=None, limit=100)
    return page.items[::-1]


def card(db: Database, desk: Desk, one: WithSecret) -> WebhookCard:
    return db.read_now(webhook_card, desk.agent.project_id, one.webhook.id)


def rename(db: Database, desk: Desk, name: str) -> None:
    db.write_now(rename_project, desk.owner, name=name)


def note(db: Database, desk: Desk, conv: str, text: str) -> None:
    async def noted() -> None:
        await queue_message(db, desk.agent, conversation_id=conv, client_id=new_client_id(), text=text, note=True)

    asyncio.run(noted())


def test_what_happens_is_told_signed_and_what_was_refused_or_is_for_the_team_is_not(
    db: Database, clock: Clock, hooks: Receiver
) -> None:
    clock.now = _present()
    desk = new_desk(db)
    post(db, desk.visitor, "Before it was there")
    every, notes = add(db, desk, f"{hooks.url}/every"), add(db, desk, f"{hooks.url}/notes", ["note_posted"])
    conv = post(db, desk.visitor).conversation_id
    post(db, desk.agent, "Hello Nils", to=conv)
    note(db, desk, conv, "He called already")
    with pytest.raises(NotFound):
        post(db, desk.agent, "To nobody", to="0000000000000000")
    deliver(db, clock)
    got = {path: [one for one in hooks.got if one.path == path] for path in ("/every", "/notes")}
    said = sorted((one.verified(every.secret or "") for one in got["/every"]), key=lambda one: one["pos"])
    assert [one["type"] for one in said] == ["message_posted", "conversation_assigned", "message_posted"]
    assert said[2]["data"]["message"]["text"] == "Hello Nils"
    assert (said[2]["actor"]["kind"], said[2]["conversation_id"], said[2]["seq"]) == ("agent", conv, 4)
    assert "called already" not in "".join(one.body for one in got["/every"])
    assert [one.verified(notes.secret or "")["type"] for one in got["/notes"]] == ["note_posted"]
    assert len({one.id for one in hooks.got}) == len(hooks.got)
    assert {one.state for one in [*sent(db, desk, every), *sent(db, desk, notes)]} == {"delivered"}
    deliver(db, clock)
    assert len(hooks.got) == 4


def test_a_refused_event_is_sent_again_with_the_same_id_and_given_up_after_days(
    db: Database, clock: Clock, hooks: Receiver
) -> None:
    desk = new_desk(db)
    one = add(db, desk, hooks.url)
    hooks.answer = lambda _: (500, b"\x00not \xff now")
    rename(db, desk, "Lamps")
    deliver(db, clock)
    (line,) = sent(db, desk, one)
    assert (line.state, line.status, line.attempts) == ("retrying", 500, 1)
    assert "now" in db.read_now(delivery_content, desk.agent.project_id, one.webhook.id, line.id).excerpt
    deliver(db, clock)
    assert len(hooks.got) == 1, "not before its time"
    began = clock.now
    while (line := sent(db, desk, one)[0]).due_at is not None:
        clock.now = line.due_at
        deliver(db, clock)
    assert (line.state, line.attempts) == ("failed", len(hooks.got))
    assert 2 * DAY < clock.now - began <= TRIED_FOR_MS
    assert 10 < len(hooks.got) < 20
    assert {got.id for got in hooks.got} == {line.id}
    assert card(db, desk, one).failing_since == began

    hooks.answer = lambda _: (204, b"")
    again = db.write_now(send_again, desk.agent, webhook_id=one.webhook.id, delivery_id=line.id)
    assert again.state == "waiting"
    deliver(db, clock)
    assert (hooks.got[-1].id, sent(db, desk, one)[0].state) == (line.id, "delivered")
    assert (card(db, desk, one).failing_since, card(db, desk, one).delivered_at) == (None, clock.now)


def test_whoever_is_gone_or_takes_nothing_for_days_is_turned_off_and_administrators_are_told(
    db: Database, clock: Clock, hooks: Receiver
) -> None:
    desk = new_desk(db)
    gone, broken = add(db, desk, f"{hooks.url}/gone"), add(db, desk, f"{hooks.url}/broken")
    hooks.answer = lambda got: (410, b"") if got.path == "/gone" else (503, b"")
    for name in ("One", "Two", "Three"):
        rename(db, desk, name)
        deliver(db, clock)
        clock.now += 50 * HOUR
    assert card(db, desk, gone).disabled_why == "gone"
    assert [got.path for got in hooks.got].count("/gone") == 1
    assert [line.state for line in sent(db, desk, gone)] == ["failed"]
    assert card(db, desk, broken).disabled_why is None
    deliver(db, clock)
    assert card(db, desk, broken).disabled_why == "failing"
    told = letters_to(db, desk.agent.profile.email, "webhook_stopped")
    assert [one.params["webhook"] for one in told] == ["Our CRM", "Our CRM"]
    count = len(hooks.got)
    rename(db, desk, "Nobody hears this")
    clock.now += HOUR
    deliver(db, clock)
    assert len(hooks.got) == count, "what is off is sent nothing"
    with pytest.raises(Conflict) as off:
        db.write_now(send_test, desk.agent, webhook_id=broken.webhook.id)
    assert off.value.code == "webhook_off"

    hooks.answer = lambda _: (200, b"")
    db.write_now(change_webhook, desk.agent, webhook_id=broken.webhook.id, change=Change(enabled=True), house=HOUSE)
    clock.now += 12 * HOUR
    deliver(db, clock)
    assert [got.said["data"].get("name") for got in hooks.got[count:]] == ["Three"], (
        "what waited; what happened while off is not told"
    )


@pytest.mark.parametrize(
    ("path", "status", "problem"), [("/redirect", 302, "redirected"), ("/huge", 200, ""), ("/slow", None, "timeout")]
)
def test_receivers_that_are_not_as_they_should_be(
    db: Database,
    clock: Clock,
    hooks: Receiver,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    status: int | None,
    problem: str,
) -> None:
    if path == "/slow":
        monkeypatch.setattr("deskbell.kit.outgoing._PATIENCE_S", 0.3)
    desk = new_desk(db)
    one = add(db, desk, hooks.url + path)
    hooks.answer = lambda got: (302, b"") if got.path == "/redirect" else (200, b"x" * 5_000_000)
    db.write_now(send_test, desk.agent, webhook_id=one.webhook.id)
    deliver(db, clock)
    (line,) = sent(db, desk, one)
    assert (line.event, line.status, line.problem) == ("test", status, problem)
    assert (line.state, [got.path for got in hooks.got]) == ("delivered" if path == "/huge" else "retrying", [path])
    content = db.read_now(delivery_content, desk.agent.project_id, one.webhook.id, line.id)
    assert len(content.excerpt) <= 2_048
    assert json.loads(content.payload or "")["data"] == {"name": "Shop"}


def test_nothing_is_sent_into_our_own_network(db: Database, clock: Clock, hooks: Receiver) -> None:
    desk = new_desk(db)
    near = add(db, desk, hooks.url.replace("http://127.0.0.1", "https://localhost"))
    plain = add(db, desk, "http://example.com/")
    for one in (near, plain):
        db.write_now(send_test, desk.agent, webhook_id=one.webhook.id)
    deliver(db, clock, Settings(secret_key=KEY))
    assert [sent(db, desk, one)[0].problem for one in (near, plain)] == ["not_public", "bad_address"]
    assert hooks.got == []


def test_two_nodes_file_once_and_never_send_the_same_at_once_and_a_dead_nodes_is_sent_again(
    db: Database, other_node: Database, clock: Clock, hooks: Receiver
) -> None:
    desk = new_desk(db)
    one = add(db, desk, hooks.url)
    for number in range(40):
        post(db, desk.visitor, f"{number}")
    nodes = (db, other_node)
    together([lambda n=n: nodes[n % 2].write(file_deliveries, Filing(desk.agent.project_id)) for n in range(8)])
    assert rows(db, select(func.count()).select_from(webhook_delivery)) == [(41,)]
    claims = together(
        [lambda n=n: nodes[n % 2].write(claim_deliveries, Courier(f"{n % 2}"), busy={}) for n in range(12)]
    )
    claimed = [each.id for some in claims if isinstance(some, list) for each in some]
    assert len(claimed) == len(set(claimed)) == 41

    # Nobody of them came back: when their lease is over, each goes out under the id that it had.
    deliver(db, clock)
    assert hooks.got == []
    clock.now += LEASE_MS
    deliver(db, clock, node="three")
    assert sorted(got.id for got in hooks.got) == sorted(claimed)
    assert {line.attempts for line in sent(db, desk, one)} == {2}


def test_the_secret_may_change_and_what_was_taken_back_is_told_to_nobody(
    db: Database, clock: Clock, hooks: Receiver
) -> None:
    clock.now = _present()
    desk = new_desk(db)
    one = add(db, desk, hooks.url, ["message_posted", "message_recalled"])
    conv = post(db, desk.visitor).conversation_id
    ack = post(db, desk.agent, "The password is 1234", to=conv)
    db.write_now(edit_message, desk.agent, conversation_id=conv, message_id=ack.id, text="Call us: 1234", revision=None)
    db.write_now(recall_message, desk.agent, conversation_id=conv, message_id=ack.id)
    new = db.write_now(rotate_secret, desk.agent, webhook_id=one.webhook.id, house=HOUSE)
    assert new.webhook.both_until == clock.now + DAY
    deliver(db, clock)
    for got in hooks.got:
        assert got.verified(one.secret or "") == got.verified(new.secret or "")
        assert "1234" not in got.body
    assert sorted(hooks.events()) == ["message_posted", "message_posted", "message_recalled"]
    stored = rows(db, select(webhook.c.secrets))[0][0]
    assert (one.secret or "")[6:] not in stored
    clock.now += DAY
    assert card(db, desk, one).both_until is None


def test_a_closed_project_sends_nothing_and_is_erased_with_all_of_it(
    db: Database, clock: Clock, hooks: Receiver
) -> None:
    desk = new_desk(db)
    add(db, desk, hooks.url)
    rename(db, desk, "Lamps")
    db.write_now(close_project, desk.owner, typed_name="Lamps")
    deliver(db, clock)
    assert hooks.got == []
    clock.now += 31 * DAY
    while db.write_now(erase_some, Erasing(desk.owner.project_id)):
        pass
    for table in (webhook, webhook_cursor, webhook_delivery):
        assert rows(db, select(func.count()).select_from(table)) == [(0,)]


def test_what_is_offered_are_facts_that_rooms_state() -> None:
    from deskbell.reference.facts import stated_facts  # noqa: PLC0415 - beside its only use

    known = {fact.name for room in stated_facts() for fact in room.facts}
    assert set(get_args(EventName)) <= known


def _present() -> int:
    """The official library looks at its own clock."""
    from deskbell.kit.clock import system_clock  # noqa: PLC0415 - beside its only use

    return system_clock()
