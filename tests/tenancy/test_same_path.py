"""The answer to a foreign id costs the same as the one to an unknown id: the same statements, so no clock can tell."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import httpx
from sqlalchemy import Engine, event

from deskbell.settings import Settings
from tests.hosting import hosted
from tests.tenancy.operations import Operation, operations
from tests.tenancy.people import UNKNOWN, Somebody, tenant


def test_the_database_is_asked_the_same(database_url: str) -> None:
    with (
        hosted(Settings(database_url=database_url, webhooks_allow_private=True), followers=False) as (_, url),
        asked_of_the_database() as statements,
        httpx.Client(base_url=url) as wire,
    ):
        victim, thief = tenant(url, "victim"), tenant(url, "thief")
        for operation in (one for one in operations() if one.ids and one.schemes):
            for scheme in operation.schemes:
                for some in operation.choices_of_ids():
                    foreign, unknown = (
                        _asked(wire, statements, operation, thief.of(scheme), {name: ids[name] for name in some})
                        for ids in (victim.of(scheme).ids, UNKNOWN)
                    )
                    assert foreign == unknown, f"{operation.id} with somebody else's {', '.join(sorted(some))}"


def _asked(
    wire: httpx.Client, statements: list[str], operation: Operation, stranger: Somebody, foreign: dict[str, str]
) -> list[str]:
    statements.clear()
    stranger.call(wire, operation.call({**stranger.ids, **foreign}))
    return list(statements)


@contextmanager
def asked_of_the_database() -> Generator[list[str]]:
    """Every statement of this process, as text."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)
