"""Connections to a database in a file of our own: what could not be opened leaves nothing at work behind it."""

import asyncio
from typing import Any

import aiosqlite


async def opened(*where: Any, **how: Any) -> aiosqlite.Connection:
    """A new connection, as `aiosqlite.connect` gives it.

    It has a thread of its own. Where the file cannot be opened, that is told before the thread has ended, and whoever
    then ends the event loop has the thread report to none: a traceback, after the line that says what is wrong.
    """
    connection = aiosqlite.connect(*where, **how)
    thread = connection._thread  # noqa: SLF001 -- as SQLAlchemy does: no thread keeps a process from ending
    thread.daemon = True
    try:
        return await connection
    except aiosqlite.Error:
        await asyncio.to_thread(thread.join)
        raise
