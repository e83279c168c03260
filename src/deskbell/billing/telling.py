"""Telling the owners of a project by mail what became of an invoice, each in their language, once."""

from typing import Literal, TypeAlias

from deskbell.billing.amounts import in_words
from deskbell.billing.invoicing import Invoice
from deskbell.kit.db import Tx
from deskbell.mail import Letter, post_letter
from deskbell.projects import owners_to_write_to, project_is_open

News: TypeAlias = Literal["invoice_issued", "invoice_paid", "invoice_cancelled", "invoice_credited"]


def tell_owners(tx: Tx, project_id: str, one: Invoice, news: News) -> None:
    """One letter to each owner, with the way to the invoice; none for a closed project."""
    if not project_is_open(tx, project_id):
        return
    for owner in owners_to_write_to(tx, project_id):
        params: dict[str, str | int] = {
            "number": one.number,
            "project": one.project_name,
            "amount": in_words(abs(one.total), one.currency, owner.language),
        }
        link = f"/console/projects/{project_id}/subscription?invoice={one.number}"
        key = f"{news} {one.id} {owner.id}"
        if one.credits:
            params["invoice"] = one.credits
        post_letter(tx, Letter(owner.email, owner.language, news, link, params, key))
