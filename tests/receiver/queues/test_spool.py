"""The spool at the receiver's end: oldest first, whole files only, what is refused set aside."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from app.receiver.queues.spool import MOST, SpoolSource
from app.settings import Settings


async def test_files_are_taken_in_the_order_in_which_they_came(
    settings: Settings, spool: Callable[..., Path]
) -> None:
    for moment, name in ((3, "a"), (1, "c"), (2, "b")):
        os.utime(spool(name.encode(), name), (moment, moment))
    taken = await SpoolSource(settings.spool_folder).take()
    assert [await one.read() for one in taken] == [b"c", b"b", b"a"]


async def test_what_is_still_being_written_is_not_taken(
    settings: Settings, spool: Callable[..., Path]
) -> None:
    spool(b"half", ".a.json.0123.part")
    spool(b"half", ".b")
    assert list(await SpoolSource(settings.spool_folder).take()) == []


@pytest.mark.parametrize("again", [False, True])
async def test_a_refused_file_is_not_taken_again_and_is_not_lost(
    settings: Settings, spool: Callable[..., Path], files: Callable[..., set[str]], *, again: bool
) -> None:
    source = SpoolSource(settings.spool_folder)
    spool(b"poison")
    (taken,) = await source.take()
    await taken.refuse(again=again)
    assert list(await source.take()) == []
    assert files(settings.spool_folder) == {"refused/poison.json"}


async def test_a_spool_that_is_not_there_yet_is_empty(settings: Settings) -> None:
    assert list(await SpoolSource(settings.spool_folder).take()) == []


async def test_however_many_are_given_back_they_stand_behind_the_others(
    settings: Settings, spool: Callable[..., Path]
) -> None:
    source = SpoolSource(settings.spool_folder)
    for number in range(MOST):
        os.utime(spool(b"stuck", f"stuck{number}"), (number, number))
    spool(b"new", "new")
    for one in await source.take():
        await one.later()
    first, *others = await source.take()
    assert await first.read() == b"new"
    await first.accept()
    assert [await one.read() for one in await source.take()] == [b"stuck"] * len([*others, first])
