"""Bodies that no client of ours would send: each is refused in words, the same on both databases."""

import base64
from collections.abc import Iterator

import httpx
import pytest

from tests.hostile.refusals import LANGUAGES_ASKED_FOR, no_mistake, refused
from tests.tenancy.operations import operations
from tests.tenancy.people import Somebody, Tenant
from tests.walk import client_id

JSON = "application/json"
MESSAGES = "/api/v1/visitor/messages"
NINES = b"9" * 5_000
UNREADABLE = {
    "cut off": b'{"client_id":"abcdefgh1","text":"hel',
    "not JSON": b"text=hello",
    "nothing": b"",
    "a list": b"[]",
    "null": b"null",
    "a number": b"1",
    "a text": b'"hello"',
    "NaN": b'{"client_id":"abcdefgh1","text":NaN}',
    "Infinity": b'{"client_id":"abcdefgh1","text":-Infinity}',
    "5,000 digits": b'{"client_id":"abcdefgh1","text":' + NINES + b"}",
    "5,000 digits elsewhere": b'{"client_id":"abcdefgh1","text":"x","other":' + NINES + b"}",
    "beyond 64 bits": b'{"client_id":"abcdefgh1","text":18446744073709551616}',
    "a deep list": b"[" * 100_000,
    "a deep object": b'{"a":' * 40_000,
    "a deep list in a field": b'{"client_id":"abcdefgh1","text":' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    "half a surrogate pair": b'{"client_id":"abcdefgh1","text":"\\ud800"}',
    "half a surrogate pair raw": b'{"client_id":"abcdefgh1","text":"\xed\xa0\x80"}',
    "surrogates the wrong way round": b'{"client_id":"abcdefgh1","text":"\\udc00\\ud800"}',
    "bytes that are no UTF-8": b'{"client_id":"abcdefgh1","text":"\xff\xfe"}',
    "an overlong encoding": b'{"client_id":"abcdefgh1","text":"\xc0\xaf"}',
    "UTF-16": '{"client_id":"abcdefgh1","text":"x"}'.encode("utf-16"),
    "two documents": b"{}{}",
    "a comment": b'{"client_id":"abcdefgh1",/**/"text":"x"}',
    "a raw NUL": b'{"client_id":"abcdefgh1","text":"\x00"}',
    "an id with a NUL": b'{"client_id":"abcdefgh1","text":"x","conversation_id":"a\\u0000"}',
    "an id with half a pair": b'{"client_id":"abcdefgh1","text":"x","conversation_id":"a\\ud800"}',
    "an empty id": b'{"client_id":"abcdefgh1","text":"x","conversation_id":""}',
    "a list as text": b'{"client_id":"abcdefgh1","text":["x"]}',
    "an object as text": b'{"client_id":"abcdefgh1","text":{"$ne":null}}',
    "a list as client id": b'{"client_id":["abcdefgh1"],"text":"x"}',
    "no client id": b'{"text":"x"}',
    "a short client id": b'{"client_id":"abc","text":"x"}',
    "a client id with a NUL": b'{"client_id":"abcdefgh\\u0000","text":"x"}',
}
ODD_VALUES = {
    "NUL": '"\\u0000"',
    "NUL inside": '"a\\u0000b"',
    "half a pair": '"a\\ud800"',
    "controls": '"\\u0001\\u001b[31m\\u009f\\u2028"',
    "direction overrides": '"\\u202e\\u2066"',
    "a list": '["x"]',
    "an object": '{"a":1}',
    "true": "true",
    "null": "null",
    "a float": "1.5",
    "1e999": "1e999",
    "-1": "-1",
    "2^63": "9223372036854775808",
    "2^64": "18446744073709551616",
    "5,000 digits": "9" * 5_000,
    "empty": '""',
    "spaces": f'"{" " * 999}"',
    "1,001 characters": f'"{"x" * 1_001}"',
    "a bomb of ligatures": f'"{chr(0xFDFA) * 900}@x.example"',
    "the widest characters": f'"{chr(0x1F600) * 900}"',
    "a template": '"{max} {0} %s ${jndi}"',
    "SQL": '"\'; DROP TABLE message; --"',
    "a header": '"a\\r\\nSet-Cookie: x=y"',
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_unreadable_message_is_refused(wire: httpx.Client, people: Tenant, name: str) -> None:
    for language in LANGUAGES_ASKED_FOR:
        headers = {**people.visitor.headers, "content-type": JSON, "accept-language": language}
        refused(wire.post(MESSAGES, content=UNREADABLE[name], headers=headers), 400, language=language)


def test_every_field_of_every_operation_survives_odd_values(wire: httpx.Client, people: Tenant) -> None:
    """Never a mistake of ours, whatever a field holds; what PostgreSQL or SQLite could not hold never reaches them."""
    tried = 0
    for who, method, path, fields in _every_body(people):
        for field in fields:
            for value in ODD_VALUES.values():
                body = ",".join(f'"{name}":{value if name == field else usual}' for name, usual in fields.items())
                headers = {**who.headers, "content-type": JSON}
                wire.cookies.clear()
                no_mistake(wire.request(method, path, content=f"{{{body}}}".encode(), headers=headers))
                tried += 1
    assert tried > 500


def test_unknown_fields_change_nothing(wire: httpx.Client, people: Tenant) -> None:
    """No mass assignment: a role, a project or an id in the body is not heard."""
    path = f"/api/v1/workspace/{people.agent.ids['project_id']}/me"
    before = wire.get(path, headers=people.agent.headers).json()["agent"]
    more = {"role": "owner", "id": "0" * 16, "project_id": "0" * 16, "email": "x@y.example", "conversation_limit": 99}
    answer = wire.patch(path, json=more, headers=people.agent.headers)
    assert answer.json() == before


def test_a_body_above_the_limit_is_refused_however_it_comes(wire: httpx.Client, people: Tenant) -> None:
    headers = {**people.visitor.headers, "content-type": JSON}
    refused(wire.post(MESSAGES, content=b'{"text":"' + b"a" * 300_000 + b'"}', headers=headers), 413, "too_large")

    def in_pieces() -> Iterator[bytes]:
        for _ in range(400):
            yield b"a" * 1_000

    refused(wire.post(MESSAGES, content=in_pieces(), headers=headers), 413, "too_large")

    # A picture may be larger than a message. Whoever sends too large a one is told how large it may be.
    avatar = f"/api/v1/console/projects/{people.owner.ids['project_id']}/avatar"
    for size in (2 * 1024 * 1024 + 1, 5 * 1024 * 1024):
        body = {"picture": base64.b64encode(bytes(size)).decode()}
        answer = wire.put(avatar, json=body, headers=people.owner.headers)
        refused(answer, 413, "too_large")
        assert "2048 KB" in answer.json()["message"]
    body = {"picture": base64.b64encode(bytes(2 * 1024 * 1024)).decode()}
    refused(wire.put(avatar, json=body, headers=people.owner.headers), 400, "bad_picture")


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "application/x-msgpack",
        "text/html",
        "application/xml",
        "application/jsonp",
        "",
        "/",
        "application/json, text/plain",
    ],
)
def test_whoever_has_a_cookie_must_say_that_it_is_json(wire: httpx.Client, people: Tenant, kind: str) -> None:
    """Those are what a form or a script of another site can send without being asked first."""
    path = f"/api/v1/workspace/{people.agent.ids['project_id']}/me"
    headers = {**people.agent.headers, "content-type": kind}
    refused(wire.patch(path, content=b'{"name":"Mallory"}', headers=headers), 400, "bad_request")
    body = {**people.visitor.headers, "content-type": kind}
    no_mistake(wire.post(MESSAGES, content=b"\x81\xc1\xff=%00&--x", headers=body))


def _every_body(people: Tenant) -> Iterator[tuple[Somebody, str, str, dict[str, str]]]:
    """Who, where, and a usual value for each field as JSON."""
    usual = {"client_id": f'"{client_id()}"', "delivered": "0", "read": "0", "on": "true"}
    # Sign-in and sign-up are tried less: each attempt counts, and costs a password's hash.
    for one in operations():
        if one.fields is None or one.id in {"sign_up", "sign_in", "workspace_sign_in"}:
            continue
        who = people.of(next(iter(one.schemes), "visitor"))
        fields = {name: usual.get(name, '"Words"') for name in sorted(one.fields)}
        if "conversation_id" in fields:
            fields["conversation_id"] = f'"{who.ids["conversation_id"]}"'
        yield who, one.method, one.call({**who.ids}).path, fields
