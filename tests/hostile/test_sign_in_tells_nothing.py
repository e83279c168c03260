"""Whether an e-mail is known cannot be told from the refusal of a sign-in: not from its words, nor from its time."""

import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median

import httpx
import pytest

from tests.standing import Standing
from tests.tenancy.people import tenant
from tests.walk import PASSWORD, Owner, answered, client_id

TRIES = 5
"""Of each; more than ten would be one attempt too many."""


@pytest.mark.slow
@pytest.mark.parametrize("door", ["console", "workspace"])
def test_known_and_unknown_are_refused_alike(wire: httpx.Client, desk: Standing, door: str) -> None:
    # Somebody whom no other test has tried to sign in as.
    people = tenant(desk.url, f"whoever comes by the {door}")
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


@pytest.mark.slow
def test_who_may_not_sign_in_is_refused_as_with_a_wrong_password(wire: httpx.Client, desk: Standing) -> None:
    """Without a password, disabled, removed: the words and the time are those of a wrong password."""
    owner = Owner.sign_up(desk.url)
    where = f"/api/v1/console/projects/{owner.project['id']}/administrators"
    emails = {"wrong": owner.email, "none": "", "disabled": "", "removed": ""}
    for name in ("none", "disabled", "removed"):
        emails[name] = f"{name}-{owner.email}"
        form = {"client_id": client_id(), "email": emails[name], "password": None if name == "none" else PASSWORD}
        made = answered(owner.browser.post(where, json=form))
        if name == "disabled":
            answered(owner.browser.post(f"{where}/{made['id']}/disable"))
        if name == "removed":
            answered(owner.browser.delete(f"{where}/{made['id']}"))
    answers: dict[str, set[tuple[int, str]]] = {name: set() for name in emails}
    times: dict[str, list[float]] = {name: [] for name in emails}
    for name in [*emails] * TRIES:
        password = "not this one at all" if name == "wrong" else PASSWORD
        # The address of one project: one comparison, whoever it is.
        form = {"email": emails[name], "password": password, "project_id": owner.project["id"]}
        began = time.perf_counter()
        answer = wire.post("/api/v1/workspace/session", json=form)
        times[name].append(time.perf_counter() - began)
        answers[name].add((answer.status_code, answer.text))
    assert all(answer == answers["wrong"] for answer in answers.values()), answers
    assert len(answers["wrong"]) == 1
    fast, slow = min(map(median, times.values())), max(map(median, times.values()))
    assert slow < 2 * fast + 0.02, times
