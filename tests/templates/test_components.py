"""The components that we flattened for speed say exactly what GOV.UK's own macros say."""

from collections.abc import Iterator, Sequence
from functools import cache
from types import SimpleNamespace
from typing import Any

import html5lib
import pytest
from jinja2 import Environment, PackageLoader, PrefixLoader

from app.profiles.loading import load_profile
from app.routes.page.overview import Row
from app.routes.page.views import QuestionView
from app.templating.rendering import Templates
from tests.templates.asked import option, question
from tests.templates.copies import COPY

TEMPLATES = Templates(load_profile("northamptonshire"))
INPUTS: dict[str, dict[str, Any]] = {
    "age": {"classes": "govuk-input--width-10"},
    "email": {"type": "email", "spellcheck": False},
    "phone": {"type": "tel", "classes": "govuk-input--width-20"},
    "postcode": {"classes": "govuk-input--width-10"},
}


ONE_OF = (option("yes", "Yes"), option("no", "No", hint="Not at home"), option("else", "Other", divider="or"))
ANY_OF = (*ONE_OF, option("none", "None of these", exclusive=True))
NESTED = {
    "yes": [question("text", id="who"), question("date", {"day": "1", "month": "2", "year": ""}, id="when")]
}
KINDS = {
    "one line": question("text", "<b>Ana</b>"),
    "several lines": question("text", "First\n<b>second</b>", rows=5),
    "unanswered choice": question("choice", options=ONE_OF),
    "answered choice": question("choice", "no", options=ONE_OF),
    "revealing choice": question("choice", "yes", options=ONE_OF, reveals=NESTED),
    "closed choice": question("choice", "no", options=ONE_OF, reveals=NESTED),
    "choices": question("choices", ["yes", "else"], options=ANY_OF),
    "revealing choices": question("choices", ["yes"], options=ANY_OF, reveals=NESTED),
    "date": question("date", {"day": "31", "month": "02", "year": "2019"}),
    "age": question("age", "7"),
    "email": question("email", autocomplete="email"),
    "phone": question("phone", "01632 960 001", autocomplete="tel"),
    "postcode": question("postcode", "NN1 1AA"),
}


@pytest.mark.parametrize("is_heading", [True, False])
@pytest.mark.parametrize("error", [None, "Enter what they said"])
@pytest.mark.parametrize("hint", ["", "In their own words"])
@pytest.mark.parametrize("kind", KINDS)
def test_question_equals_its_macro(kind: str, hint: str, error: str | None, is_heading: bool) -> None:
    asked = KINDS[kind]._replace(hint=hint, error=error, is_heading=is_heading)
    ours = shapes(question_page(asked), "form/div")
    assert ours == shapes(question_macro(asked, "l" if is_heading else "s"), "div")


@pytest.mark.parametrize("title", [None, "Ana & Ben"])
def test_summary_equals_its_macro(title: str | None) -> None:
    rows = [Row("Name", ["<b>Ana</b>", "Ben"], "/a?b&c"), Row("Age", ["4"], "/b")]
    outer = "div[@class='govuk-summary-card']" if title else "dl"
    assert shapes(check_page(title, rows), outer) == shapes(summary_list(rows, title), outer)


@pytest.mark.parametrize("title", [None, "Ana & Ben"])
def test_what_is_not_answered_stands_behind_a_line_that_opens(title: str | None) -> None:
    answered, *blank = rows = [Row("Name", ["Ana"], "/a"), Row("Age", [], "/b"), Row("School", [], "/c")]
    inner = "div[@class='govuk-summary-card']/div/" if title else ""
    page = check_page(title, rows)
    assert shapes(page, f"{inner}dl") == shapes(summary_list([answered], title), f"{inner}dl")
    assert shapes(page, f"{inner}details/dl") == shapes(summary_list(blank, title), f"{inner}dl")
    said = html5lib.parse(page, namespaceHTMLElements=False).find(".//summary")
    assert "".join(said.itertext()) == "Not answered (2)" + (f" ({title})" if title else "")


@pytest.mark.parametrize("title", [None, "Ana & Ben"])
def test_a_summary_in_which_nothing_changes_equals_its_macro(title: str | None) -> None:
    rows = [Row("Name", ["Ana", "Ben"], "")]
    plain = {"rows": [{name: value for name, value in summary_row(rows[0]).items() if name != "actions"}]}
    theirs = govuk("summary-list", "govukSummaryList", plain | card(title))
    outer = "div[@class='govuk-summary-card']" if title else "dl"
    # The first list of the page has the reference.
    ours = "div[@class='govuk-summary-card']" if title else "dl[2]"
    copied = COPY | {"sections": [{"title": "S", "cards": [{"title": title, "rows": rows}]}]}
    assert shapes(TEMPLATES.render("pages/copy.html", **copied), ours) == shapes(theirs, outer)


def test_task_list_equals_its_macro() -> None:
    kinds = {"done": None, "started": "teal", "ready": "blue", "later": None}
    sections: list[dict[str, str | None]] = [
        {"title": "A & B", "url": f"/{kind}", "status": "S", "status_kind": kind} for kind in kinds
    ]
    sections[-1] |= {"url": None}
    items: list[dict[str, Any]] = [
        {"title": {"text": "A & B"}, "href": section["url"]} for section in sections
    ]
    for item, colour in zip(items, kinds.values(), strict=True):
        item |= {
            "status": {"tag": {"text": "S", "classes": f"govuk-tag--{colour}"}} if colour else {"text": "S"}
        }
    items[-1] |= {"status": {"text": "S", "classes": "govuk-task-list__status--cannot-start-yet"}}
    form = SimpleNamespace(title="Tell us")
    ours = TEMPLATES.render(
        "pages/tasks.html",
        form=form,
        sections=sections,
        progress="",
        next_url="/",
        saved=(),
        after_call=None,
        lines=[],
    )
    theirs = govuk("task-list", "govukTaskList", {"items": items, "idPrefix": "section"})
    assert shapes(ours, "main//ul") == shapes(theirs, "ul")


def test_buttons_and_links_equal_their_macros() -> None:
    ours = check_page(None, [])
    assert shapes(ours, "form/button") == shapes(
        govuk("button", "govukButton", {"text": "Send", "preventDoubleClick": True}), "button"
    )
    assert shapes(ours, "a[@class='govuk-back-link']") == shapes(
        govuk("back-link", "govukBackLink", {"href": "/b"}), "a"
    )
    skip = {"text": "Skip to main content", "href": "#main-content"}
    assert shapes(ours, "a[@class='govuk-skip-link']") == shapes(
        govuk("skip-link", "govukSkipLink", skip), "a"
    )
    header = govuk("generic-header", "govukGenericHeader", {"logoText": "Northamptonshire Children’s Trust"})
    assert shapes(ours, "header/div[1]") == shapes(header, "div")


@pytest.mark.parametrize(("aside", "main"), [(False, 1), (True, 0)])
def test_of_several_buttons_one_is_the_main_one_unless_they_stand_aside(aside: bool, main: int) -> None:
    asked = question("choice", options=ONE_OF, buttons=True, aside=aside)
    page = question_page(asked)
    assert page.count('class="govuk-button"') == main
    assert page.count('class="govuk-button govuk-button--secondary"') == len(ONE_OF) - main


def test_leaving_at_once_equals_its_macro() -> None:
    ours = check_page(None, [], exits=True)
    words = {
        "redirectUrl": "/exit",
        "activatedText": "Loading.",
        "timedOutText": "Exit this page has expired.",
        "pressTwoMoreTimesText": "Shift, press 2 more times to exit.",
        "pressOneMoreTimeText": "Shift, press 1 more time to exit.",
    }
    theirs = govuk("exit-this-page", "govukExitThisPage", words)
    assert shapes(ours, "div[@class='govuk-exit-this-page']") == shapes(theirs, "div")
    assert "exit-this-page" not in check_page(None, [])


def question_page(asked: QuestionView) -> str:
    return TEMPLATES.render(
        "pages/question.html",
        **dict.fromkeys(("caption", "lede", "csrf", "shown", "action", "saved"), ""),
        **dict.fromkeys(("urgent", "spoken", "outage", "waivable", "private"), False),
        **dict.fromkeys(("notice", "conflicts", "listing")),
        lines=[],
        title="T",
        questions=[asked],
        button="Continue",
    )


def check_page(title: str | None, rows: list[Row], *, exits: bool = False) -> str:
    return TEMPLATES.render(
        "pages/check.html",
        form=SimpleNamespace(title="Tell us", private=False),
        sections=[{"title": "The child", "cards": [{"title": title, "rows": rows}]}],
        **dict.fromkeys(("statement", "send_url", "csrf", "shown", "unmet", "unseen"), ""),
        **dict.fromkeys(("urgent", "spoken", "refusal", "after_call", "waits")),
        lines=[],
        back="/b",
        exits=exits,
    )


@cache
def macros() -> Environment:
    loader = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    return Environment(loader=loader, autoescape=True)


def govuk(component: str, macro: str, params: dict[str, Any]) -> str:
    template = macros().get_template(f"govuk_frontend_jinja/components/{component}/macro.html")
    return str(getattr(template.module, macro)(params))


def question_macro(asked: QuestionView, size: str) -> str:
    words = {"text": asked.label, "isPageHeading": size == "l"}
    shared: dict[str, Any] = {"id": asked.id, "name": asked.id, "value": asked.value}
    shared["label"] = words | {"classes": f"govuk-label--{size}" if size else ""}
    shared["fieldset"] = {"legend": words | {"classes": f"govuk-fieldset__legend--{size}" if size else ""}}
    shared |= {"hint": {"text": asked.hint}} if asked.hint else {}
    shared |= {"errorMessage": {"text": asked.error}} if asked.error else {}
    match asked.kind:
        case "choice":
            return govuk("radios", "govukRadios", shared | {"items": list(items(asked))})
        case "choices":
            return govuk(
                "checkboxes", "govukCheckboxes", shared | {"items": list(items(asked)), "values": asked.value}
            )
        case "date":
            return govuk(
                "date-input", "govukDateInput", shared | {"namePrefix": asked.id, "items": list(parts(asked))}
            )
    if asked.rows > 1:
        return govuk("textarea", "govukTextarea", shared | {"rows": asked.rows})
    own = INPUTS.get(asked.kind, {})
    return govuk("input", "govukInput", shared | own | {"autocomplete": asked.autocomplete or "off"})


def items(asked: QuestionView) -> Iterator[dict[str, Any]]:
    for at, offered in enumerate(asked.options, start=1):
        if offered.divider:
            yield {"divider": offered.divider}
        item: dict[str, Any] = {"value": offered.value, "text": offered.label}
        item["id"] = asked.id if at == 1 else f"{asked.id}-{at}"
        item |= {"hint": {"text": offered.hint}} if offered.hint else {}
        item |= {"behaviour": "exclusive"} if offered.exclusive else {}
        revealed = "".join(question_macro(nested, "") for nested in asked.reveals.get(offered.value, ()))
        yield item | ({"conditional": {"html": revealed}} if revealed else {})


def parts(asked: QuestionView) -> Iterator[dict[str, Any]]:
    assert isinstance(asked.value, dict)
    for part, width in (("day", 2), ("month", 2), ("year", 4)):
        classes = f"govuk-input--width-{width}" + (" govuk-input--error" if asked.error else "")
        yield {"name": part, "value": asked.value[part], "classes": classes}


def summary_list(rows: Sequence[Row], title: str | None = None) -> str:
    return govuk("summary-list", "govukSummaryList", {"rows": [*map(summary_row, rows)]} | card(title))


def summary_row(row: Row) -> dict[str, Any]:
    lines = [line.replace("<", "&lt;").replace(">", "&gt;") for line in row.value]
    action = {"href": row.change_url, "text": "Change", "visuallyHiddenText": row.label}
    return {
        "key": {"text": row.label},
        "value": {"html": "<br>".join(lines) or "Not answered"},
        "actions": {"items": [action]},
    }


def card(title: str | None) -> dict[str, Any]:
    return {"card": {"title": {"text": title, "headingLevel": 3}}} if title else {}


def shapes(html: str, path: str) -> list[Any]:
    """Tags, attributes and words, without regard to the order of attributes or to spacing."""
    found = html5lib.parse(html, namespaceHTMLElements=False).findall(f".//{path}")
    assert found
    return [shape(element) for element in found[:1]]


def shape(element: Any) -> Any:
    attributes = {
        name: tuple(said.split()) if name == "class" else said for name, said in element.attrib.items()
    }
    texts = (element.text, *(child.tail for child in element))
    words = [" ".join((text or "").split()) for text in texts]
    return element.tag, attributes, words, [shape(child) for child in element]
