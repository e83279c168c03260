"""Talking to a provider: where its doors are, its keys, and what it says of somebody."""

# authlib has no types of its own.
# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false, reportUnknownArgumentType=false

import asyncio
import base64
import time
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

import msgspec

from deskbell.kit.errors import BadInput, Unavailable
from deskbell.kit.outgoing import fetch
from deskbell.kit.texts import short
from deskbell.settings import Provider

_KEPT_S = 3600
_LEEWAY_S = 60
# Signed with the provider's own keys: with a shared secret, or not at all, anybody could have signed it.
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]


class Described(msgspec.Struct, frozen=True):
    """What of a provider's description we use (OpenID Connect Discovery)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)


class Tokens(msgspec.Struct, frozen=True):
    """What of the token endpoint's answer we use."""

    id_token: str


class Claimed(msgspec.Struct, frozen=True):
    """What an ID token says of somebody."""

    sub: str
    email: str = ""
    email_verified: bool | str = False
    name: str = ""


class Identity(NamedTuple):
    """Somebody, as a provider knows them. `email` may be empty; `confirmed`: the provider says that it is theirs."""

    issuer: str
    subject: str
    provider: str
    email: str
    confirmed: bool
    name: str


class Asked(NamedTuple):
    """What was sent along and must come back, and what stayed here."""

    nonce: str
    verifier: str
    redirect_uri: str


class Providers:
    """The providers of the settings, and what they said of themselves during the last hour."""

    def __init__(self) -> None:
        self._described: dict[str, tuple[float, Described]] = {}
        self._keys: dict[str, dict[str, Any]] = {}

    async def address(self, provider: Provider, *, state: str, asked: Asked) -> str:
        """Where the browser goes to say who its person is."""
        from authlib.oauth2.rfc6749.parameters import prepare_grant_uri  # noqa: PLC0415 - loaded by whoever uses it
        from authlib.oauth2.rfc7636 import create_s256_code_challenge  # noqa: PLC0415 - as above

        described = await self._description(provider)
        return prepare_grant_uri(
            described.authorization_endpoint,
            provider.client_id,
            "code",
            redirect_uri=asked.redirect_uri,
            scope=provider.scope,
            state=state,
            nonce=asked.nonce,
            code_challenge=create_s256_code_challenge(asked.verifier),
            code_challenge_method="S256",
        )

    async def identity(self, provider: Provider, *, code: str, asked: Asked) -> Identity:
        """Who the code stands for."""
        described = await self._description(provider)
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": asked.redirect_uri,
            "code_verifier": asked.verifier,
            "client_id": provider.client_id,
        }
        headers: dict[str, str] = {}
        if provider.client_secret and "client_secret_basic" in described.token_endpoint_auth_methods_supported:
            pair = f"{quote(provider.client_id, safe='')}:{quote(provider.client_secret, safe='')}"
            headers["authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        elif provider.client_secret:
            form["client_secret"] = provider.client_secret
        url = described.token_endpoint
        answer = await fetch(url, trusted=_is_near(provider, url), form=form, headers=headers)
        if answer.status != HTTPStatus.OK:
            raise BadInput("openid_refused")
        tokens: Tokens = _read(answer.body, Tokens)
        try:
            keys = await self._key_set(provider, described)
            return await asyncio.to_thread(_checked, provider, tokens.id_token, asked.nonce, keys)
        except _UnknownKey:
            # Providers change their keys; once we look whether this is such a day.
            self._keys.pop(provider.id, None)
            keys = await self._key_set(provider, described)
        try:
            return await asyncio.to_thread(_checked, provider, tokens.id_token, asked.nonce, keys)
        except _UnknownKey as error:
            raise BadInput("openid_refused") from error

    async def _description(self, provider: Provider) -> Described:
        read_at, kept = self._described.get(provider.id, (0.0, None))
        if kept is not None and time.monotonic() - read_at < _KEPT_S:
            return kept
        url = f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration"
        described: Described = _read((await fetch(url, trusted=True)).body, Described)
        if described.issuer != provider.issuer:
            raise Unavailable("other_side_failed")
        if urlsplit(described.authorization_endpoint).scheme not in {"https", urlsplit(provider.issuer).scheme}:
            raise Unavailable("other_side_failed")
        self._described[provider.id] = (time.monotonic(), described)
        self._keys.pop(provider.id, None)
        return described

    async def _key_set(self, provider: Provider, described: Described) -> dict[str, Any]:
        if provider.id not in self._keys:
            answer = await fetch(described.jwks_uri, trusted=_is_near(provider, described.jwks_uri))
            self._keys[provider.id] = _read(answer.body, dict[str, Any])
        return self._keys[provider.id]


class _UnknownKey(Exception):  # noqa: N818 - it is looked for once more
    """No key of the provider's fits."""


def _checked(provider: Provider, id_token: str, nonce: str, keys: dict[str, Any]) -> Identity:
    """What the token says, when the provider signed it, for us, just now, and for this attempt."""
    from authlib.oidc.core import CodeIDToken  # noqa: PLC0415 - loaded by whoever uses it
    from joserfc import jwt  # noqa: PLC0415 - as above
    from joserfc.errors import BadSignatureError, JoseError  # noqa: PLC0415 - as above
    from joserfc.jwk import KeySet  # noqa: PLC0415 - as above

    try:
        token = jwt.decode(id_token, KeySet.import_key_set(keys), algorithms=_ALGORITHMS)  # pyright: ignore[reportArgumentType] - a stranger's JSON, checked by the library
    except (BadSignatureError, KeyError, TypeError) as error:
        raise _UnknownKey from error
    except (JoseError, ValueError) as error:
        raise _UnknownKey from error
    options: dict[str, Any] = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client_id},
        "nonce": {"essential": True, "value": nonce},
    }
    claims = CodeIDToken(token.claims, token.header, options, {"nonce": nonce, "client_id": provider.client_id})
    try:
        claims.validate(leeway=_LEEWAY_S)
        said = msgspec.convert(token.claims, Claimed)
    except (JoseError, msgspec.ValidationError) as error:
        raise BadInput("openid_refused") from error
    if not 0 < len(said.sub) <= 255 or not said.sub.isprintable():  # noqa: PLR2004 - the standard's limit
        raise BadInput("openid_refused")
    confirmed = said.email_verified in {True, "true"}
    return Identity(provider.issuer, said.sub, provider.id, short(said.email, 254), confirmed, short(said.name, 80))


def _is_near(provider: Provider, url: str) -> bool:
    """Whether the operator named this very machine; what a provider names besides must be public."""
    return urlsplit(url).netloc == urlsplit(provider.issuer).netloc


def _read(body: bytes, kind: Any) -> Any:  # noqa: ANN401 - whatever is asked for
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unavailable("other_side_failed") from error
