"""What a page says to those who hear it: each name once, and a sentence for whom it is about."""

import re

from fastapi import FastAPI

from tests.contact.conftest import fill
from tests.drafted import has_filled_in
from tests.people import ByHttp, asks_for_a_code, sends, tells_of_a_worry

TOO_LONG = "w" * 20_001
NAMES = (("Ada", "Bee"), ("Cem", "Day"))


async def told_of_two(visitor: ByHttp, app: FastAPI, form: str = "family", forget: str = "") -> None:
    """A form in which everything is answered but one question, of Ada Bee and of Cem Day."""
    answers = fill(form, children=2, adults=1, files=[])
    for item, (first, last) in zip(answers.items("children"), NAMES, strict=True):
        answers = answers.put(f"children/{item}", {"first_name": first, "last_name": last})
    for scope in list(answers.said):
        answers = answers.put(scope, {}, [forget])
    await has_filled_in(visitor.client, app, form, answers)


async def links(visitor: ByHttp, path: str) -> list[str]:
    """The names of a page's links."""
    await visitor.goes_to(path)
    return [" ".join(link.text_content().split()) for link in visitor.tree().iter("a")]


async def test_change_says_whom_it_is_about_and_says_it_once(app: FastAPI, visitor: ByHttp) -> None:
    await told_of_two(visitor, app)
    heard = await links(visitor, "/family/check")
    assert "Change First name (Ada Bee)" in heard
    assert "Change First name (Cem Day)" in heard
    assert "Change How old is Ada Bee?" in heard
    assert not [link for link in heard if link.count("Ada Bee") > 1]


async def test_what_is_missing_says_of_whom(app: FastAPI, visitor: ByHttp) -> None:
    await told_of_two(visitor, app, forget="birth")
    assert "Select what you know about the child’s age (Cem Day)" in await links(visitor, "/family/check")


async def test_what_is_missing_says_of_whom_no_more_than_once(app: FastAPI, visitor: ByHttp) -> None:
    await told_of_two(visitor, app, "professional", forget="relation")
    missing = [one for one in await links(visitor, "/professional/check") if one.startswith("Select what ")]
    assert [one for one in missing if "Ada Bee" in one]
    assert not [one for one in missing if one.endswith(")")]


async def test_what_is_too_long_names_the_question_and_the_child(app: FastAPI, visitor: ByHttp) -> None:
    await told_of_two(visitor, app)
    await visitor.goes_to("/family/what-they-say")
    fields = [name for name in await visitor.asks() if name.startswith("child_views")]
    await visitor.says(**dict.fromkeys(fields, TOO_LONG))
    words = await visitor.reads()
    for first, last in NAMES:
        assert f"Your answer to ‘What does {first} {last} say and want? (optional)’ is too long" in words


async def test_a_code_is_heard_apart_from_the_number_of_its_group(visitor: ByHttp) -> None:
    await tells_of_a_worry(visitor)
    await asks_for_a_code(visitor)
    groups = visitor.tree().xpath("//ol[@class='portal-groups']/li")
    heard = [" ".join(group.text_content().split()) for group in groups]
    assert len(heard) == 5
    for number, group in enumerate(heard, 1):
        assert re.match(rf"Group {number}: [2-9C-X]{{6}}\. \w", group), group


async def test_a_reference_and_a_code_are_said_one_by_one(visitor: ByHttp) -> None:
    await tells_of_a_worry(visitor)
    told = await sends(visitor)
    await visitor.goes_to("/community/copy")
    for said in (told.words, await visitor.reads()):
        for word in (told.reference.replace("-", ""), told.code.replace(" ", "")):
            assert f"(One by one: {', '.join(word)})" in said


async def test_a_page_not_seen_yet_says_whom_it_is_about_no_more_than_once(
    app: FastAPI, visitor: ByHttp
) -> None:
    await told_of_two(visitor, app, "professional", forget="nhs_number")
    unseen = [one for one in await links(visitor, "/professional/check") if one.startswith("Numbers that")]
    assert unseen == [f"Numbers that help us find {first} {last}" for first, last in NAMES]


async def test_a_number_is_not_heard_as_one_word_with_when_to_call_it(visitor: ByHttp) -> None:
    await visitor.goes_to("/")
    notes = visitor.tree().find_class("portal-lines__note")
    assert notes
    assert {note.getprevious().tag for note in notes} == {"br"}


async def test_between_two_phrases_for_an_interpreter_nothing_is_heard(visitor: ByHttp) -> None:
    await visitor.goes_to("/help/interpreting")
    phrases = visitor.tree().xpath("//p[bdi[@lang]]")
    assert [phrase.xpath("text()[normalize-space()]") for phrase in phrases] == [[]]
    assert {dot.get("aria-hidden") for dot in phrases[0].iter("span")} == {"true"}
