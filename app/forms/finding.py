"""What may help to find a child of whom little is known, and what to do where nothing does."""

from app.forms.conditions import Answer, Facts, Is, Not
from app.forms.danger import YES_NO
from app.forms.pages import Derived, Page
from app.forms.questions import Choice, Text
from app.forms.traces import shows_writer
from app.vocabulary import YesNo

FINDING = ("find_address", "find_school", "find_place", "find_vehicle", "find_online", "kept_address")

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

CANNOT_FIND = Page(
    slug="please-call",
    title="Please call us as well",
    lede="With so little to go on it may be hard to find the child. A call lets us ask you more.",
    notice="please_call",
    when=Not(Is("findable", YesNo.YES)),
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
    clues = [facts.get(question) for question in FINDING]
    clues += [child.get("last_name") for child in facts.items("children")]
    said = any(isinstance(clue, str) and any(map(str.isalnum, clue)) for clue in clues)
    return YesNo.YES if said else YesNo.NO


FINDABLE = Derived(id="findable", function=findable, values=tuple(YesNo))
