"""How a command runs what goes on until it is told to stop."""

import asyncio
from collections.abc import Awaitable, Callable

from app.commands.starting import say_start
from app.metrics import served
from app.patience import told_to_stop
from app.settings import Settings, read_settings


def until_stopped(
    process: str, run: Callable[[Settings, asyncio.Event], Awaitable[None]], every: int = 0
) -> None:
    """Run a process until it is told to stop, and let it finish what it has in hand; one that looks says how often."""
    settings = read_settings()
    say_start(process, settings, every)

    async def main() -> None:
        await run(settings, told_to_stop())

    with served(settings.metrics_host, settings.metrics_port):
        asyncio.run(main())
