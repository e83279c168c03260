"""Deleting one's account: not the last owner of a project, not the last operator, and not at once."""

import asyncio

import pytest
from sqlalchemy import func, select

from deskbell.accounts import Operator
from deskbell.accounts.tables import account, account_session, account_totp
from deskbell.installation import Grant, grant_subscription
from deskbell.kit.clock import DAY
from deskbell.kit.db import Database
from deskbell.kit.errors import Conflict
from deskbell.kit.ids import new_token
from deskbell.management import Eraser
from deskbell.management.deleting_accounts import delete_due
from deskbell.projects import Owner, close_project, rename_project
from deskbell.projects.offering import Joining, NewOffer, accept_offer, offer_project
from deskbell.projects.owning import owners_of
from deskbell.projects.tables import project, project_owner
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


def test_what_somebody_began_goes_on_without_them(db: Database, clock: Clock) -> None:
    """They created the project, offered it, granted it a plan and were its administrator, and are erased."""
    root = new_account(db)
    leaver, stays = new_account(db, EMAIL, name="Lea Leaver"), new_account(db, "stays@example.com")
    owner = new_project(db, leaver, "Blue Lobby")
    closed = new_project(db, leaver, "Red Lobby")
    there, offers = owner.project_id, [new_token() for _ in range(3)]
    for token, kind in zip(offers, ("join", "join", "transfer"), strict=True):
        email = f"{kind}@example.com" if token != offers[0] else "stays@example.com"
        db.write_now(offer_project, owner, wanted=NewOffer(email, kind, kind == "transfer", token), language="en")
    db.write_now(accept_offer, Joining(there, stays), token=offers[0])
    db.write_now(rename_project, owner, name="Blue Lounge")
    db.write_now(close_project, closed, typed_name="Red Lobby")
    wanted = Grant("standard", 7, None, None, "Paid by transfer")
    db.write_now(grant_subscription, Operator(leaver.id, leaver.name, there), wanted=wanted)
    with desk(db) as here:
        signed_in(here, EMAIL).post(LEAVING)
        clock.now += 14 * DAY
        asyncio.run(delete_due(db))
        signed_in(here, "stays@example.com")
        page = here.get(f"{CONSOLE}/projects/{there}").json()
        assert (page["name"], page["subscription"]["seats"]["bought"]) == ("Blue Lounge", 7)
        assert [one["email"] for one in page["administrators"]] == [EMAIL]
        owners = db.read_now(owners_of, Owner(there, stays.id, stays.name))
        assert ([one.email for one in owners.items], owners.offers) == (["stays@example.com"], [])
        for token in offers[1:]:
            with pytest.raises(Conflict, match="offer_over"):
                db.write_now(accept_offer, Joining(there, root), token=token)
        stale = here.patch(f"{CONSOLE}/projects/{there}", json={"name": "Green", "name_was": "Blue Lobby"}).json()
        assert (stale["code"], stale["params"]) == ("stale", {"now": "Blue Lounge", "shown": "Blue Lounge"})
        assert here.get(f"{CONSOLE}/projects/{there}/audit").json()["items"][-1]["by"]["name"] == "Lea Leaver"
        assert len(here.get(f"{CONSOLE}/projects/{there}/subscription/history").json()["items"]) == 2
        # The operators neither see nor appoint what is left of them; the project is found by whom it has now.
        found = signed_in(here).get(f"{CONSOLE}/installation/accounts").json()["items"]
        assert [one["id"] for one in found] == [stays.id, root.id]
        assert here.post(f"{CONSOLE}/installation/accounts/{leaver.id}/operator").status_code == 404
        shown = here.get(f"{CONSOLE}/installation/projects", params={"show": "closed"}).json()["items"]
        assert [(one["id"], one["owners"]) for one in shown] == [(closed.project_id, [])]
    clock.now += 30 * DAY
    asyncio.run(Eraser(db).look())
    assert rows(db, select(project.c.id)) == [(there,)]


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
