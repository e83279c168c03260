"""Finding: what was said and what somebody is called, folded so that it is found in any language by any part of it.

The rows change in the transaction of what they are about: whatever was reworded or taken back is found no more.
"""

from deskbell.finding.keeping import Said, change_said, forget_said, keep_known, keep_said
from deskbell.finding.looking import Reached, known_with, said_with, time_said
from deskbell.finding.marking import Piece, around, marked
from deskbell.finding.seeking import Sought, sought_in

__all__ = [
    "Piece",
    "Reached",
    "Said",
    "Sought",
    "around",
    "change_said",
    "forget_said",
    "keep_known",
    "keep_said",
    "known_with",
    "marked",
    "said_with",
    "sought_in",
    "time_said",
]
