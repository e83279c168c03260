"""The operator's commands, beside a running server on both databases."""

import json
import subprocess
from collections.abc import Callable
from typing import Any, NamedTuple

import httpx
from click.testing import CliRunner
from pyotp.totp import TOTP
from sqlalchemy import text

from deskbell.cli import main
from deskbell.kit.db.engines import make_engine
from tests.services import DESKBELL
from tests.serving import Server
from tests.walk import Owner, Socket, answered, new_browser


class Done(NamedTuple):
    """What came of a command."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


def at(database_url: str) -> Run:
    """Runs commands in this process, which is not the server's: starting one for each takes as long as all they do."""

    def run(*words: str) -> Done:
        done = CliRunner().invoke(main, [*words, "--database-url", database_url])
        assert done.exception is None or isinstance(done.exception, SystemExit), repr(done.exception)
        return Done(done.exit_code, done.stdout, done.stderr)

    return run


def in_a_process(database_url: str) -> Run:
    """Runs commands as a shell does."""

    def run(*words: str) -> Done:
        command = [str(DESKBELL), *words, "--database-url", database_url]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return Done(done.returncode, done.stdout, done.stderr)

    return run


def said(done: Done) -> Any:
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def refused(done: Done, words: str) -> None:
    assert done.returncode == 1, done.stdout
    assert words in " ".join(done.stderr.replace("│", " ").split()), done.stderr
    assert "Traceback" not in done.stderr


def test_an_operators_day_beside_a_running_server(server: Server, database_url: str) -> None:
    run = at(database_url)
    root, owner = Owner.sign_up(server.url), Owner.sign_up(server.url)
    project_id = owner.project["id"]
    with Socket.of_agent(owner.agent()) as desk:
        listed = said(run("project", "list", owner.email, "--json"))
        assert [one["id"] for one in listed] == [project_id]
        given = ["--plan", "standard", "--seats", "9", "--until", "2099-12-31", "--reason", "Paid by transfer"]
        shown = said(run("subscription", "grant", project_id, *given, "--json"))
        assert shown["project"]["subscription"]["seats"]["bought"] == 9
        # What another process wrote reaches an open socket all the same.
        assert desk.event("subscription_changed")["team"]["seats"] == 9
    page = answered(owner.browser.get(f"/api/v1/console/projects/{project_id}"))["subscription"]
    assert (page["state"], page["seats"]["bought"], page["valid_until"]) == ("active", 9, 4_102_444_799_000)

    said(run("subscription", "suspend", project_id, "--reason", "Chargeback", "--json"))
    assert answered(owner.browser.get(f"/api/v1/console/projects/{project_id}"))["subscription"]["state"] == "expired"
    table = run("subscription", "show", project_id).stdout
    assert "Chargeback" in table
    assert "Paid by transfer" in table
    assert "command line" in table
    said(run("subscription", "resume", project_id, "--json"))

    refused(run("account", "dismiss-operator", root.email), "last operator")
    said(run("account", "make-operator", owner.email, "--json"))
    said(run("account", "dismiss-operator", root.email, "--json"))
    said(run("account", "block", root.email, "--reason", "Left us", "--json"))
    assert root.browser.get("/api/v1/console/session").status_code == 401
    assert "Left us" in run("account", "show", root.email).stdout
    refused(run("account", "make-operator", root.email), "Unblock it")
    said(run("account", "unblock", root.email, "--json"))
    assert {one["email"] for one in said(run("account", "list", "--json"))} == {root.email, owner.email}
    assert said(run("project", "count", "--json"))["operators"] == 1

    engine = make_engine(database_url, query_only=True)
    with engine.connect() as connection:
        noted = connection.execute(
            text("SELECT action, by_name FROM audit_entry WHERE by_kind = 'operator' ORDER BY id")
        ).all()
    engine.dispose()
    assert [tuple(one) for one in noted] == [
        (action, "command line")
        for action in (
            "subscription.granted", "subscription.suspended", "subscription.resumed", "account.operator_granted",
            "account.operator_revoked", "account.suspended", "account.resumed",
        )
    ]  # fmt: skip


def test_whoever_is_locked_out_is_helped_in(server: Server, database_url: str) -> None:
    run = at(database_url)
    root = Owner.sign_up(server.url)
    secret = answered(root.browser.post("/api/v1/console/account/two-step"))["secret"]
    code = {"code": TOTP(secret).now()}
    answered(root.browser.post("/api/v1/console/account/two-step/code", json=code))
    stale, link = (run("account", "reset-link", root.email.upper()).stdout.strip() for _ in range(2))
    assert link.startswith("http://127.0.0.1:8000/console/reset#")
    setting = "/api/v1/console/password-resets/new-password"
    new = {"password": "a lamp on the third shelf"}
    with new_browser(server.url) as browser:
        for token, expected in ((stale, 400), (link, 204), (link, 400)):
            body = new | {"token": token.partition("#")[2]}
            assert browser.post(setting, json=body).status_code == expected
        who = new | {"email": root.email}
        assert browser.post("/api/v1/console/session", json=who).json()["code"] == "second_factor_needed"
        said(run("account", "two-step-off", root.email, "--json"))
        # No letter was read for it: the address has not proved to be theirs.
        assert answered(browser.post("/api/v1/console/session", json=who))["email_confirmed"] is False
        said(run("account", "confirm", root.email, "--json"))
        assert answered(browser.get("/api/v1/console/session"))["email_confirmed"] is True
        made = said(run("account", "add", "Neu@example.com", "--name", "Neu", "--language", "zh-Hans", "--json"))
        body = new | {"token": made["link"].partition("#")[2]}
        assert browser.post(setting, json=body).status_code == 204
        signed_in = answered(browser.post("/api/v1/console/session", json=new | {"email": "neu@example.com"}))
        assert (signed_in["id"], signed_in["language"]) == (made["account_id"], "zh-Hans")
        log = answered(browser.get("/api/v1/console/account/audit"))["items"]
    assert {("account.created", "operator"), ("account.reset_link_made", "operator")} <= {
        (one["action"], one["by"]["kind"]) for one in log
    }
    refused(run("account", "add", "neu@example.com", "--name", "Neu"), "already")
    refused(run("account", "reset-link", "nobody@example.com"), "There is nothing here by that name")


def test_refusals_are_said_in_words(database_url: str) -> None:
    run = at(database_url)
    refused(in_a_process(database_url)("account", "show", "nobody@example.com"), "There is nothing here by that name")
    refused(run("project", "show", "No such project"), "There is nothing here by that name")
    assert run("subscription", "grant", "x").returncode == 2
    assert run("project", "list").returncode == 0


def test_a_database_without_tables_is_told(empty_database_url: str) -> None:
    refused(at(empty_database_url)("project", "list"), "Run deskbell migrate")


def test_names_are_text_on_a_terminal_too(server: Server, database_url: str) -> None:
    owner = Owner.sign_up(server.url)
    name = "[red]Lamps[/red] [/] 陶艺"
    where = f"/api/v1/console/projects/{owner.project['id']}"
    assert httpx.patch(server.url + where, json={"name": name}, cookies=dict(owner.browser.cookies)).is_success
    assert name in in_a_process(database_url)("project", "list").stdout
    assert name in at(database_url)("project", "show", name).stdout
