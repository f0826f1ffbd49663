"""Catalogue 26: no address that a browser asks for, is sent to or shows holds a name, key, code or reference."""

import re

import pytest
from fastapi import FastAPI
from lxml import html

from tests.people import ByHttp
from tests.security.conftest import Answers, Written
from tests.security.filling import Filling
from tests.security.test_what_is_sent import FORMS

PLAIN = re.compile(
    r"(?:https://portal\.example)?/(?:[a-z][a-z-]*(?:/[2-9a-z]{6}(?=/))?/?)*"
    r"(?:[a-z][a-z-]*(?:\.(?:pdf|css|js|svg))?(?:\?v=[0-9a-f]{16})?)?(?:#[a-z][\w-]*)?|"
    r"https://www\.bbc\.co\.uk/weather|tel:[0-9+]+|#[a-z][\w-]*|"
)
"""Words of the form and of the route, and ids of people, which are random; of queries, the hash of a file alone."""
LINKS = ("href", "src", "action", "formaction")


def addresses(answers: Answers) -> set[str]:
    """Every address that was asked for, was to be gone to, or stood on a page."""
    found = {str(answer.request.url) for answer in answers}
    found |= {answer.headers["location"] for answer in answers if "location" in answer.headers}
    for answer in answers:
        if answer.headers.get("content-type", "").startswith("text/html") and answer.text:
            for element in html.document_fromstring(answer.text).iter():
                found |= {str(element.get(name)) for name in LINKS if element.get(name) is not None}
    return found


@pytest.mark.parametrize("form", FORMS)
async def test_no_address_of_a_form_names_anybody(
    app: FastAPI, visitor: ByHttp, answers: Answers, form: str
) -> None:
    filling = Filling(app, visitor, form)
    await filling.fills_it_in()
    for path in ("tasks", "check", "save", "code", "hand-over", "work-email"):
        await visitor.client.get(f"/{form}/{path}")
    key = (await filling.draft()).key
    assert await filling.sends() == 303
    for path in ("sent", "copy", "whole-copy", "copy.pdf"):
        assert (await visitor.client.get(f"/{form}/{path}")).status_code == 200
    found = addresses(answers)
    assert len(found) > 20
    assert not [one for one in found if not PLAIN.fullmatch(one)]
    told = (key.cookie, key.link_name, str(key.message_id), key.reference("NN"), key.status_code, "words")
    assert not [one for one in found for secret in told if secret.lower() in one.lower()]


async def test_no_address_of_a_code_does(answers: Answers, written: Written) -> None:
    person = written.person
    await person.goes_to("/status")
    await person.says(reference=written.told.reference, code=written.told.code)
    await person.goes_to("/resume")
    await person.says(code=written.codes[1])
    found = addresses(answers)
    assert not [one for one in found if not PLAIN.fullmatch(one)]
    assert not [one for one in found for secret in written.secrets if secret in one]
