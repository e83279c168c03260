"""Passwords and tokens are in no log, no error and no answer but the one that hands them out."""

import re
import subprocess
import sys
from collections.abc import Callable

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from deskbell.kit.db.engines import make_engine
from tests.serving import Server
from tests.tenancy.operations import operations
from tests.tenancy.people import tenant
from tests.walk import PASSWORD
from tests.wire import Wire

_LINK = re.compile(r"/[a-z-]+#([A-Za-z0-9_-]{43})")
_APP = re.compile(r'"secret":"([A-Z2-7]{32})"')
SECRET = "a-secret-that-nobody-prints"
FAILING = f"""
import structlog
from deskbell.kit.logs import set_up_logs

set_up_logs(level="debug", as_json={{as_json}})

def sign_in(password):
    proof = "{SECRET[:9]}" + password
    raise ValueError("it failed")

try:
    sign_in("{SECRET[9:]}")
except ValueError:
    structlog.get_logger().exception("unexpected error")
"""


def test_nothing_secret_is_logged_or_told(new_server: Callable[..., Server], database_url: str) -> None:
    server = new_server(database_url, log_level="debug", webhooks_allow_private="true").start()
    with httpx.Client(base_url=server.url) as wire:
        people = tenant(server.url, "the desk")
        told: list[str] = []
        for one in operations():
            who = people.of(next(iter(one.schemes), "visitor"))
            if one.id in {"workspace_sign_out", "modify_administrator", "sign_out", "meet_visitor"}:
                continue
            call = one.call(who.ids)
            wire.cookies.clear()
            told.append(
                wire.request(call.method, call.path, params=call.query, json=call.body, headers=who.headers).text
            )
            told.append(wire.request(call.method, call.path, json=[SECRET], headers=who.headers).text)
            told.append(wire.request(call.method, call.path, json={"password": SECRET}, headers=who.headers).text)
        with Wire(server.url) as socket:
            socket.sign_in(token=people.tokens["visitor"])
            socket.send(f'{{"t":"send","text":"{SECRET}","client_id":["{SECRET}"]}}')
            told.append(str(socket.rest()))
    server.stop()
    # Links, and an app's secret, are told to whoever asked for them, and to no log.
    handed_out = {*_LINK.findall("".join(told)), *_APP.findall("".join(told))}
    assert len(handed_out) >= 3
    secrets = [PASSWORD, SECRET, *people.tokens.values()]
    log = server.log.read_text(errors="replace")
    assert [one for one in (*secrets, *handed_out) if one in log] == []
    assert [one for one in secrets for answer in told if one in answer] == []
    assert "argon2" not in log
    assert not any("argon2" in answer or "password_hash" in answer for answer in told)


@pytest.mark.parametrize("kind", ["for people", "as JSON"])
def test_a_traceback_shows_no_values(kind: str) -> None:
    program = FAILING.format(as_json=kind == "as JSON")
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stderr
    assert "it failed" in said
    assert "Traceback" in said
    assert SECRET not in said


def test_a_failing_statement_shows_no_values(database_url: str) -> None:
    engine = make_engine(database_url, query_only=True)
    try:
        with engine.connect() as connection, pytest.raises(DBAPIError) as failed:
            connection.execute(text("SELECT nothing FROM nowhere WHERE token = :token"), {"token": SECRET})
    finally:
        engine.dispose()
    assert SECRET not in str(failed.value)
