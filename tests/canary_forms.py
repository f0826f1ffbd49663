"""Forms filled with a canary: in each answer that is words, a number or an address, page by page as a browser does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from app.forms.questions import Choice, Choices, Question
from tests.contact.conftest import FORMS, USUAL
from tests.people import ByHttp
from tests.professional import USUAL as AT_WORK
from tests.professional import Professional

WORD: Final = "zanzibar marmalade"
ADDRESS: Final = "zanzibar.marmalade@larch-hill.example"
PHONE: Final = "01632 960742"
POSTCODE: Final = "NN16 8ZZ"
NHS: Final = "999 000 0018"
UPN: Final = "H801200001001"
SEEN: Final = (WORD, ADDRESS, PHONE, "1632960742", POSTCODE, "NN168ZZ", NHS, "9990000018", UPN)
"""What may be nowhere, as people and as programs write it."""
BY_KIND: Final[Mapping[str, Any]] = {
    "email": ADDRESS,
    "phone": PHONE,
    "postcode": POSTCODE,
    "nhs-number": NHS,
    "upn": UPN,
    "date": (4, 3, 2019),
    "age": "7",
    "reference": "NN-7K4M-9QXR",
}
TELLING: Final = {
    "anonymity": "named",
    "interpreter": "yes",
    "adult_interpreter": "yes",
    "social_worker": "yes",
    "elsewhere": "yes",
    "in_household": "no",
    "at_work": "no",
    "keep": "yes",
}
"""Choices that lead to most questions."""
BY_TEXT: Final = {"ways": ["text"]}
VARIANTS: Final[Mapping[str, Sequence[Mapping[str, Any]]]] = {
    "professional": (
        {"informed": "risk"},
        {"informed": "no", "adult_lives": "kept", "lives": "kept", "children": 2},
        {"informed": "unreachable", "postcode": "SW1A 1AA"},
        {"adults": 0},
        {"urgent_today": "yes"},
    ),
    "family": (
        {"sharing": "no", "postcode": "SW1A 1AA", "children": 2},
        {"sharing": "some", **BY_TEXT},
        {"all_there": "no", "children": 2},
    ),
    "community": ({"children": 2}, BY_TEXT),
    "young-person": ({"about": "me"}, {"about": "somebody-else", **BY_TEXT}),
    "allegation": ({"children": 2, "several_children": "yes"}, BY_TEXT, {"at_work": "yes"}),
}
"""Answers that lead to every question between them."""


@dataclass
class Writer(Professional):
    """Somebody who notes which questions they were asked."""

    asked: set[str] = field(default_factory=set)

    def _value(self, question: str, items: list[tuple[str, str]]) -> Any:
        if question == "another_agency":
            return "no" if "agency_name" in self.asked else "yes"
        if question == "lives" and items and items[0][0] == "homes":
            return "both"
        return super()._value(question, items)

    def _page(self, path: str, names: list[str]) -> dict[str, Any]:
        answers = super()._page(path, names)
        self.asked |= {name.partition("-")[0] for name in answers}
        return answers


async def writes_the_canary(
    person: ByHttp, slug: str, *, children: int = 1, adults: int = 1, **said: Any
) -> set[str]:
    """Fill in a form, up to checking it; the ids of the questions that were asked."""
    questions = [question for page, _ in FORMS[slug].pages() for question in page.questions]
    writer = Writer(person, children, adults, {**{one.id: typed(one) for one in questions}, **said}, slug)
    await writer.fills_it_in()
    return writer.asked


def texts(slug: str) -> set[str]:
    """The questions of a form that are answered with something that could be found again."""
    questions = [question for page, _ in FORMS[slug].pages() for question in page.questions]
    kinds = {"text", *BY_KIND} - {"date", "age", "reference"}
    return {one.id for one in questions if getattr(one, "kind", "") in kinds}


def typed(question: Question) -> Any:
    """What is typed or chosen."""
    if isinstance(question, Choices):
        many = question.id in {"more", "ways"}
        chosen = [one for one in question.options if one != "none"]
        return [one for one in chosen if one not in question.only] if many else chosen[:1]
    if isinstance(question, Choice):
        usual = {**USUAL, **AT_WORK, **TELLING}.get(question.id)
        return usual if usual in question.options else next(iter(question.options))
    return BY_KIND.get(str(getattr(question, "kind", "")), f"{WORD} {question.id}")
