"""Invitations: what becomes of each address, the seats they keep, their letters and links, and how they end."""

import json
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from sqlalchemy import select

from deskbell.audit.tables import audit_entry
from deskbell.kit.catalogue import LANGUAGES, sentences
from deskbell.kit.clock import DAY
from deskbell.kit.db import Database
from deskbell.kit.errors import Refusal
from deskbell.kit.ids import token_hash
from deskbell.mail.tables import letter
from deskbell.projects import Owner
from deskbell.team import AdministratorChange, agent_cards, modify_administrator, seats_pending, seats_used
from deskbell.team.invitations.joining import Joiner, Self, join
from deskbell.team.invitations.tables import invitation
from deskbell.team.setting_password import Browser
from tests.rooms import (
    ADA,
    PASSWORD,
    Clock,
    add,
    desk,
    enter,
    hash_of,
    new_account,
    new_client_id,
    new_project,
    project_with,
    rows,
    team_facts,
    together,
)

Page = TestClient[Litestar]
JOIN = "/api/v1/workspace/join"
LOOK = "/api/v1/workspace/invitation"


def team_of(owner: Owner) -> str:
    return f"/api/v1/workspace/{owner.project_id}/team"


def invite(page: Page, owner: Owner, *emails: str, role: str = "agent", client_id: str = "") -> list[str]:
    """What became of each address."""
    body = {"client_id": client_id or new_client_id(), "emails": emails, "role": role}
    answer = page.post(f"{team_of(owner)}/invitations", json=body)
    assert answer.status_code == 200, answer.text
    assert [one["email"] for one in answer.json()["items"]] == [*emails]
    return [one["outcome"] for one in answer.json()["items"]]


def listed(page: Page, owner: Owner) -> list[dict[str, Any]]:
    return page.get(f"{team_of(owner)}/invitations").json()["items"]


def seats(page: Page, owner: Owner) -> tuple[int, int, int]:
    now = page.get(team_of(owner)).json()["seats"]
    return now["used"], now["pending"], now["remaining"]


def token_for(db: Database, email: str) -> str:
    """What stands in the newest letter to an address."""
    sent = select(letter.c.link).where(letter.c.recipient == email, letter.c.kind == "agent_invited")
    links = [row.link for row in rows(db, sent.order_by(letter.c.id.desc()))]
    path, _, token = links[0].partition("#")
    assert path == "/workspace/join"
    return token


def accept(page: Page, token: str, name: str = "Ben", password: str = PASSWORD) -> Any:
    return page.post(JOIN, json={"token": token, "name": name, "password": password})


def said(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def noted(db: Database, owner: Owner) -> list[tuple[str, str]]:
    entry = audit_entry.c
    found = select(entry.action, entry.by_name).where(entry.project_id == owner.project_id).order_by(entry.id)
    return [(row.action, row.by_name) for row in rows(db, found) if "invit" in row.action or "joined" in row.action]


def test_each_address_is_told_apart_and_the_first_get_the_seats(db: Database) -> None:
    owner = project_with(db)
    with desk(db) as page:
        enter(page)
        assert seats(page, owner) == (2, 0, 3)
        many = ["ben@example.com", "not an address", "BEN@example.com", ADA, "x@y.example", "c@d.example"]
        became = ["invited", "malformed", "repeated", "in_team", "invited", "invited"]
        assert invite(page, owner, *many) == became
        assert seats(page, owner) == (2, 3, 0)
        assert invite(page, owner, "late@example.com", "ben@example.com") == ["no_seat", "resent"]
        assert [one["email"] for one in listed(page, owner)] == ["c@d.example", "x@y.example", "ben@example.com"]
        refused = page.post(f"{team_of(owner)}/invitations", json={"client_id": new_client_id(), "emails": []})
        assert said(refused) == (400, "no_addresses")
        eleven = {"client_id": new_client_id(), "emails": [f"n{n}@example.com" for n in range(11)], "role": "agent"}
        for language in LANGUAGES:
            refused = page.post(f"{team_of(owner)}/invitations", json=eleven, headers={"accept-language": language})
            assert said(refused) == (400, "too_many_addresses")
            assert refused.json()["message"] == sentences(language)["too_many_addresses"].format(max=10, given=11)
        assert seats(page, owner) == (2, 3, 0)
        # the owner sees how many are kept, and for whom.
        page.post("/api/v1/console/session", json={"email": "o@example.com", "password": PASSWORD})
        console = page.get(f"/api/v1/console/projects/{owner.project_id}/subscription").json()
        assert console["subscription"]["seats"]["pending"] == 3
        assert [one["email"] for one in console["invited"]] == ["ben@example.com", "x@y.example", "c@d.example"]
        # The seats that are kept are kept from everybody.
        with pytest.raises(Refusal, match="no_seat_left"):
            add(db, owner, "another@example.com")
        # For the very address that is invited there is one.
        add(db, owner, "ben@example.com")
        assert seats(page, owner) == (3, 2, 0)
    states = [one["state"] for one in team_facts(db, owner.project_id, "invitation_changed")]
    assert states == ["pending", "pending", "pending", "pending", "needless"]


def test_the_same_request_answers_the_same_and_sends_nothing_more(db: Database) -> None:
    owner = project_with(db)
    client_id = new_client_id()
    with desk(db) as page:
        enter(page)
        for _ in range(3):
            assert invite(page, owner, "ben@example.com", "?", client_id=client_id) == ["invited", "malformed"]
        body = {"client_id": client_id, "emails": ["other@example.com"], "role": "agent"}
        assert said(page.post(f"{team_of(owner)}/invitations", json=body)) == (409, "client_id_reused")
        (card,) = listed(page, owner)
        again = {"client_id": new_client_id()}
        for _ in range(2):
            page.post(f"{team_of(owner)}/invitations/{card['id']}/resend", json=again).raise_for_status()
    assert len(rows(db, select(letter.c.id).where(letter.c.kind == "agent_invited"))) == 2
    assert noted(db, owner) == [("agent.invited", "Ada"), ("agent.invited_again", "Ada")]


def test_the_letter_says_who_invites_to_what_and_whoever_joins_is_in(db: Database, clock: Clock) -> None:
    owner = project_with(db)
    with desk(db) as page, desk(db) as his:
        enter(page)
        invite(page, owner, "ben@example.com", role="administrator")
        token = token_for(db, "ben@example.com")
        (params,) = rows(db, select(letter.c.params).where(letter.c.kind == "agent_invited"))[0]
        assert json.loads(params) == {"project": "Shop of o@example.com", "by": "Ada", "days": 7}
        assert rows(db, select(invitation.c.token_hash)) == [(token_hash(token),)]
        shown = his.post(LOOK, json={"token": token}).json()
        assert (shown["project"]["name"], shown["email"]) == ("Shop of o@example.com", "ben@example.com")
        assert (shown["role"], shown["invited_by"]) == ("administrator", "Ada")
        assert shown["expires_at"] == clock.now + 7 * DAY
        # A refused attempt uses nothing up.
        assert said(accept(his, token, password="ben@example.com")) == (400, "personal_password")
        assert said(accept(his, token, name=" \u202e ")) == (400, "blank_name")
        joined = accept(his, token)
        assert joined.json()["agent"]["role"] == "administrator"
        assert his.get(team_of(owner)).status_code == 200
        assert enter(his, "ben@example.com").status_code == 200
        for refused in (his.post(LOOK, json={"token": token}), accept(his, token)):
            assert said(refused) == (409, "invitation_used")
        assert seats(page, owner) == (3, 0, 2)
        assert listed(page, owner) == []
    assert {card.name for card in db.read_now(agent_cards, owner.project_id)} >= {"Ben"}
    assert noted(db, owner) == [("administrator.invited", "Ada"), ("administrator.joined", "Ben")]
    assert [one["state"] for one in team_facts(db, owner.project_id, "invitation_changed")] == ["pending", "accepted"]


def test_each_way_of_ending_is_said(db: Database, clock: Clock) -> None:
    owner = project_with(db)
    with desk(db) as page, desk(db) as his:
        enter(page)
        assert said(accept(his, "nobody's")) == (400, "bad_link")
        invite(page, owner, "ben@example.com", "cem@example.com", "dan@example.com")
        ben, cem, dan = (token_for(db, f"{one}@example.com") for one in ("ben", "cem", "dan"))
        ids = {one["email"][:3]: one["id"] for one in listed(page, owner)}
        where = f"{team_of(owner)}/invitations"
        # A newer link replaces the older one, be it mailed or copied.
        made = page.post(f"{where}/{ids['ben']}/link").json()
        assert said(accept(his, ben)) == (400, "bad_link")
        newest = made["link"].partition("/workspace/join#")[2]
        assert his.post(LOOK, json={"token": newest}).status_code == 200
        # Withdrawn, twice.
        for _ in range(2):
            assert page.delete(f"{where}/{ids['cem']}").status_code == 204
        assert said(accept(his, cem)) == (409, "invitation_revoked")
        assert said(page.post(f"{where}/{ids['cem']}/link")) == (409, "invitation_over")
        # In the team by another way, by an address that was changed.
        ada = db.read_now(agent_cards, owner.project_id)[0].id
        db.write_now(modify_administrator, owner, agent_id=ada, change=AdministratorChange("dan@example.com"))
        refused = accept(his, dan)
        assert said(refused) == (409, "already_in_team")
        assert "dan@example.com" in refused.json()["message"]
        enter(page, "dan@example.com")
        assert seats(page, owner) == (2, 1, 2)
        # Too old: the seat is free again, the link dead, and it can be sent once more.
        clock.now += 7 * DAY
        assert seats(page, owner) == (2, 0, 3)
        assert said(accept(his, newest)) == (409, "invitation_expired")
        assert [one["email"] for one in listed(page, owner)] == ["ben@example.com"]
        clock.now += DAY
        page.post(f"{where}/{ids['ben']}/resend", json={"client_id": new_client_id()}).raise_for_status()
        assert seats(page, owner) == (2, 1, 2)
        # The trial ends, and with it the seat that was kept.
        clock.now += 6 * DAY
        refused = accept(his, token_for(db, "ben@example.com"))
        assert said(refused) == (409, "no_seat_left")
        assert refused.json()["message"].startswith("There is no free seat in the team of Shop")


def test_fifty_acceptances_at_once_make_one_member(db: Database, other_node: Database) -> None:
    owner = project_with(db)
    with desk(db) as page:
        enter(page)
        invite(page, owner, "ben@example.com")
    token = token_for(db, "ben@example.com")
    joiner = Joiner(owner.project_id, token)
    answers = together(
        [
            lambda node=(db, other_node)[number % 2], number=number: node.write(
                join,
                joiner,
                myself=Self("Ben", hash_of(PASSWORD), "en"),
                browser=Browser(f"browser {number}", "", ""),
            )
            for number in range(50)
        ]
    )
    refusals = [answer.code for answer in answers if isinstance(answer, Refusal)]
    assert refusals == ["invitation_used"] * 49
    assert (db.read_now(seats_used, owner.project_id), db.read_now(seats_pending, owner.project_id)) == (3, 0)


def test_an_address_is_written_to_five_times_an_hour_at_most(db: Database) -> None:
    owner = project_with(db)
    with desk(db) as page:
        enter(page)
        became = [invite(page, owner, "ben@example.com")[0] for _ in range(6)]
        assert became == ["invited", "resent", "resent", "resent", "resent", "too_often"]
        (card,) = listed(page, owner)
        where = f"{team_of(owner)}/invitations/{card['id']}/resend"
        assert said(page.post(where, json={"client_id": new_client_id()})) == (429, "rate_limited")


def test_an_agent_may_not_and_a_stranger_finds_nothing(db: Database) -> None:
    owner = project_with(db)
    theirs = new_project(db, new_account(db, "stranger@example.com"))
    add(db, theirs, "eve@example.com", name="Eve", password_hash=hash_of(PASSWORD))
    with desk(db) as page, desk(db) as his, desk(db) as hers:
        enter(page)
        invite(page, owner, "ben@example.com")
        accept(his, token_for(db, "ben@example.com"))
        invite(page, owner, "cem@example.com")
        (card,) = listed(page, owner)
        body = {"client_id": new_client_id(), "emails": ["x@example.com"]}
        for refused in (
            his.get(team_of(owner)),
            his.get(f"{team_of(owner)}/agents"),
            his.get(f"{team_of(owner)}/invitations"),
            his.post(f"{team_of(owner)}/invitations", json=body),
            his.delete(f"{team_of(owner)}/invitations/{card['id']}"),
        ):
            assert said(refused) == (403, "forbidden")
        enter(hers, "eve@example.com")
        for refused in (
            hers.post(f"{team_of(theirs)}/invitations/{card['id']}/link"),
            hers.delete(f"{team_of(theirs)}/invitations/{card['id']}"),
        ):
            assert said(refused) == (404, "not_found")
        assert len(listed(page, owner)) == 1
