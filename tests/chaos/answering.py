"""Answers any page of any form as it stands: the fields from the page, their kinds from the form's definition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from app.forms.catalogue import forms
from app.forms.kinds.checked import Date
from app.forms.questions import Question
from app.profiles.model import Profile
from tests.closed import closed

Body = dict[str, str | list[str]]
"""What a browser posts."""

Fields = Mapping[str, Question]
"""Every question that a form may ask, by id."""

MOSTLY = 0.85
SOMETIMES = 0.3
USUALLY: Mapping[str, str] = {"danger": "no", "urgent_today": "no"}
"""What most people answer; the others are why some of what is sent is urgent."""
ANOTHER = "another_"
"""Begins the questions that add one more child, adult or agency."""
LONGEST_CHILDHOOD = 16 * 365
SAID: Mapping[str, Sequence[str]] = {
    "email": ("r.osei@larch-hill.example", "duty@north-surgery.example"),
    "phone": ("01632 960 001", "07700 900 123", "01632 960 990 ext 4"),
    "postcode": ("NN17 1AA", "nn15 7pp", "ZZ99 3VZ", "EN5 4BE"),
    "age": ("3", "7", "11", "15", "34"),
    "nhs-number": ("943 476 5919",),
    "text": ("Ewa", "Błażej O’Neill", "欧阳 小明", "Every evening after six", "3 Elm Close, Corby"),
}
"""For each kind of question what somebody may write; the names and numbers belong to nobody."""


@dataclass(frozen=True)
class Answering:
    """Somebody who fills in one form, by chance but as people do."""

    questions: Fields
    chance: Random
    mark: str
    """A word of this person's own, in every longer text that they write."""

    def fill(self, form: Any, *, again: bool = False) -> Body:
        """A body for a form on a page; `again` where it came back with something to mend."""
        body = Body()
        for name, elements in _by_name(form).items():
            body |= self._said(name, elements, again=again)
        unseen = closed(form, body)
        return {name: said for name, said in body.items() if name not in unseen} | self._pressed(form)

    def _said(self, name: str, elements: Sequence[Any], *, again: bool) -> Body:
        """What one question's fields hold; nothing where they are left alone."""
        first = elements[0]
        kind, values = first.get("type"), [element.get("value") for element in elements]
        if kind == "hidden":
            return {name: values[0]}
        if kind == "radio":
            return {name: self._chosen(name, values)}
        if kind == "checkbox":
            return {name: self._ticked(name, values)}
        if first.tag == "select":
            return {name: self.chance.choice(first.value_options)}
        if first.tag == "textarea":
            return {name: f"{self.mark}: what I saw.\r\n{self.chance.choice(SAID['text'])}"}
        return self._written(name, again=again)

    def _chosen(self, name: str, values: Sequence[str]) -> str:
        question = _question(name)
        usual = "no" if question.startswith(ANOTHER) else USUALLY.get(question, "")
        return usual if usual in values and self.chance.random() < MOSTLY else self.chance.choice(values)

    def _ticked(self, name: str, values: Sequence[str]) -> list[str]:
        some = [value for value in values if self.chance.random() < SOMETIMES]
        return some if some or name.endswith("-unknown") else [self.chance.choice(values)]

    def _written(self, name: str, *, again: bool) -> Body:
        asked = self.questions.get(_question(name))
        needed = again or bool(asked and asked.missing)
        if not needed and self.chance.random() < SOMETIMES:
            return {name: ""}
        if isinstance(asked, Date):
            return self._day(asked, name)
        # A kind of question that is not known here is left blank.
        return {name: self.chance.choice(SAID.get(asked.kind if asked else "", ("",)))}

    def _day(self, asked: Date, name: str) -> Body:
        """All three fields of a date, whichever of them this is."""
        days = self.chance.randint(1, LONGEST_CHILDHOOD if "birth" in asked.id else 20)
        day = date.today() + timedelta(days if asked.direction == "future" else -days)  # noqa: DTZ011
        field = name.rpartition("-")[0]
        return {f"{field}-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}

    def _pressed(self, form: Any) -> Body:
        """The button: one that says nothing of its own where there is one, as Continue does."""
        buttons = list(form.iter("button"))
        if not all(one.get("name") for one in buttons):
            return {}
        button = self.chance.choice(buttons)
        return {button.get("name"): button.get("value")}


def all_fields(council: Profile) -> Mapping[str, Fields]:
    """What each form of a council may ask."""
    return {
        slug: {question.id: question for page, _ in form.pages() for question in page.questions}
        for slug, form in forms(council).items()
    }


def _question(field: str) -> str:
    """The id of the question that a field belongs to; the rest names an item, a date's part or 'unknown'."""
    return field.partition("-")[0]


def _by_name(form: Any) -> Mapping[str, Sequence[Any]]:
    found: dict[str, list[Any]] = {}
    for element in form.iter("input", "textarea", "select"):
        if element.get("name") and element.get("type") not in {"submit", "file"}:
            found.setdefault(element.get("name"), []).append(element)
    return found
