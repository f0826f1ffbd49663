"""A professional who fills in the whole form: what is special is said, the rest is as usual."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.people import Person

PARTS = ("-day", "-month", "-year")
MOST_PAGES = 120
CHECK = "/professional/check"

NO = (
    *(
        "danger",
        "urgent_today",
        "own_agency",
        "social_worker",
        "spoke",
        "keep_name_from_family",
        "interpreter",
    ),
    *("able_to_decide", "adult_interpreter", "carer_told", "early_help_assessment", "keep"),
)
UNKNOWN = (
    *("tonight", "impact", "how_long", "earlier", "strengths", "safety_now", "tried", "help_wanted"),
    *("child_views", "parent_views"),
)
USUAL: Mapping[str, Any] = {
    **dict.fromkeys(NO, "no"),
    **dict.fromkeys(UNKNOWN, "?"),
    "kind": "welfare",
    "concerns": ["neglect"],
    "concerns_here": ["neglect"],
    "level": "not-sure",
    "your_name": "Amara Okafor",
    "job_title": "Deputy head",
    "agency": "school",
    "organisation": "Larch Hill Primary",
    "your_phone": "01632 960 001",
    "your_email": "a.okafor@larch-hill.example",
    "first_name": "Jakub",
    "last_name": "Nowak",
    "birth": "date-of-birth",
    "date_of_birth": (14, 9, 2018),
    "sex": "M",
    "lives": "address",
    "address": "3 Elm Close, Corby",
    "postcode": "NN18 1AA",
    "first_language": "English",
    "same_language": "yes",
    "adult_first_name": "Ewa",
    "adult_last_name": "Nowak",
    "same_to_all": "no",
    "relation": "mother",
    "responsibility": "yes",
    "adult_birth": "not-known",
    "adult_language": "as-first-child",
    "in_household": "yes",
    "lives_with": "yes",
    "adult_reach": "not-known",
    "informed": "yes",
    "agreement": "given",
    "same_evidence": "yes",
    "same_rationale": "yes",
    "agreed_on": (20, 11, 2026),
    "agreed_who": "His mother, Ewa Nowak",
    "agreed_how": "spoken",
    "agreed_to": "With everybody who needs to know",
    "worry": "He comes to school hungry and in wet clothes.",
    "engages": "sometimes",
    "declaration": ["yes"],
}


class Each(tuple[Any, ...]):
    """One value for each child or adult, in their order; for a pair, one Each of each adult."""

    __slots__ = ()


@dataclass
class Professional:
    """Somebody at the professional form, and whom they have written of so far."""

    person: Person
    children: int
    adults: int
    said: Mapping[str, Any]
    slug: str = "professional"
    """Which form; what is usual is so of any."""
    seen: dict[str, list[str]] = field(default_factory=dict)

    async def fills_it_in(self) -> None:
        """Every page from the first to checking."""
        await self.person.goes_to(f"/{self.slug}/danger")
        for _ in range(MOST_PAGES):
            if (path := await self.person.path()) == f"/{self.slug}/check":
                return
            await self.person.says(**self._page(path, await self.person.asks()))
        raise AssertionError(f"the form never ends: {path}: {(await self.person.reads())[:600]}")

    def _page(self, path: str, names: list[str]) -> dict[str, Any]:
        items = self._items(path)
        answers: dict[str, Any] = {}
        for name in dict.fromkeys(self._plain(name) for name in names):
            question, _, child = name.partition("-")
            value = self._value(question, [*items, *([("children", child)] if child else [])])
            if value == "?":
                answers[f"{name}-unknown"] = "yes"
            elif value is not None:
                answers[name] = value
        return answers

    def _items(self, path: str) -> list[tuple[str, str]]:
        """Whom a page is about, by group and id; the groups over adults and children count as those."""
        parts = path.split("/")[2:]
        if len(parts) < 3:
            return []
        source = {"adult-agreement": "adults", "young-agreement": "children"}.get(parts[0], parts[0])
        known = self.seen.setdefault(source, [])
        known += [parts[1]] if parts[1] not in known else []
        return [(source, parts[1])]

    def _value(self, question: str, items: list[tuple[str, str]]) -> Any:
        if question.startswith("another_"):
            wanted = {"another_child": self.children, "another_adult": self.adults}.get(question, 0)
            group = {"another_child": "children", "another_adult": "adults"}.get(question, "")
            return "yes" if len(self.seen.get(group, [])) < wanted else "no"
        value = self.said.get(question, USUAL.get(question))
        for group, item in items:
            if isinstance(value, Each):
                value = value[self.seen[group].index(item)]
        return value

    def _plain(self, name: str) -> str:
        """A question's field without what marks a date's part or 'I do not know'."""
        for ending in (*PARTS, "-unknown"):
            name = name.removesuffix(ending)
        return name


async def writes_as_a_professional(
    person: Person, *, children: int = 1, adults: int = 0, **said: Any
) -> None:
    """Fills in the professional form, up to checking it; None leaves a question blank, '?' is not known."""
    await Professional(person, children, adults, said).fills_it_in()
