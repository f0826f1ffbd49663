"""Sending alone: many finished drafts, each under a key of its own, sent by sixteen people at once."""

import asyncio
from dataclasses import dataclass
from time import perf_counter
from typing import Final

import asyncpg

from app.envelope.drafts import DraftKey
from bench.browser import Browser, opened
from bench.estate import Site
from bench.script import TURNED, AstrayError, Script

PEOPLE: Final = 16
COPY: Final = """
    INSERT INTO drafts (id, form, version, body, expires_at) SELECT $1, form, 1, $2, expires_at
    FROM drafts WHERE id = $3
"""
LEG: Final = 100
"""Sent at a time: as many as a busy council has in an hour."""
LONG_AGO: Final = """
    UPDATE referrals SET received_at = received_at - interval '2 hours'
    WHERE received_at > now() - interval '2 hours'
"""


@dataclass
class Finished:
    """A browser that has filled in a form, and the draft's content, to be given to others."""

    browser: Browser
    form: str
    row: bytes
    document: bytes

    async def drafts(self, database_url: str, count: int) -> list[DraftKey]:
        """So many drafts of the same content, under new keys."""
        keys = [DraftKey.new() for _ in range(count)]
        connection = await asyncpg.connect(database_url)
        await connection.executemany(
            COPY, [(key.row_id, key.seal(1, self.document), self.row) for key in keys]
        )
        await connection.close()
        return keys


async def finished(script: Script, site: Site) -> Finished:
    """Somebody at a script's check page."""
    browser = await opened(site.port)
    await script.before_sending.walk(browser, lambda _: None)
    form = script.lines[-1].path.split("/")[1]
    key = DraftKey.from_cookie(browser.cookies[f"draft-{form}".encode()].decode())
    assert key
    connection = await asyncpg.connect(site.database_url)
    row = await connection.fetchrow("SELECT version, body FROM drafts WHERE id = $1", key.row_id)
    await connection.close()
    return Finished(browser, form, key.row_id, key.unseal(row["version"], row["body"]))


async def sends_a_second(ready: Finished, site: Site, count: int) -> float:
    """How many of so many finished drafts are sent in a second.

    What was sent before each leg is made to lie back: the portal counts an hour’s contacts, and no council has
    thousands.

    Raises:
        AstrayError: one was not.
    """
    browsers = [await opened(site.port) for _ in range(PEOPLE)]
    connection = await asyncpg.connect(site.database_url)
    keys = await ready.drafts(site.database_url, count)
    # What was written before, the rows of the ceiling among it, is brought to the disk before, too.
    await connection.execute("CHECKPOINT")
    seconds = 0.0
    for first in range(0, count, LEG):
        await connection.execute(LONG_AGO)
        seconds += await _sent(ready, browsers, keys[first : first + LEG])
    await connection.close()
    for browser in browsers:
        browser.connection.close()
    return count / seconds


async def _sent(ready: Finished, browsers: list[Browser], keys: list[DraftKey]) -> float:
    """The seconds in which these drafts were sent.

    Raises:
        AstrayError: one was not.
    """
    body = f"csrf={ready.browser.hidden()['csrf']}"
    session = ready.browser.cookies[b"session"]

    async def send(browser: Browser) -> None:
        while keys:
            held = {b"session": session, f"draft-{ready.form}".encode(): keys.pop().cookie.encode()}
            browser.cookies = held
            answer = await browser.post(f"/{ready.form}/send", body)
            if answer.status not in TURNED[1:] or not answer.location.endswith("/sent"):
                raise AstrayError(f"sending was answered {answer.status}")

    began = perf_counter()
    await asyncio.gather(*map(send, browsers))
    return perf_counter() - began
