from collections.abc import Iterator

import httpx
import pytest

from tests.standing import Standing
from tests.tenancy.people import Tenant, tenant


@pytest.fixture
def desk(standing: Standing) -> Standing:
    return standing


@pytest.fixture
def people(desk: Standing, request: pytest.FixtureRequest) -> Tenant:
    """The people of a file of tests: what these do to each other's things is its own business."""
    return desk.once(f"the desk of {request.path.name}", lambda url: tenant(url, "the desk"))


@pytest.fixture
def wire(desk: Standing) -> Iterator[httpx.Client]:
    """The way to the server, without an identity of its own."""
    with httpx.Client(base_url=desk.url) as client:
        yield client
