"""What projects may use: looking, granting, suspending."""

from typing import Annotated

import msgspec
from litestar import get, post
from litestar.params import FromPath, JSONBody, Parameter

from deskbell.installation.deciding import (
    Grant,
    grant_subscription,
    resume_subscription,
    suspend_subscription,
)
from deskbell.installation.looking import ProjectDetails, ProjectLines, project_details, subscription_page
from deskbell.installation.web import Db, Me, Text, acting, for_operators
from deskbell.kit.http import PageAfter, PageSize, refuses
from deskbell.subscriptions import Happening, State, history, plans_now

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


handlers = [for_operators(plans, subscriptions, happened, give, stop, go_on)]
