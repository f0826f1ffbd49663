"""Telephone numbers are read as people in the United Kingdom write them."""

import pytest

from app.profiles.lines import Line, telephone_number


@pytest.mark.parametrize("written", ["01632 960 001", "0169 772 123", "999", "116 123", "0800 1111"])
def test_a_number_is_kept_as_written(written: str) -> None:
    assert Line(name="the hub", number=written).number == written


@pytest.mark.parametrize(
    "written",
    [
        "",
        "call us",
        "01632 960",
        "01632 960 0011",
        "01632  960001",
        " 999",
        "99",
        "+44 1632 960001",
        "٩٩٩",
        "0808 1111",
        "0800 111",
    ],
)
def test_what_cannot_be_dialled_here_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="must be a telephone number"):
        telephone_number(written)
