"""Catalogue 8 in small: every part is killed while people send, and what they were told arrives once."""

import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chaos.estate import KINDS, SLOWEST_START
from tests.chaos.run import Asked, run
from tests.chaos.table import table
from tests.programs import Program, running
from tests.town import until


@pytest.mark.postgresql
@pytest.mark.rabbitmq
async def test_whatever_is_killed_a_confirmed_referral_arrives_exactly_once() -> None:
    done, counted = await run(Asked(confirmed=12, seed=2026, seconds=600, people=6))

    said = table(done, counted)
    assert counted.is_right(), said
    assert counted.confirmed >= 12, said
    assert all(done.storm.kills[kind] for kind in KINDS), said
    assert not any(journey.gave_up for journey in done.journeys), said


@pytest.mark.postgresql
@pytest.mark.rabbitmq
async def test_a_run_that_is_stopped_leaves_nothing_behind(folder: Path) -> None:
    given = {"TMPDIR": str(folder)}
    whole = Program("chaos", (sys.executable, "-m", "tests.chaos"), given, folder.with_suffix(".log"))
    with running(whole):
        await until(lambda: any(folder.glob("*/relay-1.log")), SLOWEST_START)
        assert len(list(with_temporary_files_in(folder))) > 4
        assert whole.process
        whole.process.send_signal(signal.SIGTERM)
        await until(lambda: not whole.runs(), SLOWEST_START)
        assert whole.process.returncode == 130, whole.log.read_text()
    assert left_in(folder) == []
    assert list(with_temporary_files_in(folder)) == []


def left_in(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def with_temporary_files_in(folder: Path) -> Iterator[int]:
    """Every process that was told of a folder, by its arguments or its surroundings."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            said = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
        except OSError:
            continue
        if str(folder).encode() in said:
            yield int(process.name)


@pytest.fixture
def folder() -> Iterator[Path]:
    """One that PostgreSQL's own user may enter."""
    with tempfile.TemporaryDirectory(prefix="mash-stopped-") as made:
        os.chmod(made, 0o755)  # noqa: PTH101, S103
        yield Path(made)
        Path(made).with_suffix(".log").unlink()
