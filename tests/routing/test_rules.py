from hypothesis import given
from hypothesis import strategies as st

from deskbell.routing.rules import Candidate, choose

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


@given(candidates, st.none() | st.text("abcdef", min_size=1, max_size=3))
def test_nobody_gets_more_than_the_limit_and_nobody_waits_while_somebody_is_free(
    agents: list[Candidate], last: str | None
) -> None:
    choice = choose(agents, last)
    free = [one for one in agents if one.load < one.limit]
    assert (choice is None) == (not free)
    if choice is not None:
        assert choice.agent in free


@given(candidates)
def test_rounds_take_the_least_loaded_and_then_whoever_waited_longest(agents: list[Candidate]) -> None:
    choice = choose(agents, None)
    if choice is not None:
        free = [one for one in agents if one.load < one.limit]
        assert choice.reason == "rounds"
        assert choice.agent.load == min(one.load for one in free)
        equals = [one for one in free if one.load == choice.agent.load]
        assert choice.agent.last_assigned_at == min(one.last_assigned_at for one in equals)


@given(candidates)
def test_the_order_in_which_agents_are_listed_changes_nothing(agents: list[Candidate]) -> None:
    assert choose(agents, None) == choose(agents[::-1], None)


def test_the_last_agent_comes_first_while_free() -> None:
    anna, ben = Candidate("a", "Anna", 3, 6, 0), Candidate("b", "Ben", 0, 6, 0)
    last = choose([anna, ben], "a")
    assert last is not None
    assert (last.agent, last.reason) == (anna, "last_agent")
    full = choose([anna._replace(load=6), ben], "a")
    assert full is not None
    assert (full.agent, full.reason) == (ben, "rounds")
