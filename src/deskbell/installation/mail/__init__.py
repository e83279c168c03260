"""The operators' page of letters: which were sent, which wait or failed, and those that are only filed."""

from deskbell.installation.mail.reading import letter_page, read_letter, repeat_letter, try_mail

__all__ = ["letter_page", "read_letter", "repeat_letter", "try_mail"]
