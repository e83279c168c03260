"""Endpoints as administrators keep them, and how much is kept of what was sent."""

import asyncio
from typing import TYPE_CHECKING, Any, get_args

import pytest
from sqlalchemy import func, select

from deskbell.audit.tables import audit_entry
from deskbell.kit.clock import DAY, HOUR
from deskbell.kit.db import Database, Tx
from deskbell.kit.errors import BadInput, NotFound, Refusal
from deskbell.kit.ids import new_id
from deskbell.projects import rename_project
from deskbell.settings import Settings
from deskbell.webhooks import EventName, WebhookRoom
from deskbell.webhooks.filing import Filing, file_deliveries
from deskbell.webhooks.forgetting import MAX_KEPT
from deskbell.webhooks.keeping import (
    Change,
    House,
    Wanted,
    WithSecret,
    add_webhook,
    change_webhook,
    remove_webhook,
    rotate_secret,
)
from deskbell.webhooks.queries import delivery_content, webhook_cards
from deskbell.webhooks.replaying import send_again, send_test
from deskbell.webhooks.rules import (
    FAILING_MS,
    MAX_WAITING,
    MAX_WEBHOOKS,
    event_of,
    pause_after,
    readable_url,
    stops,
    wants,
)
from deskbell.webhooks.tables import webhook, webhook_delivery
from tests.desk import Desk, new_desk
from tests.rooms import Clock, letters_to, new_client_id, rows

if TYPE_CHECKING:
    from collections.abc import Callable

HOUSE = House("k" * 32, private=False)
URL = "https://hooks.example/deskbell?from=desk"
OFFERED = get_args(EventName)


def add(db: Database, desk: Desk, client_id: str | None = None, **wanted: Any) -> WithSecret:
    usual: dict[str, Any] = {"url": URL, "description": "", "events": None}
    given = Wanted(**(usual | wanted))
    return db.write_now(add_webhook, desk.agent, wanted=given, client_id=client_id or new_client_id(), house=HOUSE)


def test_a_webhook_is_added_once_changed_turned_off_and_removed(db: Database, clock: Clock) -> None:
    desk = new_desk(db)
    first = add(db, desk, "client-id-1", events=["note_posted", "message_posted"])
    assert add(db, desk, "client-id-1", events=["message_posted", "note_posted"]) == first
    assert first.webhook.events == ["message_posted", "note_posted"]
    assert _code(lambda: add(db, desk, "client-id-1", description="Another")) == "client_id_reused"
    clock.now += 2 * HOUR
    assert add(db, desk, "client-id-1", events=["message_posted", "note_posted"]).secret is None, "shown once"

    one: dict[str, Any] = {"webhook_id": first.webhook.id, "house": HOUSE}
    wanted = Wanted("https://other.example/", "CRM", None)
    changed = db.write_now(change_webhook, desk.agent, change=Change(wanted, version=1), **one)
    assert (changed.url, changed.description, changed.events, changed.version) == (*_values(wanted), 2)
    assert db.write_now(change_webhook, desk.agent, change=Change(wanted, version=1), **one) == changed
    stale = Change(Wanted(URL, "", None), version=1)
    assert _code(lambda: db.write_now(change_webhook, desk.agent, change=stale, **one)) == "stale"
    off = db.write_now(change_webhook, desk.agent, change=Change(enabled=False), **one)
    assert (off.disabled_at, off.disabled_why) == (clock.now, "by_hand")
    for _ in range(2):
        assert db.write_now(change_webhook, desk.agent, change=Change(enabled=True), **one).disabled_at is None
    secrets = {db.write_now(rotate_secret, desk.agent, **one).secret for _ in range(2)}
    assert len(secrets | {first.secret}) == 3
    for _ in range(2):
        db.write_now(remove_webhook, desk.agent, webhook_id=first.webhook.id)
    assert db.read_now(webhook_cards, desk.agent.project_id) == []
    noted = rows(db, select(audit_entry.c.action).where(audit_entry.c.action.like("webhook.%")).order_by("id"))
    assert [action.removeprefix("webhook.") for (action,) in noted] == [
        "added", "changed", "disabled", "enabled", "secret_changed", "secret_changed", "removed",
    ]  # fmt: skip


def test_another_projects_webhooks_are_not_found(db: Database) -> None:
    desk, other = new_desk(db), new_desk(db, "other@example.com")
    foreign, mine = add(db, other).webhook.id, add(db, desk).webhook.id
    delivery = db.write_now(send_test, other.agent, webhook_id=foreign).id
    me = desk.agent
    forbidden: list[Callable[[], object]] = [
        lambda: db.write_now(change_webhook, me, webhook_id=foreign, change=Change(enabled=False), house=HOUSE),
        lambda: db.write_now(rotate_secret, me, webhook_id=foreign, house=HOUSE),
        lambda: db.write_now(remove_webhook, me, webhook_id=foreign),
        lambda: db.write_now(send_test, me, webhook_id=foreign),
        lambda: db.write_now(send_again, me, webhook_id=foreign, delivery_id=delivery),
        lambda: db.write_now(send_again, me, webhook_id=mine, delivery_id=delivery),
        lambda: db.read_now(delivery_content, me.project_id, mine, delivery),
    ]
    for refused in forbidden:
        with pytest.raises(NotFound):
            refused()


def test_a_project_has_few_webhooks(db: Database) -> None:
    desk = new_desk(db)
    ids = [add(db, desk).webhook.id for _ in range(MAX_WEBHOOKS)]
    assert _code(lambda: add(db, desk)) == "too_many_webhooks"
    db.write_now(remove_webhook, desk.agent, webhook_id=ids[0])
    add(db, desk)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("", "bad_webhook_url"), ("hooks.example", "bad_webhook_url"), ("http://hooks.example/", "bad_webhook_url"),
        ("ftp://hooks.example/", "bad_webhook_url"), ("https://", "bad_webhook_url"),
        ("https://hooks.example:99999/", "bad_webhook_url"), ("https://[::1/", "bad_webhook_url"),
        ("https://hooks.example/#part", "bad_webhook_url"), ("https://hooks.example/a b", "bad_webhook_url"),
        ("https://hooks.example/" + "x" * 2_000, "bad_webhook_url"),
        ("https://evil\\@hooks.example/", "bad_webhook_url"),
        ("https://me:secret@hooks.example/", "webhook_url_with_password"),
        ("https://127.0.0.1/", "webhook_url_private"), ("https://[::ffff:10.0.0.1]/", "webhook_url_private"),
        ("https://[64:ff9b::a00:1]/", "webhook_url_private"), ("https://100.64.0.1/", "webhook_url_private"),
        ("https://169.254.169.254/latest", "webhook_url_private"), ("https://localhost/", "webhook_url_private"),
    ],
)  # fmt: skip
def test_addresses_that_are_not_written_to(url: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        readable_url(url, private=False)
    assert (refused.value.code, refused.value.field) == (code, "url")


def test_an_intranet_may_be_allowed() -> None:
    for url in ("http://10.0.0.8:8080/hooks", "https://crm.example/a?b=c"):
        assert readable_url(f" {url} ", private=True) == url


def test_what_is_wanted() -> None:
    assert wants(None, "message_posted", OFFERED)
    assert not wants(None, "note_posted", OFFERED)
    assert wants(["note_posted"], event_of("message_edited", team_alone=True), OFFERED)
    assert not wants(["message_edited"], event_of("message_edited", team_alone=True), OFFERED)
    assert not wants(["messages_seen", "agent_left"], "messages_seen", OFFERED)


def test_pauses_grow_and_a_receiver_that_takes_nothing_is_stopped() -> None:
    pauses = [pause_after(tries, 0.5) for tries in range(1, 14)]
    assert pauses[:4] == [10_000, 30_000, 90_000, 270_000]
    assert pauses[-1] == 12 * HOUR
    assert pause_after(3, 0.0) < pause_after(3, 1.0)
    assert stops(500, failing_since=0, now=FAILING_MS - 1) is None
    assert stops(None, failing_since=0, now=FAILING_MS) == "failing"
    assert stops(410, failing_since=0, now=0) == "gone"


def test_what_was_sent_is_kept_for_a_while_and_not_without_end(db: Database, clock: Clock) -> None:
    desk = new_desk(db)
    busy, removed = add(db, desk).webhook.id, add(db, desk).webhook.id
    _have(db, desk, busy, MAX_KEPT + 700, due=False)
    _have(db, desk, removed, 700, due=True)
    db.write_now(remove_webhook, desk.agent, webhook_id=removed)
    room = WebhookRoom(db, Settings(secret_key=HOUSE.key), clock=clock, node="one")
    asyncio.run(room.tidy())
    assert rows(db, select(func.count()).select_from(webhook_delivery)) == [(MAX_KEPT,)]
    clock.now += 31 * DAY
    asyncio.run(room.tidy())
    assert rows(db, select(func.count()).select_from(webhook_delivery)) == [(0,)]
    assert rows(db, select(webhook.c.id)) == [(busy,)]


def test_whoever_lets_too_much_wait_is_turned_off(db: Database) -> None:
    desk = new_desk(db)
    slow = add(db, desk).webhook.id
    _have(db, desk, slow, MAX_WAITING, due=True)
    db.write_now(rename_project, desk.owner, name="Lamps")
    db.write_now(file_deliveries, Filing(desk.agent.project_id))
    (card,) = db.read_now(webhook_cards, desk.agent.project_id)
    assert (card.disabled_why, card.waiting) == ("overflowing", MAX_WAITING + 1)
    assert letters_to(db, desk.agent.profile.email, "webhook_stopped")[0].params["webhook"] == "hooks.example"


def _have(db: Database, desk: Desk, webhook_id: str, count: int, *, due: bool) -> None:
    """Make so many deliveries, waiting or over."""
    columns = (
        "project_id", "id", "webhook_id", "event", "created_at", "due_at", "give_up_at", "attempts", "attempts_before",
        "delivered_at", "problem", "excerpt",
    )  # fmt: skip

    def make(tx: Tx, actor: Any) -> None:
        now, at, over = tx.now, tx.now if due else None, None if due else tx.now
        rest = (webhook_id, "test", now, at, now + DAY, 0, 0, over, "", "")
        tx.insert_many(webhook_delivery, columns, [(actor.project_id, new_id(), *rest) for _ in range(count)])

    db.write_now(make, desk.agent)


def _code(call: Any) -> str:
    with pytest.raises(Refusal) as refused:
        call()
    return refused.value.code


def _values(wanted: Wanted) -> tuple[Any, ...]:
    return wanted.url, wanted.description, wanted.events
