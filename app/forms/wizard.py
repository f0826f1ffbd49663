"""What posting a page changes: an answer is read, kept, and what it hides is forgotten."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

import orjson

from app.forms.answers import EVERYTHING, Answers
from app.forms.conditions import Answer
from app.forms.kinds.asked import Spread, Typed, first_typed
from app.forms.pages import Form, Group, Page
from app.forms.questions import Choice, wording
from app.forms.walking.beside import LEFT_OUT, beside, closed_by_others, given_by_box, told_of
from app.forms.walking.copying import taken_over
from app.forms.walking.steps import Fault, Slot, Spot, Step
from app.forms.walking.unplaced import ASKS
from app.forms.walking.walk import Walk, walk

THEN: Final = "then"
LATER: Final = "later"
"""What the field `then` says where somebody wants to leave the form for now."""
BACK: Final = "back"
"""What it says where somebody goes back to the page before, in the middle of what they write."""
NO_ANSWERS: Final = frozenset({"csrf", "shown", "warned", "lang", ASKS, LEFT_OUT, THEN})
"""Fields of a page that are no answers."""
BLANK: Final[tuple[Answer, ...]] = (None, "", [])


class Posted(NamedTuple):
    """What came of posting one page."""

    answers: Answers
    walk: Walk
    unread: tuple[Fault, ...]
    """What was typed and cannot be kept as it is."""
    demanded: tuple[Fault, ...]
    """What the page asks for and did not get."""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Everything to mend, one fault a field."""
        return tuple({fault.field: fault for fault in (*self.demanded, *self.unread)}.values())


def post(form: Form, answers: Answers, step: Step, typed: Typed, today: date) -> Posted:
    """Read a page that was sent: what can be kept is kept, even where something else on it must be mended."""
    unread: dict[str, Fault] = {}
    for spot in step.spots:
        values, faults = _read(step.page, spot, answers.of(spot.scope), typed, today)
        unread |= faults
        shut = closed_by_others(step, spot)
        kept = {
            name: value
            for name, value in values.items()
            if spot.field(name) not in faults and (name not in shut or value not in BLANK)
        }
        answers = answers.put(spot.scope, kept)
    seen = walk(form, answers, today)
    settled, unread = _settle(answers, seen.at(step.path), step, unread, typed)
    # Where something has to be mended, the page stays until it is.
    settled = settled if unread else _spread(settled, seen, seen.at(step.path))
    if settled != answers:
        answers, seen = settled, walk(form, settled, today)
    now = seen.at(step.path)
    if now is None and any(question.spread for question in step.page.questions):
        # Should the page come back, it must not seem to have said of others what it said of these.
        answers = answers.put(step.home.scope, {}, forget=[one.id for one in step.page.questions])
    return Posted(answers, seen, tuple(unread.values()), now.faults if now else ())


def left_untouched(step: Step, typed: Typed) -> bool:
    """Whether somebody only leaves a page, which holds no answer and held none before: it is not left blank by that."""
    if first_typed(typed, THEN) != LATER:
        return False
    return not (any(slot.recorded for slot in step.slots) or written(typed))


def says_more(form: Form, answers: Answers, step: Step | None, typed: Typed, today: date) -> bool:
    """Whether something was typed that these answers do not hold; None is a page that they do not lead to."""
    if step is None:
        return bool(written(typed))
    posted = post(form, answers, step, typed, today)
    return bool(posted.unread) or _told(posted.answers) != _told(answers)


def written(typed: Typed) -> tuple[str, ...]:
    """Everything that was typed or chosen on a page, in its order."""
    said = (value for name, values in typed.items() if name not in NO_ANSWERS for value in values)
    return tuple(value for value in said if value.strip())


def _told(answers: Answers) -> dict[tuple[str, str], Answer]:
    """What was answered, without what was left blank: that may have been seen or not."""
    said = answers.said
    return {
        (scope, name): value for scope in said for name, value in said[scope].items() if value not in BLANK
    }


def fingerprint(answers: Answers, step: Step) -> str:
    """A short hash of what a page showed, so that a change in another tab is noticed."""
    asked = [question.id for question in step.page.questions]
    held = [[spot.scope, [answers.of(spot.scope).get(name) for name in asked]] for spot in step.spots]
    items = answers.items(step.lists.id) if step.lists else ()
    return hashlib.sha256(orjson.dumps([step.path, held, items])).hexdigest()[:24]


def _read(
    page: Page, spot: Spot, said: Mapping[str, Answer], typed: Typed, today: date
) -> tuple[dict[str, Answer], dict[str, Fault]]:
    values: dict[str, Answer] = {}
    faults: dict[str, Fault] = {}
    typed = given_by_box(page, spot, taken_over(page, spot, typed))
    for asked in page.questions:
        name, question = spot.field(asked.id), asked.narrowed(spot.facts)
        if question.in_place:
            values[question.id] = said.get(question.id)
            continue
        values[question.id], message = question.read(typed, name, today)
        if message:
            faults[name] = Fault(name, message, {**spot.names, **wording(question, spot.names)})
    return values, faults


def _settle(
    answers: Answers, now: Step | None, step: Step, unread: dict[str, Fault], typed: Typed
) -> tuple[Answers, dict[str, Fault]]:
    """Forget what the page, as it is now, does not ask after all; a choice that changes others leaves only those."""
    live = {slot.field for slot in now.slots} if now else set()
    unseen: dict[str, Fault] = {}
    for spot in step.spots:
        hidden = [one for one in step.page.questions if spot.field(one.id) not in live]
        # What another page closed stays, should its question be asked again; the check says that it is not sent.
        shut = closed_by_others(step, spot) if hidden and now else ()
        forget = [one.id for one in hidden if one.id not in shut]
        answers = answers.put(spot.scope, {}, forget=forget) if forget else answers
        if hidden and now:
            unseen |= {fault.field: fault for fault in beside(step.page, spot, hidden, typed)}
    for slot in now.slots if now else ():
        changes = slot.question.changes.get(str(slot.value)) if isinstance(slot.question, Choice) else None
        if changes:
            answers = answers.put(slot.spot.scope, {}, forget=[slot.question.id]).put(EVERYTHING, changes)
    unread = {name: fault for name, fault in unread.items() if name in live}
    return answers, unread if told_of(unseen, typed) else unread | unseen


def _spread(answers: Answers, seen: Walk, now: Step | None) -> Answers:
    """What was said about all of a group at once, written down for each of whom it is asked."""
    for slot in now.slots if now else ():
        spread, asked = slot.question.spread, slot.question
        if spread and slot.value not in (None, spread.but) and not asked.empty(slot.value):
            for scope in _of_each(seen, slot, spread):
                answers = answers.put(scope, {spread.question: slot.value})
    return answers


def _of_each(seen: Walk, slot: Slot, spread: Spread) -> Iterator[str]:
    """Where the answer about each is kept: of whom a page asks it, and of nobody else."""
    within = f"{slot.spot.scope}/{spread.group}/".removeprefix("/")
    for known, found in seen.asked:
        if known.scope.startswith(within) and any(one.id == spread.question for one, _, _ in found):
            yield known.scope


def start(form: Form) -> Answers:
    """No answers yet, and the items that each group has at least."""
    answers = Answers()
    for section in form.sections:
        for step in section.steps:
            for _ in range(step.least if isinstance(step, Group) else 0):
                answers, _item = answers.add(step.id) if isinstance(step, Group) else (answers, "")
    return answers


def add_item(answers: Answers, group: Group) -> tuple[Answers, str]:
    """One more item; the question that asked for it is open again."""
    answers, item = answers.add(group.id)
    forget = [group.another.id] if group.another else []
    return answers.put(EVERYTHING, {}, forget=forget), item
