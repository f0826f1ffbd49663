"""What is said to whoever may have given nothing to find a child by: what is missing, how to tell it, and what then."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from app.forms.conditions import Derivation, Facts
from app.forms.topics.finding import by_reference_alone, child_findable, family_findable, findable
from app.forms.young_person import SOMEBODY_ELSE, found
from app.profiles.hours import lines_now
from app.profiles.model import Profile
from app.saying import Sentence, Word
from app.storage.referrals import Referral
from app.vocabulary import FormName, Route, YesNo

FOUND_BY: Final[Mapping[FormName, Derivation]] = {
    FormName.PROFESSIONAL: child_findable,
    FormName.FAMILY: family_findable,
    FormName.COMMUNITY: findable,
    FormName.YOUNG_PERSON: found,
}
"""Whether somebody said by this form anything by which whoever it is about can be found."""
FRIEND: Final = "friend"
"""Whom a young person writes of, where it is not themselves: what is said is for them, and not for their form."""
UNNAMED: Final = "You do not have to give your name."

NO_CHILD: Final = (
    "We may not be able to find the child from what you sent. Then there is little that we can do."
)
LITTLE: Final[Mapping[str, str]] = {
    FormName.PROFESSIONAL: NO_CHILD,
    FormName.COMMUNITY: NO_CHILD,
    FormName.FAMILY: (
        "We may not be able to find your family from what you sent. Then there is little that we can do."
    ),
    FormName.YOUNG_PERSON: (
        "We may not be able to find you from what you sent. Then there is little that we can do."
    ),
    FRIEND: "We may not be able to find them from what you sent. Then there is little that we can do.",
}
STILL_RIGHT: Final = "It was still right to tell us."
COMFORT: Final[Mapping[str, str]] = {
    FormName.FAMILY: "It was still right to ask.",
    FormName.YOUNG_PERSON: "You have done nothing wrong: what you tell us is your choice.",
}
ENOUGH: Final = "One thing can be enough, such as a street or a school."
ONE_THING: Final[Mapping[str, str]] = {
    FormName.PROFESSIONAL: "One thing can be enough, such as a last name, a street or a school.",
    FormName.FAMILY: "One thing can be enough, such as a street, a school, or a safe way to reach you.",
    FormName.YOUNG_PERSON: "Say where we could find you: your school can be enough.",
}
AT_WORK_CAN_SAY: Final = (
    "If you know more, call us on {number}. Or send another form, and give this reference there."
)
CAN_SAY: Final = (
    "If you can tell us more, call us on {number}. You do not have to give your name. "
    "Or send another form, and give this reference there."
)
HAPPENS: Final = "If we can find the child, this is what happens."
THEN: Final[Mapping[str, str]] = {
    FormName.FAMILY: "If we can find your family or reach you, this is what happens.",
    FormName.YOUNG_PERSON: "If we can find you, this is what happens.",
    FRIEND: "If we can find them, this is what happens.",
}
NO_DAY_YET: Final = "We cannot say yet by when we decide."

BY_REFERENCE: Final = (
    "We can only help if the reference that you gave leads us to who it is about. If you can tell us more, "
    "call us on {number}. Or send another form."
)
IF_IT_LEADS: Final = "If the reference leads us to them, we aim to decide what to do {due}."

ONLY_IF_FOUND: Final[Mapping[FormName, str]] = {
    FormName.PROFESSIONAL: (
        "If what you sent does not say enough to find the child, call us on {number}. "
        "Or send another form, and give this reference there."
    ),
    FormName.COMMUNITY: (
        "If what you sent does not say enough to find the child, call us on {number}. "
        "You do not have to give your name. Or send another form, and give this reference there."
    ),
    FormName.FAMILY: (
        "If you did not say how we can find your family or reach you, call us on {number}. "
        "You do not have to give your name. Or send another form, and give this reference there."
    ),
    FormName.YOUNG_PERSON: (
        "If you did not say how we can find you, or your friend, call us on {number}. "
        "You do not have to give your name. Or send another form, and give this reference there. "
        "You can talk to Childline on {childline}."
    ),
    FormName.ALLEGATION: (
        "If what you sent does not say who the adult is, call us on {number}. "
        "Or send another form, and give this reference there."
    ),
}
"""Said where nobody knows any more what was written: nothing about a child is kept in the clear."""
CHILD_DUE: Final = "If we can find the child, we aim to decide what to do {due}."
DUE_IF_FOUND: Final[Mapping[FormName, str]] = {
    FormName.FAMILY: "If we can find your family or reach you, we aim to decide what to do {due}.",
    FormName.YOUNG_PERSON: "If we can find you, or your friend, we aim to decide what to do {due}.",
}


def unfound(form: FormName, facts: Facts) -> str | None:
    """Of whom nothing that was said finds them, as the sentences here are kept; None where something does."""
    if form not in FOUND_BY or FOUND_BY[form](facts) != YesNo.NO:
        return None
    return FRIEND if form is FormName.YOUNG_PERSON and SOMEBODY_ELSE.holds(facts) else form


def how_to_tell(council: Profile, whom: str, now: datetime) -> Iterator[Sentence | str]:
    """How whoever may have given nothing to find somebody by tells it, and what would do."""
    yield numbered(council, AT_WORK_CAN_SAY if whom == FormName.PROFESSIONAL else CAN_SAY, now)
    yield ONE_THING.get(whom, ENOUGH)


def then(whom: str, happens: Sentence) -> Iterator[Sentence | str]:
    """What happens once it is told; by when, nobody knows before it is."""
    yield THEN.get(whom, HAPPENS)
    yield happens
    if whom == FormName.PROFESSIONAL:
        yield NO_DAY_YET


def by_reference(council: Profile, form: FormName, facts: Facts, now: datetime) -> Iterator[Sentence | str]:
    """What it depends on where only something earlier may find whom it is about; nothing where more does."""
    if by_reference_alone(facts, FOUND_BY[form]):
        yield numbered(council, BY_REFERENCE, now)
        if form is not FormName.PROFESSIONAL:
            yield UNNAMED


def only_if_found(council: Profile, referral: Referral, now: datetime) -> Iterator[Sentence]:
    """How to tell what may be missing, where it may have been sent with nothing to find anybody by.

    An adult who works with children is always told of in some way, but where it is urgent.
    """
    form = FormName.ALLEGATION if referral.route == Route.ALLEGATION else FormName(referral.form)
    if referral.urgent or form is not FormName.ALLEGATION:
        yield numbered(council, ONLY_IF_FOUND[form], now)


def if_found(form: FormName, due: Word) -> Sentence:
    """By when we decide, on the condition that it depends on."""
    return Sentence(DUE_IF_FOUND.get(form, CHILD_DUE), {"due": due})


def numbered(council: Profile, text: str, now: datetime) -> Sentence:
    """A sentence that names the number which is staffed at this moment."""
    lines = {"number": lines_now(council, now)[0].number, "childline": council.telephone.childline.number}
    return Sentence(text, lines)
