"""What is found out only where somebody asks for it is what a walk over every page in its order finds."""

from collections.abc import Iterator, Mapping
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.forms import allegation, community, family, professional, young_person
from app.forms.answers import Answers
from app.forms.conditions import NOT_KNOWN, Answer
from app.forms.kinds.asked import Asked
from app.forms.kinds.checked import Age, Date
from app.forms.pages import Form, Page
from app.forms.questions import Choice, Choices, Text
from app.forms.walking.steps import Spot, Step, path_of
from app.forms.walking.walk import Walk, walk
from app.forms.wizard import add_item, start
from app.profiles.loading import load_profile, shipped
from tests.forms import odd_form
from tests.forms.conftest import fill
from tests.forms.in_order import InOrder

DAY = date(2026, 11, 22)
FORMS_OF = (professional, family, community, young_person, allegation)
FORMS = [odd_form.FORM, *(build.form(load_profile(slug)) for slug in shipped() for build in FORMS_OF)]
WORDS = ("Words", "...", "My son told us", "NN1 1AA", "ZZ99 3VZ", "0800 1111")
GONE = "gone-from-the-list"
SELDOM = 0.1
OTHERS = {"postcode": "ZZ99 3VZ", "upn": "H801200001001", "email": "me@example.com", "reference": "odd"}
DATES = ("2026-11-22", "2026-11-20", "2022-07-02", "2010-11-22", "2008-11-23", "2001-02-03", "2027-08-01")


def an_answer(question: Asked, chance: Random) -> Answer:
    """Mostly one that can be given; sometimes blank, not known, or no longer on the list."""
    if chance.random() < SELDOM:
        return chance.choice((None, NOT_KNOWN if question.unknown else None))
    if isinstance(question, Choice):
        return GONE if chance.random() < SELDOM else chance.choice([*question.options])
    if isinstance(question, Choices):
        return chance.sample([*question.options, GONE], chance.choice((1, 2)))
    if isinstance(question, Age):
        return chance.choice((0, 3, 12, 15, 16, 17, 18, 40))
    if isinstance(question, Date):
        return chance.choice(DATES)
    other: str | None = OTHERS.get(getattr(question, "kind", ""))
    return chance.choice(WORDS) if isinstance(question, Text) else other


def scopes(form: Form, answers: Answers, page: Page, whose: str) -> Iterator[str]:
    """Everywhere that a page's answers can be kept, whether or not it is asked there."""
    homes = [f"{whose}/{item}" for item in answers.items(whose)] if whose else [""]
    for home in homes:
        of = form.group(page.each)
        each = [f"{page.each}/{item}" for item in answers.items(page.each)] if of else [""]
        yield from (f"{home}/{one}".strip("/") for one in each)


def answered(form: Form, chance: Random) -> Answers:
    """Answers to any of a form's questions, those of pages that are not asked too, and some left out."""
    answers, left_out = chance.choice((start(form), Answers())), chance.choice((0.0, 0.0, 0.02, 0.3))
    for name in ("children", "adults", "agencies"):
        group = form.group(name)
        for _ in range(chance.randrange(4) if group else 0):
            answers = add_item(answers, group)[0] if group else answers
    for page, group in form.pages():
        own = group if group and page is not group.own_page else None
        # A group over another keeps what is said of its own items where their ids are.
        ids = {own.id: answers.items(own.over or own.id)} if own else {}
        kept = Answers(groups={**answers.groups, **ids, **({own.kept_in: ids[own.id]} if own else {})})
        for scope in scopes(form, kept, page, own.kept_in if own else ""):
            said = {one.id: an_answer(one, chance) for one in page.questions if chance.random() >= left_out}
            answers = answers.put(scope, said)
    calm = {"danger": "no", "urgent_today": "no"} if chance.random() < 0.7 else {}
    return answers.put("", calm)


def told(step: Step | None) -> Any:
    """Everything that can be seen of a page."""
    if step is None:
        return None
    return {
        "place": (step.path, step.section.id, step.group and step.group.id, step.item, step.page.slug),
        "slots": [
            (slot.question, slot.spot.scope, slot.field, slot.value, slot.recorded) for slot in step.slots
        ],
        "faults": step.faults,
        "warnings": (step.warnings, step.warned),
        "spots": [spot_told(spot, step.page) for spot in (step.home, *step.spots)],
        "around": (step.notice, step.insets, step.may_wait, step.touched, step.nameless),
    }


def spot_told(spot: Spot, page: Page) -> Mapping[str, Any]:
    kept = {one.id: spot.facts.own.get(one.id) for one in page.questions}
    return {"scope": spot.scope, "names": spot.names, "suffix": spot.suffix, "own": kept}


def names_of(form: Form) -> list[str]:
    asked = [one.id for page, _ in form.pages() for one in page.questions]
    return [*asked, *(fact.id for fact in form.derived), "nothing"]


def addresses(form: Form, seen: InOrder) -> Iterator[str]:
    """Where each page would be, whether or not these answers ask for it."""
    for step in (step for section in form.sections for step in section.steps):
        if isinstance(step, Page):
            yield step.slug
        else:
            whose = seen.facts.groups.get(step.id, {})
            yield from (path_of(page, step, item) for item in whose for page in step.pages)
            yield from (step.own_page.slug,) if step.own_page else ()


class Expected:
    """What the walk in order says of each page, and of the whole."""

    def __init__(self, form: Form, answers: Answers) -> None:
        self.form, self.seen = form, InOrder(form, answers, DAY)
        facts = self.seen.facts
        self.waived = form.waived is not None and form.waived.holds(facts)
        self.unmet = {
            step.path for step in self.seen.steps if not (step.touched and (not step.faults or self.waived))
        }
        self.order = [step.path for step in self.seen.steps]
        self.open = not any(step.section.gate and step.path in self.unmet for step in self.seen.steps)

    def after(self, path: str) -> str | None:
        everywhere = [*addresses(self.form, self.seen)]
        place = everywhere.index(path) + 1 if path in everywhere and self.open else 0
        return next((one for one in everywhere[place:] + everywhere[:place] if one in self.unmet), None)

    def before(self, path: str) -> str | None:
        place = self.order.index(path) if path in self.order else 0
        return self.order[place - 1] if place else None


def looked_at_alone(form: Form, answers: Answers, expected: Expected, path: str) -> None:
    """One page, of which nothing else was looked at before."""
    found = next((step for step in expected.seen.steps if step.path == path), None)
    for look in (Walk.at, Walk.after, Walk.before):
        seen = walk(form, answers, DAY)
        first = look(seen, path)
        assert told(seen.at(path)) == told(found)
        assert seen.after(path) == expected.after(path)
        before = seen.before(path)
        assert (before and before.path) == expected.before(path)
        assert (seen.through_gate(), seen.waived) == (expected.open, expected.waived)
        assert first == look(seen, path)


def held_alike(form: Form, seen: Walk, expected: Expected) -> None:
    """Whatever is asked of the facts once all is known, of everything and of each item."""
    names = names_of(form)
    theirs = expected.seen.facts
    assert {name: seen.facts.get(name) for name in names} == {name: theirs.get(name) for name in names}
    for group in {group.id: group for _, group in form.pages() if group}.values():
        ours = seen.facts.members(group.id)
        assert list(ours) == list(theirs.members(group.id))
        for item, facts in theirs.members(group.id).items():
            assert seen.called(group, item) == expected.seen.called(group, item)
            assert {name: ours[item].get(name) for name in names} == {name: facts.get(name) for name in names}
            pages = [step.path for step in expected.seen.steps if (step.group, step.item) == (group, item)]
            assert not pages or seen.first_of(group, item).path == pages[0]


def compared(form: Form, answers: Answers, chance: Random) -> None:
    expected = Expected(form, answers)
    whole = walk(form, answers, DAY)
    assert [told(step) for step in whole.steps] == [told(step) for step in expected.seen.steps]
    assert {step.path for step in whole.unmet()} == expected.unmet
    held_alike(form, whole, expected)
    held_alike(form, walk(form, answers, DAY), expected)
    every = [*expected.order, "nowhere", *(sheet.slug for sheet, group in form.pages() if not group)]
    onward = walk(form, answers, DAY)
    assert [onward.after(path) for path in every] == [expected.after(path) for path in every]
    for path in chance.sample(every, min(12, len(every))):
        looked_at_alone(form, answers, expected, path)


@pytest.mark.parametrize("number", range(len(FORMS)), ids=lambda number: FORMS[number].slug)
@given(seed=st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_a_page_looked_at_alone_is_as_in_the_walk_over_all_of_them(number: int, seed: int) -> None:
    form, chance = FORMS[number], Random(seed)  # noqa: S311 -- answers, not secrets
    compared(form, answered(form, chance), chance)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.slug)
def test_so_it_is_of_a_form_that_is_filled_in(form: Form) -> None:
    chance = Random(form.slug)  # noqa: S311 -- the same pages each time
    compared(form, fill(form, children=3, adults=2, birth="estimated-age", relation="mother"), chance)
