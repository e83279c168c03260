"""Decisions by values alone: whole days at a desk that hypothesis makes up, and the cases worth a name."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from deskbell.conversations import Unanswered, Waiting
from deskbell.kit.clock import MINUTE
from deskbell.routing.rules import Candidate, Desk, Give, Keep, Step, choose, decide
from deskbell.service import Mode, RoutingSettings

candidates = st.lists(
    st.builds(
        Candidate,
        id=st.text("abcdef", min_size=1, max_size=3),
        name=st.just("Anna"),
        load=st.integers(0, 8),
        limit=st.integers(0, 8),
        last_assigned_at=st.integers(0, 5),
    ),
    unique_by=lambda one: one.id,
)
modes = st.sampled_from(["rounds", "least_loaded"])


@given(candidates, modes)
def test_nobody_goes_over_the_limit_nobody_waits_while_somebody_is_free_and_order_of_listing_is_nothing(
    agents: list[Candidate], mode: Mode
) -> None:
    chosen = choose(agents, mode)
    free = [one for one in agents if one.load < one.limit]
    assert (chosen is None) == (not free)
    assert chosen == choose(agents[::-1], mode)
    if chosen is not None:
        share = [one.load / one.limit if mode == "least_loaded" else one.load for one in free]
        mine = chosen.load / chosen.limit if mode == "least_loaded" else chosen.load
        assert chosen in free
        assert mine == min(share)
        assert chosen.last_assigned_at == min(
            one.last_assigned_at for one, its in zip(free, share, strict=True) if its == mine
        )


@dataclass
class Talk:
    """A conversation of the made-up day."""

    id: str
    waiting_since: int | None
    agent: str | None = None
    last: str | None = None
    given_at: int | None = None
    had: list[str] = field(default_factory=list[str])
    slow: set[str] = field(default_factory=set[str])
    kept: bool = False


@dataclass
class Day:
    """A desk through a day: who is here, who has what, and what routing decides."""

    settings: RoutingSettings
    limits: dict[str, int]
    here: set[str] = field(default_factory=set[str])
    talks: list[Talk] = field(default_factory=list[Talk])
    last_given: dict[str, int] = field(default_factory=dict[str, int])
    now: int = 1

    def load(self, agent: str) -> int:
        return sum(one.agent == agent for one in self.talks)

    def desk(self) -> Desk:
        free = [
            Candidate(one, one, self.load(one), self.limits[one], self.last_given.get(one, 0))
            for one in sorted(self.here)
        ]
        queue = [one for one in self.talks if one.agent is None and one.waiting_since is not None]
        queue.sort(key=lambda one: (one.waiting_since, one.id))
        waiting = [Waiting(one.id, one.waiting_since or 0, one.last) for one in queue]
        unanswered = [
            Unanswered(one.id, one.waiting_since or 0, one.agent or "", one.given_at, frozenset(one.had), one.kept)
            for one in self.talks
            if one.given_at is not None
        ]
        return Desk(self.now, self.settings, free, waiting, unanswered)

    def route(self) -> None:
        while steps := decide(self.desk()):
            assert steps == decide(self.desk())
            self.queue_is_kept(steps)
            for step in steps:
                self.do(step)

    def queue_is_kept(self, steps: list[Step]) -> None:
        """Who came first is served first: nobody in the queue is overtaken by somebody behind them."""
        queue = [one.id for one in self.desk().waiting]
        served = [one.conversation_id for one in steps if isinstance(one, Give) and one.conversation_id in queue]
        assert served == queue[: len(served)]

    def do(self, step: Step) -> None:
        talk = next(one for one in self.talks if one.id == step.conversation_id)
        if isinstance(step, Keep):
            assert not talk.kept
            talk.kept = True
        else:
            who = step.agent.id
            assert who in self.here
            assert self.load(who) < self.limits[who]
            assert step.agent.load == self.load(who)
            if talk.agent is not None:
                assert step.reason == "first_reply"
                assert who not in talk.slow | {talk.agent}
                talk.slow.add(talk.agent)
            talk.agent, talk.last, talk.given_at, talk.kept = who, who, self.now, False
            talk.had.append(who)
            self.last_given[who] = self.now

    def leaves(self, agent: str) -> None:
        """And hands back what they have not answered."""
        self.here.discard(agent)
        for talk in self.talks:
            if talk.agent == agent and talk.waiting_since is not None:
                talk.agent = talk.given_at = None

    def answer(self, talk: Talk) -> None:
        if talk.agent is not None:
            talk.waiting_since = talk.given_at = None
            talk.had, talk.slow, talk.kept = [], set(), False


AGENTS = ("anna", "ben", "cleo")
events = st.lists(
    st.tuples(st.sampled_from(["rings", "answers", "closes", "comes", "goes", "minutes"]), st.integers(0, 7)),
    max_size=40,
)


@given(
    st.builds(
        RoutingSettings,
        mode=modes,
        last_agent_first=st.booleans(),
        first_reply_minutes=st.sampled_from([0, 3]),
    ),
    st.fixed_dictionaries({one: st.integers(0, 3) for one in AGENTS}),
    events,
)
def test_a_day_at_the_desk(settings: RoutingSettings, limits: dict[str, int], happened: list[tuple[str, int]]) -> None:
    day = Day(settings, limits)
    for number, (what, n) in enumerate(happened):
        day.now += 1 + (n * MINUTE if what == "minutes" else 0)
        talk = day.talks[n % len(day.talks)] if day.talks else None
        if what == "rings":
            day.talks.append(Talk(f"{number:03}", day.now))
        elif what == "comes":
            day.here.add(AGENTS[n % 3])
        elif what == "goes":
            day.leaves(AGENTS[n % 3])
        elif talk is not None and what == "answers":
            day.answer(talk)
        elif talk is not None and what == "closes":
            day.talks.remove(talk)
        day.route()
        # Nobody waits while somebody is free.
        room = [one for one in day.here if day.load(one) < limits[one]]
        assert not (room and day.desk().waiting)
    # Nobody starves: as soon as there is room for all, all are given.
    day.limits = dict.fromkeys(AGENTS, 100)
    day.here = set(AGENTS)
    day.route()
    assert not day.desk().waiting


def desk(
    *free: Candidate,
    waiting: tuple[Waiting, ...] = (),
    unanswered: tuple[Unanswered, ...] = (),
    settings: RoutingSettings | None = None,
) -> Desk:
    return Desk(10 * MINUTE, settings or RoutingSettings(), free, waiting, unanswered)


ANNA, BEN = Candidate("a", "Anna", 3, 6, 0), Candidate("b", "Ben", 0, 6, 0)


def test_the_last_agent_comes_first_while_free_and_only_where_that_is_wanted() -> None:
    back = (Waiting("c", 1, "a"),)
    assert decide(desk(ANNA, BEN, waiting=back)) == [Give("c", ANNA, "last_agent")]
    assert decide(desk(ANNA._replace(load=6), BEN, waiting=back)) == [Give("c", BEN, "rounds")]
    off = RoutingSettings(last_agent_first=False, mode="least_loaded")
    assert decide(desk(ANNA, BEN, waiting=back, settings=off)) == [Give("c", BEN, "least_loaded")]
    assert decide(desk(ANNA, BEN, waiting=back, settings=RoutingSettings(mode="manual"))) == []


def test_least_loaded_looks_at_the_room_that_is_left() -> None:
    half, third = Candidate("a", "Anna", 1, 2, 0), Candidate("b", "Ben", 2, 6, 0)
    assert choose([half, third], "rounds") == half
    assert choose([half, third], "least_loaded") == third


def test_who_is_too_slow_passes_it_on_once_and_with_nobody_else_it_stays_and_the_team_is_told_once() -> None:
    slow = Unanswered("c", 1, "a", 7 * MINUTE, frozenset({"a"}), kept=False)
    assert decide(desk(ANNA, BEN, unanswered=(slow,))) == [Give("c", BEN, "first_reply", 3)]
    assert decide(desk(ANNA, unanswered=(slow,))) == [Keep("c", 3)]
    both = Unanswered("c", 1, "a", 7 * MINUTE, frozenset({"a", "b"}), kept=True)
    assert decide(desk(ANNA, BEN, unanswered=(both,))) == []
    patient = RoutingSettings(first_reply_minutes=0)
    assert decide(desk(ANNA, BEN, unanswered=(slow,), settings=patient)) == []
