"""A form as frozen data: sections of pages and groups of pages, checked when it is built."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, model_validator

from app.forms.conditions import Condition, Derivation, mentions, ranges
from app.forms.insets import Inset, Otherwise
from app.forms.kinds.asked import Rule
from app.forms.questions import Choice, Offering, Question
from app.forms.writers import AT_WORK
from app.saying import Word

Named = PlainSerializer(lambda function: function.__name__, return_type=str)


class Frozen(BaseModel):
    """Data that cannot change once it is built."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Page(Frozen):
    """What is asked together, at one address."""

    slug: str = Field(pattern=r"^[a-z][a-z-]*$")
    title: str
    lede: str = ""
    notice: str = ""
    """The name of a component shown above the questions, such as 'call_now'."""
    notice_when: Condition | None = None
    insets: tuple[Inset, ...] = ()
    may_wait: Condition | None = None
    """Where it holds, the page offers to keep the draft and come back another day."""
    when: Condition | None = None
    each: str = ""
    """A group over whose items the questions repeat on this one page."""
    questions: tuple[Question, ...] = Field(min_length=1)
    rules: tuple[Annotated[Rule, Named], ...] = ()
    warnings: tuple[Annotated[Rule, Named], ...] = ()
    """What looks odd and may be right: said once, and stops nothing."""
    __hash__, __eq__ = object.__hash__, object.__eq__  # in its form, it is only the same as itself


class Group(Frozen):
    """Pages that repeat for each child, each adult, each person whose agreement is asked."""

    id: str = Field(pattern=r"^[a-z][a-z-]*$")
    title: str
    item: str
    """The placeholder for an item's name in its pages' sentences: 'child'."""
    called: tuple[str, ...] = ()
    """The questions whose answers make an item's name."""
    unnamed: str
    """What an item without a name is called: 'this child'."""
    numbered: str = ""
    """The same where there are several, with the placeholder {number}."""
    otherwise: Otherwise | None = None
    """What one without a name is called for another reason than its place."""
    pages: tuple[Page, ...]
    when: Condition | None = None
    another: Choice | None = None
    """The question that adds one more; a group over another group has none."""
    least: int = 0
    most: int = 0
    over: str = ""
    """The group whose items these are, where `where` holds of them."""
    where: Condition | None = None
    own: bool = False
    """Of a group over another: what is said here is said of the item itself, as if its own pages had asked."""

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if bool(self.another) == bool(self.over):
            raise ValueError(f"group {self.id} must either add items or range over another group")
        if self.own and not self.over:
            raise ValueError(f"group {self.id} has no items but its own")
        asked = {question.id for page in self.pages for question in page.questions}
        if self.otherwise and not asked >= {name for name, _ in mentions(self.otherwise.when)}:
            raise ValueError(f"group {self.id} never asks when nobody has a name yet")
        return self

    @property
    def kept_in(self) -> str:
        """The group in whose items' scope the answers are kept."""
        return self.over if self.own else self.id

    @cached_property
    def own_page(self) -> Page | None:
        """The page that lists the items and asks whether there is another."""
        return Page(slug=self.id, title=self.title, questions=(self.another,)) if self.another else None


class Section(Frozen):
    """A part of the form with a name of its own, as the task list shows it."""

    id: str = Field(pattern=r"^[a-z][a-z-]*$")
    title: str
    steps: tuple[Page | Group, ...]
    gate: bool = False
    """It must be done before any other section opens."""

    def pages(self) -> Iterator[tuple[Page, Group | None]]:
        """Every page there can be, in order, each with its group; a group's own page comes last."""
        for step in self.steps:
            if isinstance(step, Page):
                yield step, None
                continue
            yield from ((page, step) for page in step.pages)
            if step.own_page:
                yield step.own_page, step


class Derived(Frozen):
    """A fact that follows from answers: computed from what is live, never stored."""

    id: str
    group: str = ""
    function: Annotated[Derivation, Named]
    values: tuple[str, ...] = ()


class FollowUp(Frozen):
    """Another form to offer to somebody who has just sent this one, where a condition holds."""

    form: str
    when: Condition
    title: str
    text: str
    button: str


class Form(Frozen):
    """A whole form for one kind of person."""

    slug: str
    title: str
    lede: str
    readers: str = ""
    """Who reads it, where that is not whom the council's words name."""
    notice: str = ""
    """A component shown at the start and once it is sent, such as 'young_helplines'."""
    sections: tuple[Section, ...]
    derived: tuple[Derived, ...] = ()
    names: dict[str, str] = Field(default_factory=dict)
    """What the placeholders of pages outside every group stand for."""
    task_list: bool = False
    minutes: int | None = None
    """About how long it takes."""
    needed: tuple[str, ...] = ()
    """What to have to hand."""
    private: bool = Field(default_factory=lambda form: form["slug"] not in AT_WORK)
    """Written where somebody may be looking over a shoulder: nothing is remembered by the browser."""
    statement: str
    """The sentence above the Send button."""
    follow_ups: tuple[FollowUp, ...] = ()
    """What to offer once it is sent; the first whose condition holds."""
    waived: Condition | None = None
    """Where it holds, what is missing is shown once, recorded as unmet, and stops nothing (rules.md 3)."""

    @model_validator(mode="after")
    def _conditions_name_what_can_be(self) -> Self:
        known: dict[str, set[str] | None] = {fact.id: set(fact.values) or None for fact in self.derived}
        for page, group in self.pages():
            only = (when for one in page.questions if isinstance(one, Offering) for when in one.only.values())
            for condition in (*_conditions(page, group), *only):
                _check_mentions(page.slug, condition, known)
            for question in page.questions:
                for condition in question.conditions:
                    _check_mentions(page.slug, condition, known)
                known[question.id] = set(question.options) if isinstance(question, Offering) else None
        if self.waived:
            _check_mentions("waived", self.waived, known)
        for follow_up in self.follow_ups:
            _check_mentions("the confirmation", follow_up.when, known)
        return self

    @model_validator(mode="after")
    def _groups_come_before_what_ranges_over_them(self) -> Self:
        known: set[str] = set()
        for page, group in self.pages():
            _check_groups(page.slug, _groups_named(page, group), known)
            known |= {group.id} if group else set()
        _check_groups("waived", ranges(self.waived) if self.waived else (), known)
        return self

    __hash__, __eq__ = object.__hash__, object.__eq__  # built once, it is only the same as itself

    def pages(self) -> Iterator[tuple[Page, Group | None]]:
        """Every page of every section, in order, each with its group."""
        return (each for section in self.sections for each in section.pages())

    @cached_property
    def spoken_names(self) -> dict[str, str]:
        """The names as words of ours, to be translated."""
        return {placeholder: Word(name) for placeholder, name in self.names.items()}

    @cached_property
    def section_numbers(self) -> dict[str, int]:
        """The place of each section by its id, from 1."""
        return {section.id: number for number, section in enumerate(self.sections, 1)}

    def group(self, group_id: str) -> Group | None:
        """The group of this id."""
        return self._groups.get(group_id)

    def derivations(self, group_id: str = "") -> Mapping[str, Derivation]:
        """The facts that follow from answers: in each item of a group, or in the whole form."""
        return self._derivations.get(group_id, {})

    @cached_property
    def _derivations(self) -> dict[str, dict[str, Derivation]]:
        groups = {fact.group for fact in self.derived}
        return {one: {fact.id: fact.function for fact in self.derived if fact.group == one} for one in groups}

    @cached_property
    def _groups(self) -> dict[str, Group]:
        return {group.id: group for _, group in self.pages() if group}


def _conditions(page: Page, group: Group | None) -> Iterator[Condition]:
    insets = (inset.when for inset in page.insets)
    yield from (one for one in (page.when, page.notice_when, page.may_wait, *insets) if one)
    if group:
        yield from (condition for condition in (group.when, group.where) if condition)


def _groups_named(page: Page, group: Group | None) -> Iterator[str]:
    yield from (name for name in (page.each, group.over if group else "") if name)
    asked = (question.when for question in page.questions if question.when)
    offered = (one for asks in page.questions if isinstance(asks, Offering) for one in asks.only.values())
    for condition in (*_conditions(page, group), *asked, *offered):
        yield from ranges(condition)


def _check_groups(where: str, named: Iterable[str], known: set[str]) -> None:
    for name in named:
        if name not in known:
            raise ValueError(f"page {where}: no group before it is called {name!r}")


def _check_mentions(where: str, condition: Condition, known: dict[str, set[str] | None]) -> None:
    for name, value in mentions(condition):
        if name not in known:
            raise ValueError(f"page {where}: nothing before it asks {name!r}")
        if value is not None and value not in (known[name] or (value,)):
            raise ValueError(f"page {where}: {name!r} is never answered {value!r}")
