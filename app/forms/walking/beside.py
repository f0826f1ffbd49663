"""What was written under an answer that was not selected: whoever has no script sees those boxes open, and is told.

Where nothing was selected, and the one box that is filled in says all that its answer would, that is taken as given.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from app.forms.conditions import mentions
from app.forms.kinds.asked import Typed, clean, first_typed
from app.forms.pages import Page
from app.forms.questions import Choice, Offering, Question, wording
from app.forms.walking.revealing import openers, others_hold, revealed_by
from app.forms.walking.steps import Fault, Spot, Step
from app.forms.walking.unplaced import mark
from app.saying import Word

LEFT_OUT: Final = "beside"
"""The field in which a page says which words its sender was told would be left out."""
BESIDE: Final = (
    "You filled in ‘{question}’ and did not select ‘{answer}’. To keep this, select that. "
    "To leave it out, select Continue again"
)


def beside(page: Page, spot: Spot, closed: Iterable[Question], typed: Typed) -> Iterator[Fault]:
    """A fault for each question that was filled in under an answer which was not selected; `closed` are not asked."""
    said = [one for one in closed if _says(one, spot.field(one.id), typed)]
    choices = openers(page, spot.facts) if said else ()
    offered = {one.id: one.options for one in page.questions if isinstance(one, Offering)} if said else {}
    for question in said:
        opener = revealed_by(question, choices)
        # What another page closed is not shown, and cannot be opened here.
        if opener and others_hold(question.when, opener, spot.facts):
            answer = Word(offered[opener.question].get(opener.value, ""), **spot.names)
            words = {**spot.names, **wording(question, spot.names), "answer": answer}
            yield Fault(spot.field(question.id), BESIDE, words)


def closed_by_others(step: Step, spot: Spot) -> set[str]:
    """What a page asks to write, and does not where another page closed it, in another tab perhaps."""
    decided = _decided_by_others(step.page)
    asked = {slot.field for slot in step.slots} if decided else set()
    return {name for name in decided if spot.field(name) not in asked}


@cache
def _decided_by_others(page: Page) -> tuple[str, ...]:
    """What it asks to write where answers of other pages alone say so."""
    own = {one.id for one in page.questions}
    return tuple(
        one.id
        for one in page.questions
        if one.when
        and not isinstance(one, Offering)
        and own.isdisjoint(name for name, _ in mentions(one.when))
    )


def given_by_box(page: Page, spot: Spot, typed: Typed) -> Typed:
    """What was typed, with each answer that was not selected and that the one box filled in under it gives."""
    for choice in page.questions:
        if (
            not isinstance(choice, Choice)
            or not choice.told_by_box
            or first_typed(typed, spot.field(choice.id))
        ):
            continue
        revealed = ((revealed_by(one, {choice.id}), one) for one in page.questions)
        filled = {
            opener.value for opener, one in revealed if opener and _says(one, spot.field(one.id), typed)
        }
        if len(filled) == 1 and filled <= set(choice.told_by_box):
            typed = {**typed, spot.field(choice.id): [*filled]}
    return typed


def told_of(faults: Mapping[str, Fault], typed: Typed) -> bool:
    """Whether these are the words that its sender was told would be left out."""
    return left_out(faults.values(), typed) == first_typed(typed, LEFT_OUT)


def left_out(faults: Iterable[Fault], typed: Typed) -> str:
    """What tells the words that would be left out of one page from others; '' where there are none."""
    fields = [fault.field for fault in faults if fault.message == BESIDE]
    return mark(
        [
            clean(f"{name}={value}")
            for field in fields
            for name in sorted(typed)
            if name == field or name.startswith(f"{field}-")
            for value in typed[name]
        ]
    )


def _says(question: Question, name: str, typed: Typed) -> bool:
    """Whether somebody wrote there; of a choice nothing is lost that cannot be chosen again (adr/0105)."""
    if isinstance(question, Offering):
        return False
    said = question.typed(typed, name)
    return any(text.strip() for text in (said.values() if isinstance(said, dict) else [str(said)]))
