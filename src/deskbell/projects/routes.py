"""A project's owners and picture, under `/api/v1/console`; pictures are for everybody, under `/avatars`."""

from typing import Annotated

import msgspec
from litestar import Response, Router, delete, get, post, put
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody
from msgspec import Meta

from deskbell.accounts import Account, provide_account
from deskbell.kit.db import Database
from deskbell.kit.errors import NotFound, TooLarge
from deskbell.kit.http import Ask, own_address, refuses
from deskbell.kit.ids import new_token
from deskbell.projects.offering import (
    Joining,
    NewOffer,
    OfferShown,
    accept_offer,
    link_of,
    look_at_offer,
    offer_project,
    offers_project,
    withdraw_offer,
)
from deskbell.projects.owning import OfferCard, Owners, owners_of, remove_owner
from deskbell.projects.picturing import (
    MAX_PICTURE_BYTES,
    MEDIA_TYPE,
    avatar_picture,
    remove_avatar,
    set_avatar,
    squared,
)
from deskbell.projects.queries import owner_of, project_by_id
from deskbell.projects.rules import avatar_path
from deskbell.projects.tables import OfferKind
from deskbell.settings import Settings

Text = Annotated[str, Meta(max_length=1_000)]
Db = NamedDependency[Database]
Set = NamedDependency[Settings]
Me = NamedDependency[Account]

_FOREVER = "public, max-age=31536000, immutable"
_SUFFIX = ".webp"


class OfferForm(msgspec.Struct):
    """Whom to offer the project to. `leaves`: whoever transfers it stops being an owner when it is accepted."""

    email: Text
    kind: OfferKind = "join"
    leaves: bool = False


class OfferMade(msgspec.Struct):
    """The offer, and its link, which is shown this once."""

    offer: OfferCard
    link: str


class LinkToken(msgspec.Struct):
    """The secret of a link: what stood behind its `#`."""

    token: Text


class OfferAccepted(msgspec.Struct):
    """Which project one owns now."""

    project_id: str


class Picture(msgspec.Struct):
    """A PNG, JPEG, WebP or GIF in base64, 2 MB at most. Its middle becomes a small square."""

    picture: bytes


class AvatarAnswer(msgspec.Struct):
    """Where the picture is now; null: nowhere, a letter stands in for it."""

    avatar: str | None


@get("/projects/{project_id:str}/owners", operation_id="owners", summary="Who owns a project, and who may soon")
async def owners(project_id: FromPath[str], account: Me, db: Db) -> Owners:
    owner = await db.read(owner_of, account, project_id)
    return await db.read(owners_of, owner)


@delete(
    "/projects/{project_id:str}/owners/{account_id:str}",
    status_code=204,
    responses=refuses(409),
    operation_id="remove_owner",
    summary="Have somebody own a project no longer, or oneself",
)
async def remove(project_id: FromPath[str], account_id: FromPath[str], account: Me, db: Db) -> None:
    owner = await db.read(owner_of, account, project_id)
    await db.write(remove_owner, owner, account_id=account_id)


@post(
    "/projects/{project_id:str}/offers",
    responses=refuses(409, 429),
    operation_id="offer_project",
    summary="Invite somebody to own a project too, or transfer it",
)
async def offer(
    request: Ask, project_id: FromPath[str], account: Me, db: Db, settings: Set, data: JSONBody[OfferForm]
) -> OfferMade:
    owner = await db.read(owner_of, account, project_id)
    wanted = NewOffer(data.email, data.kind, data.leaves, new_token())
    made = await db.write(offer_project, owner, wanted=wanted, language=account.language)
    return OfferMade(made, own_address(request, settings.public_url) + link_of(wanted.token))


@delete(
    "/projects/{project_id:str}/offers/{offer_id:str}",
    status_code=204,
    operation_id="withdraw_offer",
    summary="Make an invitation's or a transfer's link worthless",
)
async def withdraw(project_id: FromPath[str], offer_id: FromPath[str], account: Me, db: Db) -> None:
    owner = await db.read(owner_of, account, project_id)
    await db.write(withdraw_offer, owner, offer_id=offer_id)


@post(
    "/offers/look",
    status_code=200,
    responses=refuses(409),
    operation_id="look_at_offer",
    summary="What a link to own a project offers",
)
async def look(account: Me, db: Db, data: JSONBody[LinkToken]) -> OfferShown:
    return await db.read(look_at_offer, account, data.token)


@post(
    "/offers/acceptance",
    status_code=200,
    responses=refuses(409),
    operation_id="accept_offer",
    summary="Become an owner by a link, which is used up by it",
)
async def accept(account: Me, db: Db, data: JSONBody[LinkToken]) -> OfferAccepted:
    project_id = await db.read(offers_project, data.token)
    await db.write(accept_offer, Joining(project_id, account), token=data.token)
    return OfferAccepted(project_id)


@put(
    "/projects/{project_id:str}/avatar",
    # In base64, and a little around it.
    request_max_body_size=MAX_PICTURE_BYTES * 4 // 3 + 1024,
    max_kb=MAX_PICTURE_BYTES // 1024,
    responses=refuses(413),
    operation_id="set_avatar",
    summary="Give a project a picture",
)
async def set_picture(project_id: FromPath[str], account: Me, db: Db, data: JSONBody[Picture]) -> AvatarAnswer:
    owner = await db.read(owner_of, account, project_id)
    if len(data.picture) > MAX_PICTURE_BYTES:
        raise TooLarge("too_large", field="picture", max_kb=MAX_PICTURE_BYTES // 1024)
    await db.write(set_avatar, owner, picture=await squared(data.picture))
    return AvatarAnswer(avatar_path((await db.read(project_by_id, project_id)).avatar))


@delete(
    "/projects/{project_id:str}/avatar",
    status_code=204,
    operation_id="remove_avatar",
    summary="Take a project's picture away",
)
async def remove_picture(project_id: FromPath[str], account: Me, db: Db) -> None:
    owner = await db.read(owner_of, account, project_id)
    await db.write(remove_avatar, owner)


@get("/avatars/{file:str}", include_in_schema=False)
async def avatar(db: Db, file: FromPath[str]) -> Response[bytes]:
    """For everybody: visitors see it. Nobody guesses a digest, and what it shows is shown to the world anyway."""
    if not file.endswith(_SUFFIX):
        raise NotFound
    picture = await db.read(avatar_picture, file.removesuffix(_SUFFIX))
    headers = {"cache-control": _FOREVER, "content-security-policy": "default-src 'none'; sandbox"}
    return Response(picture, media_type=MEDIA_TYPE, headers=headers)


handlers = [
    avatar,
    Router(
        "/api/v1/console",
        route_handlers=[owners, remove, offer, withdraw, look, accept, set_picture, remove_picture],
        dependencies={"account": Provide(provide_account)},
        cache_control=CacheControlHeader(no_store=True),
        tags=["Console: projects"],
    ),
]
