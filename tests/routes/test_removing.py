"""Before somebody is removed the page says what goes and what stays, and no more than is true."""

from typing import Any

from fastapi import FastAPI

from app.forms.answers import Answers
from tests.drafted import stored
from tests.forms.conftest import fill
from tests.people import ByHttp

KEPT, ASKED = "We keep it for them", "We will ask you about it again"
GOES, NOTHING = "Everything you wrote about them", "You have not written anything about them"


async def kept(app: FastAPI, visitor: ByHttp, answers: Answers) -> None:
    """A professional's draft, in this visitor's browser."""
    key = await stored(app, "professional", answers)
    visitor.client.cookies.set("draft-professional", key.cookie, domain="127.0.0.1")


async def test_before_the_first_child_goes_the_page_says_whose_answers_stay(
    app: FastAPI, visitor: ByHttp
) -> None:
    said: dict[str, Any] = {
        "first_name": ("Noah", "Bea", "Cee"),
        "lives": ("address", "address", "as-first-child"),
    }
    answers = fill(app.state.shop.desk.form("professional"), children=3, last_name="Boateng", **said)
    await kept(app, visitor, answers)
    first, second, third = answers.items("children")
    for item, told in ((second, False), (first, True)):
        await visitor.goes_to(f"/professional/children/{item}/remove")
        words = await visitor.reads()
        assert (KEPT in words, "Cee Boateng" in words) == (told, told)
    await visitor.chooses("Remove")
    await visitor.goes_to(f"/professional/children/{third}/home")
    assert visitor.tree().forms[0].fields["lives"] == "address"
    assert visitor.tree().forms[0].fields["address"].strip() == answers.of(f"children/{first}")["address"]


async def test_what_nobody_wrote_of_the_first_child_is_not_said_to_be_kept_for_others(
    app: FastAPI, visitor: ByHttp
) -> None:
    said: dict[str, Any] = {"first_name": ("Noah", "Bea"), "lives": ("address", "as-first-child")}
    answers = fill(app.state.shop.desk.form("professional"), children=2, last_name="Boateng", **said)
    first, second = answers.items("children")
    answers = answers.put(f"children/{first}", {}, ["lives", "address", "first_language", "interpreter"])
    answers = answers.put(f"children/{second}", {"lives": "as-first-child", "same_language": "yes"})
    await kept(app, visitor, answers)
    await visitor.goes_to(f"/professional/children/{first}/remove")
    words = await visitor.reads()
    assert KEPT not in words
    assert words.index(ASKED) < words.index("Bea Boateng")
    assert GOES in words


async def test_of_what_is_partly_written_both_are_said(app: FastAPI, visitor: ByHttp) -> None:
    said: dict[str, Any] = {"first_name": ("Noah", "Bea"), "lives": ("address", "as-first-child")}
    answers = fill(app.state.shop.desk.form("professional"), children=2, last_name="Boateng", **said)
    first, second = answers.items("children")
    answers = answers.put(f"children/{first}", {}, ["first_language", "interpreter"])
    answers = answers.put(f"children/{second}", {"same_language": "yes"})
    await kept(app, visitor, answers)
    await visitor.goes_to(f"/professional/children/{first}/remove")
    words = await visitor.reads()
    assert words.index(KEPT) < words.index(ASKED)
    assert words.count("Bea Boateng") == 2


async def test_of_a_person_of_whom_nothing_is_written_nothing_is_said_to_go(
    app: FastAPI, visitor: ByHttp
) -> None:
    answers = fill(app.state.shop.desk.form("professional"), children=1, adults=0)
    await kept(app, visitor, answers)
    await visitor.goes_to("/professional/adults")
    await visitor.says(another_adult="yes")
    path = await visitor.path()
    assert path.endswith("/name")
    await visitor.goes_to(path.removesuffix("name") + "remove")
    words = await visitor.reads()
    assert (GOES in words, NOTHING in words) == (False, True)
    await visitor.goes_to(path)
    await visitor.says(adult_first_name="Ewa")
    await visitor.goes_to(path.removesuffix("name") + "remove")
    words = await visitor.reads()
    assert (GOES in words, NOTHING in words) == (True, False)
