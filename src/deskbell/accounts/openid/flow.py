"""One way to a provider and back: what is kept of it meanwhile, sealed, in the browser that went."""

import secrets
from typing import Literal, TypeAlias

import msgspec

from deskbell.accounts.openid.provider import Asked
from deskbell.kit.clock import MINUTE
from deskbell.kit.sealing import seal, unseal

Purpose: TypeAlias = Literal["sign_in", "link", "prove"]

LASTS_MS = 10 * MINUTE
_FLOW = "openid flow"
_HALF = "half signed in"


class Flow(msgspec.Struct, frozen=True):
    """What must come back unchanged. `account_id`: who went, where somebody was signed in."""

    provider: str
    purpose: Purpose
    account_id: str
    state: str
    nonce: str
    verifier: str
    redirect_uri: str
    began_at: int

    @property
    def asked(self) -> Asked:
        return Asked(self.nonce, self.verifier, self.redirect_uri)


class HalfSignedIn(msgspec.Struct, frozen=True):
    """Somebody took the first step with a provider and still owes the second."""

    account_id: str
    began_at: int


def new_flow(provider: str, purpose: Purpose, account_id: str, *, redirect_uri: str, now: int) -> Flow:
    state, nonce, verifier = (secrets.token_urlsafe(48) for _ in range(3))
    return Flow(provider, purpose, account_id, state, nonce, verifier, redirect_uri, now)


def sealed_flow(secret_key: str, flow: Flow) -> str:
    return seal(secret_key, _FLOW, msgspec.json.encode(flow).decode())


def opened_flow(secret_key: str, sealed: str, *, state: str, now: int) -> Flow | None:
    """The way that this browser went a short while ago, when what came back is of it."""
    text = unseal(secret_key, _FLOW, sealed) if sealed else None
    flow = None if text is None else msgspec.json.decode(text, type=Flow)
    if flow is None or now - flow.began_at > LASTS_MS or not secrets.compare_digest(flow.state, state):
        return None
    return flow


def sealed_half(secret_key: str, account_id: str, now: int) -> str:
    return seal(secret_key, _HALF, msgspec.json.encode(HalfSignedIn(account_id, now)).decode())


def opened_half(secret_key: str, sealed: str, now: int) -> str | None:
    """Who took the first step a short while ago."""
    text = unseal(secret_key, _HALF, sealed)
    half = None if text is None else msgspec.json.decode(text, type=HalfSignedIn)
    return None if half is None or now - half.began_at > LASTS_MS else half.account_id
