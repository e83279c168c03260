"""Addresses, queries, methods and headers that no client of ours would send."""

import socket
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from tests.hostile.refusals import LANGUAGES_ASKED_FOR, no_mistake, refused
from tests.services import PATIENCE
from tests.standing import Standing
from tests.tenancy.operations import operations
from tests.tenancy.people import Tenant

ODD_PARTS = [
    "%00",
    "a%00b",
    "%ff",
    "%ed%a0%80",
    "%c0%af",
    "..",
    "%2e%2e",
    "..%2f..%2fapp.py",
    "%5c..%5c",
    "a%0d%0aSet-Cookie:x",
    "%252e%252e",
    "~root",
    "con",
    "*",
    "'",
    "%22",
    "%20",
    "%09",
    "a" * 300,
    "a" * 6_000,
    "%F0%9F%98%80" * 200,
    ".",
    "-1",
    "null",
    "undefined",
    "0",
    "{}",
    "%7Bid%7D",
    ";",
    "a;b=c",
    "@",
    "%E2%80%AE",
]
FRONTS = [
    "/api/v1/widget/",
    "/api/v1/workspace/",
    "/assets/",
    "/api/",
    "/",
    "/api/v1/console/projects/",
]
ODD_NUMBERS = [
    "1000000000",
    "0",
    "-1",
    "1.5",
    "NaN",
    "Infinity",
    "1e9",
    "true",
    "",
    "abc",
    "9" * 5_000,
    "%00",
    "٣",
    "0x10",
    "9223372036854775808",
]
ODD_CURSORS = [
    "",
    "abc",
    "%00",
    "1:%00",
    "99999999999999999999:abc",
    "9" * 150,
    "a" * 5_000,
    "../..",
    "'",
    "%ff",
    "-1:0",
    "1:2:3",
    "null",
    "%F0%9F%98%80",
]


@pytest.mark.parametrize("front", FRONTS)
def test_an_odd_address_is_found_nowhere(wire: httpx.Client, people: Tenant, front: str) -> None:
    for part in ODD_PARTS:
        for rest in ("", "/me", "//"):
            no_mistake(wire.get(f"{front}{part}{rest}", headers=people.agent.headers))


@pytest.mark.parametrize("front", ["/preview/", "/chat/", "/console/", "/workspace/"])
def test_an_odd_page_is_no_trouble(wire: httpx.Client, front: str) -> None:
    """Pages answer people: in words of their own."""
    for part in ODD_PARTS:
        answer = wire.get(f"{front}{part}")
        assert answer.status_code in {200, 302, 404}, answer.text
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_an_odd_id_is_unknown(wire: httpx.Client, people: Tenant) -> None:
    inbox = f"/api/v1/workspace/{people.agent.ids['project_id']}/conversations"
    for part in (one for one in ODD_PARTS if one not in {".", "..", "%2e%2e", ""}):
        refused(wire.get(f"{inbox}/{part}", headers=people.agent.headers), 404, "not_found")
        refused(wire.post(f"{inbox}/{part}/claim", headers=people.agent.headers), 404, "not_found")


def test_a_request_line_as_it_was_typed(desk: Standing) -> None:
    """What an HTTP library would mend before sending it."""
    for line in (
        b"GET /assets/../../../../etc/passwd HTTP/1.1",
        b"GET //etc/passwd HTTP/1.1",
        b"GET /assets//etc/passwd HTTP/1.1",
        b"GET /assets/./console/../index.html HTTP/1.1",
        b"GET /api/v1/widget/\xff\xfe HTTP/1.1",
        b"GET http://evil.example/console/ HTTP/1.1",
        b"GET /\x00 HTTP/1.1",
        b"BREW / HTTP/1.1",
        b"GET / HTTP/9.9",
        b"\x16\x03\x01",
    ):
        answer = _typed(desk.url, line + b"\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert b"root:" not in answer
        assert not answer.startswith(b"HTTP/1.1 5"), line


def test_every_query_survives_odd_values(wire: httpx.Client, people: Tenant) -> None:
    tried = 0
    for one in (one for one in operations() if one.schemes):
        who = people.of(next(iter(one.schemes)))
        call = one.call(who.ids)
        for name in (name for name, where in one.parameters.items() if where == "query"):
            for value in [*ODD_NUMBERS, *ODD_CURSORS]:
                usual = "&".join(f"{key}={usual}" for key, usual in call.query.items() if key != name)
                no_mistake(wire.request(one.method, f"{call.path}?{usual}&{name}={value}", headers=who.headers))
                tried += 1
    assert tried > 300


@pytest.mark.parametrize("limit", ["1000000000", "101", "0", "-1", "9" * 5_000])
def test_pages_are_bounded(wire: httpx.Client, people: Tenant, limit: str) -> None:
    lists = [one for one in operations() if "limit" in one.parameters]
    assert len(lists) >= 4
    for one in lists:
        who = people.of(next(iter(one.schemes)))
        call = one.call(who.ids)
        for language in LANGUAGES_ASKED_FOR:
            headers = {**who.headers, "accept-language": language}
            answer = wire.get(call.path, params={**call.query, "limit": limit}, headers=headers)
            refused(answer, 400, "bad_request", language=language)
            assert answer.json()["field"] == "limit"


@pytest.mark.parametrize("method", ["OPTIONS", "HEAD", "PUT", "TRACE", "PURGE", "PROPFIND", "DELETE"])
def test_other_methods_do_no_harm(wire: httpx.Client, people: Tenant, method: str) -> None:
    for path in (
        "/api/v1/visitor/messages",
        "/api/v1/visitor/me",
        "/console/",
        "/widget.js",
        "/health/live",
        "/nothing",
    ):
        answer = no_mistake(wire.request(method, path, headers=people.visitor.headers))
        assert answer.status_code in {200, 204, 404, 405}
        assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    "headers",
    [
        {"x-a": "b" * 60_000},
        {f"x-{number}": "b" for number in range(900)},
        {"accept-language": b"\xff;q=nan, zh;q=inf,,"},
        {"accept-language": ",".join(f"a{number};q=0.{number}" for number in range(2_000))},
        {"cookie": b"\xff=\x80; ==; a"},
        {"cookie": "; ".join(f"deskbell_agent_{number:016}=x" for number in range(1_500))},
        {"cookie": "deskbell_console=" + "x" * 9_000},
        {"authorization": b"Bearer \xff\xfe"},
        {"authorization": "Bearer " + "a" * 9_000},
        {"authorization": "Basic eA=="},
        {"authorization": "Bearer"},
        {"origin": b"\xff"},
        {"host": 'evil"><'},
        {"host": ""},
        {"user-agent": b"\xff" * 9_000},
        {"if-none-match": '"' * 5_000},
        {"accept-encoding": "br;q=x,,;;"},
        {"content-length": "0", "content-type": "application/json"},
        {"x-forwarded-for": "1.2.3.4, \udcff"[:8] + "x" * 500},
        {"range": "bytes=0-0,-1,9999999999999-"},
    ],
    ids=lambda headers: f"{next(iter(headers))}-{len(str(headers))}",
)
def test_odd_headers_are_no_trouble(desk: Standing, people: Tenant, headers: Any) -> None:
    """Some are refused below us, by the HTTP parser, which has no words: then at least nothing else happens."""
    site_key = people.site_key
    for path in (
        "/api/v1/visitor/me",
        "/api/v1/workspace/sessions",
        "/console/",
        "/api/v1/console/welcome",
        f"/chat/{site_key}",
    ):
        answer = httpx.get(desk.url + path, headers=headers)
        assert answer.status_code < 500
        if answer.headers.get("content-type") == "application/json" and answer.status_code >= 400:
            assert answer.json()["code"]


def _typed(url: str, request: bytes) -> bytes:
    where = urlsplit(url)
    with socket.create_connection((where.hostname or "", where.port or 0), timeout=PATIENCE) as connection:
        connection.sendall(request)
        answer = b""
        while piece := connection.recv(65_536):
            answer += piece
    return answer
