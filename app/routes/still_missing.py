"""What an urgent form was sent without, and how its writer tells the rest: nothing is asked for once it is sent."""

from collections.abc import Iterator
from typing import Final

from app.contact.derived import unmet
from app.forms.conditions import Facts
from app.forms.finding import TOLD_OF_AN_ADULT, any_said, child_findable
from app.forms.linked import CALL
from app.forms.pages import Form
from app.forms.rules import refers
from app.forms.walk import Walk
from app.routes.next_steps import UNNAMED
from app.vocabulary import FormName, YesNo

ONLY_THIS: Final = "It was right to send it. But we have only what you wrote, and more is missing."
NO_WORRY: Final = "It does not say in words what worries you."
NO_CHILD: Final = "It says nothing by which we can find a child."
NO_ADULT: Final = "It says nothing by which we can find the adult."
NO_NUMBER: Final = "It gives no number on which we can call you."
TELL_US: Final = (
    "Call us and tell us the rest. Give your reference. Or send another form, and give this reference there."
)
BY_THE_LINK: Final = "If we sent you a link after your call, you can write the rest there."

SAYS_NOTHING: Final = frozenset({"declaration"})
"""Questions whose answers tell the hub nothing of a child."""


def lacks(walk: Walk) -> tuple[str, ...]:
    """What the hub lacks, the gravest by name; nothing where all that it asks for was answered."""
    missing = {one.question for one in unmet(walk)} - SAYS_NOTHING
    return (ONLY_THIS, *_gravest(FormName(walk.form.slug), walk.facts, missing)) if missing else ()


def telling_the_rest(form: Form, facts: Facts) -> Iterator[str]:
    """How the rest can be told: by telephone, by another form, by the link of a call that this one does not name."""
    yield TELL_US
    if form.private:
        yield UNNAMED
    if facts.get("spoke") == YesNo.YES and not facts.get(CALL):
        yield BY_THE_LINK


def _gravest(form: FormName, facts: Facts, missing: set[str]) -> Iterator[str]:
    if "worry" in missing:
        yield NO_WORRY
    if form is FormName.PROFESSIONAL and child_findable(facts) == YesNo.NO:
        yield NO_CHILD
    if form is FormName.ALLEGATION and any_said(map(facts.get, TOLD_OF_AN_ADULT)) is YesNo.NO:
        yield NO_ADULT
    if refers(form, facts) and not facts.get("your_phone"):
        yield NO_NUMBER
