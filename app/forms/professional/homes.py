"""With which of the children an adult lives where they have more than one home, and what shows a home that is kept."""

from typing import Final

from app.forms.conditions import All, Answer, Facts, Is
from app.forms.kinds.asked import Problem
from app.forms.pages import Derived, Page
from app.forms.questions import Choice
from app.forms.topics.danger import YES_NO_UNKNOWN
from app.vocabulary import YesNo

HOME: Final = ("lives", "address", "kept_address", "whereabouts", "country")
"""What says where a child lives."""
AS_FIRST_CHILD: Final = "as-first-child"

WORKPLACE_SHOWS: Final = (
    "The family may be told who you are and where you work. If that would show where {child} is, as the name of a "
    "refuge would, say yes to ‘Could it put somebody at risk if the family knew it was you?’"
)

LIVES_WITH = Page(
    slug="lives-with",
    title="Which children does {adult} live with?",
    when=All((Is("in_household", YesNo.YES), Is("more_than_one_home", YesNo.YES))),
    each="children",
    questions=(
        Choice(
            id="lives_with",
            label="Does {adult} live with {child}?",
            options=YES_NO_UNKNOWN,
            missing="Select whether {adult} lives with {child}",
        ),
    ),
)
"""Who may be a danger is looked for, and a child visited, at one of the homes."""


def more_than_one_home(facts: Facts) -> YesNo:
    """Whether two children live, or may live, at different places."""
    homes = {_home(child) for child in facts.items("children") if child.get("lives") != AS_FIRST_CHILD}
    return YesNo.YES if len(homes) > 1 else YesNo.NO


def home_and_workplace(child: Facts) -> Problem | None:
    """Warn of a home that must be kept where whoever writes is not: a refuge is named by those who work there."""
    return _workplace_shows(child) if child.get("lives") == "kept" else None


def school_and_workplace(child: Facts) -> Problem | None:
    """Warn of a school that must be kept where its teacher is not; where the home is kept too, that was said there."""
    kept = child.get("school_known") == "kept" and child.get("lives") != "kept"
    return _workplace_shows(child) if kept else None


def _workplace_shows(child: Facts) -> Problem | None:
    in_the_open = child.get("keep_name_from_family") == YesNo.NO
    return Problem("keep_name_from_family", WORKPLACE_SHOWS, urgent_too=True) if in_the_open else None


def _home(child: Facts) -> tuple[Answer, ...]:
    return tuple(child.get(name) for name in HOME)


OF_HOMES = (Derived(id="more_than_one_home", function=more_than_one_home, values=tuple(YesNo)),)
