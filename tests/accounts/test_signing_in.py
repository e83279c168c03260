import pytest
from sqlalchemy import select, update

from deskbell.accounts.queries import candidate
from deskbell.accounts.signing_in import sign_in
from deskbell.accounts.tables import account, account_session
from deskbell.kit.clock import DAY, HOUR
from deskbell.kit.db import Database, Tx
from deskbell.kit.errors import NotSignedIn
from tests.rooms import PASSWORD, SOMEWHERE, Clock, desk, new_account, rows

SESSION = "/api/v1/console/session"


def test_the_password_opens_a_session_and_signing_out_ends_it(db: Database) -> None:
    owner = new_account(db)
    with desk(db) as browser:
        assert browser.get(SESSION).json()["code"] == "not_signed_in"
        signed_in = browser.post(SESSION, json={"email": "OWNER@example.com", "password": PASSWORD})
        assert (signed_in.status_code, signed_in.json()["id"]) == (200, owner.id)
        token = browser.cookies["deskbell_console"]
        assert browser.get(SESSION).json()["id"] == owner.id
        assert browser.delete(SESSION).status_code == 204
        assert "deskbell_console" not in browser.cookies
        browser.cookies.set("deskbell_console", token)
        assert browser.get(SESSION).status_code == 401
        assert browser.delete(SESSION).status_code == 204


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("owner@example.com", "wrong horse battery"),
        ("owner@example.com", ""),
        ("owner@example.com", PASSWORD + "\x00"),
        ("owner@example.com", "x" * 999),
        ("nobody@example.com", PASSWORD),
        ("owner@example.com\x00", "wrong horse battery"),
        ("'; drop table account; --", PASSWORD),
        ("", ""),
    ],
)
def test_every_wrong_sign_in_gets_the_same_answer(db: Database, email: str, password: str) -> None:
    new_account(db)
    with desk(db) as browser:
        refused = browser.post(SESSION, json={"email": email, "password": password})
        assert (refused.status_code, refused.json()["code"]) == (401, "wrong_credentials")
        assert refused.json()["message"] == "The e-mail address and the password do not match."
        assert "set-cookie" not in refused.headers


def test_guessing_is_slowed_down_for_one_address_but_not_for_others(db: Database) -> None:
    new_account(db, "owner@example.com")
    new_account(db, "other@example.com")
    with desk(db) as browser:
        for _ in range(10):
            browser.post(SESSION, json={"email": "owner@example.com", "password": "wrong horse battery"})
        refused = browser.post(SESSION, json={"email": "Owner@example.com", "password": PASSWORD})
        assert (refused.status_code, refused.json()["code"]) == (429, "rate_limited")
        assert int(refused.headers["retry-after"]) > 0
        assert refused.json()["retryable"] is True
        other = browser.post(SESSION, json={"email": "other@example.com", "password": PASSWORD})
        assert other.status_code == 200


def test_signing_in_rightly_is_never_too_often(db: Database) -> None:
    new_account(db)
    with desk(db) as browser:
        for _ in range(15):
            right = browser.post(SESSION, json={"email": "owner@example.com", "password": PASSWORD})
            assert right.status_code == 200


def test_a_session_lasts_thirty_days_after_its_last_use(db: Database, clock: Clock) -> None:
    new_account(db)
    with desk(db) as browser:
        browser.post(SESSION, json={"email": "owner@example.com", "password": PASSWORD})
        clock.now += 29 * DAY
        assert browser.get(SESSION).status_code == 200
        clock.now += 29 * DAY
        assert browser.get(SESSION).status_code == 200
        clock.now += 30 * DAY
        assert browser.get(SESSION).status_code == 401


def test_the_use_of_a_session_is_noted_once_an_hour_at_most(db: Database, clock: Clock) -> None:
    new_account(db)
    began = clock.now
    with desk(db) as browser:
        browser.post(SESSION, json={"email": "owner@example.com", "password": PASSWORD})
        clock.now = began + HOUR - 1
        browser.get(SESSION)
        seen = select(account_session.c.last_seen_at).where(account_session.c.user_agent == "testclient")
        assert rows(db, seen) == [(began,)]
        clock.now = began + HOUR
        browser.get(SESSION)
        assert rows(db, seen) == [(began + HOUR,)]


def test_a_password_changed_meanwhile_opens_nothing(db: Database) -> None:
    new_account(db)
    proved = db.read_now(candidate, "owner@example.com")
    assert proved is not None

    def change(tx: Tx, _: object) -> None:
        tx.execute(update(account).values(password_hash="another"))

    db.write_now(change, SOMEWHERE)
    with pytest.raises(NotSignedIn):
        db.write_now(sign_in, SOMEWHERE, proved=proved, token="token")


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_site_can_write_nothing(db: Database, headers: dict[str, str]) -> None:
    new_account(db)
    with desk(db) as browser:
        form = {"email": "owner@example.com", "password": PASSWORD}
        assert browser.post(SESSION, json=form, headers=headers).json()["code"] == "cross_site"
        browser.post(SESSION, json=form)
        for refused in (
            browser.patch("/api/v1/console/account", json={"name": "Mallory"}, headers=headers),
            browser.delete(SESSION, headers=headers),
        ):
            assert (refused.status_code, refused.json()["code"]) == (403, "cross_site")
        assert browser.get(SESSION).json()["name"] == "Olga Owner"


def test_a_form_of_another_site_is_not_json(db: Database) -> None:
    new_account(db)
    with desk(db) as browser:
        text = b'{"email": "owner@example.com", "password": "correct horse battery"}'
        for kind in ({"content-type": "text/plain"}, {}):
            assert browser.post(SESSION, content=text, headers=kind).status_code == 400


def test_one_changes_ones_own_name_language_and_time_zone(db: Database) -> None:
    new_account(db)
    with desk(db) as browser:
        browser.post(SESSION, json={"email": "owner@example.com", "password": PASSWORD})
        changed = browser.patch("/api/v1/console/account", json={"name": "O", "time_zone": "Asia/Shanghai"})
        assert (changed.json()["name"], changed.json()["language"]) == ("O", "en")
        changed = browser.patch("/api/v1/console/account", json={"language": "zh-Hans"})
        assert (changed.json()["time_zone"], changed.json()["language"]) == ("Asia/Shanghai", "zh-Hans")
        refused = browser.patch("/api/v1/console/account", json={"language": "xx"})
        assert refused.json()["code"] == "bad_language"
        assert browser.get(SESSION).json() == changed.json()
        # A form of another window that began from what was there before overwrites nothing unseen, in whole or in part.
        for body, field, now in (
            ({"name": "P", "name_was": "Olga Owner"}, "name", "O"),
            ({"name": "P", "name_was": "O", "time_zone": "UTC", "time_zone_was": "UTC-"}, "time_zone", "Asia/Shanghai"),
        ):
            stale = browser.patch("/api/v1/console/account", json=body)
            assert (stale.status_code, stale.json()["code"], stale.json()["field"]) == (409, "stale", field)
            assert f"it is now “{now}”" in stale.json()["message"]
        assert browser.get(SESSION).json() == changed.json()
        same = browser.patch("/api/v1/console/account", json={"name": "O", "name_was": "Olga Owner"})
        assert same.json() == changed.json()
