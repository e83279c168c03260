"""What a message tells of the files that it carries."""

from typing import Literal, TypeAlias

import msgspec

FileKind: TypeAlias = Literal["picture", "video", "audio", "file"]


class Attachment(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file that a message carries. `media_type` is what its content is, whatever it is called.

    `kind` says what can be done with it: look at a picture, which has a thumbnail, play a video or a sound, or only
    download it. Width and height are a picture's, in pixels, as it stands upright.
    """

    id: str
    name: str
    media_type: str
    kind: FileKind
    size: int
    width: int | None = None
    height: int | None = None
