"""While portals are renewed one by one: what was written on another release is never left out unseen."""

from datetime import datetime

import pytest
from fastapi import FastAPI
from sqlalchemy import Update, select, update

from app.forms.answers import EVERYTHING, Answers
from app.forms.conditions import Answer
from app.services.drafting import open_draft
from app.storage.tables import drafts, referrals
from tests.contact.conftest import fill
from tests.drafted import has_filled_in
from tests.people import ByHttp, asks_for_a_code, comes_back, opens_the_form, sends, tells_of_a_worry
from tests.ways_in import filled

KNIFE = "He keeps a knife by the door"


def newer(slug: str) -> Answers:
    """A whole form, with an answer to a question that this release does not ask."""
    return fill(slug, files=[], more=None).put(EVERYTHING, {"weapons": KNIFE})


def without(answers: Answers, question: str) -> dict[str, Answer]:
    """What was answered once, without one question, which was not asked then."""
    return {name: value for name, value in answers.of(EVERYTHING).items() if name != question}


async def sent(app: FastAPI) -> list[datetime]:
    async with app.state.shop.desk.database.single() as connection:
        return list((await connection.execute(select(referrals.c.received_at))).scalars())


async def is_of_a_newer_release(app: FastAPI, rows: Update, column: str) -> None:
    async with app.state.shop.desk.database.single() as connection:
        await connection.execute(rows.values({column: "of-next-year"}))


@pytest.mark.parametrize("slug", ["community", "family", "young-person", "professional", "allegation"])
async def test_an_answer_of_another_release_is_shown_before_anything_is_sent(
    app: FastAPI, visitor: ByHttp, slug: str
) -> None:
    await has_filled_in(visitor.client, app, slug, newer(slug))
    await visitor.goes_to(f"/{slug}/check")
    assert KNIFE in await visitor.reads()
    assert "would not be sent" in await visitor.reads()


async def test_what_was_not_shown_is_not_left_out(app: FastAPI, visitor: ByHttp) -> None:
    """The page with Send came from the newer portal, and the older one is asked to send."""
    await tells_of_a_worry(visitor, "Shouting at night")
    token = visitor.token()
    await has_filled_in(visitor.client, app, "community", newer("community"))
    visitor.page = await visitor.client.post("/community/send", data={"csrf": token})
    assert visitor.page.status_code == 422
    assert await sent(app) == []
    assert KNIFE in await visitor.reads()
    told = await sends(visitor, "Send without this")
    assert told.reference
    assert len(await sent(app)) == 1


async def test_what_comes_after_it_was_shown_is_shown_too(app: FastAPI, visitor: ByHttp) -> None:
    key = await has_filled_in(visitor.client, app, "community", newer("community"))
    await visitor.goes_to("/community/check")
    typed = filled({"csrf": visitor.token(), "without": "0" * 24})
    answer = await visitor.client.post("/community/send", data=typed)
    assert answer.status_code == 422
    draft = await open_draft(app.state.shop.desk, app.state.shop.desk.form("community"), key)
    assert draft.answers.of(EVERYTHING)["weapons"] == KNIFE


async def test_who_had_filled_in_a_page_reads_that_it_asks_something_more_now(
    app: FastAPI, visitor: ByHttp
) -> None:
    """The older release did not ask it, and its writer had come to the end."""
    whole = fill("professional", files=[], more=None)
    before = Answers({**whole.said, EVERYTHING: without(whole, "written_by")}, whole.groups)
    await has_filled_in(visitor.client, app, "professional", before)
    await visitor.goes_to("/professional/check")
    assert "You have filled in some of these pages before" in await visitor.reads()
    await visitor.goes_to("/professional/your-name")
    assert visitor.page
    assert str(whole.of(EVERYTHING)["your_name"]) in visitor.page.text
    await visitor.chooses("Continue")
    await visitor.goes_to("/professional/check")
    assert "You have filled in some of these pages before" not in await visitor.reads()


async def test_an_urgent_form_that_a_new_first_question_holds_up_leads_to_it_and_then_goes(
    app: FastAPI, visitor: ByHttp
) -> None:
    """Its check was open while the portal was renewed; to show it again would say that it can be sent as it is."""
    whole = fill("young-person", files=[], more=None, urgent_today="yes", called_now="no-reply")
    before = Answers({**whole.said, EVERYTHING: without(whole, "called_again")}, whole.groups)
    await has_filled_in(visitor.client, app, "young-person", before)
    await visitor.goes_to("/young-person/danger")
    token = visitor.token()
    visitor.page = await visitor.client.post(
        "/young-person/send", data={"csrf": token}, follow_redirects=True
    )
    assert await visitor.path() == "/young-person/nobody-answered"
    assert await sent(app) == []
    await visitor.says(called_again="no")
    await visitor.goes_to("/young-person/check")
    assert (await sends(visitor, "Send now")).reference


async def test_a_page_whose_mark_names_no_draft_is_not_said_to_be_of_another(visitor: ByHttp) -> None:
    """Releases until the evening of 26 November 2026 marked what a page showed, and not of which draft."""
    await opens_the_form(visitor)
    typed = {"csrf": visitor.token(), "shown": "0123456789abcdef01234567", "worry": "Shouting at night"}
    visitor.page = await visitor.client.post("/community/worry", data=typed, follow_redirects=True)
    assert visitor.page.status_code == 200
    await visitor.goes_to("/community/worry")
    assert "Shouting at night" in visitor.page.text


async def test_a_page_that_nobody_came_to_is_not_said_to_be_filled_in(visitor: ByHttp) -> None:
    await opens_the_form(visitor)
    await visitor.goes_to("/community/check")
    assert "Please look at these pages" in await visitor.reads()
    assert "You have filled in some of these pages before" not in await visitor.reads()


async def test_a_field_that_only_the_other_release_has_comes_back_and_the_rest_is_kept(
    visitor: ByHttp,
) -> None:
    await opens_the_form(visitor)
    typed = {"csrf": visitor.token(), "asks": "of another", "worry": "Shouting", "weapons": KNIFE}
    visitor.page = await visitor.client.post("/community/worry", data=typed)
    assert visitor.page.status_code == 422
    assert f"could not keep this: ‘{KNIFE}’" in await visitor.reads()
    assert "Shouting" in visitor.page.text
    await visitor.chooses("Continue")
    assert await visitor.path() != "/community/worry"
    await visitor.goes_to("/community/worry")
    assert "Shouting" in visitor.page.text


async def test_a_choice_that_is_not_offered_is_not_taken_for_none(visitor: ByHttp) -> None:
    await visitor.goes_to("/professional")
    await visitor.chooses("Start now")
    typed = {"csrf": visitor.token(), "danger": "perhaps"}
    visitor.page = await visitor.client.post("/professional/danger", data=typed)
    assert visitor.page.status_code == 422
    assert "This list has changed" in await visitor.reads()


@pytest.mark.parametrize("newer", ["form", "route"])
async def test_what_a_newer_portal_sent_is_told_of_as_far_as_this_one_can(
    app: FastAPI, visitor: ByHttp, newer: str
) -> None:
    await tells_of_a_worry(visitor, "Shouting at night")
    told = await sends(visitor)
    await is_of_a_newer_release(app, update(referrals), newer)
    await visitor.goes_to("/community/sent")
    assert told.reference in await visitor.reads()
    assert told.code in await visitor.reads()
    assert "What happens next What happens after a referral?" in await visitor.reads()
    await visitor.goes_to("/status")
    await visitor.says(reference=told.reference, code=told.code)
    assert "Received by us at" in await visitor.reads()


async def test_a_code_for_a_form_that_only_a_newer_portal_has_is_to_be_tried_again(
    app: FastAPI, visitor: ByHttp, elsewhere: ByHttp
) -> None:
    await tells_of_a_worry(visitor, "Shouting at night")
    code = await asks_for_a_code(visitor)
    await is_of_a_newer_release(app, update(drafts), "form")
    await comes_back(elsewhere, code)
    assert elsewhere.page
    assert elsewhere.page.status_code == 503
    assert "Wait a minute and try again" in await elsewhere.reads()


async def test_a_page_open_while_we_changed_it_does_not_blame_another_tab(visitor: ByHttp) -> None:
    """Its mark is of other questions: its writer is alone, and what is saved is their own answer of before."""
    await tells_of_a_worry(visitor, "Shouting at night")
    await visitor.goes_to("/community/worry")
    shown: str = visitor.tree().forms[0].fields["shown"]
    typed = {"csrf": visitor.token(), "asks": "of another", "shown": f"{shown[:12]}{'0' * 24}"}
    visitor.page = await visitor.client.post("/community/worry", data={**typed, "worry": "And by day"})
    words = await visitor.reads()
    assert "We have changed this website since you opened this page" in words
    assert "This is saved: Shouting at night" in words
    assert "This was changed after you opened" not in words
    assert "And by day" in visitor.page.text
