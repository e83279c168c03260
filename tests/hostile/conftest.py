from collections.abc import Iterator

import httpx
import pytest

from tests.conftest import BOTH
from tests.standing import PLENTY, Standing, Standings
from tests.tenancy.people import Tenant, tenant


@pytest.fixture(params=BOTH)
def desk(standings: Standings, request: pytest.FixtureRequest) -> Standing:
    """A server for a file of tests: its first account, which is an operator's, is the owner among `people`."""
    desk = standings(request.path.stem, request.param, **PLENTY)
    desk.once("people", lambda url: tenant(url, "the desk"))
    return desk


@pytest.fixture
def people(desk: Standing) -> Tenant:
    return desk.once("people", lambda url: tenant(url, "the desk"))


@pytest.fixture
def wire(desk: Standing) -> Iterator[httpx.Client]:
    """The way to the server, without an identity of its own."""
    with httpx.Client(base_url=desk.url) as client:
        yield client
