"""Invoices and credit notes: numbered together, without holes over the whole installation.

What one says is written once and never changed.
"""

import json
import re
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from sqlalchemy import Row, insert, select, update

from deskbell.accounts import accounts_by_id
from deskbell.audit import By, note
from deskbell.billing.tables import invoice, invoice_counter
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput, NotFound
from deskbell.kit.ids import is_id, new_id
from deskbell.kit.texts import cleaned, short
from deskbell.projects import owners_of, project_by_id

MAX_LINES = 20
_CURRENCY = re.compile(r"[A-Za-z]{3}")
MAX_AMOUNT = 10**12


class Line(msgspec.Struct, frozen=True):
    """What is paid for, and how much in the currency's smallest unit."""

    what: Annotated[str, Meta(max_length=300)]
    amount: Annotated[int, Meta(ge=-MAX_AMOUNT, le=MAX_AMOUNT)]


class NewInvoice(msgspec.Struct, frozen=True):
    """What an invoice says. `source` names what it is for: the same one is issued once."""

    source: str
    currency: str
    lines: list[Line]
    tax: int = 0
    paid_at: int | None = None


class Invoice(msgspec.Struct, frozen=True):
    """An invoice as it was issued. Amounts are in the currency's smallest unit; `total` includes `tax`.

    Neither `paid_at` nor `cancelled_at`: it is open. One with `credits` is a credit note: the number of the invoice of
    which something was paid back, its amounts less than nothing, and `paid_at` when that was.
    """

    id: str
    number: str
    issued_at: int
    currency: str
    total: int
    tax: int
    lines: list[Line]
    seller: str
    buyer: str
    project_name: str
    language: str
    time_zone: str
    paid_at: int | None
    cancelled_at: int | None = None
    credits: str | None = None


def issue_invoice(tx: Tx, by: By, *, project_id: str, seller: str, wanted: NewInvoice) -> Invoice:
    """Issue an invoice to the project's owners, or find the one that was issued for the same thing.

    Call it in a unit of work of that project.
    """
    before = tx.execute(select(invoice).where(invoice.c.source == wanted.source)).one_or_none()
    if before is not None:
        if before.project_id != project_id:
            raise NotFound
        return _invoice(before)
    lines = [Line(short(cleaned(one.what, field="what"), 200), one.amount) for one in wanted.lines]
    total = sum(one.amount for one in lines) + wanted.tax
    if not 1 <= len(lines) <= MAX_LINES or not all(one.what for one in lines):
        raise BadInput("bad_invoice", field="lines")
    if not 0 <= total <= MAX_AMOUNT or not _CURRENCY.fullmatch(wanted.currency):
        raise BadInput("bad_invoice", field="amount")
    project = project_by_id(tx, project_id)
    people = accounts_by_id(tx, owners_of(tx, [project_id])[project_id])
    owner = next(iter(people.values()), None)
    row = {
        "project_id": project_id,
        "currency": wanted.currency.upper(),
        "total": total,
        "tax": wanted.tax,
        "lines": as_kept(lines),
        "seller": seller,
        "buyer": "" if owner is None else f"{owner.name}\n{owner.email}",
        "project_name": project.name,
        "language": project.default_language if owner is None else owner.language,
        "time_zone": project.time_zone,
        "paid_at": wanted.paid_at,
        "source": wanted.source,
    }
    issued = put_invoice(tx, row)
    note(tx, by, "invoice.issued", project_id=project_id, target=issued.number)
    return issued


def put_invoice(tx: Tx, row: dict[str, Any]) -> Invoice:
    """Write down a new one under the next number."""
    # The counter's row is locked until this transaction is over: nobody else takes a number meanwhile, and one that is
    # undone gives its number back.
    number = tx.execute(
        update(invoice_counter).values(last=invoice_counter.c.last + 1).returning(invoice_counter.c.last)
    ).scalar_one()
    invoice_id = new_id()
    tx.execute(insert(invoice).values(**row, id=invoice_id, number=number, issued_at=tx.now))
    return invoice_of(tx, row["project_id"], invoice_id)


def as_kept(lines: list[Line]) -> str:
    """Lines as their column has them."""
    return json.dumps([[one.what, one.amount] for one in lines], ensure_ascii=False)


def invoices(tx: Tx, project_id: str, after: str | None, limit: int) -> tuple[list[Invoice], str | None]:
    """A page of the project's invoices, newest first, and where the next page begins."""
    query = select(invoice).where(invoice.c.project_id == project_id).order_by(invoice.c.id.desc()).limit(limit + 1)
    if after is not None:
        if not is_id(after):
            raise BadInput("bad_cursor", field="after")
        query = query.where(invoice.c.id < after)
    found = [_invoice(row) for row in tx.execute(query)]
    page = found[:limit]
    return page, page[-1].id if len(found) > limit else None


def invoice_of(tx: Tx, project_id: str, invoice_id: str) -> Invoice:
    """One invoice of the project, or `NotFound`."""
    row = None
    if is_id(invoice_id):
        this = (invoice.c.project_id == project_id) & (invoice.c.id == invoice_id)
        row = tx.execute(select(invoice).where(this)).one_or_none()
    if row is None:
        raise NotFound
    return _invoice(row)


def _invoice(row: Row[Any]) -> Invoice:
    return Invoice(
        id=row.id,
        number=_named(row.number, credit=row.credits is not None),
        issued_at=row.issued_at,
        currency=row.currency,
        total=row.total,
        tax=row.tax,
        lines=[Line(what, amount) for what, amount in json.loads(row.lines)],
        seller=row.seller,
        buyer=row.buyer,
        project_name=row.project_name,
        language=row.language,
        time_zone=row.time_zone,
        paid_at=row.paid_at,
        cancelled_at=row.cancelled_at,
        credits=None if row.credits is None else _named(row.credits),
    )


def _named(number: int, *, credit: bool = False) -> str:
    return f"{'CN' if credit else 'INV'}-{number:06}"
