"""The interface as the server shows it: the OpenAPI document and its page, made when somebody first asks."""

from collections.abc import Callable
from typing import Any

import msgspec

from deskbell.reference.html import page


class Interface:
    """Keeps both; `describe` makes the document and takes a moment."""

    def __init__(self, describe: Callable[[], dict[str, Any]]) -> None:
        self._describe = describe
        self._kept: tuple[bytes, bytes] | None = None

    def document(self) -> bytes:
        """The OpenAPI document as JSON."""
        return self._both()[0]

    def page(self) -> bytes:
        """The same, for people."""
        return self._both()[1]

    def _both(self) -> tuple[bytes, bytes]:
        if self._kept is None:
            document = self._describe()
            self._kept = msgspec.json.encode(document), page(document).encode()
        return self._kept
