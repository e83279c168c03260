from collections.abc import Iterator

import pytest

from tests.receiver import Receiver, receiver
from tests.rooms import clock, db, other_node

__all__ = ["clock", "db", "other_node"]


@pytest.fixture
def hooks() -> Iterator[Receiver]:
    """Somebody else's server."""
    with receiver() as one:
        yield one
