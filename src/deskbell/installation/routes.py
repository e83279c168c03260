"""The operators' pages, under `/api/v1/console/installation`."""

from typing import Annotated

import msgspec
from litestar import Router, delete, get, post
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody, Parameter
from msgspec import Meta

from deskbell.accounts import (
    Account,
    Operator,
    block_account,
    dismiss_operator,
    make_operator,
    provide_operator,
    unblock_account,
)
from deskbell.installation.auditing.routes import handlers as audit_handlers
from deskbell.installation.billing.routes import handlers as billing_handlers
from deskbell.installation.deciding import (
    Grant,
    grant_subscription,
    resume_subscription,
    suspend_subscription,
)
from deskbell.installation.looking import (
    AccountLine,
    AccountLines,
    Overview,
    ProjectDetails,
    ProjectLines,
    account_lines,
    account_page,
    overview,
    project_details,
    project_page,
    subscription_page,
)
from deskbell.installation.mail.routes import handlers as mail_handlers
from deskbell.kit.db import Database
from deskbell.kit.http import PageAfter, PageSize, refuses
from deskbell.subscriptions import Happening, State, history, plans_now

Text = Annotated[str, Meta(max_length=1_000)]
Db = NamedDependency[Database]
Me = NamedDependency[Account]
Search = Annotated[str, Parameter(max_length=200, description="Part of a name or an e-mail address, or an id.")]
InState = Annotated[State | None, Parameter(description="Only those that are in this state now.")]


class GrantForm(msgspec.Struct):
    """What a project gets from now on. `valid_until` null: without an end; without `grace_days`: as the plan says.

    `revision` is how the subscription stood when the form was opened.
    """

    plan: Text
    seats: int
    valid_until: int | None
    grace_days: int | None = None
    reason: Text = ""
    revision: int | None = None


class Reason(msgspec.Struct):
    """Why: for the owners, and for the operators who come after."""

    reason: Text = ""


class PlanOffered(msgspec.Struct):
    """A plan of the catalogue, with its name in every language that it has one in."""

    id: str
    name: dict[str, str]
    seats: int
    max_seats: int
    grace_days: int
    offered: bool


class PlanList(msgspec.Struct):
    """The plan catalogue, in its own order."""

    items: list[PlanOffered]


class Happenings(msgspec.Struct):
    """A page of what became of a subscription, newest first."""

    items: list[Happening]
    next: str | None


class Blocking(msgspec.Struct):
    """Why an account is blocked, for the operators who come after."""

    reason: Text


@get("/overview", operation_id="installation_overview", summary="The installation in numbers")
async def numbers(operator: Me, db: Db) -> Overview:
    del operator
    return await db.read(overview)


@get("/projects", operation_id="installation_projects", summary="Every project, newest first")
async def projects(
    operator: Me, db: Db, search: Search = "", after: PageAfter = None, limit: PageSize = 50
) -> ProjectLines:
    del operator
    return await db.read(project_page, search=search, after=after, limit=limit)


@get("/projects/{project_id:str}", operation_id="installation_project", summary="One project, whoever owns it")
async def project(project_id: FromPath[str], operator: Me, db: Db) -> ProjectDetails:
    del operator
    return await db.read(project_details, project_id=project_id)


@get("/subscriptions", operation_id="installation_subscriptions", summary="Every project's subscription")
async def subscriptions(
    operator: Me, db: Db, in_state: InState = None, after: PageAfter = None, limit: PageSize = 50
) -> ProjectLines:
    del operator
    return await db.read(subscription_page, state=in_state, after=after, limit=limit)


@get("/plans", operation_id="installation_plans", summary="The plan catalogue", sync_to_thread=False)
def plans(operator: Me) -> PlanList:
    del operator
    return PlanList(
        [
            PlanOffered(key, one.name, one.seats, one.max_seats, one.grace_days, one.offered)
            for key, one in plans_now().plans.items()
        ]
    )


@get(
    "/projects/{project_id:str}/history",
    operation_id="installation_history",
    summary="What became of a project's subscription",
)
async def happened(
    project_id: FromPath[str], operator: Me, db: Db, after: PageAfter = None, limit: PageSize = 50
) -> Happenings:
    del operator
    await db.read(project_details, project_id=project_id)
    return Happenings(*await db.read(history, project_id, after, limit))


@post(
    "/projects/{project_id:str}/subscription",
    status_code=200,
    responses=refuses(409),
    operation_id="grant_subscription",
    summary="Give a project a plan with seats and an end",
)
async def give(project_id: FromPath[str], operator: Me, db: Db, data: JSONBody[GrantForm]) -> ProjectDetails:
    wanted = Grant(data.plan, data.seats, data.valid_until, data.grace_days, data.reason, data.revision)
    return await db.write(grant_subscription, acting(operator, project_id), wanted=wanted)


@post(
    "/projects/{project_id:str}/subscription/suspend",
    status_code=200,
    operation_id="suspend_subscription",
    summary="Stop a project's subscription until it is resumed",
)
async def stop(project_id: FromPath[str], operator: Me, db: Db, data: JSONBody[Reason]) -> ProjectDetails:
    return await db.write(suspend_subscription, acting(operator, project_id), reason=data.reason)


@post(
    "/projects/{project_id:str}/subscription/resume",
    status_code=200,
    operation_id="resume_subscription",
    summary="Let a project's subscription go on",
)
async def go_on(project_id: FromPath[str], operator: Me, db: Db, data: JSONBody[Reason]) -> ProjectDetails:
    return await db.write(resume_subscription, acting(operator, project_id), reason=data.reason)


@get("/accounts", operation_id="installation_accounts", summary="Every account, newest first")
async def accounts(
    operator: Me, db: Db, search: Search = "", after: PageAfter = None, limit: PageSize = 50
) -> AccountLines:
    del operator
    return await db.read(account_page, search=search, after=after, limit=limit)


@post(
    "/accounts/{account_id:str}/operator",
    status_code=200,
    responses=refuses(409),
    operation_id="make_operator",
    summary="Have an account administer the installation too",
)
async def appoint(account_id: FromPath[str], operator: Me, db: Db) -> AccountLine:
    card = await db.write(make_operator, acting(operator), account_id=account_id)
    return (await db.read(account_lines, [card]))[0]


@delete(
    "/accounts/{account_id:str}/operator",
    status_code=200,
    responses=refuses(409),
    operation_id="dismiss_operator",
    summary="Have an account administer the installation no longer; the last operator stays",
)
async def dismiss(account_id: FromPath[str], operator: Me, db: Db) -> AccountLine:
    card = await db.write(dismiss_operator, acting(operator), account_id=account_id)
    return (await db.read(account_lines, [card]))[0]


@post(
    "/accounts/{account_id:str}/block",
    status_code=200,
    responses=refuses(409),
    operation_id="block_account",
    summary="End an account's sessions and keep it from signing in",
)
async def block(account_id: FromPath[str], operator: Me, db: Db, data: JSONBody[Blocking]) -> AccountLine:
    card = await db.write(block_account, acting(operator), account_id=account_id, reason=data.reason)
    return (await db.read(account_lines, [card]))[0]


@delete(
    "/accounts/{account_id:str}/block",
    status_code=200,
    operation_id="unblock_account",
    summary="Let an account sign in again",
)
async def unblock(account_id: FromPath[str], operator: Me, db: Db) -> AccountLine:
    card = await db.write(unblock_account, acting(operator), account_id=account_id)
    return (await db.read(account_lines, [card]))[0]


def acting(account: Account, project_id: str = "") -> Operator:
    """The operator as somebody who acts, upon a project or upon the installation."""
    return Operator(account.id, account.name, project_id)


handlers = [
    Router(
        "/api/v1/console/installation",
        route_handlers=[
            numbers, plans, projects, project, happened, give, stop, go_on, subscriptions,
            accounts, appoint, dismiss, block, unblock,
        ],
        dependencies={"operator": Provide(provide_operator)},
        cache_control=CacheControlHeader(no_store=True),
        tags=["Console: installation"],
    ),
    *billing_handlers,
    *mail_handlers,
    *audit_handlers,
]  # fmt: skip
