"""Anybody can have an address of a provider of private email: the hub reads so, and nobody is turned away for it."""

from collections.abc import Callable
from typing import Any

import pytest

from app.contact.answered import Coded
from app.contact.model import Caution, Contact
from app.contact.people import Referrer
from app.contact.sealed import Restricted
from app.profiles.model import Profile
from app.receiver.copies.private_mail import is_private_mail
from app.receiver.copies.readable import readable_apart
from app.receiver.copies.to_call import ANYBODYS
from app.templating.rendering import Templates

POSED = Referrer(your_name="Sam Vale", your_phone="07700 900 982", your_email="s.vale@gmail.com")
AT_WORK = POSED.model_copy(update={"your_email": "s.vale@larch-hill.example"})


@pytest.mark.parametrize(
    "address",
    [
        *(
            "a.b@gmail.com",
            "A.B@GMAIL.COM",
            "a@googlemail.com",
            "a@hotmail.co.uk",
            "a@hotmail.fr",
            "a@outlook.com",
        ),
        *("a@yahoo.co.uk", "a@live.com", "a@icloud.com", "a@btinternet.com", "a@proton.me", "a@gmx.net"),
    ],
)
def test_an_address_that_anybody_can_have_is_known_as_that(address: str) -> None:
    assert is_private_mail(address)


@pytest.mark.parametrize(
    "address",
    [
        *("a@nhs.net", "a@larch-hill.example", "a@barnet.gov.uk", "a@live.larch-hill.sch.uk", "a@hotmail"),
        *("a@outlook.school.example", "gmail.com@larch-hill.example", "a@notgmail.com", "a@bt.com", "", None),
    ],
)
def test_one_of_somebody_who_gives_work_is_not(address: str | None) -> None:
    assert not is_private_mail(address)


def test_the_glance_says_so_beside_whom_to_call(shown: Callable[..., str]) -> None:
    text = shown(referrer=POSED)
    assert f"Who to call\nSam Vale\n{ANYBODYS}\n" in text
    assert ANYBODYS not in shown(referrer=AT_WORK)


def test_so_does_the_restricted_copy_of_one_whom_the_family_must_not_know(
    contact: Callable[..., Contact], profile: Profile
) -> None:
    kept: dict[str, Any] = {"caution": Caution(keep_name_from_family=Coded(code="yes", label="Yes"))}
    one = contact(**kept)
    header = {"message_id": one.message_id, "reference": one.reference}
    for referrer, says in ((POSED, True), (AT_WORK, False)):
        page = readable_apart(Templates(profile), one, Restricted(**header, referrer=referrer))
        assert (ANYBODYS in page) is says
