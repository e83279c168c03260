"""What a client shows: a snapshot, brought up to date by events. Old snapshot + events = fresh snapshot (I14)."""

from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple, Protocol

from tests.delivery.doors import Frame, Person

_AS_MESSAGES = (
    "message_posted",
    "conversation_assigned",
    "conversation_returned",
    "conversation_transferred",
    "conversation_snoozed",
    "conversation_woken",
    "conversation_closed",
    "conversation_reopened",
)


# What the team alone hears of, and what changes nothing that a visitor sees.
_BESIDE = ("note_posted", "mention_seen")


_CHANGES = ("message_edited", "message_recalled")


class Place(NamedTuple):
    """Where in which history."""

    epoch: str
    pos: int


class Ask(Protocol):
    """One person's side of the API."""

    def __call__(self, method: str, path: str, body: Any = None) -> Awaitable[Any]: ...


class View:
    """The conversations of one person, with the thread items that events brought."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.conversations: dict[str, Frame] = {}
        self.threads: dict[str, dict[int, Frame]] = {}
        self.place = Place("", 0)
        self._at: dict[str, int] = {}

    async def load(self, ask: Ask) -> None:
        """Begin from a fresh snapshot."""
        raise NotImplementedError

    def apply(self, fact: Frame) -> None:
        """Bring the view up to date with the next event; one that the snapshot holds already is dropped."""
        if fact["pos"] <= self.place.pos:
            return
        self.place = self.place._replace(pos=fact["pos"])
        conv = fact["conv"]
        if conv is None:
            self._change(fact)
            return
        if fact["type"] in _AS_MESSAGES:
            self._keep(conv, fact["data"]["message"])
        if fact["type"] in _BESIDE:
            self._beside(conv, fact)
            return
        if fact["type"] in _CHANGES:
            self._reword(conv, fact["data"]["message"])
        if fact["type"] == "conversation_started" and conv not in self.conversations:
            self.conversations[conv] = self._begun(fact)
        elif conv in self.conversations and fact["pos"] > self._at.get(conv, 0):
            self._fold(self.conversations[conv], fact)
        self._count(fact)

    def shown(self) -> Frame:
        """All that must be equal to a fresh snapshot."""
        return {"conversations": self.conversations}

    def _reword(self, conv: str, message: Frame) -> None:
        """Of one message the newest revision counts."""
        thread = self.threads.get(conv, {})
        if message["seq"] in thread:
            assert thread[message["seq"]]["id"] == message["id"], "another message took its place"
            thread[message["seq"]] = message

    def _beside(self, conv: str, fact: Frame) -> None:
        raise AssertionError(f"a visitor was told what is for the team: {conv}, {fact}")

    def _keep(self, conv: str, message: Frame) -> None:
        thread = self.threads.setdefault(conv, {})
        before = max(thread, default=None)
        if before is not None:
            assert message["seq"] == before + 1, f"item {message['seq']} of {conv} came after {before}"
        thread[message["seq"]] = message

    def _change(self, fact: Frame) -> None:
        """Something that is of no conversation."""

    def _count(self, fact: Frame) -> None:
        """Where the conversation counts now."""

    def _begun(self, fact: Frame) -> Frame:
        raise NotImplementedError

    def _fold(self, item: Frame, fact: Frame) -> None:
        raise NotImplementedError


class VisitorView(View):
    """What a visitor's widget knows."""

    async def load(self, ask: Ask) -> None:
        """Begin from what a returning visitor's widget gets."""
        start = await ask("GET", "/me")
        self.threads.clear()
        self.conversations = {one["id"]: one for one in start["conversations"]}
        self._at.clear()
        self.place = Place(start["epoch"], start["pos"])

    def _begun(self, fact: Frame) -> Frame:
        return {"id": fact["conv"], "created_at": fact["ts"], **fact["data"]["state"], "unread": 0}

    def _fold(self, item: Frame, fact: Frame) -> None:
        item |= fact["data"]["state"]
        item["unread"] = item["message_count"] - item["visitor_read_count"]


class TeamView(View):
    """What an agent's Workspace knows: besides conversations the counts, the team and the project's name."""

    def __init__(self, person: Person) -> None:
        super().__init__(person)
        self.counts: dict[tuple[str, str | None], int] = {}
        self.agents: dict[str, Frame] = {}
        self.project = ""
        self.unknown: set[str] = set()
        self.notes: dict[str, list[Frame]] = {}

    async def load(self, ask: Ask) -> None:
        """Begin from the desk first, then the whole list page by page."""
        me = await ask("GET", "/me")
        self.threads.clear()
        self.unknown.clear()
        self.notes.clear()
        self.counts = {(one["status"], one["assignee_id"]): one["n"] for one in me["counts"]}
        self.agents = {one["id"]: _card(one) for one in me["agents"]}
        self.project = me["project"]["name"]
        self.conversations.clear()
        self._at.clear()
        self.place = Place(me["epoch"], me["pos"])
        after: str | None = ""
        while after is not None:
            page = await ask("GET", f"/conversations?view=all&limit=100{after}")
            for item in page["items"]:
                self._learn(item, page["pos"])
            after = page["next"] and f"&after={page['next']}"

    async def fetch_unknown(self, ask: Ask) -> None:
        """Fetch what events spoke of and no page held: it moved while the pages were read."""
        for conv in list(self.unknown):
            details = await ask("GET", f"/conversations/{conv}")
            self.unknown.discard(conv)
            if conv not in self.conversations:
                self._learn(details["conversation"], details["pos"])

    def shown(self) -> Frame:
        return {
            "conversations": self.conversations,
            "counts": {key: n for key, n in self.counts.items() if n},
            "agents": self.agents,
            "project": self.project,
        }

    def listed(self, view: str, order: str) -> list[str]:
        """The ids in a view, as a list shows them."""
        mine = [one for one in self.conversations.values() if self._belongs(view, one)]
        if order == "newest":
            mine.sort(key=lambda one: (one["last_message_at"], one["id"]), reverse=True)
        else:
            # Whoever does not wait follows, newest first.
            idle = [one for one in mine if one["waiting_since"] is None]
            idle.sort(key=lambda one: (one["last_message_at"], one["id"]), reverse=True)
            waiting = [one for one in mine if one["waiting_since"] is not None]
            mine = [*sorted(waiting, key=lambda one: (one["waiting_since"], one["id"])), *idle]
        return [one["id"] for one in mine]

    def _belongs(self, view: str, one: Frame) -> bool:
        tests: dict[str, Callable[[], bool]] = {
            "all": lambda: True,
            "open": lambda: one["status"] != "closed",
            "my": lambda: one["assignee_id"] == self.person.id and one["status"] != "closed",
        }
        return tests.get(view, lambda: one["status"] == view)()

    def _learn(self, item: Frame, pos: int) -> None:
        # Who is online is no fact.
        item["visitor"].pop("online")
        self.conversations[item["id"]] = item
        self._at[item["id"]] = pos

    def _reword(self, conv: str, message: Frame) -> None:
        if message["kind"] == "note":
            notes = self.notes.get(conv, [])
            notes[:] = [message if one["id"] == message["id"] else one for one in notes]
        else:
            super()._reword(conv, message)

    def _beside(self, conv: str, fact: Frame) -> None:
        """A note, or that somebody saw the note that names them."""
        if conv not in self.conversations:
            self.unknown.add(conv)
        elif fact["pos"] > self._at.get(conv, 0):
            item = self.conversations[conv]
            if fact["type"] == "mention_seen":
                if fact["team"]["agent_id"] == self.person.id:
                    item["mentioned"] = None
            elif self.person.id in _named(fact["data"]["message"]):
                item["mentioned"] = fact["pos"]
        if fact["type"] == "note_posted":
            self.notes.setdefault(conv, []).append(fact["data"]["message"])

    def _change(self, fact: Frame) -> None:
        team = _team(fact)
        if fact["type"] == "agent_changed":
            self.agents[team["agent"]["id"]] = _card(team["agent"])
        elif fact["type"] == "visitor_changed":
            for one in self.conversations.values():
                if one["visitor"]["id"] == team["visitor"]["id"]:
                    one["visitor"]["name"] = team["visitor"]["name"]
        elif fact["type"] == "project_renamed":
            self.project = fact["data"]["name"]

    def _count(self, fact: Frame) -> None:
        if fact["conv"] not in self.conversations:
            self.unknown.add(fact["conv"])
        state = fact["data"]["state"]
        now = (state["status"], state["assignee"] and state["assignee"]["id"])
        was = _team(fact).get("was")
        if was is not None:
            self._step((was["status"], was["assignee_id"]), -1)
        if was is not None or fact["type"] == "conversation_started":
            self._step(now, 1)

    def _step(self, key: tuple[str, str | None], by: int) -> None:
        self.counts[key] = self.counts.get(key, 0) + by
        assert self.counts[key] >= 0, f"fewer than none are {key}"

    def _begun(self, fact: Frame) -> Frame:
        visitor = {name: fact["team"]["visitor"][name] for name in ("id", "name")}
        item = {
            "id": fact["conv"],
            "visitor": visitor,
            "created_at": fact["team"]["created_at"],
            "unread": 0,
            "mentioned": None,
        }
        return item | _changing(fact) | {"team": fact["team"]["state"]}

    def _fold(self, item: Frame, fact: Frame) -> None:
        read = max(item["message_count"] - item["unread"], self._read_by(fact))
        item |= _changing(fact) | {"team": fact["team"]["state"]}
        item["unread"] = item["message_count"] - read

    def _read_by(self, fact: Frame) -> int:
        """How many messages this agent has read, as the event tells it: who writes has read what stands above."""
        team = _team(fact)
        if fact["type"] == "messages_seen" and team.get("agent_id") == self.person.id:
            return int(team.get("read_count", 0))
        if fact["type"] == "message_posted" and fact["data"]["message"]["author"]["id"] == self.person.id:
            return int(fact["data"]["state"]["message_count"])
        return 0


def view_of(person: Person) -> VisitorView | TeamView:
    return VisitorView(person) if person.kind == "visitor" else TeamView(person)


def _changing(fact: Frame) -> Frame:
    state = fact["data"]["state"]
    return {**state, "assignee_id": state["assignee"] and state["assignee"]["id"]}


def _team(fact: Frame) -> Frame:
    """What the team alone is told."""
    return fact.get("team") or {}


def _named(note: Frame) -> set[str]:
    """The colleagues whom a note names, besides its author."""
    return {one["id"] for one in note.get("mentions", [])} - {note["author"]["id"]}


def _card(card: Frame) -> Frame:
    # Presence and load are no facts.
    return {name: card[name] for name in ("id", "name", "availability", "conversation_limit")}
