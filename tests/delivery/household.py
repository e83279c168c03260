"""Who takes part in the machine, and what is checked of all of them: after each step, and at the end."""

from tests.delivery.backups import Backup
from tests.delivery.client import Client
from tests.delivery.doors import Frame
from tests.delivery.in_process import WildSocket
from tests.delivery.truth import Rows, Truth
from tests.delivery.views import TeamView, view_of
from tests.delivery.world import World

# The people of the house: two visitors, of whom one has two tabs, and two agents, of whom one has two.
VISITORS, AGENTS = (0, 1, 2), (3, 4, 5)


class Household:
    """Two tenants on one database; the second one is there to be left alone."""

    backup: tuple[Backup, list[dict[str, Frame]]] | None = None
    # A backup holds no bytes: once one is restored, what was swept since may be missing.
    store_is_of_now = True

    def __init__(self, world: World) -> None:
        self.world = world
        world.clock.offset = 0
        house = world.new_tenant(agents=2, visitors=2)
        strangers = world.new_tenant(agents=1, visitors=1)
        (anna, ben), (vera, walt) = house.agents, house.visitors
        self.stale = house.stale
        people = (vera, walt, vera, anna, ben, anna)
        self.clients = [Client(person, world.nodes[0], name=f"{n}") for n, person in enumerate(people)]
        self.strangers = [Client(one, world.nodes[0]) for one in (*strangers.visitors, *strangers.agents)]
        self.truth = Truth(world.nodes[0].server.db, house.id)

    def look(self) -> Rows:
        """The database as it is now, checked."""
        return self.truth.look()

    def check(self) -> None:
        """Every promise that can be checked between two steps."""
        rows = self.look()
        rows.check_sends(self.clients)
        for client in self.clients:
            if client.failure is not None:
                raise client.failure
            if client.place.epoch == rows.head.epoch:
                rows.check_view(client)
            for replay in client.replays:
                rows.check_replay(client.person, replay)
            client.replays.clear()

    def conversation(self, who: int, number: int) -> str | None:
        """One of the conversations that a person may see, if there is any."""
        person = self.clients[who].person
        theirs = [
            id_
            for id_, row in sorted(self.look().conversations.items())
            if person.kind == "agent" or row.visitor_id == person.id
        ]
        return theirs[number % len(theirs)] if theirs else None

    async def online(self, who: int, node: int = 0) -> Client:
        client = self.clients[who]
        if not client.live:
            client.door = self.world.nodes[node % len(self.world.nodes)]
            await client.leave()
            await client.connect()
            assert client.live, f"refused with {client.closed}"
        return client

    async def heal_and_compare(self) -> None:
        for client in self.clients:
            if isinstance(client.socket, WildSocket):
                client.socket.release(0)
        for who, client in enumerate(self.clients):
            await self.online(who, who)
            if isinstance(client.socket, WildSocket) and client.socket.lost:
                client.socket.lost = 0
                await client.resume()
        await self.caught_up()
        for node in self.world.nodes:
            await node.server.files.sweep()
        assert not self.look().left_over(self.world.clock()), "files that no message carries are still there"
        for client in self.clients:
            await self.compare(client)
        for client in self.strangers:
            await client.refetch()
            assert not client.view.conversations, "the other tenant sees something"

    async def caught_up(self) -> None:
        """Every outbox is empty, and every view as far as the log, which has come to rest."""
        while True:
            rows = self.look()
            for node in self.world.nodes:
                await node.server.hub.poll()
            for client in self.clients:
                last = rows.last_for(client.person)
                await client.until(
                    lambda client=client, last=last: (
                        client.live and not client.out.waiting and client.place.pos >= last
                    ),
                    f"everything up to {last}",
                )
            if self.look().head == rows.head:
                return

    async def compare(self, client: Client) -> None:
        """I14: an old snapshot with the events since is a fresh one."""
        fresh = view_of(client.person)
        while fresh.place.pos != self.look().head.pos:
            await self.caught_up()
            await fresh.load(client.ask)
        last = self.look().last_for(client.person)
        await client.until(lambda: client.place.pos >= last, "what happened meanwhile")
        for view in (client.view, *client.shadows):
            assert view.shown() == fresh.shown(), f"{client.name}:\n{view.shown()}, but afresh\n{fresh.shown()}"
            if view is client.view:
                self.look().check_final(client)
                for conv in view.conversations:
                    page = await client.ask("GET", f"/conversations/{conv}/messages?limit=100")
                    self.look().check_page(client.person, conv, page["items"])
                    await self.read_files(
                        client, [one for item in page["items"] for one in item.get("attachments", ())]
                    )
            if isinstance(view, TeamView):
                for name in ("my", "queuing", "awaiting_reply", "replied", "open", "closed", "all"):
                    for order in ("newest", "waiting"):
                        page = await client.ask("GET", f"/conversations?view={name}&order={order}&limit=100")
                        assert view.listed(name, order) == [one["id"] for one in page["items"]]

    async def read_files(self, client: Client, files: list[Frame]) -> None:
        """I22: whoever sees a message reads what it carries."""
        node, person = self.world.nodes[0], client.person
        no_headers: dict[str, str] = {}
        for one in files if self.store_is_of_now else ():
            where = f"{person.base}/files/{one['id']}"
            if person.kind == "visitor":
                links = (await client.ask("POST", "/files/links", {"ids": [one["id"]]}))["items"]
                where = links[0]["address"]
            status, content = await node.fetch(where, person.headers if person.kind == "agent" else no_headers)
            assert (status, len(content)) == (200, one["size"]), f"{one} cannot be read by {client.name}"

    async def all_leave(self) -> None:
        for client in self.clients:
            await client.leave()
