"""What is left out while something is imported is empty there, and whole for whoever asks for it later."""

import sys
from importlib import import_module
from pathlib import Path

import pytest

from app.needless import LeftOut, left_out

LIBRARY = "library_of_this_test"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A library whose part it loads of itself, and whose value it would take from there."""
    (tmp_path / LIBRARY).mkdir()
    (tmp_path / LIBRARY / "__init__.py").write_text(f"from {LIBRARY}.part import value\n")
    (tmp_path / LIBRARY / "part.py").write_text("value = 1\n")
    monkeypatch.syspath_prepend(tmp_path)
    for name in (LIBRARY, f"{LIBRARY}.part"):
        # Set, so that what the test loads is taken away after it.
        monkeypatch.setitem(sys.modules, name, sys)
        del sys.modules[name]
    return LIBRARY


def test_what_is_left_out_has_nothing_of_which_anything_could_be_made(library: str) -> None:
    with left_out((f"{library}.part",)):
        value = import_module(library).value
    assert value is LeftOut
    assert not isinstance(1, value)
    with pytest.raises(NotImplementedError):
        value()


def test_whoever_asks_later_has_it(library: str) -> None:
    with left_out((f"{library}.part",)):
        import_module(library)
    assert import_module(f"{library}.part").value == 1


def test_it_is_there_again_after_a_failure(library: str) -> None:
    with pytest.raises(ZeroDivisionError), left_out((f"{library}.part",)):
        raise ZeroDivisionError
    assert import_module(library).value == 1


def test_what_somebody_has_loaded_already_stays(library: str) -> None:
    part = import_module(f"{library}.part")
    with left_out((f"{library}.part",)):
        assert import_module(f"{library}.part") is part
    assert import_module(f"{library}.part") is part
