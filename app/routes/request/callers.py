"""Who may call a route: declared beside each, and a route is given no key that it does not declare."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, Final, TypeVar

from starlette.types import Scope

from app.errors import UndeclaredError

Route = TypeVar("Route", bound=Callable[..., Any])

OPEN_TO: Final = "open_to"
"""The attribute of a route that says it."""


class Caller(StrEnum):
    """By what somebody may call a route; nobody is asked who they are."""

    ANYBODY = "anybody"
    """It shows everybody the same, and changes nothing of anybody else's."""
    DRAFT_KEY = "draft key"
    """The cookie that opens a draft: nothing is shown or changed but that draft."""
    SENT_KEY = "sent key"
    """The cookie that shows, for an hour, what this browser sent."""
    STATUS_CODE = "status code"
    """A reference with its code, or with the digits that were sent in place of the code."""
    RESUME_CODE = "resume code"
    """Five groups of letters and numbers that open a draft."""
    CALL_CODE = "call code"
    """The link of a call and the code that was told with it, which open a draft together."""
    HUB = "hub"
    """The hub’s signature, and no cookie."""


def open_to(*callers: Caller) -> Callable[[Route], Route]:
    """Declare who may call a route."""

    def declare(route: Route) -> Route:
        setattr(route, OPEN_TO, frozenset(callers))
        return route

    return declare


def callers_of(route: object) -> frozenset[Caller]:
    """Who may call a route; nobody, where it does not say."""
    declared: frozenset[Caller] = getattr(route, OPEN_TO, frozenset())
    return declared


def require_declared(scope: Scope, caller: Caller) -> None:
    """Stop a route that wants a key which it does not say it may be called by.

    Raises:
        UndeclaredError: it does not.
    """
    if caller not in callers_of(scope.get("endpoint")):
        raise UndeclaredError("A route asked for a key that it does not declare")
