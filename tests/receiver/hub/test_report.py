"""The report: what it counts, and that no count under 5 can be read or worked out."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.contact.answered import Coded
from app.contact.model import Allegation, Contact
from app.contact.people import Referrer
from app.envelope.events import DECIDED, RECEIVED, EventType
from app.profiles.loading import load_profile
from app.profiles.outcomes import Outcome
from app.receiver.hub.masking import TOGETHER, UNDER, Mask, groups, told_apart
from app.receiver.hub.report import Case, Line, cases, report
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
    assert counted["Outcome", TOGETHER] == ("25", "100%")
    assert ("Outcome", "early-help") not in counted
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


def labelled(counts: Sequence[int]) -> dict[str, int]:
    """A table of lines in the order of their names, small and large ones mixed."""
    return {f"{place:02}": count for place, count in enumerate(counts)}


def otherwise(counts: Sequence[int], place: int, small: int) -> list[int]:
    """Counts of the same sum, of which one is this small; what was told apart stays as it is."""
    begin = 0
    for group in groups(list(labelled(counts).items())):
        if begin <= place < begin + len(group):
            break
        begin += len(group)
    end, half = begin + len(group), begin + len(group) // 2
    rest = sum(counts[begin:end]) - small
    if begin == half or rest < 0:
        return [small if here == place else 0 for here in range(len(counts))]
    changed = [*counts[:begin], *[0] * (end - begin), *counts[end:]]
    changed[place] = small
    changed[half if place < half else begin] += rest
    return changed


@given(st.lists(st.integers(0, 60), min_size=1, max_size=16))
@example([0, 8, 8])
@example([4, 12, 12])
@example([0, 13, 13, 13, 13])
@example([4, 4])
@example([4, 4, 9])
@example([0, 5])
@example([0, 0, 0, 0, 30])
@example([4])
@example([20, 4, 4, 30, 0, 9, 17])
def test_no_count_under_five_is_shown_and_none_can_be_worked_out(counts: list[int]) -> None:
    """Whatever is small could be any of 0 to 4, with the same lines shown and the same sum, even where it is exact."""
    lines = told_apart(labelled(counts))
    assert lines.total() == sum(counts)
    assert min(lines.values()) >= 5 or set(lines) == {TOGETHER}
    for place, count in enumerate(counts):
        for small in range(5 if count < 5 else 0):
            other = otherwise(counts, place, small)
            assert other[place] == small
            again = told_apart(labelled(other))
            if sum(counts) < 5:
                assert Mask.over(again.values()).count(again.total()) == UNDER
                assert set(again) == set(lines)
            else:
                assert again == lines


def test_a_line_is_told_apart_where_both_halves_come_to_five() -> None:
    assert told_apart({"a": 5, "b": 30, "c": 20, "d": 3}) == {"a": 5, "b": 30, TOGETHER: 23}
    assert told_apart({"a": 5, "b": 6}) == {"a": 5, "b": 6}
    assert told_apart({"a": 3}) == {TOGETHER: 3}
    assert told_apart({}) == {TOGETHER: 0}


def test_five_is_the_fewest_that_is_shown() -> None:
    assert [Mask.over([3]).count(count) for count in (0, 1, 4, 5, 7, 8)] == [UNDER] * 3 + ["5", "5", "10"]


def test_nothing_is_rounded_where_nothing_is_small() -> None:
    assert [Mask.over([5, 12, 17]).count(count) for count in (5, 12, 17)] == ["5", "12", "17"]


def test_of_nothing_there_is_a_report_too() -> None:
    found = read(report(BARNET, []))
    assert found["Contacts", "all"] == (UNDER, "")
    assert found["By type of agency", TOGETHER] == (UNDER, "")


def test_the_order_of_the_lines_tells_no_more_than_their_numbers(case: Make) -> None:
    found = [case(2) for _ in range(8)] + [case(2, Outcome.NO_FURTHER_ACTION) for _ in range(11)]
    found += [case(2, Outcome.NO_FURTHER_ACTION, form=FormName.FAMILY, route=Route.FAMILY)]
    lines = [(line.item, line.count) for line in report(BARNET, found) if line.section == "Outcome"]
    assert lines == [("early-help", "10"), ("no-further-action", "10")]
