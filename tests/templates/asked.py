"""A question of each kind, as a template is given it."""

from typing import Any

from app.forms.kinds.asked import Shown
from app.routes.page.views import Option, QuestionView


def option(value: str, label: str, hint: str = "", *, exclusive: bool = False, divider: str = "") -> Option:
    return Option(value, label, hint, exclusive, divider)


def question(kind: str = "text", value: Shown = "", **given: Any) -> QuestionView:
    usual: dict[str, Any] = {"id": "worry", "label": "What ‘they’ said & did", "hint": "", "error": None}
    unknown = {"unknown_label": "", "unknown": False}
    return QuestionView(kind=kind, value=value, **(usual | unknown | given))


OPTIONS = (
    option("yes", "Yes"),
    option("no", "No", hint="Not at home"),
    option("none", "None", exclusive=True, divider="or"),
)
NO_DATE = {"day": "", "month": "", "year": ""}
KINDS = {
    "one line": question(),
    "several lines": question(rows=5, value="\nFirst line\n<b>Second</b>"),
    "suggested": question(offers=("Ana & Ben",), usual=("GP",)),
    "choice": question(kind="choice", options=OPTIONS, value="no"),
    "taken over": question(kind="choice", copies=(option("as-1", "At 3 Elm Close"),), options=OPTIONS),
    "choices": question(kind="choices", options=OPTIONS, value=["yes", "no"]),
    "date": question(kind="date", value={"day": "31", "month": "02", "year": "2019"}),
    "age": question(kind="age", value="7"),
    "email": question(kind="email", autocomplete="email"),
    "phone": question(kind="phone", value="01632 960 001", autocomplete="tel"),
    "postcode": question(kind="postcode", value="NN1 1AA"),
    "nhs number": question(kind="nhs-number", value="999 000 0018"),
    "upn": question(kind="upn", value="H801200001001"),
    "revealing": question(
        kind="choice",
        options=OPTIONS,
        value="yes",
        reveals={"yes": [question(id="who")], "no": [question(id="why", rows=3)]},
    ),
}
