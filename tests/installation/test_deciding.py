"""What an operator gives and stops: the owner's page shows it, the history and the audit log keep who and why."""

from typing import Any

from litestar import Litestar
from litestar.testing import TestClient
from sqlalchemy import text

from deskbell.kit.clock import DAY
from deskbell.kit.db import Database, Tx
from tests.rooms import PASSWORD, Clock, desk, new_account, new_project

HERE = "/api/v1/console/installation/projects"


def enter(browser: TestClient[Litestar], email: str) -> None:
    assert browser.post("/api/v1/console/session", json={"email": email, "password": PASSWORD}).status_code == 200


def noted(db: Database) -> list[tuple[str, ...]]:
    def ask(tx: Tx) -> list[tuple[str, ...]]:
        asked = text("SELECT action, by_kind, by_name, details FROM audit_entry WHERE by_kind = 'operator' ORDER BY id")
        return [tuple(row) for row in tx.execute(asked)]

    return db.read_now(ask)


def test_what_is_granted_stands_on_the_owners_page(db: Database, clock: Clock) -> None:
    new_account(db, "root@example.com", name="Root")
    owned = new_project(db, new_account(db, "owner@example.com"), seats=2)
    until = clock.now + 90 * DAY
    with desk(db) as root, desk(db) as owner:
        enter(root, "root@example.com")
        enter(owner, "owner@example.com")
        here = f"{HERE}/{owned.project_id}"
        before = root.get(here).json()["project"]["subscription"]
        grant: dict[str, Any] = {
            "plan": "standard",
            "seats": 25,
            "valid_until": until,
            "reason": "Paid by transfer",
            "revision": before["revision"],
        }
        after = root.post(f"{here}/subscription", json=grant).json()["project"]["subscription"]
        assert (after["state"], after["valid_until"], after["seats"]["bought"]) == ("active", until, 25)
        shown = owner.get(f"/api/v1/console/projects/{owned.project_id}").json()["subscription"]
        assert (shown["state"], shown["valid_until"], shown["seats"]["bought"]) == ("active", until, 25)

        # Whoever filled in the form before that is told, and changes nothing.
        late = root.post(f"{here}/subscription", json={**grant, "seats": 1})
        assert (late.status_code, late.json()["code"]) == (409, "stale")

        assert root.post(f"{here}/subscription/suspend", json={"reason": " "}).json()["code"] == "reason_needed"
        stopped = root.post(f"{here}/subscription/suspend", json={"reason": "Chargeback"}).json()["project"][
            "subscription"
        ]
        assert (stopped["state"], stopped["suspended_why"]) == ("expired", "Chargeback")
        assert owner.get(f"/api/v1/console/projects/{owned.project_id}").json()["subscription"]["state"] == "expired"
        resumed = root.post(f"{here}/subscription/resume", json={}).json()["project"]["subscription"]
        assert (resumed["state"], resumed["suspended_why"]) == ("active", None)

        happened = root.get(f"{here}/history").json()["items"]
        assert [one["what"] for one in happened][:3] == ["resumed", "suspended", "granted"]
        assert {(one["by_kind"], one["by_name"]) for one in happened[:3]} == {("operator", "Root")}
        assert happened[2]["reason"] == "Paid by transfer"
        # The audit log keeps the plan's id; whoever reads it is shown the plan's name, in their language.
        in_chinese = {"accept-language": "zh-CN"}
        for log in (f"{HERE.removesuffix('projects')}audit", f"/api/v1/console/projects/{owned.project_id}/audit"):
            browser = owner if "projects" in log else root
            entries = browser.get(log, headers=in_chinese).json()["items"]
            granted = next(one for one in entries if one["action"] == "subscription.granted")
            assert granted["details"]["plan"] == "标准版"
    assert [one[:3] for one in noted(db)] == [
        (action, "operator", "Root")
        for action in ("subscription.granted", "subscription.suspended", "subscription.resumed")
    ]


def test_what_no_plan_can_be_is_refused_in_words(db: Database, clock: Clock) -> None:
    owned = new_project(db, new_account(db, "root@example.com"))
    with desk(db) as root:
        enter(root, "root@example.com")
        good = {"plan": "standard", "seats": 3, "valid_until": clock.now + DAY}
        for wrong, code, field in (
            ({"plan": "diamond"}, "unknown_plan", "plan"),
            ({"seats": 0}, "bad_seats", "seats"),
            ({"seats": -(10**30)}, "bad_seats", "seats"),
            ({"valid_until": clock.now}, "bad_period", "valid_until"),
            ({"grace_days": -1}, "bad_period", "grace_days"),
            ({"reason": "x" * 201}, "reason_too_long", "reason"),
        ):
            answer = root.post(f"{HERE}/{owned.project_id}/subscription", json={**good, **wrong})
            assert (answer.status_code, answer.json()["code"]) == (400, code), wrong
            assert answer.json()["field"] == field
        assert root.post(f"{HERE}/0000000000000000/subscription", json=good).status_code == 404
        assert root.post(f"{HERE}/0000000000000000/subscription/resume", json={}).status_code == 404
    assert noted(db) == []


def test_the_plans_to_choose_from(db: Database) -> None:
    new_account(db, "root@example.com")
    with desk(db) as root:
        enter(root, "root@example.com")
        plans = root.get("/api/v1/console/installation/plans").json()["items"]
    assert [one["id"] for one in plans] == ["free", "standard"]
    assert plans[1]["name"]["en"] == "Standard"
