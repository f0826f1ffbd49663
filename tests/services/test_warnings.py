"""What looks odd is kept and said once; said again only when something else looks odd."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from app.envelope.drafts import DraftKey
from app.forms.conditions import Facts, Is
from app.forms.kinds.asked import Problem
from app.forms.pages import Form, Page, Section
from app.forms.questions import Choice, Text
from app.services.desk import Desk
from app.services.drafting import Kept, open_draft
from app.services.keeping import keep_page


def wrong_person(facts: Facts) -> Problem | None:
    named = facts.get("words") == "wrong"
    return Problem("words", "Somebody else", urgent_too=True) if named else None


def long(facts: Facts) -> Problem | None:
    words = facts.get("words")
    return (
        Problem("words", "{length} letters", {"length": str(len(words))}) if isinstance(words, str) else None
    )


FORM = Form(
    slug="odd",
    title="Odd",
    lede="",
    statement="",
    sections=(
        Section(
            id="all",
            title="All",
            steps=(
                Page(
                    slug="urgent",
                    title="Urgent",
                    questions=(Choice(id="urgent", label="Urgent", options={"yes": "Yes", "no": "No"}),),
                ),
                Page(
                    slug="words",
                    title="Words",
                    questions=(
                        Text(id="words", label="Words"),
                        Text(id="more", label="More", missing="Enter more"),
                    ),
                    warnings=(long, wrong_person),
                ),
            ),
        ),
    ),
    waived=Is("urgent", "yes"),
)


@pytest.fixture
def odd_desk(desk: Desk) -> Desk:
    return replace(desk, forms={"odd": FORM})


async def keeps(desk: Desk, key: DraftKey | None, path: str, **said: str) -> Kept:
    typed: Mapping[str, list[str]] = {name: [value] for name, value in said.items()}
    return await keep_page(desk, FORM, key, path, typed)


async def test_it_is_kept_and_said_once(odd_desk: Desk) -> None:
    key = (await keeps(odd_desk, None, "urgent", urgent="no")).draft.key
    first = await keeps(odd_desk, key, "words", words="odd", more="details")
    assert first.warned
    assert not first.faults
    draft = await open_draft(odd_desk, FORM, key)
    assert draft.answers.of("")["words"] == "odd"
    page = draft.walk().at("words")
    assert page
    again = await keeps(odd_desk, key, "words", words="odd", more="details", warned=page.warned)
    assert not again.warned
    assert again.onward is None
    other = await keeps(odd_desk, key, "words", words="other", more="details", warned=page.warned)
    assert other.warned


async def test_nothing_is_said_where_all_is_well_or_it_is_urgent(odd_desk: Desk) -> None:
    key = (await keeps(odd_desk, None, "urgent", urgent="no")).draft.key
    assert not (await keeps(odd_desk, key, "words", more="details")).warned
    await keeps(odd_desk, key, "urgent", urgent="yes")
    assert not (await keeps(odd_desk, key, "words", words="odd", more="details")).warned


async def test_of_a_wrong_person_it_is_said_once_where_it_is_urgent_too(odd_desk: Desk) -> None:
    key = (await keeps(odd_desk, None, "urgent", urgent="yes")).draft.key
    first = await keeps(odd_desk, key, "words", words="wrong", more="details")
    assert first.warned
    page = first.walk.at("words")
    assert page
    again = await keeps(odd_desk, key, "words", words="wrong", more="details", warned=page.warned)
    assert not again.warned
