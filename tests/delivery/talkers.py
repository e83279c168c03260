"""People who talk without a pause over whatever connection there is, and come back after each loss of it."""

import asyncio
import random
from contextlib import suppress

from deskbell.kit.clock import system_clock
from deskbell.kit.db import Database
from tests.delivery.client import Client
from tests.delivery.doors import Away, Closed, Refused
from tests.delivery.over_network import Network
from tests.delivery.people import Clock, new_account, new_tenant
from tests.delivery.truth import Rows, Truth
from tests.delivery.views import TeamView, view_of

_AGAIN_SECONDS = 0.05
_BETWEEN_WORDS_SECONDS = 0.01


class Talkers:
    """Some visitors and agents of one project, each on a connection of their own."""

    def __init__(self, url: str, door: Network, seed: int) -> None:
        self._url = url
        self._random = random.Random(seed)  # noqa: S311 - what is said is no secret
        self._stop = asyncio.Event()
        self._quiet = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._door = door
        self.clients: list[Client] = []
        self.project_id = ""

    async def settle_in(self) -> None:
        """Make the project and its people; the database has tables, and nobody serves it yet."""
        db = Database(self._url)
        tenant = await new_tenant(db, await new_account(db), Clock(system_clock()), agents=2, visitors=3)
        await asyncio.to_thread(db.close)
        self.project_id = tenant.id
        self.clients = [
            Client(person, self._door, name=f"{person.kind} {n}")
            for n, person in enumerate((*tenant.visitors, *tenant.agents))
        ]

    def begin(self) -> None:
        for client in self.clients:
            self._tasks += [asyncio.create_task(self._keep_connected(client)), asyncio.create_task(self._talk(client))]

    async def fall_silent(self) -> None:
        """Say nothing new, and wait until everything said is answered for and everybody has heard it."""
        self._quiet.set()
        for client in self.clients:
            await client.until(lambda client=client: client.live and not client.out.waiting, "all answers")
        head = 0
        for client in self.clients:
            fresh = view_of(client.person)
            await fresh.load(client.ask)
            head = max(head, fresh.place.pos)
        for client in self.clients:
            if isinstance(client.view, TeamView):
                await client.until(lambda client=client: client.place.pos >= head, f"everything up to {head}")

    async def compare(self) -> None:
        """What each has on the screen is what a fresh snapshot shows."""
        for client in self.clients:
            if isinstance(client.view, TeamView):
                await client.view.fetch_unknown(client.ask)
            await client.resume()
            await client.until(lambda client=client: client.live, "the end of a replay")
            fresh = view_of(client.person)
            await fresh.load(client.ask)
            assert client.view.shown() == fresh.shown(), f"{client.name} shows what is not so"

    async def leave(self) -> None:
        """Everybody goes."""
        self._stop.set()
        self._quiet.set()
        await asyncio.gather(*self._tasks)
        for client in self.clients:
            await client.leave()

    def check(self) -> Rows:
        """What the database holds, against what each was told; nobody serves it now."""
        db = Database(self._url)
        rows = Truth(db, self.project_id).look()
        db.close()
        rows.check_sends(self.clients)
        for client in self.clients:
            rows.check_view(client)
            for replay in client.replays:
                rows.check_replay(client.person, replay)
        return rows

    async def _keep_connected(self, client: Client) -> None:
        while not self._stop.is_set():
            with suppress(Away, Refused, Closed):
                await client.connect()
                ended = asyncio.create_task(client.until_closed())
                stopping = asyncio.create_task(self._stop.wait())
                await asyncio.wait([ended, stopping], return_when=asyncio.FIRST_COMPLETED)
                ended.cancel()
                stopping.cancel()
            if client.failure is not None:
                raise client.failure
            if not self._stop.is_set():
                await asyncio.sleep(_AGAIN_SECONDS)

    async def _talk(self, client: Client) -> None:
        while not self._quiet.is_set():
            known = list(client.view.conversations)
            where = self._random.choice(known) if known else None
            # A few may wait while the server is away; more would only measure the machine.
            if len(client.out.waiting) < 5 and (where or client.person.kind == "visitor"):
                client.say(f"{client.name}: {len(client.out.tried)}{' word' * self._random.randrange(60)}", where)
            if where and client.live and self._random.random() < 0.2:
                with suppress(Away, Refused, Closed):
                    await self._do_something(client, where)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._quiet.wait(), _BETWEEN_WORDS_SECONDS)

    async def _do_something(self, client: Client, where: str) -> None:
        what = self._random.random()
        if what < 0.7:
            seen = client.view.conversations[where]["last_seq"]
            await client.tell({"t": "seen", "conv": {where: {"delivered": seen, "read": seen - 1}}})
        elif what < 0.85:
            await client.ask("POST", f"/conversations/{where}/close")
        elif client.person.kind == "agent":
            await client.ask("POST", f"/conversations/{where}/{'claim' if what < 0.95 else 'reopen'}")
