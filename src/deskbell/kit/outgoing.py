"""Requests to other machines: only to public addresses, checked as they are connected to, short, small, not redirected.

An address that somebody named must not make this server speak to its own network. What the operator configured may.
"""

import asyncio
import socket
import ssl
from collections.abc import Mapping
from functools import cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING, Literal, TypeAlias
from urllib.parse import urlsplit

import msgspec

from deskbell.kit.errors import Unavailable

if TYPE_CHECKING:
    import httpx

MAX_ANSWER_BYTES = 256 * 1024
_PATIENCE_S = 10
# Each of these carries an IPv4 address inside, which may be one of ours, or is for one network alone; not all of them
# are known to every version of Python.
_NEAR = tuple(
    ip_network(one)
    for one in (
        "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/23", "::/96", "::ffff:0:0:0/96",
        "fec0::/10", "5f00::/16", "3fff::/20", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24",
    )
)  # fmt: skip
_PORTS = {"https": 443, "http": 80}

Why: TypeAlias = Literal[
    "bad_address", "unknown_host", "not_public", "unreachable", "certificate", "timeout", "too_large",
    "unsigned", "erased",
]  # fmt: skip


class NotReached(Unavailable):
    """No answer that could be used, and why."""

    def __init__(self, why: Why) -> None:
        super().__init__("other_side_failed")
        self.why: Why = why


class Answer(msgspec.Struct, frozen=True):
    """What the other side said."""

    status: int
    body: bytes


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet, for everybody and not only for us."""
    known: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(known, IPv6Address) and known.ipv4_mapped is not None:
        known = known.ipv4_mapped
    if any(known in network for network in _NEAR):
        return False
    return known.is_global and not known.is_multicast and not known.is_reserved


async def fetch(
    url: str,
    *,
    trusted: bool = False,
    form: Mapping[str, str] | None = None,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    enough_bytes: int | None = None,
) -> Answer:
    """GET, or POST where there is a form or a body. `trusted`: the operator said that this machine may be near.

    Reads all of the answer, or its beginning where `enough_bytes` are enough. Raises `NotReached`.
    """
    import httpx  # noqa: PLC0415 - loaded by whoever uses it

    try:
        async with asyncio.timeout(_PATIENCE_S):
            host, where = await _place(url, trusted=trusted)
            said = {"host": urlsplit(url).netloc.rpartition("@")[2], "accept": "application/json", **(headers or {})}
            # As it is, so that what is small on the way cannot become large here.
            said["accept-encoding"] = "identity"
            method = "GET" if form is None and body is None else "POST"
            client = httpx.AsyncClient(
                verify=_certificates(), trust_env=False, follow_redirects=False, timeout=_PATIENCE_S
            )
            # The name in the certificate is the one that was asked for, whatever address was connected to.
            named = {"sni_hostname": host}
            async with (
                client,
                client.stream(method, where, data=form, content=body, headers=said, extensions=named) as answer,
            ):
                return Answer(answer.status_code, await _read(answer, enough_bytes))
    except (TimeoutError, httpx.TimeoutException) as error:
        raise NotReached("timeout") from error
    except (httpx.InvalidURL, ValueError) as error:
        raise NotReached("bad_address") from error
    except (httpx.HTTPError, OSError) as error:
        raise NotReached("certificate" if _is_about_certificates(error) else "unreachable") from error


async def _place(url: str, *, trusted: bool) -> tuple[str, "httpx.URL"]:
    """The host as it is named, and the address with one of its numbers in the name's place."""
    import httpx  # noqa: PLC0415 - loaded by whoever uses it

    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in _PORTS or not host or (parts.scheme == "http" and not trusted):
        raise NotReached("bad_address")
    address = await _address(host, parts.port or _PORTS[parts.scheme], trusted=trusted)
    return host, httpx.URL(url).copy_with(host=address)


async def _address(host: str, port: int, *, trusted: bool) -> str:
    """One address of the host; refused when any of them is not public, because a name may have several faces."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise NotReached("unknown_host") from error
    addresses = [str(one[4][0]) for one in found]
    if not addresses:
        raise NotReached("unknown_host")
    if not (trusted or all(is_public(one) for one in addresses)):
        raise NotReached("not_public")
    return addresses[0]


async def _read(answer: "httpx.Response", enough_bytes: int | None) -> bytes:
    body = bytearray()
    async for part in answer.aiter_raw():
        body += part
        if enough_bytes is not None and len(body) >= enough_bytes:
            return bytes(body[:enough_bytes])
        if len(body) > MAX_ANSWER_BYTES:
            raise NotReached("too_large")
    return bytes(body)


@cache
def _certificates() -> ssl.SSLContext:
    """Whom to believe: reading them takes longer than a request. `SSL_CERT_FILE` names others."""
    import httpx  # noqa: PLC0415 - loaded by whoever uses it

    return httpx.create_ssl_context()


def _is_about_certificates(error: BaseException) -> bool:
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLError):
            return True
        seen = seen.__cause__ or seen.__context__
    return False
