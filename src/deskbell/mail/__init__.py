"""Mail: letters that commands post and a follower sends, each at most as often as SMTP lets one promise.

A letter is posted in the transaction of what it is about and sent after the commit; where no SMTP server is set, it is
kept as a file and operators read it in the Console. Its words are `mail.<kind>.…` in the catalogue.
"""

from deskbell.mail.posting import post_letter
from deskbell.mail.tables import Letter

__all__ = ["Letter", "post_letter"]
