"""The audit log: who did what, when and from where, written in the transaction that did it.

An entry belongs to a project's log, to an account's, to both, or to the installation's alone. It holds names and
addresses as they were; no secret and no message's text.
"""

from deskbell.audit.actions import ACTIONS
from deskbell.audit.forgetting import FORGET_EVERY_S, forget_old
from deskbell.audit.noting import note
from deskbell.audit.reading import AuditPage, Log, audit_page
from deskbell.audit.tables import By

__all__ = ["ACTIONS", "FORGET_EVERY_S", "AuditPage", "By", "Log", "audit_page", "forget_old", "note"]
