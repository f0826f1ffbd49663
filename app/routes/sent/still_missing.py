"""What a form was sent without, and how its writer tells the rest: nothing is asked for once it is sent."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Final

from app.contact.derived import unmet
from app.forms.conditions import Facts
from app.forms.rules import refers
from app.forms.topics.finding import TOLD_OF_AN_ADULT, any_said
from app.forms.topics.linked import CALL
from app.forms.walking.walk import Walk
from app.profiles.model import Profile
from app.routes.sent.unfound import (
    COMFORT,
    ENOUGH,
    LITTLE,
    ONE_THING,
    STILL_RIGHT,
    UNNAMED,
    how_to_tell,
    unfound,
)
from app.saying import Sentence
from app.vocabulary import FormName, YesNo

ONLY_THIS: Final = "It was right to send it. But we have only what you wrote, and more is missing."
NO_WORRY: Final = "It does not say in words what worries you."
NO_ADULT: Final = "It says nothing by which we can find the adult."
NO_NUMBER: Final = "It gives no number on which we can call you."
TELL_US: Final = (
    "Call us and tell us the rest. Give your reference. Or send another form, and give this reference there."
)
BY_THE_LINK: Final = "If we sent you a link after your call, you can write the rest there."

SAYS_NOTHING: Final = frozenset({"declaration"})
"""Questions whose answers tell the hub nothing of a child."""


def unanswered(walk: Walk) -> frozenset[str]:
    """What of all that the hub asks for an urgent form was sent without; the copy shows each."""
    return frozenset(one.question for one in unmet(walk)) - SAYS_NOTHING


def lacks(walk: Walk) -> tuple[str, ...]:
    """What the hub lacks, the gravest by name; nothing where all is there that is needed and that finds a child."""
    form, missing = FormName(walk.form.slug), unanswered(walk)
    if missing:
        return (ONLY_THIS, *_gravest(form, walk.facts, missing))
    whom = unfound(form, walk.facts)
    return (LITTLE[whom], COMFORT.get(whom, STILL_RIGHT)) if whom else ()


def telling_the_rest(council: Profile, walk: Walk, now: datetime) -> Iterator[str | Sentence]:
    """How the rest can be told: by telephone, by another form, by the link of a call that this one does not name."""
    facts, whom = walk.facts, unfound(FormName(walk.form.slug), walk.facts)
    if whom and not unanswered(walk):
        yield from how_to_tell(council, whom, now)
    else:
        yield TELL_US
        if whom:
            yield ONE_THING.get(whom, ENOUGH)
        if walk.form.private:
            yield UNNAMED
    if facts.get("spoke") == YesNo.YES and not facts.get(CALL):
        yield BY_THE_LINK


def _gravest(form: FormName, facts: Facts, missing: Collection[str]) -> Iterator[str]:
    if "worry" in missing:
        yield NO_WORRY
    if whom := unfound(form, facts):
        yield LITTLE[whom]
    if form is FormName.ALLEGATION and any_said(map(facts.get, TOLD_OF_AN_ADULT)) is YesNo.NO:
        yield NO_ADULT
    if refers(form, facts) and not facts.get("your_phone"):
        yield NO_NUMBER
