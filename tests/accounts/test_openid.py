"""Signing in with a provider: who it is, it alone says, for one attempt of one browser; an address links nothing."""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from deskbell.kit.clock import MINUTE
from deskbell.kit.db import Database
from deskbell.kit.outgoing import is_public
from tests.accounts.oidc import Provider, shared_secret, strange_key
from tests.accounts.people import ACCOUNT, SESSION, Browser, code_of, sign_in, signed_in
from tests.accounts.test_two_step import turn_on
from tests.rooms import Clock, desk, new_account


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    provider = Provider()
    yield provider
    provider.close()


@pytest.fixture
def provider(running: Provider) -> Provider:
    running.be_honest()
    return running


@contextmanager
def lobby(db: Database, provider: Provider) -> Generator[Browser]:
    settings: dict[str, Any] = {"sign_in_with": [provider.setting]}
    with desk(db, **settings) as browser:
        yield browser


def test_somebody_new_gets_an_account_and_comes_back_to_it(db: Database, provider: Provider) -> None:
    with lobby(db, provider) as here:
        assert here.get("/api/v1/console/welcome").json()["providers"] == [{"id": "local", "name": "Local"}]
        arrived = _through(here, provider).json()
        assert (arrived["done"], arrived["account"]["email"]) == ("signed_in", "jane@example.com")
        assert arrived["account"]["email_confirmed"] is True
        assert here.get(f"{ACCOUNT}/security").json()["has_password"] is False
        here.delete(SESSION)
        # The provider's name for her stays; her address there is another one now.
        provider.person["email"] = "jane.new@example.com"
        again = _through(here, provider).json()
        assert again["account"]["id"] == arrived["account"]["id"]
        assert again["account"]["email"] == "jane@example.com"
        assert code_of(sign_in(here, "jane@example.com", "")) == (401, "wrong_credentials")


@pytest.mark.parametrize("verified", [True, False, "true", None])
def test_an_address_links_nothing(db: Database, provider: Provider, verified: object) -> None:
    owner = new_account(db, "jane@example.com")
    provider.person["email_verified"] = verified
    with lobby(db, provider) as here:
        refused = _through(here, provider)
        assert code_of(refused) in {(409, "openid_email_taken"), (400, "openid_refused")}
        assert here.get(SESSION).status_code == 401
        signed_in(here, "jane@example.com")
        provider.person["email_verified"] = True
        assert _through(here, provider, "link").json()["done"] == "link"
        here.delete(SESSION)
        assert _through(here, provider).json()["account"]["id"] == owner.id


def test_an_unverified_address_is_only_a_claim(db: Database, provider: Provider) -> None:
    provider.person["email_verified"] = False
    with lobby(db, provider) as here:
        assert _through(here, provider).json()["account"]["email_confirmed"] is False


def test_one_person_of_the_provider_belongs_to_one_account(db: Database, provider: Provider) -> None:
    new_account(db)
    with lobby(db, provider) as jane, lobby(db, provider) as owner:
        _through(jane, provider)
        assert code_of(_through(signed_in(owner), provider, "link")) == (409, "identity_taken")
        assert owner.get(f"{ACCOUNT}/security").json()["identities"] == []


def test_the_last_way_in_stays(db: Database, provider: Provider) -> None:
    with lobby(db, provider) as here:
        _through(here, provider)
        identity = here.get(f"{ACCOUNT}/security").json()["identities"][0]["id"]
        assert code_of(here.delete(f"{ACCOUNT}/identities/{identity}")) == (409, "last_way_in")
        # Without a password there is none to ask for; having just come in proves enough.
        assert here.post(f"{ACCOUNT}/password", json={"password": "seven purple kettles hum"}).status_code == 204
        assert here.delete(f"{ACCOUNT}/identities/{identity}").status_code == 204


@pytest.mark.parametrize(
    "lie",
    [
        {"iss": "https://evil.example"},
        {"aud": "another-client"},
        {"aud": ["deskbell", "another"], "azp": "another"},
        {"nonce": "another"},
        {"exp": 1},
        {"iat": 99_999_999_999},
        {"sub": ""},
        {"sub": "x" * 256},
        {"sub": 7},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_us_signs_nobody_in(db: Database, provider: Provider, lie: dict[str, Any]) -> None:
    provider.lie = lie
    with lobby(db, provider) as here:
        assert code_of(_through(here, provider)) == (400, "openid_refused")
        assert here.get(SESSION).status_code == 401


@pytest.mark.parametrize("key", [shared_secret, strange_key, None])
def test_a_token_that_somebody_else_signed_is_none(
    db: Database, provider: Provider, key: Callable[[], tuple[dict[str, str], Any]] | None
) -> None:
    provider.sign_with = key and key()
    provider.unsigned = key is None
    with lobby(db, provider) as here:
        assert code_of(_through(here, provider)) == (400, "openid_refused")


def test_what_comes_back_must_be_of_this_browser_and_this_attempt(db: Database, provider: Provider) -> None:
    with lobby(db, provider) as here, lobby(db, provider) as elsewhere:
        brought = provider.say_yes(_go(here))
        assert code_of(_come_back(elsewhere, brought)) == (400, "openid_lost")
        assert code_of(_come_back(here, {**brought, "state": "another"})) == (400, "openid_lost")
        older, newer = provider.say_yes(_go(here)), provider.say_yes(_go(here))
        assert code_of(_come_back(here, older)) == (400, "openid_lost")
        # The code of another attempt was asked for with another verifier.
        assert code_of(_come_back(here, {**newer, "code": older["code"]})) == (400, "openid_refused")
        assert here.get(SESSION).status_code == 401


def test_linking_is_for_whoever_began_it(db: Database, provider: Provider) -> None:
    new_account(db)
    new_account(db, "other@example.com")
    with lobby(db, provider) as here:
        brought = provider.say_yes(_go(signed_in(here), "link"))
        signed_in(here, "other@example.com")
        assert code_of(_come_back(here, brought)) == (400, "openid_lost")


def test_the_second_step_is_asked_for_after_a_provider_too(db: Database, provider: Provider, clock: Clock) -> None:
    with lobby(db, provider) as here:
        _through(here, provider)
        _, codes = turn_on(here, clock)
        here.delete(SESSION)
        arrived = _through(here, provider).json()
        assert (arrived["done"], arrived["account"]) == ("second_step", None)
        assert here.get(SESSION).status_code == 401
        form = {"half": arrived["half"], "code": "000000"}
        assert code_of(here.post(f"{SESSION}/second-step", json=form)) == (401, "wrong_code")
        assert code_of(here.post(f"{SESSION}/second-step", json={**form, "half": "made up"})) == (400, "openid_lost")
        assert here.post(f"{SESSION}/second-step", json={**form, "code": codes[0]}).status_code == 200
        assert here.get(SESSION).status_code == 200


def test_a_provider_proves_that_one_is_here(db: Database, provider: Provider, clock: Clock) -> None:
    with lobby(db, provider) as here:
        _through(here, provider)
        clock.now += 15 * MINUTE
        assert code_of(here.post(f"{ACCOUNT}/two-step")) == (403, "proof_needed")
        assert _through(here, provider, "prove").json()["done"] == "prove"
        assert here.post(f"{ACCOUNT}/two-step").status_code == 200


@pytest.mark.parametrize(
    "lie",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": "http://127.0.0.1:9/token"},
        {"token_endpoint": "https://127.0.0.1:9/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
    ids=str,
)
def test_a_provider_cannot_send_us_elsewhere_in_our_own_network(
    db: Database, provider: Provider, lie: dict[str, Any]
) -> None:
    provider.lie = lie
    with lobby(db, provider) as here:
        begun = here.post(f"{SESSION}/openid/begin", json={"provider": "local"})
        if begun.status_code == 200:
            begun = _come_back(here, provider.say_yes(begun.json()["url"]))
        assert code_of(begun) == (503, "other_side_failed")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - asked about, not bound
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("2001:0:7f00:1::", False),
    ],
)
def test_only_the_open_internet_is_public(address: str, public: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_public(address) is public


def _go(browser: Browser, purpose: str = "sign_in") -> str:
    if purpose == "sign_in":
        answer = browser.post(f"{SESSION}/openid/begin", json={"provider": "local"})
    else:
        answer = browser.post(f"{ACCOUNT}/identities", json={"provider": "local", "purpose": purpose})
    assert answer.status_code == 200, answer.text
    return answer.json()["url"]


def _come_back(browser: Browser, brought: dict[str, str]) -> Any:
    return browser.post(f"{SESSION}/openid", json=brought)


def _through(browser: Browser, provider: Provider, purpose: str = "sign_in") -> Any:
    return _come_back(browser, provider.say_yes(_go(browser, purpose)))
