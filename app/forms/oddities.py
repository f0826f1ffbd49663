"""What looks odd in some answers and may be right all the same: each warns, and none stops anything."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from app.forms.conditions import Facts
from app.forms.kinds.asked import Problem, Rule
from app.forms.kinds.numbers import authority_known
from app.forms.namesakes import same_name
from app.forms.reading.telephones import leads_to_the_police, too_short
from app.forms.rules import CARES_WITHOUT_RESPONSIBILITY, GROWN_UP, adult_age
from app.forms.unborn import ONLY_ONCE_BORN
from app.saying import Word
from app.vocabulary import Birth, Relation, Sharing

DUE_AT_MOST: Final = timedelta(days=280)
"""How far ahead of today a birth can be expected; a little over nine months (DfE rule 8530Q)."""

OVERDUE_AT_MOST: Final = timedelta(days=30)

PASSED: Final = "The due date has passed. If the child is born, give the date of birth"
NO_SUCH_AUTHORITY: Final = "We do not know the local authority in this UPN. Check its first three numbers"
FOR_CHILDREN: Final = (
    "This form is about people under 18. If it is about an adult, call the council’s adult services"
)

UNDER_18: Final = (
    "{adult} is under 18. If you are worried about them too, go back and add them to the children as well"
)

NOT_FOR_THE_ONE: Final = "You chose ‘{worry}’ before, but not for {child}"
NOT_FOR_ANY: Final = "You chose ‘{worry}’ before, but not for any child"
NOBODY_BORN: Final = (
    "You chose ‘{worry}’ before, but no child here is born yet. If it is about a parent, choose what is about a "
    "parent there"
)

WITH_WHOM: Final = (
    "You said ‘not with all of them’. Select whom we should not talk to, or write it under ‘Why not?’. If you "
    "leave both blank, we do not know whom you mean"
)

TOO_SHORT: Final = (
    "This looks too short for a UK telephone number. Check it, and give the area code if it has one. "
    "A number of another country begins with + and its code, like +48"
)

NO_WAY: Final[Mapping[str, str]] = {
    "your_phone": "You chose a phone call, but gave no number. Without one we cannot ring you",
    "text_phone": "You chose a text message, but gave no number. Without one we cannot text you",
    "your_email": "You chose email, but gave no address. Without one we cannot write to you",
    "your_address": "You chose a letter, but gave no address. Without one we cannot write to you",
}

POLICE_ALONE: Final = (
    "101 leads to whoever answers for the police. If there is an extension, add it, like 101 ext 341234"
)

RAISES_A_CHILD: Final = (
    *(Relation.MOTHER, Relation.FATHER, Relation.STEP_PARENT, Relation.PARENTS_PARTNER, Relation.GRANDPARENT),
    *CARES_WITHOUT_RESPONSIBILITY,
)


def due_date_is_far(child: Facts) -> Problem | None:
    """Warn of a due date that no pregnancy of today can have."""
    due = child.get("expected_date")
    if child.get("birth") != Birth.UNBORN or not isinstance(due, str):
        return None
    ahead = date.fromisoformat(due) - child.today
    if ahead > DUE_AT_MOST:
        return Problem("expected_date", "The due date is more than nine months away. Check the year")
    return Problem("expected_date", PASSED) if ahead < -OVERDUE_AT_MOST else None


def grown_up(sentence: str, *, leads_to: str = "estimated_age", urgent_too: bool = False) -> Rule:
    """Warn, in this sentence, of a guessed age of 18 or more: a guess never stops anything (rules.md 10).

    `leads_to`: the question where it can be put right.
    `urgent_too`: where it may be the wrong person, the hub would look for them first, and not for the child.
    """

    def guessed_grown_up(child: Facts) -> Problem | None:
        guess = child.get("estimated_age") if child.get("birth") in (Birth.ESTIMATED, None) else None
        old = isinstance(guess, int) and guess >= GROWN_UP
        return Problem(leads_to, sentence, urgent_too=urgent_too) if old else None

    return guessed_grown_up


def not_said_with_whom(facts: Facts) -> Problem | None:
    """Warn a parent who does not want everybody to be talked to, and left blank whom: the hub may ask just them."""
    said = facts.get("sharing_except") or facts.get("sharing_why")
    return Problem("sharing_except", WITH_WHOM) if facts.get("sharing") == Sharing.SOME and not said else None


def adult_is_younger(asked: str) -> Rule:
    """Warn, at the question that asked their age, of a parent or carer who is no older than the child."""

    def no_older_than_a_child(adult: Facts) -> Problem | None:
        """Warn of a parent or carer who is younger than the child, or has the child's age."""
        years = adult_age(adult)
        for pair in adult.items("children"):
            child = pair.get("age")
            no_older = isinstance(child, int) and isinstance(years, int) and years <= child
            if no_older and pair.get("relation") in RAISES_A_CHILD:
                return Problem(asked, "{adult} would be no older than a child in their care. Check both ages")
        return None

    return no_older_than_a_child


def adult_is_a_child(adult: Facts) -> Problem | None:
    """Warn of a young parent, a brother or a sister whom nobody at the hub would look for as a child.

    It leads to where a child is added.
    """
    years = adult_age(adult)
    young = isinstance(years, int) and years < GROWN_UP
    if not young or any(same_name(child, adult) for child in adult.items("children")):
        return None
    return Problem("another_child", UNDER_18)


def number_is_short(asked: str) -> Rule:
    """Warn, at the question that asked for it, of a telephone number that lacks figures."""

    def lacks_figures(facts: Facts) -> Problem | None:
        """Warn of a UK number that can be none by its length: nobody could be reached by it."""
        number = facts.get(asked)
        if not isinstance(number, str):
            return None
        if leads_to_the_police(number):
            return Problem(asked, POLICE_ALONE)
        return Problem(asked, TOO_SHORT) if too_short(number) else None

    return lacks_figures


def way_not_given(asked: str) -> Rule:
    """Warn, at the question that asked for it, of a way of contact that was said to be safe and leads nowhere."""

    def leads_nowhere(facts: Facts) -> Problem | None:
        """Warn of a number or an address that was left blank: whoever waits to hear from us would wait in vain."""
        one_number = asked == "text_phone" and "phone" in _chosen(facts, "ways")
        if one_number or facts.get(asked):
            return None
        return Problem(asked, NO_WAY[asked], left_blank=True)

    return leads_nowhere


def about_no_child(labels: Mapping[str, str]) -> Rule:
    """Warn, once every child has been asked about, of a chosen concern that is about none of them."""

    def concern_about_no_child(child: Facts) -> Problem | None:
        """Warn of what was chosen before, and is now about no child at all."""
        children = list(child.items("children"))
        if child is not children[-1] or any(one.get("concerns_here") is None for one in children):
            return None
        placed = {one for each in children for one in _chosen(each, "concerns_here")}
        left = (one for one in _chosen(child, "concerns") if one not in placed and one in labels)
        worry = next(left, None)
        return _of_nobody(worry, Word(labels[worry]), children) if worry else None

    return concern_about_no_child


def upn_of_nobody(child: Facts) -> Problem | None:
    """Warn of a UPN whose local authority the DfE does not list; it may be new."""
    known = authority_known(child.get("upn"))
    return None if known else Problem("upn", NO_SUCH_AUTHORITY)


def _of_nobody(worry: str, label: str, children: list[Facts]) -> Problem:
    """The same of one worry; where no child can have it, it leads to where it was chosen."""
    born = any(child.get("birth") != Birth.UNBORN for child in children)
    if worry in ONLY_ONCE_BORN and not born:
        return Problem("concerns", NOBODY_BORN, {"worry": label})
    message = NOT_FOR_THE_ONE if len(children) == 1 else NOT_FOR_ANY
    return Problem("concerns_here", message, {"worry": label})


def _chosen(facts: Facts, question: str) -> list[str]:
    value = facts.get(question)
    return value if isinstance(value, list) else []
