"""What happens to what was sent, and by when something is decided, where it says enough to find a child by."""

from datetime import datetime
from typing import Final

from app.forms.conditions import Facts
from app.forms.rules import FAMILY_NOT_TOLD
from app.forms.telling import FEARS_THE_FAMILY
from app.profiles.catalogues import SOURCE
from app.profiles.hours import decision_due, when_read
from app.profiles.model import Profile
from app.profiles.outcomes import is_known
from app.profiles.spoken import reading_sentence, spoken_due
from app.routes.sent.unfound import IF_IT_LEADS, by_reference, if_found, only_if_found, then, unfound
from app.saying import Sentence
from app.storage.referrals import Referral
from app.vocabulary import FormName, Route

Said = str | Sentence

DECIDED: Final = "We aim to decide what to do {due}."
NOBODY_YET: Final = "Because of what you fear, our team reads this first: tell nobody in the family yet."
YOU_FIRST: Final = (
    "Our team reads first that somebody in the family has not been told of this. "
    "It is told to speak to you before it contacts the family."
)
SAFE_WAYS_ONLY: Final = "We only use the ways to reach you that you said are safe."


def next_steps(council: Profile, referral: Referral, facts: Facts | None, now: datetime) -> list[Said]:
    """What happens after sending, in the council's words; `facts` are None once what was written is gone."""
    if not is_known(referral.form, referral.route):
        # A newer portal has words for it; the page leads to what is so of every referral.
        return []
    form = FormName(referral.form)
    happens = council.happens(form, Route(referral.route), SOURCE)
    if referral.route == Route.ALLEGATION:
        return [happens]
    words, due = council.spoken[SOURCE], spoken_due(decision_due(council, referral.received_at))
    outcome = (words.outcome_told,) if form is FormName.PROFESSIONAL else ()
    if facts and (whom := unfound(form, facts)):
        # What is missing, and how to tell it, stands at the head of the page.
        return [*then(whom, happens), *unsafe_to_tell(form, facts), *outcome]
    steps = [happens, *unsafe_to_tell(form, facts), *promised(form)]
    if facts is None:
        return [*only_if_found(council, referral, now), *steps, if_found(form, due), *outcome]
    unless = tuple(by_reference(council, form, facts, now))
    return [*unless, *steps, Sentence(IF_IT_LEADS if unless else DECIDED, {"due": due}), *outcome]


def reading(council: Profile, referral: Referral, now: datetime) -> Sentence:
    """When it will be read; whom to call if it cannot wait, unless the page says that above it, or right below."""
    found = when_read(council, now)
    officer = {council.telephone.for_allegations.number} if referral.route == Route.ALLEGATION else set()
    return reading_sentence(found, {line.number for line in found.lines} if referral.urgent else officer)


def waits(council: Profile, now: datetime, *, urgent: bool) -> Sentence | None:
    """Until when nobody may read what will be sent; None while the team is open, or the page says whom to call."""
    found = when_read(council, now)
    return reading_sentence(found) if found.opens and not urgent else None


def unsafe_to_tell(form: FormName, facts: Facts | None) -> tuple[str, ...]:
    """What the hub reads at the head of its copy, for whoever would else take fright at the council's own words."""
    if form is FormName.PROFESSIONAL:
        return (YOU_FIRST,) if facts and facts.get("admission") in FAMILY_NOT_TOLD else ()
    asked = form in {FormName.COMMUNITY, FormName.YOUNG_PERSON}
    return (NOBODY_YET,) if asked and facts and FEARS_THE_FAMILY.holds(facts) else ()


def promised(form: FormName) -> tuple[str, ...]:
    """What a form promises of how its writer is reached, said again: a council's words do not know who ticked what."""
    return (SAFE_WAYS_ONLY,) if form is FormName.FAMILY else ()
