from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from deskbell.accounts import Account, sign_up
from deskbell.accounts.tables import account, account_session
from deskbell.kit.db import Database
from deskbell.kit.errors import Refusal
from tests.rooms import PASSWORD, SOMEWHERE, desk, hash_of, new_account, rows, together

FORM = {"email": "Olga@Example.com", "password": PASSWORD, "name": "  Olga  Owner "}


def test_signing_up_makes_an_account_that_is_signed_in(db: Database) -> None:
    with desk(db) as browser:
        made = browser.post("/api/v1/console/accounts", json=FORM, headers={"accept-language": "zh-TW"})
        assert made.status_code == 201
        answer = made.json()
        assert answer["email"] == "Olga@Example.com"
        assert answer["name"] == "Olga Owner"
        assert (answer["language"], answer["time_zone"], answer["operator"]) == ("zh-Hant", "UTC", True)
        assert "password" not in made.text
        assert browser.get("/api/v1/console/session").json() == answer


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(db: Database) -> None:
    with desk(db) as browser:
        cookie = browser.post("/api/v1/console/accounts", json=FORM).headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
    with desk(db, public_url="https://desk.example") as browser:
        made = browser.post("/api/v1/console/accounts", json={**FORM, "email": "two@example.com"})
        assert made.headers["set-cookie"].startswith("__Host-deskbell_console=")
        assert "Secure" in made.headers["set-cookie"]


def test_only_a_digest_of_the_token_is_stored(db: Database) -> None:
    with desk(db) as browser:
        browser.post("/api/v1/console/accounts", json=FORM)
        token = browser.cookies["deskbell_console"]
    assert token not in str(rows(db, select(account_session)))
    assert PASSWORD not in str(rows(db, select(account)))


def test_only_the_first_account_administers_the_installation(db: Database) -> None:
    assert new_account(db, "first@example.com").operator
    assert not new_account(db, "second@example.com").operator


def test_an_address_is_taken_however_it_is_written(db: Database) -> None:
    new_account(db, "owner@example.com")
    with desk(db) as browser:
        again = browser.post("/api/v1/console/accounts", json={**FORM, "email": " OWNER@example.com "})
    assert (again.status_code, again.json()["code"], again.json()["field"]) == (409, "email_taken", "email")


def test_nobody_signs_up_where_it_is_closed(db: Database) -> None:
    with desk(db, sign_up="closed") as browser:
        welcome = browser.get("/api/v1/console/welcome").json()
        assert (welcome["sign_up_allowed"], welcome["first"]) == (False, "operator")
        assert browser.post("/api/v1/console/accounts", json=FORM).json()["code"] == "sign_up_closed"
    assert rows(db, select(account)) == []


def test_one_person_signs_up_where_it_is_for_the_first(db: Database) -> None:
    with desk(db, sign_up="first") as browser:
        welcome = browser.get("/api/v1/console/welcome").json()
        assert (welcome["sign_up_allowed"], welcome["first"]) == (True, "operator")
        assert browser.post("/api/v1/console/accounts", json=FORM).status_code == 201
        welcome = browser.get("/api/v1/console/welcome").json()
        assert (welcome["sign_up_allowed"], welcome["first"]) == (False, None)
        second = browser.post("/api/v1/console/accounts", json={**FORM, "email": "two@example.com"})
        assert (second.status_code, second.json()["code"]) == (403, "sign_up_closed")


def test_of_twenty_first_people_on_two_nodes_one_is_the_first(db: Database, other_node: Database) -> None:
    password_hash = hash_of(PASSWORD)

    def attempt(number: int) -> Callable[[], Awaitable[Account]]:
        node = (db, other_node)[number % 2]
        return lambda: node.write(
            sign_up,
            SOMEWHERE,
            setting="first",
            operator_first=True,
            email=f"person{number}@example.com",
            password_hash=password_hash,
            name="Somebody",
            language="en",
            time_zone="UTC",
            token=f"token-{number}",
        )

    answers = together([attempt(number) for number in range(20)])
    assert [answer.operator for answer in answers if isinstance(answer, Account)] == [True]
    assert {answer.code for answer in answers if isinstance(answer, Refusal)} == {"sign_up_closed"}
    assert rows(db, select(func.count()).select_from(account)) == [(1,)]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"email": "no address"}, "bad_email"),
        ({"email": "\ufdfa" * 60 + "@example.com"}, "bad_email"),
        ({"email": "a@b.example" + "x" * 300}, "bad_email"),
        ({"email": "x" * 1_001}, "bad_request"),
        ({"email": ["owner@example.com"]}, "bad_request"),
        ({"name": " \u200b "}, "blank_name"),
        ({"name": "x" * 81}, "name_too_long"),
        ({"name": None}, "bad_request"),
        ({"password": "short"}, "weak_password"),
        ({"password": "aaaaaaaaaaaaaaaa"}, "weak_password"),
        ({"password": "nul in the\x00 middle"}, "weak_password"),
        ({"password": {"$gt": ""}}, "bad_request"),
        ({"language": "tlh"}, "bad_language"),
        ({"time_zone": "Mars/Olympus"}, "bad_time_zone"),
        ({"time_zone": "../../etc/passwd"}, "bad_time_zone"),
    ],
)
def test_a_form_that_cannot_be_used_is_refused_in_words(db: Database, change: dict[str, Any], code: str) -> None:
    with desk(db) as browser:
        refused = browser.post("/api/v1/console/accounts", json={**FORM, **change})
    assert (refused.status_code, refused.json()["code"]) == (400, code)
    assert refused.json()["message"]
    assert rows(db, select(account)) == []


def test_nobody_finds_out_who_has_an_account_by_trying_a_list(db: Database) -> None:
    new_account(db, "known@example.com")
    where = "/api/v1/console/accounts"
    with desk(db) as browser:
        for _ in range(25):
            assert browser.post(where, json={**FORM, "password": "short"}).status_code == 400
        for _ in range(20):
            told = browser.post(where, json={**FORM, "email": "KNOWN@example.com"})
            assert (told.status_code, told.json()["code"]) == (409, "email_taken")
        for email in ("known@example.com", "nobody@example.com"):
            told = browser.post(where, json={**FORM, "email": email})
            assert (told.status_code, told.json()["code"]) == (429, "rate_limited")


def test_nul_in_a_name_is_cleaned_away(db: Database) -> None:
    with desk(db) as browser:
        made = browser.post("/api/v1/console/accounts", json={**FORM, "name": "Ol\x00ga\u202e"})
    assert (made.status_code, made.json()["name"]) == (201, "Olga")


def test_nobody_makes_themselves_an_operator(db: Database) -> None:
    new_account(db, "first@example.com")
    with desk(db) as browser:
        form = {**FORM, "operator": True, "operator_since": 1, "id": "0" * 16}
        assert browser.post("/api/v1/console/accounts", json=form).json()["operator"] is False
        changed = browser.patch("/api/v1/console/account", json={"operator": True, "email": "x@example.com"})
        assert changed.json()["operator"] is False
        assert changed.json()["email"] == "Olga@Example.com"


@pytest.mark.parametrize(
    "body",
    [
        b'{"email": NaN}',
        b'{"email": "\\ud800", "password": "x", "name": "x"}',
        b'{"email": "\xff\xfe", "password": "x", "name": "x"}',
        b"[" * 5_000,
        b"",
        b"null",
        b'{"email": ' + b"9" * 5_000 + b"}",
        b'{"password": "x", "name": "x", "email": "x@example.com"',
    ],
)
def test_what_is_not_a_form_is_a_bad_request(db: Database, body: bytes) -> None:
    with desk(db) as browser:
        for path in ("accounts", "session"):
            refused = browser.post(
                f"/api/v1/console/{path}", content=body, headers={"content-type": "application/json"}
            )
            assert (refused.status_code, refused.json()["code"]) == (400, "bad_request")
