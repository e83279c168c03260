"""How each step of the machine is done, with what must be true of it right away."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from deskbell.kit.clock import DAY, HOUR
from tests.delivery.backups import Backup
from tests.delivery.client import Client
from tests.delivery.doors import Closed, Frame, Refused
from tests.delivery.household import AGENTS, VISITORS, Household
from tests.delivery.in_process import Node, WildSocket
from tests.delivery.views import Place


class Doings(Household):
    """One method for each thing that may happen."""

    async def reconnect(self, who: int, place: Place) -> None:
        client = self.clients[who]
        await client.leave()
        head = self.look().head
        await client.connect(place)
        assert client.live
        assert client.ready is not None
        if client.recovered and place.pos > head.pos:
            # The log has just grown past a place that was made up, and what lies before it was never seen.
            await client.refetch()
            await client.resume()
            await client.until(lambda: client.live, "to be live again")
        if place.epoch != head.epoch or place.pos > self.look().head.pos:
            assert not client.recovered, f"from {place} in {head}"
        elif place.pos <= head.pos:
            assert client.recovered, f"from {place} in {head}"

    async def poll(self, who: int, node: int) -> None:
        client = self.clients[who]
        await client.leave()
        client.door = self.world.nodes[node % len(self.world.nodes)]
        await client.poll()

    async def knock(self, stranger: int, way: str) -> None:
        theirs = self.strangers[stranger].person
        person, credentials = {
            "expired": (self.stale, self.stale.credentials),
            "other tenant": (theirs, {"project_id": self.stale.project_id}),
            "nobody": (theirs, {"token": "x" * 43}),
        }[way]
        socket = await self.world.nodes[0].open_socket(person.headers)
        await socket.send(json.dumps({"t": "auth", **credentials}))
        frames = [json.loads(line) async for line in until_closed(socket)]
        assert [frame["t"] for frame in frames] == ["hello", "nack", "bye", "close 4401"]

    async def send(self, who: int, conv: int, count: int = 1) -> None:
        client = self.clients[who]
        where = self.conversation(who, conv)
        if where is None and who in AGENTS:
            return
        if who in VISITORS and conv == 0:
            where = None
        client.out.window = count
        said = [client.say(f"{who} says {len(client.out.tried)}", where) for _ in range(count)]
        if client.live:
            await client.until(lambda: not set(said) & set(client.out.waiting), "the answers")
            assert not set(said) & set(client.out.refused), client.out.nacks
            await self.head_is_known_everywhere(client, said[-1])
        client.out.window = 1

    async def send_file(self, who: int, conv: int, how: str, *, note: bool) -> None:
        client = await self.online(who)
        node, person = client.door, client.person
        where = self.conversation(who, conv)
        assert isinstance(node, Node)
        if where is None and who in AGENTS:
            return
        content = f"file {len(self.look().files)} of {who}".encode()
        answer = await node.upload(f"{person.base}/files", person.headers, content, cut=how == "cut")
        if how == "cut":
            assert answer.body["code"] == "upload_cut"
        if how != "sent" or answer.body.get("code") == "too_many_uploads":
            return
        besides: Frame = {"attachments": [answer.body["id"]], **({"note": True} if note and who in AGENTS else {})}
        said = client.say("", where, besides=besides)
        await client.until(lambda: said not in client.out.waiting, "the answer")
        assert said not in client.out.refused, client.out.nacks

    async def note(self, who: int, conv: int, *, naming: bool) -> None:
        client = await self.online(who)
        where = self.conversation(who, conv)
        if where is None:
            return
        colleagues = [self.clients[one].person.id for one in AGENTS if naming]
        besides = {"note": True, "mentions": colleagues}
        said = client.say(f"{who} notes {len(client.out.tried)}", where, besides=besides)
        await client.until(lambda: said not in client.out.waiting, "the answer")
        assert said not in client.out.refused, client.out.nacks

    async def change(self, who: int, back: int, *, recall: bool, other: bool) -> None:
        client = self.clients[who]
        author = self.clients[AGENTS[1] if who != AGENTS[1] else AGENTS[0]] if other else client
        rows = [row for row in self.look().written() if row.author_id == author.person.id]
        if not rows:
            return
        row = rows[-1 - back % len(rows)]
        path = f"{client.person.base}/conversations/{row.conversation_id}/messages/{row.id}"
        body = None if recall else {"text": f"changed {row.id}", "revision": row.revision}
        verb, where = ("POST", f"{path}/recall") if recall else ("PATCH", path)
        answer = await client.door.ask(verb, where, client.person.headers, body)
        if answer.status == 200:
            assert not other, "a colleague's words were changed"
            assert answer.body["text"] == ("" if recall else f"changed {row.id}")
            return
        late = self.world.clock() - row.ts > DAY
        allowed = "forbidden" if other else "too_late_to_change" if late else "message_recalled"
        assert answer.body["code"] == allowed, answer

    async def see_mention(self, who: int, conv: int) -> None:
        where = self.conversation(who, conv)
        if where is not None:
            await self.clients[who].ask("POST", f"/conversations/{where}/mention/seen", {"pos": 2**50})

    async def head_is_known_everywhere(self, client: Client, client_id: str) -> None:
        """I6: what was acknowledged is read on every node."""
        ack = client.out.acks.get(client_id)
        if ack is None:
            return
        for node in self.world.nodes:
            path = f"{client.person.base}/conversations/{ack['conv']}/messages?after={ack['seq'] - 1}"
            page = (await node.ask("GET", path, client.person.headers)).body
            assert page["head"] >= ack["seq"]
            assert page["items"][0]["id"] == ack["id"]

    async def send_again(self, who: int, back: int) -> None:
        client = await self.online(who)
        if client.out.acks:
            client_id = list(client.out.acks)[-1 - back % len(client.out.acks)]
            unsent, seen = client.out.tried[client_id], len(client.out.duplicates)
            client.say(unsent.text, unsent.conv, client_id, unsent.besides)
            await client.until(lambda: len(client.out.duplicates) > seen, "the same answer again")

    async def send_altered(self, who: int, back: int) -> None:
        client = await self.online(who)
        if client.out.acks:
            client_id = list(client.out.acks)[-1 - back % len(client.out.acks)]
            before = len(client.out.nacks)
            await client.tell({"t": "send", "client_id": client_id, "conv": None, "text": "something else"})
            await client.until(lambda: len(client.out.nacks) > before, "a refusal")
            assert (client.out.nacks[-1]["code"], client.out.nacks[-1]["retryable"]) == ("client_id_reused", False)

    async def send_and_drop(self, who: int, conv: int, when: str) -> None:
        client = await self.online(who)
        where = self.conversation(who, conv)
        if where is None and who in AGENTS:
            return
        socket = client.socket
        assert isinstance(socket, WildSocket)
        if when == "before write":
            await client.leave()
        socket.deaf = True
        client.say(f"{who} says {len(client.out.tried)}", where)
        if when == "before ack":
            await socket.until_swallowed("ack", 1)
        await client.leave()

    async def disturb(self, who: int, how: str) -> None:
        client = await self.online(who)
        assert isinstance(client.socket, WildSocket)
        {"hold": client.socket.hold_events, "twice": client.socket.send_twice, "lose": client.socket.lose_one}[how]()

    async def mark(self, who: int, conv: int, marks: Frame, *, over_http: bool) -> None:
        where = self.conversation(who, conv)
        if where is None:
            return
        if over_http:
            await self.clients[who].ask("POST", f"/conversations/{where}/seen", marks)
        else:
            client = await self.online(who)
            await client.tell({"t": "seen", "conv": {where: marks}})
            await self.answered(client)

    async def claim(self, conv: int) -> None:
        where = self.conversation(AGENTS[0], conv)
        if where is None:
            return
        before = self.look().conversations[where]
        anna, ben = self.clients[AGENTS[0]], self.clients[AGENTS[1]]
        path = f"/conversations/{where}/claim"
        answers = await asyncio.gather(anna.ask("POST", path), ben.ask("POST", path), return_exceptions=True)
        refused = [one for one in answers if isinstance(one, Refused)]
        codes = [one.code for one in refused]
        for failure in answers:
            if isinstance(failure, BaseException) and failure not in refused:
                raise failure
        assert refused, "two have the same conversation"
        if before.status == "closed":
            assert codes == ["conversation_closed"] * 2
        else:
            assert set(codes) == {"already_claimed"}

    async def transfer(self, conv: int, *, together: bool) -> None:
        """I15: of two who give it away at once one does, and the other is told."""
        where = self.conversation(AGENTS[0], conv)
        if where is None:
            return
        before = self.look().conversations[where]
        ben = self.clients[AGENTS[1]]
        body = {"agent_id": ben.person.id, "held_by": before.assignee_id}
        path = f"/conversations/{where}/transfer"
        tries = [self.clients[AGENTS[0]].ask("POST", path, body)]
        if together:
            tries.append(ben.ask("POST", path, {**body, "agent_id": self.clients[AGENTS[0]].person.id}))
        answers = await asyncio.gather(*tries, return_exceptions=True)
        codes = {one.code for one in answers if isinstance(one, Refused)}
        for failure in answers:
            if isinstance(failure, BaseException) and not isinstance(failure, Refused):
                raise failure
        if before.status == "closed":
            assert codes == {"conversation_closed"}
        else:
            assert codes <= {"already_claimed", "stale"}

    async def put_back(self, who: int, conv: int) -> None:
        where = self.conversation(who, conv)
        if where is None:
            return
        before = self.look().conversations[where]
        try:
            held = {"held_by": before.assignee_id}
            await self.clients[who].ask("POST", f"/conversations/{where}/transfer", held)
        except Refused as refused:
            if refused.code not in {"conversation_closed", "already_claimed", "stale"}:
                raise

    async def set_aside(self, who: int, conv: int, length: int) -> None:
        where = self.conversation(who, conv)
        if where is None:
            return
        until = self.world.clock() + length
        try:
            await self.clients[who].ask("POST", f"/conversations/{where}/snooze", {"until": until})
        except Refused as refused:
            if refused.code != "conversation_closed":
                raise

    async def do_to_all(self, who: int, deed: str) -> None:
        """Many at once, each with its result, and back again."""
        client, ids = self.clients[who], list(self.look().conversations)[:100]
        if not ids:
            return
        body = {"conversation_ids": ids, "deed": deed, "until": self.world.clock() + HOUR}
        done = (await client.ask("POST", "/conversations/bulk", body | {"agent_id": client.person.id}))["items"]
        assert [one["id"] for one in done] == ids
        self.look()
        undo = [one["undo"] for one in done if one["undo"]]
        if undo:
            back = (await client.ask("POST", "/conversations/bulk/undo", {"items": undo}))["items"]
            assert {one["refusal"]["code"] for one in back if one["refusal"]} <= {"stale"}

    async def act(self, who: int, conv: int, what: str) -> None:
        where = self.conversation(who, conv)
        if where is not None:
            done = await self.clients[who].ask("POST", f"/conversations/{where}/{what}")
            assert (done["status"] == "closed") == (what == "close")

    async def title(self, who: int, conv: int, title: str) -> None:
        where = self.conversation(who, conv)
        if where is not None:
            done = await self.clients[who].ask("PATCH", f"/conversations/{where}", {"title": title})
            assert done["team"]["title"] == title

    async def type(self, who: int, conv: int, *, on: bool) -> None:
        where = self.conversation(who, conv)
        if where is not None:
            await (await self.online(who)).tell({"t": "typing", "conv": where, "on": on})

    async def meddle(self, who: int, conv: int, what: str) -> None:
        """One visitor with the conversation of the other, which is as unknown to them as one that is not there."""
        where = self.conversation(1 - who, conv)
        if where is None:
            return
        client = await self.online(who)
        before, frames = len(client.out.nacks), {
            "send": (said := {"client_id": f"meddler-{who}-{len(client.out.nacks):04}", "conv": where, "text": "me!"}),
            "note": {**said, "note": True},
            "seen": {"conv": {where: {"delivered": 9, "read": 9}}},
            "typing": {"conv": where},
            "fetch": {"conv": where, "after": 0},
        }  # fmt: skip
        await client.tell({"t": "send" if what == "note" else what, **frames[what]})
        await client.until(lambda: len(client.out.nacks) > before, "a refusal")
        assert client.out.nacks[-1]["code"] == ("forbidden" if what == "note" else "not_found")

    async def calm(self, who: int, seed: int) -> None:
        socket = self.clients[who].socket
        if isinstance(socket, WildSocket):
            socket.release(seed)

    async def restart(self, node: int) -> None:
        node %= len(self.world.nodes)
        gone = self.world.nodes[node]
        theirs = [one for one in self.clients if one.door is gone and one.socket is not None]
        await self.world.restart(node)
        for client in theirs:
            await client.until(lambda client=client: client.closed is not None, "the end of the node")
            assert client.closed == 1012 or not client.heard["bye"]
        self.use_new_nodes(gone, node)

    def use_new_nodes(self, gone: Any, index: int) -> None:
        for client in (*self.clients, *self.strangers):
            if client.door is gone:
                client.door = self.world.nodes[index]
        self.truth.db = self.world.nodes[0].server.db

    def take_backup(self) -> None:
        acks = [dict(client.out.acks) for client in self.clients]
        self.backup = (Backup(self.truth.db, self.clients[0].person.project_id), acks)

    async def restore(self) -> None:
        if self.backup is None:
            return
        (backup, acks), self.backup = self.backup, None
        old = self.world.nodes
        await self.all_leave()
        await self.world.stop()
        await asyncio.to_thread(backup.restore, self.world.url)
        await self.world.start()
        for index, gone in enumerate(old):
            self.use_new_nodes(gone, index)
        self.truth.forget()
        self.store_is_of_now = False
        for client, known in zip(self.clients, acks, strict=True):
            client.out.acks = dict(known)

    async def snapshot(self, who: int) -> None:
        await (await self.online(who)).take_snapshot()

    async def answered(self, client: Client) -> None:
        """Frames are handled in order: after a pong everything before it is done."""
        before = len(client.heard["pong"])
        await client.tell({"t": "ping"})
        await client.until(lambda: len(client.heard["pong"]) > before, "a pong")


async def until_closed(socket: WildSocket) -> AsyncIterator[str]:
    """All frames up to the end, and how it ended."""
    try:
        while True:
            for line in (await socket.receive()).split("\n"):
                yield line
    except Closed as closed:
        yield json.dumps({"t": f"close {closed.code}"})
