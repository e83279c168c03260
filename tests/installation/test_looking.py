"""What an operator finds, and that nobody else finds anything."""

from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from deskbell.accounts import Operator, ask_to_delete, block_account
from deskbell.kit.clock import DAY
from deskbell.kit.db import Database
from deskbell.projects import close_project
from tests.rooms import PASSWORD, Clock, add, desk, new_account, new_project

HERE = "/api/v1/console/installation"


def enter(browser: TestClient[Litestar], email: str) -> None:
    answer = browser.post("/api/v1/console/session", json={"email": email, "password": PASSWORD})
    assert answer.status_code == 200, answer.text


def found(browser: TestClient[Litestar], path: str, **query: str | int) -> dict[str, Any]:
    answer = browser.get(f"{HERE}{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_an_operator_finds_projects_by_name_key_id_and_owner(db: Database) -> None:
    new_account(db, "root@example.com", name="Root")
    olga, petra = new_account(db, "olga@lamps.example", name="Olga"), new_account(db, "petra@x.example", name="Petra")
    lamps, vases = new_project(db, olga, "Lamps & 100%"), new_project(db, petra, "Vases_")
    add(db, lamps, "ada@example.com")
    with desk(db) as browser:
        enter(browser, "root@example.com")
        everything = found(browser, "/projects")
        assert [one["id"] for one in everything["items"]] == [vases.project_id, lamps.project_id]
        shown = everything["items"][1]
        assert shown["owners"] == [{"account_id": olga.id, "name": "Olga", "email": "olga@lamps.example"}]
        assert shown["subscription"]["state"] == "trialing"
        assert shown["subscription"]["seats"] == {"bought": 5, "used": 2, "pending": 0, "remaining": 3, "suspended": 0}
        for words in ("lamps", "0%", shown["site_key"], lamps.project_id, "OLGA@", "olga"):
            assert [one["id"] for one in found(browser, "/projects", search=words)["items"]] == [lamps.project_id], (
                words
            )
        # What means "anything" to a database means itself here.
        assert [one["id"] for one in found(browser, "/projects", search="_")["items"]] == [vases.project_id]
        assert found(browser, "/projects", search="nobody's")["items"] == []
        details = found(browser, f"/projects/{lamps.project_id}")
        assert details["project"] == shown
        assert details["administrators"] == 2
        assert browser.get(f"{HERE}/projects/0000000000000000").status_code == 404
        db.write_now(close_project, vases, typed_name="Vases_")
        for show, wanted in (("open", [lamps]), ("closed", [vases]), ("all", [vases, lamps])):
            shown_now = found(browser, "/projects", show=show, search="example")["items"]
            assert [one["id"] for one in shown_now] == [one.project_id for one in wanted], show
        assert browser.get(f"{HERE}/projects", params={"show": "half"}).status_code == 400
        db.write_now(block_account, Operator(None, "Root"), account_id=petra.id, reason="Left us")
        db.write_now(ask_to_delete, olga, alone_in=[])
        for only, who in (("operators", "root@"), ("blocked", "petra@"), ("leaving", "olga@")):
            (one,) = found(browser, "/accounts", only=only)["items"]
            assert one["email"].startswith(who)
        assert found(browser, "/accounts", only="blocked", search="olga")["items"] == []


def test_lists_are_paged_by_key(db: Database) -> None:
    root = new_account(db, "root@example.com")
    made = [new_project(db, root, f"Shop {number}").project_id for number in range(5)]
    with desk(db) as browser:
        enter(browser, "root@example.com")
        for path in ("/projects", "/subscriptions"):
            seen: list[str] = []
            after: dict[str, str | int] = {}
            while True:
                page = found(browser, path, limit=2, **after)
                seen += [one["id"] for one in page["items"]]
                if page["next"] is None:
                    break
                after = {"after": page["next"]}
            assert seen == made[::-1], path
            assert browser.get(f"{HERE}{path}", params={"after": "no id"}).status_code == 400


def test_subscriptions_by_their_state_of_the_moment(db: Database, clock: Clock) -> None:
    root = new_account(db, "root@example.com")
    early = new_project(db, root, "Early")
    clock.now += 10 * DAY
    late = new_project(db, root, "Late")
    with desk(db) as browser:
        enter(browser, "root@example.com")
        for moment, trialing, over in (
            (0, [late, early], []),
            (4 * DAY, [late], [early]),
            (10 * DAY, [], [late, early]),
        ):
            clock.now += moment
            for state, owners in (("trialing", trialing), ("expired", over)):
                page = found(browser, "/subscriptions", in_state=state)
                assert [one["id"] for one in page["items"]] == [one.project_id for one in owners]
                assert page["next"] is None
        assert browser.get(f"{HERE}/subscriptions", params={"in_state": "rich"}).status_code == 400


def test_the_overview_counts(db: Database) -> None:
    root = new_account(db, "root@example.com")
    new_account(db, "second@example.com")
    new_project(db, root, "One", seats=3)
    new_project(db, root, "Two", seats=4)
    with desk(db) as browser:
        enter(browser, "root@example.com")
        numbers = found(browser, "/overview")
    assert (numbers["projects"], numbers["accounts"], numbers["operators"], numbers["blocked"]) == (2, 2, 1, 0)
    assert numbers["states"] == {"trialing": 2}
    # The account's first project alone got an administrator.
    assert (numbers["seats_bought"], numbers["seats_used"], numbers["ending_soon"]) == (7, 1, 2)


@pytest.mark.parametrize(
    "path", ["/overview", "/projects", "/accounts", "/subscriptions", "/projects/0000000000000000"]
)
def test_to_all_others_there_is_nothing_here(db: Database, path: str) -> None:
    new_account(db, "root@example.com")
    new_account(db, "owner@example.com")
    with desk(db) as browser:
        assert browser.get(f"{HERE}{path}").status_code == 401
        enter(browser, "owner@example.com")
        answer = browser.get(f"{HERE}{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
