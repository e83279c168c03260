"""What the machine's examples share: one database, its nodes, a clock; each example lives in tenants of its own."""

import asyncio
from collections.abc import Coroutine
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from deskbell.accounts import Account
from deskbell.settings import Settings
from tests.delivery.in_process import Node
from tests.delivery.people import Clock, Tenant, new_account, new_tenant

R = TypeVar("R")


class World:
    """One database with the nodes that serve it: two on PostgreSQL, one on SQLite."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.clock = Clock()
        self.nodes: list[Node] = []
        self._data = TemporaryDirectory()
        self._runner = asyncio.Runner()
        self._account: Account = self.run(self._begin())

    def run(self, work: Coroutine[Any, Any, R]) -> R:
        """Let time pass in the world until this is done."""
        return self._runner.run(work)

    def new_tenant(self, *, agents: int, visitors: int) -> Tenant:
        return self.run(
            new_tenant(self.nodes[0].server.db, self._account, self.clock, agents=agents, visitors=visitors)
        )

    async def start(self) -> None:
        """Start all nodes."""
        count = 2 if self.url.startswith("postgresql") else 1
        self.nodes = [await self._new_node() for _ in range(count)]

    async def stop(self) -> None:
        """Stop all nodes."""
        for node in self.nodes:
            await node.stop()

    async def restart(self, index: int) -> None:
        """Another process in the place of one node."""
        await self.nodes[index].stop()
        self.nodes[index] = await self._new_node()

    def end(self) -> None:
        self.run(self.stop())
        self._runner.close()
        self._data.cleanup()

    async def _begin(self) -> Account:
        await self.start()
        return await new_account(self.nodes[0].server.db)

    async def _new_node(self) -> Node:
        settings = Settings(data=self._data.name, database_url=self.url, messages_per_minute=1_000_000)
        return await Node(settings, self.clock).start()
