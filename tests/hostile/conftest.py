from collections.abc import Iterator

import httpx
import pytest

from tests.conftest import BOTH
from tests.standing import Standing, standing
from tests.tenancy.people import Tenant, tenant

PLENTY = dict.fromkeys(("messages_per_minute", "arrivals_per_minute", "writes_per_minute"), "1000000")


@pytest.fixture(scope="package", params=BOTH)
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    yield from standing(request, tmp_path_factory.mktemp("hostile"), request.param, **PLENTY)


@pytest.fixture(scope="package")
def people(desk: Standing) -> Tenant:
    return tenant(desk.url, "the desk")


@pytest.fixture(scope="package")
def wire(desk: Standing) -> Iterator[httpx.Client]:
    """The way to the server, without an identity of its own."""
    with httpx.Client(base_url=desk.url) as client:
        yield client
