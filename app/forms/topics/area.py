"""Whether a child lives or is in another council's area, and what to do then (rules.md 9)."""

from collections.abc import Iterator

from app.forms.conditions import Answer, Facts, Is
from app.forms.insets import Inset
from app.forms.pages import Derived, Page
from app.forms.questions import Text
from app.profiles.model import Profile
from app.profiles.places import in_area, postcode_in
from app.vocabulary import YesNo

ELSEWHERE = Page(
    slug="another-area",
    title="Does a child live outside {area}?",
    when=Is("elsewhere", YesNo.YES),
    insets=(
        Inset(
            text="A postcode on this form seems to be outside {area}. If a child lives or is there, please call the "
            "council of that place too. You can still send this: we read it and pass it on."
        ),
    ),
    questions=(
        Text(
            id="other_council",
            label="Which council is it? (optional)",
            width="20",
        ),
    ),
)


def postcodes(facts: Facts) -> Iterator[str]:
    """The postcode of the home of all children, where that was asked, and of each child."""
    for known in (facts, *facts.items("children")):
        for code in (known.get("postcode"), postcode_in(str(known.get("second_home") or ""))):
            if isinstance(code, str):
                yield code


def elsewhere(council: Profile) -> Derived:
    """Whether a postcode lies outside the hub's area, as far as anybody can tell."""

    def outside(facts: Facts) -> Answer:
        """Whether one does; nobody is asked."""
        found = any(in_area(council, code) is False for code in postcodes(facts))
        return YesNo.YES if found else YesNo.NO

    return Derived(id="elsewhere", function=outside, values=tuple(YesNo))
