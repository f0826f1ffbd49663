"""Which questions appear on their page under an answer to another one, and so cannot be seen until it is given."""

from collections.abc import Collection
from typing import NamedTuple

from app.forms.conditions import All, Condition, Either, Facts, Has, Is
from app.forms.pages import Page
from app.forms.questions import Offering, Question


class Opener(NamedTuple):
    """A choice on the same page, and its answer, under which a question appears."""

    question: str
    value: str


def openers(page: Page, facts: Facts) -> set[str]:
    """The choices that may be asked on this page here, under whose answers other questions may appear."""
    choices = {one.id for one in page.questions if isinstance(one, Offering)}

    def may_hold(condition: Condition) -> bool:
        named = isinstance(condition, Is | Has) and condition.question in choices
        return named or condition.holds(facts)

    def may_be_asked(question: Question) -> bool:
        enough = any if isinstance(question.when, Either) else all
        return enough(may_hold(part) for part in _parts(question.when)) or question.when is None

    return {one.id for one in page.questions if one.id in choices and may_be_asked(one)}


def revealed_by(question: Question, choices: Collection[str]) -> Opener | None:
    """Under which answer to one of these choices a question appears, if any."""
    for part in _parts(question.when):
        if isinstance(part, Is | Has) and part.question in choices:
            return Opener(part.question, part.value)
    return None


def others_hold(condition: Condition | None, opener: Opener, facts: Facts) -> bool:
    """Whether everything but the choice on the same page already holds, where everything must."""
    if isinstance(condition, Either):
        return True
    others = (
        part for part in _parts(condition) if (getattr(part, "question", ""), opener.value) != tuple(opener)
    )
    return all(part.holds(facts) for part in others)


def _parts(condition: Condition | None) -> tuple[Condition, ...]:
    if isinstance(condition, All | Either):
        return condition.conditions
    return (condition,) if condition else ()
