"""The headers that keep browsers careful: on every page, every answer of the API, and every refusal."""

from collections.abc import Callable

import httpx
import pytest

from tests.serving import Server
from tests.tenancy.operations import PICTURE
from tests.tenancy.people import Tenant
from tests.walk import PASSWORD

PAGE = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:", "font-src 'self'",
    "connect-src 'self'", "frame-src 'self'", "media-src 'self' blob:", "manifest-src 'self'", "base-uri 'none'",
    "form-action 'self'",
}  # fmt: skip


def _policy(answer: httpx.Response) -> set[str]:
    assert answer.headers.get_list("content-security-policy") != [], answer.url
    return {part.strip() for part in answer.headers["content-security-policy"].split(";")}


@pytest.mark.parametrize(
    "path", ["/console/", "/console/projects/x", "/workspace/", "/workspace/{project_id}/x", "/preview/{site_key}"]
)
def test_our_pages_run_only_what_is_ours_and_nobody_may_frame_them(
    wire: httpx.Client, people: Tenant, path: str
) -> None:
    answer = wire.get(path.format_map(people.agent.ids))
    assert answer.status_code == 200
    assert _policy(answer) >= {*PAGE, "frame-ancestors 'none'"}
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["x-content-type-options"] == "nosniff"
    # What a provider or a mailed link put into the address is told to nobody, not even to us.
    assert answer.headers["referrer-policy"] == (
        "strict-origin-when-cross-origin" if "preview" in path else "no-referrer"
    )


def test_the_chat_may_be_framed_by_any_site(wire: httpx.Client, people: Tenant) -> None:
    answer = wire.get(f"/chat/{people.site_key}")
    assert _policy(answer) >= {*PAGE, "frame-ancestors *"}
    assert "x-frame-options" not in answer.headers


def test_a_picture_is_shown_in_a_sandbox(wire: httpx.Client, people: Tenant) -> None:
    project = f"/api/v1/console/projects/{people.owner.ids['project_id']}"
    made = wire.put(f"{project}/avatar", json={"picture": PICTURE}, headers=people.owner.headers)
    answer = wire.get(made.json()["avatar"])
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/webp")
    assert _policy(answer) == {"default-src 'none'", "sandbox"}
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_reference_runs_nothing_at_all(wire: httpx.Client) -> None:
    answer = wire.get("/api/docs")
    assert answer.status_code == 200
    assert "<script" not in answer.text
    assert _policy(answer) >= {"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"}
    assert "unsafe" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/health/live", 200), ("GET", "/api/openapi.json", 200), ("GET", "/widget.js", 200),
        ("GET", "/api/v1/console/welcome", 200), ("GET", "/api/v1/console/session", 401), ("GET", "/nothing", 404),
        ("GET", "/assets/nothing.js", 404), ("PUT", "/api/v1/console/session", 405),
        ("POST", "/api/v1/console/session", 400),
        ("GET", "/console/../nothing", 404), ("OPTIONS", "/api/v1/visitor/me", 204), ("GET", "/", 302),
    ],
)  # fmt: skip
def test_every_other_answer_is_neither_sniffed_nor_framed(
    wire: httpx.Client, method: str, path: str, status: int
) -> None:
    answer = wire.request(method, path, follow_redirects=False)
    assert answer.status_code in {status, 307 if status == 302 else status}
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert _policy(answer) >= {"default-src 'none'", "frame-ancestors 'none'"}
    assert "server" not in answer.headers
    assert answer.headers["referrer-policy"] == "strict-origin-when-cross-origin"
    if status >= 400:
        assert answer.headers["cache-control"] == "no-store"


def test_answers_about_people_are_kept_by_no_cache(wire: httpx.Client, people: Tenant) -> None:
    for who, path in [
        (people.owner, "/api/v1/console/session"),
        (people.owner, "/api/v1/console/projects"),
        (people.agent, f"/api/v1/workspace/{people.agent.ids['project_id']}/conversations"),
        (people.visitor, "/api/v1/visitor/me"),
    ]:
        assert "no-store" in wire.get(path, headers=who.headers).headers["cache-control"]


@pytest.mark.parametrize("public_url", ["", "https://desk.example"])
def test_cookies_are_for_this_host_and_no_script(new_server: Callable[..., Server], public_url: str) -> None:
    """Over HTTPS with the prefix that no other host of the domain can set."""
    server = new_server(public_url=public_url).start()
    credentials = {"email": "olga@example.com", "password": PASSWORD, "name": "Olga"}
    with httpx.Client(base_url=server.url) as browser:
        made = browser.post("/api/v1/console/accounts", json=credentials)
        ended = browser.delete("/api/v1/console/session", headers={"cookie": _pair(made)})
        again = browser.post("/api/v1/console/session", json=credentials)
        headers = {"cookie": _pair(again)}
        form = {"client_id": "project-0001", "name": "Shop"}
        project = browser.post("/api/v1/console/projects", json=form, headers=headers).json()
        administrator = project["administrators"][0]["id"]
        where = f"/api/v1/console/projects/{project['id']}/administrators/{administrator}"
        assert browser.patch(where, json={"password": PASSWORD}, headers=headers).status_code == 200
        agent = browser.post("/api/v1/workspace/session", json=credentials)
        assert browser.get(f"/api/v1/workspace/{project['id']}/me", headers={"cookie": _pair(agent)}).status_code == 200
    prefix = "__Host-" if public_url else ""
    for answer, name in [(made, "console"), (ended, "console"), (again, "console"), (agent, f"agent_{project['id']}")]:
        pair, *attributes = (part.strip().lower() for part in answer.headers["set-cookie"].split(";"))
        assert pair.startswith(f"{prefix}deskbell_{name}=".lower())
        assert {"httponly", "samesite=lax", "path=/"} <= {*attributes}
        assert ("secure" in attributes) == bool(public_url)
        assert not any(one.startswith("domain") for one in attributes)


def test_each_sign_in_gets_a_new_cookie(wire: httpx.Client, people: Tenant) -> None:
    """Whatever cookie the browser had before: a planted one is never taken up."""
    form = {"email": people.email, "password": PASSWORD}
    planted = {"cookie": f"deskbell_console={people.tokens['owner']}"}
    pairs: set[str] = set()
    for _ in range(2):
        wire.cookies.clear()
        pairs.add(_pair(wire.post("/api/v1/console/session", json=form, headers=planted)))
    wire.cookies.clear()
    assert len(pairs) == 2
    assert planted["cookie"] not in pairs


def _pair(answer: httpx.Response) -> str:
    assert answer.is_success, answer.text
    return answer.headers["set-cookie"].partition(";")[0]
