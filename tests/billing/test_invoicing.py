"""Invoices: numbers without holes, nothing changes them, and their paper in many scripts."""

import asyncio
from datetime import date
from functools import cache, partial
from typing import Any

import msgspec
import pytest
from babel.dates import format_date
from babel.localedata import normalize_locale
from babel.numbers import format_currency
from fontTools.ttLib import TTFont  # pyright: ignore[reportMissingTypeStubs] - it has none

from deskbell.audit import By
from deskbell.billing import Invoice, Line, NewInvoice, invoices, issue_invoice
from deskbell.billing.printing import printed
from deskbell.kit.catalogue import LANGUAGES, sentences
from deskbell.kit.db import Database, Tx
from deskbell.kit.errors import BadInput, NotFound
from deskbell.projects import Owner
from tests.rooms import PASSWORD, desk, letters_to, new_account, new_project, together
from tests.services import ROOT

FONTS = ROOT / "src/deskbell/billing/fonts"


def wanted(source: str, **more: Any) -> NewInvoice:
    return NewInvoice(source, "EUR", [Line("Standard, 10 seats", 10_000)], **more)


BY = By("operator", None, "Root")


def issue(tx: Tx, owner: Owner, new: NewInvoice) -> Invoice:
    return issue_invoice(tx, BY, project_id=owner.project_id, seller="We", wanted=new)


def test_numbers_have_no_holes_whatever_is_undone(db: Database, other_node: Database) -> None:
    account = new_account(db)
    shops = [new_project(db, account, f"Shop {number}") for number in range(4)]

    def fail(tx: Tx, owner: Owner, new: NewInvoice) -> Invoice:
        issue(tx, owner, new)
        raise BadInput("bad_invoice")

    calls: list[Any] = []
    for number in range(6):
        for shop in shops:
            new = wanted(f"{shop.project_id} {number}")
            command = fail if number % 3 == 0 else issue
            calls += [partial(node.write, command, shop, new) for node in (db, other_node)]
    together(calls)
    numbers = [one.number for shop in shops for one in db.read_now(invoices, shop.project_id, None, 100)[0]]
    assert sorted(numbers) == [f"INV-{number:06}" for number in range(1, 17)]


def test_the_same_thing_is_billed_once_and_never_changes(db: Database) -> None:
    account = new_account(db, name="Olga")
    shop, other = new_project(db, account), new_project(db, account, "Other")
    first = db.write_now(issue, shop, wanted("in_1", tax=1_900, paid_at=5))
    assert db.write_now(issue, shop, wanted("in_1", tax=1)) == first
    assert (first.total, first.tax, first.buyer, first.project_name) == (
        11_900,
        1_900,
        "Olga\nowner@example.com",
        "Shop",
    )
    with pytest.raises(NotFound):
        db.write_now(issue, other, wanted("in_1"))
    for bad in (
        NewInvoice("a", "EURO", [Line("x", 1)]),
        NewInvoice("b", "EUR", []),
        NewInvoice("c", "EUR", [Line("x", -1)]),
        NewInvoice("d", "EUR", [Line(" ", 1)]),
    ):
        with pytest.raises(BadInput):
            db.write_now(issue, shop, bad)


def test_an_operator_bills_and_the_owner_keeps_the_pdf(db: Database) -> None:
    new_account(db, "root@example.com")
    shop = new_project(db, new_account(db, "owner@example.com"), "陶艺 <b>")
    with desk(db, invoice_seller="Deskbell GmbH\\nBerlin") as root, desk(db) as owner:
        for browser, email in ((root, "root@example.com"), (owner, "owner@example.com")):
            browser.post("/api/v1/console/session", json={"email": email, "password": PASSWORD})
        form = {
            "client_id": "invoice-1",
            "what": "Standard, 10 seats",
            "amount": 11_900,
            "tax": 1_900,
            "currency": "eur",
        }
        where = f"/projects/{shop.project_id}/invoices"
        made = root.post(f"/api/v1/console/installation{where}", json=form).json()
        assert root.post(f"/api/v1/console/installation{where}", json=form).json() == made, "twice is once"
        assert (made["number"], made["total"], made["currency"], made["seller"]) == (
            "INV-000001", 11_900, "EUR", "Deskbell GmbH\nBerlin",
        )  # fmt: skip
        assert owner.get(f"/api/v1/console{where}").json()["items"] == [made]
        file = owner.get(f"/api/v1/console{where}/{made['id']}/pdf")
        assert (file.status_code, file.headers["content-type"]) == (200, "application/pdf")
        assert file.headers["content-disposition"] == 'attachment; filename="INV-000001.pdf"'
        assert file.content.startswith(b"%PDF")
        # Nobody else's, neither by list nor by file; an operator's own account owns none.
        assert root.get(f"/api/v1/console{where}").status_code == 404
        assert root.get(f"/api/v1/console{where}/{made['id']}/pdf").status_code == 404
        assert root.get(f"/api/v1/console/installation{where}/{made['id']}/pdf").content.startswith(b"%PDF")


def test_an_open_invoice_is_paid_or_cancelled_and_never_both(db: Database) -> None:
    new_account(db, "root@example.com")
    shop = new_project(db, new_account(db, "owner@example.com"))
    with desk(db) as root, desk(db) as owner:
        for browser, email in ((root, "root@example.com"), (owner, "owner@example.com")):
            browser.post("/api/v1/console/session", json={"email": email, "password": PASSWORD})
        where = f"/api/v1/console/installation/projects/{shop.project_id}/invoices"
        form = {"what": "Seats", "amount": 100, "currency": "EUR", "paid": False}
        one, two = (root.post(where, json={**form, "client_id": f"invoice-{n}"}).json() for n in (1, 2))
        paid, cancelled = f"{where}/{one['id']}", f"{where}/{two['id']}"
        first = root.post(f"{paid}/paid").json()
        assert first["paid_at"] is not None
        assert root.post(f"{paid}/paid").json() == first, "twice is once"
        assert root.post(f"{paid}/cancel").json()["code"] == "invoice_paid"
        assert root.post(f"{cancelled}/cancel").json()["cancelled_at"] is not None
        assert root.post(f"{cancelled}/paid").json()["code"] == "invoice_cancelled"
        # Not an owner's to say, and not by the way of another project.
        assert owner.post(f"{paid}/paid").status_code == 404
        other = new_project(db, new_account(db, "other@example.com"))
        assert root.post(f"{paid.replace(shop.project_id, other.project_id)}/paid").status_code == 404
        audit = owner.get(f"/api/v1/console/projects/{shop.project_id}/audit").json()["items"]
        said = [(one["action"], one["target"]) for one in audit if one["action"].startswith("invoice.")]
        # The owner hears of each, once, however often it is said, and finds it by the letter's link.
        letters = [one for one in letters_to(db, "owner@example.com") if one.kind.startswith("invoice")]
        heard = {(one.kind, one.link.partition("?invoice=")[2]) for one in letters}
        assert len(letters) == len(heard)
        assert heard == {
            ("invoice_issued", "INV-000001"), ("invoice_issued", "INV-000002"),
            ("invoice_paid", "INV-000001"), ("invoice_cancelled", "INV-000002"),
        }  # fmt: skip
        assert letters_to(db, "owner@example.com", "invoice_paid")[0].params == {
            "number": "INV-000001", "project": "Shop", "amount": "€1.00",
        }  # fmt: skip
        assert {one.kind for one in letters_to(db, "root@example.com")} == {"confirm_email"}
        assert sorted(said) == [
            ("invoice.cancelled", "INV-000002"), ("invoice.issued", "INV-000001"), ("invoice.issued", "INV-000002"),
            ("invoice.paid", "INV-000001"),
        ]  # fmt: skip


def test_the_fonts_have_the_scripts_that_we_say() -> None:
    for words in ("Ünïcödé Ăă", "Ωμέγα", "Сыновья", "متجر", "אבי", "陶艺工坊", "陶藝", "日本語カナ", "한국어"):
        assert {ord(sign) for sign in words} <= _signs(), words


@cache
def _signs() -> set[int]:
    """What the fonts can draw."""
    return {sign for file in FONTS.glob("*.ttf") for sign in TTFont(file).getBestCmap() or ()}


def test_a_paper_of_many_scripts_and_many_lines() -> None:
    one = Invoice(
        id="0", number="INV-000001", issued_at=1_800_000_000_000, currency="JPY", total=20, tax=0,
        lines=[Line("陶艺 한국어 Lamp " * 12, 1)] * 20, seller="陶艺\nWe",
        buyer="محمد علي\n🙂 ไทย", project_name="x" * 80,
        language="zh-Hans", time_zone="Asia/Shanghai", paid_at=1,
    )  # fmt: skip
    assert asyncio.run(printed(one)).startswith(b"%PDF")
    arabic = msgspec.structs.replace(one, language="ar", currency="XXX", cancelled_at=2, credits="INV-000000", tax=-1)
    assert asyncio.run(printed(arabic)).startswith(b"%PDF")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_own_dates_and_signs_for_its_words(language: str) -> None:
    own = language.replace("-", "_")
    assert normalize_locale(own) == own
    words = [words for key, words in sentences(language).items() if key.startswith("invoice.")]
    written = [*words, format_date(date(2026, 11, 23), "long", own), format_currency(-1.5, "EUR", locale=own)]
    assert {ord(sign) for sign in "".join(written)} <= _signs()
