"""Words of a form that are there where a condition holds."""

from pydantic import BaseModel

from app.forms.conditions import Condition


class Inset(BaseModel, frozen=True, extra="forbid"):
    """A sentence set apart above a page's questions."""

    text: str
    when: Condition | None = None


class Otherwise(BaseModel, frozen=True, extra="forbid"):
    """What somebody without a name is called: 'the unborn baby'."""

    words: str
    when: Condition
