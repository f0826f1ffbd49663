"""What became of a referral, for whoever holds its reference and its code."""

import re

import httpx
import pytest
from fastapi import FastAPI

from tests.outages import NOWHERE, served_by
from tests.people import ByHttp, Told, sends, tells_of_a_worry


@pytest.fixture
async def told(visitor: ByHttp) -> Told:
    await tells_of_a_worry(visitor)
    return await sends(visitor)


async def asks(visitor: ByHttp, reference: str, code: str) -> str:
    await visitor.goes_to("/status")
    await visitor.says(reference=reference, code=code)
    return await visitor.reads()


async def test_the_right_pair_says_where_it_is(visitor: ByHttp, told: Told) -> None:
    words = await asks(visitor, told.reference, told.code)
    assert "Received by us at" in words
    assert "Not yet: With our team" in words


async def test_what_happened_is_not_heard_as_one_word_with_when(visitor: ByHttp, told: Told) -> None:
    await asks(visitor, told.reference, told.code)
    times = visitor.tree().find_class("portal-steps__time")
    assert times
    assert {time.getprevious().tag for time in times} == {"br"}


@pytest.mark.parametrize("change", [str.lower, lambda text: text.replace("-", " "), lambda text: text[3:]])
async def test_a_reference_may_be_typed_as_people_type(visitor: ByHttp, told: Told, change: object) -> None:
    assert callable(change)
    assert "Received by us at" in await asks(visitor, change(told.reference), told.code.replace(" ", ""))


async def test_a_wrong_reference_and_a_wrong_code_look_alike(visitor: ByHttp, told: Told) -> None:
    def bare(answer: httpx.Response | None) -> str:
        assert answer
        return re.sub(r'value="[^"]*"', "", answer.text)

    await asks(visitor, told.reference, "0000 0000 0000")
    wrong_code, status = bare(visitor.page), visitor.page and visitor.page.status_code
    await asks(visitor, "NN-7K4M-9QXR", told.code)
    assert bare(visitor.page) == wrong_code
    assert visitor.page
    assert visitor.page.status_code == status == 422


async def test_blank_fields_are_asked_for(visitor: ByHttp) -> None:
    words = await asks(visitor, "", "")
    assert "Enter your reference" in words
    assert "Enter your status code" in words


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("1839 2047 123", "it has 12 digits, and this has 11"),
        ("04821", "a status code has 12 digits, the number in our email has six, and this has 5"),
        ("code: 1839 2047 123", "and this has 11"),
        ("1839 2047 12A4", "it has digits only, and no letters"),
        ("nonsense", "and this has 8"),
    ],
)
async def test_what_can_be_no_code_is_said_beside_it_and_counts_as_no_try(
    visitor: ByHttp, told: Told, code: str, says: str
) -> None:
    pages = []
    for reference in (told.reference, "NN-7K4M-9QXR") * 6:
        await asks(visitor, reference, code)
        assert visitor.page
        assert visitor.page.status_code == 422
        assert says in visitor.tree().get_element_by_id("code-error").text_content()
        pages.append(re.sub(r'value="[^"]*"', "", visitor.page.text))
    assert len(set(pages)) == 1
    assert "Received by us at" in await asks(visitor, told.reference, told.code)


async def test_what_can_be_no_reference_is_said_beside_it(visitor: ByHttp, told: Told) -> None:
    last = "3" if told.reference[-1] == "2" else "2"
    for path in ("/status", "/status/number"):
        await visitor.goes_to(path)
        await visitor.says(reference=told.reference[:-1] + last)
        said = visitor.tree().get_element_by_id("reference-error").text_content()
        assert "Check your reference: it is not quite right" in said


async def test_a_code_may_be_typed_as_people_type_and_into_the_field_of_the_reference(
    visitor: ByHttp, told: Told
) -> None:
    for code in (f"code: {told.code}", f"My status code is {told.code}"):
        assert "Received by us at" in await asks(visitor, told.reference, code)
    assert "Received by us at" in await asks(visitor, told.code, told.reference)


async def test_what_is_no_code_beside_a_code_stays_where_it_was_typed(visitor: ByHttp, told: Told) -> None:
    await asks(visitor, told.code, "nonsense")
    assert visitor.tree().get_element_by_id("reference").get("value") == told.code
    assert visitor.tree().get_element_by_id("code").get("value") == "nonsense"


async def test_blanks_are_nothing_and_of_what_is_long_the_beginning_is_shown_again(visitor: ByHttp) -> None:
    words = await asks(visitor, "  ", "  ")
    assert "Enter your reference" in words
    assert "Enter your status code" in words
    await asks(visitor, "x" * 300, "x" * 300)
    for field in ("reference", "code"):
        assert visitor.tree().get_element_by_id(field).get("value") == "x" * 200


async def test_the_whole_sentence_may_be_pasted(visitor: ByHttp, told: Told) -> None:
    said = f"My reference is {told.reference}, and your code is\u00a0{told.code.replace(' ', chr(0x2013))}. Keep both."
    assert "Received by us at" in await asks(visitor, said, said)


async def test_what_is_to_come_is_said_in_words_for_all(visitor: ByHttp, told: Told) -> None:
    await asks(visitor, told.reference, told.code)
    (steps,) = visitor.tree().find_class("portal-steps")
    assert not steps.find_class("govuk-visually-hidden")
    assert [" ".join(step.text_content().split()).startswith("Not yet: ") for step in steps] == [
        *(False, True, True, True)
    ]


async def test_guessing_ends_and_says_so(visitor: ByHttp, told: Told) -> None:
    for _ in range(10):
        await asks(visitor, told.reference, "0000 0000 0000")
    assert "Too many tries" in await asks(visitor, told.reference, told.code)
    assert visitor.page
    assert visitor.page.status_code == 429


async def test_nothing_of_it_is_in_an_address(visitor: ByHttp, told: Told) -> None:
    await asks(visitor, told.reference, told.code)
    assert visitor.page
    assert visitor.page.url.path == "/status"
    assert not visitor.page.url.query


async def test_another_spelling_of_the_reference_is_the_same_guess(visitor: ByHttp, told: Told) -> None:
    for number in range(10):
        spelled = told.reference[:4] + " " * number + told.reference[4:]
        await asks(visitor, spelled, "0000 0000 0000")
    assert "Too many tries" in await asks(visitor, told.reference.lower(), told.code)


async def test_a_sentence_around_the_reference_is_the_same_guess(visitor: ByHttp, told: Told) -> None:
    for number in range(10):
        await asks(visitor, f"Try {'again ' * number} with {told.reference}", "the code 0000 0000 0000")
    assert "Too many tries" in await asks(visitor, told.reference, told.code)


async def test_right_answers_are_not_counted(visitor: ByHttp, told: Told) -> None:
    for _ in range(12):
        assert "Received by us at" in await asks(visitor, told.reference, told.code)


async def test_a_database_that_is_away_keeps_what_was_typed(
    app: FastAPI, visitor: ByHttp, told: Told
) -> None:
    await visitor.goes_to("/status")
    async with served_by(app, NOWHERE):
        for _ in range(11):
            await visitor.says(reference=told.reference, code=told.code)
            assert visitor.page
            assert visitor.page.status_code == 503
            assert told.reference in visitor.page.text
    assert "Received by us at" in await asks(visitor, told.reference, told.code)


async def test_nobody_reads_of_a_number_by_email_before_those_who_can_have_one(visitor: ByHttp) -> None:
    """A neighbour or a parent has none, and would look for it."""
    for typed in (None, {"reference": "", "code": ""}, {"reference": "NN-7K4M-9QXR", "code": "1839 2047 1"}):
        await visitor.goes_to("/status")
        if typed is not None:
            await visitor.says(**typed)
        words = await visitor.reads()
        before, _, at_work = words.partition("If you sent it at work")
        assert "email" not in before
        assert "have a number sent to your work email" in at_work


async def test_whoever_asked_for_a_number_is_asked_for_it(visitor: ByHttp) -> None:
    await visitor.goes_to("/status/number")
    await visitor.says(reference="NN-7K4M-9QXR", address="a.okafor@larch-hill.example")
    assert "The number from the email, or your own code of 12 digits" in await visitor.reads()
