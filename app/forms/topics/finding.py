"""What may help to find a child of whom little is known, and what to do where nothing does."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from app.forms.conditions import All, Answer, Derivation, Facts, Is, Not
from app.forms.pages import Derived, Page
from app.forms.questions import Choice, Text
from app.forms.topics.danger import NOT_ANSWERED, YES_NO
from app.forms.traces import shows_writer
from app.vocabulary import YesNo

FINDING = (
    *("find_address", "find_school", "find_place", "find_vehicle", "find_online", "kept_address"),
    "linked_reference",
)
"""What one tells by which a child can be found, or by what was sent before."""

FIND = Page(
    slug="find-the-child",
    title="What could help us find the child?",
    lede="One of these is enough. Leave the others blank.",
    questions=(
        Text(
            id="find_address",
            label="Home address, or the street and the house (optional)",
            hint=(
                "If you do not know the number, say which building and which floor or side. "
                "If they have no fixed home, say where they sleep or spend the day."
            ),
            rows=3,
        ),
        Text(id="find_school", label="School, nursery or club (optional)", width="20"),
        Text(
            id="find_place", label="Where the child is now, or where and when you saw them (optional)", rows=2
        ),
        Text(id="find_vehicle", label="Car or other vehicle (optional)", width="20"),
        Text(id="find_online", label="Name they use online, and where (optional)", width="20"),
        Text(
            id="kept_address",
            label="An address, school or number that must be kept secret (optional)",
            hint="For example, a refuge. Write it only here, and say who must not know it. We seal it apart.",
            rows=2,
        ),
    ),
    warnings=(shows_writer("find_place"),),
)

EARLIER: Final = ("linked_reference", "spoke_reference")
"""References of what was sent before, or said in a call: they find a child where that does."""
KNOWN_BY: Final = (*EARLIER, "worker_name")
"""What leads to somebody who knows the child."""
REACHED_AT: Final = ("your_phone", "text_phone", "your_email", "your_address")
"""How a family or a child is reached, of whoever writes of their own."""
TOLD_OF_PEOPLE: Final[Mapping[str, Sequence[str]]] = {
    "children": (
        *("last_name", "address", "postcode", "second_home", "kept_address", "whereabouts", "country"),
        *("school", "kept_school", "now_at", "date_of_birth", "nhs_number", "upn", "gp"),
    ),
    "adults": ("adult_last_name", "adult_address", "kept_adult_address", "adult_phone", "kept_adult_phone"),
    "agencies": ("agency_name", "agency_contact"),
}
"""By group, what may be told by which somebody can find the child, or ask after them; each form asks some of it."""

TOLD_OF_AN_ADULT: Final = ("accused_name", "accused_role", "accused_employer", "accused_details")
"""Any of these finds an adult who works with children."""

CANNOT_FIND = Page(
    slug="please-call",
    title="Please call us as well",
    lede="With so little to go on it may be hard to find the child. A call lets us ask you more.",
    notice="please_call",
    when=All((Not(Is("findable", YesNo.YES)), NOT_ANSWERED)),
    questions=(
        Choice(
            id="will_call",
            label="You can still send this form. Will you call? (optional)",
            options=YES_NO,
        ),
    ),
)


def findable(facts: Facts) -> Answer:
    """Whether anything was said that helps to find a child."""
    return any_said(chain(map(facts.get, FINDING), _told_in(facts)))


def any_said(clues: Iterable[Answer]) -> YesNo:
    """Whether one of these answers holds a letter or a digit."""
    said = any(isinstance(clue, str) and any(map(str.isalnum, clue)) for clue in clues)
    return YesNo.YES if said else YesNo.NO


def family_findable(facts: Facts) -> Answer:
    """Whether a parent said anything by which the family can be found or reached."""
    return any_said(chain(map(facts.get, (*REACHED_AT, *KNOWN_BY, "now_of_all")), _told_in(facts)))


def child_findable(facts: Facts) -> Answer:
    """Whether a professional said anything by which a child can be found; of each part they may say it is not known."""
    return any_said(chain(map(facts.get, KNOWN_BY), _told_in(facts)))


def by_reference_alone(facts: Facts, finds: Derivation) -> bool:
    """Whether nothing but the reference of something earlier finds whom it is about."""
    without = Facts(dict.fromkeys(EARLIER), facts.today, facts)
    return finds(facts) == YesNo.YES and finds(without) == YesNo.NO


def _told_in(facts: Facts) -> Iterator[Answer]:
    for group, questions in TOLD_OF_PEOPLE.items():
        for item in facts.items(group):
            yield from map(item.get, questions)


FINDABLE = Derived(id="findable", function=findable, values=tuple(YesNo))
FAMILY_FINDABLE = FINDABLE.model_copy(update={"function": family_findable})
