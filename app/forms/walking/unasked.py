"""What somebody wrote in words of their own and is not asked any more, as a later answer closed its question."""

from collections.abc import Mapping
from typing import NamedTuple

from app.forms.answers import Answers
from app.forms.pages import Form
from app.forms.questions import Text
from app.forms.walking.outline import outline
from app.forms.walking.walk import Walk
from app.saying import Word


class Unasked(NamedTuple):
    """One such answer: it stays in the draft, should its question be asked again, and is not sent."""

    question: Text
    words: str
    names: Mapping[str, str]


def unasked(walk: Walk, answers: Answers) -> tuple[Unasked, ...]:
    """Each of them, but for words that are sent within another answer: nothing is lost of those."""
    asked, sent = set[tuple[str, str]](), list[str]()
    for known, found in walk.asked:
        for question, value, _ in found:
            asked.add((known.scope, question.id))
            sent += [value] if isinstance(value, str) else []
    return tuple(
        Unasked(text, value, _names(walk, scope))
        for scope, said in answers.said.items()
        for name, value in said.items()
        if isinstance(value, str)
        and (scope, name) not in asked
        and (text := _text(walk.form, scope, name))
        and not text.empty(value)
        and not any(value in one for one in sent)
    )


def _text(form: Form, scope: str, name: str) -> Text | None:
    """The question of words that was asked there; what is said of all of a group at once is kept of each of them."""
    circle = outline(form).circles.get("/".join(scope.split("/")[::2]))
    sheets = circle.asking.get(name, ()) if circle else ()
    asked = (ask.question for sheet in sheets for ask in sheet.asks if ask.id == name)
    return next((one for one in asked if isinstance(one, Text) and not one.spread), None)


def _names(walk: Walk, scope: str) -> dict[str, str]:
    """What those are called about whom it was asked; a group that is not there any more calls nobody by name."""
    form, parts = walk.form, scope.split("/") if scope else []
    names = dict(form.spoken_names)
    for group_id, item in zip(parts[::2], parts[1::2], strict=True):
        if group := form.group(group_id):
            known = item in walk.facts.members(group_id)
            names[group.item] = walk.called(group, item) if known else Word(group.unnamed)
    return names
