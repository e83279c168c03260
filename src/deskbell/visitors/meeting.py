"""Meeting a visitor, and keeping what is known of them current."""

import secrets
from urllib.parse import urlsplit, urlunsplit

import msgspec
from sqlalchemy import insert, update

from deskbell.eventlog import Author, NewFact, append
from deskbell.kit.db import Tx
from deskbell.kit.ids import new_id, token_hash
from deskbell.kit.texts import cleaned, readable_email, readable_name, short
from deskbell.visitors.events import Nothing, VisitorChanged
from deskbell.visitors.knowing import keep_found
from deskbell.visitors.queries import visitor_card
from deskbell.visitors.tables import Visitor, visitor
from deskbell.visitors.tracing import keep_page

_MAX_URL = 2_000


class Arrival(msgspec.Struct, frozen=True):
    """A browser of somebody not yet known, on a project's widget."""

    project_id: str
    token: str
    ip: str
    user_agent: str
    language: str
    time_zone: str | None = None
    page_url: str | None = None
    page_title: str | None = None
    referrer: str | None = None


def meet_visitor(tx: Tx, arrival: Arrival) -> Visitor:
    """Know this browser from now on by the token in its arrival."""
    visitor_id = new_id()
    # Said in no language: people see a number until the visitor tells a name.
    name = f"#{secrets.randbelow(9_000) + 1_000}"
    tx.execute(
        insert(visitor).values(
            project_id=arrival.project_id,
            id=visitor_id,
            token_hash=token_hash(arrival.token),
            name=name,
            language=short(arrival.language, 35),
            time_zone=_short_or_none(arrival.time_zone, 64),
            page_url=page_without_query(arrival.page_url),
            page_title=_short_or_none(arrival.page_title, 200),
            referrer=page_without_query(arrival.referrer),
            user_agent=short(arrival.user_agent, 400),
            ip=short(arrival.ip, 45),
            created_at=tx.now,
            last_seen_at=tx.now,
        )
    )
    keep_found(tx, arrival.project_id, visitor_id)
    page = page_without_query(arrival.page_url)
    if page:
        keep_page(tx, arrival.project_id, visitor_id, url=page, title=_short_or_none(arrival.page_title, 200))
    return Visitor(arrival.project_id, visitor_id, name, None)


def describe_visitor(
    tx: Tx,
    actor: Visitor,
    *,
    name: str | None = None,
    email: str | None = None,
    language: str | None = None,
    time_zone: str | None = None,
) -> Visitor:
    """What a visitor says of themselves; an e-mail address given here is a claim, not a proof."""
    told: dict[str, str] = {}
    if name is not None:
        told["name"] = readable_name(name)
    if email is not None:
        told["email"] = readable_email(email)
    if language is not None:
        told["language"] = short(language, 35)
    if time_zone is not None:
        told["time_zone"] = short(time_zone, 64)
    if told:
        _change(tx, actor, **told)
        keep_found(tx, actor.project_id, actor.id)
    return Visitor(actor.project_id, actor.id, told.get("name", actor.name), told.get("email", actor.email))


def note_page(tx: Tx, actor: Visitor, *, url: str | None, title: str | None) -> None:
    """The page the visitor is on now."""
    page, words = page_without_query(url), _short_or_none(title, 200)
    if page:
        keep_page(tx, actor.project_id, actor.id, url=page, title=words)
    _change(tx, actor, page_url=page, page_title=words)


def page_without_query(url: str | None) -> str | None:
    """A page's address without its query and fragment, which may hold secrets of the host site."""
    if not url:
        return None
    try:
        parts = urlsplit(cleaned(url[:_MAX_URL], field="page_url"))
    except ValueError:
        return None
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, "", "")) if parts.scheme in {"http", "https"} else None


def _change(tx: Tx, actor: Visitor, **values: str | None) -> None:
    mine = (visitor.c.project_id == actor.project_id) & (visitor.c.id == actor.id)
    tx.execute(update(visitor).where(mine).values(last_seen_at=tx.now, **values))
    card = visitor_card(tx, actor.project_id, actor.id)
    changed = NewFact("visitor_changed", Author("visitor", actor.id, card.name), Nothing(), VisitorChanged(card))
    append(tx, project_id=actor.project_id, new=[changed])


def _short_or_none(text: str | None, limit: int) -> str | None:
    return short(text, limit) or None if text else None
