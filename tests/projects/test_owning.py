"""Several owners: inviting, joining, removing, transferring. One always stays, and a link works once."""

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import select

from deskbell.accounts import Account
from deskbell.audit.tables import audit_entry
from deskbell.kit.db import Database, Tx
from deskbell.kit.errors import BadInput, Conflict, NotFound, RateLimited, Refusal
from deskbell.kit.ids import new_token
from deskbell.mail.tables import letter
from deskbell.projects import Owner, owner_of
from deskbell.projects.offering import (
    Joining,
    NewOffer,
    OfferKind,
    accept_offer,
    look_at_offer,
    offer_project,
    offers_project,
    withdraw_offer,
)
from deskbell.projects.owning import Owners, owners_of, remove_owner
from deskbell.projects.rules import MAX_OFFERS, OFFER_LASTS_MS
from deskbell.projects.tables import owner_offer
from tests.rooms import Clock, new_account, new_project, rows, together

BEN = "ben@example.com"


def offered(db: Database, owner: Owner, email: str = BEN, *, kind: OfferKind = "join", leaves: bool = False) -> str:
    token = new_token()
    db.write_now(offer_project, owner, wanted=NewOffer(email, kind, leaves, token), language="en")
    return token


def accept(db: Database, account: Account, token: str) -> str:
    project_id = db.read_now(offers_project, token)
    db.write_now(accept_offer, Joining(project_id, account), token=token)
    return project_id


def owners(db: Database, owner: Owner) -> Owners:
    return db.read_now(owners_of, owner)


def names(db: Database, owner: Owner) -> list[str]:
    return [one.email for one in owners(db, owner).items]


def actions(db: Database, project_id: str) -> list[str]:
    return [row.action for row in rows(db, select(audit_entry.c.action).where(audit_entry.c.project_id == project_id))]


@pytest.fixture
def olga(db: Database) -> Account:
    return new_account(db)


@pytest.fixture
def ben(db: Database) -> Account:
    return new_account(db, BEN, "Ben")


def test_an_invited_account_becomes_an_owner_by_the_link(db: Database, olga: Account, ben: Account) -> None:
    owner = new_project(db, olga)
    token = offered(db, owner)
    (posted,) = rows(db, select(letter).where(letter.c.kind == "owner_invited"))
    link = f"/console/join-owners#{token}"
    assert (posted.recipient, posted.kind, posted.link) == (BEN, "owner_invited", link)
    assert [one.email for one in owners(db, owner).offers] == [BEN]
    shown = db.read_now(look_at_offer, ben, token)
    assert (shown.project, shown.kind, shown.made_by, shown.already_owner) == ("Shop", "join", "Olga Owner", False)
    accept(db, ben, token)
    assert names(db, owner) == ["owner@example.com", BEN]
    assert owners(db, owner).offers == []
    assert db.read_now(owner_of, ben, owner.project_id).account_id == ben.id
    assert actions(db, owner.project_id)[-2:] == ["project.owner_invited", "project.owner_joined"]


def test_the_secret_is_not_kept(db: Database, olga: Account) -> None:
    token = offered(db, new_project(db, olga))
    assert token not in repr(rows(db, select(owner_offer)))


def test_a_link_works_once_and_not_for_two_at_once(db: Database, olga: Account, ben: Account) -> None:
    owner = new_project(db, olga)
    token = offered(db, owner)
    others = [ben, *(new_account(db, f"other{n}@example.com") for n in range(3))]
    joining = [Joining(owner.project_id, one) for one in others]

    def by(one: Joining) -> Callable[[], Awaitable[None]]:
        return lambda: db.write(accept_offer, one, token=token)

    answers = together([by(one) for one in joining])
    assert sorted(getattr(one, "code", "joined") for one in answers) == ["joined", *["offer_over"] * 3]
    assert len(names(db, owner)) == 2


@pytest.mark.parametrize("how", ["withdrawn", "replaced", "too old", "made up", "closed"])
def test_a_link_that_is_over_opens_nothing(db: Database, clock: Clock, olga: Account, ben: Account, how: str) -> None:
    owner = new_project(db, olga)
    token = offered(db, owner)
    if how == "withdrawn":
        (offer,) = owners(db, owner).offers
        for _ in range(2):
            db.write_now(withdraw_offer, owner, offer_id=offer.id)
    elif how == "replaced":
        offered(db, owner, BEN.upper())
    elif how == "too old":
        clock.now += OFFER_LASTS_MS
    elif how == "made up":
        token = new_token()
    else:
        from deskbell.projects import close_project  # noqa: PLC0415 - for this case alone

        db.write_now(close_project, owner, typed_name="Shop")
    for ask in (lambda: db.read_now(look_at_offer, ben, token), lambda: accept(db, ben, token)):
        with pytest.raises(Conflict, match="offer_over"):
            ask()


def test_the_last_owner_stays(db: Database, olga: Account, ben: Account) -> None:
    owner = new_project(db, olga)
    with pytest.raises(Conflict, match="last_owner"):
        db.write_now(remove_owner, owner, account_id=olga.id)
    accept(db, ben, offered(db, owner))
    bens = db.read_now(owner_of, ben, owner.project_id)
    answers = together(
        [
            lambda: db.write(remove_owner, owner, account_id=ben.id),
            lambda: db.write(remove_owner, bens, account_id=olga.id),
        ]
    )
    assert [isinstance(one, Refusal) for one in answers].count(True) == 1
    assert len(names(db, owner)) == 1


def test_a_removed_owner_finds_nothing_and_their_links_are_off(db: Database, olga: Account, ben: Account) -> None:
    owner = new_project(db, olga)
    accept(db, ben, offered(db, owner))
    bens = db.read_now(owner_of, ben, owner.project_id)
    token = offered(db, bens, "friend@example.com")
    db.write_now(remove_owner, owner, account_id=ben.id)
    with pytest.raises(NotFound):
        db.read_now(owner_of, ben, owner.project_id)
    with pytest.raises(Conflict, match="offer_over"):
        db.read_now(offers_project, token)
    with pytest.raises(NotFound):
        db.write_now(remove_owner, owner, account_id=ben.id)


@pytest.mark.parametrize("left", [["owner@example.com", BEN], [BEN]], ids=["stays", "leaves"])
def test_a_transfer_hands_the_project_over(db: Database, olga: Account, ben: Account, left: list[str]) -> None:
    owner = new_project(db, olga)
    token = offered(db, owner, kind="transfer", leaves=left == [BEN])
    assert names(db, owner) == ["owner@example.com"]
    accept(db, ben, token)
    assert names(db, owner) == left
    assert actions(db, owner.project_id)[-1] == "project.transferred"


def test_an_owner_is_not_invited_again(db: Database, olga: Account, ben: Account) -> None:
    owner = new_project(db, olga)
    with pytest.raises(Conflict, match="already_owner"):
        offered(db, owner, "OWNER@example.com")
    token = offered(db, owner, "friend@example.com")
    with pytest.raises(Conflict, match="already_owner"):
        accept(db, olga, token)
    accept(db, ben, token)


def test_what_is_no_address_is_refused_and_letters_are_bounded(db: Database, olga: Account) -> None:
    owner = new_project(db, olga)
    with pytest.raises(BadInput, match="bad_email"):
        offered(db, owner, "ben@example.com\r\nBcc: all@example.com")
    for number in range(MAX_OFFERS):
        offered(db, owner, f"friend{number}@example.com")
    with pytest.raises(RateLimited):
        offered(db, owner)


def test_a_stranger_sees_no_owners(db: Database, olga: Account, ben: Account) -> None:
    project = new_project(db, olga)

    def look(tx: Tx) -> Owners:
        return owners_of(tx, owner_of(tx, ben, project.project_id))

    with pytest.raises(NotFound):
        db.read_now(look)
