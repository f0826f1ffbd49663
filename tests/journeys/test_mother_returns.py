"""A mother leaves her story half told on her telephone, and tells the rest the next day on her sister's."""

from tests.people import Person, asks_for_a_code, comes_back

WORRY = "He shouts at night and the little one hides. I do not know what to do."


async def begins(person: Person) -> None:
    await person.goes_to("/family")
    await person.chooses("Start now")
    await person.chooses("Continue")
    await person.says(danger="no")
    await person.says(urgent_today="no")
    await person.says(worry=WORRY)


async def test_a_mother_leaves_and_returns_by_her_code(devices: tuple[Person, Person]) -> None:
    hers, her_sisters = devices
    await begins(hers)
    code = await asks_for_a_code(hers)
    assert "Whoever has the code can read what you wrote" in await hers.reads()

    await her_sisters.goes_to("/")
    await her_sisters.chooses("Go on with something I began")
    slip = code[:-1] + ("2" if code[-1] != "2" else "3")
    await her_sisters.says(code=slip)
    assert "Check group 5 of your code" in await her_sisters.reads()
    await her_sisters.says(code=code.lower().replace(" ", ""))
    assert (await her_sisters.path()).startswith("/family/children/")
    await her_sisters.goes_to("/family")
    await her_sisters.chooses("Continue where you left off")
    await her_sisters.says(first_name="Zofia", last_name="Kowalczyk")
    for device in devices:
        await device.goes_to("/family/check")
        assert WORRY in await device.reads()
        assert "Zofia" in await device.reads()


async def test_a_wrong_code_tells_nothing(devices: tuple[Person, Person]) -> None:
    hers, strangers = devices
    await begins(hers)
    old = await asks_for_a_code(hers)
    await hers.chooses("Show me a new code")
    await comes_back(strangers, old)
    words = await strangers.reads()
    assert "We cannot open anything with this code" in words
    assert await strangers.path() == "/resume"
    assert "shouts" not in words
