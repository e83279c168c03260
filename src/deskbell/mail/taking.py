"""What sending and filing have in common: somebody who takes letters, or says why not."""

from email.message import EmailMessage
from typing import Protocol


class NotTaken(Exception):  # noqa: N818 - an outcome, told to the queue
    """A letter was not taken. `final`: trying again is of no use. `connection`: the others will not be taken either."""

    def __init__(self, problem: str, *, final: bool = False, connection: bool = False) -> None:
        super().__init__(problem)
        self.problem = problem
        self.final = final
        self.connection = connection


class Way(Protocol):
    """Where letters go."""

    async def take(self, letter_id: str, to: str, message: EmailMessage) -> None:
        """Take one letter for good, or raise `NotTaken`."""
