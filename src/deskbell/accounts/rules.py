"""Who may sign up."""

from typing import Literal, TypeAlias

SignUp: TypeAlias = Literal["open", "first", "closed"]


def may_sign_up(setting: SignUp, *, first: bool) -> bool:
    """Whether one more account may be made; `first`: there is none yet."""
    return setting == "open" or (setting == "first" and first)
