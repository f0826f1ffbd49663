"""The first two questions of every form: is a child in danger now, and can it wait."""

from typing import Final

from app.forms.conditions import All, Answer, Either, Facts, Has, Is, Not
from app.forms.kinds.asked import Problem
from app.forms.pages import Derived, Page
from app.forms.questions import Choice
from app.forms.rules import rule_set, urgent
from app.vocabulary import RiskReason, RuleSet, Violence, YesNo

YES_NO: dict[str, str] = {YesNo.YES: "Yes", YesNo.NO: "No"}
YES_NO_UNKNOWN: dict[str, str] = {**YES_NO, YesNo.NOT_KNOWN: "I do not know"}


def danger_page(label: str, hint: str, missing: str, title: str = "") -> Page:
    """Whether somebody is in danger now, in the words of those who are asked."""
    asked = Choice(id="danger", label=label, hint=hint, options=YES_NO, missing=missing)
    return Page(slug="danger", title=title or label, questions=(asked,))


DANGER = danger_page(
    label="Is a child in immediate danger?",
    hint="For example, somebody is hurting a child now, or a young child is alone and not safe. "
    "Say yes too if a child has gone off with somebody who may hurt them.",
    missing="Select yes if a child is in immediate danger",
)

EMERGENCY = Page(
    slug="emergency",
    title="Call 999 now",
    notice="emergency",
    when=Is("danger", YesNo.YES),
    questions=(
        Choice(
            id="called_999",
            label="Have you called 999?",
            hint="You can go on with this form afterwards.",
            options=YES_NO,
            missing="Select yes if you have called 999",
        ),
    ),
)

CALL_NOW = Page(
    slug="call-now",
    title="Call us now",
    notice="call_now",
    when=Is("urgent_today", YesNo.YES),
    questions=(
        Choice(
            id="called_now",
            label="Have you called?",
            hint="You can go on with this form, whatever your answer.",
            options={YesNo.YES: "Yes", "no-reply": "Yes, but nobody answered", YesNo.NO: "No, not yet"},
            missing="Select whether you have called",
        ),
    ),
)

NOBODY_ANSWERED = Page(
    slug="nobody-answered",
    title="What to do if nobody answers",
    notice="nobody_answered",
    when=Is("called_now", "no-reply"),
    questions=(
        Choice(
            id="called_again",
            label="Has somebody answered since? (optional)",
            hint="You can go on with this form, whatever your answer.",
            options=YES_NO,
        ),
    ),
)

ANSWERED = Either((Is("called_now", YesNo.YES), Is("called_again", YesNo.YES)))
"""Somebody at the hub answered their call, they say."""
NOT_ANSWERED = All(tuple(Not(one) for one in ANSWERED.conditions))


def answered(facts: Facts) -> Answer:
    """That they spoke to the hub, where they have said so by saying that somebody answered."""
    return YesNo.YES if ANSWERED.holds(facts) else None


def has_spoken(facts: Facts) -> bool:
    """Whether somebody at the hub has heard of what is urgent: their call was answered, or they spoke to us today.

    Who spoke to us on another day, and says that they have not called now, has not told us that it cannot wait.
    """
    today = facts.get("spoke") == YesNo.YES and facts.get("spoke_on") == facts.today.isoformat()
    return today or ANSWERED.holds(facts)


def called_today(facts: Facts) -> Answer:
    """That the hub itself wrote down that they called it today."""
    return YesNo.YES if facts.called_on == facts.today.isoformat() else None


MISSING_WAITS: Final = (
    "You said that {child} is missing now, and before that it can wait. If it cannot wait until tomorrow, call us now, "
    "and change what you said before"
)
DELAY_WAITS: Final = (
    "You said that a delay would be dangerous, and before that it can wait. If it cannot wait until tomorrow, call us "
    "now, and change what you said before"
)
VIOLENCE_WAITS: Final = (
    "You said that there was strangling, a weapon or a threat to kill, and before that it can wait. If somebody could "
    "be hurt before tomorrow, call us now, and change what you said before"
)
VIOLENCE_WAITS_SAYS_A_CHILD: Final = (
    "You told us about choking, a weapon or a threat to kill, and before that you do not need help today. If somebody "
    "could be hurt before tomorrow, call us or 999 now, and change what you said before"
)
DELAY_IS_DANGEROUS = Has("risk_reasons", RiskReason.DANGEROUS_DELAY)
MAY_KILL = Either(tuple(Has("violence", one) for one in Violence if one is not Violence.NONE))


def missing_can_wait(child: Facts) -> Problem | None:
    """Warn of a child who is missing now where the writer has said that it can wait: nobody may read it tonight."""
    return _if_it_waits(child, MISSING_WAITS) if child.get("missing_now") == YesNo.YES else None


def delay_can_wait(facts: Facts) -> Problem | None:
    """Warn of what cannot wait for somebody to be told, where the writer has said that it can wait."""
    return _if_it_waits(facts, DELAY_WAITS) if DELAY_IS_DANGEROUS.holds(facts) else None


def violence_can_wait(facts: Facts) -> Problem | None:
    """Warn of what may come before a killing, where the writer has said that it can wait."""
    return _if_it_waits(facts, VIOLENCE_WAITS) if MAY_KILL.holds(facts) else None


def young_violence_can_wait(facts: Facts) -> Problem | None:
    """The same in words for a child, who was asked whether they need help today."""
    return _if_it_waits(facts, VIOLENCE_WAITS_SAYS_A_CHILD) if MAY_KILL.holds(facts) else None


def _if_it_waits(facts: Facts, sentence: str) -> Problem | None:
    """This sentence, which leads to whether it is urgent; nothing where somebody at the hub has heard of it today."""
    waits = facts.get("urgent_today") == YesNo.NO and not has_spoken(facts)
    return Problem("urgent_today", sentence, calls=True) if waits else None


PRESSING = Derived(id="urgent", function=urgent, values=tuple(YesNo))
SPOKE = Derived(id="spoke", function=answered, values=(YesNo.YES,))
"""The answer to whether they spoke to us, where it is not asked."""
CALLED_TODAY = Derived(id="called_today", function=called_today, values=(YesNo.YES,))
URGENCY = (
    PRESSING,
    Derived(id="rule_set", function=rule_set, values=tuple(RuleSet)),
)
"""Facts that the first answers decide."""


def danger_pages(  # noqa: PLR0913, PLR0917 -- each is words that one form has of its own
    urgent_label: str = "Does somebody need to act today?",
    urgent_hint: str = "Say yes if a child has been badly hurt, or soon could be.",
    missing: str = "Select yes if somebody needs to act today",
    danger: Page = DANGER,
    emergency: Page = EMERGENCY,
    call_now: Page = CALL_NOW,
    unanswered: str = "nobody_answered",
) -> tuple[Page, ...]:
    """The opening of a form, with its own words for what cannot wait until tomorrow."""
    today = Page(
        slug="urgent",
        title=urgent_label,
        when=Is("danger", YesNo.NO),
        questions=(
            Choice(
                id="urgent_today",
                label=urgent_label,
                hint=urgent_hint,
                options=YES_NO,
                missing=missing,
            ),
        ),
    )
    return danger, emergency, today, call_now, NOBODY_ANSWERED.model_copy(update={"notice": unanswered})
