"""A question of each kind, as a template is given it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    hint: str = ""
    exclusive: bool = False
    divider: str | None = None


@dataclass(frozen=True)
class Question:
    key: ClassVar[None] = None
    kind: str = "text"
    value: str | list[str] | dict[str, str] = ""
    id: str = "worry"
    label: str = "What ‘they’ said & did"
    hint: str = ""
    error: str | None = None
    options: tuple[Option, ...] = ()
    copies: tuple[Option, ...] = ()
    rows: int = 1
    limit: int = 0
    offers: Sequence[str] = ()
    usual: Sequence[str] = ()
    autocomplete: str = ""
    inputmode: str = ""
    width_class: str = ""
    unknown_label: str | None = None
    unknown: bool = False
    is_heading: bool = False
    buttons: bool = False
    aside: bool = False
    reveals: Mapping[str, Sequence["Question"]] = field(default_factory=dict)


OPTIONS = (
    Option("yes", "Yes"),
    Option("no", "No", hint="Not at home"),
    Option("none", "None", exclusive=True, divider="or"),
)
NO_DATE = {"day": "", "month": "", "year": ""}
KINDS = {
    "one line": Question(),
    "several lines": Question(rows=5, value="\nFirst line\n<b>Second</b>"),
    "suggested": Question(offers=("Ana & Ben",), usual=("GP",)),
    "choice": Question(kind="choice", options=OPTIONS, value="no"),
    "taken over": Question(kind="choice", copies=(Option("as-1", "At 3 Elm Close"),), options=OPTIONS),
    "choices": Question(kind="choices", options=OPTIONS, value=["yes", "no"]),
    "date": Question(kind="date", value={"day": "31", "month": "02", "year": "2019"}),
    "age": Question(kind="age", value="7"),
    "email": Question(kind="email", autocomplete="email"),
    "phone": Question(kind="phone", value="01632 960 001", autocomplete="tel"),
    "postcode": Question(kind="postcode", value="NN1 1AA"),
    "nhs number": Question(kind="nhs-number", value="999 000 0018"),
    "upn": Question(kind="upn", value="H801200001001"),
    "revealing": Question(
        kind="choice",
        options=OPTIONS,
        value="yes",
        reveals={"yes": [Question(id="who")], "no": [Question(id="why", rows=3)]},
    ),
}
