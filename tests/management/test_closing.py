"""Closing, restoring, and erasing all of a project when its time is over."""

import pytest
from sqlalchemy import func, select

from deskbell.audit.tables import audit_entry
from deskbell.kit.clock import DAY
from deskbell.kit.db import Database, metadata
from deskbell.kit.errors import Conflict, Forbidden, NotFound
from deskbell.kit.ids import new_token
from deskbell.management.closing import shut_project
from deskbell.management.erasing import BATCH, Eraser, Erasing, erase_some, tables_of_projects
from deskbell.projects import GRACE_MS, owner_of, project_by_site_key, projects_of, restore_project
from deskbell.projects.queries import project_by_id
from deskbell.team.signing_in import Candidate, sign_in
from deskbell.visitors import Arrival, meet_visitor, visitor_by_token
from tests.rooms import ADA, Clock, desk, enter, hash_of, new_account, new_project, project_with, rows
from tests.rooms import add as add_administrator


def test_the_name_must_be_typed(db: Database) -> None:
    owner = new_project(db, new_account(db), "Blue  Shop")
    for typed in ("", "blue shop", "Blue Shop!", "Shop"):
        with pytest.raises(Conflict, match="name_differs"):
            db.write_now(shut_project, owner, typed_name=typed)
    db.write_now(shut_project, owner, typed_name=" Blue Shop ")


def test_a_closed_project_lets_nobody_in_until_it_is_restored(db: Database) -> None:
    account = new_account(db)
    owner = new_project(db, account)
    add_administrator(db, owner, ADA, password_hash=hash_of("correct horse battery"))
    site_key = db.read_now(project_by_id, owner.project_id).site_key
    arrival = Arrival(owner.project_id, new_token(), "192.0.2.1", "Firefox", "en")
    visitor = db.write_now(meet_visitor, arrival)
    with desk(db) as browser:
        assert enter(browser).status_code == 200
        db.write_now(shut_project, owner, typed_name="Shop")
        assert browser.get("/api/v1/workspace/sessions").json() == {"items": []}
        # Only who knows the password is told why.
        refused = enter(browser)
        assert (refused.status_code, refused.json()["code"]) == (403, "project_closed")
        assert enter(browser, password="wrong horse battery").json()["code"] == "wrong_credentials"
    with pytest.raises(NotFound):
        db.read_now(project_by_site_key, site_key)
    with pytest.raises(Forbidden, match="project_closed"):
        db.read_now(visitor_by_token, arrival.token)
    with pytest.raises(Conflict, match="project_closed"):
        db.read_now(owner_of, account, owner.project_id)
    with pytest.raises(NotFound):
        db.read_now(owner_of, new_account(db, "stranger@example.com"), owner.project_id)

    for _ in range(2):
        db.write_now(restore_project, db.read_now(owner_of, account, owner.project_id, closed=True))
    assert db.read_now(project_by_site_key, site_key).id == owner.project_id
    assert db.read_now(visitor_by_token, arrival.token) == visitor
    with desk(db) as browser:
        assert enter(browser).status_code == 200


def test_signing_in_and_closing_at_once_leaves_no_session(db: Database) -> None:
    owner = project_with(db, ADA)
    (row,) = rows(db, select(metadata.tables["agent"]).where(metadata.tables["agent"].c.email == ADA))
    proved = Candidate(owner.project_id, row.id, row.password_hash)
    db.write_now(shut_project, owner, typed_name="Shop of o@example.com")
    with pytest.raises(Forbidden, match="project_closed"):
        db.write_now(sign_in, proved, token=new_token(), user_agent="", ip="")


def test_the_closed_one_waits_thirty_days_to_the_millisecond(db: Database, clock: Clock) -> None:
    account = new_account(db)
    owner = new_project(db, account)
    db.write_now(shut_project, owner, typed_name="Shop")
    assert GRACE_MS == 30 * DAY
    clock.now += GRACE_MS - 1
    assert not db.write_now(erase_some, Erasing(owner.project_id))
    db.write_now(restore_project, owner)
    db.write_now(shut_project, owner, typed_name="Shop")
    clock.now += GRACE_MS
    with pytest.raises(Conflict, match="project_erased"):
        db.write_now(restore_project, owner)
    assert db.write_now(erase_some, Erasing(owner.project_id))


def test_everything_of_it_is_erased_in_small_steps_and_nothing_else(db: Database, clock: Clock) -> None:
    account = new_account(db)
    gone, stays = new_project(db, account, "Gone"), new_project(db, account, "Stays")
    for owner in (gone, stays):
        for _ in range(BATCH + 20 if owner is gone else 3):
            db.write_now(meet_visitor, Arrival(owner.project_id, new_token(), "192.0.2.1", "Firefox", "en"))
    db.write_now(shut_project, gone, typed_name="Gone")
    clock.now += GRACE_MS
    before = counted(db, stays.project_id)
    steps = 0
    while db.write_now(erase_some, Erasing(gone.project_id)):
        steps += 1
    assert steps > len([n for n in before.values() if n])
    assert sum(counted(db, gone.project_id).values()) == 0
    assert counted(db, stays.project_id) == before
    page, _ = db.read_now(projects_of, account, after=None, limit=10)
    assert [one.name for one in page] == ["Stays"]
    everything = repr([rows(db, select(table)) for table in metadata.sorted_tables if table.name != "audit_entry"])
    assert gone.project_id not in everything
    told = rows(db, select(audit_entry).where(audit_entry.c.action == "project.deleted"))
    assert sorted((one.account_id or "", one.target) for one in told) == [("", "Gone"), (account.id, "Gone")]
    # Another node that comes too late finds nothing to do.
    assert not db.write_now(erase_some, Erasing(gone.project_id))


def test_the_eraser_finds_what_is_due(db: Database, clock: Clock) -> None:
    import asyncio  # noqa: PLC0415 - a loop for this test alone

    owner = new_project(db, new_account(db))
    db.write_now(shut_project, owner, typed_name="Shop")
    clock.now += GRACE_MS
    asyncio.run(Eraser(db).look())
    with pytest.raises(NotFound):
        db.read_now(project_by_id, owner.project_id)


def test_every_table_that_belongs_to_projects_is_found() -> None:
    names = {table.name for table in tables_of_projects()}
    assert {"visitor", "conversation", "message", "fact", "feed", "agent", "subscription", "audit_entry"} <= names
    for table in metadata.sorted_tables:
        refers = {key.column.table.name for key in table.foreign_keys}
        assert table.name in names or "project" not in refers, f"{table.name} calls its project something else"


def counted(db: Database, project_id: str) -> dict[str, int]:
    return {
        table.name: rows(db, select(func.count()).where(table.c.project_id == project_id))[0][0]
        for table in tables_of_projects()
    }
