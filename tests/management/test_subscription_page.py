"""The subscription's page over HTTP: what it shows, previews and changes, and for whom."""

from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from deskbell.audit import By
from deskbell.kit.clock import DAY
from deskbell.kit.db import Database, Tx
from deskbell.projects import Owner
from deskbell.subscriptions import grant
from tests.rooms import PASSWORD, Clock, add, desk, enter, hash_of, new_account, new_project

CONSOLE = "/api/v1/console"
OPERATOR_MAIL = "operator@example.com"
OWNER = "owner@example.com"


def sign_in(browser: TestClient[Litestar], email: str) -> None:
    form = {"email": email, "password": PASSWORD}
    assert browser.post(f"{CONSOLE}/session", json=form).status_code == 200


@pytest.fixture
def owner(db: Database, clock: Clock) -> Owner:
    """An owner without operator rights, with ten seats for a month and two administrators more."""
    new_account(db, OPERATOR_MAIL)
    project = new_project(db, new_account(db, OWNER))

    def run(tx: Tx, actor: Owner) -> None:
        by = By("operator", None, "Opal")
        end = clock.now + 30 * DAY
        grant(tx, by, project_id=actor.project_id, plan="standard", seats=10, valid_until=end, reason="Invoice 7")

    db.write_now(run, project)
    for name in ("bea", "cem"):
        clock.now += 1
        add(db, project, f"{name}@example.com", password_hash=hash_of(PASSWORD))
    return project


def test_the_page_says_everything_at_once(db: Database, owner: Owner, clock: Clock) -> None:
    with desk(db, billing_contact="sales@desk.example") as browser:
        sign_in(browser, OWNER)
        page = browser.get(f"{CONSOLE}/projects/{owner.project_id}/subscription").json()
        assert (page["changeable"], page["may_raise"], page["contact"]) == (True, False, "sales@desk.example")
        assert [one["email"] for one in page["holders"]] == [OWNER, "bea@example.com", "cem@example.com"]
        assert page["subscription"]["seats"]["remaining"] == 7
        assert clock.now < page["subscription"]["turns_at"] <= page["subscription"]["valid_until"] - 14 * DAY
        assert {one["id"] for one in page["plans"]} == {"free", "standard"}
        assert page["subscription"]["server_time"] == clock.now
        history = browser.get(f"{CONSOLE}/projects/{owner.project_id}/subscription/history").json()
        assert [(one["what"], one["reason"]) for one in history["items"]] == [
            ("granted", "Invoice 7"),
            ("trial_started", ""),
        ]


def test_a_preview_says_what_the_change_then_does(db: Database, owner: Owner, clock: Clock) -> None:
    with desk(db) as browser:
        sign_in(browser, OWNER)
        path = f"{CONSOLE}/projects/{owner.project_id}/subscription"
        before = browser.get(path).json()
        fewer = browser.post(f"{path}/preview", json={"seats": 1}).json()
        assert (fewer["way"], fewer["at"]) == ("scheduled", before["subscription"]["valid_until"])
        assert [one["email"] for one in fewer["loses"]] == ["bea@example.com", "cem@example.com"]
        assert fewer["may"]
        more = browser.post(f"{path}/preview", json={"seats": 11}).json()
        assert (more["way"], more["may"], more["loses"]) == ("at_once", False, [])
        same = browser.post(f"{path}/preview", json={"seats": 10}).json()
        assert same["way"] == "nothing"
        assert browser.get(path).json() == before

        form = {"seats": 1, "revision": before["revision"]}
        changed = browser.post(f"{path}/seats", json=form).json()
        assert changed["subscription"]["scheduled"]["seats"] == 1
        stale = browser.post(f"{path}/seats", json={**form, "seats": 2})
        assert (stale.status_code, stale.json()["code"]) == (409, "stale")
        refused = browser.post(f"{path}/seats", json={"seats": 11, "revision": changed["revision"]})
        assert (refused.status_code, refused.json()["code"]) == (403, "seats_not_yours")
        cancelled = browser.delete(f"{path}/scheduled", params={"revision": changed["revision"]}).json()
        assert cancelled["subscription"]["scheduled"] is None
    del clock


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"seats": 0}, "bad_request"),
        ({"seats": -5}, "bad_request"),
        ({"seats": "ten"}, "bad_request"),
        ({"seats": 1e30}, "bad_request"),
        ({"seats": 200_000}, "bad_seats"),
        ({"seats": 5, "plan": "gold"}, "unknown_plan"),
        ({"seats": 5, "plan": "\x00"}, "unknown_plan"),
        ({"seats": 5, "revision": -1}, "bad_request"),
        ({}, "bad_request"),
    ],
)
def test_what_cannot_be_is_refused_in_words(db: Database, owner: Owner, form: dict[str, Any], code: str) -> None:
    with desk(db) as browser:
        sign_in(browser, OWNER)
        path = f"{CONSOLE}/projects/{owner.project_id}/subscription"
        for door in ("preview", "seats"):
            if "revision" in form and door == "preview":
                continue
            refused = browser.post(f"{path}/{door}", json=form)
            assert (refused.status_code, refused.json()["code"]) == (400, code)


def test_an_owner_who_runs_the_installation_takes_more_by_themselves(db: Database, clock: Clock) -> None:
    account = new_account(db, OPERATOR_MAIL)
    project = new_project(db, account)

    def run(tx: Tx, actor: Owner) -> None:
        by = By("operator", None, "Opal")
        grant(tx, by, project_id=actor.project_id, plan="standard", seats=2, valid_until=clock.now + DAY)

    db.write_now(run, project)
    with desk(db) as browser:
        sign_in(browser, OPERATOR_MAIL)
        path = f"{CONSOLE}/projects/{project.project_id}/subscription"
        changed = browser.post(f"{path}/seats", json={"seats": 20})
        assert changed.json()["subscription"]["seats"]["bought"] == 20


def test_in_the_workspace_only_administrators_are_told(db: Database, owner: Owner) -> None:
    with desk(db) as browser:
        assert enter(browser, "bea@example.com").status_code == 200
        answer = browser.get(f"/api/v1/workspace/{owner.project_id}/subscription")
        assert answer.json()["state"] == "active"
        assert browser.get("/api/v1/workspace/0000000000000000/subscription").status_code == 401
