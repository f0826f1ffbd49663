"""What a council tells of a decision, and to whom one turns who disagrees or waits too long."""

from collections.abc import Mapping
from typing import Final

from app.profiles.feedback import HUB_TELLS_FAMILY, TO_A_PROFESSIONAL, TO_OTHERS, WITH_AGREEMENT
from app.profiles.model import Profile
from app.profiles.outcomes import Audience, Outcome
from app.saying import Sentence

MUST_AGREE: Final = "The family must agree to this before it can begin."
NOT_SHOWN_YET: Final = "A decision has been made. We cannot show here yet what it is."
FAMILY_IS_TOLD: Final = "The {hub_short} makes sure that the family is told, where that is safe."
INSTEAD: Final = "This takes the place of what we decided before."
NONE_SHOWN: Final = "There is no decision that we can show here."
DISAGREES: Final = "If you disagree, ask for the manager of the {hub_short} on {main}. Say why."
"""In an email, which has no heading for it."""
MANAGER: Final = "Ask for the manager of the {hub_short} on {main}. Say what you disagree with, and why."
OWN_LEAD: Final = (
    "Your own safeguarding lead can help you, and knows how agencies here settle a disagreement."
)
DO_NOT_WAIT: Final = (
    "If a child may be in danger, do not wait for an answer. Call {main}, or {out_of_hours} {when_closed}. "
    "In an emergency, call {emergency}."
)
CALL_AND_ASK: Final = "Call the {hub_short} on {main}, and have your reference ready."
CALL_OFFICER: Final = "Call {designated_officer}, and have your reference ready."
ASK_US: Final = (
    "To ask what was decided, call the {hub_short} on {main}, and have your reference ready. "
    "They ask who you are before they say anything."
)
ASK_UNNAMED: Final = (
    "To ask about it, call the {hub_short} on {main}, and have your reference ready. You do not have to say who you "
    "are. To keep what people tell us private, we may not be able to say more."
)
ASK_OFFICER: Final = (
    "To ask about it, call {designated_officer}, and have your reference ready. To keep what people tell us private, "
    "we may not be able to say more."
)
ASK_MANAGER: Final = "If nobody can tell you more, ask for the manager."
UNHAPPY: Final = (
    "If you are unhappy with how we dealt with it, tell the {hub_short} first on {main}. "
    "If you are still unhappy, call {complaints_who} on {complaints_number}."
)


def decision_words(
    council: Profile, audience: Audience, outcome: Outcome | None, language: str, *, instead: bool = False
) -> tuple[Sentence, ...]:
    """What this audience is told of this outcome; of none that is known here, that there is one.

    Only a professional reads that it is another than before (`instead`).
    """
    facts = council.facts(language)
    said = [council.feedback[language].says(audience, outcome)] if language in council.feedback else []
    if audience is not Audience.PROFESSIONAL:
        return (Sentence(next(filter(None, said), TO_OTHERS[audience]), facts),)
    words = [INSTEAD] if instead else []
    if outcome is None:
        words += [NOT_SHOWN_YET, CALL_AND_ASK]
    else:
        words += [next(filter(None, said), TO_A_PROFESSIONAL[outcome])]
        words += [MUST_AGREE] if outcome in WITH_AGREEMENT else []
        words += [FAMILY_IS_TOLD] if outcome in HUB_TELLS_FAMILY else []
    return tuple(Sentence(text, facts) for text in words)


def news_words(
    council: Profile, audience: Audience, outcome: Outcome, language: str, *, instead: bool
) -> tuple[Sentence, ...]:
    """What an email says of a decision, and to a professional, who has no page for it, whom to ask if they disagree."""
    words = decision_words(council, audience, outcome, language, instead=instead)
    if audience is not Audience.PROFESSIONAL:
        return words
    return (*words, Sentence(DISAGREES, council.facts(language)))


def where_none_is_shown(council: Profile, audience: Audience, language: str) -> tuple[Sentence, ...]:
    """What can be asked, and by whom, of what was closed without a decision that is known here."""
    asks = {
        Audience.PROFESSIONAL: CALL_AND_ASK,
        Audience.FAMILY: ASK_US,
        Audience.COMMUNITY: ASK_UNNAMED,
        Audience.ALLEGATION: ASK_OFFICER,
    }
    return tuple(Sentence(text, council.facts(language)) for text in (NONE_SHOWN, asks[audience]))


def to_learn_it(council: Profile, audience: Audience, language: str) -> tuple[Sentence, ...]:
    """How it is asked what was decided, which the page does not say: nobody knows who else reads it."""
    asks = {Audience.FAMILY: ASK_US, Audience.ALLEGATION: ASK_OFFICER}
    return (Sentence(asks[audience], council.facts(language)),) if audience in asks else ()


def when_one_disagrees(council: Profile, audience: Audience, language: str) -> tuple[str | Sentence, ...]:
    """To whom one turns who thinks that a decision is wrong."""
    facts = council.facts(language)
    if audience is not Audience.PROFESSIONAL:
        return _complaint(council, audience, language, facts)
    own = council.words[language].complaint_referrer
    return (
        Sentence(MANAGER, facts),
        *((Sentence(own, facts),) if own else ()),
        OWN_LEAD,
        Sentence(DO_NOT_WAIT, facts),
    )


def when_nothing_comes(council: Profile, audience: Audience, language: str) -> tuple[str | Sentence, ...]:
    """What to do once the promised time is past."""
    facts = council.facts(language)
    call = Sentence(CALL_OFFICER if audience is Audience.ALLEGATION else CALL_AND_ASK, facts)
    danger = (Sentence(DO_NOT_WAIT, facts),) if audience is Audience.PROFESSIONAL else ()
    return (call, ASK_MANAGER, *danger, *_complaint(council, audience, language, facts))


def _complaint(
    council: Profile, audience: Audience, language: str, facts: Mapping[str, str]
) -> tuple[Sentence, ...]:
    words = council.words[language]
    own = {Audience.FAMILY: words.complaint_family, Audience.PROFESSIONAL: words.complaint_referrer}
    return (Sentence(own.get(audience) or UNHAPPY, facts),)
