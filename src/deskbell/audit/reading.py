"""Reading the log: of a project, of an account, or all of it; newest first."""

import json
from datetime import UTC, datetime
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Row, and_, select, true, tuple_

from deskbell.audit.rules import actions_of, cursor_of, place_of
from deskbell.audit.tables import audit_entry
from deskbell.kit.browsers import read_user_agent
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput
from deskbell.kit.ids import is_id
from deskbell.kit.spreadsheets import csv_line

_LOOKED_AT_FOR_PEOPLE = 500
_EXPORTED_AT_ONCE = 500
COLUMNS = ("time_utc", "who", "kind", "action", "target", "details", "address", "browser")


class Log(NamedTuple):
    """Whose log: a project's, an account's, or with neither that of the whole installation."""

    project_id: str | None = None
    account_id: str | None = None


class Filter(NamedTuple):
    """Which entries: of a group of actions, by somebody (an id, or a kind), from a time on, before a time."""

    group: str | None = None
    who: str | None = None
    since: int | None = None
    until: int | None = None


class Person(msgspec.Struct):
    """Who did something, by the name they had. `kind`: account, agent, operator, system or stranger."""

    kind: str
    id: str | None
    name: str


class AuditEntry(msgspec.Struct):
    """One line. `details` fill the gaps of the action's sentence; `ip` is empty where no request was behind it."""

    id: str
    at: int
    action: str
    by: Person
    target: str | None
    details: dict[str, str | int | None]
    ip: str
    browser: str
    system: str
    project_id: str | None
    account_id: str | None


class AuditPage(msgspec.Struct):
    """A page of the log, newest first. `people`: who did something lately, with the first page only."""

    items: list[AuditEntry]
    next: str | None
    people: list[Person]


def audit_page(tx: Tx, log: Log, *, wanted: Filter, after: str | None, limit: int) -> AuditPage:
    """A page of what the filter leaves."""
    rows = _rows(tx, log, wanted, after, limit + 1)
    page = [_entry(row) for row in rows[:limit]]
    following = cursor_of(page[-1].at, page[-1].id) if len(rows) > limit else None
    return AuditPage(page, following, _people(tx, log) if after is None else [])


def csv_part(tx: Tx, log: Log, *, wanted: Filter, after: str | None) -> tuple[str, int, str | None]:
    """The next lines of an export, how many they are, and where to go on; None: that was all."""
    rows = _rows(tx, log, wanted, after, _EXPORTED_AT_ONCE)
    following = cursor_of(rows[-1].at, rows[-1].id) if len(rows) == _EXPORTED_AT_ONCE else None
    return "".join(csv_line(_cells(row)) for row in rows), len(rows), following


def _rows(tx: Tx, log: Log, wanted: Filter, after: str | None, limit: int) -> list[Row[Any]]:
    entry = audit_entry.c
    conditions = [_of(log)]
    if wanted.group is not None:
        conditions.append(entry.action.in_(actions_of(wanted.group)))
    if wanted.who is not None:
        conditions.append(entry.by_id == wanted.who if is_id(wanted.who) else entry.by_kind == wanted.who)
    if wanted.since is not None:
        conditions.append(entry.at >= wanted.since)
    if wanted.until is not None:
        conditions.append(entry.at < wanted.until)
    if after is not None:
        conditions.append(tuple_(entry.at, entry.id) < tuple_(*place_of(after)))
    query = select(audit_entry).where(and_(*conditions)).order_by(entry.at.desc(), entry.id.desc()).limit(limit)
    return list(tx.execute(query))


def _of(log: Log) -> ColumnElement[bool]:
    if log.project_id is not None:
        return audit_entry.c.project_id == log.project_id
    return audit_entry.c.account_id == log.account_id if log.account_id is not None else true()


def _people(tx: Tx, log: Log) -> list[Person]:
    """Whom one may want to look for: everybody among the last entries, most recent first."""
    entry = audit_entry.c
    lately = (
        select(entry.by_kind, entry.by_id, entry.by_name)
        .where(_of(log), entry.by_id.is_not(None))
        .order_by(entry.at.desc(), entry.id.desc())
        .limit(_LOOKED_AT_FOR_PEOPLE)
    )
    known: dict[str, Person] = {}
    for row in tx.execute(lately):
        known.setdefault(row.by_id, Person(row.by_kind, row.by_id, row.by_name))
    return list(known.values())


def _entry(row: Row[Any]) -> AuditEntry:
    browser, system, _ = read_user_agent(row.user_agent)
    return AuditEntry(
        id=row.id,
        at=row.at,
        action=row.action,
        by=Person(row.by_kind, row.by_id, row.by_name),
        target=row.target,
        details=json.loads(row.details),
        ip=row.ip,
        browser=browser,
        system=system,
        project_id=row.project_id,
        account_id=row.account_id,
    )


def _cells(row: Row[Any]) -> tuple[str, ...]:
    details = "; ".join(f"{name}: {value}" for name, value in json.loads(row.details).items() if value is not None)
    at = datetime.fromtimestamp(row.at / 1_000, UTC).isoformat(timespec="milliseconds")
    return at, row.by_name, row.by_kind, row.action, row.target or "", details, row.ip, row.user_agent


def readable_filter(wanted: Filter) -> Filter:
    """The filter, if it can be one; asked before an export begins, which cannot be refused in the middle."""
    if wanted.group is not None:
        actions_of(wanted.group)
    if wanted.who is not None and not (is_id(wanted.who) or wanted.who.isalpha()):
        raise BadInput("bad_request", field="who")
    return wanted
