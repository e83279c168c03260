"""The services that other tests stand on."""

import asyncio

import nats
from sqlalchemy import create_engine, make_url, text


def test_each_test_gets_a_database_of_its_own(empty_database_url: str) -> None:
    url = make_url(empty_database_url)
    engine = create_engine(url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE mine (id integer)"))
    engine.dispose()


test_and_the_next_one_another = test_each_test_gets_a_database_of_its_own


def test_nats_carries_a_message(nats_url: str) -> None:
    async def talk() -> bytes:
        client = await nats.connect(nats_url)  # pyright: ignore[reportUnknownMemberType] - nats-py types its options as Unknown
        subscription = await client.subscribe("greeting")  # pyright: ignore[reportUnknownMemberType] - the same
        await client.publish("greeting", b"hello")
        message = await subscription.next_msg(timeout=5)
        await client.close()
        return message.data

    assert asyncio.run(talk()) == b"hello"
