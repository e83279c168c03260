"""Where one is signed in, changing the password, and proving it again before the keys are changed."""

import pytest
from sqlalchemy import select

from deskbell.accounts.tables import account_session
from deskbell.audit.tables import audit_entry
from deskbell.kit.clock import MINUTE
from deskbell.kit.db import Database
from tests.accounts.people import ACCOUNT, ANOTHER_PASSWORD, SESSION, code_of, sign_in, signed_in
from tests.rooms import PASSWORD, Clock, desk, new_account, rows

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def test_sessions_are_listed_and_ended_one_by_one(db: Database) -> None:
    new_account(db)
    with desk(db) as here, desk(db) as there:
        there.headers["user-agent"] = FIREFOX
        signed_in(there)
        signed_in(here)
        listed = here.get(f"{ACCOUNT}/sessions").json()["items"]
        assert [one["this"] for one in listed] == [True, False, False]
        other = next(one for one in listed if one["browser"] == "Firefox 140")
        assert other["system"].startswith("Linux")
        assert there.cookies["deskbell_console"] not in str(listed)
        assert here.delete(f"{ACCOUNT}/sessions/{other['id']}").status_code == 204
        assert there.get(SESSION).status_code == 401
        assert here.get(SESSION).status_code == 200
        assert code_of(here.delete(f"{ACCOUNT}/sessions/{other['id']}")) == (404, "not_found")


def test_another_accounts_session_is_not_found(db: Database) -> None:
    new_account(db)
    new_account(db, "mallory@example.com")
    with desk(db) as owner, desk(db) as mallory:
        signed_in(owner)
        signed_in(mallory, "mallory@example.com")
        theirs = owner.get(f"{ACCOUNT}/sessions").json()["items"][0]["id"]
        assert code_of(mallory.delete(f"{ACCOUNT}/sessions/{theirs}")) == (404, "not_found")
        assert owner.get(SESSION).status_code == 200


def test_all_others_end_at_once(db: Database) -> None:
    new_account(db)
    with desk(db) as here, desk(db) as there:
        signed_in(there)
        signed_in(here)
        assert here.delete(f"{ACCOUNT}/sessions").status_code == 204
        assert there.get(SESSION).status_code == 401
        assert len(here.get(f"{ACCOUNT}/sessions").json()["items"]) == 1


def test_a_new_password_ends_all_other_sessions(db: Database) -> None:
    new_account(db)
    with desk(db) as here, desk(db) as there:
        signed_in(there)
        signed_in(here)
        wrong = here.post(f"{ACCOUNT}/password", json={"present": "not this one", "password": ANOTHER_PASSWORD})
        assert (*code_of(wrong), wrong.json()["field"]) == (400, "wrong_password", "present")
        weak = here.post(f"{ACCOUNT}/password", json={"present": PASSWORD, "password": "owner@example.com"})
        assert weak.json()["code"] == "personal_password"
        changed = here.post(f"{ACCOUNT}/password", json={"present": PASSWORD, "password": ANOTHER_PASSWORD})
        assert changed.status_code == 204
        assert here.get(SESSION).status_code == 200
        assert there.get(SESSION).status_code == 401
        assert code_of(sign_in(there)) == (401, "wrong_credentials")
        signed_in(there, password=ANOTHER_PASSWORD)


def test_guessing_the_present_password_is_slowed_down(db: Database) -> None:
    new_account(db)
    with desk(db) as here:
        signed_in(here)
        codes = [
            here.post(f"{ACCOUNT}/password", json={"present": "not this", "password": ANOTHER_PASSWORD}).status_code
            for _ in range(12)
        ]
    assert codes[-1] == 429


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "two-step"),
        ("DELETE", "two-step"),
        ("POST", "two-step/recovery-codes"),
        ("POST", "passkeys/options"),
        ("POST", "deletion"),
    ],
)
def test_a_stolen_cookie_changes_no_keys(db: Database, clock: Clock, method: str, path: str) -> None:
    new_account(db)
    with desk(db) as here:
        signed_in(here)
        clock.now += 15 * MINUTE
        assert code_of(here.request(method, f"{ACCOUNT}/{path}")) == (403, "proof_needed")
        assert code_of(here.post(f"{ACCOUNT}/email", json={"email": "new@example.com"})) == (403, "proof_needed")


def test_a_password_proves_it_for_a_quarter_of_an_hour(db: Database, clock: Clock) -> None:
    new_account(db)
    with desk(db) as here:
        signed_in(here)
        clock.now += 15 * MINUTE
        assert code_of(here.post(f"{ACCOUNT}/proof", json={"password": "wrong"})) == (400, "wrong_password")
        assert here.post(f"{ACCOUNT}/proof", json={"password": PASSWORD}).status_code == 204
        assert here.post(f"{ACCOUNT}/two-step").status_code == 200
        clock.now += 15 * MINUTE
        assert code_of(here.post(f"{ACCOUNT}/two-step")) == (403, "proof_needed")


def test_sign_ins_and_failures_stand_in_the_audit_log(db: Database) -> None:
    somebody = new_account(db)
    with desk(db) as here:
        sign_in(here, password="wrong horse battery")
        sign_in(here, email="my password by mistake")
        signed_in(here)
        here.delete(SESSION)
    noted = select(audit_entry.c.action, audit_entry.c.account_id, audit_entry.c.target).order_by(audit_entry.c.id)
    assert rows(db, noted)[1:] == [
        ("account.sign_in_failed", somebody.id, "owner@example.com"),
        ("account.sign_in_failed", None, ""),
        ("account.signed_in", somebody.id, None),
        ("account.signed_out", somebody.id, None),
    ]
    assert rows(db, select(account_session.c.ip)) == [("192.0.2.1",)]
