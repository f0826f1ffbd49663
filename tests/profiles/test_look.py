"""Colours nobody could read are refused."""

import pytest
from pydantic import ValidationError

from app.profiles.loading import load_profile
from app.profiles.look import DARK_PAGE, Look, contrast, lightened

READABLE = {
    "header_background": "#4b2a6b",
    "link": "#4b2a6b",
    "link_hover": "#2e1745",
    "link_visited": "#7a1f4d",
    "button": "#00694e",
}


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#ffffff", "#000000", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_the_one_wcag_defines_either_way_round(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


def test_readable_colours_are_taken() -> None:
    assert Look.model_validate(READABLE).header_text == "#ffffff"


@pytest.mark.parametrize(
    ("key", "colour", "named"),
    [
        ("header_background", "#777777", "header_text"),
        ("header_text", "#8a6fa8", "header_text"),
        ("link", "#777777", "link"),
        ("link_hover", "#ffdd00", "link_hover"),
        ("link_visited", "#ff0000", "link_visited"),
        ("button", "#00c08b", "button_text"),
        ("button_text", "#00694e", "button_text"),
    ],
)
def test_text_that_is_hard_to_read_is_refused_by_its_key(key: str, colour: str, named: str) -> None:
    with pytest.raises(ValidationError, match=rf"{named} has a contrast of .* and needs 4\.5"):
        Look.model_validate({**READABLE, key: colour})


@pytest.mark.parametrize("colour", ["#1d70b8", "#0b0c0c"])
def test_a_council_does_not_wear_the_header_of_govuk(colour: str) -> None:
    with pytest.raises(ValidationError, match="header_background is a colour of GOV"):
        Look.model_validate({**READABLE, "header_background": colour})


@pytest.mark.parametrize("colour", ["purple", "#FFF", "#12345", "#ABCDEF", "4b2a6b"])
def test_a_colour_has_one_spelling(colour: str) -> None:
    with pytest.raises(ValidationError):
        Look.model_validate({**READABLE, "link": colour})


@pytest.mark.parametrize("colour", ["#000000", "#0a5c5f", "#4b2a6b", "#7a1f4d", "#ffdd00", "#ffffff"])
def test_a_link_is_read_on_a_dark_page_too_and_no_lighter_than_it_takes(colour: str) -> None:
    lighter = lightened(colour)
    assert contrast(lighter, DARK_PAGE) >= 7
    assert lighter == colour or contrast(lighter, DARK_PAGE) < 8.5


@pytest.mark.parametrize("council", ["northamptonshire", "barnet"])
@pytest.mark.parametrize("kind", ["text", "secondary", "error", "success", "link", "link_visited", "field"])
def test_every_colour_of_a_dark_page_is_read_on_it_and_on_what_stands_out(council: str, kind: str) -> None:
    dark = load_profile(council).look.dark
    for behind in (dark.page, dark.raised):
        assert contrast(getattr(dark, kind), behind) >= 4.5


def test_the_text_of_a_dark_button_and_of_a_state_is_read() -> None:
    dark = load_profile("barnet").look.dark
    assert min(contrast(dark.text, behind) for behind in (dark.quiet, dark.begun)) >= 7
