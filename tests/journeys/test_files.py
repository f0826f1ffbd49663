"""Files go with a referral, named to their writer, opened by the hub alone."""

from io import BytesIO

import pytest
from PIL import Image

from tests import samples
from tests.people import InChromium, Person, comes_to_the_files, sees_progress, sends, tells_of_a_worry
from tests.town import Town

WIDE = "document.documentElement.scrollWidth > innerWidth"


async def test_a_neighbour_adds_a_photo_and_the_hub_opens_it_without_its_hidden_details(
    person: Person, town: Town
) -> None:
    photo, letter = samples.jpeg((600, 400)), samples.pdf(photo=True)
    await tells_of_a_worry(person)
    await comes_to_the_files(person)
    assert "We take hidden details out" in await person.reads()

    await person.adds(("../../the door.exe", photo), ("letter.pdf", letter))
    assert "the door.jpg" in await person.reads()
    await person.adds(("drawing.svg", b"<svg onload='alert(1)'/>"))
    words = await person.reads()
    assert "There is a problem" in words
    assert "‘drawing.svg’ must be a PDF, Word (DOCX), JPEG, PNG, HEIC or plain text (TXT) file" in words
    assert "letter.pdf" in words
    await person.adds()
    assert "Select a file" in await person.reads()
    await person.adds(("words.txt", b"Three words"))
    await person.chooses("Remove letter.pdf")
    assert "letter.pdf" not in await person.reads()
    await person.chooses("Continue")
    assert await person.path() == "/community/check"
    words = await person.reads()
    assert "the door.jpg (" in words
    assert "words.txt (11 bytes)" in words

    told = await sends(person)
    contact = await town.contact(told.reference)
    names = [file["name"] for file in contact["enclosures"]["files"]]
    assert names == ["the door.jpg", "words.txt"]
    folder = town.var / "hub" / "files" / told.reference
    assert sorted(path.name for path in folder.iterdir()) == ["1 the door.jpg", "2 words.txt"]
    filed = (folder / "1 the door.jpg").read_bytes()
    assert samples.CANARY not in filed
    assert Image.open(BytesIO(filed)).tobytes() == Image.open(BytesIO(photo)).tobytes()
    assert (folder / "2 words.txt").read_text() == "Three words"
    page = await town.page(told.reference)
    assert "NOT SCANNED FOR VIRUSES" in page
    assert "1 the door.jpg" in page
    await sees_progress(person, told, "With our team at")


async def test_five_files_are_the_most(person: Person) -> None:
    await tells_of_a_worry(person)
    await comes_to_the_files(person)
    await person.adds(*((f"{number}.txt", b"words") for number in range(1, 5)))
    await person.adds(("5.txt", b"words"), ("6.txt", b"words"))
    words = await person.reads()
    assert "You can only add 5 files. Remove one to add ‘6.txt’" in words
    assert "You have added 5 files" in words
    await person.chooses("Remove 3.txt")
    await person.adds(("7.txt", b"words"))
    words = await person.reads()
    assert "7.txt" in words
    assert "3.txt" not in words


@pytest.mark.chromium
@pytest.mark.parametrize("person", ["chromium"], indirect=True)
async def test_on_a_telephone_the_page_stays_as_wide_as_the_screen(person: InChromium, town: Town) -> None:
    await person.page.set_viewport_size({"width": 360, "height": 700})
    await tells_of_a_worry(person)
    await comes_to_the_files(person)
    assert not await person.page.evaluate(WIDE)
    await person.adds(("W" * 120 + ".txt", b"Three words"))
    assert not await person.page.evaluate(WIDE)
    await person.adds(("W" * 120 + ".svg", b"<svg/>"))
    assert "There is a problem" in await person.reads()
    assert not await person.page.evaluate(WIDE)
    await person.chooses("Continue")
    told = await sends(person)
    contact = await town.contact(told.reference)
    assert [file["size"] for file in contact["enclosures"]["files"]] == [11]
