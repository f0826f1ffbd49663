"""What was said to another release of a form, and has no place in this one: while portals are renewed there are two."""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Final

import orjson

from app.forms.answers import Answers
from app.forms.conditions import Answer
from app.forms.kinds.asked import Typed, first_typed
from app.forms.pages import Form, Page
from app.forms.questions import Offering, Question

ASKS: Final = "asks"
"""The field in which a page says which questions its release may ask on it."""
NO_MARK: Final = ""
LETTERS: Final = 12


def unplaced(form: Form, answers: Answers) -> tuple[str, ...]:
    """The words of every answer that this release of the form does not ask for, and so does not send.

    'I do not know' is no such answer: nothing is lost with it.
    """
    known = every_question(form)
    return tuple(
        words
        for scope, values in answers.said.items()
        for name, value in values.items()
        for words in _lost(known.get(name, ()) if _has_place(form, scope) else (), value)
    )


def mark(words: Collection[str]) -> str:
    """What tells some words from others, so that nobody leaves out what they have not seen; '' for none."""
    return hashlib.sha256(orjson.dumps([*words])).hexdigest()[:24] if words else NO_MARK


def not_shown(form: Form, answers: Answers, shown: str) -> bool:
    """Whether something has no place here that is not what was shown, by its mark."""
    return mark(unplaced(form, answers)) not in {NO_MARK, shown}


@cache
def asks(page: Page) -> str:
    """What tells the questions of a page from those that it has in another release."""
    names = " ".join(question.id for question in page.questions)
    return hashlib.sha256(names.encode()).hexdigest()[:LETTERS]


def of_another_release(page: Page, typed: Typed) -> bool:
    """Whether a page that comes back asked other questions than it has here."""
    return first_typed(typed, ASKS) not in {"", asks(page)}


def unheard(page: Page, typed: Typed, others: Collection[str]) -> tuple[str, ...]:
    """What was typed into fields that this release of a page does not have; `others` are fields that are no answers.

    A field that no release has, which somebody made up, is not looked for: the page says that it is of another.
    """
    if not of_another_release(page, typed):
        return ()
    names = [question.id for question in page.questions]
    unread = (
        values
        for name, values in typed.items()
        if name not in others and not any(name == one or name.startswith(f"{one}-") for one in names)
    )
    return tuple(said.strip() for values in unread for said in values if said.strip())


@cache
def every_question(form: Form) -> Mapping[str, tuple[Question, ...]]:
    """Every question that the form may ask, by its id: several pages may ask one."""
    found: dict[str, tuple[Question, ...]] = {}
    for page, _ in form.pages():
        for question in page.questions:
            found[question.id] = (*found.get(question.id, ()), question)
    return found


def _has_place(form: Form, scope: str) -> bool:
    """Whether every group is known in whose items something was said."""
    return not scope or all(form.group(group) for group in scope.split("/")[::2])


def _lost(questions: Collection[Question], answer: Answer) -> Iterator[str]:
    """What of an answer none of these questions takes, in words."""
    said = [str(one) for one in (answer if isinstance(answer, list) else [answer]) if one not in (None, "")]
    if isinstance(answer, dict):
        return
    for words in said:
        if not any(_takes(one, words) for one in questions):
            yield words


def _takes(question: Question, words: str) -> bool:
    return not isinstance(question, Offering) or words in question.options or words in question.retired
