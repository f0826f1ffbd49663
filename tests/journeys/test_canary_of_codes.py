"""Catalogue 1 and 2, of drafts: a resume code and a draft's key are in no file, log, address or email."""

from pathlib import Path

import httpx

from tests.canary import found, of_town
from tests.journeys.test_teacher_by_link import email, emails, has_the_link_sent
from tests.people import ByHttp, asks_for_a_code, code_in, comes_back
from tests.town import started

ADDRESS = "zanzibar.marmalade@larch-hill.example"


async def test_code_and_key_are_nowhere(tmp_path: Path) -> None:
    asked: list[httpx.URL] = []

    async def note(request: httpx.Request) -> None:
        asked.append(request.url)

    with started(tmp_path / "var") as town:
        async with (
            httpx.AsyncClient(event_hooks={"request": [note]}) as client,
            httpx.AsyncClient(event_hooks={"request": [note]}) as another,
        ):
            teacher, lead = ByHttp(town.site, client), ByHttp(town.site, another)
            await teacher.goes_to("/professional/danger")
            await teacher.says(danger="no")
            codes = [await asks_for_a_code(teacher)]
            link = await has_the_link_sent(teacher, town, ADDRESS)
            number = await email(town, ADDRESS, r"Your number is (\d{6})")
            await teacher.goes_to("/professional/hand-over")
            await teacher.says()
            codes.append(code_in(await teacher.reads()))
            await comes_back(lead, codes[0][:-1])
            await comes_back(lead, codes[1])
            await comes_back(lead, codes[0], link)
            key = client.cookies["draft-professional"]
            assert another.cookies["draft-professional"] == key
        written = " ".join(emails(town, ADDRESS))
        secrets = [key, *(group for code in codes for group in code.split())]
        secrets += [code.replace(" ", joined) for code in codes for joined in ("", "-")]
        for secret in secrets:
            assert found([secret], of_town(town)) == []
            assert secret not in written
            assert not [url for url in asked if secret in str(url)]
        mail = town.var / "mail"
        for sealed in (ADDRESS, number, link.rpartition("/")[2]):
            assert found([sealed], of_town(town, mail)) == []
