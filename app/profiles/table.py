"""What every table of a profile has in common: it is frozen, strict and refuses keys it does not know."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints


def shaped(pattern: str, fault: str) -> AfterValidator:
    """Text that a whole pattern must match, and the words that refuse any other."""

    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(fault)
        return text

    return AfterValidator(check)


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Email = Annotated[
    str, shaped(r"[^@\s]+@[^@\s]+\.[^@\s]+", "must be an email address, one alone, such as a@b.example")
]
Slug = Annotated[
    str,
    shaped(r"[a-z0-9]+(-[a-z0-9]+)*", "must be small letters, digits and single hyphens, such as early-help"),
]


class Table(BaseModel):
    """One table of the TOML file, which may say in `cited` which documents its facts come from."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    cited: tuple[Text, ...] = Field(
        default=(), description="documents by number, or any words that find them"
    )
