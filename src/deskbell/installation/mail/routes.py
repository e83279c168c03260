"""The operators' page of letters, under `/api/v1/console/installation/mail`."""

from typing import Annotated

from litestar import Router, get, post
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, Parameter

from deskbell.accounts import Account, Operator, provide_operator
from deskbell.installation.mail.reading import letter_page, read_letter, repeat_letter, try_mail
from deskbell.kit.db import Database
from deskbell.kit.http import PageAfter, PageSize, refuses
from deskbell.mail import LetterContent, LetterPage, LetterState
from deskbell.settings import Settings

Db = NamedDependency[Database]
Me = NamedDependency[Account]
Set = NamedDependency[Settings]
To = Annotated[str, Parameter(max_length=254, description="Part of the address it is for.")]
Progress = Annotated[LetterState | None, Parameter(description="Only letters that are this far.")]


@get("", operation_id="letters", summary="The letters that were posted, newest first")
async def letters(
    operator: Me,
    db: Db,
    settings: Set,
    progress: Progress = None,
    to: To = "",
    after: PageAfter = None,
    limit: PageSize = 50,
) -> LetterPage:
    return await db.read(
        letter_page, settings=settings, language=operator.language, state=progress, to=to, after=after, limit=limit
    )


@get("/{letter_id:str}", operation_id="letter", summary="One letter, as long as its text is kept")
async def letter(letter_id: FromPath[str], operator: Me, db: Db, settings: Set) -> LetterContent:
    reader = Operator(operator.id, operator.name)
    return await db.write(
        read_letter, reader, letter_id=letter_id, language=operator.language, address=settings.address
    )


@post(
    "/{letter_id:str}/again",
    status_code=204,
    responses=refuses(409),
    operation_id="send_letter_again",
    summary="Send a letter now that failed or waits",
)
async def again(letter_id: FromPath[str], operator: Me, db: Db) -> None:
    await db.write(repeat_letter, Operator(operator.id, operator.name), letter_id=letter_id)


@post("/test", status_code=204, operation_id="try_mail", summary="Send oneself a letter, to see that mail arrives")
async def try_it(operator: Me, db: Db) -> None:
    await db.write(try_mail, operator)


handlers = [
    Router(
        "/api/v1/console/installation/mail",
        route_handlers=[letters, letter, again, try_it],
        dependencies={"operator": Provide(provide_operator)},
        cache_control=CacheControlHeader(no_store=True),
        tags=["Console: installation"],
    )
]
