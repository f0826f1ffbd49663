"""Whatever is typed into the real forms, in whatever order: nothing raises, and nothing is lost."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.forms import allegation, community, family, professional, young_person
from app.forms.answers import Answers
from app.forms.conditions import Answer, mentions
from app.forms.kinds.asked import Asked
from app.forms.kinds.checked import Date
from app.forms.pages import Form, Group, Page
from app.forms.questions import Choice, Choices, wording
from app.forms.rules import admission, route
from app.forms.walking.steps import Step
from app.forms.walking.walk import Walk, walk
from app.forms.wizard import add_item, fingerprint, post, start
from app.profiles.loading import load_profile, shipped
from app.vocabulary import Admission, FormName, Kind, Route
from tests.forms.conftest import fill

DAY = date(2026, 11, 22)
FORMS_OF = (professional, family, community, young_person, allegation)
FORMS = [build.form(load_profile(slug)) for slug in shipped() for build in FORMS_OF]
TYPED = [
    "", " ", "...", "Words", "Błażej O'Neill", "欧阳", "\x00\ud800", "7", "17", "٧", "121", "2010", "29", "2", "12",
    "person@example.com", "no@", "01632 960001", "0800", "nn1 1aa", "ZZ99 3VZ", "yes", "<b>{child}</b>", "x" * 20_001,
]  # fmt: skip
YEARS = ["2009", "2012", "2022"]
SENSIBLE = 0.85
MOVES = st.sampled_from(["next"] * 8 + ["any", "any", "add", "remove"])


class Visitor:
    """Somebody who answers at random, and often sensibly."""

    def __init__(self, form: Form, chance: Random) -> None:
        self.form, self.chance, self.answers = form, chance, start(form)

    def walk(self) -> Walk:
        return walk(self.form, self.answers, DAY)

    def move(self, way: str) -> None:
        """Post one page, or add or remove somebody; what was answered elsewhere must stay."""
        before, seen = self.answers, self.walk()
        if way in {"add", "remove"}:
            self._change_people(way)
            return
        step = next(iter(seen.unmet()), seen.steps[-1])
        step = step if way == "next" else self.chance.choice(seen.steps)
        posted = post(self.form, before, step, self._body(step), DAY)
        self.answers = posted.answers
        lost = dict(self._lost(seen, posted.walk, step))
        changed = {name for one in step.page.questions for name in _changed_by(one)}
        assert lost.keys() <= changed | _narrowed_by(step, seen, posted.walk)

    def _lost(self, before: Walk, after: Walk, step: Step) -> Iterator[tuple[str, Answer]]:
        here = {(spot.scope, one.id) for spot in step.spots for one in step.page.questions}
        asked = {(slot.spot.scope, slot.question.id): slot for one in after.steps for slot in one.slots}
        for slot in (slot for one in before.steps for slot in one.slots if slot.recorded):
            key = (slot.spot.scope, slot.question.id)
            if key in asked and key not in here and asked[key].value != slot.value:
                yield slot.question.id, slot.value

    def _change_people(self, way: str) -> None:
        group = self.form.group(self.chance.choice(["children", "adults"]))
        items = self.answers.items(group.id) if group else ()
        if group and way == "add" and len(items) < 3:
            self.answers, _item = add_item(self.answers, group)
        elif group and way == "remove" and len(items) > group.least:
            self.answers = self.answers.remove(group.id, self.chance.choice(items))

    def _body(self, step: Step) -> dict[str, list[str]]:
        body: dict[str, list[str]] = {"nobody-asked": ["x"]}
        for spot in step.spots:
            for question in step.page.questions:
                body |= self._fields(question, spot.field(question.id))
        return body

    def _fields(self, question: Asked, name: str) -> Mapping[str, list[str]]:
        """Mostly what somebody would answer, sometimes anything."""
        if question.id in {"danger", "urgent_today"}:
            return {name: [self.chance.choice(["no", "no", "no", "no", "yes", "maybe"])]}
        if self.chance.random() < SENSIBLE:
            return self._sensible(question, name)
        parts = ["", "", "-day", "-month", "-year", "-unknown"]
        return {name + part: [self.chance.choice(TYPED)] for part in self.chance.sample(parts, 4)}

    def _sensible(self, question: Asked, name: str) -> Mapping[str, list[str]]:
        if isinstance(question, Choice | Choices):
            return {name: [self.chance.choice([*question.options])]}
        if isinstance(question, Date):
            return {f"{name}-day": ["2"], f"{name}-month": ["7"], f"{name}-year": [self.chance.choice(YEARS)]}
        written = {"email": "person@example.com", "phone": "01632 960001", "postcode": "nn11aa", "age": "15"}
        return {name: [written.get(question.kind, "Words")]} if hasattr(question, "kind") else {}


def _narrowed_by(step: Step, before: Walk, after: Walk) -> set[str]:
    """The questions whose list of answers depends on what this page asks, or on a fact that follows from it."""
    here = {one.id for one in step.page.questions}
    lists = (
        one for page, _ in after.form.pages() for one in page.questions if isinstance(one, Choice | Choices)
    )
    return {
        one.id
        for one in lists
        for only in one.only.values()
        for name, _ in mentions(only)
        if name in here or before.facts.get(name) != after.facts.get(name)
    }


def _changed_by(question: Asked) -> set[str]:
    changes = question.changes.values() if isinstance(question, Choice) else ()
    return {name for change in changes for name in change}


def what_is_asked(form: Form, answers: Answers) -> Answers:
    """Only the answers that these answers' own pages ask for."""
    live: dict[str, dict[str, Answer]] = {}
    for step in walk(form, answers, DAY).steps:
        for slot in step.slots:
            live.setdefault(slot.spot.scope, {})[slot.question.id] = slot.value
    return replace(answers, said=live)


def test_what_the_first_child_speaks_is_no_answer_for_an_adult_once_the_child_is_not_born(
    professional_form: Form,
) -> None:
    """An answer that follows from another page's is asked again, and lost for no other reason."""
    answers = fill(professional_form, children=1, adults=1, first_name="Ewa", first_language="Polish")
    (child,), (adult,) = answers.items("children"), answers.items("adults")
    answers = answers.put(f"adults/{adult}", {"adult_language": "as-first-child"})
    before = walk(professional_form, answers, DAY)
    step = before.at(f"children/{child}/age")
    assert step
    posted = post(professional_form, answers, step, {"birth": ["unborn"]}, DAY)
    assert "adult_language" in _narrowed_by(step, before, posted.walk)
    same = post(professional_form, answers, step, {"birth": ["not-known"]}, DAY)
    assert "adult_language" not in _narrowed_by(step, before, same.walk)


@given(st.sampled_from(FORMS), st.lists(MOVES, min_size=20, max_size=60), st.randoms(use_true_random=True))
@settings(max_examples=60, deadline=None)
def test_no_sequence_of_posts_raises_or_loses_an_answer_that_is_still_asked(
    form: Form, moves: list[str], chance: Random
) -> None:
    visitor = Visitor(form, chance)
    for way in moves:
        visitor.move(way)
    answers = visitor.answers
    assert Answers.parse(answers.document()) == answers
    live = what_is_asked(form, answers)
    assert [step.path for step in walk(form, live, DAY).steps] == [step.path for step in visitor.walk().steps]
    for step in visitor.walk().steps:
        assert fingerprint(answers, step)


@given(st.sampled_from(FORMS), st.lists(MOVES, min_size=20, max_size=60), st.randoms(use_true_random=True))
@settings(max_examples=40, deadline=None)
def test_whatever_was_answered_one_rule_and_one_route_apply(
    form: Form, moves: list[str], chance: Random
) -> None:
    visitor = Visitor(form, chance)
    for way in moves:
        visitor.move(way)
    facts, name = visitor.walk().facts, FormName(form.slug)
    assert admission(name, facts) in set(Admission)
    expected: dict[FormName, set[Route]] = {
        FormName.PROFESSIONAL: {Route.SAFEGUARDING, Route.EARLY_HELP, Route.ALLEGATION},
        FormName.FAMILY: {Route.FAMILY},
        FormName.COMMUNITY: {Route.COMMUNITY},
        FormName.YOUNG_PERSON: {Route.COMMUNITY},
        FormName.ALLEGATION: {Route.ALLEGATION},
    }
    assert route(name, facts) in expected[name]
    if name is FormName.PROFESSIONAL:
        assert facts.get("admission") == admission(name, facts)


@given(st.sampled_from(FORMS), st.randoms(use_true_random=True), st.integers(0, 2), st.integers(1, 3))
@settings(max_examples=30, deadline=None)
def test_a_form_ends(form: Form, chance: Random, adults: int, children: int) -> None:
    visitor = Visitor(form, chance)
    for _ in range(adults + children):
        visitor.move("add")
    for _ in range(400):
        untouched = next((step for step in visitor.walk().steps if not step.touched), None)
        if untouched is None:
            break
        before = visitor.answers
        visitor.answers = post(form, before, untouched, {}, DAY).answers
    assert all(step.touched for step in visitor.walk().steps)


SENTENCES = re.compile(r"{(\w+)}")


def sentences(step: Step) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Every sentence of a page with the names that fill it."""
    yield from ((text, step.home.names) for text in (step.page.title, step.page.lede))
    for slot in step.slots:
        question = slot.question
        choice = isinstance(question, Choice | Choices)
        offered = (*question.options.values(), *question.hints.values()) if choice else ()  # type: ignore[union-attr]
        for text in (question.label, question.hint, question.unknown, *offered):
            yield text, slot.spot.names
        yield question.missing, {**slot.spot.names, **wording(question, slot.spot.names)}
    yield from ((fault.message, fault.values) for fault in step.faults)


@given(st.sampled_from(FORMS), st.lists(MOVES, min_size=5, max_size=30), st.randoms(use_true_random=True))
@settings(max_examples=40, deadline=None)
def test_every_placeholder_has_its_word(form: Form, moves: list[str], chance: Random) -> None:
    visitor = Visitor(form, chance)
    for way in ("add", *moves):
        visitor.move(way)
        for step in visitor.walk().steps:
            for text, names in sentences(step):
                assert set(SENTENCES.findall(text)) <= set(names)


def steps_of(form: Form) -> list[tuple[str, Page]]:
    return [(group.id if group and page is not group.own_page else "", page) for page, group in form.pages()]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.slug)
def test_every_address_and_every_question_is_the_only_one_of_its_name(form: Form) -> None:
    paths = [f"{group}/{page.slug}" for group, page in steps_of(form)]
    assert len(paths) == len(set(paths))
    groups = {group.id for _, group in form.pages() if group}
    assert not groups & {page.slug for group, page in steps_of(form) if not group and page.slug not in groups}
    conditional = [(group, one.id) for group, page in steps_of(form) for one in page.questions]
    repeated = {key for key in conditional if conditional.count(key) > 1}
    # Asked on one of several pages that exclude each other (rules.md 2, rows C4 to C9).
    # So are the pages of whoever makes an allegation at work, and for themselves.
    # So are those of a young person who writes about themselves, and about somebody else.
    apart = {
        "allegation": {"your_name", "your_phone", "your_email", "late_reason"},
        "young-person": {"linked_reference"},
    }
    rows = {"same_rationale", "rationale", "same_evidence", "evidence", "evidence_when", "evidence_source"}
    assert {name for _, name in repeated} <= apart.get(form.slug, rows)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.slug)
def test_what_a_choice_changes_is_a_question_with_that_option(form: Form) -> None:
    options: dict[str, set[str]] = {}
    changed: list[tuple[str, str]] = []
    for page, _ in form.pages():
        for question in page.questions:
            if isinstance(question, Choice):
                options[question.id] = set(question.options)
                changed += [pair for change in question.changes.values() for pair in change.items()]
                assert set(question.changes) <= set(question.options)
    assert all(value in options[name] for name, value in changed)


def groups_of(form: Form) -> Iterator[Group]:
    return iter({group.id: group for _, group in form.pages() if group}.values())


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.slug)
def test_an_item_is_named_by_questions_that_its_group_asks(form: Form) -> None:
    for group in groups_of(form):
        asked = {question.id for page in group.pages for question in page.questions}
        assert set(group.called) <= asked
        assert group.called or group.over


def test_a_professional_form_offers_every_kind_of_contact() -> None:
    kinds = next(one for page, _ in FORMS[0].pages() for one in page.questions if one.id == "kind")
    assert set(getattr(kinds, "options", ())) == set(Kind)
