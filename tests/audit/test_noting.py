import contextvars
import json
from typing import Any

import pytest
from sqlalchemy import select

from deskbell.audit import By, note
from deskbell.audit.tables import audit_entry
from deskbell.kit.db import Database, Origin, Tx, come_from
from deskbell.kit.errors import BadInput
from tests.rooms import Clock, desk, new_account, new_project, rows

BROWSER = Origin("192.0.2.7", "Mozilla/5.0 (Test)")


class Somebody:
    project_id = ""


def _rename(tx: Tx, actor: Somebody, **more: Any) -> None:
    del actor
    note(tx, By("account", "a" * 16, "Olga"), "project.renamed", project_id="p" * 16, **more)


def _refused(tx: Tx, actor: Somebody) -> None:
    _rename(tx, actor, target="x")
    raise BadInput("bad_text")


def _from_a_browser(db: Database, command: Any, *given: Any, **more: Any) -> None:
    def ask() -> None:
        come_from(BROWSER)
        db.write_now(command, *given, **more)

    contextvars.copy_context().run(ask)


def test_an_entry_tells_who_what_when_and_from_where(db: Database, clock: Clock) -> None:
    _from_a_browser(db, _rename, Somebody(), target="New", before="Old", seats=3)
    (entry,) = rows(db, select(audit_entry))
    assert (entry.at, entry.project_id, entry.account_id) == (clock.now, "p" * 16, None)
    assert (entry.by_kind, entry.by_id, entry.by_name) == ("account", "a" * 16, "Olga")
    assert (entry.action, entry.target) == ("project.renamed", "New")
    assert json.loads(entry.details) == {"before": "Old", "seats": 3}
    assert (entry.ip, entry.user_agent) == BROWSER


def test_what_no_request_is_behind_comes_from_nowhere(db: Database) -> None:
    _from_a_browser(db, _rename, Somebody(), target="New")
    db.write_now(_rename, Somebody(), target="Newer")
    assert [entry.ip for entry in rows(db, select(audit_entry).order_by(audit_entry.c.id))] == ["192.0.2.7", ""]


def test_a_refused_command_leaves_no_entry(db: Database) -> None:
    with pytest.raises(BadInput):
        db.write_now(_refused, Somebody())
    assert rows(db, select(audit_entry)) == []


def test_long_and_hostile_texts_are_cut_to_one_line(db: Database) -> None:
    def shout(tx: Tx, actor: Somebody) -> None:
        del actor
        note(
            tx, By("stranger", None, "x" * 5_000), "account.signed_in", target="a\nb\x00c" * 200, before="\ud800y" * 400
        )

    db.write_now(shout, Somebody())
    (entry,) = rows(db, select(audit_entry))
    assert len(entry.by_name) == 254
    assert len(entry.target) == 254
    assert "\n" not in entry.target
    assert "\x00" not in entry.target
    assert len(json.loads(entry.details)["before"]) == 254


def test_an_unlisted_action_is_our_mistake(db: Database) -> None:
    def mistake(tx: Tx, actor: Somebody) -> None:
        del actor
        note(tx, By("system", None, ""), "project.painted")

    with pytest.raises(ValueError, match="is missing"):
        db.write_now(mistake, Somebody())


def test_accounts_and_owners_are_named(db: Database) -> None:
    account = new_account(db)
    assert account.by == By("account", account.id, "Olga Owner")
    assert new_project(db, account).by == account.by


def test_a_request_says_where_it_comes_from(db: Database) -> None:
    seen: list[Origin] = []

    def look(tx: Tx, actor: Somebody) -> None:
        del actor
        seen.append(tx.origin)

    with desk(db) as browser:
        browser.get("/api/v1/console/welcome", headers={"user-agent": "Mozilla/5.0 (Test)"})
    db.write_now(look, Somebody())
    assert seen == [Origin("", "")]
