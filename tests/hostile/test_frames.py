"""Frames that no client of ours would send: a named refusal and a close code, never an error of ours."""

import json
import os
from collections.abc import Callable
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from deskbell.realtime.frames import MAX_FRAME_BYTES, ClientFrame
from tests.hostile.refusals import LANGUAGES_ASKED_FOR, check_words
from tests.standing import Standing
from tests.tenancy.people import Tenant
from tests.walk import client_id
from tests.wire import Frame, Wire

EXAMPLES = int(os.environ.get("DESKBELL_FUZZ", "40"))
SEED = 20_261_122
UNREADABLE: dict[str, str | bytes] = {
    "bytes": b'{"t":"ping"}',
    "bytes that are no text": b"\xff\xfe\x00",
    "not JSON": "hello",
    "cut off": '{"t":"ping"',
    "a list": '[{"t":"ping"}]',
    "null": "null",
    "no name": '{"text":"hello"}',
    "an unknown name": '{"t":"teleport"}',
    "a number as name": '{"t":1}',
    "a name of the server's": '{"t":"ack"}',
    "NaN": '{"t":"resume","epoch":"x","pos":NaN}',
    "5,000 digits": '{"t":"resume","epoch":"x","pos":' + "9" * 5_000 + "}",
    "beyond 64 bits": '{"t":"resume","epoch":"x","pos":18446744073709551616}',
    "a negative place": '{"t":"resume","epoch":"x","pos":-1}',
    "beyond what JavaScript counts": '{"t":"resume","epoch":"x","pos":9007199254740993}',
    "a float": '{"t":"resume","epoch":"x","pos":1.5}',
    "deep": '{"t":"ping","x":' + "[" * 30_000,
    "deep and whole": '{"t":"ping","x":' + "[" * 30_000 + "]" * 30_000 + "}",
    "half a surrogate pair": '{"t":"send","client_id":"abcdefgh1","text":"\\ud800"}',
    "an id with a NUL": '{"t":"typing","conv":"a\\u0000"}',
    "a key with a NUL": '{"t":"seen","conv":{"a\\u0000":{}}}',
    "an empty id": '{"t":"typing","conv":""}',
    "a long id": '{"t":"typing","conv":"' + "a" * 65 + '"}',
    "a list as id": '{"t":"typing","conv":["a"]}',
    "a list as text": '{"t":"send","client_id":"abcdefgh1","text":["x"]}',
    "no text": '{"t":"send","client_id":"abcdefgh1"}',
    "1e9 items": '{"t":"fetch","conv":"abc","limit":1000000000}',
    "101 items": '{"t":"fetch","conv":"abc","limit":101}',
    "101 conversations": '{"t":"seen","conv":{' + ",".join(f'"c{number}":{{}}' for number in range(101)) + "}}",
    "a good one and a bad one": '{"t":"ping"}\n{"t":"nothing"}',
    "a raw NUL": '{"t":"ping"}\x00',
    "a byte order mark": '\ufeff{"t":"ping"}',
}
REFUSED: dict[str, tuple[Callable[[Tenant], Frame], str]] = {
    "a blank message": (lambda _: {"t": "send", "client_id": client_id(), "text": " \u0000 "}, "blank_message"),
    "a short client id": (lambda _: {"t": "send", "client_id": "abc", "text": "x"}, "bad_client_id"),
    "a client id with a NUL": (lambda _: {"t": "send", "client_id": "abcdefgh\0", "text": "x"}, "bad_client_id"),
    "17 KB": (lambda _: {"t": "send", "client_id": client_id(), "text": "x" * 17_000}, "message_too_long"),
    "an unknown conversation": (lambda _: {"t": "fetch", "conv": "nowhere", "after": 0}, "not_found"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_unreadable_frame_is_refused_before_and_after_signing_in(desk: Standing, people: Tenant, name: str) -> None:
    for language in LANGUAGES_ASKED_FOR:
        with Wire(desk.url, **{"accept-language": language}) as nobody:
            nobody.send(UNREADABLE[name])
            _ends_with(nobody, 4400, "bad_frame", language)
    with _visitor(desk, people, language="zh-Hans") as somebody:
        somebody.send(UNREADABLE[name])
        _ends_with(somebody, 4400, "bad_frame", "zh-Hans")


@pytest.mark.parametrize("name", REFUSED)
def test_a_frame_that_cannot_be_done_is_refused_and_the_socket_goes_on(
    desk: Standing, people: Tenant, name: str
) -> None:
    frame, code = REFUSED[name]
    for language in LANGUAGES_ASKED_FOR:
        with _visitor(desk, people, language=language) as socket:
            said = frame(people)
            socket.say(**said)
            nack = socket.until("nack")[-1]
            assert (nack["code"], nack["client_id"]) == (code, said.get("client_id"))
            _check_nack(nack, language)
            socket.say(t="ping")
            socket.until("pong")


def test_a_message_above_the_limit_ends_the_connection(desk: Standing, people: Tenant) -> None:
    with _visitor(desk, people) as socket:
        socket.send('{"t":"ping","x":"' + "a" * MAX_FRAME_BYTES + '"}')
        socket.rest()
        assert socket.close_code == 1009


def test_too_many_frames_in_one_message_end_it(desk: Standing, people: Tenant) -> None:
    with _visitor(desk, people) as socket:
        socket.send("\n".join(['{"t":"ping"}'] * 101))
        _ends_with(socket, 4413, "bad_frame", "en")


def test_a_flood_of_frames_is_slowed_down_in_words(desk: Standing, people: Tenant) -> None:
    """Of whatever is not a message: those have a limit of their own."""
    with Wire(desk.url) as socket:
        socket.sign_in(token=people.other_visitor.headers["authorization"].removeprefix("Bearer "))
        for _ in range(40):
            socket.send("\n".join(['{"t":"typing","conv":"nowhere"}'] * 100))
        nack = next(one for one in iter(lambda: socket.until("nack")[-1], None) if one["code"] != "not_found")
        assert (nack["code"], nack["retryable"]) == ("rate_limited", True)
        assert nack["retry_after_ms"] > 0


def test_no_frame_made_up_is_an_error_of_ours(desk: Standing, people: Tenant) -> None:
    """Every field of every frame, with what a field of JSON may hold at all."""
    sockets = [_visitor(desk, people)]

    @seed(SEED)
    @settings(max_examples=EXAMPLES, deadline=None, database=None)
    @given(message=_messages())
    def survives(message: str) -> None:
        sockets[0].send(message)
        sockets[0].say(t="ping")
        for frame in _heard(sockets[0]):
            if frame["t"] == "nack":
                _check_nack(frame, "en")
            assert frame["t"] != "bye" or frame["code"] == 4400, frame
        if sockets[0].close_code is not None:
            sockets[0] = _visitor(desk, people)

    survives()


def _messages() -> st.SearchStrategy[str]:
    anything = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=6,
    )
    frames = [_frames_like(one, anything) for one in get_args(ClientFrame) if one.__struct_config__.tag != "auth"]
    one_frame = st.one_of(*frames).map(json.dumps)
    return st.lists(one_frame | st.text(max_size=30), min_size=1, max_size=4).map("\n".join)


def _frames_like(frame: type[msgspec.Struct], anything: st.SearchStrategy[Any]) -> st.SearchStrategy[Frame]:
    right: st.SearchStrategy[Frame] = st.from_type(frame).map(msgspec.to_builtins)
    names = [field.name for field in msgspec.structs.fields(frame)]
    wrong = st.fixed_dictionaries({}, optional=dict.fromkeys([*names, "more"], anything))
    mixed = st.tuples(right, wrong).map(lambda pair: {**pair[0], **pair[1]})
    tag = {"t": str(frame.__struct_config__.tag)}
    return st.one_of(wrong, mixed).map(lambda one: {**one, **tag})


def _heard(socket: Wire) -> list[Frame]:
    """Everything up to the answer to `ping`, or to the end."""
    heard: list[Frame] = []
    while not heard or heard[-1]["t"] not in {"pong", "bye"}:
        heard += socket.until("pong", "bye")
    return heard + (socket.rest() if heard[-1]["t"] == "bye" else [])


def _visitor(desk: Standing, people: Tenant, language: str = "en") -> Wire:
    socket = Wire(desk.url)
    socket.sign_in(token=people.tokens["visitor"], language=language)
    return socket


def _ends_with(socket: Wire, close_code: int, code: str, language: str) -> None:
    heard = [one for one in socket.rest() if one["t"] in {"nack", "bye"}]
    assert [one["t"] for one in heard] == ["nack", "bye"], heard
    assert (heard[0]["code"], heard[1]["code"], socket.close_code) == (code, close_code, close_code)
    _check_nack(heard[0], language)


def _check_nack(nack: Frame, language: str) -> None:
    sentence = {name: nack[name] for name in ("code", "message", "retryable")}
    params = {"max_kb": 16} if nack["code"] == "message_too_long" else {}
    params |= {"seconds": -(-nack["retry_after_ms"] // 1000)} if nack.get("retry_after_ms") else {}
    check_words({**sentence, "params": params}, language, str(nack))
