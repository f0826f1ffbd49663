"""What follows from the answers and is never asked: who it comes from in the DfE's terms, and whether it is late."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final, TypeVar

from app.contact.answered import Coded
from app.contact.model import Unmet
from app.contact.people import Home
from app.forms.conditions import Facts
from app.forms.pages import Page
from app.forms.rules import refers
from app.forms.topics.linked import CALL
from app.forms.walking.steps import Step
from app.forms.walking.walk import Walk
from app.profiles.hours import in_london, written_by
from app.profiles.model import Profile
from app.profiles.places import in_area, locality_of, postcode_in
from app.vocabulary import Anonymity, FormName, Writer, YesNo

H = TypeVar("H", bound=Home)

SOURCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "1A": "Family member, relative or carer",
        "1B": "Acquaintance, such as a neighbour or childminder",
        "1C": "The child or young person",
        "1D": "Another individual, such as a stranger or a Member of Parliament",
        "2A": "School",
        "2B": "Education service",
        "3A": "Health: GP",
        "3B": "Health: health visitor",
        "3C": "Health: school nurse",
        "3D": "Health: other primary care",
        "3E": "Health: accident and emergency department",
        "3F": "Health: other",
        "4": "Housing",
        "5A": "Local authority: social care",
        "5B": "Local authority: other service of this council",
        "5C": "Local authority: service of another council",
        "5D": "Local authority: early help",
        "6": "Police",
        "7": "Court, probation, prison, immigration or other legal agency",
        "8": "Other, such as a voluntary organisation",
        "9": "Anonymous",
        "10": "Unknown",
    }
)
"""DfE N00152, the source of a referral, in plain words."""

ANONYMOUS: Final = "9"
RELATIVE: Final = "1A"
SOURCE_OF_WRITER: Final[Mapping[str, str]] = MappingProxyType(
    {
        Writer.RELATIVE: RELATIVE,
        Writer.ACQUAINTANCE: "1B",
        Writer.SELF: "1C",
        Writer.ACCUSED: "1D",
        Writer.OTHER: "1D",
    }
)
UNKNOWN: Final = "10"
TELLS_OF_NOBODY: Final = frozenset({ANONYMOUS, UNKNOWN})
"""Sources that may be read by anybody, whoever wrote."""
NAMED: Final = frozenset(Anonymity) - {Anonymity.ANONYMOUS}


@dataclass(frozen=True)
class Written:
    """The written referral that follows a telephone call (rules.md 7)."""

    due: date | None = None
    """The last day for it; None where nobody called, or the hub publishes no day."""
    late: bool = False


def source_of_referral(council: Profile, form: FormName, facts: Facts) -> Coded:
    """The DfE's source of referral (N00152), from the agency or from who the writer says they are."""
    code = _source(council, form, facts)
    return Coded(code=code, label=SOURCES[code], dfe=code)


def written(council: Profile, facts: Facts, received: datetime) -> Written:
    """By when a call had to be followed in writing, and whether what was received then came later.

    Who only asked for advice, and was told that nothing had to be sent, has no such day (adr/0090).
    """
    called = facts.get("spoke_on")
    if not isinstance(called, str) or _asked_for_nothing(facts):
        return Written()
    due = written_by(council, date.fromisoformat(called))
    return Written(due, in_london(received).date() > due) if due else Written()


def _asked_for_nothing(facts: Facts) -> bool:
    """Whether the hub said that nothing had to be sent, and did not write the call down as one that is followed."""
    return facts.get("spoke_insisted") == YesNo.NO and not facts.get(CALL)


def located(council: Profile, home: H) -> H:
    """The same home with the part of the area that its postcode lies in, or marked as another council's."""
    found = lies_in(council, home.postcode or postcode_in(home.address or ""))
    kept = {"locality": home.locality} if home.locality else {}
    return home.model_copy(update={**found, **kept})


def lies_in(council: Profile, postcode: str | None) -> dict[str, Any]:
    """What a postcode tells of a home: the part of the area, or that it is another council's."""
    if postcode is None:
        return {}
    place = locality_of(council, postcode)
    named = {"locality": Coded(code=place.slug, label=place.label)} if place else {}
    return {"other_area": in_area(council, postcode) is False, **named}


def unmet(walk: Walk) -> Iterator[Unmet]:
    """What the rules ask for and did not get, and about whom, so that the hub can ask (rules.md 3)."""
    # Whatever else lacks something is not sent.
    steps = walk.steps if walk.waived else ()
    for step in (step for step in steps if step.faults and not (step.lists or asks_of_all(step.page))):
        slots = {slot.field: slot for slot in step.slots}
        for field in dict.fromkeys(fault.field for fault in step.faults):
            slot = slots.get(field)
            question, names = (slot.question.id, slot.spot.names) if slot else (field, step.home.names)
            own = _by_now(walk, step)
            about = (name for key, name in {**names, **own}.items() if walk.form.names.get(key) != name)
            yield Unmet(page=step.path, question=question, about=", ".join(about))


def asks_of_all(page: Page) -> bool:
    """Whether a page asks of all at once what a later one asks of each, too."""
    return any(one.spread for one in page.questions)


def _by_now(walk: Walk, step: Step) -> Mapping[str, str]:
    """What the item of a page is called once all of it is said; the page itself may be the one that asks its name."""
    return {step.group.item: walk.called(step.group, step.item)} if step.group and step.item else {}


def _source(council: Profile, form: FormName, facts: Facts) -> str:
    agency = council.agency(str(facts.get("agency")))
    if agency:
        return agency.source
    if facts.get("anonymity") not in NAMED:
        return UNKNOWN if refers(form, facts) else ANONYMOUS
    if form is FormName.FAMILY:
        return RELATIVE
    return SOURCE_OF_WRITER.get(str(facts.get("writer")), UNKNOWN)
