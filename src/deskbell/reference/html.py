"""The HTTP interface as one page for people: plain HTML, no scripts, nothing from elsewhere."""

from html import escape
from typing import Any

from deskbell.reference.schemas import Schema, bounds_of, fields_of, kind_of

_WHO = {
    "console": "signed in to the Console",
    "operator": "signed in to the Console as an operator of the installation; to others it is not found",
    "workspace": "signed in to the Workspace",
    "visitor": "a visitor, by token",
}
_FRAMES = ("ClientFrame", "ServerFrame")


def page(document: dict[str, Any]) -> str:
    """The whole document, grouped as its tags group it."""
    groups = _groups(document)
    schemas: dict[str, Schema] = document["components"]["schemas"]
    return "".join((
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<title>Deskbell: the HTTP interface</title>",
        '<meta name="color-scheme" content="light dark"><link rel="icon" href="/bell.svg" type="image/svg+xml">',
        '<link rel="stylesheet" href="/plain.css"></head>',
        '<body class="reference"><nav aria-label="Contents"><h2>Deskbell</h2>',
        *(_menu(tag, operations) for tag, operations in groups.items()),
        '<h3><a href="#socket">The socket</a></h3><h3><a href="#structs">Structs</a></h3></nav><main>',
        f"<h1>The HTTP interface</h1><p>Version {escape(document['info']['version'])}. ",
        'For programs the same is at <a href="/api/openapi.json">/api/openapi.json</a>.</p>',
        *(f"<p>{_words(line)}</p>" for line in document["info"]["description"].splitlines()),
        f"<p>Every refusal is a {_link('RefusalBody')}, with a code for programs and a sentence for people.</p>",
        *(_group(tag, operations) for tag, operations in groups.items()),
        _socket(schemas),
        "<h2 id='structs'>Structs</h2>",
        *(_struct(name, schema) for name, schema in schemas.items() if name not in _FRAMES),
        "</main></body></html>",
    ))  # fmt: skip


def _groups(document: dict[str, Any]) -> dict[str, list[tuple[str, str, dict[str, Any]]]]:
    groups: dict[str, list[tuple[str, str, dict[str, Any]]]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            groups.setdefault(operation.get("tags", ["Other"])[0], []).append((method, path, operation))
    return dict(sorted(groups.items()))


def _menu(tag: str, operations: list[tuple[str, str, dict[str, Any]]]) -> str:
    items = "".join(
        f'<li><a href="#{escape(operation["operationId"])}">{_words(operation["summary"])}</a></li>'
        for _, _, operation in operations
    )
    return f"<h3>{escape(tag)}</h3><ul>{items}</ul>"


def _group(tag: str, operations: list[tuple[str, str, dict[str, Any]]]) -> str:
    return f"<h2>{escape(tag)}</h2>" + "".join(_operation(*one) for one in operations)


def _operation(method: str, path: str, operation: dict[str, Any]) -> str:
    name = escape(operation["operationId"])
    who = [_WHO[scheme] for one in operation["security"] for scheme in one] or ["anybody"]
    return "".join((
        f'<section id="{name}"><h3>{_words(operation["summary"])}</h3>',
        f'<p class="path"><b class="{method}">{method.upper()}</b> <code>{escape(path)}</code></p>',
        f'<p class="who"><code>{name}</code> · {escape(" or ".join(who))}</p>',
        _parameters(operation.get("parameters", [])),
        _body(operation),
        _answers(operation["responses"]),
        "</section>",
    ))  # fmt: skip


def _parameters(parameters: list[dict[str, Any]]) -> str:
    rows = [
        (
            one["name"],
            f"{kind_of(one['schema'], _link)}, in the {one['in']}",
            one.get("required"),
            bounds_of(one["schema"]),
        )
        for one in parameters
    ]
    return _table(rows)


def _body(operation: dict[str, Any]) -> str:
    content = operation.get("requestBody", {}).get("content", {})
    kinds = [kind_of(one["schema"], _link) for one in content.values()]
    return f"<p>Takes {' or '.join(kinds)}.</p>" if kinds else ""


def _answers(responses: dict[str, Any]) -> str:
    said: list[str] = []
    refusals: list[str] = []
    for status, answer in responses.items():
        if status.startswith(("4", "5")):
            refusals.append(f"{status} {escape(answer['description'])}")
            continue
        kinds = [kind_of(one.get("schema", {}), _link) for one in answer.get("content", {}).values()]
        said.append(f"<b>{escape(status)}</b> {' or '.join(kinds) or 'nothing'}")
    return f"<p>Answers {'; '.join(said)}.</p><p class='refusals'>May refuse with {', '.join(refusals)}.</p>"


def _socket(schemas: dict[str, Schema]) -> str:
    lists = "".join(
        f"<p>{title}: {', '.join(_link(one['$ref'].rsplit('/', 1)[-1]) for one in schemas[name]['anyOf'])}.</p>"
        for name, title in zip(_FRAMES, ("From the client", "From the server"), strict=True)
    )
    return (
        "<h2 id='socket'>The socket</h2><p>At <code>/ws</code>, text messages; each holds one or more JSON frames "
        f"separated by a line feed, and <code>t</code> names the frame.</p>{lists}"
    )


def _struct(name: str, schema: Schema) -> str:
    tag = schema.get("properties", {}).get("t", {}).get("enum", [])
    named = f' <code>"t": "{escape(tag[0])}"</code>' if tag else ""
    about = f"<p>{_words(schema['description'])}</p>" if "description" in schema else ""
    rows = [(one.name, one.kind, one.required, one.about) for one in fields_of(schema, _link)]
    return f'<section id="struct-{escape(name)}"><h3>{escape(name)}{named}</h3>{about}{_table(rows)}</section>'


def _table(rows: list[tuple[str, str, Any, str]]) -> str:
    lines = "".join(
        f"<tr><th scope='row'><code>{escape(name)}</code></th><td>{kind}{'' if required else ', may be absent'}</td>"
        f"<td>{_words(about)}</td></tr>"
        for name, kind, required, about in rows
    )
    return f"<div class='wide'><table>{lines}</table></div>" if lines else ""


def _link(name: str) -> str:
    return f'<a href="#struct-{escape(name)}">{escape(name)}</a>'


def _words(text: str) -> str:
    """Text with `names` set as code."""
    parts = escape(text, quote=False).split("`")
    return "".join(f"<code>{part}</code>" if place % 2 else part for place, part in enumerate(parts))
