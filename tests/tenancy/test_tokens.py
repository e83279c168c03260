"""Everything that opens something: at least 128 random bits, kept as a digest only, and nothing but itself opens."""

import base64
from typing import Any

import httpx
import pytest

from tests.contents import contents
from tests.services import wait_until
from tests.standing import Standing
from tests.tenancy.operations import operations
from tests.tenancy.people import Somebody, Tenant, tenant
from tests.walk import answered, client_id

CONSOLE = "/api/v1/console"
# The page that takes the token from behind its `#`, and what it sends the token to.
TAKEN_BY = {
    "/console/confirm": f"{CONSOLE}/email-confirmations",
    "/console/reset": f"{CONSOLE}/password-resets/new-password",
    "/console/change-email": f"{CONSOLE}/email-changes",
    "/console/join-owners": f"{CONSOLE}/offers/look",
    "/workspace/set-password": "/api/v1/workspace/password-link",
}


def _letters(wire: httpx.Client, operator: Somebody, to: str) -> list[str]:
    mail = f"{CONSOLE}/installation/mail"
    found = answered(wire.get(mail, params={"to": to, "limit": 100}, headers=operator.headers))["items"]
    read = [answered(wire.get(f"{mail}/{one['id']}", headers=operator.headers)) for one in found]
    return [one["link"] for one in read if one["link"] and "#" in one["link"]]


def _links(wire: httpx.Client, operator: Somebody, people: Tenant) -> dict[str, str]:
    """One of each kind: which page opens it, and its token."""
    ids, owner = people.owner.ids, people.owner.headers
    console = f"{CONSOLE}/projects/{ids['project_id']}"
    other = f"{client_id()}@example.com"
    assert wire.post(f"{CONSOLE}/password-resets", json={"email": people.email}).status_code == 204
    assert wire.post(f"{CONSOLE}/account/email", json={"email": other}, headers=owner).status_code == 204
    to_administrator = f"{console}/administrators/{ids['agent_id']}/password-link"
    answered(wire.post(to_administrator, json={"client_id": client_id()}, headers=owner))
    answered(wire.post(f"{console}/offers", json={"email": other}, headers=owner))
    found: dict[str, str] = {}

    def all_there() -> bool:
        links = _letters(wire, operator, people.email) + _letters(wire, operator, other)
        found.update({httpx.URL(link).path: httpx.URL(link).fragment for link in links})
        return {*found} == {*TAKEN_BY}

    # The letter to whoever forgot a password is posted after the answer, and none shows its link while it is taken.
    wait_until(all_there, "a letter of each kind")
    return found


@pytest.fixture
def people(desk: Standing, operator: Somebody) -> Tenant:
    del operator
    return tenant(desk.url, "who holds tokens")


def test_a_token_is_long_and_only_its_digest_is_kept(
    desk: Standing, wire: httpx.Client, operator: Somebody, people: Tenant
) -> None:
    links = _links(wire, operator, people)
    tokens = {**links, **{f"session of {name}": token for name, token in people.tokens.items()}}
    # A letter that waits to be sent has its link in it; behind a sent one none is kept (tests/mail).
    kept = str(contents(desk.database_url, but=frozenset({"letter"})))
    for name, token in tokens.items():
        assert len(base64.urlsafe_b64decode(token + "==")) >= 16, name
        assert token not in kept, name
        assert sum(token == other for other in tokens.values()) == 1, name


def test_one_kind_of_link_opens_nothing_of_another(wire: httpx.Client, operator: Somebody, people: Tenant) -> None:
    links = _links(wire, operator, people)
    codes: dict[str, set[str]] = {}
    for taken_by in TAKEN_BY.values():
        wrong = [token for page, token in links.items() if TAKEN_BY[page] != taken_by]
        wrong += [*people.tokens.values(), "", "\x00", links["/console/reset"][:-1]]
        for token in wrong:
            body: dict[str, Any] = {"token": token, "password": "three quiet otters swim"}
            if "password" not in taken_by or "link" in taken_by:
                del body["password"]
            answer = wire.post(taken_by, json=body, headers=people.owner.headers)
            wire.cookies.clear()
            assert answer.status_code in {400, 409}, f"{taken_by} {answer.text}"
            codes.setdefault(taken_by, set()).add(answer.json()["code"])
    # Unknown, foreign, cut and empty ones are refused alike.
    assert {path: len(said) for path, said in codes.items()} == dict.fromkeys(TAKEN_BY.values(), 1)


def test_a_token_that_is_not_exactly_right_is_nobodys(wire: httpx.Client, people: Tenant) -> None:
    """On every operation; sockets are tried in test_sockets.py."""
    for one in (one for one in operations() if one.schemes):
        for scheme in one.schemes - {"operator"}:
            who = people.of(scheme)
            ((name, value),) = who.headers.items()
            call = one.call(who.ids)
            for wrong in (value[:-1], value + "A", value.swapcase(), value.rpartition("=")[0] + "="):
                headers = {name: wrong if name == "cookie" else wrong.replace("bEARER", "Bearer")}
                wire.cookies.clear()
                answer = wire.request(call.method, call.path, params=call.query, json=call.body, headers=headers)
                assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in"), f"{one.id}: {wrong}"
