from typing import Any

import pytest
from sqlalchemy import select, update

from deskbell.kit.clock import DAY, HOUR
from deskbell.kit.db import Database
from deskbell.kit.errors import NotSignedIn
from deskbell.projects import Owner
from deskbell.team import (
    AdministratorChange,
    administrators,
    agent_by_session,
    modify_administrator,
    session_still_valid,
)
from deskbell.team.signing_in import candidates, sign_in
from deskbell.team.tables import agent, agent_session
from tests.rooms import (
    ADA,
    PASSWORD,
    WORKSPACE_SESSION,
    Clock,
    add,
    desk,
    enter,
    hash_of,
    new_account,
    new_project,
    project_with,
    rows,
    team_facts,
)

OTHER_PASSWORD = "another horse battery"


def test_an_agent_signs_in_sees_where_and_signs_out(db: Database) -> None:
    project = project_with(db)
    with desk(db) as browser:
        answer = enter(browser, "ADA@example.com").json()
        assert answer["choose"] == []
        assert answer["signed_in"]["project"] == {"id": project.project_id, "name": "Shop of o@example.com"}
        agent = answer["signed_in"]["agent"]
        assert (agent["name"], agent["role"], agent["availability"]) == ("Ada", "administrator", "online")
        assert agent["conversation_limit"] == 6
        assert browser.get("/api/v1/workspace/sessions").json() == {
            "items": [
                {
                    "project": {"id": project.project_id, "name": "Shop of o@example.com"},
                    "agent": {"id": agent["id"], "name": "Ada"},
                }
            ]
        }
        own = f"/api/v1/workspace/{project.project_id}"
        assert browser.patch(f"{own}/me", json={}).json() == agent
        token = browser.cookies[f"deskbell_agent_{project.project_id}"]
        assert browser.delete(f"{own}/session").status_code == 204
        browser.cookies.set(f"deskbell_agent_{project.project_id}", token)
        assert browser.patch(f"{own}/me", json={}).status_code == 401
        assert browser.get("/api/v1/workspace/sessions").json() == {"items": []}


def test_the_last_sign_in_is_shown_to_the_owner(db: Database, clock: Clock) -> None:
    project = project_with(db)
    clock.now += HOUR
    with desk(db) as browser:
        enter(browser)
    assert db.read_now(administrators, project.project_id)[1].last_sign_in_at == clock.now


def test_without_a_password_nobody_signs_in(db: Database) -> None:
    project = project_with(db)
    with desk(db) as browser:
        for password in ("", PASSWORD, "null", "None"):
            refused = enter(browser, "o@example.com", password)
            assert (refused.status_code, refused.json()["code"]) == (401, "wrong_credentials")
    assert db.read_now(administrators, project.project_id)[0].last_sign_in_at is None


@pytest.mark.parametrize(
    ("email", "password"),
    [(ADA, "wrong"), (ADA, ""), (ADA, PASSWORD + "\x00"), ("nobody@example.com", PASSWORD), ("\x00", "\x00")],
)
def test_every_wrong_sign_in_gets_the_same_answer(db: Database, email: str, password: str) -> None:
    project = project_with(db)
    with desk(db) as browser:
        for more in ({}, {"project_id": project.project_id}, {"project_id": "\x00"}, {"project_id": "0" * 16}):
            refused = enter(browser, email, password, **more)
            assert (refused.status_code, refused.json()["code"]) == (401, "wrong_credentials")
            assert "set-cookie" not in refused.headers


def test_a_disabled_agent_is_refused_like_anybody_unknown(db: Database) -> None:
    project = project_with(db)
    with desk(db) as browser:
        session = enter(browser).json()["signed_in"]

        def disable(tx: Any, _: Owner) -> None:
            tx.execute(update(agent).where(agent.c.email == ADA).values(disabled_at=tx.now))

        db.write_now(disable, project)
        assert enter(browser).json()["code"] == "wrong_credentials"
        own = f"/api/v1/workspace/{project.project_id}/me"
        assert browser.patch(own, json={}).status_code == 401
    session_id = rows(db, select(agent_session.c.id).where(agent_session.c.agent_id == session["agent"]["id"]))[0][0]
    assert not db.read_now(session_still_valid, project.project_id, session_id)


def test_who_is_in_several_projects_chooses_among_those_whose_password_it_is(db: Database) -> None:
    one = project_with(db, owner="one@example.com")
    two = project_with(db, owner="two@example.com")
    project_with(db, owner="three@example.com", password=OTHER_PASSWORD)
    with desk(db) as browser:
        asked = enter(browser)
        assert asked.json()["signed_in"] is None
        assert [choice["project_id"] for choice in asked.json()["choose"]] == [one.project_id, two.project_id]
        assert "set-cookie" not in asked.headers
        chosen = enter(browser, project_id=two.project_id).json()
        assert chosen["signed_in"]["project"]["id"] == two.project_id
        enter(browser, project_id=one.project_id)
        here = browser.get("/api/v1/workspace/sessions").json()["items"]
        assert {item["project"]["id"] for item in here} == {one.project_id, two.project_id}
        third = enter(browser, password=OTHER_PASSWORD).json()
        assert third["signed_in"]["project"]["name"] == "Shop of three@example.com"


def test_no_later_project_can_crowd_out_an_earlier_one(db: Database) -> None:
    project_with(db, owner="real@example.com")
    mallory = new_account(db, "mallory@example.com")
    for _ in range(10):
        add(db, new_project(db, mallory), ADA, password_hash=hash_of(OTHER_PASSWORD))
    with desk(db) as browser:
        assert enter(browser).json()["signed_in"]["project"]["name"] == "Shop of real@example.com"


def test_guessing_is_slowed_down(db: Database) -> None:
    project_with(db)
    with desk(db) as browser:
        for _ in range(10):
            assert enter(browser, password="wrong horse battery").status_code == 401
        refused = enter(browser)
        assert (refused.status_code, refused.json()["code"]) == (429, "rate_limited")
        assert int(refused.headers["retry-after"]) > 0


def test_a_session_opens_its_own_project_and_no_other(db: Database) -> None:
    mine = project_with(db, owner="one@example.com")
    theirs = project_with(db, owner="two@example.com", password=OTHER_PASSWORD)
    with desk(db) as browser:
        enter(browser)
        token = browser.cookies[f"deskbell_agent_{mine.project_id}"]
        browser.cookies.set(f"deskbell_agent_{theirs.project_id}", token)
        answers = [
            browser.patch(f"/api/v1/workspace/{project_id}/me", json={"name": "Mallory"})
            for project_id in (theirs.project_id, "0" * 16, "%00", "nonsense")
        ]
        assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(401, "not_signed_in")}
        assert {answer.text for answer in answers} == {answers[0].text}
    assert db.read_now(agent_by_session, theirs.project_id, token) is None


def test_the_console_and_the_workspace_have_nothing_in_common(db: Database) -> None:
    project = project_with(db)
    with desk(db) as browser:
        browser.post("/api/v1/console/session", json={"email": "o@example.com", "password": PASSWORD})
        assert browser.patch(f"/api/v1/workspace/{project.project_id}/me", json={}).status_code == 401
    with desk(db) as browser:
        enter(browser)
        assert browser.get("/api/v1/console/session").status_code == 401
        assert browser.get(f"/api/v1/console/projects/{project.project_id}").status_code == 401


def test_new_credentials_end_the_sessions_and_the_old_ones_die(db: Database) -> None:
    project = project_with(db)
    with desk(db) as browser:
        signed_in = enter(browser).json()["signed_in"]["agent"]
        token = browser.cookies[f"deskbell_agent_{project.project_id}"]
        session = db.read_now(agent_by_session, project.project_id, token)
        assert session is not None
        assert db.read_now(session_still_valid, project.project_id, session.session_id)

        change = AdministratorChange(password_hash=hash_of(OTHER_PASSWORD))
        db.write_now(modify_administrator, project, agent_id=signed_in["id"], change=change)
        assert not db.read_now(session_still_valid, project.project_id, session.session_id)
        assert browser.patch(f"/api/v1/workspace/{project.project_id}/me", json={}).status_code == 401
        assert enter(browser).status_code == 401
        assert enter(browser, password=OTHER_PASSWORD).status_code == 200
    ended = team_facts(db, project.project_id, "agent_sessions_ended")
    assert ended == [{"agent_id": signed_in["id"], "session_id": None}]


def test_signing_out_ends_one_session_and_says_which(db: Database) -> None:
    project = project_with(db)
    with desk(db) as browser, desk(db) as elsewhere:
        signed_in = enter(browser).json()["signed_in"]["agent"]
        enter(elsewhere)
        token = browser.cookies[f"deskbell_agent_{project.project_id}"]
        session = db.read_now(agent_by_session, project.project_id, token)
        assert session is not None
        browser.delete(f"/api/v1/workspace/{project.project_id}/session")
        assert elsewhere.patch(f"/api/v1/workspace/{project.project_id}/me", json={}).status_code == 200
    assert team_facts(db, project.project_id, "agent_sessions_ended") == [
        {"agent_id": signed_in["id"], "session_id": session.session_id}
    ]


def test_a_password_changed_meanwhile_opens_nothing(db: Database) -> None:
    project = project_with(db)
    (proved,) = db.read_now(candidates, ADA, project.project_id)
    change = AdministratorChange(password_hash="another")
    db.write_now(modify_administrator, project, agent_id=proved.agent_id, change=change)
    with pytest.raises(NotSignedIn):
        db.write_now(sign_in, proved, token="token", user_agent="", ip="")


def test_a_session_lasts_thirty_days_after_its_last_use(db: Database, clock: Clock) -> None:
    project = project_with(db)
    own = f"/api/v1/workspace/{project.project_id}/me"
    with desk(db) as browser:
        enter(browser)
        began = clock.now
        clock.now += HOUR - 1
        browser.patch(own, json={})
        assert rows(db, select(agent_session.c.last_seen_at)) == [(began,)]
        for _ in range(2):
            clock.now += 29 * DAY
            assert browser.patch(own, json={}).status_code == 200
        clock.now += 30 * DAY
        assert browser.patch(own, json={}).status_code == 401


@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}])
def test_another_site_can_write_nothing(db: Database, headers: dict[str, str]) -> None:
    project = project_with(db)
    own = f"/api/v1/workspace/{project.project_id}"
    with desk(db) as browser:
        form = {"email": ADA, "password": PASSWORD}
        assert browser.post(WORKSPACE_SESSION, json=form, headers=headers).json()["code"] == "cross_site"
        enter(browser)
        assert browser.patch(f"{own}/me", json={"name": "M"}, headers=headers).status_code == 403
        assert browser.delete(f"{own}/session", headers=headers).status_code == 403
        assert browser.patch(f"{own}/me", json={}).json()["name"] == "Ada"
