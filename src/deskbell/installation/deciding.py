"""Deciding what a project may use: an operator grants a plan with seats and an end, stops it, and lets it go on."""

import msgspec

from deskbell.accounts import Operator
from deskbell.installation.looking import ProjectDetails, project_details
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput, Conflict
from deskbell.kit.texts import readable_reason
from deskbell.subscriptions import grant, resume, subscription_of, suspend


class Grant(msgspec.Struct, frozen=True):
    """What a project gets instead of what it has. `valid_until` None: without an end; `grace_days` None: the plan's.

    `revision` is how the subscription stood when it was decided; None: however it stands.
    """

    plan: str
    seats: int
    valid_until: int | None
    grace_days: int | None = None
    reason: str = ""
    revision: int | None = None


def grant_subscription(tx: Tx, operator: Operator, *, wanted: Grant) -> ProjectDetails:
    """Give the project that the operator acts upon this plan from now on."""
    _require_as_it_was(tx, operator, wanted.revision)
    grant(
        tx,
        operator.by,
        project_id=operator.project_id,
        plan=wanted.plan,
        seats=wanted.seats,
        valid_until=wanted.valid_until,
        grace_days=wanted.grace_days,
        reason=readable_reason(wanted.reason),
    )
    return project_details(tx, project_id=operator.project_id)


def suspend_subscription(tx: Tx, operator: Operator, *, reason: str) -> ProjectDetails:
    """Stop it until it is resumed; why is kept, and the owners read it."""
    _require_as_it_was(tx, operator, None)
    reason = readable_reason(reason)
    if not reason:
        raise BadInput("reason_needed", field="reason")
    suspend(tx, operator.by, project_id=operator.project_id, reason=reason)
    return project_details(tx, project_id=operator.project_id)


def resume_subscription(tx: Tx, operator: Operator, *, reason: str = "") -> ProjectDetails:
    """Let it go on."""
    _require_as_it_was(tx, operator, None)
    resume(tx, operator.by, project_id=operator.project_id, reason=readable_reason(reason))
    return project_details(tx, project_id=operator.project_id)


def _require_as_it_was(tx: Tx, operator: Operator, revision: int | None) -> None:
    """The project exists, and nobody has changed its subscription since the operator looked."""
    project_details(tx, project_id=operator.project_id)
    if revision is not None and subscription_of(tx, operator.project_id).revision != revision:
        raise Conflict("stale")
