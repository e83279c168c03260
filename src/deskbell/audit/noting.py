"""Writing down what was done."""

import json

from sqlalchemy import insert

from deskbell.audit.actions import ACTIONS
from deskbell.audit.tables import MAX_NAME, By, audit_entry
from deskbell.kit.db import Tx
from deskbell.kit.ids import new_id
from deskbell.kit.texts import short

_MAX_DETAIL = 254


def note(
    tx: Tx,
    by: By,
    action: str,
    *,
    project_id: str | None = None,
    account_id: str | None = None,
    target: str | None = None,
    **details: str | int | None,
) -> None:
    """Write one line of the audit log, in the transaction of what it tells.

    It stands in the project's log, the account's or both; with neither in the installation's. `target` is the readable
    name or address of what was changed, `details` the other gaps of the sentence `audit.<action>`; a number whose name
    ends in `_at` or `_until` is a time. No secrets, no messages' texts: whoever may read the log may not know those.
    """
    if action not in ACTIONS:
        raise ValueError(f"{action} is missing in audit/actions.py")
    said = {key: short(value, _MAX_DETAIL) if isinstance(value, str) else value for key, value in details.items()}
    tx.execute(
        insert(audit_entry).values(
            id=new_id(),
            at=tx.now,
            project_id=project_id,
            account_id=account_id,
            action=action,
            by_kind=by.kind,
            by_id=by.id,
            by_name=short(by.name, MAX_NAME),
            target=None if target is None else short(target, MAX_NAME),
            details=json.dumps(said, ensure_ascii=False),
            ip=short(tx.origin.ip, 45),
            user_agent=short(tx.origin.user_agent, 400),
        )
    )
