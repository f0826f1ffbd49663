"""Catalogue 23 and 24: what nobody asked for has no effect, and no order of pages and no skipping gets round a rule."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

import orjson
import pytest
from fastapi import FastAPI

from app.envelope.keys import ReceiverKeys
from app.envelope.message import Opened
from app.forms.questions import Choices
from app.forms.walking.steps import Step
from app.services.submission import may_be_sent
from tests.people import ByHttp
from tests.security.filling import Fields, Filling, opened

FORMS = ("professional", "family", "community", "young-person", "allegation")
EXTRA: Mapping[str, str | Sequence[str]] = {
    **dict.fromkeys(("status", "route", "rule", "level", "form", "hub", "slug", "path", "id"), "early-help"),
    **dict.fromkeys(("reference", "message_id", "item", "version", "code", "sent_key"), "NN-7K4M-9QXR"),
    **dict.fromkeys(("urgent", "waived", "sent", "received_at", "kept_until", "expires_at", "admin"), "yes"),
    **dict.fromkeys(("_method", "__proto__", "constructor.prototype", "answers[worry]", "worry[]"), "DELETE"),
    **dict.fromkeys(("worry", "first_name", "children/k3f9w2/first_name", "your_name"), "Canary-5b21"),
    **dict.fromkeys(("session", "__Host-session", "draft-community"), ""),
}


def with_more(step: Step, typed: Fields) -> Fields:
    """The same fields, each followed by another value, and many that the page does not ask for."""
    asked = {slot.field for slot in step.slots}
    several = {slot.field for slot in step.slots if isinstance(slot.question, Choices)}
    twice = {
        name: [*values, *([] if name in several else ["Canary-5b21", "yes"])]
        for name, values in typed.items()
    }
    extra = {name: value for name, value in EXTRA.items() if not any(one.startswith(name) for one in asked)}
    return {**extra, **twice}


def said(contact: Opened, people: Sequence[str]) -> tuple[object, ...]:
    """What the hub reads, without what is new each time: people's ids, the reference and the minute."""
    parts = []
    for part in (contact.contact, contact.restricted, contact.identity):
        plain = part.decode()
        for number, one in enumerate((contact.reference, *people)):
            plain = plain.replace(one, str(number))
        document = orjson.loads(plain)
        for name in ("message_id", "received_at"):
            document.pop(name, None)
        parts.append(document)
    return (contact.route, contact.urgent, *parts)


@pytest.mark.parametrize("form", FORMS)
async def test_only_what_a_page_asks_is_sent(app: FastAPI, visitor: ByHttp, key_set: Path, form: str) -> None:
    people = []
    for filling in (Filling(app, visitor, form), Filling(app, visitor, form, with_more)):
        await filling.fills_it_in()
        people.append(await filling.people())
        assert await filling.sends() == 303
    contacts = await opened(app, ReceiverKeys.load(key_set / "receiver"))
    plainly, with_extras = map(said, contacts, people)
    assert plainly == with_extras
    assert "Canary" not in repr(with_extras)


@pytest.mark.parametrize("form", FORMS)
async def test_nothing_is_sent_before_every_page_is_answered_whatever_their_order(
    app: FastAPI, visitor: ByHttp, key_set: Path, form: str
) -> None:
    filling = Filling(app, visitor, form, order=Random(24))  # noqa: S311 -- an order, and no secret
    await visitor.goes_to(f"/{form}/danger")
    early = 0
    while await filling.answers_a_page():
        walk = (await filling.draft()).walk()
        if walk.unmet():
            # Where one of the first questions has no answer it leads there.
            assert await filling.sends() == (422 if walk.through_gate() else 303)
            early += 1
    assert early > 5
    assert not await opened(app, ReceiverKeys.load(key_set / "receiver"))
    assert await filling.sends() == 303
    assert len(await opened(app, ReceiverKeys.load(key_set / "receiver"))) == 1


@pytest.mark.parametrize("form", FORMS)
async def test_each_page_that_is_skipped_stops_the_sending(app: FastAPI, visitor: ByHttp, form: str) -> None:
    """A finished draft without the answers of one page, for each of its pages."""
    filling = Filling(app, visitor, form)
    await filling.fills_it_in()
    draft = await filling.draft()
    for step in draft.walk().steps:
        answers = draft.answers
        for slot in step.slots:
            answers = answers.put(slot.spot.scope, {}, forget=(slot.question.id,))
        fewer = draft._replace(answers=answers)
        assert not step.slots or not may_be_sent(fewer.walk()), step.path
