"""The Workspace of a project as an app that can be installed: what it is called and what it looks like."""

import msgspec
from litestar import Response, get
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide

from deskbell.kit.db import Database
from deskbell.projects import project_by_id
from deskbell.team import Agent
from deskbell.team.web import provide_agent

_PAPER = "#f7f6f3"
_PETROL = "#0d5c7d"
_SHORT = 30


@get(
    "/api/v1/workspace/{project_id:str}/app.webmanifest",
    dependencies={"agent": Provide(provide_agent)},
    cache_control=CacheControlHeader(no_store=True),
    include_in_schema=False,
)
async def manifest(agent: NamedDependency[Agent], db: NamedDependency[Database]) -> Response[bytes]:
    """For whoever is signed in: strangers are not told what the project is called."""
    project = await db.read(project_by_id, agent.project_id)
    home = f"/workspace/{project.id}/"
    said = {
        "id": home,
        "name": f"{project.name} · Deskbell",
        "short_name": project.name[:_SHORT],
        "lang": agent.profile.language,
        "start_url": home,
        "scope": "/workspace/",
        "display": "standalone",
        "background_color": _PAPER,
        "theme_color": _PETROL,
        "icons": [
            {"src": "/icon-192.png", "sizes": "192x192", "type": "image/png"},
            {"src": "/icon-512.png", "sizes": "512x512", "type": "image/png"},
            {"src": "/icon-maskable.png", "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
        ],
    }
    return Response(msgspec.json.encode(said), media_type="application/manifest+json")
