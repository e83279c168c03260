"""The audit log: who did what, when and from where, written in the transaction that did it.

An entry belongs to a project's log, to an account's, to both, or to the installation's alone. It holds names and
addresses as they were; no secret and no message's text.
"""

from deskbell.audit.actions import ACTIONS
from deskbell.audit.noting import note
from deskbell.audit.tables import By

__all__ = ["ACTIONS", "By", "note"]
