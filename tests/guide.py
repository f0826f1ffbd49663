"""A guide for operators, whose commands a test runs as they stand there: ours in this process, others by bash."""

import asyncio
import re
import subprocess
from itertools import groupby
from pathlib import Path

from typer.testing import CliRunner

from app.__main__ import cli
from app.errors import PortalError

OURS = "python -m app "
COMMENT = re.compile(r"\s+#.*$")


class Guide:
    """A page of docs; every block of shell that was run is remembered, so that none can be left out."""

    def __init__(self, page: Path) -> None:
        self._text = page.read_text(encoding="utf-8")
        self.blocks = {
            (heading, number): block
            for heading, text in self._sections()
            for number, block in enumerate(re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE))
        }

    async def does(self, heading: str, number: int = 0, **words: str) -> str:
        """Run a block, with words in place of its own words in capitals; what it printed."""
        block = self.blocks[heading, number]
        for name, word in words.items():
            assert name in block
            block = block.replace(name, word)
        return await asyncio.to_thread(_run, block)

    def _sections(self) -> list[tuple[str, str]]:
        parts = re.split(r"^#{2,3} (.+)$", self._text, flags=re.MULTILINE)
        return list(zip(parts[1::2], parts[2::2], strict=True))


def _run(block: str) -> str:
    lines = [COMMENT.sub("", line) for line in block.splitlines()]
    runs = groupby((line for line in lines if line), lambda line: line.startswith(OURS))
    return "".join(_by_us(list(run)) if ours else _by_bash("\n".join(run)) for ours, run in runs)


def _by_us(commands: list[str]) -> str:
    said = []
    for command in commands:
        done = CliRunner().invoke(cli, command.removeprefix(OURS))
        if isinstance(done.exception, PortalError):
            raise done.exception
        assert done.exit_code == 0, (command, done.output, done.exception)
        said.append(done.output)
    return "".join(said)


def _by_bash(script: str) -> str:
    ran = subprocess.run(["bash", "-euc", script], capture_output=True, text=True, check=True)
    return ran.stdout
