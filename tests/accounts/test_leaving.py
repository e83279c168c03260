"""Deleting one's account: not the last owner of a project, not the last operator, and not at once."""

import asyncio

from sqlalchemy import func, select

from deskbell.accounts.tables import account, account_session, account_totp
from deskbell.kit.clock import DAY
from deskbell.kit.db import Database
from deskbell.management.deleting_accounts import delete_due
from deskbell.projects.tables import project_owner
from tests.accounts.people import ACCOUNT, CONSOLE, SESSION, code_of, sign_in, signed_in
from tests.rooms import Clock, desk, new_account, new_project, rows

LEAVING = f"{ACCOUNT}/deletion"
EMAIL = "leaver@example.com"


def test_whoever_alone_owns_projects_is_told_which(db: Database) -> None:
    new_account(db)
    somebody = new_account(db, EMAIL)
    for name in ("Blue Lobby", "Red Lobby"):
        new_project(db, somebody, name)
    with desk(db) as here:
        refused = signed_in(here, EMAIL).post(LEAVING)
        assert code_of(refused) == (409, "only_owner")
        assert refused.json()["message"].startswith("You are the only owner of: Blue Lobby, Red Lobby.")
        assert here.get(SESSION).json()["deletes_at"] is None


def test_the_only_operator_stays(db: Database) -> None:
    new_account(db)
    with desk(db) as here:
        assert code_of(signed_in(here).post(LEAVING)) == (409, "only_operator")


def test_signing_in_meanwhile_offers_to_stay_and_nothing_else(db: Database, clock: Clock) -> None:
    new_account(db)
    new_account(db, EMAIL)
    with desk(db) as here, desk(db) as there:
        signed_in(there, EMAIL)
        left = signed_in(here, EMAIL).post(LEAVING)
        assert left.json() == {"deletes_at": clock.now + 14 * DAY}
        assert {one.get(SESSION).status_code for one in (here, there)} == {401}
        clock.now += 13 * DAY
        assert sign_in(here, EMAIL).json()["deletes_at"] == left.json()["deletes_at"]
        assert code_of(here.get(f"{CONSOLE}/projects")) == (403, "account_leaving")
        assert code_of(here.post(LEAVING)) == (403, "account_leaving")
        assert here.delete(LEAVING).json()["deletes_at"] is None
        assert here.get(f"{CONSOLE}/projects").status_code == 200
        clock.now += 2 * DAY
        asyncio.run(delete_due(db))
        assert here.get(SESSION).status_code == 200


def test_when_the_waiting_is_over_nothing_of_the_person_is_left(db: Database, clock: Clock) -> None:
    new_account(db)
    somebody = new_account(db, EMAIL)
    with desk(db) as here:
        signed_in(here, EMAIL).post(f"{ACCOUNT}/two-step")
        here.post(LEAVING)
        asyncio.run(delete_due(db))
        assert sign_in(here, EMAIL).status_code == 200
        clock.now += 14 * DAY
        for _ in range(2):
            asyncio.run(delete_due(db))
        assert here.get(SESSION).status_code == 401
        assert code_of(sign_in(here, EMAIL)) == (401, "wrong_credentials")
    this = select(account.c.name, account.c.password_hash).where(account.c.id == somebody.id)
    assert rows(db, this) == [("—", None)]
    for table in (account_session, account_totp):
        assert rows(db, select(table).where(table.c.account_id == somebody.id)) == []
    assert EMAIL not in str(rows(db, select(account)))
    assert new_account(db, EMAIL).id != somebody.id


def test_whoever_became_the_only_owner_meanwhile_waits_on(db: Database, clock: Clock) -> None:
    new_account(db)
    somebody = new_account(db, EMAIL)
    with desk(db) as here:
        signed_in(here, EMAIL).post(LEAVING)
    new_project(db, somebody)
    clock.now += 14 * DAY
    asyncio.run(delete_due(db))
    assert rows(db, select(func.count()).select_from(project_owner)) == [(1,)]
    assert rows(db, select(account.c.deleted_at).where(account.c.id == somebody.id)) == [(None,)]
