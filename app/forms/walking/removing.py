"""Removing somebody at whom others’ answers point: what is meant is written out, so that nobody’s facts change."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from app.forms.answers import Answers
from app.forms.conditions import NOT_KNOWN, Answer
from app.forms.pages import Form, Group
from app.forms.questions import AsFirst, Choice
from app.forms.walking.known import Known
from app.forms.walking.walk import Walk


class Pointing(NamedTuple):
    """Somebody of whom an answer says that it is as of the first."""

    group: Group
    item: str
    scope: str
    question: str
    as_first: AsFirst
    meant: dict[str, Answer]
    """What it means, written out; nothing where nothing is said of that."""


def without(seen: Walk, answers: Answers, group: str, item: str) -> Answers:
    """The answers without this item; what others' answers meant of it is theirs, or is asked again.

    Where the form needs one in its place, that is there, and nothing is said of it.
    """
    for one in tuple(pointing(seen, answers, group, item)):
        answers = answers.put(one.scope, one.meant, forget=[one.question, *one.as_first.answers])
    fewer = answers.remove(group, item)
    return fewer.add(group)[0] if is_needed(seen.form, answers, group) else fewer


def is_needed(form: Form, answers: Answers, group: str) -> bool:
    """Whether the form has no more items of a group than it must have."""
    asked = form.group(group)
    return asked is not None and len(answers.items(group)) <= asked.least


def pointing(seen: Walk, answers: Answers, group: str, item: str) -> Iterator[Pointing]:
    """Each answer about somebody else that points at this item."""
    if item not in answers.items(group)[:1]:
        return
    gone = seen.facts.members(group)[item]
    for page, home in seen.form.pages():
        for question in page.questions if home else ():
            as_first = question.as_first if isinstance(question, Choice) else None
            if not home or as_first is None or as_first.group != group:
                continue
            for other, facts in seen.facts.members(home.id).items():
                if answers.of(facts.scope).get(question.id) == as_first.option and other != item:
                    meant = _said(as_first, question.id, gone, answers.of(gone.scope))
                    yield Pointing(home, other, facts.scope, question.id, as_first, meant)


def _said(
    as_first: AsFirst, question: str, first: Known, recorded: Mapping[str, Answer]
) -> dict[str, Answer]:
    """What an answer that points at the first item means."""
    meant = first.get(next(iter(as_first.answers.values())))
    if meant is None:
        return {}
    if meant == NOT_KNOWN and as_first.unknown:
        return {question: as_first.unknown}
    instead: dict[str, Answer] = {question: as_first.instead} if as_first.instead else {}
    # What is not asked of the first item, such as the postcode of no address, is not asked of this one either.
    live = {here: (first.get(there), there) for here, there in as_first.answers.items()}
    own = {
        here: value
        for here, (value, there) in live.items()
        if value is not None or recorded.get(there, "") is None
    }
    return instead | own
