"""A code that opens a draft: a try is counted, the draft is looked for, and this browser holds it from then on."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, Protocol

from fastapi.responses import Response

from app.errors import StorageUnavailableError
from app.forms.kinds.asked import Typed
from app.routes.page.onward import begun
from app.routes.page.views import QuestionView
from app.routes.request.visit import Visit
from app.security import Attempts
from app.services.drafting import Draft, open_draft

LONGEST_SHOWN: Final = 200
TOO_OFTEN: Final = "Too many tries. Wait an hour, or call us"
NOT_NOW: Final = "We cannot look just now. Wait a minute and try again, or call us"
ANOTHER_HERE: Final = (
    "This browser already holds another form of this kind that was begun here. If you open yours, this browser "
    "forgets that one, and only a code for it opens it again"
)


class Ask(Protocol):
    """Shows the page that asks for the code."""

    def __call__(self, error: str, status: int = 0, *, replace: bool = False) -> Response:
        """Ask once more, saying what was wrong; `replace` where another draft here has to give way."""


@dataclass(frozen=True)
class Door:
    """What one kind of code opens."""

    tries: Attempts
    named: str
    """What tries are counted by, beside the visitor."""
    look: Callable[[], Awaitable[Draft | None]]
    """The draft that the code opens."""
    ask: Ask
    opens_nothing: str
    """What is said where there is none, whatever the reason."""
    onward: Callable[[Draft], str]
    """Where its writer goes on."""


async def open_door(visit: Visit, door: Door, typed: Typed) -> Response:
    """Give the draft to this browser, if the code opens one, and if no other has to give way that may not."""
    if not door.tries.left(door.named, visit.address):
        return door.ask(TOO_OFTEN, 429)
    # Counted before the answer is known, so that many tries at once are as many tries.
    door.tries.count(door.named, visit.address)
    try:
        visit.require_turn()
        draft = await door.look()
        other = draft and await _holds_another(visit, draft)
    except StorageUnavailableError:
        door.tries.forgive(door.named, visit.address)
        return door.ask(NOT_NOW, 503)
    if draft is None:
        return door.ask(door.opens_nothing)
    door.tries.forgive(door.named, visit.address)
    if other and "replace" not in typed:
        return door.ask(ANOTHER_HERE, 409, replace=True)
    onward = visit.speak(visit.go(door.onward(draft)), draft.answers.language)
    return visit.hold_draft(onward, draft.form, draft.key)


def written_code(typed: Typed) -> str:
    """What was typed as the code, as far as the page shows it again."""
    return typed.get("code", ("",))[0].strip()[:LONGEST_SHOWN]


def code_page(
    visit: Visit, template: str, question: QuestionView, status: int, **special: object
) -> Response:
    """The page that asks for a code, with what was wrong about the last one."""
    errors = [{"text": question.error, "href": f"#{question.id}"}] if question.error else []
    return visit.page(
        template, status or (422 if errors else 200), question=question, errors=errors, **special
    )


async def _holds_another(visit: Visit, draft: Draft) -> bool:
    """Whether this browser holds another draft of the same form."""
    key = visit.draft_key(draft.form)
    return key not in {None, draft.key} and begun(await open_draft(visit.desk, draft.form, key))
