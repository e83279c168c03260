"""Two-step sign-in: an app's codes and recovery codes, each of which opens once."""

from pyotp.totp import TOTP
from sqlalchemy import select

from deskbell.accounts.tables import account_recovery_code, account_totp
from deskbell.accounts.two_step.rules import matching_step, new_recovery_codes, plain_recovery_code
from deskbell.kit.clock import HOUR, SECOND
from deskbell.kit.db import Database
from deskbell.kit.sealing import seal, unseal
from tests.accounts.people import ACCOUNT, SESSION, Browser, code_of, sign_in, signed_in
from tests.rooms import Clock, desk, new_account, rows


def test_a_code_belongs_to_its_half_minute_or_the_one_beside_it() -> None:
    secret, now = "JBSWY3DPEHPK3PXP" * 2, 1_800_000_000_000
    for seconds, right in ((-60, False), (-30, True), (0, True), (30, True), (60, False)):
        code = TOTP(secret).at(now // 1000 + seconds)
        assert (matching_step(secret, code, now) is not None) is right, seconds
    for nonsense in ("", "12345", "1234567", "١٢٣٤٥٦", "abcdef", "12 34 5"):
        assert matching_step(secret, nonsense, now) is None


def test_recovery_codes_are_ten_different_ones_and_may_be_typed_loosely() -> None:
    codes = new_recovery_codes()
    assert len({*codes}) == 10
    assert plain_recovery_code(f" {codes[0].upper().replace('-', ' ')} ") == codes[0].replace("-", "")
    assert plain_recovery_code("123456") is None


def test_what_is_sealed_opens_only_for_what_it_was_sealed_for() -> None:
    sealed = seal("k" * 32, "a purpose", "a secret", about="somebody")
    assert "a secret" not in sealed
    assert unseal("k" * 32, "a purpose", sealed, about="somebody") == "a secret"
    for key, purpose, about in (("l" * 32, "a purpose", "somebody"), ("k" * 32, "another", "somebody")):
        assert unseal(key, purpose, sealed, about=about) is None
    assert unseal("k" * 32, "a purpose", sealed, about="somebody else") is None
    assert unseal("k" * 32, "a purpose", "not sealed at all") is None


def test_the_second_step_is_asked_for_and_no_code_opens_twice(db: Database, clock: Clock) -> None:
    new_account(db)
    with desk(db) as here:
        signed_in(here)
        secret, codes = turn_on(here, clock)
        assert here.get(f"{ACCOUNT}/security").json()["recovery_codes_left"] == 10
        here.delete(SESSION)

        asked = sign_in(here)
        assert (*code_of(asked), asked.json()["field"]) == (401, "second_factor_needed", "code")
        assert "set-cookie" not in asked.headers
        # The code that turned it on is used up, too.
        assert code_of(sign_in(here, code=_code(secret, clock))) == (401, "wrong_code")
        clock.now += 30 * SECOND
        code = _code(secret, clock)
        signed_in(here, code=code)
        assert code_of(sign_in(here, code=code)) == (401, "wrong_code")

        signed_in(here, code=codes[3].upper())
        assert code_of(sign_in(here, code=codes[3])) == (401, "wrong_code")
        assert here.get(f"{ACCOUNT}/security").json()["recovery_codes_left"] == 9


def test_a_wrong_password_asks_for_no_code(db: Database, clock: Clock) -> None:
    new_account(db)
    with desk(db) as here:
        secret, _ = turn_on(signed_in(here), clock)
        clock.now += 30 * SECOND
        refused = sign_in(here, password="wrong horse battery", code=_code(secret, clock))
        assert code_of(refused) == (401, "wrong_credentials")


def test_wrong_codes_are_slowed_down(db: Database, clock: Clock) -> None:
    new_account(db)
    with desk(db) as here:
        secret, _ = turn_on(signed_in(here), clock)
        clock.now += 30 * SECOND
        codes = [sign_in(here, code="000000").status_code for _ in range(12)]
        assert codes[0] == 401
        refused = sign_in(here, code=_code(secret, clock))
        assert (refused.status_code, codes[-1]) == (429, 429)
        assert int(refused.headers["retry-after"]) > 0


def test_new_recovery_codes_end_the_old_ones_and_turning_off_ends_all(db: Database, clock: Clock) -> None:
    new_account(db)
    with desk(db) as here:
        _, old = turn_on(signed_in(here), clock)
        new = here.post(f"{ACCOUNT}/two-step/recovery-codes").json()["codes"]
        assert code_of(sign_in(here, code=old[0])) == (401, "wrong_code")
        signed_in(here, code=new[0])
        assert here.delete(f"{ACCOUNT}/two-step").status_code == 204
        signed_in(here)
        assert here.get(f"{ACCOUNT}/security").json()["two_step_since"] is None
    assert rows(db, select(account_recovery_code)) == []


def test_nothing_in_the_database_is_a_code_or_a_secret(db: Database, clock: Clock) -> None:
    new_account(db)
    with desk(db, secret_key="s" * 32) as here:
        secret, codes = turn_on(signed_in(here), clock)
        kept = str([*rows(db, select(account_totp)), *rows(db, select(account_recovery_code))])
        assert secret not in kept
        assert not any(code in kept or code.replace("-", "") in kept for code in codes)
        listed = here.get(f"{ACCOUNT}/security").text
        assert secret not in listed
        # Turned on already: another app does not creep in beside it.
        assert code_of(here.post(f"{ACCOUNT}/two-step")) == (409, "two_step_on")


def test_an_app_whose_code_was_never_typed_asks_nobody(db: Database, clock: Clock) -> None:
    new_account(db)
    with desk(db) as here:
        begun = signed_in(here).post(f"{ACCOUNT}/two-step").json()
        assert begun["picture"].startswith("data:image/svg+xml")
        assert begun["address"].startswith("otpauth://totp/Deskbell%3Aowner%40example.com?secret=")
        wrong = here.post(f"{ACCOUNT}/two-step/code", json={"code": "000000"})
        assert (*code_of(wrong), wrong.json()["field"]) == (400, "wrong_code", "code")
        signed_in(here)
    del clock


def test_codes_asked_for_an_hour_ago_are_welcome_again(db: Database, clock: Clock) -> None:
    new_account(db)
    with desk(db) as here:
        secret, _ = turn_on(signed_in(here), clock)
        clock.now += HOUR
        signed_in(here, code=_code(secret, clock))


def turn_on(browser: Browser, clock: Clock) -> tuple[str, list[str]]:
    secret = browser.post(f"{ACCOUNT}/two-step").json()["secret"]
    made = browser.post(f"{ACCOUNT}/two-step/code", json={"code": _code(secret, clock)})
    assert made.status_code == 200, made.text
    return secret, made.json()["codes"]


def _code(secret: str, clock: Clock) -> str:
    return TOTP(secret).at(clock.now // 1000)
