"""The report: what it counts, and that no count under 5 can be read or worked out."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contact.answered import Coded
from app.contact.model import Allegation, Contact
from app.contact.people import Referrer
from app.envelope.events import DECIDED, RECEIVED, EventType
from app.profiles.loading import load_profile
from app.profiles.outcomes import Outcome
from app.receiver.masking import UNDER, Mask
from app.receiver.report import Case, Line, cases, report
from app.receiver.steps import Step
from app.vocabulary import Admission, FormName, Route

BARNET = load_profile("barnet")
MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
Make = Callable[..., Case]


def step(contact: Contact, kind: EventType, after: timedelta, **more: Any) -> Step:
    at = contact.received_at + after
    return Step(
        id=uuid4(), reference=contact.reference, message_id=contact.message_id, type=kind, at=at, **more
    )


@pytest.fixture
def case(contact: Callable[..., Contact]) -> Make:
    """A contact that was decided after so many hours, if it was."""

    def make(
        decided: int | None = None, outcome: Outcome = Outcome.EARLY_HELP, told: bool = True, **given: Any
    ) -> Case:
        made = contact(**{"received_at": MONDAY, **given})
        steps = [step(made, RECEIVED, HOUR / 6)]
        if decided is not None:
            steps.append(step(made, DECIDED, decided * HOUR, outcome=outcome, told=told))
        return Case(made, steps)

    return make


def read(lines: Sequence[Line]) -> dict[tuple[str, str], tuple[str, str]]:
    return {(line.section, line.item): (line.count, line.share) for line in lines}


def test_everything_is_counted(case: Make) -> None:
    school = Referrer(agency=Coded(code="school", label="School"))
    found = [case(2, referrer=school) for _ in range(6)]
    found += [
        case(80, Outcome.NO_FURTHER_ACTION, admitted_by=Admission.C7, written_late=True) for _ in range(7)
    ]
    community = {"form": FormName.COMMUNITY, "route": Route.COMMUNITY, "admitted_by": Admission.COMMUNITY}
    found += [case(**community) for _ in range(8)]
    late = Allegation(late=Coded(code="late", label="Late"))
    officer = {"form": FormName.ALLEGATION, "route": Route.ALLEGATION, "admitted_by": Admission.ALLEGATION}
    found += [case(allegation=late, **officer) for _ in range(9)]
    counted = read(report(BARNET, found))
    for at, shown in {
        ("Contacts", "all"): ("30", ""),
        ("By form", "professional"): ("13", "43%"),
        ("By route", "allegation"): ("9", "30%"),
        ("By type of agency", "School"): ("6", "46%"),
        ("By type of agency", "kept from the family"): ("7", "54%"),
        ("By rule that admitted it", "C7"): ("7", "23%"),
        ("Professionals: with agreement", "no"): ("7", "54%"),
        ("Came late", "yes"): ("16", "53%"),
        ("Outcome", "early-help"): ("6", "20%"),
        ("Outcome", "no decision yet"): ("17", "57%"),
        ("Decided in the promised time", "yes"): ("6", "29%"),
        ("Told by email in the promised time", "yes"): ("6", "29%"),
        ("Minutes to receipt", "median"): ("10", ""),
        ("Hours to decision", "median"): ("80", ""),
    }.items():
        assert (at, counted[at]) == (at, shown)


def test_a_period_is_of_days_in_london(contact: Callable[..., Contact]) -> None:
    """On 1 July, half past eleven in the evening in UTC is the next day in London."""
    evening = contact(received_at=datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
    assert cases([evening], {}, date(2026, 7, 1), date(2026, 7, 1)) == []
    assert len(cases([evening], {}, date(2026, 7, 2), date(2026, 7, 2))) == 1


def test_a_decision_that_was_changed_counts_by_what_it_is_now_and_when_it_was_first(case: Make) -> None:
    changed = []
    for _ in range(5):
        one = case(1, Outcome.NO_FURTHER_ACTION)
        again = step(one.contact, DECIDED, 90 * HOUR, outcome=Outcome.SOCIAL_CARE_ASSESSMENT)
        changed.append(Case(one.contact, [*one.steps, again]))
    counted = read(report(BARNET, changed))
    assert counted["Outcome", "social-care-assessment"] == ("5", "100%")
    assert counted["Decided in the promised time", "yes"] == ("5", "100%")


def test_a_total_gives_no_small_count_away(case: Make) -> None:
    found = [case(2) for _ in range(22)] + [case(2, Outcome.NO_FURTHER_ACTION) for _ in range(3)]
    counted = read(report(BARNET, found))
    assert counted["Outcome", "no-further-action"] == (UNDER, "")
    assert counted["Outcome", "early-help"][0] == "20"
    assert counted["Contacts", "all"][0] == "25"


def test_a_small_count_between_two_tables_is_not_given_away_either(case: Make) -> None:
    found = [case(2) for _ in range(17)] + [case(2, told=False) for _ in range(4)]
    found += [case(90) for _ in range(6)]
    counted = read(report(BARNET, found))
    yes = (
        counted["Decided in the promised time", "yes"],
        counted["Told by email in the promised time", "yes"],
    )
    assert [count for count, _ in yes] == ["20", "15"]


@given(st.lists(st.integers(0, 60), min_size=1, max_size=8))
def test_no_count_under_five_is_shown_and_none_can_be_worked_out(counts: list[int]) -> None:
    mask = Mask.over([*counts, sum(counts)])
    shown = [mask.count(count) for count in counts]
    total = mask.count(sum(counts))
    assert all((one == UNDER) is (count < 5) for one, count in zip(shown, counts, strict=True))
    masked = [count for count in counts if count < 5]
    if len(masked) == 1 and total != UNDER:
        # Each number stands for five that it may be, so that the one that is left out is not fixed.
        others = [int(one) for one in shown if one != UNDER]
        least = int(total) - 2 - sum(other + 2 for other in others)
        most = int(total) + 2 - sum(other - 2 for other in others)
        assert most - max(0, least) >= 2


def test_five_is_the_fewest_that_is_shown() -> None:
    assert [Mask.over([3]).count(count) for count in (0, 1, 4, 5, 7, 8)] == [UNDER] * 3 + ["5", "5", "10"]


def test_nothing_is_rounded_where_nothing_is_small() -> None:
    assert [Mask.over([5, 12, 17]).count(count) for count in (5, 12, 17)] == ["5", "12", "17"]


def test_of_nothing_there_is_a_report_too() -> None:
    assert read(report(BARNET, []))["Contacts", "all"] == (UNDER, "")
