"""Who is here now: leases that connections hold and that end by time, never by a goodbye that may not come.

A node writes its leases once a second, all together; a killed node's leases run out by themselves, and the other nodes
tell who is gone. Holders are agents and visitors, whose ids are unique over all projects.
"""

from deskbell.presence.leases import (
    LEASE_MS,
    Here,
    Lease,
    agents_here,
    drop_leases,
    drop_node,
    ended_elsewhere,
    here,
    keep_leases,
    visitors_here,
)

__all__ = [
    "LEASE_MS",
    "Here",
    "Lease",
    "agents_here",
    "drop_leases",
    "drop_node",
    "ended_elsewhere",
    "here",
    "keep_leases",
    "visitors_here",
]
