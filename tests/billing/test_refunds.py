"""What Stripe pays back: a credit note for each refund, in whatever order and however often it is told of."""

from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from deskbell.billing.rules import tax_in
from deskbell.kit.db import Database
from deskbell.projects import Owner
from tests.billing.shaped import Shaped
from tests.billing.test_stripe import browser, plans, provider, shop, tell
from tests.rooms import Clock, letters_to, new_account, new_project

__all__ = ["browser", "plans", "provider", "shop"]

PAID = {
    "id": "in_1", "object": "invoice", "currency": "eur", "status": "paid", "total": 7_497,
    "total_excluding_tax": 6_300, "lines": {"data": [{"amount": 6_300, "description": "7 seats"}]},
    "status_transitions": {"paid_at": 1_800_000_000}, "parent": {"subscription_details": {"subscription": "sub_1"}},
}  # fmt: skip


def test_each_refund_makes_one_credit_note_in_any_order(
    browser: TestClient[Litestar], provider: Shaped, shop: Owner, clock: Clock, db: Database
) -> None:
    provider.subscribed(shop.project_id, clock.now + 20 * 86_400_000)
    provider.things["in_1"] = PAID

    def bills() -> list[dict[str, Any]]:
        return browser.get(f"/api/v1/console/projects/{shop.project_id}/invoices").json()["items"]

    # Told of before the invoice itself, twice, with one that has not gone through.
    charge = provider.paid_back("re_1", 1_000)
    provider.paid_back("re_2", 500, status="pending")
    assert tell(browser, "evt_1", "charge.refunded", charge).json() == {"outcome": "applied"}
    assert tell(browser, "evt_1", "charge.refunded", charge).json() == {"outcome": "repeated"}
    tell(browser, "evt_2", "charge.refund.updated", {"id": "re_1", "payment_intent": "pi_1"})
    tell(browser, "evt_3", "invoice.paid", PAID)
    assert [(one["number"], one["credits"], one["total"], one["tax"]) for one in bills()] == [
        ("CN-000002", "INV-000001", -1_000, -160), ("INV-000001", None, 7_497, 1_197),
    ]  # fmt: skip

    # The rest, and then more than there was: never more than was paid, and all of its tax.
    provider.paid_back("re_2", 500)
    provider.paid_back("re_3", 9_000)
    for event in ("evt_4", "evt_5"):
        tell(browser, event, "refund.updated", {"id": "re_3", "payment_intent": "pi_1"})
    notes = [one for one in bills() if one["credits"]]
    assert (sum(one["total"] for one in notes), sum(one["tax"] for one in notes), len(notes)) == (-7_497, -1_197, 3)
    assert notes[0]["lines"][0]["what"] == "Refund of the invoice INV-000001"
    assert all(sum(line["amount"] for line in one["lines"]) + one["tax"] == one["total"] for one in notes)
    letter = browser.get(f"/api/v1/console/projects/{shop.project_id}/invoices/{notes[0]['id']}/pdf")
    assert letter.headers["content-disposition"] == f'attachment; filename="{notes[0]["number"]}.pdf"'
    assert letter.content.startswith(b"%PDF")
    posted = letters_to(db, "owner@example.com", "invoice_credited")
    assert [one.link for one in posted] == [
        f"/console/projects/{shop.project_id}/subscription?invoice={one['number']}" for one in reversed(notes)
    ]
    audit = browser.get(f"/api/v1/console/projects/{shop.project_id}/audit").json()["items"]
    assert [one["details"]["invoice"] for one in audit if one["action"] == "invoice.credited"] == ["INV-000001"] * 3


def test_what_belongs_to_no_invoice_of_ours_is_ignored(
    browser: TestClient[Litestar], provider: Shaped, shop: Owner, clock: Clock, db: Database
) -> None:
    charge = provider.paid_back("re_1", 1_000)
    assert tell(browser, "evt_1", "charge.refunded", {**charge, "payment_intent": None}).json()["outcome"] == "ignored"
    assert tell(browser, "evt_2", "charge.refunded", charge).json()["outcome"] == "ignored"
    other = new_project(db, new_account(db, "other@example.com"))
    provider.things["in_1"] = PAID
    provider.subscribed(shop.project_id, clock.now + 86_400_000)
    tell(browser, "evt_3", "invoice.paid", PAID)
    # The same customer, said to be another project's.
    provider.subscribed(other.project_id, clock.now + 86_400_000)
    assert tell(browser, "evt_4", "charge.refunded", charge).json()["outcome"] == "ignored"
    items = browser.get(f"/api/v1/console/projects/{shop.project_id}/invoices").json()["items"]
    assert [one["number"] for one in items] == ["INV-000001"]


@pytest.mark.parametrize(("total", "tax"), [(7_497, 1_197), (1, 1), (100, 0), (3, 2), (0, 0)])
def test_parts_of_a_tax_are_all_of_it_together(total: int, tax: int) -> None:
    parts = [tax_in(1, of=total, tax=tax, before=before) for before in range(total)]
    assert sum(parts) == tax
    assert {*parts} <= {0, 1}
