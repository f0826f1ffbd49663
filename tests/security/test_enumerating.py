"""Catalogue 27: a wrong reference, a wrong code, a wrong link are one answer: in words, length, limits and time."""

import pytest
from fastapi import FastAPI

from app.references import parse_resume_code, write_resume_code
from app.services.desk import Desk
from app.services.drafting import open_draft
from app.services.resuming import make_code, resume
from app.storage.resumes import Holder
from tests.people import ByHttp
from tests.security.asked import UNKNOWN, hub_says_all, share_by_looking_hastily, share_by_looking_up
from tests.security.conftest import Written
from tests.timed import PAIRS, TELLING, slower
from tests.ways_in import filled


@pytest.fixture
async def known(app: FastAPI, written: Written) -> Written:
    """A referral of which the hub has said all that it can say."""
    await hub_says_all(app.state.shop.desk, written.key("sent-community").message_id)
    return written


async def test_nobody_can_tell_by_the_time_whether_a_reference_is_known(app: FastAPI, known: Written) -> None:
    share = await share_by_looking_up(app.state.shop.desk, known.told.reference)
    assert abs(share - 0.5) < TELLING


async def test_the_same_measure_tells_when_work_is_left_out(app: FastAPI, known: Written) -> None:
    share = await share_by_looking_hastily(app.state.shop.desk, known.told.reference, PAIRS // 10)
    assert share - 0.5 > 3 * TELLING


async def test_nobody_can_tell_by_the_time_whether_a_code_was_ever_made(app: FastAPI, known: Written) -> None:
    """A code that was replaced, and one that nobody has ever had."""
    desk: Desk = app.state.shop.desk
    replaced, never = parse_resume_code(known.codes[1]), parse_resume_code(write_resume_code(7))
    assert isinstance(replaced, str)
    assert isinstance(never, str)
    draft = await open_draft(desk, desk.form("community"), known.key("draft-community"))
    await make_code(desk, draft, Holder.WRITER)

    async def tries(code: str) -> None:
        assert await resume(desk, code) is None

    share = await slower(lambda: tries(replaced), lambda: tries(never), PAIRS // 10)
    assert abs(share - 0.5) < 3 * TELLING


async def alike(person: ByHttp, path: str, field: str, one: str, other: str) -> None:
    """Fails unless two guesses get the same answers, guess after guess, until no more are heard."""
    assert len(one) == len(other)
    await person.goes_to(path)
    given = filled({"csrf": person.token()})
    for _ in range(12):
        heard = []
        for guess in (one, other):
            answer = await person.client.post(path, data={**given, field: guess})
            heard.append((answer.status_code, answer.text.replace(guess, ""), answer.headers.multi_items()))
        assert heard[0] == heard[1]
    assert heard[0][0] in {200, 422, 429}


async def test_a_reference_that_is_known_is_answered_like_one_that_is_not(
    known: Written, elsewhere: ByHttp
) -> None:
    for path in ("/status", "/status/number"):
        await alike(elsewhere, path, "reference", known.told.reference, UNKNOWN)


async def test_a_link_to_a_draft_is_answered_like_one_to_nothing(known: Written, elsewhere: ByHttp) -> None:
    name = known.key("draft-community").link_name
    await elsewhere.goes_to("/resume")
    typed, said = {"csrf": elsewhere.token(), "code": write_resume_code(7)}, []
    for link in (f"/resume/{name}", f"/resume/{name[::-1]}", "/resume"):
        asked = await elsewhere.client.get(link)
        tried = await elsewhere.client.post(link, data=typed)
        said.append(
            [
                (one.status_code, one.text.replace(f"/{name}", ""), one.headers.multi_items())
                for one in (asked, tried)
            ]
        )
    assert tried.status_code == 422
    assert [[one[0] for one in pair] for pair in said] == [[200, 422]] * 3
    assert said[0] == said[1] == said[2]
