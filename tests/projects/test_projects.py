import asyncio

import pytest
from sqlalchemy import func, select

from deskbell.eventlog import read_after
from deskbell.kit.db import Database
from deskbell.kit.errors import BadInput, Conflict, NotFound
from deskbell.projects import (
    Created,
    NewProject,
    create_project,
    owner_of,
    project_by_id,
    project_by_site_key,
    projects_of,
    rename_project,
)
from deskbell.projects.tables import project
from tests.rooms import new_account, new_project, rows, together

NOT_IDS = ["", "nonsense", "\x00", "0" * 16, "x" * 16, "../../etc", "0" * 5_000, "\ud800"]


def test_a_project_takes_language_and_time_zone_of_its_account(db: Database) -> None:
    owner = new_project(db, new_account(db))
    made = db.read_now(project_by_id, owner.project_id)
    assert (made.name, made.default_language, made.time_zone) == ("Shop", "en", "UTC")
    assert len(made.site_key) >= 16
    assert db.read_now(project_by_site_key, made.site_key) == made


def test_the_same_request_makes_one_project_however_often_it_comes(db: Database) -> None:
    account = new_account(db)
    wanted = NewProject("client-aaaa", "Shop")
    first = db.write_now(create_project, account, wanted=wanted)
    again = db.write_now(create_project, account, wanted=NewProject("client-aaaa", "  Shop "))
    assert (first.fresh, first.first) == (True, True)
    assert again == Created(first.owner, fresh=False, first=False)


def test_it_is_still_the_same_request_after_the_project_was_renamed(db: Database) -> None:
    account = new_account(db)
    made = db.write_now(create_project, account, wanted=NewProject("client-aaaa", "Shop"))
    db.write_now(rename_project, made.owner, name="Store")
    again = db.write_now(create_project, account, wanted=NewProject("client-aaaa", "Shop"))
    assert again.owner == made.owner


def test_a_client_id_used_for_another_project_is_refused(db: Database) -> None:
    account = new_account(db)
    db.write_now(create_project, account, wanted=NewProject("client-aaaa", "Shop"))
    with pytest.raises(Conflict, match="client_id_reused"):
        db.write_now(create_project, account, wanted=NewProject("client-aaaa", "Store"))
    assert rows(db, select(func.count()).select_from(project)) == [(1,)]


def test_two_accounts_may_use_the_same_client_id(db: Database) -> None:
    wanted = NewProject("client-aaaa", "Shop")
    one = db.write_now(create_project, new_account(db, "one@example.com"), wanted=wanted)
    two = db.write_now(create_project, new_account(db, "two@example.com"), wanted=wanted)
    assert two.fresh
    assert one.owner.project_id != two.owner.project_id


def test_twenty_requests_at_once_on_two_nodes_make_one_project(db: Database, other_node: Database) -> None:
    account = new_account(db)
    wanted = NewProject("client-aaaa", "Shop")
    nodes = [db, other_node] * 10
    answers = together([lambda node=node: node.write(create_project, account, wanted=wanted) for node in nodes])
    made = [answer for answer in answers if isinstance(answer, Created)]
    assert len(made) == 20
    assert sum(answer.fresh for answer in made) == 1
    assert len({answer.owner.project_id for answer in made}) == 1


@pytest.mark.parametrize("project_id", NOT_IDS)
def test_what_is_no_id_of_a_project_is_not_found(db: Database, project_id: str) -> None:
    account = new_account(db)
    with pytest.raises(NotFound):
        db.read_now(owner_of, account, project_id)
    with pytest.raises(NotFound):
        db.read_now(project_by_id, project_id)
    with pytest.raises(NotFound):
        db.read_now(project_by_site_key, project_id)


def test_somebody_elses_project_is_not_found(db: Database) -> None:
    mine = new_project(db, new_account(db))
    stranger = new_account(db, "stranger@example.com")
    with pytest.raises(NotFound):
        db.read_now(owner_of, stranger, mine.project_id)


def test_a_new_name_is_told_to_the_team_alone_and_once(db: Database) -> None:
    owner = new_project(db, new_account(db))
    db.write_now(rename_project, owner, name=" <b>Store</b> ")
    db.write_now(rename_project, owner, name="<b>Store</b>")
    told = [fact for fact in db.read_now(read_after, owner.project_id, 0, 100) if "project_renamed" in fact.body]
    assert len(told) == 1
    assert told[0].visitor_id is None
    assert '"name":"<b>Store</b>"' in told[0].body
    assert '"kind":"owner"' in told[0].body
    assert db.read_now(project_by_id, owner.project_id).name == "<b>Store</b>"


@pytest.mark.parametrize(("name", "code"), [("", "blank_name"), (" \n ", "blank_name"), ("x" * 81, "name_too_long")])
def test_a_name_that_is_none_is_refused(db: Database, name: str, code: str) -> None:
    owner = new_project(db, new_account(db))
    with pytest.raises(BadInput, match=code):
        db.write_now(rename_project, owner, name=name)
    with pytest.raises(BadInput, match="bad_text"):
        db.write_now(rename_project, owner, name="\ud800")


def test_projects_are_paged_newest_first_and_only_ones_own(db: Database) -> None:
    account = new_account(db)
    new_project(db, new_account(db, "stranger@example.com"))
    made = [new_project(db, account, f"Shop {number}").project_id for number in range(5)]

    seen: list[str] = []
    after = None
    for _ in range(3):
        page, after = db.read_now(projects_of, account, after=after, limit=2)
        seen += [one.id for one in page]
    assert seen == made[::-1]
    assert after is None


@pytest.mark.parametrize("cursor", ["", "\x00", "x", "1 OR 1=1", "9" * 5_000])
def test_a_cursor_that_is_none_of_ours_is_refused(db: Database, cursor: str) -> None:
    account = new_account(db)
    with pytest.raises(BadInput, match="bad_cursor"):
        db.read_now(projects_of, account, after=cursor, limit=2)


def test_writes_of_one_project_state_contiguous_facts(db: Database, other_node: Database) -> None:
    owner = new_project(db, new_account(db))
    nodes = [db, other_node] * 10

    async def rename(number: int) -> None:
        await nodes[number].write(rename_project, owner, name=f"Shop {number}")

    async def all_at_once() -> None:
        await asyncio.gather(*(rename(number) for number in range(20)))

    asyncio.run(all_at_once())
    positions = [fact.pos for fact in db.read_now(read_after, owner.project_id, 0, 100)]
    assert positions == list(range(1, len(positions) + 1))
    assert len(positions) >= 20
