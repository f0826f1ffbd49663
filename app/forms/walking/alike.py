"""Which pages ask the same of everybody who has answered nothing on them, whoever and whatever they are about."""

from collections.abc import Collection
from functools import lru_cache
from typing import Final

from app.forms.conditions import mentions, ranges
from app.forms.kinds.attached import Files
from app.forms.pages import Page
from app.forms.questions import Choice, Offering, Question

KEPT_PAGES: Final = 1000
"""More than all forms of a council have."""


@lru_cache(maxsize=KEPT_PAGES)
def asks_all_alike(page: Page) -> bool:
    """Whether no name and no answer on another page changes what this one asks, or how."""
    here = {question.id for question in page.questions}
    return not page.each and all(_asked_alike(question, here) for question in page.questions)


def _asked_alike(question: Question, here: Collection[str]) -> bool:
    if isinstance(question, Files) or (isinstance(question, Choice) and question.copied):
        return False
    if (isinstance(question, Offering) and question.only) or "{" in question.label + question.hint:
        return False
    when = question.when
    return when is None or (not any(ranges(when)) and all(name in here for name, _ in mentions(when)))
