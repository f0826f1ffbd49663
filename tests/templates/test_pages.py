"""Every page in each of its states: valid, labelled, escaped, and without inline style or script."""

import re
from collections import Counter
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import html5lib
import pytest

from app.profiles.loading import load_profile
from app.routes.overview import Row
from app.routes.views import QuestionView
from app.saying import Sentence
from app.templating import ROOT, Templates
from tests.templates.asked import KINDS, question
from tests.templates.calls import CALLS
from tests.templates.copies import COPIES, YOUNG

PROFILE = load_profile("barnet")
TEMPLATES = Templates(PROFILE)
LINES = [PROFILE.telephone.main, PROFILE.telephone.out_of_hours]
READING = Sentence(
    "Nobody may read this until {time} on {weekday}. Call {number}.",
    {"time": "9am", "weekday": "Monday", "number": "01632 960 100"},
)
SCRIPT = "<script>alert('Ana & Ben')</script>"
PRIVATE = "Zofia Kowalczyk-O'Neill"
NOTICES = sorted(path.stem for path in (ROOT / "templates/components/notices").glob("*.html"))


QUESTION_PAGE: dict[str, Any] = {
    "form": SimpleNamespace(slug="community", title="Tell us", start_url="/community"),
    "action": "/community/worry",
    "back": "/community/before",
    "button": "Continue",
    "caption": "The child",
    "csrf": "token",
    "lines": LINES,
    "shown": "hash",
    "asks": "hash",
    "title": "What worries you",
} | dict.fromkeys(
    ("conflicts", "lede", "listing", "notice", "outage", "private", "saved", "urgent", "waivable")
)
ROW = Row("What worries you", [SCRIPT, "two"], "/x")
CARDS = [{"title": None, "rows": [ROW, ROW._replace(value=[])]}, {"title": PRIVATE, "rows": [ROW]}]
CHECK_PAGE: dict[str, Any] = {
    "form": SimpleNamespace(slug="community", title="Tell us", private=False),
    "sections": [{"title": "The child", "cards": CARDS}],
    "statement": "Select Send.",
    "send_url": "/send",
    "csrf": "token",
    "back": "/community/worry",
    "lines": LINES,
} | dict.fromkeys(("unmet", "unseen", "urgent", "refusal", "after_call"))


def question_page(*questions: QuestionView, **changes: object) -> dict[str, Any]:
    return QUESTION_PAGE | {"questions": questions} | changes


def check_page(**changes: object) -> dict[str, Any]:
    return CHECK_PAGE | changes


ERROR = [{"text": "Enter what worries you", "href": "#worry"}]
WRONG = question()._replace(error="Enter what worries you", value=SCRIPT)
UNMET = [
    {"text": "Enter what worries you", "href": "/community/worry", "about": ""},
    {"text": "Enter a name", "href": "/community/name", "about": PRIVATE},
]
SECTIONS = [
    {"title": title, "url": url, "status": kind.title(), "status_kind": kind}
    for title, url, kind in (
        ("You", "/a", "done"),
        ("Child", "/b", "started"),
        ("Home", "/c", "ready"),
        ("Send", None, "later"),
    )
]
START = {
    "form": SimpleNamespace(
        slug="f", title="Tell us", lede="We listen.", notice="", readers="", private=False
    ),
    "reading": READING,
    "lines": LINES,
    "start_url": "/go",
} | {"begun": False, "noted": None, "after_call": None}
FOLLOW_UP = SimpleNamespace(title="The child", text="Tell us too.", button="Go on", form="community")
SENT = {
    "reference": "NN-7K4M-9QXR",
    "code": "1234 5678 9012",
    "reading": READING,
    "next_steps": ["We read it."],
    "lines": LINES,
    "copy_url": "/community/copy",
    **dict.fromkeys(("lacks", "telling_the_rest")),
} | dict.fromkeys(("urgent", "late", "after_call", "by_email", "follow_up", "private", "notice"))
LITTLE = SENT | {"urgent": True, "lacks": ["It says little."], "telling_the_rest": ["Call us."]}
STEPS = [{"text": "Seen", "time": time, "done": bool(time)} for time in ("at 9am", None)]
NEXT = {"title": "What happens next", "says": [READING]}
FAILURE = {"title": "Page not found", "text": "Check the address.", "lines": LINES, "again": None}
STATUS = {"reference": "", "code": "", "csrf": "token", "lines": LINES, "number": False}
REMOVE = {
    "name": PRIVATE,
    "replaced": True,
    "action": "/r",
    "csrf": "token",
    "back": "/b",
    "lines": LINES,
} | {
    "written": True,
    "same": [],
    "asked_again": [],
    "unnamed": "this child",
}
ITEMS = [
    {"name": PRIVATE, "change_url": "/1", "remove_url": "/2"},
    {"name": "Ben", "change_url": "/3", "remove_url": None},
]

PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    **{f"question, {kind}": ("pages/question.html", question_page(asked)) for kind, asked in KINDS.items()},
    **{
        f"question, {kind} as heading": (
            "pages/question.html",
            question_page(asked._replace(is_heading=True)),
        )
        for kind, asked in KINDS.items()
    },
    **{
        f"notice {name}": ("pages/question.html", question_page(question(), notice=name, save_url="/save"))
        for name in NOTICES
    },
    "question, error": ("pages/question.html", question_page(WRONG, errors=ERROR)),
    "question, waivable": (
        "pages/question.html",
        question_page(WRONG, errors=ERROR, waivable=True, urgent=True),
    ),
    "question, warned": (
        "pages/question.html",
        question_page(question(), warnings=UNMET, warned="hash", insets=["A duty in law", SCRIPT]),
    ),
    "question, no cookie": (
        "pages/question.html",
        question_page(question()._replace(value=SCRIPT), cookieless=True),
    ),
    "question, outage": (
        "pages/question.html",
        question_page(question()._replace(value=SCRIPT), outage=True),
    ),
    "question, conflict": (
        "pages/question.html",
        question_page(
            question(), conflicts=[{"label": "Name", "theirs": SCRIPT}, {"label": "Age", "theirs": ""}]
        ),
    ),
    "question, listing": (
        "pages/question.html",
        question_page(KINDS["choice"], listing=ITEMS, saved=["Kept until Monday."]),
    ),
    "question, with what is left and a way to the code": (
        "pages/question.html",
        question_page(
            question(),
            saved=["Kept until Monday."],
            code_link="Get a code",
            save_url="/save",
            ahead=SimpleNamespace(parts=["The child", SCRIPT], says="Then you check."),
        ),
    ),
    "question, buttons": (
        "pages/question.html",
        question_page(KINDS["choice"]._replace(buttons=True, is_heading=True)),
    ),
    "question, not known": (
        "pages/question.html",
        question_page(
            *(
                asked._replace(id=f"q{at}", unknown_label="I do not know", unknown=True)
                for at, asked in enumerate(KINDS.values())
            )
        ),
    ),
    "start": ("pages/start.html", {"opens": READING, "lines": LINES}),
    "form start": (
        "pages/form_start.html",
        START | {"needed": ["names"], "minutes": 10, "kept": "Kept for 14 days."},
    ),
    "form start, brief": (
        "pages/form_start.html",
        START | {"needed": [], "minutes": None, "kept": "Not kept."},
    ),
    "form start, helplines": (
        "pages/form_start.html",
        START | {"form": YOUNG, "needed": [], "minutes": 5, "kept": "Not kept."},
    ),
    "tasks": (
        "pages/tasks.html",
        START
        | {
            "sections": SECTIONS,
            "next_url": "/b",
            "saved": ["Kept until Monday."],
            "progress": "You have completed 1 of 4 sections.",
        },
    ),
    "check": ("pages/check.html", check_page()),
    "check, unmet": ("pages/check.html", check_page(unmet=UNMET)),
    "check, unseen": ("pages/check.html", check_page(unseen=UNMET)),
    "check, unmet and unseen": ("pages/check.html", check_page(unmet=UNMET, unseen=UNMET)),
    "check, odd": ("pages/check.html", check_page(odd=UNMET)),
    "check, urgent": ("pages/check.html", check_page(unmet=UNMET, unseen=UNMET, urgent=True)),
    "check, after a call": ("pages/check.html", check_page(after_call="Send it today.")),
    "check, of another release": ("pages/check.html", check_page(unplaced=[SCRIPT, PRIVATE], without="mark")),
    "check, refused": ("pages/check.html", check_page(refusal=True)),
    "not sent": (
        "pages/not_sent.html",
        {"title": SCRIPT, "text": SCRIPT, "form": START["form"], "lines": LINES},
    ),
    "not here": ("pages/not_here.html", {"form": START["form"], "lines": LINES}),
    "sent": ("pages/sent.html", SENT),
    "sent, with an email": ("pages/sent.html", SENT | {"by_email": True}),
    "sent, urgent": ("pages/sent.html", SENT | {"urgent": True, "copy_url": None}),
    "sent, with little in it": ("pages/sent.html", LITTLE),
    "sent, late": (
        "pages/sent.html",
        SENT | {"late": "It was due by the end of Monday.", "after_call": True},
    ),
    "sent, with another form to go on with": ("pages/sent.html", SENT | {"follow_up": FOLLOW_UP}),
    **COPIES,
    **CALLS,
    "remove": (
        "pages/remove.html",
        REMOVE,
    ),
    "remove, and others are as it was": (
        "pages/remove.html",
        REMOVE | {"same": ["Cee"], "asked_again": ["Cee", "Dee"]},
    ),
    "remove, and nothing is written": ("pages/remove.html", REMOVE | {"written": False}),
    "status": ("pages/status.html", STATUS),
    "status, error": (
        "pages/status.html",
        STATUS | {"errors": [{"text": "Enter a reference", "href": "#reference"}]},
    ),
    "status, lost code": ("pages/status_number.html", STATUS | {"address": "a@b.example"}),
    "progress": (
        "pages/progress.html",
        {"reference": "NN-7K4M-9QXR", "steps": STEPS, "passages": [NEXT], "lines": LINES},
    ),
    "failure": ("pages/failure.html", FAILURE),
    "failure, to be tried again": (
        "pages/failure.html",
        FAILURE | {"csrf": "token", "again": "/family/send"},
    ),
    "failure, no lines": ("pages/failure.html", FAILURE | {"lines": []}),
}


def page(state: str) -> str:
    name, context = PAGES[state]
    return TEMPLATES.render(name, **context)


def every(tree: Any, *tags: str) -> list[Any]:
    return [element for element in tree.iter() if element.tag in tags]


def parsed(html: str) -> Any:
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


every_page = pytest.mark.parametrize("state", PAGES)


@every_page
def test_page_is_valid_html(state: str) -> None:
    parsed(page(state))


@every_page
def test_ids_are_unique_and_whatever_is_pointed_at_exists(state: str) -> None:
    tree = parsed(page(state))
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
    assert max(ids.values()) == 1
    pointed = [
        element.get(name)
        for element in tree.iter()
        for name in ("for", "data-aria-controls", "aria-labelledby")
    ]
    described = [part for element in tree.iter() for part in element.get("aria-describedby", "").split()]
    linked = [element.get("href")[1:] for element in every(tree, "a") if element.get("href").startswith("#")]
    assert {target for target in [*pointed, *described, *linked] if target} <= set(ids)


@every_page
def test_every_field_has_a_label(state: str) -> None:
    tree = parsed(page(state))
    labelled = {label.get("for") for label in every(tree, "label")}
    fields = [one for one in every(tree, "input", "textarea") if one.get("type") != "hidden"]
    assert {one.get("id") for one in fields} <= labelled


@every_page
def test_no_style_script_or_picture_is_inline_or_from_elsewhere(state: str) -> None:
    tree = parsed(page(state))
    assert not list(tree.iter("style"))
    assert not [
        name for element in tree.iter() for name in element.attrib if name == "style" or name.startswith("on")
    ]
    assert all(script.get("src") and not script.text for script in every(tree, "script"))
    loaded = [one.get("src") or one.get("href") for one in every(tree, "script", "link", "img")]
    assert all(address.startswith("/") and not address.startswith("//") for address in loaded)


@every_page
def test_headings_begin_with_one_and_skip_none(state: str) -> None:
    levels = [
        int(one.tag[1])
        for one in parsed(page(state)).find(".//main").iter()
        if re.fullmatch("h[1-6]", str(one.tag))
    ]
    assert levels.count(1) == 1
    assert levels[0] == 1 or levels[1] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


@every_page
def test_999_and_what_was_sent_are_on_every_page(state: str) -> None:
    addresses = {link.get("href") for link in parsed(page(state)).iter("a")}
    assert {"tel:999", "/status", "#main-content"} <= addresses


@every_page
def test_markup_that_somebody_wrote_is_text(state: str) -> None:
    assert "alert(" not in page(state).replace("&lt;script&gt;alert(", "")


@every_page
def test_nothing_of_gov_uk_itself_is_shown(state: str) -> None:
    assert not re.search(r"crown|gov\.uk", page(state), re.IGNORECASE)


def test_title_names_the_page_and_says_error_first() -> None:
    assert "<title>What worries you – MASH Barnet</title>" in page("question, one line")
    assert "<title>Error: What worries you – MASH Barnet</title>" in page("question, error")


def test_question_carries_its_token_and_its_hash_by_post() -> None:
    form = parsed(page("question, error")).find(".//form")
    hidden = {one.get("name"): one.get("value") for one in form.iter("input") if one.get("type") == "hidden"}
    assert hidden == {"csrf": "token", "shown": "hash", "asks": "hash"}
    assert (form.get("method"), form.get("action"), "novalidate" in form.attrib) == (
        "post",
        "/community/worry",
        True,
    )


def test_back_is_a_link_and_may_be_absent() -> None:
    assert '<a href="/community/before" class="govuk-back-link">Back</a>' in page("question, one line")
    assert "govuk-back-link" not in TEMPLATES.render(
        "pages/question.html", **question_page(question(), back=None)
    )


def test_private_form_asks_the_browser_to_remember_nothing() -> None:
    tree = parsed(TEMPLATES.render("pages/question.html", **question_page(KINDS["email"], private=True)))
    assert tree.find(".//form").get("autocomplete") == "off"
    assert [one.get("autocomplete") for one in every(tree, "input") if one.get("type") == "email"] == ["off"]


def test_what_was_typed_is_kept_to_the_character() -> None:
    tree = parsed(page("question, several lines"))
    assert tree.find(".//textarea").text == KINDS["several lines"].value


def test_names_and_usual_words_are_suggested() -> None:
    tree = parsed(page("question, suggested"))
    names = [one.get("value") for one in tree.iter("option")]
    assert names == ["Ana & Ben", "GP"]
    assert tree.find(".//datalist").get("id") in {one.get("list") for one in tree.iter("input")}


def test_buttons_answer_the_question_without_another_continue() -> None:
    buttons = parsed(page("question, buttons")).iter("button")
    assert [one.get("value") for one in buttons if one.get("name") == "worry"] == ["yes", "no", "none"]


def test_urgent_contact_is_sent_now_and_a_missing_key_says_whom_to_call() -> None:
    assert "Send now" in page("check, urgent")
    assert "Try to send again" in page("check, refused")
    assert LINES[0].number in page("check, refused").split("<footer")[0]


def test_words_survive_an_outage() -> None:
    main = page("question, outage").split("<footer")[0]
    assert "&lt;script&gt;alert(" in main
    assert LINES[0].number in main
