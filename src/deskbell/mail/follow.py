"""Following: letters are sent as soon as their commit is durable, and again until they are taken."""

import asyncio
import random
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from email.errors import MessageError
from email.message import EmailMessage
from typing import Concatenate, ParamSpec

import structlog

from deskbell.kit.clock import Clock
from deskbell.kit.db import Database, Tx
from deskbell.kit.errors import Unavailable
from deskbell.mail.claiming import (
    CONTENT_KEPT_MS,
    Claimed,
    Postman,
    claim_letters,
    forget_letters,
    give_back,
    next_due,
    note_filed,
    note_refused,
    note_sent,
)
from deskbell.mail.filing import Folder, mail_folder
from deskbell.mail.posting import LetterPosted
from deskbell.mail.server import own_name, sender_of, smtp_server
from deskbell.mail.taking import NotTaken, Way
from deskbell.settings import Settings

log = structlog.get_logger()

P = ParamSpec("P")

LOOK_AGAIN_S = 5.0
"""How soon a letter is seen that another node posted and died with."""

TIDY_EVERY_S = 3_600.0
_STOP_WITHIN_S = 8.0


class MailRoom:
    """Sends on this node."""

    def __init__(self, db: Database, settings: Settings, *, clock: Clock, node: str) -> None:
        self._db = db
        self._clock = clock
        self._postman = Postman(node)
        self._settings = settings
        self._server = smtp_server(settings)
        self._sender = sender_of(settings)
        self._folder = mail_folder(settings)
        self._wake = asyncio.Event()
        self._stopping = False
        self._at_work = asyncio.Lock()

    def committed(self, news: Sequence[object]) -> None:
        if any(isinstance(one, LetterPosted) for one in news):
            self._wake.set()

    async def run(self) -> None:
        """Send until cancelled."""
        while not self._stopping:
            try:
                await self.send_due()
            except Unavailable as unavailable:
                log.warning("letters wait for the database", error=repr(unavailable))
            except Exception:
                log.exception("sending letters failed")
            await self._rest()

    async def send_due(self) -> None:
        """Send everything that is due now."""
        while not self._stopping and await self._send_some():
            pass

    async def tidy(self) -> None:
        """Empty and forget what is old; called now and then."""
        await self._db.write(forget_letters, self._postman, days=self._settings.mail_days)
        await asyncio.to_thread(Folder(self._folder).forget, before=self._clock() - CONTENT_KEPT_MS)

    async def stop(self) -> None:
        """Finish the letter at hand and leave the others to whoever comes."""
        self._stopping = True
        self._wake.set()
        try:
            async with asyncio.timeout(_STOP_WITHIN_S), self._at_work:
                pass
        except TimeoutError:
            log.warning("a letter was still being sent; it may be sent again after the next start")

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(LOOK_AGAIN_S):
                await self._wake.wait()
        except TimeoutError:
            return
        self._wake.clear()

    async def _send_some(self) -> bool:
        """Send a few; False when nothing is due, or nothing is taken now."""
        due = await self._db.read(next_due)
        if due is None or due > self._clock():
            return False
        async with self._at_work:
            letters = await self._db.write(claim_letters, self._postman)
            done, goes_on = await self._carry(letters)
            if left := [one for one in letters if one.id not in done]:
                await self._surely(give_back, letters=left)
            return goes_on and bool(letters)

    async def _carry(self, letters: list[Claimed]) -> tuple[set[str], bool]:
        """Bring the letters where they go; which of them have an outcome, and whether others are worth a try."""
        done: set[str] = set()
        try:
            async with self._way() as way:
                for one in letters:
                    if self._stopping:
                        break
                    await self._deliver(one, way)
                    done.add(one.id)
        except NotTaken as away:
            # Without a connection no letter was even begun; with one that was lost, only the one at hand.
            for one in letters if not done else [one for one in letters if one.id not in done][:1]:
                await self._refused(one, away)
                done.add(one.id)
            return done, False
        return done, True

    async def _deliver(self, one: Claimed, way: Way) -> None:
        try:
            await way.take(one.id, one.recipient, self._write(one))
        except NotTaken as refused:
            if refused.connection:
                raise
            await self._refused(one, refused)
        else:
            await self._surely(note_filed if self._server is None else note_sent, letter_id=one.id)

    def _way(self) -> AbstractAsyncContextManager[Way]:
        if self._server is None:
            return nullcontext(Folder(self._folder))
        from deskbell.mail.sending import connected  # noqa: PLC0415 - loaded by whoever has a server to send with

        return connected(self._server, own_name=own_name(self._settings), sender=self._sender.email)

    def _write(self, one: Claimed) -> EmailMessage:
        from deskbell.mail.writing import message_of, written  # noqa: PLC0415 - loaded by whoever has a letter to write

        letter = written(one.kind, one.language, one.params, link=one.link, address=self._settings.address)
        try:
            return message_of(letter, letter_id=one.id, to=one.recipient, sender=self._sender, now=one.created_at)
        except (ValueError, MessageError) as error:
            raise NotTaken(f"This cannot be written as a letter: {error}", final=True) from error

    async def _refused(self, one: Claimed, why: NotTaken) -> None:
        log.warning("a letter was not taken", letter=one.id, kind=one.kind, problem=why.problem, final=why.final)
        await self._surely(
            note_refused,
            claimed=one,
            problem=why.problem,
            final=why.final,
            chance=random.random(),  # noqa: S311 - so that not all come back at once
        )

    async def _surely(
        self, command: Callable[Concatenate[Tx, Postman, P], None], *args: P.args, **given: P.kwargs
    ) -> None:
        """Write an outcome down, however long the database is away: the letter would be sent again."""
        while True:
            try:
                return await self._db.write(command, self._postman, *args, **given)
            except Unavailable as unavailable:
                log.warning("a letter's outcome waits for the database", error=repr(unavailable))
                await asyncio.sleep(1)
