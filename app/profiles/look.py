"""The council's colours, refused when people could not read the text in them, and its logo."""

from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import model_validator

from app.profiles.logo import Logo
from app.profiles.table import Table, shaped

Colour = Annotated[str, shaped(r"#[0-9a-f]{6}", "must be a colour such as #0a5c5f, in small letters")]

WHITE = "#ffffff"
LEAST_CONTRAST = 4.5
DARK_PAGE = "#15191c"
DARK_CONTRAST = 7.0
"""More than WCAG's AA asks for: whoever reads at night is tired."""
LINEAR_UP_TO = 0.04045
RESERVED_HEADERS = frozenset({"#1d70b8", "#0b0c0c"})


@dataclass(frozen=True)
class Dark:
    """What a page wears where somebody has asked their device for dark ones: ours, but for the council's links."""

    link: Colour
    link_visited: Colour
    page: Colour = DARK_PAGE
    raised: Colour = "#20262b"
    quiet: Colour = "#39434b"
    begun: Colour = "#1f4a48"
    text: Colour = "#f3f3f3"
    secondary: Colour = "#c6cacd"
    border: Colour = "#5b646c"
    field: Colour = "#b1b4b6"
    error: Colour = "#ff9b91"
    success: Colour = "#6fd1a6"


class Look(Table):
    """Colours as `#rrggbb` in lower case; links are read on a white page, and made lighter for a dark one."""

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

    @property
    def dark(self) -> Dark:
        """The same look for a dark screen."""
        return Dark(*(lightened(colour) for colour in (self.link, self.link_visited)))


def lightened(colour: Colour) -> Colour:
    """A colour with as much white in it as it takes to be read on a dark page."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    for share in range(0, 101, 5):
        lighter = "#" + "".join(f"{part + (255 - part) * share // 100:02x}" for part in parts)
        if contrast(lighter, DARK_PAGE) >= DARK_CONTRAST:
            return lighter
    return WHITE


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
