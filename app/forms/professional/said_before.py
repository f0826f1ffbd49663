"""What is written once, however many people it is said of: whether somebody asked about earlier needed it, too."""

from itertools import takewhile

from app.forms.conditions import Facts
from app.forms.pages import Derived
from app.forms.rules import PEOPLE_ASKED, row
from app.vocabulary import Admission, YesNo


def evidence_before(person: Facts) -> YesNo:
    """Whether somebody earlier needed evidence of harm."""
    return _before(person, Admission.C6, Admission.C7)


def rationale_before(person: Facts) -> YesNo:
    """Whether somebody earlier needed a rationale."""
    return _before(person, Admission.C4, Admission.C5, Admission.C9)


def _before(person: Facts, *rows: Admission) -> YesNo:
    everybody = (one for group in PEOPLE_ASKED for one in person.items(group))
    earlier = takewhile(lambda one: one is not person, everybody)
    return YesNo.YES if any(row(one) in rows for one in earlier) else YesNo.NO


OF_EACH_PERSON = tuple(
    Derived(id=name, group=group, function=function, values=tuple(YesNo))
    for group in PEOPLE_ASKED
    for name, function in (("evidence_before", evidence_before), ("rationale_before", rationale_before))
)
