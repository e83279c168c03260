"""Every setting, read once from a TOML file and the environment, then passed in. `docs/run-it.md` explains each."""

import os
import secrets
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from deskbell.kit.db.engines import sqlite_url
from deskbell.kit.errors import BadInput

_PREFIX = "DESKBELL_"


class Provider(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An OpenID provider that people may sign in to the Console with. `id` stays: accounts are linked by it."""

    id: Annotated[str, Meta(pattern="^[a-z0-9-]{1,40}$")]
    name: Annotated[str, Meta(min_length=1, max_length=40)]
    issuer: Annotated[str, Meta(pattern=r"^(https://|http://(localhost|127\.0\.0\.1|\[::1\])[:/])", max_length=300)]
    client_id: str
    client_secret: str = ""
    scope: str = "openid email profile"


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How this server runs. Each name is also an environment variable, `DESKBELL_<NAME>`."""

    data: str = "./deskbell-data"
    host: str = "127.0.0.1"
    port: Annotated[int, Meta(ge=0, le=65535)] = 8000
    database_url: str = ""
    nats_url: str = ""
    public_url: Annotated[str, Meta(pattern=r"^(https?://[^/\s]+/?)?$")] = ""
    trusted_proxies: str = "127.0.0.1"
    sign_up: Literal["open", "first", "closed"] = "open"
    operator_first_account: bool = True
    email_confirmation: Literal["optional", "required"] = "optional"
    sign_in_with: tuple[Provider, ...] = ()
    plans: str = ""
    trial_days: Annotated[int, Meta(ge=-1, le=3650)] = -1
    trial_seats: Annotated[int, Meta(ge=0, le=100_000)] = 0
    stripe_secret_key: str = ""
    stripe_webhook_secret: str = ""
    stripe_api_base: Annotated[str, Meta(pattern=r"^https?://[^/\s]+$")] = "https://api.stripe.com"
    invoice_seller: Annotated[str, Meta(max_length=400)] = ""
    billing_contact: Annotated[str, Meta(max_length=200)] = ""
    messages_per_minute: Annotated[int, Meta(ge=1)] = 240
    arrivals_per_minute: Annotated[int, Meta(ge=1)] = 60
    writes_per_minute: Annotated[int, Meta(ge=1)] = 600
    max_file_mb: Annotated[int, Meta(ge=1, le=2048)] = 10
    password_memory: Annotated[int, Meta(ge=19, le=1024)] = 64
    smtp_url: str = ""
    mail_from: str = ""
    mail_days: Annotated[int, Meta(ge=7, le=3650)] = 30
    push_allow_private: bool = False
    audit_days: Annotated[int, Meta(ge=7, le=3650)] = 400
    webhooks_allow_private: bool = False
    secret_key: str = ""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_json: bool = False

    @property
    def data_folder(self) -> Path:
        return Path(self.data).expanduser().resolve()

    @property
    def database(self) -> str:
        """The database's address: the one given, or an SQLite file in the data folder."""
        return self.database_url or sqlite_url(self.data_folder / "deskbell.sqlite3")

    @property
    def secure_cookies(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def address(self) -> str:
        """Where people reach this server, without a slash at the end."""
        return self.public_url.rstrip("/") or f"http://{_reachable(self.host)}:{self.port}"


def read_settings(config: Path | None, given: dict[str, Any]) -> Settings:
    """Settings from, in rising order: defaults, the TOML file, the environment, the command line's `given`.

    Raises `BadInput` naming the setting that cannot be used.
    """
    values: dict[str, Any] = {}
    if config is not None:
        try:
            values |= tomllib.loads(config.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise BadInput("bad_settings", reason=str(error)) from error
    known = {field.name for field in msgspec.structs.fields(Settings)}
    for name, text in os.environ.items():
        if name.startswith(_PREFIX) and name.removeprefix(_PREFIX).lower() in known:
            values[name.removeprefix(_PREFIX).lower()] = _read(text)
    values |= {name: value for name, value in given.items() if value is not None}
    try:
        return msgspec.convert(values, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise BadInput("bad_settings", reason=str(error)) from error


def _read(text: str) -> Any:  # noqa: ANN401 - whatever the setting is made of
    """A list in the environment is JSON; anything else is read as it stands."""
    if not text.startswith("["):
        return text
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        raise BadInput("bad_settings", reason=str(error)) from error


def prepare_data_folder(settings: Settings) -> Settings:
    """Make the data folder and, once, the secret key in it; answer the settings with the key filled in."""
    folder = settings.data_folder
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = settings.secret_key or _kept_secret(folder / "secret-key")
    except OSError as error:
        raise BadInput("bad_data_folder", folder=str(folder), reason=error.strerror or str(error)) from error
    if len(key) < 32:  # noqa: PLR2004 - 128 bits as hexadecimal text
        raise BadInput("bad_secret_key")
    return msgspec.structs.replace(settings, secret_key=key)


def _kept_secret(path: Path) -> str:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip()
    with os.fdopen(descriptor, "w") as file:
        key = secrets.token_hex(32)
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    return key


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "127.0.0.1", "": "127.0.0.1"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 - compared, not bound
