"""No page says its heading twice: what asks one question is headed by it, once."""

import re
from collections.abc import AsyncIterator, Iterator
from typing import Any, Final

import pytest
from lxml import html

from app.forms.pages import Form
from app.forms.walking.walk import walk
from app.profiles.loading import shipped
from app.settings import Settings
from app.vocabulary import FormName
from tests.look.gathering import Reader, Seen, called, reading
from tests.look.lives import LIVES, TODAY, lived
from tests.look.visits import around, site

HEADS: Final = ("h1", "h2", "h3", "h4", "legend", "label", "caption")
"""What names a page, a part of it or a field. What a banner says of a question is none of them."""


@pytest.fixture(params=shipped())
async def reader(settings: Settings, request: pytest.FixtureRequest) -> AsyncIterator[Reader]:
    async with reading(settings.model_copy(update={"profile": request.param})) as (_, somebody):
        yield somebody


def words(element: Any) -> str:
    said = " ".join(element.text_content().replace("(optional)", "").split())
    return re.sub(r"\W+$", "", said).casefold()


def twice(seen: Seen) -> Iterator[str]:
    """What is said again of what the page is headed by; a heading that holds a label is one with it."""
    tree: Any = html.document_fromstring(seen.answer.text)
    main = tree.get_element_by_id("main-content")
    (heading,) = main.iter("h1")
    one = {heading, *heading.iter(), *heading.iterancestors()}
    others = (each for each in main.iter(*HEADS) if each not in one)
    yield from (f"{seen.name}: {words(each)}" for each in others if words(each) == words(heading))


async def every_page(reader: Reader, form: Form) -> set[tuple[str, str]]:
    """Each page of a form once, with its answers; by the group and the page."""
    met: set[tuple[str, str]] = set()
    for life in (one for one in LIVES if one.form == form.slug):
        answers = lived(form, life)
        await reader.begins()
        await reader.holds(form, answers)
        for step in walk(form, answers, TODAY).steps:
            place = (step.group.id if step.group else "", step.page.slug)
            if place not in met:
                met.add(place)
                await reader.looks(form.slug, called(step), "filled", f"/{form.slug}/{step.path}")
    return met


@pytest.mark.parametrize("slug", FormName)
async def test_no_page_of_a_form_says_its_heading_twice_or_begins_its_title_small(
    reader: Reader, slug: FormName
) -> None:
    form = reader.desk.form(slug)
    assert await every_page(reader, form) == {
        (group.id if group else "", page.slug) for page, group in form.pages()
    }
    await around(reader, form)
    titles = [html.document_fromstring(seen.answer.text).findtext(".//title") or "" for seen in reader.seen]
    assert [title for title in titles if not title[:1].isupper()] == []
    assert [again for seen in reader.seen for again in twice(seen)] == []


async def test_no_page_outside_the_forms_says_its_heading_twice(reader: Reader) -> None:
    await site(reader)
    assert len(reader.seen) > 10
    assert [again for seen in reader.seen for again in twice(seen)] == []
