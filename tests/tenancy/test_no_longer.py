"""Whoever may no longer: every operation of the document refuses them, at once, and nothing is written."""

from collections.abc import Callable

import httpx
import pytest

from tests.contents import contents
from tests.standing import Standing
from tests.tenancy.operations import Operation, operations
from tests.tenancy.people import Somebody, Tenant, tenant
from tests.walk import PASSWORD, client_id

Refused = tuple[int, str]
NOT_SIGNED_IN = (401, "not_signed_in")
# What somebody whose account waits to be deleted may do: see that, and stay.
OF_THE_LEAVING = {"my_account", "keep_my_account"}


def _blocked(wire: httpx.Client, people: Tenant, operator: Somebody) -> tuple[str, dict[str, Refused]]:
    where = f"/api/v1/console/installation/accounts/{people.owner.ids['account_id']}/block"
    assert wire.post(where, json={"reason": "Spam"}, headers=operator.headers).is_success
    return "console", dict.fromkeys(_of("console"), NOT_SIGNED_IN)


def _disabled(wire: httpx.Client, people: Tenant, operator: Somebody) -> tuple[str, dict[str, Refused]]:
    del operator
    where = f"/api/v1/console/projects/{people.owner.ids['project_id']}/administrators"
    other = {"client_id": client_id(), "email": f"{client_id()}@example.com"}
    assert wire.post(where, json=other, headers=people.owner.headers).is_success
    assert wire.post(f"{where}/{people.agent.ids['agent_id']}/disable", headers=people.owner.headers).is_success
    return "workspace", dict.fromkeys(_of("workspace"), NOT_SIGNED_IN)


def _leaving(wire: httpx.Client, people: Tenant, operator: Somebody) -> tuple[str, dict[str, Refused]]:
    # Nobody leaves a project without an owner behind: the operator takes it.
    project = f"/api/v1/console/projects/{people.owner.ids['project_id']}"
    to = wire.get("/api/v1/console/session", headers=operator.headers).json()["email"]
    offer = wire.post(f"{project}/offers", json={"email": to}, headers=people.owner.headers).json()
    token = {"token": offer["link"].partition("#")[2]}
    assert wire.post("/api/v1/console/offers/acceptance", json=token, headers=operator.headers).is_success
    assert wire.post("/api/v1/console/account/deletion", headers=people.owner.headers).is_success
    again = wire.post("/api/v1/console/session", json={"email": people.email, "password": PASSWORD})
    people.owner.headers["cookie"] = again.headers["set-cookie"].partition(";")[0]
    mine = {one for one in _of("console") if one not in OF_THE_LEAVING}
    return "console", dict.fromkeys(mine, (403, "account_leaving"))


WAYS: dict[str, Callable[[httpx.Client, Tenant, Somebody], tuple[str, dict[str, Refused]]]] = {
    "an owner who was blocked": _blocked,
    "an administrator who was disabled": _disabled,
    "somebody whose account will be deleted": _leaving,
}


@pytest.mark.parametrize("way", WAYS)
def test_every_operation_refuses(desk: Standing, wire: httpx.Client, operator: Somebody, way: str) -> None:
    people = tenant(desk.url, way)
    scheme, expected = WAYS[way](wire, people, operator)
    assert len(expected) > 10
    before = contents(desk.database_url)
    who = people.of(scheme)
    assert _answers(wire, who, expected) == expected
    assert contents(desk.database_url) == before


def test_a_deleted_project_is_closed_to_everybody(desk: Standing, wire: httpx.Client, operator: Somebody) -> None:
    """Its owners are told, because they may restore it; its visitors and its team learn no more than they knew."""
    del operator
    people = tenant(desk.url, "whoever closes")
    console = f"/api/v1/console/projects/{people.owner.ids['project_id']}"
    assert wire.post(f"{console}/deletion", json={"name": "Shop"}, headers=people.owner.headers).is_success
    its_own = {one.id: one for one in operations() if "project_id" in one.parameters}
    before = contents(desk.database_url)
    owners = {name for name in _of("console") if name in its_own and name not in {"delete_project", "restore_project"}}
    assert _answers(wire, people.owner, owners) == dict.fromkeys(owners, (409, "project_closed"))
    assert _answers(wire, people.agent, _of("workspace")) == dict.fromkeys(_of("workspace"), NOT_SIGNED_IN)
    visitors = _of("visitor")
    assert _answers(wire, people.visitor, visitors) == dict.fromkeys(visitors, (403, "project_closed"))
    for answer in (
        wire.get(f"/api/v1/widget/{people.site_key}"),
        wire.post(f"/api/v1/widget/{people.site_key}/visitors", json={}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert contents(desk.database_url) == before
    assert wire.delete(f"{console}/deletion", headers=people.owner.headers).is_success
    assert wire.get(console, headers=people.owner.headers).is_success


def _of(scheme: str) -> set[str]:
    return {one.id for one in operations() if scheme in one.schemes}


def _answers(wire: httpx.Client, who: Somebody, names: set[str] | dict[str, Refused]) -> dict[str, Refused]:
    said: dict[str, Refused] = {}
    for one in _named(names):
        answer = who.call(wire, one.call(who.ids))
        said[one.id] = answer.status_code, answer.json()["code"] if answer.status_code >= 400 else answer.text
    return said


def _named(names: set[str] | dict[str, Refused]) -> list[Operation]:
    return [one for one in operations() if one.id in names]
