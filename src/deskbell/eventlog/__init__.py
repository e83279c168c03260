"""What happened, in order: one log per project, written in the transaction that makes it true.

`append` gives every fact the next `pos` of its project; positions are contiguous and become visible in order,
because a project's writes are serialised. `read_after` resumes from any position, `head` says where the log ends. The
`epoch` names one history: a restored backup gets a new one, and a cursor of another epoch is refused.
"""

from deskbell.eventlog.amending import amend
from deskbell.eventlog.reading import Head, head, heads, heads_everywhere, read_after, read_visitor_after
from deskbell.eventlog.stating import Pen, append, open_log
from deskbell.eventlog.tables import Author, Fact, NewFact, new_epochs

__all__ = [
    "Author",
    "Fact",
    "Head",
    "NewFact",
    "Pen",
    "amend",
    "append",
    "head",
    "heads",
    "heads_everywhere",
    "new_epochs",
    "open_log",
    "read_after",
    "read_visitor_after",
]
