import asyncio

from deskbell.kit.clock import MINUTE
from deskbell.kit.db import Database
from deskbell.projects import project_by_id
from deskbell.visitors import Sighting, Sightings, widget_sightings
from deskbell.visitors.sighting import KEPT_SITES, read_page
from tests.rooms import Clock, new_account, new_project


def test_a_site_is_remembered_with_its_last_page_and_written_once_in_a_while(db: Database, clock: Clock) -> None:
    shop = new_project(db, new_account(db))
    key = db.read_now(project_by_id, shop.project_id).site_key
    node = Sightings(db, clock)

    def opened(*pages: str, site_key: str = key) -> list[Sighting]:
        for page in pages:
            node.note(site_key, page)
        if any(page for page in pages):
            asyncio.run(asyncio.wait_for(_written(node), 30))
        return db.read_now(widget_sightings, shop.project_id)

    begin = clock.now
    first = Sighting("shop.example", "https://shop.example/lamps", begin)
    assert opened("https://olga:secret@Shop.example/lamps?token=1#top") == [first]
    clock.now += MINUTE
    # The page of a moment ago says nothing new; another site does. A key that is nobody's is forgotten.
    assert opened(*["https://shop.example/"] * 1_000, "http://localhost:3000/a") == [
        Sighting("localhost:3000", "http://localhost:3000/a", clock.now),
        first,
    ]
    assert opened("https://shop.example/", site_key="0123456789abcdefghij") == opened()
    clock.now += MINUTE
    assert opened("https://shop.example/cart")[0] == Sighting("shop.example", "https://shop.example/cart", clock.now)
    # Our own pages have the key in their address, and are no site of anybody's.
    node.note(key, f"https://desk.example/preview/{key}")
    node.note(key, f"https://desk.example/chat/{key}?x=1")
    clock.now += 2 * MINUTE
    seen = opened(*[f"https://{n}.example/" for n in range(200)])
    assert [one.site for one in seen] == sorted(f"{n}.example" for n in range(KEPT_SITES))
    assert {one.at for one in seen} == {clock.now}


async def _written(node: Sightings) -> None:
    await node.write_down()


def test_only_what_can_be_a_page_is_read_as_one() -> None:
    for address in (
        None, "", "shop.example", "about:blank", "javascript:alert(1)", "file:///etc/passwd", "https://", "https://[",
        "https://a b/", "https://<script>/", "https://x\u202e/", "https://" + "a" * 300 + "/",
        "https://shop.example:123456/", "\x00",
    ):  # fmt: skip
        assert read_page(address) is None
    for strange in ("https://shop.example", "https://shop.example/" + "a" * 600, "https://shop.example/\u202eoo"):
        seen = read_page(strange)
        assert seen is not None
        assert seen == ("https://shop.example", "https://shop.example/")
