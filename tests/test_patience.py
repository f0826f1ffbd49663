"""Work that is repeated: it outlives failures, says no more than their types, and stops when told."""

import asyncio
import errno
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import patience
from app.errors import StorageUnavailableError
from app.patience import LONGEST, SHORTEST, Errands, backoff, keep_doing, pause


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@given(st.integers(min_value=0))
def test_a_wait_is_never_shorter_than_a_second_nor_longer_than_five_minutes(failures: int) -> None:
    assert SHORTEST <= backoff(failures) <= LONGEST


def test_rows_that_failed_together_do_not_come_back_together() -> None:
    assert len({backoff(8) for _ in range(20)}) > 1


async def test_a_wait_ends_at_once_when_told_to_stop() -> None:
    stopping = asyncio.Event()
    waiting = asyncio.create_task(pause(LONGEST, stopping))
    await asyncio.sleep(0)
    stopping.set()
    await waiting


async def test_work_goes_on_at_once_while_there_is_more_of_it() -> None:
    stopping, rounds = asyncio.Event(), iter(range(3))

    async def work() -> bool:
        if next(rounds) == 2:
            stopping.set()
        return True

    await keep_doing("work", work, stopping, idle=LONGEST)
    assert list(rounds) == []


async def test_work_outlives_its_failures_and_their_words_are_not_logged(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stopping, tries = asyncio.Event(), iter(range(3))
    waited: list[int] = []

    def at_once(failures: int) -> float:
        waited.append(failures)
        return 0.0

    async def work() -> bool:
        if next(tries) < 2:
            raise ValueError("Ana Nowak")
        stopping.set()
        return False

    monkeypatch.setattr(patience, "backoff", at_once)
    await keep_doing("work", work, stopping)
    said = "".join(capsys.readouterr())
    assert waited == [1, 2]
    assert "ValueError" in said
    assert "Ana" not in said


async def test_what_the_system_says_is_logged_without_the_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stopping = asyncio.Event()

    async def work() -> bool:
        stopping.set()
        raise OSError(errno.ENOSPC, "Ana Nowak", "NN-7K4M-9QXR.json")

    monkeypatch.setattr(patience, "backoff", lambda _: 0.0)
    await keep_doing("work", work, stopping)
    said = "".join(capsys.readouterr())
    assert "No space left on device" in said
    assert "Ana" not in said
    assert "NN-7K4M" not in said


async def test_work_that_hangs_is_given_up_when_told_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "GRACE", 0.01)
    stopping, begun = asyncio.Event(), asyncio.Event()

    async def work() -> bool:
        begun.set()
        await asyncio.Event().wait()
        return True

    working = asyncio.create_task(keep_doing("work", work, stopping))
    await begun.wait()
    stopping.set()
    await working


async def test_work_in_hand_is_ended_when_told_to_stop() -> None:
    stopping, begun, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def work() -> bool:
        begun.set()
        await stopping.wait()
        ended.set()
        return True

    working = asyncio.create_task(keep_doing("work", work, stopping))
    await begun.wait()
    stopping.set()
    await working
    assert ended.is_set()


async def test_work_that_was_cancelled_from_within_is_begun_again() -> None:
    stopping, tries = asyncio.Event(), iter(range(2))

    async def work() -> bool:
        if next(tries) == 0:
            raise asyncio.CancelledError
        stopping.set()
        return False

    await keep_doing("work", work, stopping, idle=0.0)
    assert list(tries) == []


async def test_an_errand_that_fails_stops_no_other_and_the_end_waits_for_all() -> None:
    done: list[int] = []

    async def run(number: int) -> None:
        await asyncio.sleep(0)
        if number == 1:
            raise StorageUnavailableError("away")
        done.append(number)

    errands = Errands(at_once=1)
    for number in range(4):
        errands.send("send numbers", partial(run, number))
    assert done == []
    await errands.finish()
    assert done == [0, 2, 3]


async def test_more_errands_than_can_wait_are_never_run() -> None:
    done: list[int] = []

    async def run(number: int) -> None:
        done.append(number)

    errands = Errands(most=2)
    for number in range(5):
        errands.send("send numbers", partial(run, number))
    await errands.finish()
    assert done == [0, 1]
