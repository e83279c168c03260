"""A project's subscription, under `/api/v1/console`; and its state for the Workspace's administrators."""

from typing import Annotated

import msgspec
from litestar import Router, delete, get, post
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody, Parameter
from msgspec import Meta

from deskbell.accounts import Account, provide_account
from deskbell.audit import By
from deskbell.billing import cancel_paid, change_paid, charge_of, is_set_up, payments_of
from deskbell.kit.db import Database, Tx
from deskbell.kit.http import PageAfter, PageSize, refuses
from deskbell.management.subscription.history import History, history_page
from deskbell.management.subscription.module import SubscriptionModule, subscription_module
from deskbell.management.subscription.page import Reader, SubscriptionPage, subscription_page
from deskbell.management.subscription.previewing import ChangePreview, change_preview
from deskbell.projects import Owner, owner_of
from deskbell.settings import Settings
from deskbell.subscriptions import Wish, cancel_change, change_seats
from deskbell.team import Agent
from deskbell.team.web import provide_agent_who_may

Db = NamedDependency[Database]
Set = NamedDependency[Settings]
Me = NamedDependency[Account]
PlanName = Annotated[str, Meta(min_length=1, max_length=32)]
Count = Annotated[int, Meta(ge=1, le=1_000_000)]
Revision = Annotated[int, Meta(ge=0, le=2**31 - 1)]


class SeatsWish(msgspec.Struct):
    """How many seats, and of which plan; of the present one where it is absent."""

    seats: Count
    plan: PlanName | None = None


class SeatsForm(msgspec.Struct):
    """The same, decided. `revision`: that of the page on which it was decided; null: whatever it is now."""

    seats: Count
    revision: Revision | None = None
    plan: PlanName | None = None
    reason: Annotated[str, Meta(max_length=1_000)] = ""


@get(
    "/projects/{project_id:str}/subscription",
    responses=refuses(409),
    operation_id="subscription",
    summary="Everything about a project's subscription",
)
async def subscription(project_id: FromPath[str], account: Me, db: Db, settings: Set) -> SubscriptionPage:
    reader = await _reader(project_id, account, db, settings)
    return await db.read(subscription_page, reader)


@post(
    "/projects/{project_id:str}/subscription/preview",
    status_code=200,
    responses=refuses(409),
    operation_id="preview_seats",
    summary="What a change of seats or plan would do",
)
async def preview(
    project_id: FromPath[str], account: Me, db: Db, settings: Set, data: JSONBody[SeatsWish]
) -> ChangePreview:
    reader = await _reader(project_id, account, db, settings)
    wish = Wish(data.seats, data.plan)
    shown = await db.read(change_preview, reader, wish=wish)
    if shown.way != "at_once" or not await db.read(_is_paid, reader):
        return shown
    return msgspec.structs.replace(shown, charge=await charge_of(db, settings, project_id=project_id, wish=wish))


@post(
    "/projects/{project_id:str}/subscription/seats",
    status_code=200,
    responses=refuses(403, 409),
    operation_id="change_seats",
    summary="Change the seats or the plan, and what is paid: more at once, less from the end of the period on",
)
async def change(
    project_id: FromPath[str], account: Me, db: Db, settings: Set, data: JSONBody[SeatsForm]
) -> SubscriptionPage:
    reader = await _reader(project_id, account, db, settings)
    if await db.read(_is_paid, reader):
        wish = Wish(data.seats, data.plan)
        by = reader.owner.by
        await change_paid(db, settings, by, project_id=project_id, wish=wish, revision=data.revision)
    else:
        await db.write(_change, reader.owner, operator=reader.operator, form=data)
    return await db.read(subscription_page, reader)


@delete(
    "/projects/{project_id:str}/subscription/scheduled",
    status_code=200,
    responses=refuses(409),
    operation_id="cancel_scheduled_change",
    summary="Cancel the change that is scheduled",
)
async def cancel(
    project_id: FromPath[str],
    account: Me,
    db: Db,
    settings: Set,
    revision: Annotated[int | None, Parameter(ge=0, le=2**31 - 1, description="That of the page it is from.")] = None,
) -> SubscriptionPage:
    reader = await _reader(project_id, account, db, settings)
    if await db.read(_is_paid, reader):
        await cancel_paid(db, settings, reader.owner.by, project_id=project_id, revision=revision)
    else:
        await db.write(_cancel, reader.owner, operator=reader.operator, revision=revision)
    return await db.read(subscription_page, reader)


@get(
    "/projects/{project_id:str}/subscription/history",
    responses=refuses(409),
    operation_id="subscription_history",
    summary="What became of a project's subscription, newest first",
)
async def past(
    project_id: FromPath[str], account: Me, db: Db, after: PageAfter = None, limit: PageSize = 20
) -> History:
    owner = await db.read(owner_of, account, project_id)
    return await db.read(history_page, owner, after=after, limit=limit)


@get(
    "/{project_id:str}/subscription",
    responses=refuses(403),
    dependencies={"agent": Provide(provide_agent_who_may("subscription.see"))},
    operation_id="workspace_subscription",
    summary="Until when the project may be used, for its administrators",
)
async def in_workspace(project_id: FromPath[str], agent: NamedDependency[Agent], db: Db) -> SubscriptionModule:
    del agent
    return await db.read(subscription_module, project_id)


async def _reader(project_id: str, account: Account, db: Database, settings: Settings) -> Reader:
    owner = await db.read(owner_of, account, project_id)
    return Reader(owner, account.operator, settings.billing_contact, is_set_up(settings))


def _is_paid(tx: Tx, reader: Reader) -> bool:
    """Whether changes are the payment provider's to make: it would undo those that it does not know of."""
    return payments_of(tx, reader.owner.project_id, possible=reader.may_pay).paying


def _change(tx: Tx, owner: Owner, *, operator: bool, form: SeatsForm) -> None:
    by = _by(owner, operator=operator)
    wish = Wish(form.seats, form.plan)
    change_seats(tx, by, project_id=owner.project_id, wish=wish, revision=form.revision, reason=form.reason)


def _cancel(tx: Tx, owner: Owner, *, operator: bool, revision: int | None) -> None:
    cancel_change(tx, _by(owner, operator=operator), project_id=owner.project_id, revision=revision)


def _by(owner: Owner, *, operator: bool) -> By:
    """An owner who administers the installation too may take what they would have to give."""
    return owner.by._replace(kind="operator") if operator else owner.by


handlers = [
    Router(
        "/api/v1/console",
        route_handlers=[subscription, preview, change, cancel, past],
        dependencies={"account": Provide(provide_account)},
        cache_control=CacheControlHeader(no_store=True),
        tags=["Console: subscription"],
    ),
    Router(
        "/api/v1/workspace",
        route_handlers=[in_workspace],
        cache_control=CacheControlHeader(no_store=True),
        tags=["Workspace: session"],
    ),
]
