"""Whether an e-mail is known cannot be told from the refusal of a sign-in: not from its words, nor from its time."""

import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median

import httpx
import pytest

from tests.tenancy.people import Tenant

TRIES = 5
"""Of each; more than ten would be one attempt too many."""


@pytest.mark.slow
@pytest.mark.parametrize("door", ["console", "workspace"])
def test_known_and_unknown_are_refused_alike(wire: httpx.Client, people: Tenant, door: str) -> None:
    path = f"/api/v1/{door}/session"
    emails = {"known": people.email, "unknown": f"nobody-{people.email}"}
    answers: dict[str, set[tuple[int, str]]] = {name: set() for name in emails}
    times: dict[str, list[float]] = {name: [] for name in emails}

    def attempt(name: str) -> None:
        began = time.perf_counter()
        answer = wire.post(path, json={"email": emails[name], "password": "not this one at all"})
        times[name].append(time.perf_counter() - began)
        answers[name].add((answer.status_code, answer.text))

    # The Workspace's take a second whatever they are, so there they may overlap.
    with ThreadPoolExecutor(4 if door == "workspace" else 1) as trying:
        list(trying.map(attempt, ["known", "unknown"] * TRIES))
    assert answers["known"] == answers["unknown"]
    assert len(answers["known"]) == 1
    known, unknown = median(times["known"]), median(times["unknown"])
    # A hash more or less would be a factor of ten; a busy machine is no factor of two.
    assert max(known, unknown) < 2 * min(known, unknown) + 0.02, (known, unknown)
