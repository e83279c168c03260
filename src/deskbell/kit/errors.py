"""Refusals: what a person may not do, or not like this. Each has a code, a status and a sentence in the catalogue.

Anything else that is raised is our own mistake and stays loud.
"""

from typing import ClassVar


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error of ours
    """Base of all refusals. `code` names it for programs; `params` fill the catalogue's sentence.

    The sentence is the code's own, or the one that `said` names where the code has several.
    """

    status: ClassVar[int] = 400
    retryable: ClassVar[bool] = False

    def __init__(
        self,
        code: str,
        *,
        field: str | None = None,
        retry_after_ms: int | None = None,
        said: str | None = None,
        **params: str | int,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.said = said or code
        self.field = field
        self.params = params
        self.retry_after_ms = retry_after_ms


class BadInput(Refusal):
    status = 400


class NotSignedIn(Refusal):
    status = 401

    def __init__(self, code: str = "not_signed_in", *, field: str | None = None) -> None:
        super().__init__(code, field=field)


class Forbidden(Refusal):
    status = 403

    def __init__(self, code: str = "forbidden") -> None:
        super().__init__(code)


class NotFound(Refusal):
    """Unknown, or somebody else's: the answer is the same, so that a stranger learns nothing."""

    status = 404

    def __init__(self) -> None:
        super().__init__("not_found")


class MethodNotAllowed(Refusal):
    """The address is right, what was to be done there is not."""

    status = 405


class Conflict(Refusal):
    status = 409


class TooLarge(Refusal):
    status = 413


class RateLimited(Refusal):
    status = 429
    retryable = True

    def __init__(self, *, retry_after_ms: int) -> None:
        super().__init__("rate_limited", retry_after_ms=retry_after_ms, seconds=-(-retry_after_ms // 1000))


class Unavailable(Refusal):
    """Nothing is wrong with the request: the database, the disk or the queue is. Try the same again."""

    status = 503
    retryable = True

    def __init__(self, code: str = "unavailable", *, retry_after_ms: int = 1_000) -> None:
        super().__init__(code, retry_after_ms=retry_after_ms)


class OurMistake(Refusal):
    """What a person is told of an error that nobody foresaw. Nothing was acknowledged: the same may be tried again."""

    status = 500
    retryable = True

    def __init__(self) -> None:
        super().__init__("internal")
