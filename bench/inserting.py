"""The ceiling of sending: rows that asyncpg inserts by itself, each committed, for sixteen clients at once.

Usage: python -m bench.inserting URL SECONDS BYTES; it prints the rows of a second.
"""

import asyncio
import os
import sys
from time import perf_counter
from typing import Final

import asyncpg

CLIENTS: Final = 16
CREATE: Final = "CREATE TABLE IF NOT EXISTS ceiling (id bigserial PRIMARY KEY, body bytea NOT NULL)"


async def rows_a_second(url: str, seconds: float, size: int) -> float:
    """How many rows of so many bytes can be inserted in a second."""
    body = os.urandom(size)
    done = 0
    async with asyncpg.create_pool(url, min_size=CLIENTS, max_size=CLIENTS) as pool:
        await pool.execute(CREATE)
        began = perf_counter()

        async def insert() -> None:
            nonlocal done
            async with pool.acquire() as connection:
                statement = await connection.prepare("INSERT INTO ceiling (body) VALUES ($1)")
                while perf_counter() - began < seconds:
                    await statement.fetch(body)
                    done += 1

        await asyncio.gather(*(insert() for _ in range(CLIENTS)))
        return done / (perf_counter() - began)


if __name__ == "__main__":
    url, seconds, size = sys.argv[1:]
    sys.stdout.write(str(asyncio.run(rows_a_second(url, float(seconds), int(size)))))
