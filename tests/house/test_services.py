"""The services that other tests stand on."""

import asyncio

import nats
import psycopg
from sqlalchemy import create_engine, make_url, text

from tests.services import PATIENCE, Postgres, migrate


def test_each_test_gets_a_database_of_its_own(empty_database_url: str) -> None:
    url = make_url(empty_database_url)
    engine = create_engine(url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE mine (id integer)"))
    engine.dispose()


test_and_the_next_one_another = test_each_test_gets_a_database_of_its_own


def test_what_one_test_wrote_the_next_one_does_not_find(postgres: Postgres) -> None:
    template = postgres.template("migrated", migrate)
    found: list[tuple[int, int] | None] = []
    for _ in range(2):
        with postgres.database(template) as url, psycopg.connect(url) as connection:
            look = "SELECT (SELECT count(*) FROM account), (SELECT max(last) FROM invoice_counter)"
            found.append(connection.execute(look).fetchone())
            connection.execute(
                "INSERT INTO account (id, email, email_key, name, language, time_zone, created_at)"
                " VALUES (1, 'a@b.c', 'a@b.c', 'A', 'en', 'UTC', 0)"
            )
            connection.execute("UPDATE invoice_counter SET last = 7")
    assert found == [(0, 0), (0, 0)]


def test_nats_carries_a_message(nats_url: str) -> None:
    async def talk() -> bytes:
        client = await nats.connect(nats_url)  # pyright: ignore[reportUnknownMemberType] - nats-py types its options as Unknown
        subscription = await client.subscribe("greeting")  # pyright: ignore[reportUnknownMemberType] - the same
        await client.publish("greeting", b"hello")
        message = await subscription.next_msg(timeout=PATIENCE)
        await client.close()
        return message.data

    assert asyncio.run(talk()) == b"hello"
