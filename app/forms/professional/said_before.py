"""What is asked or written once: of a young parent who is there twice, and what somebody asked about earlier needed."""

from itertools import takewhile

from app.forms.conditions import Facts
from app.forms.pages import Derived
from app.forms.rules import PEOPLE_ASKED, row
from app.vocabulary import Admission, Relation, YesNo


def evidence_before(person: Facts) -> YesNo:
    """Whether somebody earlier needed evidence of harm."""
    return _before(person, Admission.C6, Admission.C7)


def rationale_before(person: Facts) -> YesNo:
    """Whether somebody earlier needed a rationale."""
    return _before(person, Admission.C4, Admission.C5, Admission.C9)


def asked_as_an_adult(child: Facts) -> YesNo:
    """Whether a young parent's agreement is asked among the adults, as it is written there that they are one person."""
    mine = next((item for item, one in child.members("children").items() if one is child), "")
    holders = (adult for adult in child.items("adults") if adult.get("holds_responsibility") == YesNo.YES)
    same = any(_is_the_same(adult.members("children").get(mine)) for adult in holders)
    return YesNo.YES if same else YesNo.NO


def _is_the_same(pair: Facts | None) -> bool:
    return pair is not None and pair.get("relation") == Relation.SAME_PERSON


def _before(person: Facts, *rows: Admission) -> YesNo:
    everybody = (one for group in PEOPLE_ASKED for one in person.items(group))
    earlier = takewhile(lambda one: one is not person, everybody)
    return YesNo.YES if any(row(one) in rows for one in earlier) else YesNo.NO


OF_EACH_PERSON = (
    Derived(id="asked_as_an_adult", group="children", function=asked_as_an_adult, values=tuple(YesNo)),
    *(
        Derived(id=name, group=group, function=function, values=tuple(YesNo))
        for group in PEOPLE_ASKED
        for name, function in (("evidence_before", evidence_before), ("rationale_before", rationale_before))
    ),
)
