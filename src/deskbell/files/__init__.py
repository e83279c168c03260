"""Files: what people attach to messages, on its way in, kept, read, and gone when nobody may read it any more.

A file's row is there before its bytes are and goes after them, so that nothing lies on the disk that no row knows of.
Whoever sent it owns it; a message that carries it makes it readable for whoever may read that message.
"""

from deskbell.files.attaching import Attaching, attach, attachable, release
from deskbell.files.events import Attachment, FileKind
from deskbell.files.room import SWEEP_EVERY_S, FileRoom
from deskbell.files.rules import MAX_ATTACHMENTS

__all__ = [
    "MAX_ATTACHMENTS",
    "SWEEP_EVERY_S",
    "Attaching",
    "Attachment",
    "FileKind",
    "FileRoom",
    "attach",
    "attachable",
    "release",
]
