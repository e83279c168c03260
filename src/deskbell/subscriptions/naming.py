"""Naming plans in what was noted of them: entries of the audit log keep a plan's id, people read its name."""

import msgspec

from deskbell.audit import AuditPage
from deskbell.subscriptions.catalogue import in_language, plans_now


def plans_named(page: AuditPage, language: str) -> AuditPage:
    """The page with every plan by its name; one that the catalogue no longer has keeps its id."""
    names = {key: in_language(plan.name, language) for key, plan in plans_now().plans.items()}
    items = [
        msgspec.structs.replace(
            one, details={**one.details, "plan": names.get(str(one.details["plan"]), one.details["plan"])}
        )
        if one.details.get("plan")
        else one
        for one in page.items
    ]
    return msgspec.structs.replace(page, items=items)
