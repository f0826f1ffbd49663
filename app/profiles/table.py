"""What every table of a profile has in common: it is frozen, strict and refuses keys it does not know."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Email = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Table(BaseModel):
    """One table of the TOML file, which may say in `cited` which documents its facts come from."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    cited: tuple[Text, ...] = Field(
        default=(), description="documents by number, or any words that find them"
    )
