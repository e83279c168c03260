"""The people of a measurement: projects with one agent each, and visitors, all let in by the doors that people use."""

import asyncio
import secrets
from dataclasses import dataclass

import httpx
import msgspec

from bench.wire import Wire, connected
from tests.serving import Server

_PASSWORD = "correct horse battery"  # noqa: S105 - of nobody
_BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


@dataclass(frozen=True)
class Project:
    """A project and its agent's way in."""

    id: str
    site_key: str
    agent_id: str
    cookie: str


@dataclass(frozen=True)
class Person:
    """A visitor whom the server knows, and where the project's log stood then."""

    project_id: str
    id: str
    token: str
    epoch: str
    pos: int


def open_projects(server: Server, count: int) -> list[Project]:
    """Projects of one owner, each with an administrator who is signed in to its Workspace and online."""
    with httpx.Client(base_url=f"{server.url}/api/v1", headers=_BROWSER, timeout=30) as owner:
        email = f"{secrets.token_hex(6)}@example.com"
        _asked(owner.post("/console/accounts", json={"email": email, "password": _PASSWORD, "name": "Olga Owner"}))
        return [_open_project(server, owner, number) for number in range(count)]


def _open_project(server: Server, owner: httpx.Client, number: int) -> Project:
    wanted = {"client_id": secrets.token_hex(12), "name": f"Shop {number}"}
    made = _asked(owner.post("/console/projects", json=wanted)).json()
    email = f"{secrets.token_hex(6)}@example.com"
    admitted = {"client_id": secrets.token_hex(12), "email": email, "name": "Ada Agent", "password": _PASSWORD}
    _asked(owner.post(f"/console/projects/{made['id']}/administrators", json=admitted))
    with httpx.Client(base_url=f"{server.url}/api/v1/workspace", headers=_BROWSER, timeout=30) as agent:
        who = {"email": email, "password": _PASSWORD, "project_id": made["id"]}
        signed_in = _asked(agent.post("/session", json=who)).json()["signed_in"]
        _asked(agent.patch(f"/{made['id']}/me", json={"availability": "online"}))
        cookie = "; ".join(f"{name}={value}" for name, value in agent.cookies.items())
    return Project(made["id"], made["site_key"], signed_in["agent"]["id"], cookie)


def meet(server: Server, projects: list[Project], count: int) -> list[Person]:
    """Visitors, spread evenly over the projects."""
    people: list[Person] = []
    with httpx.Client(base_url=f"{server.url}/api/v1", headers=_BROWSER, timeout=30) as browser:
        for number in range(count):
            project = projects[number % len(projects)]
            page = {"page_url": "https://shop.example/basket", "page_title": "Your basket", "language": "en"}
            met = _asked(browser.post(f"/widget/{project.site_key}/visitors", json=page)).json()
            start = _asked(browser.get("/visitor/me", headers={"Authorization": f"Bearer {met['token']}"})).json()
            people.append(Person(project.id, met["visitor"]["id"], met["token"], start["epoch"], start["pos"]))
    return people


async def visitors_line(server: Server, person: Person) -> Wire:
    """A visitor's socket, signed in and through with the past."""
    return await _signed_in(server, "", token=person.token, resume={"epoch": person.epoch, "pos": person.pos})


async def agents_line(server: Server, project: Project) -> Wire:
    """The socket of a project's agent, signed in and through with the past."""
    async with httpx.AsyncClient(headers={"Cookie": project.cookie}) as browser:
        me = _asked(await browser.get(f"{server.url}/api/v1/workspace/{project.id}/me")).json()
    resume = {"epoch": me["epoch"], "pos": me["pos"]}
    return await _signed_in(server, project.cookie, project_id=project.id, resume=resume)


async def _signed_in(server: Server, cookie: str, **auth: object) -> Wire:
    ready = asyncio.Event()

    def hear(payload: bytes) -> None:
        assert b'"recovered":false' not in payload, payload
        if b'{"t":"replay_end"' in payload:
            ready.set()

    wire = await connected(server.port, hear, cookie=cookie)
    wire.send(msgspec.json.encode({"t": "auth", **auth}))
    async with asyncio.timeout(30):
        await ready.wait()
    return wire


def _asked(response: httpx.Response) -> httpx.Response:
    assert response.is_success, f"{response.request.method} {response.request.url}: {response.text}"
    return response
