"""What somebody who cannot see a page knows it by: its title, and the names of its links, each for one thing alone."""

import re
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from http import HTTPStatus
from typing import Any

import pytest
from lxml import html

from app.settings import Settings
from app.vocabulary import FormName
from tests.look.gathering import Reader, Seen, reading
from tests.look.lives import LIVES, lived
from tests.look.visits import around

ASKED_AT = re.compile(r"(?<=/work-email)/number$|/[a-z]+/\w+(?=/remove$)")
"""A page that is sent to another address than it was asked for at; one that each child and adult has: one page each."""


@pytest.fixture
async def reader(settings: Settings) -> AsyncIterator[Reader]:
    async with reading(settings) as (_, somebody):
        yield somebody


def tree(seen: Seen) -> Any:
    return html.document_fromstring(seen.answer.text)


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def title(seen: Seen) -> str:
    return words(tree(seen).find(".//title"))


def changes(seen: Seen) -> Mapping[str, set[str]]:
    """Where the links go that change something, by what they are called."""
    found = defaultdict(set)
    for link in tree(seen).get_element_by_id("main-content").iter("a"):
        if words(link).startswith("Change "):
            found[words(link)].add(link.get("href"))
    return found


@pytest.mark.parametrize("slug", FormName)
async def test_each_link_to_change_an_answer_has_a_name_of_its_own(reader: Reader, slug: FormName) -> None:
    form = reader.desk.form(slug)
    for life in (one for one in LIVES if one.form == slug):
        await reader.begins()
        await reader.holds(form, lived(form, life))
        await reader.looks(slug, "check", life.name, f"/{slug}/check")
    found = [(seen.name, changes(seen)) for seen in reader.seen]
    assert all(links for _, links in found)
    assert not [(name, link) for name, links in found for link, to in links.items() if len(to) > 1]


@pytest.mark.parametrize("slug", FormName)
async def test_no_two_pages_around_a_form_have_one_title(reader: Reader, slug: FormName) -> None:
    form = reader.desk.form(slug)
    await around(reader, form)
    whole = lived(form, next(life for life in LIVES if life.form == slug))
    await reader.holds(form, whole)
    for group, items in whole.groups.items():
        answer = await reader.client.get(f"/{slug}/{group}")
        if len(items) > 1 and answer.status_code == HTTPStatus.OK:
            reader.keeps(slug, group, "filled", f"/{slug}/{group}", answer)
    places = defaultdict(set)
    for seen in reader.seen:
        if seen.answer.status_code == HTTPStatus.OK:
            places[title(seen)].add(ASKED_AT.sub("", seen.path.partition("?")[0]))
    assert len(places) > 5
    assert {one: where for one, where in places.items() if len(where) > 1} == {}
