"""Files from one side to the other over HTTP: what arrives, who may read it, and what is refused."""

import http.client
import io
import json
import socket
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from PIL import Image

from tests.files import made
from tests.services import wait_until
from tests.serving import Server
from tests.walk import Agent, Owner, Visitor, answered, client_id

BYTES = "application/octet-stream"


def test_a_picture_travels_both_ways_and_only_its_people_see_it(server: Server) -> None:
    owner = Owner.sign_up(server.url)
    agent, vera, walt = owner.agent(), owner.visitor(), owner.visitor()
    sent = _visitor_sends(vera, made.photo(turned=True, where=True), "C:\\Fotos\\Lampe <b>.jpg")
    told = {"name": "Lampe <b>.jpg", "media_type": "image/jpeg", "kind": "picture", "width": 300, "height": 400}
    assert told.items() <= sent.items()

    # Until a message carries it, it is its sender's alone.
    assert _agent_gets(agent, sent["id"]).status_code == 404
    said = {"client_id": client_id(), "text": "", "attachments": [sent["id"]]}
    ack = answered(_visitor_posts(vera, said))
    assert answered(_visitor_posts(vera, said))["duplicate"]
    again = {**said, "attachments": []}
    assert _code(_visitor_posts(vera, {**again, "text": "x"})) == "client_id_reused"
    item = agent.get(f"/conversations/{ack['conversation_id']}/messages")["items"][0]
    assert (item["text"], item["attachments"]) == ("", [sent])
    listed = agent.get("/conversations")["items"][0]
    assert listed["last_message"]["carries"] == "picture"

    # Upright, without the place where it was taken; and small.
    whole = _agent_gets(agent, sent["id"])
    assert (whole.headers["content-type"], len(whole.content)) == ("image/jpeg", sent["size"])
    said = "inline; filename=\"Lampe _b_.jpg\"; filename*=UTF-8''Lampe%20%3Cb%3E.jpg"
    assert whole.headers["content-disposition"] == said
    picture = Image.open(io.BytesIO(whole.content))
    assert (picture.size, dict(picture.getexif()), b"Vera" in whole.content) == ((300, 400), {}, False)
    small = _agent_gets(agent, f"{sent['id']}/thumbnail")
    assert (small.headers["content-type"], Image.open(io.BytesIO(small.content)).size) == ("image/webp", (300, 400))

    # The visitor gets addresses that are theirs; with a word changed they lead nowhere.
    link = _links(vera, [sent["id"], "unknown"])
    assert [one["id"] for one in link] == [sent["id"]]
    assert _links(walt, [sent["id"]]) == []
    seen = httpx.get(server.url + link[0]["thumbnail"])
    assert (seen.status_code, seen.content) == (200, small.content)
    at = server.url + link[0]["address"]
    for policy, value in (
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; sandbox"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "private, no-cache"),
    ):
        assert httpx.get(at).headers[policy] == value
    for wrong in (
        at.replace(f"by={vera.id}", f"by={walt.id}"),
        at.replace("until=", "until=9"),
        at[:-1],
        at.partition("?")[0],
        at.replace(sent["id"], "0000000000000000"),
        at.replace(owner.project["id"], "0000000000000000"),
    ):
        assert httpx.get(wrong).status_code == 404

    _check_parts(at, whole.content, whole.headers["etag"])

    # An answer with a paper, and a note with one, which is the team's alone.
    paper, secret = (_agent_sends(agent, b"%PDF-1.7\n" + bytes(20), name) for name in ("bill.pdf", "known.pdf"))
    where = f"/conversations/{ack['conversation_id']}/messages"
    reply = agent.post(where, {"client_id": client_id(), "text": "Here", "attachments": [paper["id"]]})
    agent.post(where, {"client_id": client_id(), "text": "", "note": True, "attachments": [secret["id"]]})
    assert [one["id"] for one in _links(vera, [paper["id"], secret["id"]])] == [paper["id"]]
    kept = httpx.get(server.url + _links(vera, [paper["id"]])[0]["address"])
    assert (kept.headers["content-type"], kept.headers["content-disposition"][:10]) == (BYTES, "attachment")
    assert [one.get("attachments") for one in agent.get(where)["items"]][-2:] == [[paper], [secret]]

    # What is taken back is gone for everybody, and so is everything for whoever is blocked.
    agent.post(f"{where}/{reply['id']}/recall")
    assert _links(vera, [paper["id"]]) == []
    assert httpx.get(server.url + link[0]["address"]).status_code == 200
    assert _agent_gets(agent, paper["id"]).status_code == 404
    assert "attachments" not in agent.get(where)["items"][-2]
    agent.post(f"/conversations/{ack['conversation_id']}/block", {"close": False})
    assert httpx.get(at).status_code == 404
    assert _agent_gets(agent, sent["id"]).status_code == 200


def test_what_is_refused_leaves_nothing(server: Server) -> None:
    owner = Owner.sign_up(server.url)
    agent, vera, walt = owner.agent(), owner.visitor(), owner.visitor()
    refused = {
        "file_is_program": (made.PROGRAM, "holiday.jpg"),
        "file_not_as_named": (made.PAGE, "holiday.png"),
        "picture_too_large": (made.enormous(), "holiday.png"),
        "bad_picture": (made.photo()[:500], "holiday.jpg"),
        "empty_file": (b"", "holiday.jpg"),
        "file_too_large": (bytes(10 * 1024 * 1024 + 1), "holiday.bin"),
    }
    for code, (content, name) in refused.items():
        for answer in (_try(vera, content, name), _try_agent(agent, content, name)):
            assert _code(answer) == code, answer.text
    # Refused before it was sent, by what it says of itself; and while it comes, where it says nothing.
    assert _announced(vera, 10**12) == (413, "file_too_large")
    assert _code(_try(vera, iter([bytes(1024 * 1024)] * 11), "holiday.bin")) == "file_too_large"
    _cut_off(vera)
    kept = Path(server.data) / "files"
    wait_until(lambda: not [one for one in kept.rglob("*") if one.is_file()], "nothing to be left")
    assert answered(_try(vera, made.DRAWING, "a.svg"))["kind"] == "file"

    # Of others, of one's own in another message, twice, too many.
    mine, theirs = _visitor_sends(vera, b"one", "one.txt"), _visitor_sends(walt, b"two", "two.txt")
    taken = _visitor_sends(vera, b"three", "three.txt")
    conv = answered(_visitor_posts(vera, {"client_id": client_id(), "text": "", "attachments": [taken["id"]]}))
    for ids, code in (
        ([theirs["id"]], "file_gone"),
        ([mine["id"], taken["id"]], "file_gone"),
        (["0000000000000000"], "file_gone"),
        ([mine["id"]] * 2, "too_many_attachments"),
        ([], "blank_message"),
    ):
        body = {"client_id": client_id(), "text": "", "conversation_id": None, "attachments": ids}
        assert _code(_visitor_posts(vera, body)) == code
    by_agent = {"client_id": client_id(), "text": "x", "attachments": [mine["id"]]}
    where = f"/api/v1/workspace/{agent.project_id}/conversations/{conv['conversation_id']}/messages"
    assert _code(agent.browser.post(where, json=by_agent)) == "file_gone"
    assert len(agent.get(f"/conversations/{conv['conversation_id']}/messages")["items"]) == 1

    # Not sent after all; and no more than a few wait.
    where = f"{server.url}/api/v1/visitor/files/{mine['id']}"
    assert [httpx.delete(where, headers=vera.headers).status_code for _ in range(2)] == [204, 204]
    assert httpx.delete(where, headers=walt.headers).status_code == 404
    for _ in range(19):
        _visitor_sends(walt, b"more", "more.txt")
    assert _code(_try(walt, b"one more", "more.txt")) == "too_many_uploads"


def _check_parts(at: str, whole: bytes, tag: str) -> None:
    """A part of it, and nothing at all where the browser has it already."""
    part = httpx.get(at, headers={"range": "bytes=2-5"})
    assert (part.status_code, part.content) == (206, whole[2:6])
    assert part.headers["content-range"] == f"bytes 2-5/{len(whole)}"
    assert httpx.get(at, headers={"range": f"bytes={len(whole)}-"}).status_code == 416
    assert httpx.get(at, headers={"if-none-match": tag}).status_code == 304


def _cut_off(visitor: Visitor) -> None:
    """Half a file, and then nothing."""
    where = urlsplit(visitor.url)
    head = f"POST /api/v1/visitor/files HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\n{_auth(visitor)}\r\n\r\n"
    with socket.create_connection((str(where.hostname), where.port or 80)) as wire:
        wire.sendall(head.encode() + bytes(50_000))


def _announced(visitor: Visitor, size: int) -> tuple[int, str]:
    """What is said to somebody who wants to send so much, before they begin."""
    where = urlsplit(visitor.url)
    wire = http.client.HTTPConnection(str(where.hostname), where.port)
    wire.putrequest("POST", "/api/v1/visitor/files")
    wire.putheader("content-length", str(size))
    wire.putheader("authorization", visitor.headers["authorization"])
    wire.endheaders()
    answer = wire.getresponse()
    code = json.loads(answer.read())["code"]
    wire.close()
    return answer.status, code


def _auth(visitor: Visitor) -> str:
    return f"authorization: {visitor.headers['authorization']}"


def _try(visitor: Visitor, content: Any, name: str) -> httpx.Response:
    headers = {**visitor.headers, "content-type": BYTES, "x-file-name": _quoted(name)}
    return httpx.post(f"{visitor.url}/api/v1/visitor/files", headers=headers, content=content)


def _try_agent(agent: Agent, content: Any, name: str) -> httpx.Response:
    headers = {"content-type": BYTES, "x-file-name": _quoted(name)}
    return agent.browser.post(f"/api/v1/workspace/{agent.project_id}/files", headers=headers, content=content)


def _visitor_sends(visitor: Visitor, content: bytes, name: str) -> dict[str, Any]:
    return answered(_try(visitor, content, name))


def _agent_sends(agent: Agent, content: bytes, name: str) -> dict[str, Any]:
    return answered(_try_agent(agent, content, name))


def _agent_gets(agent: Agent, what: str) -> httpx.Response:
    return agent.browser.get(f"/api/v1/workspace/{agent.project_id}/files/{what}")


def _visitor_posts(visitor: Visitor, body: dict[str, Any]) -> httpx.Response:
    return httpx.post(f"{visitor.url}/api/v1/visitor/messages", headers=visitor.headers, json=body)


def _links(visitor: Visitor, ids: list[str]) -> list[dict[str, Any]]:
    asked = httpx.post(f"{visitor.url}/api/v1/visitor/files/links", headers=visitor.headers, json={"ids": ids})
    return answered(asked)["items"]


def _quoted(name: str) -> str:
    return str(httpx.URL("http://x/").copy_with(path=f"/{name}").raw_path.decode())[1:].replace("?", "%3F")


def _code(answer: httpx.Response) -> str:
    return answer.json().get("code", "")


pytestmark = pytest.mark.slow
