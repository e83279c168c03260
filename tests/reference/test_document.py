"""The OpenAPI document says all of it: who may call, what comes back, how it refuses, and the frames of the socket."""

import re
from collections.abc import Iterator
from typing import Any, get_args

import httpx
import msgspec
import pytest

from deskbell.app import http_interface
from deskbell.realtime import ClientFrame, ServerFrame
from deskbell.reference import stated_facts

DOCUMENT: dict[str, Any] = http_interface()
SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]
OPERATIONS = [
    (f"{method.upper()} {path}", operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
]
BY_NAME = pytest.mark.parametrize(("name", "operation"), OPERATIONS, ids=[name for name, _ in OPERATIONS])


@BY_NAME
def test_an_operation_is_named_grouped_and_in_words(name: str, operation: dict[str, Any]) -> None:
    assert re.fullmatch(r"[a-z][a-z_]+", operation["operationId"]), name
    assert operation["summary"]
    assert operation["tags"]
    schemes: list[dict[str, list[str]]] = operation["security"]
    assert {name for one in schemes for name in one} <= {*DOCUMENT["components"]["securitySchemes"]}


FILES = {"text/csv; charset=utf-8", "application/pdf", "*/*"}


@BY_NAME
def test_an_operation_says_what_comes_back(name: str, operation: dict[str, Any]) -> None:
    good = {status: answer for status, answer in operation["responses"].items() if status.startswith("2")}
    assert len(good) == 1, name
    for status, answer in good.items():
        if status == "204":
            assert "content" not in answer
        else:
            ((kind, content),) = answer["content"].items()
            if kind in FILES:
                continue
            schema = content["schema"]
            assert kind == "application/json", name
            assert "$ref" in schema or schema["type"] == "object", name


@BY_NAME
def test_every_refusal_is_a_refusal(name: str, operation: dict[str, Any]) -> None:
    refusals = {status: answer for status, answer in operation["responses"].items() if status[0] in "45"}
    assert "503" in refusals, name
    assert ("401" in refusals) >= bool(operation["security"])
    for answer in refusals.values():
        assert answer["content"] == {"application/json": {"schema": {"$ref": "#/components/schemas/RefusalBody"}}}


def test_operations_have_names_of_their_own() -> None:
    names = [operation["operationId"] for _, operation in OPERATIONS]
    assert len(names) == len({*names})


def test_every_reference_leads_somewhere() -> None:
    assert {one for one in _references(DOCUMENT) if one.rsplit("/", 1)[-1] not in SCHEMAS} == set()


def test_every_struct_that_is_sent_or_taken_says_what_it_is() -> None:
    assert [name for name, schema in SCHEMAS.items() if "anyOf" not in schema and not schema.get("description")] == []


def test_the_frames_of_the_socket_are_in_it() -> None:
    for name, union in (("ClientFrame", ClientFrame), ("ServerFrame", ServerFrame)):
        references = [one["$ref"].rsplit("/", 1)[-1] for one in SCHEMAS[name]["anyOf"]]
        assert references == [frame.__name__ for frame in get_args(union)]
        for frame in get_args(union):
            assert SCHEMAS[frame.__name__]["properties"]["t"]["enum"] == [frame.__struct_config__.tag]


def test_an_event_names_every_fact() -> None:
    facts = {fact.name for room in stated_facts() for fact in room.facts}
    assert {*SCHEMAS["EventFrame"]["properties"]["type"]["enum"]} == facts
    assert len(facts) >= 10


def test_the_server_shows_it_to_programs_and_to_people(standing_url: str) -> None:
    shown = httpx.get(f"{standing_url}/api/openapi.json")
    assert msgspec.json.decode(shown.content) == msgspec.json.decode(msgspec.json.encode(DOCUMENT))
    page = httpx.get(f"{standing_url}/api/docs")
    assert page.headers["content-type"].startswith("text/html")
    for _, operation in OPERATIONS:
        assert f'id="{operation["operationId"]}"' in page.text
    anchors = {*re.findall(r'href="#([^"]+)"', page.text)}
    assert anchors <= {*re.findall(r'id=["\']([^"\']+)["\']', page.text)}


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in msgspec.convert(part, dict[str, Any]).items():
            if key == "$ref":
                yield str(value)
            else:
                yield from _references(value)
    elif isinstance(part, list):
        for one in msgspec.convert(part, list[Any]):
            yield from _references(one)
