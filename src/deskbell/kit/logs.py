"""Logs: one line per event on standard error, for people or as JSON; secrets never get into them."""

import logging
import sys

import structlog

# The prettier ones print local variables, and in them the tokens and passwords that were being looked at.
_traceback = structlog.dev.plain_traceback


def set_up_logs(*, level: str, as_json: bool) -> None:
    """Send our own and the libraries' messages to standard error from `level` on."""
    number = getattr(logging, level.upper())
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(exception_formatter=_traceback)
    )
    structlog.configure(
        processors=[*shared, structlog.processors.format_exc_info, last] if as_json else [*shared, last],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=max(number, logging.WARNING), stream=sys.stderr, format="%(name)s: %(message)s")
