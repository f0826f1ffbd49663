"""Chromium as the tests start it: Debian's own without a window, and it asks nobody outside for anything."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

CHROMIUM = "/usr/bin/chromium-headless-shell"
"""Shows pages as the whole browser does, which takes three times as long to start."""
WHOLE_CHROMIUM = "/usr/bin/chromium"
"""Keeps pages in memory for its Back button too."""
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@asynccontextmanager
async def opened(*flags: str) -> AsyncIterator[Browser]:
    """A browser, which is closed after the block; with these flags besides."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=(*CHROMIUM_FLAGS, *flags))
        yield browser
        await browser.close()
