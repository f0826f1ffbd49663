"""What was said on a page that this release does not have, in words that somebody can read and copy."""

from collections.abc import Collection, Iterator

from app.forms.kinds.asked import UNKNOWN, Typed
from app.forms.pages import Form
from app.forms.questions import Offering
from app.forms.walking.unplaced import every_question
from app.saying import Word


def in_words(form: Form, typed: Typed, others: Collection[str]) -> Iterator[str]:
    """Everything that was written, and what was chosen where this form still knows its words.

    Of any other choice only a code is left, which says nothing to anybody. `others` are fields that are no answers.
    """
    asked = every_question(form)
    lists = [one for many in asked.values() for one in many if isinstance(one, Offering)]
    codes = {code for one in lists for code in one.options}
    names = form.spoken_names | {group.item: Word(group.unnamed) for _, group in form.pages() if group}
    for name, values in typed.items():
        here = asked.get(name.partition("-")[0], ())
        for value in values if name not in others and not name.endswith(UNKNOWN) else ():
            offering = next((one for one in here if isinstance(one, Offering) and value in one.options), None)
            if offering:
                yield Word(offering.options[value], **names)
            elif value.strip() and (value not in codes or any(not isinstance(one, Offering) for one in here)):
                yield value
