"""What a form lacks, what looks odd, what was not looked at, each with its page; and what is not asked any more."""

from collections.abc import Sequence

from app.forms.answers import Answers
from app.forms.pages import Form
from app.forms.traces import tells_nobody
from app.forms.walking.steps import Fault, Step
from app.forms.walking.unasked import unasked
from app.forms.walking.walk import Walk
from app.routes.page.asking import said
from app.routes.page.onward import url
from app.routes.page.overview import where_asked
from app.saying import Sentence, names

Entry = dict[str, object]
"""A `text`, where it leads (`href`) and whom it is `about`, if its text does not say so."""


def missing(form: Form, walk: Walk) -> list[Entry]:
    """What stands against sending."""
    return [entry for step in walk.steps for entry in _entries(form, walk, step, step.faults)]


def unseen(form: Form, walk: Walk) -> list[Entry]:
    """Pages that may be left blank and were not looked at, or not to their end."""
    steps = [step for step in walk.steps if not (step.faults or step.touched)]
    listed = [(said(step.page.title, step.home.names), url(form, step.path), step) for step in steps]
    return [
        _entry(title, href, _about(walk, step)) | _known_from_before(step) for title, href, step in listed
    ]


def _known_from_before(step: Step) -> Entry:
    """Whether somebody left a page `halfway`, or has `filled_in` one that asks more than it did then."""
    filled_in = not step.halfway and any(slot.recorded for slot in step.slots)
    return {"halfway": step.halfway, "filled_in": filled_in}


def odd(form: Form, walk: Walk) -> list[Entry]:
    """What looks odd; what two pages say of the same words of one answer is said once, as the later page says it."""
    said_of: dict[tuple[object, ...], Entry] = {}
    for step in walk.steps:
        for fault, entry in zip(step.warnings, _entries(form, walk, step, step.warnings), strict=True):
            repeated = fault.values.get("words") or (fault.message, entry["about"])
            if not tells_nobody(fault.message, walk.facts):
                said_of[entry["href"], repeated] = entry | {"calls": fault.calls}
    return list(said_of.values())


def no_longer(walk: Walk, answers: Answers) -> list[Entry]:
    """What somebody wrote that is not asked any more, with what was asked (`label`) and the lines that they wrote."""
    return [
        {"label": said(one.question.label, one.names), "value": one.question.say(one.words)}
        for one in unasked(walk, answers)
    ]


def _entries(form: Form, walk: Walk, step: Step, faults: Sequence[Fault]) -> list[Entry]:
    about = _about(walk, step)
    places = [f"{where_asked(form, walk, step, fault.field)}#{fault.field}" for fault in faults]
    texts = (said(one.message, one.values) for one in faults)
    return [_entry(text, place, about) for text, place in zip(texts, places, strict=True)]


def _entry(text: str | Sentence, href: str, about: str) -> Entry:
    return {"text": text, "href": href, "about": "" if names(text, about) else about}


def _about(walk: Walk, step: Step) -> str:
    """Whom a page of a group is about."""
    return walk.called(step.group, step.item) if step.group and step.item else ""
