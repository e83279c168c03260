"""Stopping by itself: an endpoint that is gone, takes nothing for days or cannot keep up is turned off, and said so."""

from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Row, and_, update

from deskbell.audit import By, note
from deskbell.kit.db import Tx
from deskbell.mail import Letter, post_letter
from deskbell.projects import project_by_id
from deskbell.team import administrators_to_write_to
from deskbell.webhooks.rules import Stopped
from deskbell.webhooks.tables import webhook

_BY = By("system", None, "")


def stop_webhook(tx: Tx, row: Row[Any], *, why: Stopped) -> None:
    """Turn it off and write to the administrators. What waits is sent if it is turned on again in time."""
    this = and_(webhook.c.project_id == row.project_id, webhook.c.id == row.id, webhook.c.disabled_at.is_(None))
    turned = update(webhook).where(this).values(disabled_at=tx.now, disabled_why=why, version=row.version + 1)
    if not tx.execute(turned).rowcount:
        return
    note(tx, _BY, "webhook.stopped", project_id=row.project_id, target=row.url)
    params: dict[str, str | int] = {
        "project": project_by_id(tx, row.project_id).name,
        "webhook": row.description or urlsplit(str(row.url)).hostname or "",
    }
    link = f"/workspace/{row.project_id}/settings/webhooks"
    for one in administrators_to_write_to(tx, row.project_id):
        key = f"webhook_stopped {row.id} {tx.now} {one.id}"
        post_letter(tx, Letter(one.email, one.language, "webhook_stopped", link, params, key))
