"""No page of a form is hidden behind an address of the portal's own; what is sent to can be asked for."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI

from app.forms.catalogue import forms
from app.profiles.model import Profile
from tests.ways_in import for_browsers, ways_in

OF_A_FORM = "/{slug}/"
FILES = "files"
"""Sent with files in it, this page is taken in by a route of its own, and is the same page."""

STAY = "stay"
"""Only a script sends anything there, and no page comes back."""


def own(app: FastAPI) -> Iterator[str]:
    """The first word of each address below a form that is not one of its pages."""
    for way in ways_in(app):
        word = way.path.removeprefix(OF_A_FORM).partition("/")[0]
        if way.path.startswith(OF_A_FORM) and not word.startswith("{"):
            yield word


@pytest.mark.parametrize("form", ["professional", "family", "community", "young-person", "allegation"])
async def test_no_page_and_no_group_has_an_address_that_means_something_else(
    app: FastAPI, council: Profile, form: str
) -> None:
    taken = set(own(app)) - {FILES}
    assert {"check", "send", "sent", "tasks"} <= taken
    built = forms(council)[form]
    named = {group.id if group and page is not group.own_page else page.slug for page, group in built.pages()}
    assert not named & taken


async def test_every_address_that_a_form_is_sent_to_can_be_asked_for(app: FastAPI) -> None:
    """The script makes a page that answers a form one that was asked for, at the same address (ADR 57)."""
    ways = for_browsers(app)
    sent_to, asked_for = ({way.path for way in ways if way.changes is changes} for changes in (True, False))
    assert {path.removeprefix(OF_A_FORM) for path in sent_to - asked_for} == {STAY, FILES}
