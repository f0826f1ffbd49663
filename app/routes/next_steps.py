"""What happens to what was sent, and by when something is decided, where it says enough to find a child by."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from app.forms.conditions import Derivation, Facts
from app.forms.finding import by_reference_alone, child_findable, family_findable, findable
from app.forms.young_person import SOMEBODY_ELSE, found
from app.profiles.catalogues import SOURCE
from app.profiles.hours import decision_due, lines_now, when_read
from app.profiles.model import Profile
from app.profiles.outcomes import is_known
from app.profiles.spoken import reading_sentence, spoken_due
from app.saying import Sentence
from app.storage.referrals import Referral
from app.vocabulary import FormName, Route, YesNo

Said = str | Sentence

DECIDED: Final = "We aim to decide what to do {due}."
SAFE_WAYS_ONLY: Final = "We only use the ways to reach you that you said are safe."
YOU_NOT_FOUND: Final = (
    "But we may not be able to find you from what you sent. Then there is little that we can do. "
    "You have done nothing wrong: what you tell us is your choice."
)
THEY_NOT_FOUND: Final = (
    "But we may not be able to find them from what you sent. Then there is little that we can do. "
    "It was still right to tell us."
)
CHILD_NOT_FOUND: Final = (
    "But we may not be able to find the child from what you sent. Then there is little that we can do. "
    "It was still right to tell us."
)
FAMILY_NOT_FOUND: Final = (
    "But we may not be able to find your family from what you sent. Then there is little that we can do. "
    "It was still right to ask."
)
YOU_CAN_SAY: Final = (
    "To tell us more, call us on {number}. You do not have to give your name. Or send another form, and give this "
    "reference there. Say where we could find you: your school can be enough."
)
YOU_MAY_KNOW: Final = (
    "If you know more, call us on {number}. You do not have to give your name. Or send another form, and give this "
    "reference there. One thing can be enough, such as a street or a school."
)
FAMILY_CAN_SAY: Final = (
    "To tell us more, call us on {number}. You do not have to give your name. Or send another form, and give this "
    "reference there. One thing can be enough, such as a street, a school, or a safe way to reach you."
)
AT_WORK_CAN_SAY: Final = (
    "So we cannot say yet by when we decide. If you know more, call us on {number}. Or send another form, and give "
    "this reference there. One thing can be enough, such as a last name, a street or a school."
)
BY_REFERENCE: Final = (
    "We can only do so if the reference that you gave leads us to who it is about. If you can tell us more, "
    "call us on {number}, or send another form."
)
UNNAMED: Final = "You do not have to give your name."
ONLY_IF_FOUND: Final = {
    FormName.PROFESSIONAL: (
        "We can only do so if we can find the child. If what you sent does not say enough for that, "
        "call us on {number}, or send another form. Give this reference there."
    ),
    FormName.COMMUNITY: (
        "We can only help if we can find the child. If what you sent does not say enough for that, "
        "call us on {number}, or send another form. You do not have to give your name."
    ),
    FormName.FAMILY: (
        "We can only help if we can find your family, or reach you. If you did not say how, call us on {number}, "
        "or send another form. You do not have to give your name."
    ),
    FormName.YOUNG_PERSON: (
        "We can only help if we can find you, or your friend. If you did not say where, call us on {number}, "
        "or send another form. You do not have to give your name. You can talk to Childline on {childline}."
    ),
}
"""Said where nobody knows any more what was written: nothing about a child is kept in the clear."""
NOT_FOUND: Final[Mapping[FormName, tuple[str, ...]]] = {
    FormName.PROFESSIONAL: (CHILD_NOT_FOUND, AT_WORK_CAN_SAY),
    FormName.FAMILY: (FAMILY_NOT_FOUND, FAMILY_CAN_SAY),
    FormName.COMMUNITY: (CHILD_NOT_FOUND, YOU_MAY_KNOW),
}
FOUND_BY: Final[Mapping[FormName, Derivation]] = {
    FormName.PROFESSIONAL: child_findable,
    FormName.FAMILY: family_findable,
    FormName.COMMUNITY: findable,
    FormName.YOUNG_PERSON: found,
}
"""Whether somebody said by this form anything by which whoever it is about can be found."""


def next_steps(council: Profile, referral: Referral, facts: Facts | None, now: datetime) -> list[Said]:
    """What happens after sending, in the council's words; `facts` are None once what was written is gone."""
    if not is_known(referral.form, referral.route):
        # A newer portal has words for it; the page leads to what is so of every referral.
        return []
    form = FormName(referral.form)
    happens = council.happens(form, Route(referral.route), SOURCE)
    if referral.route == Route.ALLEGATION:
        return [happens]
    if facts and (little := _not_found(form, facts)):
        return [happens, *(_numbered(council, text, now) for text in little)]
    due = spoken_due(decision_due(council, referral.received_at))
    decided = Sentence(DECIDED, {"due": due})
    unless = _by_reference(council, form, facts, now) if facts else only_if_found(council, referral, now)
    outcome = (council.spoken[SOURCE].outcome_told,) if form is FormName.PROFESSIONAL else ()
    return [happens, *promised(form), decided, *unless, *outcome]


def reading(council: Profile, referral: Referral, now: datetime) -> Sentence:
    """When it will be read; whom to call if it cannot wait, unless the page says that above it, or right below."""
    found = when_read(council, now)
    officer = {council.telephone.for_allegations.number} if referral.route == Route.ALLEGATION else set()
    return reading_sentence(found, {line.number for line in found.lines} if referral.urgent else officer)


def promised(form: FormName) -> tuple[str, ...]:
    """What a form promises of how its writer is reached, said again: a council's words do not know who ticked what."""
    return (SAFE_WAYS_ONLY,) if form is FormName.FAMILY else ()


def only_if_found(council: Profile, referral: Referral, now: datetime) -> Iterator[Sentence]:
    """What a promised day depends on, where it may have been sent with nothing to find a child by.

    At work that is what was urgent alone.
    """
    form = FormName(referral.form)
    if form in ONLY_IF_FOUND and (referral.urgent or form is not FormName.PROFESSIONAL):
        yield _numbered(council, ONLY_IF_FOUND[form], now)


def _by_reference(council: Profile, form: FormName, facts: Facts, now: datetime) -> Iterator[Sentence | str]:
    """What the day depends on where only something earlier may find whom it is about."""
    if by_reference_alone(facts, FOUND_BY[form]):
        yield _numbered(council, BY_REFERENCE, now)
        if form is not FormName.PROFESSIONAL:
            yield UNNAMED


def _not_found(form: FormName, facts: Facts) -> tuple[str, ...]:
    """What is said in place of a day to whoever gave nothing by which a child can be found."""
    if FOUND_BY[form](facts) != YesNo.NO:
        return ()
    if form is FormName.YOUNG_PERSON:
        return (THEY_NOT_FOUND, YOU_MAY_KNOW) if SOMEBODY_ELSE.holds(facts) else (YOU_NOT_FOUND, YOU_CAN_SAY)
    return NOT_FOUND[form]


def _numbered(council: Profile, text: str, now: datetime) -> Sentence:
    """A sentence that names the number which is staffed at this moment."""
    lines = {"number": lines_now(council, now)[0].number, "childline": council.telephone.childline.number}
    return Sentence(text, lines)
