"""Catalogue 1 and 38: what was written is nowhere but at the hub, and an anonymous writer leaves no trace."""

from pathlib import Path

import httpx

from tests.people import ByHttp, sees_progress, sends
from tests.town import Town, started

CANARY = "zanzibar-marmalade"
BROWSER = "CanaryBrowser/7.0"


def places_holding(word: str, town: Town) -> list[Path]:
    """Every file outside the hub that holds a word: the database with its journal, the spool, mail and logs."""
    files = [
        path
        for path in town.var.rglob("*")
        if path.is_file() and "hub" not in path.relative_to(town.var).parts
    ]
    return [path for path in (*files, town.log) if word.encode() in path.read_bytes()]


async def test_what_was_written_is_nowhere_but_at_the_hub(tmp_path: Path) -> None:
    with started(tmp_path / "var") as town:
        headers = {"user-agent": BROWSER, "referer": "https://canary-referrer.example/"}
        async with httpx.AsyncClient(headers=headers) as client:
            person = ByHttp(town.site, client)
            await person.goes_to("/community/danger")
            await person.says(danger="no")
            await person.says(urgent_today="no")
            await person.says(worry=f"{CANARY} worry")
            await person.says(first_name=f"{CANARY} child", last_name=f"{CANARY} name")
            await person.says(another_child="no")
            await person.says(find_address=f"{CANARY} street", find_online=f"{CANARY} online")
            await person.says(anonymity="named")
            await person.says(your_name=f"{CANARY} me", ways=["email"])
            await person.says(your_email=f"{CANARY}@example.org", email_times=f"{CANARY} times")
            await person.says(your_relation=f"{CANARY} next door")
            await person.says(more=["secret"])
            await person.says(keep_what=f"{CANARY} secret")
            assert places_holding(CANARY, town) == []
            told = await sends(person)
            await town.contact(told.reference)
            await sees_progress(person, told, "Received by the hub at")
            await client.post(f"{town.site}/community/nothing", data={"worry": CANARY})
            await client.get(f"{town.site}/nothing/{CANARY}")
        for word in (CANARY, BROWSER, "canary-referrer", told.code, told.code.replace(" ", "")):
            assert places_holding(word, town) == [], word
        identity = town.var / "hub" / "identity" / f"{told.reference}.identity.json"
        assert f"{CANARY} me" in identity.read_text()
        assert f"{CANARY} me" not in (town.var / "hub" / f"{told.reference}.json").read_text()
