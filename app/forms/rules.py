"""The law of the product (rules.md): which rule admits a contact, and where it goes.

Each is a pure function of the live facts: the page, 'check your answers' and the submission ask the same.
"""

from datetime import date, timedelta
from typing import Final

from app.forms.conditions import Answer, Facts
from app.forms.kinds.asked import Problem
from app.vocabulary import (
    TELL_NOBODY_YET,
    Admission,
    Agreement,
    Birth,
    FormName,
    Household,
    Informed,
    Kind,
    Learned,
    Relation,
    Route,
    RuleSet,
    YesNo,
)

PRESUMED_ABLE: Final = 16
"""Years from which a young person is presumed able to decide (rules.md 2, 'Who can agree')."""

GROWN_UP: Final = 18
"""Years from which somebody is no child (rules.md 10)."""

MOVE_GROWN_UP: Final = (
    "Remove this person from the children, then add them with the household. If nobody is under 18, "
    "call the council’s adult services"
)

PEOPLE_ASKED: Final = ("adult-agreement", "young-agreement")
"""The groups that hold one item for each person whose agreement counts."""

PRECEDENCE: Final = (Admission.C7, Admission.C6, Admission.C5, Admission.C4, Admission.C9, Admission.C3)
"""Of several people's rows, the first of these admits the contact (rules.md 2, 'Several people')."""

FAMILY_NOT_TOLD: Final = frozenset({Admission.C6, Admission.C7})
"""Rules that put 'FAMILY NOT TOLD' at the head of the hub's copy."""

CARES_WITHOUT_RESPONSIBILITY: Final = (
    Relation.KINSHIP_CARER,
    Relation.FOSTER_CARER,
    Relation.PRIVATE_FOSTER_CARER,
)


def urgent(facts: Facts) -> YesNo:
    """Danger now, or harm that cannot wait until tomorrow (rules.md 1)."""
    pressing = YesNo.YES in (facts.get("danger"), facts.get("urgent_today"))
    return YesNo.YES if pressing else YesNo.NO


def rule_set(facts: Facts) -> RuleSet:
    """Which demands apply; urgency is never held to the ones for support (rules.md 1)."""
    kind = facts.get("kind")
    if kind == Kind.ADULT_WHO_WORKS_WITH_CHILDREN:
        return RuleSet.ALLEGATION
    if kind in (Kind.SUPPORT, Kind.UNIVERSAL) and urgent(facts) == YesNo.NO:
        return RuleSet.SUPPORT
    return RuleSet.SAFEGUARDING


def refers(form: FormName, facts: Facts) -> bool:
    """Whether the writer is a referrer, who writes for an agency and says who they are."""
    return form is FormName.PROFESSIONAL or (
        form is FormName.ALLEGATION and facts.get("at_work") == YesNo.YES
    )


def alleges(form: FormName, facts: Facts) -> bool:
    """Whether it is about an adult who works with children, by its form or by what a professional says it is."""
    return form is FormName.ALLEGATION or rule_set(facts) == RuleSet.ALLEGATION


def route(form: FormName, facts: Facts) -> Route:
    """Allegation first, then the form, then the kind; what is urgent never waits with Early Help."""
    if alleges(form, facts):
        return Route.ALLEGATION
    if form is not FormName.PROFESSIONAL:
        return Route.FAMILY if form is FormName.FAMILY else Route.COMMUNITY
    return Route.EARLY_HELP if rule_set(facts) == RuleSet.SUPPORT else Route.SAFEGUARDING


def admission(form: FormName, facts: Facts) -> Admission:
    """The one rule that admits these facts, whatever they are (rules.md 2 to 6)."""
    if alleges(form, facts):
        return Admission.ALLEGATION
    if form is not FormName.PROFESSIONAL:
        return Admission.FAMILY if form is FormName.FAMILY else Admission.COMMUNITY
    if urgent(facts) == YesNo.YES:
        return Admission.C8
    if rule_set(facts) == RuleSet.SUPPORT:
        agreed = any(said_yes(person) for person in people(facts)) or carer_stands_in(facts)
        return Admission.C1 if agreed else Admission.C2
    rows = {row(person) for person in people(facts)}
    return next(rule for rule in PRECEDENCE if rule in rows)


def people(facts: Facts) -> list[Facts]:
    """Each person whose agreement counts; where none is known, the family as a whole."""
    asked = [person for group in PEOPLE_ASKED for person in facts.items(group)]
    return asked or [facts]


def said_yes(person: Facts) -> bool:
    """Whether this person was told, and agreed, if only in part."""
    agrees = person.get("agreement") in (Agreement.GIVEN, Agreement.PARTLY)
    return person.get("informed") == Informed.YES and agrees


def carer_stands_in(facts: Facts) -> bool:
    """Whether nobody with parental responsibility can be reached, and a carer without it knows of the request.

    Such a child's carer is recorded as informed, and 'holder not reachable' passes (rules.md 2, 'Who can agree').
    """
    unreachable = all(person.get("informed") == Informed.UNREACHABLE for person in people(facts))
    return unreachable and any(adult.get("carer_told") == YesNo.YES for adult in facts.items("adults"))


def row(person: Facts) -> Admission:
    """One person's row of the safeguarding table; someone of whom nothing is said was not told (C7)."""
    match person.get("informed"):
        case Informed.YES:
            settled = {Agreement.GIVEN: Admission.C3, Agreement.REFUSED: Admission.C4}
            said = person.get("agreement")
            return next((rule for answer, rule in settled.items() if answer == said), Admission.C9)
        case Informed.UNREACHABLE:
            return Admission.C5
        case Informed.RISK:
            return Admission.C6
        case _:
            return Admission.C7


def age(child: Facts) -> Answer:
    """Whole years today, from the one fact that stands for a child's age; None when it is not known."""
    born = child.get("date_of_birth")
    if child.get("birth") == Birth.DATE and isinstance(born, str):
        return years_since(born, child.today)
    guess = child.get("estimated_age") if child.get("birth") in (Birth.ESTIMATED, None) else None
    return guess if isinstance(guess, int) else None


def about_self(facts: Facts) -> bool:
    """Whether somebody who writes about themselves is the child (rules.md 5)."""
    return facts.get("about") == "me"


def years_since(born: str, today: date) -> int:
    """Whole years from a day, as YYYY-MM-DD, to today; somebody born on 29 February ages on 1 March."""
    day = date.fromisoformat(born)
    return today.year - day.year - ((today.month, today.day) < (day.month, day.day))


def able(child: Facts) -> YesNo:
    """Whether a young person decides for themselves: presumed from 16, before that if judged able."""
    years, judged = child.get("age"), child.get("able_to_decide")
    presumed = isinstance(years, int) and years >= PRESUMED_ABLE
    decides = judged != YesNo.NO if presumed else judged == YesNo.YES
    return YesNo.YES if decides and child.get("birth") != Birth.UNBORN else YesNo.NO


def holds_responsibility(adult: Facts) -> YesNo:
    """Whether this adult's agreement counts for any child; for an unborn one, the pregnant woman's."""
    for pair in adult.items("children"):
        pregnant = pair.get("relation") == Relation.MOTHER and pair.get("birth") == Birth.UNBORN
        if pregnant or pair.get("responsibility") == YesNo.YES:
            return YesNo.YES
    return YesNo.NO


def acts_for_council(adult: Facts) -> YesNo:
    """Whether somebody is there for a council that shares parental responsibility, and not for themselves."""
    pairs = adult.items("children")
    return YesNo.YES if any(pair.get("relation") == Relation.LOCAL_AUTHORITY for pair in pairs) else YesNo.NO


def nobody_to_ask(facts: Facts) -> YesNo:
    """Whether no one is known whose agreement counts, so that the family is asked about as a whole."""
    known = any(True for group in PEOPLE_ASKED for _ in facts.items(group))
    return YesNo.NO if known else YesNo.YES


def tell_nobody_yet(facts: Facts) -> YesNo:
    """Whether the concern is one for which no page suggests telling anyone (rules.md 2)."""
    concerns, household = facts.get("concerns"), facts.get("household")
    hidden = isinstance(concerns, list) and bool(TELL_NOBODY_YET.intersection(concerns))
    at_home = isinstance(household, list) and Household.DOMESTIC_ABUSE in household
    return YesNo.YES if hidden or at_home else YesNo.NO


def adult_age(adult: Facts) -> Answer:
    """An adult's whole years today, from the date of birth or as it was given; None when it is not known."""
    born = adult.get("adult_date_of_birth")
    return years_since(born, adult.today) if isinstance(born, str) else adult.get("adult_age")


def several_children(facts: Facts) -> YesNo:
    """Whether it matters which child something is about."""
    return YesNo.YES if len(list(facts.items("children"))) > 1 else YesNo.NO


def learned(facts: Facts) -> Answer:
    """How long ago somebody learned of what they allege; None where they do not know."""
    day = facts.get("learned_on")
    if not isinstance(day, str):
        return None
    ago = facts.today - date.fromisoformat(day)
    if ago <= timedelta(0):
        return Learned.TODAY
    return Learned.YESTERDAY if ago == timedelta(days=1) else Learned.EARLIER


def late(facts: Facts) -> YesNo:
    """Whether an allegation comes more than 24 hours after its writer learned of it (rules.md 6)."""
    days = learned(facts)
    slow = days == Learned.YESTERDAY and facts.get("within_a_day") == YesNo.NO
    return YesNo.YES if slow or days == Learned.EARLIER else YesNo.NO


def later_child(child: Facts) -> YesNo:
    """Whether there is a child before this one, whose address and language may be the same."""
    first = next(child.items("children"))
    return YesNo.NO if first is child else YesNo.YES


def first_child_speaks(facts: Facts) -> YesNo:
    """Whether the first child is asked for a language, so that another's can be the same: one not born yet is not."""
    first = next(facts.items("children"), None)
    return YesNo.NO if first is not None and first.get("birth") == Birth.UNBORN else YesNo.YES


def parents_may_not_know(facts: Facts) -> YesNo:
    """Whether a young person who decides for themselves asked that their parents are not told."""
    asked = any(child.get("parents_may_know") == YesNo.NO for child in facts.items("children"))
    return YesNo.YES if asked else YesNo.NO


def grown_up_is_an_adult(child: Facts) -> Problem | None:
    """Somebody who is certainly 18 or over belongs among the household, not the children (rules.md 10)."""
    said = child.get("grown_up") == "adult"
    return Problem("grown_up", MOVE_GROWN_UP) if said else None
