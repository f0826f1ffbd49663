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
    await kept_as(app, visitor, "professional", answers)


async def kept_as(app: FastAPI, visitor: ByHttp, form: str, answers: Answers) -> None:
    """A draft of this form, in this visitor's browser."""
    key = await stored(app, form, answers)
    visitor.client.cookies.set(f"draft-{form}", key.cookie, domain="127.0.0.1")


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


async def test_an_only_child_who_is_grown_up_can_be_taken_out_and_another_written_of(
    app: FastAPI, visitor: ByHttp
) -> None:
    said: dict[str, Any] = {"birth": "date-of-birth", "date_of_birth": "1990-03-04", "grown_up": "adult"}
    answers = fill(app.state.shop.desk.form("professional"), children=1, first_name="Ewa", **said)
    await kept(app, visitor, answers)
    (only,) = answers.items("children")
    await visitor.goes_to(f"/professional/children/{only}/over-eighteen")
    links = {one.text: one.get("href") for one in visitor.tree().iter("a")}
    assert links["Remove them from the children"] == "remove"
    await visitor.goes_to(f"/professional/children/{only}/remove")
    words = await visitor.reads()
    assert GOES in words
    assert "You will be asked about a child in their place." in words
    await visitor.chooses("Remove")
    path = await visitor.path()
    assert path.startswith("/professional/children/")
    assert path.endswith("/name")
    assert only not in path
    assert visitor.tree().forms[0].fields["first_name"] == ""
    await visitor.goes_to("/professional/children")
    assert "Remove" not in await visitor.reads()
    await visitor.goes_to(f"{path.removesuffix('name')}remove")
    assert await visitor.path() == "/professional/children"


async def test_the_only_child_of_whom_something_is_written_can_be_taken_out_from_the_list(
    app: FastAPI, visitor: ByHttp
) -> None:
    answers = fill(app.state.shop.desk.form("community"), children=1, first_name="Noah")
    await kept_as(app, visitor, "community", answers)
    await visitor.goes_to("/community/children")
    await visitor.chooses("Remove Noah")
    assert "in their place" in await visitor.reads()


async def test_who_presses_remove_twice_or_goes_back_to_it_is_on_the_list(
    app: FastAPI, visitor: ByHttp
) -> None:
    answers = fill(app.state.shop.desk.form("professional"), children=3, first_name=("Noah", "Bea", "Cee"))
    await kept(app, visitor, answers)
    asks = f"/professional/children/{answers.items('children')[1]}/remove"
    await visitor.goes_to(asks)
    again = visitor.tree().forms[-1].fields
    await visitor.chooses("Remove")
    pressed = await visitor.client.post(f"{visitor.site}{asks}", data=dict(again))
    assert (pressed.status_code, pressed.headers["location"]) == (303, "/professional/children")
    await visitor.goes_to(asks)
    assert await visitor.path() == "/professional/children"
    words = await visitor.reads()
    assert ("Bea" in words, "Noah" in words, "Cee" in words) == (False, True, True)


async def test_of_what_the_form_has_no_list_of_nothing_is_removed(app: FastAPI, visitor: ByHttp) -> None:
    await kept(app, visitor, fill(app.state.shop.desk.form("professional"), children=1, first_name="Noah"))
    answer = await visitor.client.get(f"{visitor.site}/professional/horses/a1b2c3/remove")
    assert answer.status_code == 404


async def test_a_list_of_links_says_who_is_kept(app: FastAPI, visitor: ByHttp) -> None:
    said: dict[str, Any] = {"first_name": ("Noah", "Bea")}
    answers = fill(app.state.shop.desk.form("professional"), children=2, last_name="Boateng", **said)
    await kept(app, visitor, answers)
    await visitor.goes_to(f"/professional/children/{answers.items('children')[1]}/remove")
    main = visitor.tree().get_element_by_id("main-content")
    assert [" ".join(link.text_content().split()) for link in main.iter("a")] == ["Keep Bea Boateng"]
