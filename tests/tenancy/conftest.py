from collections.abc import Iterator

import httpx
import pytest

from tests.conftest import BOTH
from tests.standing import Standing, standing
from tests.tenancy.people import Somebody, Tenant, operator_of, tenant


@pytest.fixture(scope="package", params=BOTH)
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    yield from standing(request, tmp_path_factory.mktemp("tenancy"), request.param, messages_per_minute="100000")


@pytest.fixture(scope="package")
def operator(desk: Standing) -> Somebody:
    return operator_of(desk.url)


@pytest.fixture(scope="package")
def victim(desk: Standing, operator: Somebody) -> Tenant:
    return tenant(desk.url, "victim", beside=operator.ids, issuer=operator)


@pytest.fixture(scope="package")
def thief(desk: Standing, operator: Somebody) -> Tenant:
    return tenant(desk.url, "thief", beside=operator.ids, issuer=operator)


@pytest.fixture(scope="package")
def wire(desk: Standing) -> Iterator[httpx.Client]:
    """The way to the server, without an identity of its own."""
    with httpx.Client(base_url=desk.url) as client:
        yield client
