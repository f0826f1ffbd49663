"""A teacher goes on at home by a link and a code, and the safeguarding lead finishes what she began."""

import re
from email import message_from_bytes, policy
from uuid import uuid4

from tests.letters import words
from tests.people import Person, asks_for_a_code, code_in, comes_back, sends
from tests.town import Town, until


def emails(town: Town, address: str) -> list[str]:
    """The text of each email that went to an address, oldest first."""
    files = sorted((town.var / "mail").glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
    letters = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in files]
    return [f"{one['subject']} {words(one)[0]}" for one in letters if one["to"] == address]


async def email(town: Town, address: str, pattern: str) -> str:
    """What a pattern finds in an email to an address, once it has come."""

    def found() -> list[str]:
        return [hit for text in emails(town, address) for hit in re.findall(pattern, text)]

    await until(lambda: bool(found()))
    return found()[-1]


async def has_the_link_sent(person: Person, town: Town, address: str) -> str:
    """Gives her work address, the number that comes there, and reads the link that follows."""
    await person.goes_to("/professional/work-email")
    await person.says(address=address)
    await person.says(number=await email(town, address, r"Your number is (\d{6})"))
    assert "We have sent you the link" in await person.reads()
    return await email(town, address, rf"{town.site}(/resume/\S+)")


async def test_a_teacher_goes_on_at_home_by_link_and_code(devices: tuple[Person, Person], town: Town) -> None:
    at_school, at_home = devices
    address = f"t.adeyemi.{uuid4().hex}@larch-hill.example"
    await at_school.goes_to("/professional/danger")
    await at_school.says(danger="no")
    code = await asks_for_a_code(at_school)
    link = await has_the_link_sent(at_school, town, address)
    for text in emails(town, address):
        assert not [group for group in code.split() if group in text]

    await at_home.goes_to(link)
    assert "urgent" not in (await at_home.reads()).lower()
    await at_home.says(code=code)
    assert await at_home.path() == "/professional/urgent"


async def test_a_teacher_hands_over_to_the_safeguarding_lead(
    devices: tuple[Person, Person], town: Town
) -> None:
    teacher, lead = devices
    await teacher.goes_to("/professional/danger")
    await teacher.says(danger="yes")
    await teacher.says(called_999=["yes"])
    await teacher.says(kind="not-sure")
    mine = await asks_for_a_code(teacher)
    await teacher.goes_to("/professional/save")
    await teacher.chooses("Give this referral to a colleague")
    await teacher.says(whose=["alone"])
    theirs = code_in(await teacher.reads())
    await comes_back(lead, mine)
    assert "We cannot open anything with this code" in await lead.reads()
    await comes_back(lead, theirs)
    await teacher.chooses("Have this browser forget it")
    await teacher.goes_to("/professional")
    assert "Start now" in await teacher.reads()

    await lead.says(concerns=["neglect"])
    await lead.says(social_worker="no")
    await lead.says(spoke="no")
    await lead.chooses("Check and send now, without the rest")
    told = await sends(lead, "Send now")
    contact = await town.contact(told.reference)
    assert contact["urgent"] is True
    assert contact["opening"]["kind"]["code"] == "not-sure"
    await comes_back(teacher, theirs)
    assert "We cannot open anything with this code" in await teacher.reads()
