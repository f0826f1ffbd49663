"""What the log says of a request that was refused: for what, and nothing of who asked, or for which page."""

from collections.abc import Mapping
from typing import Final

import structlog

log = structlog.get_logger()

CAUSES: Final[Mapping[int, str]] = {
    400: "unreadable",
    401: "not signed by the hub",
    403: "not from our pages",
    405: "unknown method",
    408: "too slow",
    413: "too large",
    429: "too many tries",
}
"""By the answer's status. What people do every day is not among them: a wrong address, a blank answer, a wrong code."""


def note(status: int) -> None:
    """Say that a request was refused, if it was, so that somebody who looks sees an attack."""
    if status in CAUSES:
        log.warning("request_refused", status=status, cause=CAUSES[status])
