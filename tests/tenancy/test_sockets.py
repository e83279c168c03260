"""The same on the socket: every frame, with the ids of another project or another visitor, by everybody else."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, get_args

import httpx
import msgspec
import pytest

from deskbell.realtime.frames import AuthFrame, ClientFrame
from tests.contents import contents
from tests.standing import Standing
from tests.tenancy.people import UNKNOWN, Somebody, Tenant, smuggler
from tests.walk import client_id
from tests.wire import Frame, Wire

FILLERS: dict[str, Callable[[], Any]] = {
    "after": lambda: 0,
    "attachments": list[str],
    "client_id": client_id,
    "limit": lambda: 10,
    "on": lambda: True,
    "mentions": list[str],
    "note": lambda: False,
    "pos": lambda: 0,
    "text": lambda: "Words for the desk",
}
OF_SOMEBODY = {"conv", "epoch"}
UNKNOWN_PLACE = {"conv": UNKNOWN["conversation_id"], "epoch": "0000000000000000"}
# Who comes and goes is always written, by the server itself.
PRESENCE = frozenset({"lease"})


def frames_of_clients() -> list[type[msgspec.Struct]]:
    return [one for one in get_args(ClientFrame) if one is not AuthFrame]


def filled(frame: type[msgspec.Struct], place: dict[str, str]) -> Frame:
    """A frame that would do something, about somebody's conversation and history."""
    said: Frame = {"t": frame.__struct_config__.tag}
    for field in msgspec.structs.fields(frame):
        value: Any = place[field.name] if field.name in OF_SOMEBODY else FILLERS[field.name]()
        maps = field.name == "conv" and frame.__name__ == "SeenFrame"
        said[field.name] = {value: {"delivered": 1, "read": 1}} if maps else value
    return said


def test_every_frame_is_understood() -> None:
    names = {field.name for frame in frames_of_clients() for field in msgspec.structs.fields(frame)}
    assert names <= OF_SOMEBODY | {*FILLERS}, "say whose these are or how to fill them"
    auth = {field.name for field in msgspec.structs.fields(AuthFrame)}
    assert auth == {"token", "project_id", "language", "device_id", "resume"}, "and try the new one below"


@pytest.mark.parametrize("frame", frames_of_clients(), ids=lambda frame: frame.__name__)
def test_a_strangers_ids_are_answered_like_unknown_ones(
    desk: Standing, wire: httpx.Client, victim: Tenant, thief: Tenant, frame: type[msgspec.Struct]
) -> None:
    theirs = {"conv": victim.visitor.ids["conversation_id"], "epoch": epoch_of(wire, victim)}
    with ExitStack() as stack:
        at_desk = stack.enter_context(signed_in(desk, victim, victim.agent))
        on_site = stack.enter_context(signed_in(desk, victim, victim.visitor))
        strangers = [
            (tenant, who, stack.enter_context(signed_in(desk, tenant, who)))
            for tenant, who in [(thief, thief.agent), (thief, thief.visitor), (victim, victim.other_visitor)]
        ]
        before = contents(desk.database_url, but=PRESENCE)
        for tenant, who, socket in strangers:
            asks_for_history = "epoch" in {field.name for field in msgspec.structs.fields(frame)}
            if asks_for_history and tenant is victim:
                continue  # the history is this project's own; what of it they may see is the next test
            foreign, unknown = (said_back(socket, filled(frame, place)) for place in (theirs, UNKNOWN_PLACE))
            assert foreign == unknown, who.name
            asks_for_conversation = "conv" in {field.name for field in msgspec.structs.fields(frame)}
            if asks_for_conversation:
                assert [(one["t"], one["code"]) for one in foreign] == [("nack", "not_found")], who.name
        assert contents(desk.database_url, but=PRESENCE) == before
        for socket in (at_desk, on_site):
            socket.say(t="ping")
            heard = socket.until("pong")
            assert [one for one in heard if one["t"] == "event" or one.get("type") == "typing"] == []


def test_the_same_frames_work_for_whoever_they_belong_to(desk: Standing, wire: httpx.Client, victim: Tenant) -> None:
    place = {"conv": victim.visitor.ids["conversation_id"], "epoch": epoch_of(wire, victim)}
    for who in (victim.agent, victim.visitor):
        with signed_in(desk, victim, who) as socket:
            for frame in frames_of_clients():
                assert [one for one in said_back(socket, filled(frame, place)) if one["t"] == "nack"] == []


def test_a_resume_replays_no_other_visitors_facts(desk: Standing, wire: httpx.Client, victim: Tenant) -> None:
    """I9: even from the very beginning."""
    with signed_in(desk, victim, victim.other_visitor) as socket:
        socket.say(t="resume", epoch=epoch_of(wire, victim), pos=0)
        replayed = [one for one in socket.until("replay_end") if one["t"] == "event"]
    assert {one["conv"] for one in replayed} == {victim.other_visitor.ids["conversation_id"]}
    assert [one for one in replayed if "team" in one] == []


def test_a_foreign_project_is_not_signed_in_to(desk: Standing, victim: Tenant, thief: Tenant) -> None:
    theirs = victim.agent.ids["project_id"]
    for who in (thief.agent, smuggler(thief, victim), victim.owner, Somebody("nobody", {})):
        answers = [refused(desk, who.headers, project_id=project) for project in (theirs, UNKNOWN["project_id"])]
        assert answers[0] == answers[1] == ([("nack", "not_signed_in"), ("bye", 4401)], 4401), who.name


def test_a_token_that_is_not_exactly_right_is_nobodys(desk: Standing, victim: Tenant) -> None:
    token = victim.tokens["visitor"]
    wrong = [token[:-1], token + "A", token.swapcase(), "", " " + token, victim.tokens["agent"], victim.tokens["owner"]]
    for one in wrong:
        assert refused(desk, {}, token=one) == ([("nack", "not_signed_in"), ("bye", 4401)], 4401), one
    for nobody in ({}, {"token": None, "project_id": None}):
        assert refused(desk, victim.agent.headers, **nobody) == ([("nack", "not_signed_in"), ("bye", 4401)], 4401)


def test_another_sites_page_cannot_use_the_cookie(desk: Standing, victim: Tenant) -> None:
    project_id = victim.agent.ids["project_id"]
    for origin in ("https://evil.example", "null", desk.url.replace("127.0.0.1", "127.0.0.1.evil.example"), ""):
        headers = {**victim.agent.headers, "origin": origin}
        assert refused(desk, headers, project_id=project_id) == ([("nack", "cross_site"), ("bye", 4401)], 4401), origin
    with Wire(desk.url, **victim.agent.headers, origin=desk.url) as own_page:
        assert own_page.sign_in(project_id=project_id)["principal"]["kind"] == "agent"


def test_a_visitors_token_works_from_any_site_and_no_cookie_helps_or_hinders(desk: Standing, victim: Tenant) -> None:
    with Wire(desk.url, **victim.agent.headers, origin="https://shop.example") as socket:
        ready = socket.sign_in(token=victim.tokens["visitor"], project_id=victim.agent.ids["project_id"])
    assert ready["principal"]["kind"] == "visitor"


def test_nothing_is_done_before_signing_in(desk: Standing, victim: Tenant) -> None:
    place = {"conv": victim.visitor.ids["conversation_id"], "epoch": "0"}
    before = contents(desk.database_url, but=PRESENCE)
    for frame in frames_of_clients():
        with Wire(desk.url, **victim.agent.headers) as socket:
            socket.say(**filled(frame, place))
            assert [one.get("code") for one in socket.rest()] == ["bad_frame", 4400]
            assert socket.close_code == 4400
    assert contents(desk.database_url, but=PRESENCE) == before


def test_nobody_becomes_somebody_else_on_an_open_socket(desk: Standing, victim: Tenant, thief: Tenant) -> None:
    with signed_in(desk, thief, thief.visitor) as socket:
        socket.say(t="auth", token=victim.tokens["visitor"])
        assert [one.get("code") for one in socket.rest()] == ["bad_frame", 4400]
        assert socket.close_code == 4400


def signed_in(desk: Standing, tenant: Tenant, who: Somebody) -> Wire:
    """A socket of theirs, at the end of their history."""
    auth: dict[str, object] = {"project_id": tenant.agent.ids["project_id"]}
    if "authorization" in who.headers:
        auth = {"token": who.headers["authorization"].removeprefix("Bearer ")}
    socket = Wire(desk.url, **who.headers)
    ready = socket.sign_in(**auth)
    socket.say(t="resume", epoch=ready["epoch"], pos=ready["head_pos"])
    socket.until("replay_end")
    return socket


def said_back(socket: Wire, frame: Frame) -> list[Frame]:
    """What is answered to a frame, without what differs from call to call."""
    socket.say(**frame)
    heard: list[Frame] = []
    if frame["t"] == "send":
        heard = socket.until("ack", "nack")
    socket.say(t="ping")
    heard += socket.until("pong")[:-1]
    own = [one for one in heard if one["t"] not in {"eph", "event"}]
    return [{name: value for name, value in one.items() if name != "client_id"} for one in own]


def refused(desk: Standing, headers: dict[str, str], **auth: object) -> tuple[list[tuple[str, Any]], int | None]:
    """What a failed sign-in hears, and the code it is closed with."""
    with Wire(desk.url, **headers) as socket:
        socket.say(t="auth", **auth)
        heard = [(one["t"], one.get("code")) for one in socket.rest()]
        return heard, socket.close_code


def epoch_of(wire: httpx.Client, tenant: Tenant) -> str:
    path = f"/api/v1/workspace/{tenant.agent.ids['project_id']}/me"
    return str(wire.get(path, headers=tenant.agent.headers).json()["epoch"])
