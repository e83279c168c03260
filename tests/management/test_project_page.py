from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from sqlalchemy import func, select

from deskbell.kit.clock import DAY
from deskbell.kit.db import Database
from deskbell.management import open_project
from deskbell.projects import NewProject, Owner
from deskbell.projects.tables import project
from deskbell.subscriptions import Trial
from deskbell.team import administrators
from deskbell.team.tables import agent
from tests.rooms import PASSWORD, Clock, desk, enter, new_account, new_client_id, new_project, rows, together

PROJECTS = "/api/v1/console/projects"
OWNER = "owner@example.com"


def sign_in(browser: TestClient[Litestar], email: str = OWNER) -> None:
    answer = browser.post("/api/v1/console/session", json={"email": email, "password": PASSWORD})
    assert answer.status_code == 200


def create(browser: TestClient[Litestar], name: str = "Shop", client_id: str = "") -> Any:
    return browser.post(PROJECTS, json={"client_id": client_id or new_client_id(), "name": name})


def test_the_first_project_has_its_owner_as_administrator_without_a_password(db: Database, clock: Clock) -> None:
    new_account(db)
    with desk(db) as browser:
        sign_in(browser)
        made = create(browser)
        assert made.status_code == 201
        page = made.json()
        assert browser.get(f"{PROJECTS}/{page['id']}").json() == page
    (first,) = page["administrators"]
    assert (first["email"], first["name"], first["has_password"]) == (OWNER, "Olga Owner", False)
    assert (first["password_changed_at"], first["last_sign_in_at"], first["disabled_at"]) == (None, None, None)
    assert page["subscription"] == {
        "plan": "standard",
        "plan_name": page["subscription"]["plan_name"],
        "state": "trialing",
        "valid_from": clock.now,
        "valid_until": clock.now + 14 * DAY,
        "grace_until": clock.now + 21 * DAY,
        "renews": False,
        "suspended_at": None,
        "suspended_why": None,
        "scheduled": None,
        "turns_at": clock.now + 7 * DAY,
        "seats": {"bought": 5, "used": 1, "pending": 0, "remaining": 4, "suspended": 0},
        "server_time": clock.now,
    }
    assert page["checklist"] == {
        "password_set": False,
        "workspace_entered": False,
        "first_message": False,
        "first_answer": False,
        "widget_installed": False,
    }


def test_later_projects_have_no_administrator(db: Database) -> None:
    new_account(db)
    with desk(db) as browser:
        sign_in(browser)
        assert len(create(browser).json()["administrators"]) == 1
        second = create(browser, "Second").json()
    assert second["administrators"] == []
    assert second["subscription"]["seats"] == {"bought": 5, "used": 0, "pending": 0, "remaining": 5, "suspended": 0}


def test_a_repeated_create_answers_with_the_same_project(db: Database) -> None:
    new_account(db)
    with desk(db) as browser:
        sign_in(browser)
        first = create(browser, client_id="client-aaaa")
        again = create(browser, client_id="client-aaaa")
        assert (again.status_code, again.json()) == (201, first.json())
        other = create(browser, "Other", client_id="client-aaaa")
        assert (other.status_code, other.json()["code"]) == (409, "client_id_reused")


def test_twenty_creates_at_once_make_one_project_with_one_administrator(db: Database, other_node: Database) -> None:
    account = new_account(db)
    wanted, trial = NewProject("client-aaaa", "Shop"), Trial(14, 5)
    answers = together(
        [
            lambda node=node: node.write(open_project, account, wanted=wanted, trial=trial)
            for node in [db, other_node] * 10
        ]
    )
    assert len({answer.project_id for answer in answers if isinstance(answer, Owner)}) == 1
    for table in (project, agent):
        assert rows(db, select(func.count()).select_from(table)) == [(1,)]


def test_different_first_projects_at_once_share_one_administrator(db: Database, other_node: Database) -> None:
    account = new_account(db)
    together(
        [
            lambda node=node: node.write(
                open_project, account, wanted=NewProject(new_client_id(), "Shop"), trial=Trial(14, 5)
            )
            for node in [db, other_node] * 5
        ]
    )
    assert rows(db, select(func.count()).select_from(project)) == [(10,)]
    assert rows(db, select(func.count()).select_from(agent)) == [(1,)]


def test_addresses_are_those_of_the_reader_or_of_the_settings(db: Database) -> None:
    new_account(db)
    with desk(db) as browser:
        sign_in(browser)
        made = create(browser).json()
        here = f"{PROJECTS}/{made['id']}"
        page = browser.get(here, headers={"host": "desk.internal:8123"}).json()
        assert page["workspace_url"] == f"http://desk.internal:8123/workspace/{made['id']}/"
        assert page["preview_url"] == f"http://desk.internal:8123/preview/{made['site_key']}"
        assert page["snippet"] == (
            f'<script async src="http://desk.internal:8123/widget.js?key={made["site_key"]}"'
            f' data-site-key="{made["site_key"]}"></script>'
        )
        welcome = browser.get("/api/v1/console/welcome", headers={"host": "desk.internal:8123"}).json()
        assert welcome["workspace_url"] == "http://desk.internal:8123/workspace/"
        refused = browser.get(here, headers={"host": '"><script>alert(1)</script>'})
        assert refused.status_code == 400
    with desk(db, public_url="http://desk.example/") as browser:
        sign_in(browser)
        page = browser.get(here, headers={"host": "evil.example"}).json()
        assert page["workspace_url"] == f"http://desk.example/workspace/{made['id']}/"


def test_set_a_password_and_enter_the_workspace(db: Database) -> None:
    new_account(db)
    with desk(db) as browser:
        sign_in(browser)
        page = create(browser).json()
        (first,) = page["administrators"]
        assert enter(browser, OWNER).status_code == 401
        change = {"email": "desk@example.com", "name": "Desk", "password": PASSWORD}
        changed = browser.patch(f"{PROJECTS}/{page['id']}/administrators/{first['id']}", json=change)
        assert changed.status_code == 200
        assert (changed.json()["email"], changed.json()["has_password"]) == ("desk@example.com", True)
        assert PASSWORD not in changed.text
        assert enter(browser, "desk@example.com").json()["signed_in"]["project"]["id"] == page["id"]
        checklist = browser.get(f"{PROJECTS}/{page['id']}").json()["checklist"]
        assert (checklist["password_set"], checklist["workspace_entered"]) == (True, True)


def test_administrators_are_added_until_the_seats_are_taken(db: Database) -> None:
    new_account(db)
    with desk(db, trial_seats=2) as browser:
        sign_in(browser)
        page = create(browser).json()
        path = f"{PROJECTS}/{page['id']}/administrators"
        form = {"client_id": new_client_id(), "email": "ada@example.com", "password": PASSWORD}
        added = browser.post(path, json=form)
        assert added.status_code == 201
        assert browser.post(path, json=form).json() == added.json()
        full = browser.post(path, json={"client_id": new_client_id(), "email": "bob@example.com"})
        assert (full.status_code, full.json()["code"]) == (409, "no_seat_left")
        assert full.json()["params"] == {"seats": 2}
        page = browser.get(f"{PROJECTS}/{page['id']}").json()
        assert [one["email"] for one in page["administrators"]] == [OWNER, "ada@example.com"]
        assert page["subscription"]["seats"]["remaining"] == 0


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"email": "nowhere"}, "bad_email"),
        ({"email": "\x00"}, "bad_email"),
        ({"password": "short"}, "weak_password"),
        ({"password": ["x" * 20]}, "bad_request"),
        ({"name": ""}, "blank_name"),
        ({"name": "x" * 81}, "name_too_long"),
        ({"client_id": "\x00" * 8}, "bad_client_id"),
    ],
)
def test_an_administrator_that_cannot_be_is_refused(db: Database, change: dict[str, Any], code: str) -> None:
    account = new_account(db)
    owner = new_project(db, account)
    first = db.read_now(administrators, owner.project_id)[0]
    path = f"{PROJECTS}/{owner.project_id}/administrators"
    with desk(db) as browser:
        sign_in(browser)
        form = {"client_id": new_client_id(), "email": "ada@example.com", **change}
        refused = browser.post(path, json=form)
        assert (refused.status_code, refused.json()["code"]) == (400, code)
        if "client_id" not in change:
            refused = browser.patch(f"{path}/{first.id}", json=change)
            assert (refused.status_code, refused.json()["code"]) == (400, code)
    assert db.read_now(administrators, owner.project_id) == [first]


def test_the_name_is_changed_and_markup_is_text(db: Database) -> None:
    owner = new_project(db, new_account(db))
    with desk(db) as browser:
        sign_in(browser)
        path = f"{PROJECTS}/{owner.project_id}"
        renamed = browser.patch(path, json={"name": "<img src=x onerror=alert(1)>", "site_key": "mine"})
        assert renamed.json()["name"] == "<img src=x onerror=alert(1)>"
        assert renamed.json()["site_key"] != "mine"
        for name, code in (("", "blank_name"), ("x" * 81, "name_too_long"), (7, "bad_request")):
            assert browser.patch(path, json={"name": name}).json()["code"] == code
        assert browser.get(PROJECTS).json()["items"][0]["name"] == "<img src=x onerror=alert(1)>"


def test_somebody_elses_project_answers_as_one_that_does_not_exist(db: Database) -> None:
    theirs = new_project(db, new_account(db, "stranger@example.com"))
    admin = db.read_now(administrators, theirs.project_id)[0]
    new_account(db)
    with desk(db) as browser:
        sign_in(browser)
        answers: set[tuple[int, str]] = set()
        for project_id in (theirs.project_id, "0" * 16, "nonsense", "%00", "%F0%9F%94%94", "x" * 5_000):
            path = f"{PROJECTS}/{project_id}"
            form = {"client_id": new_client_id(), "email": "m@example.com"}
            for answer in (
                browser.get(path),
                browser.patch(path, json={"name": "Mine"}),
                browser.post(f"{path}/administrators", json=form),
                browser.patch(f"{path}/administrators/{admin.id}", json={"password": PASSWORD}),
            ):
                answers.add((answer.status_code, answer.text))
        assert len(answers) == 1
        assert answers.pop()[0] == 404
        assert browser.get(PROJECTS).json() == {"items": [], "next": None}
    assert db.read_now(administrators, theirs.project_id) == [admin]


def test_an_administrator_of_another_project_of_mine_is_not_found_in_this_one(db: Database) -> None:
    account = new_account(db)
    one, two = new_project(db, account), new_project(db, account)
    admin = db.read_now(administrators, one.project_id)[0]
    with desk(db) as browser:
        sign_in(browser)
        path = f"{PROJECTS}/{two.project_id}/administrators/{admin.id}"
        assert browser.patch(path, json={"name": "Mallory"}).status_code == 404
    assert db.read_now(administrators, one.project_id) == [admin]


def test_projects_are_listed_in_pages_newest_first(db: Database, clock: Clock) -> None:
    account = new_account(db)
    made = [new_project(db, account, f"Shop {number}").project_id for number in range(3)]
    with desk(db) as browser:
        sign_in(browser)
        page = browser.get(PROJECTS, params={"limit": 2}).json()
        assert [one["id"] for one in page["items"]] == [made[2], made[1]]
        assert set(page["items"][0]) == {
            "id", "name", "site_key", "created_at", "avatar", "closed_at", "erased_at", "state", "valid_until",
        }  # fmt: skip
        assert page["items"][0]["state"] == "trialing"
        clock.now += 14 * DAY
        rest = browser.get(PROJECTS, params={"limit": 2, "after": page["next"]}).json()
        assert [one["id"] for one in rest["items"]] == [made[0]]
        assert (rest["items"][0]["state"], rest["next"]) == ("expired", None)


@pytest.mark.parametrize(
    "params",
    [
        {"limit": "0"},
        {"limit": "1000000000"},
        {"limit": "9" * 4_000},
        {"limit": "NaN"},
        {"after": "\x00"},
        {"after": "x" * 201},
        {"after": "0" * 15},
    ],
)
def test_a_page_that_cannot_be_is_refused(db: Database, params: dict[str, str]) -> None:
    new_account(db)
    with desk(db) as browser:
        sign_in(browser)
        refused = browser.get(PROJECTS, params=params)
        assert refused.status_code == 400
        assert refused.json()["code"] in {"bad_request", "bad_cursor"}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("POST", ""),
        ("GET", "/0000000000000000"),
        ("PATCH", "/0000000000000000"),
        ("POST", "/0000000000000000/administrators"),
        ("PATCH", "/0000000000000000/administrators/0000000000000000"),
    ],
)
def test_a_stranger_is_asked_to_sign_in(db: Database, method: str, path: str) -> None:
    with desk(db) as browser:
        refused = browser.request(method, PROJECTS + path, json={"client_id": "client-aaaa", "name": "x", "email": "x"})
        assert (refused.status_code, refused.json()["code"]) == (401, "not_signed_in")


def test_another_site_can_write_nothing(db: Database) -> None:
    owner = new_project(db, new_account(db))
    admin = db.read_now(administrators, owner.project_id)[0]
    with desk(db) as browser:
        sign_in(browser)
        path = f"{PROJECTS}/{owner.project_id}"
        for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
            for refused in (
                browser.post(PROJECTS, json={"client_id": "client-aaaa", "name": "x"}, headers=headers),
                browser.patch(path, json={"name": "x"}, headers=headers),
                browser.post(f"{path}/administrators", json={}, headers=headers),
                browser.patch(f"{path}/administrators/{admin.id}", json={"name": "x"}, headers=headers),
            ):
                assert (refused.status_code, refused.json()["code"]) == (403, "cross_site")


def test_behind_a_proxy_our_own_pages_are_those_of_the_public_address(db: Database) -> None:
    new_project(db, new_account(db))
    with desk(db, public_url="http://desk.example/") as browser:
        sign_in(browser)
        for origin, status in (("http://desk.example", 201), ("https://desk.example", 403), ("", 403), ("null", 403)):
            form = {"client_id": new_client_id(), "name": "x"}
            assert browser.post(PROJECTS, json=form, headers={"origin": origin}).status_code == status, origin


def test_nobody_signed_in_writes_without_an_end(db: Database) -> None:
    new_project(db, new_account(db))
    with desk(db, writes_per_minute=20) as browser:
        sign_in(browser)
        answers = (browser.patch("/api/v1/console/account", json={}) for _ in range(1_000))
        refused = next(one for one in answers if one.status_code != 200)
        assert (refused.status_code, refused.json()["code"]) == (429, "rate_limited")
        assert browser.get(PROJECTS).status_code == 200
