"""What the operators' pages share: who acts, and where their routes are."""

from typing import Annotated, Any

from litestar import Router
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import Parameter
from msgspec import Meta

from deskbell.accounts import Account, Operator, provide_operator
from deskbell.kit.db import Database

Text = Annotated[str, Meta(max_length=1_000)]
Db = NamedDependency[Database]
Me = NamedDependency[Account]
Search = Annotated[str, Parameter(max_length=200, description="Part of a name or an e-mail address, or an id.")]


def acting(account: Account, project_id: str = "") -> Operator:
    """The operator as somebody who acts, upon a project or upon the installation."""
    return Operator(account.id, account.name, project_id)


def for_operators(*routes: Any, below: str = "") -> Router:  # noqa: ANN401 - route handlers of any answer
    """These routes below the operators' address, and nobody else's."""
    return Router(
        f"/api/v1/console/installation{below}",
        route_handlers=routes,
        dependencies={"operator": Provide(provide_operator)},
        cache_control=CacheControlHeader(no_store=True),
        tags=["Console: installation"],
    )
