"""A page on its own, for the moments when its draft cannot be read but its words must not be lost."""

from collections.abc import Collection, Iterator
from datetime import date

from app.forms.answers import EVERYTHING
from app.forms.conditions import All, Condition, Either, Facts, Has, Is, mentions
from app.forms.kinds.asked import Typed
from app.forms.pages import Form, Group, Page
from app.forms.questions import Offering, Question
from app.forms.walking.steps import Spot, Step, nothing_odd
from app.saying import Word


def detached(form: Form, path: str, typed: Typed, today: date) -> Step | None:
    """The page at an address, whoever's it is: its questions, and none of the facts that only a draft knows."""
    for section in form.sections:
        for page, group in section.pages():
            if _is_at(path, page, group):
                home = Spot(EVERYTHING, Facts({}, today), _names(form, group))
                spots = tuple(_spots(form, page, home, typed))
                item = path.split("/")[1] if "/" in path else ""
                return Step(section, _whole(page, typed), group, item, path, spots, (), (), nothing_odd, home)
    return None


def _whole(page: Page, typed: Typed) -> Page:
    """The page with every answer that it may ever offer, and with every question that something was typed under.

    Nobody knows what this draft was offered, nor whether its other pages had a question asked.
    """
    here = {one.id for one in page.questions if isinstance(one, Offering)}
    # Where an earlier answer had it not asked, nothing can appear under it, and words would be out of sight.
    there = here - {one.id for one in page.questions if not (_fields(one, typed) or _hangs_here(one, page))}
    open_ones = tuple(_open(one, there if _says(one, typed) else here, typed) for one in page.questions)
    return page.model_copy(update={"questions": open_ones})


def _open(question: Question, here: Collection[str], typed: Typed) -> Question:
    free: dict[str, object] = {"only": {}} if isinstance(question, Offering) else {}
    if _fields(question, typed):
        free["when"] = _of_this_page(question.when, here)
    return question.model_copy(update=free)


def _fields(question: Question, typed: Typed) -> list[str]:
    return [name for name in typed if name == question.id or name.startswith(f"{question.id}-")]


def _says(question: Question, typed: Typed) -> bool:
    return any(value.strip() for name in _fields(question, typed) for value in typed[name])


def _hangs_here(question: Question, page: Page) -> bool:
    """Whether no other page decides if it is asked."""
    ids = {one.id for one in page.questions}
    return question.when is None or all(name in ids for name, _ in mentions(question.when))


def _of_this_page(condition: Condition | None, here: Collection[str]) -> Condition | None:
    """The part of a condition that has the question appear under an answer on its own page."""
    parts = condition.conditions if isinstance(condition, All | Either) else (condition,)
    own = tuple(one for one in parts if isinstance(one, Is | Has) and one.question in here)
    if isinstance(condition, Either) and own:
        return condition
    return own[0] if own else None


def _is_at(path: str, page: Page, group: Group | None) -> bool:
    parts = path.split("/")
    if group and page is not group.own_page:
        return len(parts) == 3 and (parts[0], parts[2]) == (group.id, page.slug)  # noqa: PLR2004 -- group/item/page
    return path == page.slug


def _names(form: Form, group: Group | None) -> dict[str, str]:
    return {**form.spoken_names, group.item: Word(group.unnamed)} if group else form.spoken_names


def _spots(form: Form, page: Page, home: Spot, typed: Typed) -> Iterator[Spot]:
    """The page's one spot, or one for each item that the fields which were sent belong to."""
    group = form.group(page.each) if page.each else None
    if group is None:
        yield home
        return
    first = f"{page.questions[0].id}-"
    items = dict.fromkeys(name.removeprefix(first) for name in typed if name.startswith(first))
    names = {**home.names, group.item: Word(group.unnamed)}
    yield from (Spot(EVERYTHING, home.facts, names, f"-{item}") for item in items)
