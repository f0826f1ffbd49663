"""Of one contact: which others may be about the same family, and why, without a name on the screen."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from app.contact.model import Contact
from app.contact.people import Child
from app.errors import NotFiledError
from app.receiver.receive import Receiver
from app.settings import Settings
from tests.receiver.conftest import NOW

Says = Callable[..., str]
HOME = {"address": "14 Larch Road", "postcode": "NN16 8AA"}
JAKUB = Child(contact_id="NN-7K4M-9QXR/1", first_name="Jakub", last_name="Malik", age=8, **HOME)
KUBA = Child(contact_id="NN-7K4M-9QXR/1", last_name="Malik", **HOME)


@pytest.fixture
async def filed(receiver: Receiver, send: Callable[..., Contact]) -> list[str]:
    """Three of one family, and a stranger."""
    sent = [
        send(children=(one,), received_at=NOW - timedelta(hours=hours))
        for hours, one in enumerate((JAKUB, JAKUB, KUBA))
    ]
    sent.append(send())
    await receiver.receive_some()
    return [one.reference for one in sent]


async def test_each_that_is_like_it_says_why_the_likeliest_first(filed: list[str], says: Says) -> None:
    first, second, third, _ = filed
    at, lines = "Sun 2026-11-22", says("hub", "alike", first.lower()).splitlines()
    assert lines[:2] == [
        f"{second}  {at} 15:50  safeguarding  WAITS: a child’s name, and about the same age; a surname and a home",
        f"{third}  {at} 14:50  safeguarding  WAITS: a surname and a home",
    ]
    assert "Nobody has checked it" in lines[3]
    assert len(lines) == 4


async def test_which_of_them_waits_or_was_decided_is_said(filed: list[str], says: Says) -> None:
    """Whoever had decided of one read of the other, and not that nobody had looked at it."""
    first, second, third, _ = filed
    says("hub", "decide", second, "early-help", "--no-email")
    says("hub", "screening", third)
    lines = says("hub", "alike", first).splitlines()
    assert f"{second}  Sun 2026-11-22 15:50  safeguarding  decided, early-help: " in lines[0]
    assert f"{third}  Sun 2026-11-22 14:50  safeguarding  WAITS: " in lines[1]
    says("hub", "close", third, "--undecided")
    assert "  closed: " in says("hub", "alike", first).splitlines()[1]
    assert says("hub", "alike", second).splitlines()[0].startswith(f"{first}  ")


async def test_that_none_is_like_it_is_no_proof(filed: list[str], says: Says) -> None:
    said = says("hub", "alike", filed[3])
    assert said.startswith(f"No other contact in this folder looks like {filed[3]}. There may still be one")


async def test_no_name_and_no_address_is_printed(filed: list[str], says: Says) -> None:
    said = says("hub", "alike", filed[0])
    assert not any(word in said for word in ("Jakub", "Malik", "Larch", "NN16"))


async def test_what_was_taken_away_cannot_be_compared(
    filed: list[str], says: Says, settings: Settings
) -> None:
    (settings.hub_folder / f"{filed[0]}.json").unlink()
    with pytest.raises(NotFiledError, match="not in the folder any more"):
        says("hub", "alike", filed[0])
    assert filed[0] not in says("hub", "alike", filed[1])


async def test_what_is_kept_apart_is_not_looked_at(
    receiver: Receiver, send: Callable[..., Any], says: Says
) -> None:
    """A refuge that two share would tell whoever reads the one of the other."""
    open_one = send(children=(KUBA,))
    kept = {"kept": [{"contact_id": "NN-7K4M-9QXR/1", "kept_address": "14 Larch Road\nNN16 8AA"}]}
    send(children=(KUBA.model_copy(update={"address": None, "postcode": None}),), restricted=kept)
    await receiver.receive_some()
    assert "No other contact" in says("hub", "alike", open_one.reference)
