"""Say which RabbitMQ at the given URLs answers, and can be used by the tests.

Usage: python scripts/answering.py [--within SECONDS] URL [URL ...]
Prints each URL that answers, in the order given, and says of each other why not, without its password.
Exits with 1 when none answers.
"""

import argparse
import asyncio
import logging
import sys
import time
from urllib.parse import urlsplit

import aiormq

SECONDS_TO_ANSWER = 3
SECONDS_BETWEEN_TRIES = 0.5


async def ask_rabbitmq(url: str) -> None:
    """Raise unless a channel opens."""
    connection = await aiormq.connect(url)
    try:
        await connection.channel()
    finally:
        await connection.close()


async def why_not(url: str) -> str:
    """Why the server at this URL cannot be used; empty when it can."""
    try:
        await asyncio.wait_for(ask_rabbitmq(url), SECONDS_TO_ANSWER)
    except (OSError, TimeoutError, aiormq.AMQPError) as error:
        return f"no answer ({type(error).__name__})"
    return ""


async def reasons_against(urls: list[str], within: float) -> list[str]:
    """Why each cannot be used, asked again for so many seconds while none can."""
    give_up = time.monotonic() + within
    while True:
        reasons = await asyncio.gather(*(why_not(url) for url in urls))
        if "" in reasons or time.monotonic() >= give_up:
            return reasons
        await asyncio.sleep(SECONDS_BETWEEN_TRIES)


def main() -> int:
    """Read the command line, ask, and answer."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--within", type=float, default=0, metavar="SECONDS")
    reader.add_argument("urls", nargs="+", metavar="URL")
    asked = reader.parse_args()
    logging.disable()  # aiormq logs each refusal; ours is said below, once
    reasons = asyncio.run(reasons_against(asked.urls, asked.within))
    for url, reason in zip(asked.urls, reasons, strict=True):
        if reason:
            print(f"{urlsplit(url).hostname}:{urlsplit(url).port}: {reason}", file=sys.stderr)
        else:
            print(url)
    return 0 if "" in reasons else 1


if __name__ == "__main__":
    sys.exit(main())
