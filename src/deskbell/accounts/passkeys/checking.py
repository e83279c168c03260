"""What is asked of authenticators, and whether their answers are right.

Costs milliseconds: not for the loop's thread.
"""

import json
from typing import Any, NamedTuple, cast
from urllib.parse import urlsplit

from deskbell.accounts.passkeys.challenges import Purpose, is_ours, new_challenge
from deskbell.accounts.passkeys.keeping import NewPasskey, StoredKey, UsedKey
from deskbell.accounts.tables import Account
from deskbell.kit.errors import BadInput, NotSignedIn

_NAME = "Deskbell"


class Place(NamedTuple):
    """Where people reach us (an origin), the key that challenges are signed with, and the time."""

    origin: str
    secret_key: str
    now: int

    @property
    def host(self) -> str:
        return urlsplit(self.origin).hostname or ""


def registration_options(place: Place, account: Account, has: list[str]) -> dict[str, Any]:
    """What the browser hands to an authenticator that shall make a key."""
    from webauthn import base64url_to_bytes, generate_registration_options, options_to_json  # noqa: PLC0415 - loaded by whoever uses it
    from webauthn.helpers.structs import (  # noqa: PLC0415 - as above
        AuthenticatorSelectionCriteria,
        PublicKeyCredentialDescriptor,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    options = generate_registration_options(
        rp_id=place.host,
        rp_name=_NAME,
        user_id=account.id.encode(),
        user_name=account.email,
        user_display_name=account.name,
        challenge=new_challenge(place.secret_key, "register", account.id, place.now),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            require_resident_key=True,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in has],
    )
    return cast("dict[str, Any]", json.loads(options_to_json(options)))


def sign_in_options(place: Place) -> dict[str, Any]:
    """What the browser asks any of the person's authenticators: whose account it is, they say themselves."""
    from webauthn import generate_authentication_options, options_to_json  # noqa: PLC0415 - loaded by whoever uses it
    from webauthn.helpers.structs import UserVerificationRequirement  # noqa: PLC0415 - as above

    options = generate_authentication_options(
        rp_id=place.host,
        challenge=new_challenge(place.secret_key, "sign_in", "", place.now),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return cast("dict[str, Any]", json.loads(options_to_json(options)))


def checked_registration(place: Place, account: Account, credential: dict[str, Any]) -> NewPasskey:
    """The key that an authenticator made, or a refusal."""
    from webauthn import verify_registration_response  # noqa: PLC0415 - loaded by whoever uses it
    from webauthn.helpers import bytes_to_base64url  # noqa: PLC0415 - as above

    challenge = _challenge(place, "register", account.id, credential)
    try:
        made = verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=place.host,
            expected_origin=place.origin,
            require_user_verification=True,
        )
        kept = NewPasskey(
            challenge,
            bytes_to_base64url(made.credential_id),
            bytes_to_base64url(made.credential_public_key),
            made.sign_count,
        )
    except Exception as error:
        raise BadInput("passkey_failed") from error
    if len(kept.credential_id) > 1400:  # noqa: PLR2004 - the longest that the standard knows, as text
        raise BadInput("passkey_failed")
    return kept


def credential_named(credential: dict[str, Any]) -> str:
    """Which credential an answer is of; nothing where it does not say."""
    named = credential.get("id")
    return named if isinstance(named, str) and named.isascii() and len(named) <= 1400 else ""  # noqa: PLR2004 - as above


def checked_answer(place: Place, key: StoredKey | None, credential: dict[str, Any]) -> UsedKey:
    """The use of a key that is known, or a refusal."""
    from webauthn import base64url_to_bytes, verify_authentication_response  # noqa: PLC0415 - loaded by whoever uses it

    challenge = _challenge(place, "sign_in", "", credential)
    if key is None:
        raise NotSignedIn("passkey_unknown")
    try:
        used = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=place.host,
            expected_origin=place.origin,
            credential_public_key=base64url_to_bytes(key.public_key),
            credential_current_sign_count=key.sign_count,
            require_user_verification=True,
        )
        handle = base64url_to_bytes(credential["response"].get("userHandle") or "").decode()
    except Exception as error:
        raise NotSignedIn("passkey_unknown") from error
    if handle not in {"", key.account_id}:
        raise NotSignedIn("passkey_unknown")
    return UsedKey(challenge, key, used.new_sign_count)


def _challenge(place: Place, purpose: Purpose, account_id: str, credential: dict[str, Any]) -> bytes:
    """The challenge that the answer says it answers, when it is one of ours."""
    from webauthn import base64url_to_bytes  # noqa: PLC0415 - loaded by whoever uses it

    try:
        said = json.loads(base64url_to_bytes(credential["response"]["clientDataJSON"]))
        challenge = base64url_to_bytes(said["challenge"])
    except Exception as error:
        raise BadInput("passkey_failed") from error
    if not is_ours(challenge, place.secret_key, purpose, account_id, place.now):
        raise BadInput("passkey_failed")
    return challenge
