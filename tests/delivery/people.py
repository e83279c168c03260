"""Two tenants with people in them, made by the commands themselves; every example gets tenants of its own."""

import itertools
from dataclasses import dataclass

from deskbell.accounts import Account, Stranger, sign_up
from deskbell.kit.clock import DAY
from deskbell.kit.db import Database
from deskbell.kit.ids import new_token
from deskbell.management import open_project
from deskbell.projects import NewProject, Owner, project_by_id
from deskbell.settings import Settings
from deskbell.subscriptions import Trial
from deskbell.team.administering import NewAdministrator, add_administrator
from deskbell.team.signing_in import Candidate, sign_in
from deskbell.team.web import cookie_with
from deskbell.visitors import Arrival, meet_visitor
from tests.delivery.doors import Person

_HASH = "no password fits this"
_numbers = itertools.count(1)
_SETTINGS = Settings()


class Clock:
    """A clock that stands still unless told otherwise, and may be set back."""

    def __init__(self, base: int = 1_800_000_000_000) -> None:
        self._base = base
        self.offset = 0

    def __call__(self) -> int:
        return self._base + self.offset


@dataclass(frozen=True)
class Tenant:
    """A project and some people in it."""

    id: str
    site_key: str
    agents: list[Person]
    visitors: list[Person]
    stale: Person


async def new_account(db: Database) -> Account:
    return await db.write(
        sign_up,
        Stranger("192.0.2.1", "tests"),
        setting="open",
        operator_first=True,
        email=f"owner{next(_numbers)}@example.com",
        password_hash=_HASH,
        name="Olga Owner",
        language="en",
        time_zone="UTC",
        token=new_token(),
    )


async def new_tenant(db: Database, account: Account, clock: Clock, *, agents: int, visitors: int) -> Tenant:
    """A project with agents, of whom the first also holds a session that has expired."""
    wanted = NewProject(f"project-{next(_numbers):08}", "Shop")
    owner = await db.write(open_project, account, wanted=wanted, trial=Trial(days=14, seats=agents + 1))
    team = [await _agent(db, owner, number) for number in range(agents)]
    clock.offset = -60 * DAY
    stale = await _signed_in(db, team[0])
    clock.offset = 0
    return Tenant(
        owner.project_id,
        (await db.read(project_by_id, owner.project_id)).site_key,
        [await _signed_in(db, one) for one in team],
        [await _visitor(db, owner.project_id) for _ in range(visitors)],
        stale,
    )


async def _agent(db: Database, owner: Owner, number: int) -> Candidate:
    wanted = NewAdministrator(f"agent-{next(_numbers):08}", f"agent{number}@example.com", f"Agent {number}", _HASH)
    made = await db.write(add_administrator, owner, wanted=wanted, language="en")
    return Candidate(owner.project_id, made.id, _HASH)


async def _signed_in(db: Database, who: Candidate) -> Person:
    token = new_token()
    agent = await db.write(sign_in, who, token=token, user_agent="tests", ip="192.0.2.1")
    cookie = f"{cookie_with(token, agent.project_id, _SETTINGS).key}={token}"
    return Person("agent", agent.id, agent.project_id, {"project_id": agent.project_id}, {"cookie": cookie})


async def _visitor(db: Database, project_id: str) -> Person:
    token = new_token()
    arrival = Arrival(project_id, token, "192.0.2.9", "Mozilla/5.0", "en")
    visitor = await db.write(meet_visitor, arrival)
    return Person("visitor", visitor.id, project_id, {"token": token}, {"authorization": f"Bearer {token}"})
