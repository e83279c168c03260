"""Slowing down whoever tries too often: limits per account and per network address, counted by each node for itself."""

from deskbell.kit.attempts import LettersWanted, network_of
from deskbell.kit.clock import HOUR, MINUTE, Clock
from deskbell.kit.limits import RateLimit


class Slow:
    """The limits of the account's doors, besides those of the password."""

    def __init__(self, clock: Clock) -> None:
        # Wrong codes of an app for one account, from wherever: at 240 a day of a million, with three of them right.
        self.codes = RateLimit(clock, count=10, per_ms=HOUR)
        # Answers of authenticators and providers, and links, from one network.
        self._proofs = RateLimit(clock, count=100, per_ms=5 * MINUTE)
        self.letters = LettersWanted(clock)

    def prove(self, address: str) -> None:
        """Count one try with something that cannot be guessed, so only the machine's work is kept within bounds."""
        self._proofs.take(network_of(address))
