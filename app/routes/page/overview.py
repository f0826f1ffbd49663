"""A whole form at a glance: its sections' states, and every answer by section."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import Final, NamedTuple

from app.contact.apart import Place, place
from app.forms.kinds.checked import Date
from app.forms.pages import Form, Section
from app.forms.questions import Choices
from app.forms.rules import years_since
from app.forms.walking.steps import Slot, Step
from app.forms.walking.walk import Walk
from app.routes.page.asking import said
from app.routes.page.onward import url
from app.saying import Sentence, Word, names

COMPLETED: Final = ("Completed", "done")
GAPS: Final = ("Some missing", "started")
"""Of what is urgent and may be sent so."""
IN_PROGRESS: Final = ("In progress", "started")
NOT_STARTED: Final = ("Not started", "ready")
NOT_YET: Final = ("Cannot start yet", "later")
YEARS_OLD: Final = "{years} years old"
ONE_YEAR_OLD: Final = "1 year old"
UNDER_ONE: Final = "Under 1 year old"
PART: Final = "Part {number} of {total}"
PART_CALLED: Final = "Part {number} of {total}: {title}"
DONE: Final = "You have completed {done} of {total} sections."
DONE_OF_MORE: Final = "You have completed {done} of at least {total} sections."

THEN_CHECK: Final = "Then you check your answers. Nothing is sent before that."
PAGE_ABOUT: Final = "With your answers so far, 1 more page about {name} is left to fill in."
PAGES_ABOUT: Final = "With your answers so far, {count} more pages about {name} are left to fill in."
NONE_ABOUT: Final = "With your answers so far, nothing more about {name} is left to fill in."
PAGE_AFTER: Final = "With your answers so far, 1 more page of this section is left to fill in after this one."
PAGES_AFTER: Final = (
    "With your answers so far, {count} more pages of this section are left to fill in after this one."
)
NONE_AFTER: Final = (
    "With your answers so far, nothing more of this section is left to fill in after this page."
)


def where_asked(form: Form, walk: Walk, step: Step, field: str) -> str:
    """The address of the page that asks for a field: this one, or the one whose words a warning is about."""
    asking = (one for one in (step, *walk.steps) if any(slot.field == field for slot in one.slots))
    return url(form, next(asking, step).path)


class Row(NamedTuple):
    """One answer with the way to change it."""

    label: str | Sentence
    value: Sequence[str]
    """Line by line."""
    change_url: str
    listed: bool = False

    def names(self, whom: str) -> bool:
        """Whether the label itself says whom it is about."""
        return names(self.label, whom)


def tasks(form: Form, walk: Walk) -> list[dict[str, object]]:
    """Each section with where it goes on and how far it has come; all derived from the answers."""
    listed: list[dict[str, object]] = []
    for section in form.sections:
        steps = [step for step in walk.steps if step.section is section]
        if not steps:
            continue
        status, kind = _state(walk, section, steps)
        first = next(chain(_unmet(walk, steps), (step for step in steps if step.faults), steps))
        open_url = url(form, first.path) if kind != "later" else None
        listed.append({"title": section.title, "url": open_url, "status": status, "status_kind": kind})
    return listed


def progress(form: Form, listed: Sequence[Mapping[str, object]]) -> Sentence:
    """How many of the sections in a task list are done; while answers may bring up more of them, it says so."""
    done = sum(section["status_kind"] == "done" for section in listed)
    text = DONE if len(listed) == len(form.sections) else DONE_OF_MORE
    return Sentence(text, {"done": str(done), "total": str(len(listed))})


def part(form: Form, step: Step) -> str | Sentence:
    """In which part of a form a page is, and of how many; with a task list, which counts them, the section's name.

    It is the section's place in the form, whatever was answered: no walk is needed, the total never changes, the number
    never falls, and a part without pages for these answers is passed over.
    """
    title = "" if step.section.title == step.page.title else step.section.title
    if form.task_list:
        return title
    place = {"number": str(form.section_numbers[step.section.id]), "total": str(len(form.sections))}
    return Sentence(PART_CALLED, {**place, "title": Word(title)}) if title else Sentence(PART, place)


class Ahead(NamedTuple):
    """What is still to come after a page."""

    parts: Sequence[str]
    """The names of the parts that are left."""
    says: str | Sentence


def ahead(form: Form, walk: Walk, step: Step) -> Ahead | None:
    """What is left after a page: other parts by name, or in a long form the pages that are known to be left.

    Neither is a share of a whole, for answers decide what is asked. An opening page that tells of what cannot wait, as
    of 999, says no more.
    """
    if step.notice and step.section.gate:
        return None
    if not form.task_list:
        return Ahead([section.title for section in walk.lacking(step.section)], THEN_CHECK)
    count = walk.left(step.path)
    named = step.group is not None and bool(step.item)
    none, one, more = (
        (NONE_ABOUT, PAGE_ABOUT, PAGES_ABOUT) if named else (NONE_AFTER, PAGE_AFTER, PAGES_AFTER)
    )
    text = more if count > 1 else one if count else none
    name = {"name": step.home.names[step.group.item]} if step.group and step.item else {}
    return Ahead((), Sentence(text, {"count": str(count), **name}))


def answers_by_section(form: Form, walk: Walk, without: Collection[Place] = ()) -> list[dict[str, object]]:
    """Every answer of the form but those left out, in cards: one a section, and one for each item of a group."""
    sections: list[dict[str, object]] = []
    for section in form.sections:
        cards = list(_cards(walk, [step for step in walk.steps if step.section is section], without))
        if cards:
            sections.append({"title": section.title, "cards": cards})
    return sections


def _state(walk: Walk, section: Section, steps: list[Step]) -> tuple[str, str]:
    if not section.gate and not walk.through_gate():
        return NOT_YET
    if not any(_unmet(walk, steps)):
        return GAPS if any(step.faults for step in steps) else COMPLETED
    begun = any(slot.recorded for step in steps for slot in step.slots)
    return IN_PROGRESS if begun else NOT_STARTED


def _unmet(walk: Walk, steps: Iterable[Step]) -> Iterator[Step]:
    return (step for step in steps if not walk.met(step))


def _cards(walk: Walk, steps: list[Step], without: Collection[Place]) -> Iterator[dict[str, object]]:
    """Consecutive pages of one item, or of none, make one card; a group's own page lists its items."""
    for _, own in groupby(steps, lambda step: (step.group.id if step.group else "", step.item)):
        on_card = list(own)
        rows = [row for step in on_card for row in _rows(walk, step, without)]
        group, item = on_card[0].group, on_card[0].item
        if rows:
            yield {"title": walk.called(group, item) if group and item else None, "rows": rows}


def _rows(walk: Walk, step: Step, without: Collection[Place]) -> Iterator[Row]:
    change_url = url(walk.form, step.path)
    # The page that asks if a child is born does not know yet what to call them; who reads the answers does.
    by_now = {step.group.item: walk.called(step.group, step.item)} if step.group and step.item else {}
    if step.lists:
        # How many there are, with the way to add or remove one.
        count = str(len(step.home.facts.members(step.lists.id)))
        yield Row(step.lists.title, (count,), change_url)
        return
    for slot in (one for one in step.slots if place(one) not in without):
        label = said(slot.question.label, {**slot.spot.names, **by_now})
        value = (*slot.question.say(slot.value), *_age(slot))
        yield Row(label, value, change_url, isinstance(slot.question, Choices))


def _age(slot: Slot) -> Iterator[str]:
    """The age beside a date of birth: a wrong year is noticed by it."""
    if isinstance(slot.question, Date) and slot.question.of_birth and isinstance(slot.value, str):
        years = years_since(slot.value, slot.spot.facts.today)
        yield Word(YEARS_OLD, years=str(years)) if years > 1 else Word(ONE_YEAR_OLD if years else UNDER_ONE)
