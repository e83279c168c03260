"""What pages of other sites can make a browser do here: nothing."""

import httpx
import pytest

from tests.contents import contents
from tests.hostile.refusals import refused
from tests.standing import Standing
from tests.tenancy.operations import operations
from tests.tenancy.people import Tenant

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
# Visitors are known by a token that no browser adds by itself.
BY_COOKIE = [
    one
    for one in operations()
    if one.method in UNSAFE and one.path.startswith(("/api/v1/console", "/api/v1/workspace"))
]
FOREIGN = [
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://localhost.evil.example", "sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_no_write_with_a_cookie_from_another_site(
    desk: Standing, wire: httpx.Client, people: Tenant, headers: dict[str, str]
) -> None:
    before = contents(desk.database_url)
    assert len(BY_COOKIE) > 10
    for one in BY_COOKIE:
        who = people.of(next(iter(one.schemes), "console"))
        call = one.call(who.ids)
        wire.cookies.clear()
        answer = wire.request(call.method, call.path, json=call.body, headers={**who.headers, **headers})
        refused(answer, 403, "cross_site")
        assert "set-cookie" not in answer.headers
    assert contents(desk.database_url) == before


def test_the_same_from_our_own_pages_works(desk: Standing, wire: httpx.Client, people: Tenant) -> None:
    headers = {**people.owner.headers, "origin": desk.url, "sec-fetch-site": "same-origin"}
    assert wire.patch("/api/v1/console/account", json={"name": "Olga"}, headers=headers).status_code == 200


def test_other_sites_may_read_nothing(wire: httpx.Client, people: Tenant) -> None:
    """No answer carries a permission for another origin, asked beforehand or not."""
    for one in operations():
        who = people.of(next(iter(one.schemes), "visitor"))
        path = one.call(who.ids).path
        asking = {"origin": "https://evil.example", "access-control-request-headers": "content-type,authorization"}
        for method in ("OPTIONS", "GET"):
            headers = {**who.headers, **asking, "access-control-request-method": one.method}
            answer = wire.request(method, path, headers=headers, params={"epoch": "x", "after": 0, "wait": 0})
            assert [name for name in answer.headers if name.startswith("access-control-")] == []
            wire.cookies.clear()


def test_asking_beforehand_changes_nothing(desk: Standing, wire: httpx.Client, people: Tenant) -> None:
    before = contents(desk.database_url)
    for one in operations():
        who = people.of(next(iter(one.schemes), "visitor"))
        answer = wire.request("OPTIONS", one.call(who.ids).path, headers=who.headers)
        assert (answer.status_code, answer.content) == (204, b"")
    assert contents(desk.database_url) == before
