"""Who wrote and must stay unknown, and what of the open part would tell of them."""

from typing import Any, Final, TypeVar

from app.contact.answered import Answered
from app.contact.people import Duty, Referrer, Ties
from app.forms.conditions import Facts
from app.forms.rules import about_self, refers
from app.vocabulary import Anonymity, FormName, Writer, YesNo

A = TypeVar("A", bound=Answered)
Telling = tuple[type[Answered], ...]
"""The models of what would tell who wrote, which are filled apart from the contact."""

FROM_THE_COMMUNITY: Final = (FormName.COMMUNITY, FormName.YOUNG_PERSON)
FOR_THEMSELVES: Final = (*FROM_THE_COMMUNITY, FormName.ALLEGATION)
NO_INTERPRETER: Final = frozenset(
    {"", "no", "none", "none needed", "not needed", "no need", "no thanks", "no thank you", "english"}
)
"""What people write who need none."""
NAME_KEPT: Final = ("keep_name_from_family", "keep_name_from_adult")


def referrer_hidden(form: FormName, facts: Facts) -> bool:
    """Whether a referrer says that somebody would be at risk if it were known who referred."""
    return refers(form, facts) and YesNo.YES in (facts.get(one) for one in NAME_KEPT)


def writer_hidden(form: FormName, facts: Facts) -> bool:
    """Whether somebody who writes for themselves about others did not say that their name may be known.

    Of a child who writes about themselves there is nothing to hide: all of it is theirs, and is headed so. Nor is
    there of an adult who tells of themselves: whom would it be kept from?
    """
    if form not in FOR_THEMSELVES or refers(form, facts) or about_self(facts):
        return False
    if form is FormName.ALLEGATION and facts.get("writer") == Writer.ACCUSED:
        return False
    return facts.get("anonymity") != Anonymity.NAMED


def reach_hidden(facts: Facts) -> bool:
    """Whether a parent says that somebody must not know how they are reached."""
    return facts.get("keep_reach") == YesNo.YES


def interpreter_hidden(facts: Facts) -> bool:
    """Whether such a parent needs an interpreter; in their words may stand who must not be it, and where they are."""
    said = str(facts.get("interpreter_language") or "").strip(" .!").casefold()
    return reach_hidden(facts) and said not in NO_INTERPRETER


def telling(form: FormName, facts: Facts) -> Telling:
    """What would tell who wrote, where that must stay unknown."""
    if referrer_hidden(form, facts):
        return Referrer, Duty
    return (Ties,) if writer_hidden(form, facts) else ()


def without(part: A, models: Telling) -> A:
    """A part without the answers that these models hold, or that they were asked for."""
    names = {name for model in models for name in model.model_fields} & set(type(part).model_fields)
    names -= Answered.model_fields.keys()
    cleared: dict[str, Any] = {name: type(part).model_fields[name].default for name in names}
    lists = {
        one: tuple(name for name in getattr(part, one) if name not in names) for one in Answered.model_fields
    }
    return part.model_copy(update={**cleared, **lists}) if names else part
