"""Two projects and everybody around them: whose things they are, and who else may try to touch them."""

import base64
import secrets
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.accounts.authenticator import Authenticator
from tests.receiver import standing_receiver_url
from tests.tenancy.operations import PICTURE, PUSH_KEY, Call
from tests.walk import PASSWORD, Agent, Owner, Visitor, answered, client_id

UNKNOWN = {
    "project_id": "0000000000000000",
    "agent_id": "0000000000000001",
    "conversation_id": "0000000000000002",
    "account_id": "0000000000000003",
    "letter_id": "0000000000000004",
    "offer_id": "0000000000000004",
    "session_id": "0000000000000008",
    "passkey_id": "0000000000000005",
    "identity_id": "0000000000000006",
    "invoice_id": "0000000000000009",
    "webhook_id": "000000000000000v",
    "delivery_id": "000000000000000u",
    "invitation_id": "000000000000000a",
    "group_id": "000000000000000b",
    "visitor_id": "000000000000000e",
    "message_id": "000000000000000f",
    "tag_id": "000000000000000c",
    "merged_id": "000000000000000d",
    "author_id": "0000000000000010",
    "file_id": "000000000000000g",
    "view_id": "0000000000000011",
    "device_id": "0000000000000012",
    "reply_id": "0000000000000013",
}
"""Ids of the right shape that nothing has."""


@dataclass
class Somebody:
    """One who calls: their proofs, and the ids that are their own."""

    name: str
    headers: dict[str, str]
    ids: dict[str, str] = field(default_factory=dict[str, str])

    def call(self, wire: httpx.Client, call: Call) -> httpx.Response:
        wire.cookies.clear()
        return wire.request(call.method, call.path, params=call.query, json=call.body, headers=self.headers)


@dataclass
class Tenant:
    """A project with its owner, one agent, and a visitor in a conversation."""

    owner: Somebody
    agent: Somebody
    visitor: Somebody
    other_visitor: Somebody
    # In the same team, with the lesser role.
    colleague: Somebody
    site_key: str
    email: str
    socket_cookie: str
    tokens: dict[str, str]
    operator: Somebody | None = None

    def of(self, scheme: str) -> Somebody:
        """Who calls what asks for this proof; an owner tries what is for operators, unless there is one."""
        people = {"console": self.owner, "workspace": self.agent, "visitor": self.visitor}
        return people[scheme] if scheme != "operator" else self.operator or self.owner


def operator_of(url: str) -> Somebody:
    """The installation's first account, which administers it; to be asked for before any other is made."""
    owner = Owner.sign_up(url)
    assert answered(owner.browser.get("/api/v1/console/session"))["operator"]
    mail = "/api/v1/console/installation/mail"
    owner.browser.post(f"{mail}/test").raise_for_status()
    letter_id = answered(owner.browser.get(mail))["items"][0]["id"]
    return Somebody("the operator", {"cookie": _cookies(owner.browser)}, {"letter_id": letter_id})


def tenant(
    url: str,
    name: str,
    operator: Somebody | None = None,
    *,
    beside: dict[str, str] | None = None,
    issuer: Somebody | None = None,
) -> Tenant:
    """A new project with everybody in it; `beside` holds ids of what belongs to no project."""
    owner = Owner.sign_up(url)
    agent = owner.agent()
    project_id = owner.project["id"]
    # Away: or routing would give them conversations while a test compares what the database holds.
    answered(agent.browser.patch(f"/api/v1/workspace/{project_id}/me", json={"availability": "away"}))
    account_id = answered(owner.browser.get("/api/v1/console/session"))["id"]
    console = f"/api/v1/console/projects/{project_id}"
    offer = answered(owner.browser.post(f"{console}/offers", json={"email": f"{client_id()}@example.com"}))
    ids = {
        "project_id": project_id,
        "agent_id": agent.id,
        "author_id": agent.id,
        "site_key": owner.project["site_key"],
        "account_id": account_id,
        "letter_id": UNKNOWN["letter_id"],
        **(operator.ids if operator else beside or {}),
        "offer_id": offer["offer"]["id"],
        **_keys_of(owner),
        "invoice_id": _invoice(url, project_id, issuer or operator),
    }
    ids |= _told_to(agent)
    colleague, ids["invitation_id"] = _invited(url, agent)
    ids["group_id"] = agent.post("/team/groups", {"client_id": client_id(), "name": "Sales"})["id"]
    for which in ("tag_id", "merged_id"):
        ids[which] = agent.post("/tags", {"name": which})["id"]
    ids["file_id"] = _sent_file(f"{url}/api/v1/workspace/{project_id}", {"cookie": agent.cookie})
    saved = {"client_id": client_id(), "name": "Mine", "filters": {"view": "my"}}
    ids["view_id"] = agent.post("/views", saved)["id"]
    device = {"endpoint": f"https://push.example/{client_id()}", "p256dh": PUSH_KEY, "auth": "A" * 22}
    ids["device_id"] = agent.post("/notifications/devices", device)["items"][0]["id"]
    kept = {"client_id": client_id(), "shortcut": "hello", "text": "Hello!", "shared": True}
    ids["reply_id"] = agent.post("/replies", kept)["id"]
    visitor, other = (_in_conversation(owner.visitor(), f"{name}'s {which}", ids) for which in ("visitor", "other"))
    # A note: an answer would make the conversation the agent's.
    noted = {"client_id": client_id(), "text": "For ourselves", "note": True}
    ids["message_id"] = agent.post(f"/conversations/{visitor.ids['conversation_id']}/messages", noted)["id"]
    return Tenant(
        Somebody(f"{name}'s owner", {"cookie": _cookies(owner.browser)}, {**visitor.ids, **ids}),
        Somebody(f"{name}'s agent", {"cookie": agent.cookie}, {**visitor.ids, **ids}),
        visitor,
        other,
        Somebody(f"{name}'s agent without rights", {"cookie": colleague}, {**ids, **visitor.ids}),
        owner.project["site_key"],
        owner.email,
        agent.cookie,
        {
            "owner": _token(owner.browser),
            "agent": _token(agent.browser),
            "visitor": visitor.headers["authorization"][7:],
        },
        operator and Somebody(operator.name, operator.headers, {**ids, **visitor.ids}),
    )


def smuggler(thief: Tenant, victim: Tenant) -> Somebody:
    """An agent who gives their own token the name of somebody else's cookie."""
    name = f"deskbell_agent_{victim.agent.ids['project_id']}"
    return Somebody("an agent with a renamed cookie", {"cookie": f"{name}={thief.tokens['agent']}"}, thief.agent.ids)


def _keys_of(owner: Owner) -> dict[str, str]:
    """Another session of the owner's, and a passkey; and what a provider's person would be called."""
    console = "/api/v1/console"
    with httpx.Client(base_url=owner.url) as elsewhere:
        answered(elsewhere.post(f"{console}/session", json={"email": owner.email, "password": PASSWORD}))
    sessions = answered(owner.browser.get(f"{console}/account/sessions"))["items"]
    options = answered(owner.browser.post(f"{console}/account/passkeys/options"))["options"]
    made = {"name": "Telephone", "credential": Authenticator().register(options, owner.url)}
    passkey = answered(owner.browser.post(f"{console}/account/passkeys", json=made))
    return {"session_id": sessions[1]["id"], "passkey_id": passkey["id"], "identity_id": secrets.token_hex(8)}


def _told_to(administrator: Agent) -> dict[str, str]:
    """A webhook, and what was sent to it. It is told of nothing else that these tests do."""
    wanted = {"client_id": client_id(), "url": standing_receiver_url(), "events": ["conversation_returned"]}
    one = administrator.post("/webhooks", wanted)["webhook"]["id"]
    test = administrator.post(f"/webhooks/{one}/test")["id"]
    return {"webhook_id": one, "delivery_id": test}


def _invited(url: str, administrator: Agent) -> tuple[str, str]:
    """Whoever joined as an agent, by their cookie; and the id of an invitation that nobody has used."""

    def link() -> tuple[str, str]:
        emails = [f"{client_id()}@example.com"]
        administrator.post("/team/invitations", {"client_id": client_id(), "emails": emails, "role": "agent"})
        card = administrator.get("/team/invitations")["items"][0]
        made = administrator.post(f"/team/invitations/{card['id']}/link")
        return made["link"].partition("#")[2], card["id"]

    with httpx.Client(base_url=url) as browser:
        token, _ = link()
        body = {"token": token, "name": "Colin Colleague", "password": PASSWORD}
        answered(browser.post("/api/v1/workspace/join", json=body))
        return _cookies(browser), link()[1]


def _invoice(url: str, project_id: str, issuer: Somebody | None) -> str:
    """An invoice of the project's, where there is an operator to issue one."""
    if issuer is None:
        return UNKNOWN["invoice_id"]
    where = f"{url}/api/v1/console/installation/projects/{project_id}/invoices"
    body: dict[str, Any] = {"client_id": client_id(), "what": "Seats", "amount": 100, "currency": "EUR"}
    return answered(httpx.post(where, headers=issuer.headers, json=body))["id"]


def _in_conversation(visitor: Visitor, name: str, ids: dict[str, str]) -> Somebody:
    body: dict[str, Any] = {"client_id": client_id(), "text": f"Hello from {name}"}
    ack = answered(httpx.post(f"{visitor.url}/api/v1/visitor/messages", headers=visitor.headers, json=body))
    me = answered(httpx.get(f"{visitor.url}/api/v1/visitor/me", headers=visitor.headers))["visitor"]["id"]
    file_id = _sent_file(f"{visitor.url}/api/v1/visitor", visitor.headers)
    own = {"conversation_id": ack["conversation_id"], "visitor_id": me, "file_id": file_id}
    return Somebody(name, visitor.headers, {**ids, **own})


def _sent_file(base: str, headers: dict[str, str]) -> str:
    """A picture that nobody but its sender may look at."""
    sent = {**headers, "content-type": "application/octet-stream", "x-file-name": "dot.png"}
    return answered(httpx.post(f"{base}/files", headers=sent, content=base64.b64decode(PICTURE)))["id"]


def _cookies(browser: httpx.Client) -> str:
    return "; ".join(f"{one.name}={one.value}" for one in browser.cookies.jar)


def _token(browser: httpx.Client) -> str:
    return next(str(one.value) for one in browser.cookies.jar)
