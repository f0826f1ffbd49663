"""Where a referral stands follows from what the hub said, and not from the order in which it came."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.envelope.events import CLOSED, DECIDED, RECEIVED, REQUESTED, SCREENING
from app.profiles.outcomes import Outcome
from app.services.standing import (
    AFTER_CLOSING,
    BEFORE_DECISION,
    Decision,
    Standing,
    contradiction,
    decided_otherwise,
    is_last_decision,
    standing,
)
from app.storage.referrals import RecordedEvent

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MESSAGE = UUID(int=7)
MINUTE = timedelta(minutes=1)
KINDS = (RECEIVED, SCREENING, REQUESTED, DECIDED, CLOSED)


def event(kind: str, minutes: int, outcome: str | None = None) -> RecordedEvent:
    chosen = outcome or (Outcome.EARLY_HELP if kind == DECIDED else None)
    return RecordedEvent(f"{kind} {minutes} {chosen}", MESSAGE, kind, NOON + minutes * MINUTE, chosen)


STORY = [event(kind, minutes) for minutes, kind in enumerate(KINDS)]
EVENTS = st.lists(st.builds(event, st.sampled_from(KINDS), st.integers(0, 9)), max_size=9)


def test_of_what_nothing_was_said_nothing_stands() -> None:
    nothing = standing([])
    assert nothing == Standing(None, None, None, None, None)
    assert (nothing.at_hub, nothing.looked_at, nothing.over) == (False, False, False)


def test_every_step_has_its_moment() -> None:
    assert standing(STORY) == Standing(
        NOON,
        NOON + MINUTE,
        NOON + 2 * MINUTE,
        Decision(Outcome.EARLY_HELP, NOON + 3 * MINUTE),
        NOON + 4 * MINUTE,
        at_hub=True,
    )


def test_whatever_the_hub_says_it_must_have_the_referral() -> None:
    assert standing([event(REQUESTED, 2)]).at_hub
    for begun in (SCREENING, REQUESTED, DECIDED, CLOSED):
        assert standing([event(begun, 2)]).looked_at
    assert not standing([event(RECEIVED, 2)]).looked_at
    assert standing([event(CLOSED, 2)]).over


def test_what_is_said_again_stands_since_it_was_first_said() -> None:
    assert standing([event(REQUESTED, 2), event(REQUESTED, 5)]).requested == NOON + 2 * MINUTE


def test_a_hub_may_think_again() -> None:
    again = standing([*STORY[:4], event(DECIDED, 9, Outcome.SOCIAL_CARE_ASSESSMENT)])
    assert again.decision == Decision(Outcome.SOCIAL_CARE_ASSESSMENT, NOON + 9 * MINUTE, instead=True)


def test_what_only_a_newer_portal_can_name_is_decided_all_the_same() -> None:
    newer = standing([*STORY[:4], event(DECIDED, 9, "outcome-of-next-year")])
    assert newer.decision == Decision(None, NOON + 9 * MINUTE, instead=True)
    assert newer.over


def test_of_two_decisions_of_one_minute_the_email_tells_the_one_that_the_page_shows() -> None:
    first, last = sorted(
        (event(DECIDED, 5, one) for one in (Outcome.EARLY_HELP, Outcome.NO_FURTHER_ACTION)),
        key=lambda one: one.id,
    )
    shown = standing([first, last]).decision
    assert (shown and shown.outcome) == last.outcome
    assert is_last_decision([first, event(REQUESTED, 9)], last)
    assert not is_last_decision([last], first)
    assert not is_last_decision([last], last)


def test_only_another_decision_is_one_in_whose_place_this_is() -> None:
    known = [event(SCREENING, 1), event(DECIDED, 2, Outcome.EARLY_HELP)]
    assert not decided_otherwise(known[:1], Outcome.EARLY_HELP)
    assert not decided_otherwise(known, Outcome.EARLY_HELP)
    assert decided_otherwise(known, Outcome.NO_FURTHER_ACTION)


@given(st.permutations(STORY))
def test_a_true_story_is_taken_in_any_order(told: list[RecordedEvent]) -> None:
    for number, heard in enumerate(told):
        assert contradiction(told[:number], heard) is None


@given(EVENTS)
def test_whatever_was_taken_no_decision_is_later_than_a_closing(told: list[RecordedEvent]) -> None:
    taken: list[RecordedEvent] = []
    for heard in told:
        taken += [heard] if contradiction(taken, heard) is None else []
    closings = [one.at for one in taken if one.type == CLOSED]
    decisions = [one.at for one in taken if one.type == DECIDED]
    assert not closings or not decisions or max(decisions) <= min(closings)


def test_what_happened_after_the_closing_is_refused_and_what_came_late_is_not() -> None:
    closed = event(CLOSED, 4)
    for kind in (SCREENING, REQUESTED, DECIDED):
        assert contradiction([closed], event(kind, 5)) == AFTER_CLOSING
        assert contradiction([closed], event(kind, 4)) is None
    assert contradiction([event(DECIDED, 5)], closed) == BEFORE_DECISION
    for known in (event(DECIDED, 4), event(SCREENING, 5), event(RECEIVED, 5)):
        assert contradiction([known], closed) is None


def test_a_receipt_is_believed_whenever_it_comes() -> None:
    assert contradiction([event(CLOSED, 4)], event(RECEIVED, 9)) is None
