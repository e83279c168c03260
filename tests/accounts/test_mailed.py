"""Mailed links: confirming an address, changing it at both ends, a forgotten password."""

from typing import Any

import pytest
from sqlalchemy import select

from deskbell.accounts.tables import account, account_link
from deskbell.kit.clock import DAY, HOUR
from deskbell.kit.db import Database
from tests.accounts.people import (
    ACCOUNT,
    ANOTHER_PASSWORD,
    CONSOLE,
    EMAIL,
    SESSION,
    Browser,
    code_of,
    mailed,
    sign_in,
    signed_in,
)
from tests.rooms import Clock, desk, new_account, rows

RESETS = f"{CONSOLE}/password-resets"


def test_an_address_is_confirmed_by_the_link_that_was_mailed(db: Database) -> None:
    new_account(db)
    with desk(db) as here:
        assert signed_in(here).get(SESSION).json()["email_confirmed"] is False
        (first,) = mailed(db, "confirm_email")
        assert here.post(f"{ACCOUNT}/email/confirmation").status_code == 204
        newest = mailed(db, "confirm_email")[-1]
        with desk(db) as elsewhere:
            assert code_of(_confirm(elsewhere, first)) == (400, "bad_link")
            assert _confirm(elsewhere, newest).json() == {"email": EMAIL}
            assert code_of(_confirm(elsewhere, newest)) == (400, "bad_link")
        assert here.get(SESSION).json()["email_confirmed"] is True
        here.post(f"{ACCOUNT}/email/confirmation")
        assert len(mailed(db, "confirm_email")) == 2


def test_where_it_is_required_no_project_begins_before(db: Database) -> None:
    new_account(db)
    form = {"client_id": "client-of-mine", "name": "Shop"}
    with desk(db, email_confirmation="required", smtp_url="smtp://mail.example") as here:
        assert code_of(signed_in(here).post(f"{CONSOLE}/projects", json=form)) == (403, "email_unconfirmed")
        _confirm(here, mailed(db, "confirm_email")[-1])
        assert here.post(f"{CONSOLE}/projects", json=form).status_code == 201


@pytest.mark.parametrize(
    "settings", [{"email_confirmation": "required"}, {"smtp_url": "smtp://mail.example"}], ids=["no mail", "optional"]
)
def test_nobody_is_locked_out(db: Database, settings: dict[str, str]) -> None:
    new_account(db)
    with desk(db, **settings) as here:
        made = signed_in(here).post(f"{CONSOLE}/projects", json={"client_id": "client-of-mine", "name": "Shop"})
        assert made.status_code == 201


def test_a_forgotten_password_is_set_by_the_newest_link_once(db: Database) -> None:
    new_account(db)
    with desk(db) as here, desk(db) as elsewhere:
        signed_in(elsewhere)
        for _ in range(2):
            assert here.post(RESETS, json={"email": "OWNER@example.com"}).status_code == 204
        older, newest = mailed(db, "reset_password")
        assert code_of(_reset(here, older)) == (400, "bad_link")
        assert code_of(_reset(here, newest, "password")) == (400, "weak_password")
        assert _reset(here, newest).status_code == 204
        assert code_of(_reset(here, newest)) == (400, "bad_link")
        assert elsewhere.get(SESSION).status_code == 401
        assert code_of(sign_in(here)) == (401, "wrong_credentials")
        assert signed_in(here, password=ANOTHER_PASSWORD).get(SESSION).json()["email_confirmed"] is True


def test_links_end_by_time(db: Database, clock: Clock) -> None:
    new_account(db)
    with desk(db) as here:
        here.post(RESETS, json={"email": EMAIL})
        clock.now += HOUR
        assert code_of(_reset(here, mailed(db, "reset_password")[0])) == (400, "bad_link")
        clock.now += 3 * DAY
        assert code_of(_confirm(here, mailed(db, "confirm_email")[0])) == (400, "bad_link")


def test_a_link_is_for_its_purpose_and_only_its_digest_is_kept(db: Database) -> None:
    new_account(db)
    with desk(db) as here:
        here.post(RESETS, json={"email": EMAIL})
        reset, confirm = mailed(db, "reset_password")[0], mailed(db, "confirm_email")[0]
        assert len(reset) >= 43
        assert code_of(_confirm(here, reset)) == (400, "bad_link")
        assert code_of(_reset(here, confirm)) == (400, "bad_link")
        for nonsense in ("", reset[:-1], reset + "x", "\x00", "'; drop table account; --"):
            assert code_of(_reset(here, nonsense)) == (400, "bad_link")
        assert reset not in str(rows(db, select(account_link)))


def test_nobody_learns_who_has_an_account(db: Database) -> None:
    new_account(db)
    with desk(db) as here:
        answers = [here.post(RESETS, json={"email": email}) for email in (EMAIL, "nobody@example.com")]
    assert {(answer.status_code, answer.text) for answer in answers} == {(204, "")}
    assert mailed(db, "reset_password", "nobody@example.com") == []


def test_letters_are_asked_for_a_few_times_an_hour(db: Database) -> None:
    new_account(db)
    with desk(db) as here:
        for email in (EMAIL, "nobody@example.com"):
            codes = [here.post(RESETS, json={"email": email}).status_code for _ in range(6)]
            assert codes == [204] * 5 + [429]


@pytest.mark.parametrize("first", ["old", "new"])
def test_an_address_changes_when_both_have_agreed(db: Database, first: str) -> None:
    new_account(db)
    with desk(db) as here:
        signed_in(here)
        _confirm(here, mailed(db, "confirm_email")[-1])
        here.post(RESETS, json={"email": EMAIL})
        assert _ask_for(here, "new@example.com").status_code == 204
        links = {"old": mailed(db, "email_change_old")[0], "new": mailed(db, "email_change_new", "new@example.com")[0]}
        second = "new" if first == "old" else "old"
        assert _follow(here, links[first]).json() == {"email": "new@example.com", "waiting_for": second}
        assert _follow(here, links[first]).json()["waiting_for"] == second
        assert here.get(SESSION).json()["email"] == EMAIL
        assert _follow(here, links[second]).json() == {"email": "new@example.com", "waiting_for": None}
        assert here.get(SESSION).json()["email"] == "new@example.com"
        assert code_of(_follow(here, links[first])) == (400, "bad_link")
        # A link that went to the old address opens nothing any more.
        assert code_of(_reset(here, mailed(db, "reset_password")[0])) == (400, "bad_link")
        signed_in(here, "new@example.com")


def test_an_address_that_was_never_confirmed_has_no_say(db: Database) -> None:
    new_account(db, "misspelt@example.com")
    with desk(db) as here:
        _ask_for(signed_in(here, "misspelt@example.com"), "right@example.com")
        assert mailed(db, "email_change_old", "misspelt@example.com") == []
        done = _follow(here, mailed(db, "email_change_new", "right@example.com")[0])
        assert done.json()["waiting_for"] is None
        assert here.get(SESSION).json()["email_confirmed"] is True


def test_a_taken_address_is_refused_at_the_beginning_and_at_the_end(db: Database) -> None:
    new_account(db)
    new_account(db, "other@example.com")
    with desk(db) as here:
        signed_in(here)
        assert code_of(_ask_for(here, "Other@example.com")) == (409, "email_taken")
        assert code_of(_ask_for(here, EMAIL)) == (400, "same_email")
        _ask_for(here, "later@example.com")
        new_account(db, "later@example.com")
        refused = _follow(here, mailed(db, "email_change_new", "later@example.com")[0])
        assert code_of(refused) == (409, "email_taken")
    assert len({*rows(db, select(account.c.email_key))}) == 3


def test_a_change_is_stopped_and_a_newer_one_ends_the_older(db: Database) -> None:
    new_account(db)
    with desk(db) as here:
        signed_in(here)
        _ask_for(here, "one@example.com")
        _ask_for(here, "two@example.com")
        assert here.get(f"{ACCOUNT}/security").json()["pending_email"]["email"] == "two@example.com"
        assert code_of(_follow(here, mailed(db, "email_change_new", "one@example.com")[0])) == (400, "bad_link")
        assert here.delete(f"{ACCOUNT}/email").status_code == 204
        assert code_of(_follow(here, mailed(db, "email_change_new", "two@example.com")[0])) == (400, "bad_link")
        assert here.get(f"{ACCOUNT}/security").json()["pending_email"] is None
        # Whoever sets another password has thrown somebody out: what that one asked for comes to nothing.
        _ask_for(here, "thief@example.com")
        here.post(RESETS, json={"email": EMAIL})
        assert _reset(here, mailed(db, "reset_password")[-1]).status_code == 204
        assert code_of(_follow(here, mailed(db, "email_change_new", "thief@example.com")[0])) == (400, "bad_link")


def test_a_header_cannot_be_smuggled_into_a_letter(db: Database) -> None:
    with desk(db) as here:
        for email in ("a@example.com\r\nBcc: b@example.com", "a@example.com,b@example.com", "a b@example.com"):
            assert here.post(RESETS, json={"email": email}).json()["code"] == "bad_email"


def _confirm(browser: Browser, token: str) -> Any:
    return browser.post(f"{CONSOLE}/email-confirmations", json={"token": token})


def _reset(browser: Browser, token: str, password: str = ANOTHER_PASSWORD) -> Any:
    return browser.post(f"{RESETS}/new-password", json={"token": token, "password": password})


def _ask_for(browser: Browser, email: str) -> Any:
    return browser.post(f"{ACCOUNT}/email", json={"email": email})


def _follow(browser: Browser, token: str) -> Any:
    return browser.post(f"{CONSOLE}/email-changes", json={"token": token})
