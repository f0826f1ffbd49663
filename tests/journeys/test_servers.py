"""The same journey with PostgreSQL, RabbitMQ and an SMTP server in the place of the embedded defaults."""

import httpx
import pytest

from tests.journeys.test_school import (
    introduces_herself,
    names_the_family,
    opens,
    tells_the_story,
    the_mother_agrees,
)
from tests.people import ByHttp, sees_progress, sends
from tests.town import Town, until


@pytest.mark.postgresql
@pytest.mark.rabbitmq
async def test_a_school_is_heard_through_real_servers(city: Town) -> None:
    async with httpx.AsyncClient() as client:
        person = ByHttp(city.site, client)
        await opens(person)
        await introduces_herself(person)
        await names_the_family(person)
        await the_mother_agrees(person)
        await tells_the_story(person)
        await person.goes_to("/professional/files")
        await person.adds(("chronology.txt", b"1 September: no coat"))
        await person.chooses("Continue")
        told = await sends(person)
        contact = await city.contact(told.reference)
        assert contact["admitted_by"] == "C1"
        (filed,) = (city.var / "hub" / "files" / told.reference).iterdir()
        assert (filed.name, filed.read_bytes()) == ("1 chronology.txt", b"1 September: no coat")
        await sees_progress(person, told, "With our team at")

    mailbox = city.var.parent / "mailbox" / "new"
    await until(lambda: mailbox.exists() and any(mailbox.iterdir()))
    letters = [letter.read_text() for letter in mailbox.iterdir()]
    assert len(letters) == 1
    assert told.reference in letters[0]
    assert "Nowak" not in letters[0]
    assert told.code not in letters[0]
