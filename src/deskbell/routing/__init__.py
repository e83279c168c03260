"""Routing: gives waiting conversations to available agents, within their limits, and says why.

A follower of the log: it wakes on whatever may have changed the answer, looks at the queue as it is, and assigns.
Running twice does nothing twice.
"""

from deskbell.routing.follow import LOOK_AGAIN_S, Router, assign_next

__all__ = ["LOOK_AGAIN_S", "Router", "assign_next"]
