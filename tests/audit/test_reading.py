import asyncio
import csv
import io
from typing import Any

import pytest
from sqlalchemy import func, select

from deskbell.accounts import Account
from deskbell.audit import By, forget_old, note
from deskbell.audit.forgetting import AT_ONCE
from deskbell.audit.rules import GROUPS, place_of
from deskbell.audit.tables import audit_entry
from deskbell.kit.clock import DAY, MINUTE
from deskbell.kit.db import Database, Tx, columns_of
from deskbell.kit.errors import BadInput
from deskbell.kit.spreadsheets import csv_line
from deskbell.projects import Owner
from tests.rooms import PASSWORD, Clock, desk, new_account, new_project, rows

HOSTILE = '=HYPERLINK("http://evil.example","x")'
LOG = "/api/v1/console/projects/{}/audit"


def _note(tx: Tx, owner: Owner, *, by: By, action: str, target: str) -> None:
    note(tx, by, action, project_id=owner.project_id, target=target, before="Old")


def _many(tx: Tx, owner: Owner, *, count: int) -> None:
    """Old lines, all alike but for their ids."""
    columns = columns_of(audit_entry)
    line = dict.fromkeys(columns) | {"at": 1, "project_id": owner.project_id, "action": "project.renamed"}
    line |= {"by_kind": "system", "by_name": "", "details": "{}", "ip": "", "user_agent": ""}
    lines = [tuple((line | {"id": f"{number:016}"})[name] for name in columns) for number in range(count)]
    tx.insert_many(audit_entry, columns, lines)


def _signed_in(browser: Any, email: str) -> None:
    browser.post("/api/v1/console/session", json={"email": email, "password": PASSWORD}).raise_for_status()


@pytest.fixture
def account(db: Database) -> Account:
    return new_account(db, "olga@example.com")


@pytest.fixture
def owner(db: Database, account: Account, clock: Clock) -> Owner:
    """The owner of a project with a log of a known end: five renamings and two sign-ins, a minute apart."""
    project = new_project(db, account)
    clock.now += DAY
    ada = By("agent", "a" * 16, "Ada")
    for number in range(5):
        clock.now += MINUTE
        db.write_now(_note, project, by=account.by, action="project.renamed", target=f"Name {number}")
    for number in range(2):
        clock.now += MINUTE
        db.write_now(_note, project, by=ada, action="agent.signed_in", target=f"ada{number}@example.com")
    return project


def test_a_log_is_paged_from_the_newest(db: Database, owner: Owner) -> None:
    with desk(db) as browser:
        _signed_in(browser, "olga@example.com")
        seen: list[str] = []
        page: dict[str, Any] = {"next": ""}
        while page["next"] is not None:
            query = {"limit": 3, **({"after": page["next"]} if page["next"] else {})}
            page = browser.get(LOG.format(owner.project_id), params=query).json()
            assert len(page["items"]) <= 3
            seen += [one["target"] for one in page["items"]]
    assert seen[:4] == ["ada1@example.com", "ada0@example.com", "Name 4", "Name 3"]
    assert len(seen) == len(set(seen))


def test_a_log_is_filtered_by_what_who_and_when(db: Database, owner: Owner, account: Account, clock: Clock) -> None:
    def targets(**query: str | int) -> list[str]:
        answer = browser.get(LOG.format(owner.project_id), params={"limit": 100, **query})
        return [one["target"] for one in answer.raise_for_status().json()["items"]]

    with desk(db) as browser:
        _signed_in(browser, "olga@example.com")
        assert targets(group="agent") == ["ada1@example.com", "ada0@example.com"]
        assert targets(who="a" * 16) == ["ada1@example.com", "ada0@example.com"]
        assert targets(who="agent") == targets(group="agent")
        assert len(targets(who=account.id, group="project", since=clock.now - DAY)) == 5
        assert targets(since=clock.now) == ["ada1@example.com"]
        assert targets(since=clock.now - 2 * MINUTE, until=clock.now) == ["ada0@example.com", "Name 4"]
        people = browser.get(LOG.format(owner.project_id)).json()["people"]
        assert [one["name"] for one in people] == ["Ada", "Olga Owner"]


@pytest.mark.parametrize(
    "query",
    [
        {"group": "spells"}, {"group": "project.renamed"}, {"group": "%"}, {"who": "x y"}, {"who": "a' OR 1=1"},
        {"since": "-1"}, {"until": "1e99"}, {"after": "1"}, {"after": "1-\u0661"}, {"after": f"{'9' * 40}-a"},
        {"after": "x-y"}, {"limit": "101"},
    ],
)  # fmt: skip
def test_a_filter_that_cannot_be_is_refused_before_anything_is_sent(
    db: Database, owner: Owner, query: dict[str, str]
) -> None:
    with desk(db) as browser:
        _signed_in(browser, "olga@example.com")
        for path in (LOG, LOG + "/export"):
            if path.endswith("export") and not {"group", "who", "since", "until"} & {*query}:
                continue
            answer = browser.get(path.format(owner.project_id), params=query)
            assert (answer.status_code, answer.json()["code"] in {"bad_request", "bad_cursor"}) == (400, True)


def test_nobody_reads_the_log_of_others(db: Database, owner: Owner) -> None:
    new_account(db, "eve@example.com")
    with desk(db) as browser:
        for path in (LOG, LOG + "/export"):
            assert browser.get(path.format(owner.project_id)).status_code == 401
        _signed_in(browser, "eve@example.com")
        for path in (LOG, LOG + "/export"):
            assert browser.get(path.format(owner.project_id)).json()["code"] == "not_found"
        mine = browser.get("/api/v1/console/account/audit").json()["items"]
        assert {one["project_id"] for one in mine} <= {None}
    assert rows(db, select(audit_entry.c.id).where(audit_entry.c.action == "audit.exported")) == []


def test_an_export_is_a_file_without_formulas_and_is_noted(db: Database, owner: Owner, clock: Clock) -> None:
    clock.now += MINUTE
    stranger = By("stranger", None, '+1"\n')
    db.write_now(_note, owner, by=stranger, action="project.renamed", target=HOSTILE)
    with desk(db) as browser:
        _signed_in(browser, "olga@example.com")
        answer = browser.get(f"{LOG.format(owner.project_id)}/export", params={"since": clock.now})
        assert answer.headers["content-type"].startswith("text/csv")
        assert answer.headers["content-disposition"].startswith("attachment")
        lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert [line["target"] for line in lines] == ["", f"'{HOSTILE}"]
        assert [line["action"] for line in lines] == ["audit.exported", "project.renamed"]
        assert lines[1]["who"] == "'+1\""
        assert lines[1]["time_utc"].endswith("+00:00")
        newest = browser.get(LOG.format(owner.project_id)).json()["items"][0]
        assert (newest["action"], newest["by"]["name"]) == ("audit.exported", "Olga Owner")
        assert newest["ip"] == "testclient"


def test_a_long_log_is_exported_whole(db: Database, owner: Owner) -> None:
    db.write_now(_many, owner, count=1_300)
    with desk(db) as browser:
        _signed_in(browser, "olga@example.com")
        answer = browser.get(f"{LOG.format(owner.project_id)}/export", params={"until": 2})
    assert len(answer.text.splitlines()) == 1_301
    assert len(set(answer.text.splitlines())) == 2


def test_old_entries_are_forgotten_some_at_a_time(db: Database, owner: Owner, clock: Clock) -> None:
    db.write_now(_many, owner, count=AT_ONCE + 10)
    kept = rows(db, select(func.count()).where(audit_entry.c.at > 1))[0][0]
    asyncio.run(forget_old(db, days=400))
    assert rows(db, select(func.count()).select_from(audit_entry))[0][0] == kept
    clock.now += 500 * DAY
    asyncio.run(forget_old(db, days=400))
    assert rows(db, select(audit_entry)) == []


def test_what_a_spreadsheet_would_calculate_is_marked() -> None:
    assert (
        csv_line(["=1+1", "-2", "@x", "+3", "fine", 'a"b', ""]) == '"\'=1+1","\'-2","\'@x","\'+3","fine","a""b",""\r\n'
    )


def test_groups_are_the_rooms_of_the_actions() -> None:
    assert {"project", "account", "administrator", "agent", "subscription", "audit"} <= {*GROUPS}
    with pytest.raises(BadInput):
        place_of("")
