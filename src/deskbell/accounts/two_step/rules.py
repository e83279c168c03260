"""Codes: which one is right now, and what recovery codes look like."""

import hmac
import secrets

STEP_MS = 30_000
RECOVERY_CODES = 10
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS = 4
_DIGITS = 6


def matching_step(secret: str, code: str, now: int) -> int | None:
    """Which half minute the code belongs to: this one, or one beside it for clocks that differ; None: to none."""
    from pyotp.totp import TOTP  # noqa: PLC0415 - loaded by whoever uses it

    typed = "".join(code.split())
    if len(typed) != _DIGITS or not (typed.isascii() and typed.isdigit()):
        return None
    totp, this = TOTP(secret), now // STEP_MS
    return next(
        (step for step in (this, this - 1, this + 1) if hmac.compare_digest(totp.generate_otp(step), typed)), None
    )


def new_recovery_codes() -> list[str]:
    """Ten codes such as `k3vm-x7ta-p2qd-9hwn`: 79 random bits each, without look-alikes."""
    return ["-".join(_group() for _ in range(_GROUPS)) for _ in range(RECOVERY_CODES)]


def plain_recovery_code(typed: str) -> str | None:
    """A recovery code as it is digested, however it was typed; None for what cannot be one."""
    plain = "".join(char for char in typed.lower() if char.isalnum())
    return plain if len(plain) == 4 * _GROUPS else None


def _group() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(4))
