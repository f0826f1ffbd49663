"""The ceiling of sending: rows that asyncpg inserts by itself, each committed, for sixteen clients.

Usage: python -m bench.inserting URL SECONDS BYTES [RATE]; it prints the rows of a second, or where so many come in a
second by chance, the milliseconds that half of them and 99 of 100 took at most.
"""

import asyncio
import os
import sys
from random import Random
from time import perf_counter
from typing import Final

import asyncpg

from bench.figures import percentile

CLIENTS: Final = 16
CREATE: Final = "CREATE TABLE IF NOT EXISTS ceiling (id bigserial PRIMARY KEY, body bytea NOT NULL)"
INSERT: Final = "INSERT INTO ceiling (body) VALUES ($1)"


async def rows_a_second(pool: asyncpg.Pool, seconds: float, body: bytes) -> float:
    """How many rows can be inserted in a second, where each client inserts the next as one is committed."""
    done = 0
    began = perf_counter()

    async def insert() -> None:
        nonlocal done
        async with pool.acquire() as connection:
            statement = await connection.prepare(INSERT)
            while perf_counter() - began < seconds:
                await statement.fetch(body)
                done += 1

    await asyncio.gather(*(insert() for _ in range(CLIENTS)))
    return done / (perf_counter() - began)


async def milliseconds_by_chance(
    pool: asyncpg.Pool, seconds: float, body: bytes, rate: float
) -> tuple[float, float]:
    """What a row takes until it is committed, where so many come in a second by chance: p50 and p99."""
    took: list[float] = []
    chance, loop = Random(1), asyncio.get_running_loop()
    at, end = loop.time(), loop.time() + seconds

    async def insert() -> None:
        began = perf_counter()
        await pool.execute(INSERT, body)
        took.append(1000 * (perf_counter() - began))

    async with asyncio.TaskGroup() as there:
        while at < end:
            at += chance.expovariate(rate)
            await asyncio.sleep(max(0, at - loop.time()))
            there.create_task(insert())
    return percentile(took, 0.5), percentile(took, 0.99)


async def measure(url: str, seconds: float, size: int, rate: float) -> tuple[float, ...]:
    """One of the two, with rows of so many bytes."""
    body = os.urandom(size)
    async with asyncpg.create_pool(url, min_size=CLIENTS, max_size=CLIENTS) as pool:
        await pool.execute(CREATE)
        if rate:
            return await milliseconds_by_chance(pool, seconds, body, rate)
        return (await rows_a_second(pool, seconds, body),)


if __name__ == "__main__":
    url, seconds, size, *rate = sys.argv[1:]
    figures = asyncio.run(measure(url, float(seconds), int(size), float(rate[0]) if rate else 0))
    sys.stdout.write(" ".join(map(str, figures)))
