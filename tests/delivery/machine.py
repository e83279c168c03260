"""The machine that tries everything in any order (Hypothesis) and finds every promise kept after each step."""

from collections.abc import Coroutine
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from deskbell.kit.clock import DAY, HOUR
from tests.delivery.doings import Doings
from tests.delivery.household import AGENTS, VISITORS
from tests.delivery.views import Place
from tests.delivery.world import World

anybody = st.sampled_from((*VISITORS, *AGENTS))
an_agent = st.sampled_from(AGENTS)
small = st.integers(0, 3)
a_node = st.integers(0, 1)
a_seq = st.integers(0, 9)


class Delivery(RuleBasedStateMachine):
    """What people, networks and servers may do; `Doings` does it."""

    world: ClassVar[World]

    def __init__(self) -> None:
        super().__init__()
        self.all = Doings(self.world)

    # Connections

    @rule(who=anybody, node=a_node)
    def connect(self, who: int, node: int) -> None:
        self._do(self.all.online(who, node))

    @rule(who=anybody)
    def leave(self, who: int) -> None:
        self._do(self.all.clients[who].leave())

    @rule(who=anybody, node=a_node)
    def poll(self, who: int, node: int) -> None:
        """Over HTTP instead, as networks without sockets do."""
        self._do(self.all.poll(who, node))

    @rule(who=anybody, back=st.integers(0, 12))
    def resume_from_before(self, who: int, back: int) -> None:
        place = self.all.clients[who].place
        if place.epoch:
            self._do(self.all.reconnect(who, place._replace(pos=max(place.pos - back, 0))))

    # So far ahead that nothing under way makes it the present before it is asked for.
    @rule(who=anybody, ahead=st.sampled_from((500, 1000, 2**50)))
    def resume_from_the_future(self, who: int, ahead: int) -> None:
        head = self.all.look().head
        self._do(self.all.reconnect(who, Place(head.epoch, head.pos + ahead)))

    @rule(who=anybody, pos=small)
    def resume_in_another_history(self, who: int, pos: int) -> None:
        self._do(self.all.reconnect(who, Place("0123456789abcdef", pos)))

    @rule(stranger=st.integers(0, 1), way=st.sampled_from(("expired", "other tenant", "nobody")))
    def knock_without_right(self, stranger: int, way: str) -> None:
        self._do(self.all.knock(stranger, way))

    # Sending

    @rule(who=anybody, conv=small)
    def send(self, who: int, conv: int) -> None:
        """Online or not: then it waits in the outbox."""
        self._do(self.all.send(who, conv))

    @rule(who=anybody, conv=small, how=st.sampled_from(("sent", "cut", "kept")), note=st.booleans())
    def send_a_file(self, who: int, conv: int, how: str, *, note: bool) -> None:
        """With a message or a note; cut off on its way; or not with any message after all."""
        self._do(self.all.send_file(who, conv, how, note=note))

    @rule(who=an_agent, conv=small, naming=st.booleans())
    def note(self, who: int, conv: int, *, naming: bool) -> None:
        """For the team alone, perhaps naming a colleague; a visitor may not."""
        self._do(self.all.note(who, conv, naming=naming))

    @rule(who=an_agent, back=small, recall=st.booleans(), other=st.booleans())
    def change_what_was_said(self, who: int, back: int, *, recall: bool, other: bool) -> None:
        """One's own message or note, or a colleague's, which is refused."""
        self._do(self.all.change(who, back, recall=recall, other=other))

    @rule(who=an_agent, conv=small)
    def see_mention(self, who: int, conv: int) -> None:
        self._do(self.all.see_mention(who, conv))

    @rule(who=anybody, conv=small, count=st.integers(2, 5))
    def send_many_at_once(self, who: int, conv: int, count: int) -> None:
        self._do(self.all.send(who, conv, count))

    @rule(who=anybody, back=small)
    def send_again(self, who: int, back: int) -> None:
        self._do(self.all.send_again(who, back))

    @rule(who=anybody, back=small)
    def send_altered(self, who: int, back: int) -> None:
        self._do(self.all.send_altered(who, back))

    @rule(who=anybody, conv=small, when=st.sampled_from(("before write", "after write", "before ack")))
    def send_and_drop_the_connection(self, who: int, conv: int, when: str) -> None:
        self._do(self.all.send_and_drop(who, conv, when))

    # A network that misbehaves

    @rule(who=anybody, how=st.sampled_from(("hold", "twice", "lose")))
    def disturb(self, who: int, how: str) -> None:
        self._do(self.all.disturb(who, how))

    @rule(who=anybody, seed=st.integers(0, 99))
    def calm(self, who: int, seed: int) -> None:
        self._do(self.all.calm(who, seed))

    # What people do

    @rule(who=anybody, conv=small, delivered=a_seq, read=a_seq, over_http=st.booleans())
    def mark_seen(self, who: int, conv: int, delivered: int, read: int, *, over_http: bool) -> None:
        """Back and forth, and past the end."""
        self._do(self.all.mark(who, conv, {"delivered": delivered, "read": read}, over_http=over_http))

    @rule(conv=small)
    def claim_together(self, conv: int) -> None:
        self._do(self.all.claim(conv))

    @rule(who=anybody, conv=small)
    def close(self, who: int, conv: int) -> None:
        self._do(self.all.act(who, conv, "close"))

    @rule(who=an_agent, conv=small)
    def reopen(self, who: int, conv: int) -> None:
        self._do(self.all.act(who, conv, "reopen"))

    @rule(who=an_agent, conv=small, title=st.sampled_from(("Late parcel", "Wrong size")))
    def title(self, who: int, conv: int, title: str) -> None:
        self._do(self.all.title(who, conv, title))

    @rule(conv=small, together=st.booleans())
    def transfer(self, conv: int, *, together: bool) -> None:
        """By one agent, or by two at once to each other's surprise."""
        self._do(self.all.transfer(conv, together=together))

    @rule(who=an_agent, conv=small)
    def put_into_the_queue(self, who: int, conv: int) -> None:
        self._do(self.all.put_back(who, conv))

    @rule(who=an_agent, conv=small, soon=st.booleans())
    def set_aside(self, who: int, conv: int, *, soon: bool) -> None:
        self._do(self.all.set_aside(who, conv, HOUR if soon else DAY))

    @rule(who=an_agent, deed=st.sampled_from(("close", "assign", "snooze")))
    def do_to_all_and_undo(self, who: int, deed: str) -> None:
        self._do(self.all.do_to_all(who, deed))

    @rule(who=anybody, conv=small, on=st.booleans())
    def type(self, who: int, conv: int, *, on: bool) -> None:
        self._do(self.all.type(who, conv, on=on))

    @rule(who=an_agent, availability=st.sampled_from(("online", "away", "offline")))
    def be_available(self, who: int, availability: str) -> None:
        self._do(self.all.clients[who].ask("PATCH", "/me", {"availability": availability}))

    @rule(who=st.sampled_from(VISITORS), name=st.sampled_from(("Vera", "Walt")))
    def tell_a_name(self, who: int, name: str) -> None:
        self._do(self.all.clients[who].ask("PATCH", "/me", {"name": name}))

    @rule(who=st.sampled_from((0, 1)), conv=small, what=st.sampled_from(("send", "note", "seen", "typing", "fetch")))
    def meddle_with_others(self, who: int, conv: int, what: str) -> None:
        self._do(self.all.meddle(who, conv, what))

    # What happens to servers

    @rule(offset=st.sampled_from((-DAY, -HOUR, -1, 0, 1, HOUR, DAY)))
    def set_the_clock(self, offset: int) -> None:
        self.world.clock.offset = offset

    @rule(node=a_node)
    def restart_a_node(self, node: int) -> None:
        self._do(self.all.restart(node))

    @rule()
    def take_a_backup(self) -> None:
        self.all.take_backup()

    @rule()
    def restore_the_backup(self) -> None:
        self._do(self.all.restore())

    @rule(who=anybody)
    def take_a_snapshot(self, who: int) -> None:
        self._do(self.all.snapshot(who))

    # After each step, and at the end

    @invariant()
    def promises_are_kept(self) -> None:
        self.all.check()

    def teardown(self) -> None:
        try:
            self._do(self.all.heal_and_compare())
            self.all.check()
        finally:
            self._do(self.all.all_leave())

    def _do(self, work: Coroutine[Any, Any, Any]) -> None:
        self.world.run(work)
