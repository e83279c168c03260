"""Links to set a password: random, stored hashed, for three days, once, the newest only, and told to nobody else."""

import json
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from sqlalchemy import select

from deskbell.audit.tables import audit_entry
from deskbell.kit.clock import HOUR
from deskbell.kit.db import Database
from deskbell.kit.errors import Conflict, NotFound, Refusal
from deskbell.kit.ids import token_hash
from deskbell.mail.tables import letter
from deskbell.projects import Owner
from deskbell.team import (
    Administrator,
    AdministratorChange,
    LinkWanted,
    administrators,
    disable_administrator,
    modify_administrator,
    remove_agent,
    revoke_password_link,
    send_password_link,
)
from deskbell.team.setting_password import Browser, LinkHolder, set_password
from deskbell.team.tables import agent_session, password_link
from tests.rooms import (
    ADA,
    PASSWORD,
    Clock,
    add,
    desk,
    enter,
    hash_of,
    letters_to,
    new_account,
    new_client_id,
    new_project,
    project_with,
    rows,
    team_facts,
    together,
)

OPEN = "/api/v1/workspace/password-link"
SET = "/api/v1/workspace/password"
FORGOTTEN = "/api/v1/workspace/password-resets"

# Whoever signs up gets a letter too.
_IS_OURS = letter.c.kind == "set_password"


def shop(db: Database, email: str = "owner@example.com") -> tuple[Owner, Administrator]:
    owner = new_project(db, new_account(db, email))
    return owner, add(db, owner, ADA, name="Ada")


def send(db: Database, owner: Owner, ada: Administrator, client_id: str = "") -> Administrator:
    wanted = LinkWanted("https://desk.example", client_id or new_client_id())
    return db.write_now(send_password_link, owner, agent_id=ada.id, wanted=wanted)


def token_in(sent: Administrator) -> str:
    assert sent.password_link is not None
    assert sent.password_link.link is not None
    address, _, token = sent.password_link.link.partition("#")
    assert address == "https://desk.example/workspace/set-password"
    return token


def use(browser: TestClient[Litestar], token: str, password: str = PASSWORD) -> Any:
    return browser.post(SET, json={"token": token, "password": password})


def assert_dead(browser: TestClient[Litestar], token: str) -> None:
    for refused in (browser.post(OPEN, json={"token": token}), use(browser, token)):
        assert (refused.status_code, refused.json()["code"]) == (400, "bad_link")


def test_the_holder_sets_the_password_and_is_in(db: Database, clock: Clock) -> None:
    owner, ada = shop(db)
    sent = send(db, owner, ada)
    token = token_in(sent)
    with desk(db) as browser:
        whose = browser.post(OPEN, json={"token": token}).json()
        assert (whose["project"]["name"], whose["email"], whose["name"]) == ("Shop", ADA, "Ada")
        assert whose["expires_at"] == clock.now + 72 * HOUR
        inside = use(browser, token)
        assert inside.json()["agent"]["email"] == ADA
        items = browser.get("/api/v1/workspace/sessions").json()["items"]
        assert [one["agent"]["id"] for one in items] == [ada.id]
        assert enter(browser).status_code == 200
    now = db.read_now(administrators, owner.project_id)[1]
    assert (now.has_password, now.password_changed_at, now.password_link) == (True, clock.now, None)


def test_the_letter_has_the_link_and_the_database_only_its_digest(db: Database) -> None:
    owner, ada = shop(db)
    token = token_in(send(db, owner, ada))
    assert len(token) >= 43
    assert rows(db, select(password_link.c.token_hash)) == [(token_hash(token),)]
    ((recipient, kind, link, params),) = rows(
        db, select(letter.c.recipient, letter.c.kind, letter.c.link, letter.c.params).where(_IS_OURS)
    )
    assert (recipient, kind, link) == (ADA, "set_password", f"/workspace/set-password#{token}")
    assert json.loads(params) == {"project": "Shop", "by": "Olga Owner", "email": ADA, "hours": 72}
    shown = db.read_now(administrators, owner.project_id)[1].password_link
    assert shown is not None
    assert shown.link is None


def test_a_link_works_once(db: Database) -> None:
    owner, ada = shop(db)
    token = token_in(send(db, owner, ada))
    with desk(db) as browser:
        assert use(browser, token).status_code == 200
        assert_dead(browser, token)


def test_fifty_uses_at_once_set_one_password(db: Database, other_node: Database) -> None:
    owner, ada = shop(db)
    holder = LinkHolder(owner.project_id, token_in(send(db, owner, ada)))
    answers = together(
        [
            lambda node=(db, other_node)[n % 2], n=n: node.write(
                set_password, holder, password_hash=f"hash {n}", browser=Browser(f"session {n}", "", "")
            )
            for n in range(50)
        ]
    )
    assert [answer.code for answer in answers if isinstance(answer, Refusal)] == ["bad_link"] * 49
    assert len(rows(db, select(agent_session.c.id).where(agent_session.c.agent_id == ada.id))) == 1


def test_a_newer_link_ends_the_older_one(db: Database) -> None:
    owner, ada = shop(db)
    older, newer = (token_in(send(db, owner, ada)) for _ in range(2))
    with desk(db) as browser:
        assert_dead(browser, older)
        assert use(browser, newer).status_code == 200


def test_a_link_ends_after_three_days_to_the_millisecond(db: Database, clock: Clock) -> None:
    owner, ada = shop(db)
    token = token_in(send(db, owner, ada))
    with desk(db) as browser:
        clock.now += 72 * HOUR - 1
        assert browser.post(OPEN, json={"token": token}).status_code == 200
        clock.now += 1
        assert_dead(browser, token)


def _revoked(db: Database, owner: Owner, ada: Administrator) -> None:
    for _ in range(2):
        assert db.write_now(revoke_password_link, owner, agent_id=ada.id).password_link is None


def _modified(db: Database, owner: Owner, ada: Administrator) -> None:
    change = AdministratorChange(email="ada.l@example.com")
    db.write_now(modify_administrator, owner, agent_id=ada.id, change=change)


def _typed(db: Database, owner: Owner, ada: Administrator) -> None:
    change = AdministratorChange(password_hash=hash_of(PASSWORD))
    db.write_now(modify_administrator, owner, agent_id=ada.id, change=change)


def _disabled(db: Database, owner: Owner, ada: Administrator) -> None:
    db.write_now(disable_administrator, owner, agent_id=ada.id)


def _removed(db: Database, owner: Owner, ada: Administrator) -> None:
    db.write_now(remove_agent, owner, agent_id=ada.id)


@pytest.mark.parametrize("end", [_revoked, _modified, _typed, _disabled, _removed])
def test_what_ends_a_link(db: Database, end: Any) -> None:
    owner, ada = shop(db)
    token = token_in(send(db, owner, ada))
    end(db, owner, ada)
    with desk(db) as browser:
        assert_dead(browser, token)


def test_a_token_that_is_not_exactly_right_opens_nothing(db: Database) -> None:
    owner, ada = shop(db)
    token = token_in(send(db, owner, ada))
    with desk(db) as browser:
        for wrong in ("", token[:-1], token + "A", token.swapcase(), f" {token}", token_hash(token), "\x00"):
            assert_dead(browser, wrong)
        for strange in (None, 7, [token], {"token": token}, "x" * 1_001):
            for path in (OPEN, SET):
                assert browser.post(path, json={"token": strange, "password": PASSWORD}).status_code == 400
        assert use(browser, token).status_code == 200


def test_a_password_that_is_refused_leaves_the_link(db: Database) -> None:
    owner, ada = shop(db)
    token = token_in(send(db, owner, ada))
    with desk(db) as browser:
        for password, code in (("short", "weak_password"), ("password12", "common_password")):
            assert use(browser, token, password).json()["code"] == code
        assert use(browser, token).status_code == 200


def test_the_old_password_and_its_sessions_end(db: Database) -> None:
    owner, ada = shop(db)
    _typed(db, owner, ada)
    with desk(db) as old, desk(db) as new:
        assert enter(old).status_code == 200
        assert use(new, token_in(send(db, owner, ada)), "another horse battery").status_code == 200
        assert old.get("/api/v1/workspace/sessions").json() == {"items": []}
        assert enter(old).status_code == 401
        assert len(new.get("/api/v1/workspace/sessions").json()["items"]) == 1
    assert team_facts(db, owner.project_id, "agent_sessions_ended")[-1] == {"agent_id": ada.id, "session_id": None}


def test_the_same_request_again_sends_no_second_letter(db: Database) -> None:
    owner, ada = shop(db)
    first = send(db, owner, ada, "client-aaaa")
    again = send(db, owner, ada, "client-aaaa")
    assert again.password_link is not None
    assert again.password_link.link is None
    assert len(rows(db, select(letter.c.id).where(_IS_OURS))) == 1
    with desk(db) as browser:
        assert use(browser, token_in(first)).status_code == 200


def test_nobody_is_sent_a_link_who_could_not_use_it(db: Database) -> None:
    owner, ada = shop(db)
    _disabled(db, owner, ada)
    with pytest.raises(Conflict, match="administrator_disabled"):
        send(db, owner, ada)
    _removed(db, owner, ada)
    with pytest.raises(NotFound):
        send(db, owner, ada)


def test_another_projects_administrator_is_not_found(db: Database) -> None:
    mine, _ = shop(db)
    theirs, foreign = shop(db, "stranger@example.com")
    sent = send(db, theirs, foreign)
    with pytest.raises(NotFound):
        send(db, mine, foreign)
    with pytest.raises(NotFound):
        db.write_now(revoke_password_link, mine, agent_id=foreign.id)
    with desk(db) as browser:
        assert use(browser, token_in(sent)).json()["project"]["id"] == theirs.project_id


def test_another_sites_page_cannot_use_a_link(db: Database) -> None:
    owner, ada = shop(db)
    token = token_in(send(db, owner, ada))
    with desk(db) as browser:
        for path in (OPEN, SET):
            body = {"token": token, "password": PASSWORD}
            refused = browser.post(path, json=body, headers={"origin": "https://evil.example"})
            assert (refused.status_code, refused.json()["code"]) == (403, "cross_site")


def test_letters_are_limited_for_each_address(db: Database) -> None:
    owner, ada = shop(db)
    path = f"/api/v1/console/projects/{owner.project_id}/administrators/{ada.id}/password-link"
    with desk(db) as browser:
        browser.post("/api/v1/console/session", json={"email": "owner@example.com", "password": PASSWORD})
        answers = [browser.post(path, json={"client_id": new_client_id()}).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]


def test_a_forgotten_password_is_set_anew_by_a_link_for_each_project(db: Database, clock: Clock) -> None:
    first, second = project_with(db), project_with(db, owner="second@example.com")
    third, gone = shop(db, "third@example.com")
    db.write_now(disable_administrator, third, agent_id=gone.id)
    send(db, first, next(one for one in db.read_now(administrators, first.project_id) if one.email == ADA))
    with desk(db) as browser:
        for email in (ADA.upper(), "nobody@example.com"):
            answer = browser.post(FORGOTTEN, json={"email": email})
            assert (answer.status_code, answer.text) == (204, ""), "the answer tells nothing"
        assert browser.post(FORGOTTEN, json={"email": "no address"}).json()["code"] == "bad_email"
        letters = letters_to(db, ADA, "forgotten_password")
        assert [one.params["project"] for one in letters] == ["Shop of o@example.com", "Shop of second@example.com"]
        tokens = [one.link.removeprefix("/workspace/set-password#") for one in letters]
        opened = [browser.post(OPEN, json={"token": token}).json() for token in tokens]
        assert [one["project"]["id"] for one in opened] == [first.project_id, second.project_id]
        assert {one["expires_at"] for one in opened} == {clock.now + HOUR}
        # The owner's own link went with it, and nothing is set before the new one is used: once, and in that project.
        assert len(rows(db, select(password_link))) == 2
        assert enter(browser).status_code == 200
        assert browser.post(SET, json={"token": tokens[0], "password": "seven green kettles sing"}).status_code == 200
        assert browser.post(SET, json={"token": tokens[0], "password": PASSWORD}).json()["code"] == "bad_link"
        assert enter(browser, project_id=first.project_id).status_code == 401
        assert enter(browser, project_id=second.project_id).status_code == 200
        clock.now += HOUR
        assert browser.post(OPEN, json={"token": tokens[1]}).json()["code"] == "bad_link"
        # As often as anybody else may ask, whether or not there is anybody.
        for email in (ADA, "nobody@example.com"):
            codes = [browser.post(FORGOTTEN, json={"email": email}).status_code for _ in range(6)]
            assert codes[-1] == 429
        audit = rows(db, select(audit_entry.c.action, audit_entry.c.project_id))
        assert ("agent.password_link_requested", third.project_id) not in audit
        assert ("agent.password_link_requested", second.project_id) in audit
