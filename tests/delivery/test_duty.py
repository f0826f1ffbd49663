"""What the people on duty read: neutral, with each reference, and with what to do."""

from datetime import datetime, timedelta

import pytest

from app.delivery.causes import Cause, Finding
from app.delivery.duty import MOST_NAMED, DutyDesk, open_duty
from app.errors import UndeliverableError
from app.profiles.model import Profile
from app.settings import Settings
from app.storage.alarms import Telling
from app.storage.outbox import Late
from tests.letters import Pile, words


@pytest.fixture
def duty(profile: Profile, pile: Pile) -> DutyDesk:
    return DutyDesk(profile, pile, "no-reply@hub.example", "duty@hub.example")


def telling(cause: Cause, now: datetime) -> Telling:
    return Telling(cause, now, None)


async def test_a_late_receipt_names_the_reference_when_it_was_sent_and_whom_to_call(
    duty: DutyDesk, pile: Pile, profile: Profile, now: datetime
) -> None:
    late = Late("NN-7K4M-9QXR", now - timedelta(hours=1))
    cause = Cause.URGENT_NO_RECEIPT
    await duty.tell(Finding(cause, stands=True, count=1, late=[late]), telling(cause, now))
    (email,) = pile.sent
    assert email["To"] == "duty@hub.example"
    assert email["From"] == "no-reply@hub.example"
    assert email["Auto-Submitted"] == "auto-generated"
    (text,) = words(email)
    assert "NN-7K4M-9QXR, sent at 9am on Monday 23 November" in text
    assert profile.telephone.main.number in text
    assert profile.telephone.out_of_hours.number in text
    assert "urgent" not in f"{email['Subject']} {text}"


@pytest.mark.parametrize("cause", Cause)
async def test_every_cause_of_every_council_has_words(council: Profile, cause: Cause, now: datetime) -> None:
    pile = Pile()
    desk = DutyDesk(council, pile, "no-reply@hub.example", "duty@hub.example")
    late = [Late("NN-7K4M-9QXR", now)] if "receipt" in cause else []
    await desk.tell(Finding(cause, stands=True, moment=now, count=3, late=late), telling(cause, now))
    (email,) = pile.sent
    (text,) = words(email)
    assert "What to do\n\n1. " in text.replace("\r\n", "\n")
    assert "{" not in f"{email['Subject']} {text}"
    assert "\n\n\n" not in text.replace("\r\n", "\n")


async def test_a_long_list_is_cut_and_says_so(duty: DutyDesk, pile: Pile, now: datetime) -> None:
    late = [Late(f"NN-{number:04}-0000", now) for number in range(MOST_NAMED + 7)]
    cause = Cause.NO_RECEIPT
    await duty.tell(Finding(cause, stands=True, count=len(late), late=late), telling(cause, now))
    (text,) = words(pile.sent[0])
    assert text.count("NN-") == MOST_NAMED
    assert "and 7 more: look in the relay’s log" in text


async def test_each_telling_has_a_message_id_of_its_own_which_its_repeat_keeps(
    duty: DutyDesk, pile: Pile, now: datetime
) -> None:
    finding = Finding(Cause.DEAD_LETTERS, stands=True, count=1)
    first, again = Telling(finding.cause, now, None), Telling(finding.cause, now, now)
    later = Telling(finding.cause, now + timedelta(days=1), None)
    for one in (first, first, again, later):
        await duty.tell(finding, one)
    ids = [email["Message-ID"] for email in pile.sent]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3


async def test_without_a_duty_address_nothing_is_sent(profile: Profile, pile: Pile, now: datetime) -> None:
    desk = DutyDesk(profile, pile, "no-reply@hub.example", "")
    await desk.tell(Finding(Cause.DEAD_LETTERS, stands=True), telling(Cause.DEAD_LETTERS, now))
    assert pile.sent == []


async def test_an_address_that_is_two_is_not_written_to(profile: Profile, pile: Pile, now: datetime) -> None:
    desk = DutyDesk(profile, pile, "no-reply@hub.example", "a@b.example\nBcc: c@d.example")
    with pytest.raises(UndeliverableError):
        await desk.tell(Finding(Cause.DEAD_LETTERS, stands=True), telling(Cause.DEAD_LETTERS, now))


async def test_the_setting_goes_before_the_profiles_address(
    settings: Settings, profile: Profile, now: datetime
) -> None:
    council = profile.model_copy(update={"duty_email": "profile@hub.example"})
    for given in ({}, {"duty_email": "setting@hub.example"}):
        desk = open_duty(settings.model_copy(update=given), council)
        cause = Cause.DEAD_LETTERS
        await desk.tell(Finding(cause, stands=True), Telling(cause, now + timedelta(len(given)), None))
    letters = "".join(letter.read_text() for letter in settings.mail_folder.iterdir())
    assert "To: profile@hub.example" in letters
    assert "To: setting@hub.example" in letters
