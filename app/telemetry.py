"""Logs: one line an event on the standard error, made of known keys only, never of what somebody wrote."""

import logging
import sys
from typing import Any, Final

_loaded: dict[str, Any] = sys.modules
if "rich" not in _loaded:
    # structlog imports it, where it is installed, to draw the tracebacks that we never log: 4 MB of each process.
    _loaded["rich"] = None
import structlog  # noqa: E402
from structlog.typing import EventDict, WrappedLogger  # noqa: E402

if _loaded["rich"] is None:
    del _loaded["rich"]

KNOWN: Final = frozenset(
    {
        *("event", "level", "timestamp", "logger"),
        *("attempts", "cause", "channel", "count", "failure", "message_id", "queue", "reference", "said"),
        *("seconds", "status", "work"),
    }
)
"""The only keys of a log line. `failure` is a type's name; `said` is the text of one of our own errors, or what the
system calls an error's number."""

WITHHELD: Final = "withheld"
SPOKEN_FOR: Final = ("uvicorn",)
"""Libraries whose messages hold no request's words; of all others only the level and the name are logged."""


def configure_logging() -> None:
    """Send our own events and the libraries' warnings to the standard error: JSON unless it is a terminal."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_known_keys,
            structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer(),
        ],
        # Named each time, for whoever puts another in its place.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(handlers=[WithoutWords()], level=logging.WARNING, force=True)


def only_known_keys(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Withhold every value whose key is not known: nothing reaches a log by being forgotten."""
    return {key: value if key in KNOWN else WITHHELD for key, value in event.items()}


class WithoutWords(logging.Handler):
    """Logs that a library warned, without its words: they can hold an address, a statement or a password."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        named: dict[str, Any] = {"logger": record.name}
        if record.name.split(".")[0] in SPOKEN_FOR:
            named["said"] = record.getMessage().strip()
        if record.exc_info and record.exc_info[0]:
            named["failure"] = record.exc_info[0].__name__
        structlog.get_logger().log(max(record.levelno, logging.DEBUG), "library_said", **named)
