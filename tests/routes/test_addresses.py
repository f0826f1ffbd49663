"""No page of a form is hidden behind an address of the portal's own."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI

from app.forms.catalogue import forms
from app.profiles.model import Profile
from tests.ways_in import ways_in

OF_A_FORM = "/{slug}/"
FILES = "files"
"""Sent with files in it, this page is taken in by a route of its own, and is the same page."""


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
