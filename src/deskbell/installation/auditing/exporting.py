"""Taking the log away as a file, which is noted in it."""

from deskbell.accounts import Operator
from deskbell.audit import note
from deskbell.kit.db import Tx


def export_log(tx: Tx, operator: Operator) -> None:
    """Note that an operator took the installation's log away."""
    note(tx, operator.by, "audit.exported")
