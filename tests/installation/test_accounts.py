"""Who administers the installation, and who may not sign in."""

from typing import Any

from litestar import Litestar
from litestar.testing import TestClient

from deskbell.kit.db import Database
from tests.rooms import PASSWORD, desk, new_account, new_project

HERE = "/api/v1/console/installation/accounts"


def enter(browser: TestClient[Litestar], email: str) -> Any:
    return browser.post("/api/v1/console/session", json={"email": email, "password": PASSWORD})


def refused(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_an_operator_makes_another_and_the_last_one_stays(db: Database) -> None:
    root, second = new_account(db, "root@example.com"), new_account(db, "second@example.com")
    with desk(db) as browser:
        enter(browser, "root@example.com")
        assert refused(browser.delete(f"{HERE}/{root.id}/operator")) == (409, "last_operator")
        made = browser.post(f"{HERE}/{second.id}/operator").json()
        assert made["operator_since"] is not None
        assert browser.post(f"{HERE}/{second.id}/operator").json() == made, "twice is once"
        assert browser.delete(f"{HERE}/{root.id}/operator").json()["operator_since"] is None
        # Whoever has just given it back finds nothing here any more.
        assert browser.get(HERE).status_code == 404
        enter(browser, "second@example.com")
        assert [one["email"] for one in browser.get(HERE).json()["items"]] == ["second@example.com", "root@example.com"]


def test_blocking_ends_sessions_and_keeps_out_until_it_is_lifted(db: Database) -> None:
    new_account(db, "root@example.com")
    owner = new_account(db, "owner@example.com")
    new_project(db, owner)
    with desk(db) as root, desk(db) as theirs:
        enter(root, "root@example.com")
        enter(theirs, "owner@example.com")
        assert refused(root.post(f"{HERE}/{owner.id}/block", json={"reason": " "})) == (400, "reason_needed")
        assert refused(root.post(f"{HERE}/{owner.id}/block", json={"reason": "x" * 201})) == (400, "reason_too_long")
        assert theirs.get("/api/v1/console/projects").status_code == 200

        blocked = root.post(f"{HERE}/{owner.id}/block", json={"reason": "Spam <b>\nby mail"}).json()
        assert (blocked["blocked_because"], blocked["projects"]) == ("Spam <b> by mail", 1)
        assert refused(theirs.get("/api/v1/console/projects")) == (401, "not_signed_in")
        assert refused(enter(theirs, "owner@example.com")) == (403, "account_blocked")
        assert refused(root.post(f"{HERE}/{owner.id}/operator")) == (409, "blocked_not_operator")

        assert root.delete(f"{HERE}/{owner.id}/block").json()["blocked_at"] is None
        assert enter(theirs, "owner@example.com").status_code == 200
        assert theirs.get("/api/v1/console/projects").status_code == 200


def test_an_operator_is_not_blocked(db: Database) -> None:
    root = new_account(db, "root@example.com")
    with desk(db) as browser:
        enter(browser, "root@example.com")
        assert refused(browser.post(f"{HERE}/{root.id}/block", json={"reason": "Me"})) == (409, "operator_not_blocked")


def test_a_wrong_password_does_not_tell_that_an_account_is_blocked(db: Database) -> None:
    new_account(db, "root@example.com")
    owner = new_account(db, "owner@example.com")
    with desk(db) as browser:
        enter(browser, "root@example.com")
        browser.post(f"{HERE}/{owner.id}/block", json={"reason": "Spam"})
        guess = {"email": "owner@example.com", "password": "not the password"}
        assert refused(browser.post("/api/v1/console/session", json=guess)) == (401, "wrong_credentials")


def test_accounts_are_found_by_part_of_name_or_address(db: Database) -> None:
    people = [
        new_account(db, email, name=name)
        for email, name in (("root@example.com", "Root"), ("ALPHA@example.com", "Ann"), ("beta@other.example", "Bo"))
    ]
    with desk(db) as browser:
        enter(browser, "root@example.com")
        for words, expected in (("alph", [1]), ("BO", [2]), ("example.com", [1, 0]), (people[2].id, [2]), ("%", [])):
            items = browser.get(HERE, params={"search": words}).json()["items"]
            assert [one["id"] for one in items] == [people[one].id for one in expected], words
        assert items == []
