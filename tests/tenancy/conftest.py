from collections.abc import Iterator

import httpx
import pytest

from tests.conftest import BOTH
from tests.standing import Standing, Standings
from tests.tenancy.people import Somebody, Tenant, operator_of, tenant


@pytest.fixture(params=BOTH)
def desk(standings: Standings, request: pytest.FixtureRequest) -> Standing:
    """A server for strangers, whose first account is an operator's."""
    desk = standings("tenancy", request.param, messages_per_minute="100000", webhooks_allow_private="true")
    desk.once("operator", operator_of)
    return desk


@pytest.fixture
def operator(desk: Standing) -> Somebody:
    return desk.once("operator", operator_of)


@pytest.fixture
def victim(desk: Standing, operator: Somebody, request: pytest.FixtureRequest) -> Tenant:
    return _of_this_file(desk, operator, "victim", request)


@pytest.fixture
def thief(desk: Standing, operator: Somebody, request: pytest.FixtureRequest) -> Tenant:
    return _of_this_file(desk, operator, "thief", request)


@pytest.fixture
def wire(desk: Standing) -> Iterator[httpx.Client]:
    """The way to the server, without an identity of its own."""
    with httpx.Client(base_url=desk.url) as client:
        yield client


def _of_this_file(desk: Standing, operator: Somebody, name: str, request: pytest.FixtureRequest) -> Tenant:
    return desk.once(
        f"{name} of {request.path.name}", lambda url: tenant(url, name, beside=operator.ids, issuer=operator)
    )
