"""The list of what waits comes whatever else fails, and says what is not in it."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from app.contact.people import Child
from app.receiver.hub import alike
from app.receiver.steps import STEPS
from app.settings import Settings

Says = Callable[..., str]
JAKUB = Child(contact_id="NN-7K4M-9QXR/1", first_name="Jakub", last_name="Malik", age=8)


def listed(says: Says) -> list[str]:
    """The list alone, without its heads and what stands below it."""
    return says("hub", "waiting").partition("\n\n")[0].splitlines()[1:]


@pytest.mark.parametrize("fault", ["words", "_why"])
async def test_a_fault_in_comparing_takes_nothing_off_the_list(
    file: Callable[..., Any], says: Says, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """It ended the command, and nobody saw what waits for what is only said beside it."""

    def fails(*_: object) -> None:
        raise KeyError("Jakub Malik")

    came = [await file(minute, children=(JAKUB,)) for minute in range(2)]
    assert says("hub", "waiting", code=0)
    monkeypatch.setattr(alike, fault, fails)
    assert [line[19:31] for line in listed(partial(says, code=1))] == came
    shown = says("hub", "waiting", code=1)
    assert f"COULD NOT BE COMPARED (KeyError): {came[0]} and {came[1]}." in shown
    assert not any(word in shown for word in ("Jakub", "Malik"))
    assert f"COULD NOT BE COMPARED (KeyError): {came[0]}" in says("hub", "alike", came[0], code=1)


@pytest.mark.parametrize("broken", [b"", b"{}", b"Ana Nowak"])
async def test_what_cannot_be_read_is_not_left_out_unsaid(
    file: Callable[..., Any], says: Says, settings: Settings, broken: bytes
) -> None:
    """A child was off the list because the copy for machines was harmed, or of a version that is not known here."""
    here, harmed, gone = [await file(minute) for minute in range(3)]
    (settings.hub_folder / f"{harmed}.json").write_bytes(broken)
    (settings.hub_folder / f"{gone}.json").unlink()
    (line,) = listed(partial(says, code=1))
    assert here in line
    shown = says("hub", "waiting", code=1)
    assert f"CANNOT BE READ, so that it is not in this list: {harmed}." in shown
    assert gone not in shown
    assert "Nowak" not in shown
    assert f"CANNOT BE READ, so that it is not counted: {harmed}." in says("report", code=1)
    assert f"CANNOT BE READ, so that it is not compared: {harmed}." in says("hub", "alike", here, code=1)


async def test_where_nothing_can_be_read_it_is_not_said_that_nothing_waits(
    file: Callable[..., Any], says: Says, settings: Settings
) -> None:
    (settings.hub_folder / f"{await file(1)}.json").write_bytes(b"")
    assert "Nothing that is filed" not in says("hub", "waiting", code=1)


async def test_a_step_that_cannot_be_read_takes_nothing_off_the_list(
    file: Callable[..., Any], says: Says, settings: Settings
) -> None:
    """After a full disk one empty file ended the command."""
    reference = await file(1)
    says("hub", "decide", reference, "early-help", "--no-email")
    step = next(
        one for one in (settings.hub_folder / STEPS).glob(f"{reference}.*") if b"decided" in one.read_bytes()
    )
    step.write_bytes(b"")
    (line,) = listed(partial(says, code=1))
    assert reference in line
    assert f"A STEP CANNOT BE READ of {reference}, which may be decided." in says("hub", "waiting", code=1)
