"""What was written about somebody else, offered to be taken over: an address that two share is typed once."""

from collections.abc import Mapping
from typing import Final

from app.forms.conditions import Facts
from app.forms.kinds.asked import Typed, first_typed
from app.forms.pages import Page
from app.forms.questions import Choice, Copied, Question
from app.forms.walking.steps import Spot

AS: Final = "as-"
"""What the value of such an option begins with; the id of whose it is follows."""


def offers(question: Question, facts: Facts) -> Mapping[str, str]:
    """What can be taken over here, each once, by the value that chooses it."""
    copied = question.copied if isinstance(question, Choice) else None
    if copied is None:
        return {}
    texts = {value: other.get(copied.answers[0]) for value, other in _others(copied, facts).items()}
    found: dict[str, str] = {}
    for value, text in texts.items():
        if isinstance(text, str) and text not in found.values():
            found[value] = text
    return found


def taken_over(page: Page, spot: Spot, typed: Typed) -> Typed:
    """What was typed, with what was chosen to be taken over as if it had been typed too."""
    for question in page.questions:
        chosen = first_typed(typed, field := spot.field(question.id))
        if isinstance(question, Choice) and question.copied and chosen in offers(question, spot.facts):
            copied = question.copied
            other = _others(copied, spot.facts)[chosen]
            answers = ((name, other.get(name)) for name in copied.answers)
            taken = {spot.field(name): [text] for name, text in answers if isinstance(text, str)}
            blank = {spot.field(name): [""] for name in copied.answers}
            typed = {**typed, field: [copied.gives], **blank, **taken}
    return typed


def _others(copied: Copied, facts: Facts) -> Mapping[str, Facts]:
    """The facts of each other item, by the value that chooses it."""
    members = list(facts.members(copied.group).items())[copied.past_first :]
    return {f"{AS}{item}": other for item, other in members if other is not facts}
