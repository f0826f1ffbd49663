"""What comes to a work address about an adult there, who may read it, says no more than its subject does."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from app.delivery.email import MailChannel
from app.envelope.keys import RelayKeys
from app.profiles.loading import load_profile
from app.storage import outbox
from app.storage.outbox import OutboxRow
from tests.letters import Pile, stationery, words

TELLING = ("officer", "lado", "designated", "allegation", "concern", "adult", "harm", "works with")


@pytest.mark.parametrize("form", ["allegation", "professional"])
@pytest.mark.parametrize("council", ["northamptonshire", "barnet"])
async def test_an_acknowledgement_does_not_say_that_it_is_of_an_adult(
    key_set: Path, pile: Pile, row: Callable[..., OutboxRow], council: str, form: str
) -> None:
    profile = load_profile(council)
    mail = MailChannel(profile, RelayKeys.load(key_set / "relay"), pile, stationery(profile))
    sent = row(channel=outbox.ACKNOWLEDGEMENT, form=form, route="allegation")
    await mail.deliver(sent)
    (email,) = pile.sent
    text, page = words(email)
    shown: Any = html.fromstring(page)
    for said in (text, shown.text_content(), email["Subject"]):
        assert [word for word in TELLING if word in said.casefold()] == []
    for said in (text, shown.text_content()):
        assert "The page below says what happens next." in said
        assert sent.reference in said
        assert profile.telephone.main.number in said
