"""Passkeys: a device's own key opens the account it was made for, here, once for each challenge."""

import copy
from typing import Any

import pytest

from deskbell.accounts.passkeys.challenges import LASTS_MS, is_ours, new_challenge
from deskbell.kit.clock import MINUTE
from deskbell.kit.db import Database
from tests.accounts.authenticator import Authenticator
from tests.accounts.people import ACCOUNT, SESSION, Browser, code_of, signed_in
from tests.rooms import Clock, desk, new_account

ORIGIN = "http://testserver.local"
PASSKEYS = f"{ACCOUNT}/passkeys"


def test_a_challenge_is_ours_for_its_purpose_its_person_and_five_minutes() -> None:
    made = new_challenge("k" * 32, "register", "somebody", 1_000)
    assert is_ours(made, "k" * 32, "register", "somebody", 1_000 + LASTS_MS - 1)
    assert not is_ours(made, "k" * 32, "register", "somebody", 1_000 + LASTS_MS)
    assert not is_ours(made, "k" * 32, "register", "somebody", 999)
    assert not is_ours(made, "l" * 32, "register", "somebody", 1_000)
    assert not is_ours(made, "k" * 32, "sign_in", "somebody", 1_000)
    assert not is_ours(made, "k" * 32, "register", "somebody else", 1_000)
    for other in (b"", made[:-1], made + b"x", bytes(40)):
        assert not is_ours(other, "k" * 32, "register", "somebody", 1_000)


def test_a_passkey_signs_in_without_a_name_a_password_or_a_code(db: Database) -> None:
    owner = new_account(db)
    device = Authenticator()
    with desk(db) as here:
        signed_in(here)
        card = _add(here, device).json()
        assert card["name"] == "Telephone"
        here.delete(SESSION)
        opened = _sign_in(here, device)
        assert (opened.status_code, opened.json()["id"]) == (200, owner.id)
        assert here.get(f"{ACCOUNT}/security").json()["passkeys"][0]["last_used_at"] is not None
        assert here.patch(f"{PASSKEYS}/{card['id']}", json={"name": "Old telephone"}).json()["name"] == "Old telephone"
        assert here.patch(f"{PASSKEYS}/{card['id']}", json={"name": " \u202e "}).json()["code"] == "blank_name"
        assert here.get(f"{ACCOUNT}/security").json()["passkeys"][0]["name"] == "Old telephone"
        assert here.delete(f"{PASSKEYS}/{card['id']}").status_code == 204
        assert code_of(_sign_in(here, device)) == (401, "passkey_unknown")


def test_an_answer_opens_once(db: Database) -> None:
    new_account(db)
    device = Authenticator()
    with desk(db) as here:
        _add(signed_in(here), device)
        answer = device.answer(_asked(here), ORIGIN)
        assert here.post(f"{SESSION}/passkey", json={"credential": answer}).status_code == 200
        again = here.post(f"{SESSION}/passkey", json={"credential": answer})
        assert again.status_code in {400, 401}
        # A copied device that counts from where it was copied is found out.
        device.count -= 2
        assert code_of(_sign_in(here, device)) == (401, "passkey_unknown")


def test_the_same_new_key_arrives_twice_and_is_one(db: Database) -> None:
    new_account(db)
    with desk(db) as here:
        signed_in(here)
        made = Authenticator().register(here.post(f"{PASSKEYS}/options").json()["options"], ORIGIN)
        first = here.post(PASSKEYS, json={"name": "Telephone", "credential": made})
        second = here.post(PASSKEYS, json={"name": "Telephone", "credential": made})
        assert first.json() == second.json()
        assert len(here.get(f"{ACCOUNT}/security").json()["passkeys"]) == 1


@pytest.mark.parametrize("origin", ["https://evil.example", "http://testserver.local.evil.example", "null"])
def test_a_key_answers_only_from_our_own_pages(db: Database, origin: str) -> None:
    new_account(db)
    device = Authenticator()
    with desk(db) as here:
        signed_in(here)
        asked = here.post(f"{PASSKEYS}/options").json()["options"]
        refused = here.post(PASSKEYS, json={"name": "x", "credential": device.register(asked, origin)})
        assert code_of(refused) == (400, "passkey_failed")
        _add(here, device)
        answer = device.answer(_asked(here), origin)
        assert code_of(here.post(f"{SESSION}/passkey", json={"credential": answer})) == (401, "passkey_unknown")


def test_a_device_that_asks_for_nothing_is_not_enough(db: Database) -> None:
    new_account(db)
    with desk(db) as here:
        signed_in(here)
        assert code_of(_add(here, Authenticator(verifies=False))) == (400, "passkey_failed")
        device = Authenticator()
        _add(here, device)
        device.verifies = False
        assert code_of(_sign_in(here, device)) == (401, "passkey_unknown")


def test_one_persons_challenge_and_key_are_of_no_use_to_another(db: Database) -> None:
    new_account(db)
    new_account(db, "mallory@example.com")
    device, theirs = Authenticator(), Authenticator()
    with desk(db) as owner, desk(db) as mallory:
        signed_in(owner)
        signed_in(mallory, "mallory@example.com")
        card = _add(owner, device).json()
        asked = owner.post(f"{PASSKEYS}/options").json()["options"]
        foreign = mallory.post(PASSKEYS, json={"name": "x", "credential": theirs.register(asked, ORIGIN)})
        assert code_of(foreign) == (400, "passkey_failed")
        for method in ("PATCH", "DELETE"):
            body = {"name": "Mine"} if method == "PATCH" else None
            assert code_of(mallory.request(method, f"{PASSKEYS}/{card['id']}", json=body)) == (404, "not_found")
        _add(mallory, theirs)
        # Says that it is the owner's, signed with Mallory's key.
        theirs.handle = device.handle
        assert code_of(_sign_in(mallory, theirs)) == (401, "passkey_unknown")
        answer = {"credential": theirs.answer(_asked(mallory), ORIGIN)}
        assert owner.post(f"{ACCOUNT}/proof", json=answer).status_code in {400, 401}


def test_a_passkey_proves_that_one_is_here(db: Database, clock: Clock) -> None:
    new_account(db)
    device = Authenticator()
    with desk(db) as here:
        _add(signed_in(here), device)
        clock.now += 15 * MINUTE
        assert code_of(here.post(f"{PASSKEYS}/options")) == (403, "proof_needed")
        answer = {"credential": device.answer(_asked(here), ORIGIN)}
        assert here.post(f"{ACCOUNT}/proof", json=answer).status_code == 204
        assert here.post(f"{PASSKEYS}/options").status_code == 200


def test_nonsense_is_refused_in_words(db: Database) -> None:
    new_account(db)
    device = Authenticator()
    with desk(db) as here:
        _add(signed_in(here), device)
        right = device.answer(_asked(here), ORIGIN)
        for path in (("response",), ("response", "signature"), ("response", "clientDataJSON"), ("id",), ("rawId",)):
            nonsense: list[Any] = [None, 7, "", "AAAA", "\u00e9\x00", [], {"a": {"b": []}}]
            for value in nonsense:
                body = {"credential": _with(right, path, value)}
                assert here.post(f"{SESSION}/passkey", json=body).status_code in {400, 401}, (path, value)
        assert here.post(f"{SESSION}/passkey", json={"credential": {}}).status_code == 400


def _with(credential: dict[str, Any], path: tuple[str, ...], value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(credential)
    inner = changed
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = value
    return changed


def _add(browser: Browser, device: Authenticator, name: str = "Telephone") -> Any:
    asked = browser.post(f"{PASSKEYS}/options").json()["options"]
    return browser.post(PASSKEYS, json={"name": name, "credential": device.register(asked, ORIGIN)})


def _asked(browser: Browser) -> dict[str, Any]:
    return browser.post(f"{SESSION}/passkey/options").json()["options"]


def _sign_in(browser: Browser, device: Authenticator) -> Any:
    return browser.post(f"{SESSION}/passkey", json={"credential": device.answer(_asked(browser), ORIGIN)})
