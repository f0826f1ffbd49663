"""The council's colours, refused when people could not read the text in them, and its logo."""

from typing import Annotated, Self

from pydantic import model_validator

from app.profiles.logo import Logo
from app.profiles.table import Table, shaped

Colour = Annotated[str, shaped(r"#[0-9a-f]{6}", "must be a colour such as #0a5c5f, in small letters")]

WHITE = "#ffffff"
LEAST_CONTRAST = 4.5
LINEAR_UP_TO = 0.04045
RESERVED_HEADERS = frozenset({"#1d70b8", "#0b0c0c"})


class Look(Table):
    """Colours as `#rrggbb` in lower case; links are read on a white page."""

    header_background: Colour
    header_text: Colour = WHITE
    link: Colour
    link_hover: Colour
    link_visited: Colour
    button: Colour
    button_text: Colour = WHITE
    logo: Logo | None = None

    @model_validator(mode="after")
    def _readable(self) -> Self:
        for key, text, background in (
            ("header_text", self.header_text, self.header_background),
            ("link", self.link, WHITE),
            ("link_hover", self.link_hover, WHITE),
            ("link_visited", self.link_visited, WHITE),
            ("button_text", self.button_text, self.button),
        ):
            ratio = contrast(text, background)
            if ratio < LEAST_CONTRAST:
                raise ValueError(
                    f"{key} has a contrast of {ratio:.2f} with {background}, and needs 4.5 or more"
                )
        return self

    @model_validator(mode="after")
    def _not_govuk(self) -> Self:
        if self.header_background in RESERVED_HEADERS:
            raise ValueError("header_background is a colour of GOV.UK, and a council is not GOV.UK")
        return self


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Colour) -> float:
    """How much light a colour gives, from 0 for black to 1 for white (WCAG 2.2, "relative luminance")."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= LINEAR_UP_TO else ((channel + 0.055) / 1.055) ** 2.4
