"""What can be said of a form before anybody answers it: its pages in order, and of whom each asks what."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from app.forms.conditions import Condition, Derivation, mentions
from app.forms.kinds.asked import Asked, Rule
from app.forms.pages import Form, Group, Page, Section
from app.forms.questions import Choice, Offering, Question

Whose = str
"""Of whom something is asked: '' once; a group's id, of each item; `adults/children`, of each pair of items."""


class Ask(NamedTuple):
    """One question, with what must be looked at before it is asked."""

    question: Question
    id: str
    when: Condition | None
    narrows: bool
    """Some of its answers are offered only where a condition holds."""
    options: Mapping[str, str] | None
    """What one answer is chosen from, where that never changes."""
    lists: bool
    """Of a given answer only some may be left, for another reason than that."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A page in its place in the form, whoever's it is; each is only the same as itself."""

    section: Section
    page: Page
    when: Condition | None
    """This and the next two are the page's, which takes three times as long to ask for them."""
    each: str
    rules: tuple[Rule, ...]
    group: Group | None
    number: int
    """Its place among all pages."""
    stretch: int
    """Its place among the stretches of the form: a page by itself, or all pages of a group."""
    repeated: bool
    """It is asked of each item of its group."""
    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Circle:
    """What may be known of one, whoever it is: of everything, of an item of a group, or of a pair."""

    asking: Mapping[str, tuple[Sheet, ...]]
    """The pages that may ask a question."""
    spreading: Mapping[str, tuple[Sheet, ...]]
    """The pages that ask about each item of another group."""
    derived: Mapping[str, Derivation]


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """A form's pages in order, by address, and by the questions they ask."""

    stretches: tuple[tuple[Sheet, ...], ...]
    sections: tuple[tuple[Section, tuple[int, ...]], ...]
    """Each with its stretches."""
    gate: tuple[int, ...]
    """The stretches that must be met before the other sections open."""
    addresses: Mapping[tuple[str, str], Sheet]
    """By group and slug; the group is '' for a page that is asked once."""
    circles: Mapping[Whose, Circle]
    naming: Mapping[str, Mapping[str, int]]
    """For a group, each question that decides what an item is called, with the number of the page that asks it."""


@cache
def outline(form: Form) -> Outline:
    """The outline of a form: made once, for it depends on no answer."""
    stretches = tuple(_stretches(form))
    sheets = [sheet for stretch in stretches for sheet in stretch]
    asking: dict[Whose, dict[str, tuple[Sheet, ...]]] = defaultdict(dict)
    spreading: dict[Whose, dict[str, tuple[Sheet, ...]]] = defaultdict(dict)
    for sheet in sheets:
        home, each = whose(form, sheet.group) if sheet.repeated else "", sheet.page.each
        if each and home:
            spreading[home][each] = (*spreading[home].get(each, ()), sheet)
        asked = asking[(f"{home}/{each}" if home else whose(form, form.group(each))) if each else home]
        for ask in sheet.asks:
            asked[ask.id] = (*asked.get(ask.id, ()), sheet)
    known = {"", *asking, *(whose(form, group) for group in _groups(sheets))}
    return Outline(
        stretches,
        tuple(
            (section, tuple(one[0].stretch for one in stretches if one[0].section is section))
            for section in form.sections
        ),
        tuple(stretch[0].stretch for stretch in stretches if stretch[0].section.gate),
        {(_group_of(sheet), sheet.page.slug): sheet for sheet in sheets},
        {one: Circle(asking[one], spreading[one], form.derivations(one)) for one in known},
        {group.id: _naming(group, asking[whose(form, group)]) for group in _groups(sheets)},
    )


def whose(form: Form, group: Group | None) -> Whose:
    """Of whom a group's pages ask: where a group only asks more of another's items, they are the same."""
    if group is None:
        return ""
    return whose(form, form.group(group.over)) if group.own else group.id


def _stretches(form: Form) -> Iterator[tuple[Sheet, ...]]:
    number = stretch = 0
    for section in form.sections:
        for step in section.steps:
            group = step if isinstance(step, Group) else None
            own = group.own_page if group else None
            pages = (step,) if isinstance(step, Page) else (*step.pages, *((own,) if own else ()))
            yield tuple(
                Sheet(
                    section,
                    page,
                    page.when,
                    page.each,
                    page.rules,
                    group,
                    number + place,
                    stretch,
                    bool(group) and page is not own,
                    _asks(page),
                )
                for place, page in enumerate(pages)
            )
            number, stretch = number + len(pages), stretch + 1


def _asks(page: Page) -> tuple[Ask, ...]:
    return tuple(
        Ask(
            question,
            question.id,
            question.when,
            narrows := isinstance(question, Offering) and bool(question.only),
            question.options if (alone := isinstance(question, Choice) and not narrows) else None,
            type(question).offered is not Asked.offered and not alone,
        )
        for question in page.questions
    )


def _group_of(sheet: Sheet) -> str:
    return sheet.group.id if sheet.group and sheet.repeated else ""


def _groups(sheets: list[Sheet]) -> Iterator[Group]:
    return iter({sheet.group.id: sheet.group for sheet in sheets if sheet.group}.values())


def _naming(group: Group, asked: Mapping[str, tuple[Sheet, ...]]) -> dict[str, int]:
    otherwise = mentions(group.otherwise.when) if group.otherwise else ()
    return {name: asked[name][0].number for name in (*group.called, *(name for name, _ in otherwise))}
