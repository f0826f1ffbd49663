"""A teacher is told to call, is answered and writes it down: nobody asks twice, nor has them call as if not yet."""

from app.services.desk import today
from tests.people import Person, sends
from tests.town import Town

NOT_YET = "If you have not told anybody here on the telephone yet, call"
AGAIN = "that you have spoken to us. If it gets worse, or you learn more, call"


async def comes_to_call(person: Person) -> None:
    await person.goes_to("/professional")
    await person.chooses("Start now")
    await person.says(danger="no")
    await person.says(urgent_today="yes")
    assert "Call now. Do not wait" in await person.reads()


async def says_what_it_is(person: Person) -> None:
    await person.says(kind="significant-harm")
    await person.says(concerns=["physical-abuse"])
    await person.says(social_worker="no")


async def test_a_teacher_whom_somebody_answered_is_asked_at_once_what_they_were_told(
    writer: Person, town: Town
) -> None:
    await comes_to_call(writer)
    await writer.says(called_now="no-reply")
    assert "Please call again in a minute" in await writer.reads()
    await writer.says(called_again="yes")
    assert AGAIN in await writer.reads()
    await says_what_it_is(writer)
    words = await writer.reads()
    assert "Have you already spoken to us" not in words
    assert "On which day did you speak to us?" in words
    assert "We have filled in today." in words
    # The day is theirs: it was filled in, and they have seen it.
    await writer.says(spoke_to="Ewa Lis", spoke_advice="Keep him at school until somebody comes")
    await writer.chooses("Check and send now, without the rest")
    assert AGAIN in await writer.reads()
    told = await sends(writer, "Send now")
    assert AGAIN in told.words
    assert NOT_YET not in told.words

    opening = (await town.contact(told.reference))["opening"]
    assert opening["called_again"]["code"] == opening["spoke"]["code"] == "yes"
    assert (opening["spoke_to"], opening["spoke_on"]) == ("Ewa Lis", today().isoformat())
    page = await town.page(told.reference)
    assert "Keep him at school until somebody comes" in page
    assert "NOT CALLED" not in page
    assert "NOBODY ANSWERED" not in page


async def test_a_teacher_who_has_not_called_yet_is_told_to_until_they_have(
    writer: Person, town: Town
) -> None:
    await comes_to_call(writer)
    await writer.says(called_now="no")
    assert NOT_YET in await writer.reads()
    await says_what_it_is(writer)
    await writer.says(spoke="no")
    await writer.chooses("Check and send now, without the rest")
    assert NOT_YET in await writer.reads()
    told = await sends(writer, "Send now")
    assert NOT_YET in told.words
    assert "NOT CALLED" in await town.page(told.reference)
