"""Requests to other machines: only to public addresses, checked as they are connected to, short, small, not redirected.

An address that somebody named must not make this server speak to its own network. What the operator configured may.
"""

import asyncio
import socket
from collections.abc import Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

import msgspec

from deskbell.kit.errors import Unavailable

MAX_ANSWER_BYTES = 256 * 1024
_PATIENCE_S = 10
# Each of these carries an IPv4 address inside, which may be one of ours.
_TUNNELS = tuple(ip_network(one) for one in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96"))
_PORTS = {"https": 443, "http": 80}


class Answer(msgspec.Struct, frozen=True):
    """What the other side said."""

    status: int
    body: bytes


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet, for everybody and not only for us."""
    known: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(known, IPv6Address):
        if known.ipv4_mapped is not None:
            known = known.ipv4_mapped
        elif any(known in tunnel for tunnel in _TUNNELS):
            return False
    return known.is_global and not known.is_multicast


async def fetch(
    url: str,
    *,
    trusted: bool = False,
    form: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """GET, or POST of a form. `trusted`: the operator named this machine, so it may be near. Raises `Unavailable`."""
    import httpx  # noqa: PLC0415 - loaded by whoever uses it

    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme not in _PORTS or not host or (parts.scheme == "http" and not trusted):
            raise Unavailable("other_side_failed")
        async with asyncio.timeout(_PATIENCE_S):
            address = await _address(host, parts.port or _PORTS[parts.scheme], trusted=trusted)
            where = httpx.URL(url).copy_with(host=address)
            said = {"host": parts.netloc.rpartition("@")[2], "accept": "application/json", **(headers or {})}
            # As it is, so that what is small on the way cannot become large here.
            said["accept-encoding"] = "identity"
            method = "GET" if form is None else "POST"
            async with (
                httpx.AsyncClient(trust_env=False, follow_redirects=False, timeout=_PATIENCE_S) as client,
                # The name in the certificate is the one that was asked for, whatever address was connected to.
                client.stream(method, where, data=form, headers=said, extensions={"sni_hostname": host}) as answer,
            ):
                body = bytearray()
                async for part in answer.aiter_raw():
                    body += part
                    if len(body) > MAX_ANSWER_BYTES:
                        raise Unavailable("other_side_failed")
                return Answer(answer.status_code, bytes(body))
    except (httpx.HTTPError, httpx.InvalidURL, OSError, TimeoutError, ValueError) as error:
        raise Unavailable("other_side_failed") from error


async def _address(host: str, port: int, *, trusted: bool) -> str:
    """One address of the host; refused when any of them is not public, because a name may have several faces."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(one[4][0]) for one in found]
    if not addresses or not (trusted or all(is_public(one) for one in addresses)):
        raise Unavailable("other_side_failed")
    return addresses[0]
