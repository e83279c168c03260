"""Reminding the owners of a project by mail that its validity period ends."""

from deskbell.audit import By, note
from deskbell.kit.db import Tx
from deskbell.mail import Letter, post_letter
from deskbell.projects import owners_to_write_to, project_by_id, project_is_open
from deskbell.subscriptions import Subscription, in_language, period_at, plans_now

_BY = By("system", None, "")


def remind_owners(tx: Tx, subscription: Subscription, *, days: int) -> None:
    """One letter to each owner, in their language, with the day as their calendar has it; none for a closed project."""
    end = period_at(subscription, tx.now).valid_until
    project_id = subscription.project_id
    if end is None or not project_is_open(tx, project_id):
        return
    project = project_by_id(tx, project_id)
    plan = plans_now().plan(subscription.plan)
    for owner in owners_to_write_to(tx, project_id):
        params: dict[str, str | int] = {
            "project": project.name,
            "plan": in_language(plan.name, owner.language),
            "day": day_in_words(end, owner.language, owner.time_zone),
        }
        link = f"/console/projects/{project_id}/subscription"
        key = f"subscription_ends {project_id} {end} {days} {owner.id}"
        post_letter(tx, Letter(owner.email, owner.language, "subscription_ends", link, params, key))
    note(tx, _BY, "subscription.reminded", project_id=project_id, days=days)


def day_in_words(at: int, language: str, time_zone: str) -> str:
    """The day and the time of a moment, as people who read this language write them."""
    from datetime import UTC, datetime  # noqa: PLC0415 - beside what needs it
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - loaded by whoever uses it

    from babel.dates import format_datetime  # noqa: PLC0415 - loaded by whoever uses it
    from babel.localedata import normalize_locale  # noqa: PLC0415 - as above

    known = normalize_locale(language.replace("-", "_")) or "en"
    moment = datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(time_zone))
    return format_datetime(moment, "long", locale=known)
