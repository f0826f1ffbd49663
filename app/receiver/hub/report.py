"""What a hub's contacts of a period come to: counts and times, from the opened contacts and the hub's own steps."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Final

from app.contact.model import Contact
from app.envelope.events import DECIDED, RECEIVED
from app.profiles.hours import decision_due, in_london, passed
from app.profiles.model import Profile
from app.receiver.hub.masking import FEWEST, UNDER, Mask, told_apart
from app.receiver.steps import Step
from app.vocabulary import Admission, FormName, Route

AGREED: Final = frozenset({Admission.C1, Admission.C3})
"""The rules that somebody's agreement admits (rules.md 2)."""
KEPT_APART: Final = "kept from the family"
LONGEST_LABEL: Final = 100
"""Characters."""
NOT_YET: Final = "no decision yet"
MINUTE: Final = timedelta(minutes=1)
HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True)
class Case:
    """One contact, and what the hub has said of it, oldest first."""

    contact: Contact
    steps: Sequence[Step]

    @property
    def received(self) -> datetime | None:
        """When the hub had it."""
        return next((step.at for step in self.steps if step.type == RECEIVED), None)

    @property
    def decision(self) -> Step | None:
        """The last decision."""
        return next((step for step in reversed(self.steps) if step.type == DECIDED), None)

    @property
    def first_decided(self) -> datetime | None:
        """When it was first decided."""
        return next((step.at for step in self.steps if step.type == DECIDED), None)


@dataclass(frozen=True)
class Line:
    """One line of the report, as it is shown."""

    section: str
    item: str
    count: str
    share: str = ""


def cases(
    contacts: Iterable[Contact], steps: Mapping[str, Sequence[Step]], since: date, until: date
) -> list[Case]:
    """The contacts sent from one day in London to another, both included."""
    return [
        Case(contact, steps.get(contact.reference, ()))
        for contact in contacts
        if since <= in_london(contact.received_at).date() <= until
    ]


def report(council: Profile, found: Sequence[Case]) -> list[Line]:
    """Every line, masked so that no count under 5 can be read or worked out."""
    tables = dict(_tables(council, found))
    shown = [count for table in tables.values() for count in (table.total(), *table.values())]
    mask = Mask.over([*shown, *_between(council, found)])
    lines = [Line("Contacts", "all", mask.count(len(found)))]
    for section, table in tables.items():
        told = told_apart(table).items()
        for item, count in sorted(told, key=lambda line: (-mask.number(line[1]), line[0])):
            lines.append(Line(section, item, mask.count(count), mask.share(count, table.total())))
    return [*lines, *_times(found)]


def _tables(council: Profile, found: Sequence[Case]) -> Iterator[tuple[str, Counter[str]]]:
    at_work = [case for case in found if case.contact.form is FormName.PROFESSIONAL]
    promised = [case for case in found if case.contact.route is not Route.ALLEGATION]
    yield "By form", _counted(found, lambda case: case.contact.form)
    yield "By route", _counted(found, lambda case: case.contact.route)
    yield "By type of agency", _counted(at_work, _agency)
    yield "By rule that admitted it", _counted(found, lambda case: case.contact.admitted_by)
    yield "Professionals: with agreement", _yes_or_no(at_work, lambda one: one.contact.admitted_by in AGREED)
    yield "Came late", _yes_or_no(found, _late)
    yield "Outcome", _counted(found, lambda case: case.decision.outcome or "" if case.decision else NOT_YET)
    yield "Decided in the promised time", _yes_or_no(promised, lambda case: _timely(council, case))
    told = _yes_or_no(promised, lambda case: _timely(council, case) and any(step.told for step in case.steps))
    yield "Told by email in the promised time", told


def _between(council: Profile, found: Sequence[Case]) -> Iterator[int]:
    """Counts that no table shows, and that could be had from one table less another."""
    yield from Counter((case.contact.form, case.contact.route) for case in found).values()
    yield from Counter((case.contact.form, case.contact.admitted_by) for case in found).values()
    untold = [case for case in found if _timely(council, case) and not any(step.told for step in case.steps)]
    yield from (len(untold),) if untold else ()


def _counted(found: Iterable[Case], of: Callable[[Case], str]) -> Counter[str]:
    return Counter(str(of(case)) for case in found)


def _yes_or_no(found: Iterable[Case], of: Callable[[Case], bool]) -> Counter[str]:
    return Counter("yes" if of(case) else "no" for case in found)


def _agency(case: Case) -> str:
    referrer = case.contact.referrer
    return _in_one_line(referrer.agency.label) if referrer and referrer.agency else KEPT_APART


def _in_one_line(label: str) -> str:
    """What a terminal shows and does not obey: a portal that is in other hands may call an agency anything."""
    return "".join(filter(str.isprintable, label[:LONGEST_LABEL]))


def _late(case: Case) -> bool:
    """A written referral after the day that a call left it, or an allegation after its 24 hours."""
    allegation = case.contact.allegation
    return case.contact.written_late or bool(allegation and allegation.late)


def _timely(council: Profile, case: Case) -> bool:
    at = case.first_decided
    return at is not None and not passed(decision_due(council, case.contact.received_at), at)


def _times(found: Sequence[Case]) -> Iterator[Line]:
    """Medians; of few contacts they would tell of one."""
    receipts = [(case.received - case.contact.received_at) / MINUTE for case in found if case.received]
    decisions = [
        (case.first_decided - case.contact.received_at) / HOUR for case in found if case.first_decided
    ]
    for section, values in (("Minutes to receipt", receipts), ("Hours to decision", decisions)):
        enough = len(values) >= FEWEST
        yield Line(section, "median", f"{max(0, median(values)):.0f}" if enough else UNDER)
