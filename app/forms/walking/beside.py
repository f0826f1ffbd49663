"""What was written under an answer that was not selected: whoever has no script sees those boxes open, and is told."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from app.forms.kinds.asked import Typed, clean, first_typed
from app.forms.pages import Page
from app.forms.questions import Offering, Question, wording
from app.forms.walking.revealing import openers, others_hold, revealed_by
from app.forms.walking.steps import Fault, Spot
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
    said = [one for one in closed if one.when and _says(one, spot.field(one.id), typed)]
    choices = openers(page, spot.facts) if said else ()
    offered = {one.id: one.options for one in page.questions if isinstance(one, Offering)} if said else {}
    for question in said:
        opener = revealed_by(question, choices)
        # What another page closed is not shown, and cannot be opened here.
        if opener and others_hold(question.when, opener, spot.facts):
            answer = Word(offered[opener.question].get(opener.value, ""), **spot.names)
            words = {**spot.names, **wording(question, spot.names), "answer": answer}
            yield Fault(spot.field(question.id), BESIDE, words)


def told_of(faults: Mapping[str, Fault], typed: Typed) -> bool:
    """Whether these are the words that its sender was told would be left out."""
    return bool(faults) and left_out(faults.values(), typed) == first_typed(typed, LEFT_OUT)


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
