"""Sign-in attempts: counted, so that passwords cannot be guessed and locking others out is not easy."""

from ipaddress import IPv6Address, ip_network
from ipaddress import ip_address as read_address

from deskbell.kit.clock import HOUR, MINUTE, Clock
from deskbell.kit.limits import RateLimit
from deskbell.kit.texts import email_key


class SignInAttempts:
    """Limits per address, per e-mail from one address, per e-mail from anywhere. Successes do not count."""

    def __init__(self, clock: Clock) -> None:
        self._by_address = RateLimit(clock, count=100, per_ms=5 * MINUTE)
        # Fewer an hour than of one e-mail from anywhere: one address alone cannot keep its owner out.
        self._by_both = RateLimit(clock, count=10, per_ms=15 * MINUTE)
        self._by_email = RateLimit(clock, count=60, per_ms=HOUR)

    def take(self, address: str, email_key: str) -> None:
        """Count one attempt before the password is looked at, or raise `RateLimited`."""
        for limit, key in self._keys(address, email_key):
            limit.take(key)

    def forgive(self, address: str, email_key: str) -> None:
        """Uncount one: the password was right."""
        for limit, key in self._keys(address, email_key):
            limit.give_back(key)

    def _keys(self, address: str, email_key: str) -> tuple[tuple[RateLimit, str], ...]:
        network = network_of(address)
        return (
            (self._by_address, network),
            (self._by_both, f"{network} {email_key}"),
            (self._by_email, email_key),
        )


class SignUpAttempts:
    """How many accounts one address may try to make: each costs a password's hash.

    And how often it may be told that an e-mail address has an account already: nobody learns who has, list in hand.
    Whoever was told that often is told nothing for a while, of new addresses neither.
    """

    def __init__(self, clock: Clock) -> None:
        self._by_address = RateLimit(clock, count=60, per_ms=10 * MINUTE)
        self._told = RateLimit(clock, count=20, per_ms=HOUR)

    def take(self, address: str) -> None:
        """Count one attempt, and that it will be told so, or raise `RateLimited`."""
        self._by_address.take(network_of(address))
        self._told.take(network_of(address))

    def told_nothing(self, address: str) -> None:
        """It was not: the address was free, or something else was wrong."""
        self._told.give_back(network_of(address))


class LettersAsked:
    """How many letters one account may have sent, and how many one address may get: nobody floods strangers with us."""

    def __init__(self, clock: Clock) -> None:
        self._by_account = RateLimit(clock, count=100, per_ms=HOUR)
        self._by_target = RateLimit(clock, count=5, per_ms=HOUR)

    def take(self, account_id: str, email: str) -> None:
        """Count one letter, or raise `RateLimited`."""
        self._by_account.take(account_id)
        self._by_target.take(email_key(email))


class LettersWanted:
    """How often strangers may ask for letters that let somebody in, whether or not there will be one."""

    def __init__(self, clock: Clock) -> None:
        self._from = RateLimit(clock, count=20, per_ms=10 * MINUTE)
        self._from_to = RateLimit(clock, count=5, per_ms=HOUR)

    def take(self, address: str, email_key: str) -> None:
        """Count one, or raise `RateLimited`: the answer tells nothing of who is known."""
        network = network_of(address)
        self._from.take(network)
        self._from_to.take(f"{network} {email_key}")


def network_of(address: str) -> str:
    """Whom an address stands for: with IPv6 a whole /64 belongs to one customer."""
    try:
        known = read_address(address)
    except ValueError:
        return address
    if not isinstance(known, IPv6Address):
        return address
    return str(known.ipv4_mapped or ip_network((known, 64), strict=False))
