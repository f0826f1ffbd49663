"""From answers to pages: every page that exists for these answers, and what each still needs.

The walk knows no question. Nothing here is stored: progress follows from the answers each time.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Final

from app.forms.answers import EVERYTHING, Answers
from app.forms.asked import Asked, Problem, Rule
from app.forms.conditions import Facts
from app.forms.pages import Form, Group, Page, Section
from app.forms.questions import wording
from app.forms.steps import Fault, Slot, Spot, Step, path_of
from app.saying import Word

EVERYWHERE: Final = "*"
NOWHERE: Final = ""


@dataclass(slots=True)
class Walk:
    """Every page that exists for these answers, in order."""

    form: Form
    facts: Facts
    steps: list[Step] = field(default_factory=list)

    @property
    def waived(self) -> bool:
        """Whether what is missing stops nothing."""
        return self.form.waived is not None and self.form.waived.holds(self.facts)

    def met(self, step: Step) -> bool:
        """Whether nothing more is asked for on this page."""
        return step.touched and (not step.faults or self.waived)

    def unmet(self) -> list[Step]:
        """The pages that still need something."""
        return [step for step in self.steps if not self.met(step)]

    def at(self, path: str) -> Step | None:
        """The page at an address, if it exists for these answers."""
        return next((step for step in self.steps if step.path == path), None)

    def through_gate(self) -> bool:
        """Whether the sections after the gate are open."""
        return all(self.met(step) for step in self.steps if step.section.gate)

    def after(self, path: str) -> Step | None:
        """The next unmet page, later sections first, then earlier ones; None when only sending is left."""
        place = next((index for index, step in enumerate(self.steps) if step.path == path), -1)
        onward = chain(self.steps[place + 1 :], self.steps[: place + 1])
        if not self.through_gate():
            onward = chain(self.steps)
        return next((step for step in onward if not self.met(step)), None)

    def called(self, group: Group, item: str) -> str:
        """What an item is called, from the answers that have been walked so far."""
        source = self.form.group(group.over) or group
        held = self.facts.groups.get(source.id, {})
        parts = [value for name in source.called if isinstance(value := held[item].get(name), str)]
        if parts:
            return " ".join(parts)
        if len(held) > 1 and source.numbered:
            return Word(source.numbered, number=str(list(held).index(item) + 1))
        return Word(source.unnamed)

    def before(self, path: str) -> Step | None:
        """The page before an address in the order of the form."""
        place = next((index for index, step in enumerate(self.steps) if step.path == path), 0)
        return self.steps[place - 1] if place else None


def walk(form: Form, answers: Answers, today: date, *, warned_at: str = EVERYWHERE, until: str = "") -> Walk:
    """Find every page that exists for these answers; nothing below this reads a clock.

    `warned_at`: the page at which to look for what seems odd, if not at every one: that takes as long as the rest.
    `until`: the page after which nothing is looked for, where only what comes before matters.
    """
    done = Walk(form, Facts({}, today, derived=form.derivations()))
    walker = _Walker(form, answers, done, warned_at, until)
    for section in form.sections:
        for step in section.steps:
            if isinstance(step, Page):
                walker.visit(section, step, Spot(EVERYTHING, done.facts, form.spoken_names))
            else:
                walker.visit_group(section, step)
            if walker.ended:
                return done
    return done


@dataclass(slots=True)
class _Walker:
    form: Form
    answers: Answers
    done: Walk
    warned_at: str
    until: str
    ended: bool = False
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    """What each item is called, while nothing is asked of it."""

    def visit(
        self, section: Section, page: Page, spot: Spot, group: Group | None = None, item: str = ""
    ) -> None:
        if page.when and not page.when.holds(spot.facts):
            return
        path = path_of(page, group, item)
        warned = page.warnings if self.warned_at in {EVERYWHERE, path} else ()
        spots = tuple(self._spread(page, spot)) if page.each else (spot,)
        slots: list[Slot] = []
        faults: list[Fault] = []
        warnings: list[Fault] = []
        for one in spots:
            here = self._ask(page, one)
            slots += here
            faults += _placed([*_missing(here), *_problems(page.rules, one)], one, here)
            warnings += _placed(_problems(warned, one), one, here) if warned else ()
        if not slots:
            # Every question on it is hidden, so there is nothing to see.
            return
        if group and not item and len(self.answers.items(group.id)) < group.least and group.another:
            faults.append(Fault(group.another.id, group.another.missing, spot.names))
        self.ended |= path == self.until
        seen = (spots, tuple(slots), tuple(faults), tuple(warnings), spot)
        self.done.steps.append(Step(section, page, group, item, path, *seen))

    def visit_group(self, section: Section, group: Group) -> None:
        root = self.done.facts
        if group.when and not group.when.holds(root):
            return
        held = self._held(group)
        root.groups[group.id] = held
        for item, facts in held.items():
            scope = f"{group.kept_in}/{item}"
            for page in group.pages:
                names = {**self.form.spoken_names, group.item: self._called(group, item)}
                self.visit(section, page, Spot(scope, facts, names), group, item)
                # What was said on it may be part of the name.
                self.names.pop((group.kept_in, item), None)
        if group.own_page:
            self.visit(section, group.own_page, Spot(EVERYTHING, root, self.form.spoken_names), group)

    def _called(self, group: Group, item: str) -> str:
        key = (group.over or group.id, item)
        if key not in self.names:
            self.names[key] = self.done.called(group, item)
        return self.names[key]

    def _held(self, group: Group) -> dict[str, Facts]:
        """The facts of each item; where a group only asks more of another's items, they are the same facts."""
        if group.own:
            return dict(self._members(group))
        derived, today = self.form.derivations(group.id), self.done.facts.today
        return {item: Facts({}, today, outer, derived) for item, outer in self._members(group)}

    def _members(self, group: Group) -> Iterator[tuple[str, Facts]]:
        if not group.over:
            yield from ((item, self.done.facts) for item in self.answers.items(group.id))
            return
        for item, facts in self.done.facts.groups.get(group.over, {}).items():
            if group.where is None or group.where.holds(facts):
                yield item, facts

    def _spread(self, page: Page, spot: Spot) -> Iterator[Spot]:
        """One spot for each item of the group that the page ranges over."""
        group = self.form.group(page.each)
        if group is None:
            return
        held = self.done.facts.groups.get(group.id, {})
        # Asked for each child alone, an answer is the child's own; asked of an adult, it is the pair's.
        pairs = held if spot.facts is self.done.facts else spot.facts.groups.setdefault(group.id, {})
        for item, facts in held.items():
            pairs.setdefault(item, Facts({}, facts.today, facts))
            scope = f"{spot.scope}/{group.id}/{item}".lstrip("/")
            names = {**spot.names, group.item: self._called(group, item)}
            yield Spot(scope, pairs[item], names, f"-{item}")

    def _ask(self, page: Page, spot: Spot) -> list[Slot]:
        said, facts = self.answers.of(spot.scope), spot.facts
        slots: list[Slot] = []
        for asked in page.questions:
            if asked.when is None or asked.when.holds(facts):
                question = asked.narrowed(facts)
                left = question.still(said.get(question.id))
                recorded = question.id in said and question.offered(left)
                value = left if recorded else None
                facts.own[question.id] = value
                slots.append(Slot(question, spot, value, recorded))
        return slots


def _missing(slots: list[Slot]) -> list[Problem]:
    return [
        Problem(slot.question.id, slot.question.missing)
        for slot in slots
        if slot.question.missing and slot.question.empty(slot.value)
    ]


def _problems(rules: tuple[Rule, ...], spot: Spot) -> list[Problem]:
    return [problem for rule in rules if (problem := rule(spot.facts))]


def _placed(found: list[Problem], spot: Spot, slots: list[Slot]) -> list[Fault]:
    """Each problem at its field, with the words that its sentence may name."""
    if not found:
        return []
    asked: dict[str, Asked] = {slot.question.id: slot.question for slot in slots}
    faults: list[Fault] = []
    for problem in found:
        words = wording(asked[problem.question]) if problem.question in asked else {}
        values = {**spot.names, **words, **problem.values}
        faults.append(Fault(spot.field(problem.question), problem.message, values))
    return faults
