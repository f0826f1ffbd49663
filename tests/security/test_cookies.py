"""Catalogue 18, of cookies: each is for this host and the server alone, and none outlives its use."""

import re

import httpx

from tests.security.conftest import Answers, Written

GIVEN = re.compile(
    r"__Host-(?P<name>session|language|(?:draft|sent)-[a-z-]+)=(?P<value>[a-z]{2}|(?:left\.)?[\w-]{22}|[\w-]{43}|);"
    r" HttpOnly;(?: Max-Age=(?P<kept>\d+);)? Path=/; SameSite=lax; Secure"
)
FORTNIGHT, HOUR = 14 * 24 * 3600, 3600


async def test_every_cookie_is_bound_to_the_host_and_hidden_from_scripts(
    answers: Answers, written: Written
) -> None:
    client = written.person.client
    token = written.person.token()
    for path in ("/professional/let-go", "/community/copy/remove", "/community/stay", "/community/delete"):
        await client.post(path, data={"csrf": token})
    await client.get("/exit", follow_redirects=False)
    given, gone = dict[str, str | None](), set[str]()
    for cookie in (one for answer in answers for one in answer.headers.get_list("set-cookie")):
        found = GIVEN.fullmatch(cookie)
        assert found, cookie
        assert (found["kept"] == "0") == (found["value"] == ""), cookie
        if found["kept"] == "0":
            gone.add(found["name"])
        else:
            given[found["name"]] = found["kept"]
    assert given == {
        "session": None,
        "draft-professional": str(FORTNIGHT),
        "draft-community": None,
        "sent-community": str(HOUR),
    }
    # The session is not taken away by leaving at once: another takes its place.
    assert gone >= set(given) - {"session"}


async def test_a_cookie_that_another_host_may_have_set_is_not_read(written: Written) -> None:
    held = dict(written.person.client.cookies)
    for name in ("session", "draft-community", "__Secure-draft-community"):
        planted = {name: held[f"__Host-{name.removeprefix('__Secure-')}"]}
        written.person.client.cookies = httpx.Cookies(planted)
        page = await written.person.client.get("/community")
        assert "Continue where you left off" not in page.text
        assert "__Host-session" in page.headers["set-cookie"]
