"""The walk as it is meant: every page of a form in its order, each with what was asked before it, and nothing put off.

What `app/forms/walking/walk.py` finds out only where somebody asks for it is held against this.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from app.forms.answers import EVERYTHING, Answers
from app.forms.conditions import Answer, Facts, mentions
from app.forms.kinds.asked import Problem, Rule
from app.forms.pages import Form, Group, Page, Section
from app.forms.questions import Choices, wording
from app.forms.walking.steps import Fault, Slot, Spot, Step, path_of
from app.saying import Word

AHEAD = {"related", "tonight_at_once"}
"""Facts of answers that come after the page which they decide on: that page is gone once they are there."""


@dataclass
class InOrder:
    """Every page that exists for some answers."""

    form: Form
    answers: Answers
    facts: Facts
    steps: list[Step] = field(default_factory=list)
    all_known: Facts | None = None

    def __init__(self, form: Form, answers: Answers, today: date, *, named: bool = True) -> None:
        self.form, self.answers, self.steps = form, answers, []
        # Who else there is, and what they are called, is known on every page: of them, all is asked first.
        self.all_known = InOrder(form, answers, today, named=False).facts if named else None
        self.facts = Facts(self.ahead(self.all_known), today, derived=form.derivations())
        for section in form.sections:
            for step in section.steps:
                if isinstance(step, Page):
                    self.visit(section, step, Spot(EVERYTHING, self.facts, form.spoken_names))
                else:
                    self.visit_group(section, step)

    def visit(
        self, section: Section, page: Page, spot: Spot, group: Group | None = None, item: str = ""
    ) -> None:
        if page.when and not page.when.holds(spot.facts):
            return
        spots = tuple(self.spread(page, spot)) if page.each else (spot,)
        slots: list[Slot] = []
        faults: list[Fault] = []
        odd: list[Fault] = []
        for one in spots:
            here = self.ask(page, one)
            slots += here
            faults += placed([*missing(here), *problems(page.rules, one)], one, here)
            left = {slot.question.id for slot in here if slot.recorded}
            strange = problems(page.warnings, one)
            odd += placed([p for p in strange if not p.left_blank or p.question in left], one, here)
        if not slots:
            return
        if group and not item and len(self.answers.items(group.id)) < group.least and group.another:
            faults.append(Fault(group.another.id, group.another.missing, spot.names))
        found = tuple(odd)
        seen = (spots, tuple(slots), tuple(faults), lambda: found, spot)
        self.steps.append(Step(section, page, group, item, path_of(page, group, item), *seen))

    def visit_group(self, section: Section, group: Group) -> None:
        if group.when and not group.when.holds(self.facts):
            return
        held = dict(self.held(group))
        self.facts.groups[group.id] = held
        for item, facts in held.items():
            for page in group.pages:
                names = {**self.form.spoken_names, group.item: self.called(group, item, page)}
                self.visit(section, page, Spot(f"{group.kept_in}/{item}", facts, names), group, item)
        if group.own_page:
            home = Spot(EVERYTHING, self.facts, self.form.spoken_names)
            self.visit(section, group.own_page, home, group)

    def called(self, group: Group, item: str, page: Page | None = None) -> str:
        """By what is asked on the pages before this one, or on all of them."""
        if self.all_known is None:
            return ""
        source = self.form.group(group.over) or group
        held = self.all_known.groups.get(source.id, {})
        name = self.named(source, held[item], page)
        same = [one for one in held.values() if self.named(source, one, page).lower() == name.lower()]
        number = Word(source.numbered, number=str(list(held).index(item) + 1))
        if not name:
            return number if len(held) > 1 and source.numbered else Word(source.unnamed)
        return (
            Word("{name} ({which})", name=name, which=number) if len(same) > 1 and source.numbered else name
        )

    def named(self, group: Group, facts: Facts, page: Page | None) -> str:
        pages = list(self.form.pages())
        before = pages[: [one for one, _ in pages].index(page)] if page else pages
        ours = [
            one
            for one, other in before
            if other and (other is group or (other.own and other.over == group.id))
        ]
        asked = {question.id for one in ours for question in one.questions}
        parts = [
            value for name in group.called if name in asked and isinstance(value := facts.get(name), str)
        ]
        if parts or not group.otherwise:
            return " ".join(parts)
        known = {name for name, _ in mentions(group.otherwise.when)} <= asked
        return Word(group.otherwise.words) if known and group.otherwise.when.holds(facts) else ""

    def held(self, group: Group) -> Iterator[tuple[str, Facts]]:
        derived, today = self.form.derivations(group.id), self.facts.today
        over = self.facts.groups.get(group.over, {})
        where = group.where
        members = [(item, facts) for item, facts in over.items() if where is None or where.holds(facts)]
        for item, facts in (
            members if group.over else [(item, self.facts) for item in self.answers.items(group.id)]
        ):
            known = self.all_known.groups[group.id][item] if self.all_known else None
            yield item, facts if group.own else Facts(self.ahead(known, group.id), today, facts, derived)

    def ahead(self, known: Facts | None, group: str = "") -> dict[str, Answer]:
        """What is known of everything, or of an item, from the pages that come after those which it decides on."""
        facts = (fact.id for fact in self.form.derived if fact.id in AHEAD and fact.group == group)
        return {fact: known.get(fact) for fact in facts} if known else {}

    def spread(self, page: Page, spot: Spot) -> Iterator[Spot]:
        group = self.form.group(page.each)
        assert group
        held = self.facts.groups.get(group.id, {})
        pairs = held if spot.facts is self.facts else spot.facts.groups.setdefault(group.id, {})
        for item, facts in held.items():
            pairs.setdefault(item, Facts({}, facts.today, facts))
            scope = f"{spot.scope}/{group.id}/{item}".lstrip("/")
            yield Spot(
                scope, pairs[item], {**spot.names, group.item: self.called(group, item, page)}, f"-{item}"
            )

    def ask(self, page: Page, spot: Spot) -> list[Slot]:
        said, slots = self.answers.of(spot.scope), []
        for asked in page.questions:
            if asked.when is None or asked.when.holds(spot.facts):
                question = asked.narrowed(spot.facts)
                left = question.still(said.get(question.id))
                whole = asked.offered(said.get(question.id))
                recorded = question.id in said and whole and question.offered(left)
                value = left if recorded or (isinstance(question, Choices) and left) else None
                spot.facts.own[question.id] = value
                slots.append(Slot(question, spot, value, recorded))
        return slots


def missing(slots: list[Slot]) -> list[Problem]:
    return [
        Problem(slot.question.id, slot.question.missing)
        for slot in slots
        if slot.question.missing and slot.question.empty(slot.value)
    ]


def problems(rules: tuple[Rule, ...], spot: Spot) -> list[Problem]:
    return [problem for rule in rules if (problem := rule(spot.facts))]


def placed(found: list[Problem], spot: Spot, slots: list[Slot]) -> Iterator[Fault]:
    asked = {slot.question.id: slot.question for slot in slots}
    for problem in found:
        words = wording(asked[problem.question], spot.names) if problem.question in asked else {}
        values = {**spot.names, **words, **problem.values}
        yield Fault(spot.field(problem.question), problem.message, values, problem.urgent_too, problem.calls)
