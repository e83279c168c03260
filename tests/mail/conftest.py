import pytest

from tests.letters import have_words
from tests.rooms import clock, db, other_node

__all__ = ["clock", "db", "other_node"]


@pytest.fixture(autouse=True)
def words(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind of letter for these tests."""
    have_words(monkeypatch)
