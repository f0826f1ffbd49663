"""Every page in each of its states, with what a route would give to it."""

from types import SimpleNamespace
from typing import Any

from app.profiles.loading import load_profile
from app.routes.page.overview import Row
from app.routes.page.views import QuestionView
from app.saying import Sentence
from app.templating.rendering import ROOT, Templates
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
    ("conflicts", "lede", "listing", "notice", "outage", "private", "saved", "spoken", "urgent", "waivable")
)
ROW = Row("What worries you", [SCRIPT, "two"], "/x")
CARDS = [{"title": None, "rows": [ROW, ROW._replace(value=[])]}, {"title": PRIVATE, "rows": [ROW]}]
CHECK_PAGE: dict[str, Any] = {
    "form": SimpleNamespace(slug="community", title="Tell us", private=False),
    "sections": [{"title": "The child", "cards": CARDS}],
    "statement": "Select Send.",
    "send_url": "/send",
    "shown": "mark",
    "csrf": "token",
    "back": "/community/worry",
    "lines": LINES,
} | dict.fromkeys(("unmet", "unseen", "urgent", "spoken", "refusal", "after_call", "waits"))


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
ODD = [one | {"calls": True} for one in UNMET]
UNSEEN = [one | {"filled_in": True, "halfway": True} for one in UNMET]
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
} | dict.fromkeys(("urgent", "spoken", "late", "after_call", "by_email", "follow_up", "private", "notice"))
LITTLE = SENT | {
    "urgent": True,
    "lacks": ["It says little."],
    "telling_the_rest": ["Call us."],
    "unanswered": True,
}
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
        question_page(question(), warnings=ODD, warned="hash", insets=["A duty in law", SCRIPT]),
    ),
    "question, no cookie": (
        "pages/question.html",
        question_page(question()._replace(value=SCRIPT), cookieless=True),
    ),
    "question, outage": (
        "pages/question.html",
        question_page(question()._replace(value=SCRIPT), outage=True),
    ),
    "question, conflict, of another release": (
        "pages/question.html",
        question_page(question(), conflicts=[{"label": "Name", "theirs": SCRIPT}], renewed=True),
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
    "taken away": (
        "pages/taken_away.html",
        {
            "errors": [{"text": SCRIPT, "href": "/sent"}],
            "words": [SCRIPT, PRIVATE],
            "onward": "/community/check",
            "lines": LINES,
        },
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
    "check, unseen": ("pages/check.html", check_page(unseen=UNSEEN)),
    "check, unmet and unseen": ("pages/check.html", check_page(unmet=UNMET, unseen=UNSEEN)),
    "check, once the team has gone": ("pages/check.html", check_page(waits=READING)),
    "check, odd": ("pages/check.html", check_page(odd=ODD)),
    "check, not asked any more": (
        "pages/check.html",
        check_page(no_longer=[{"label": "What worries you", "value": [SCRIPT, PRIVATE]}]),
    ),
    "check, urgent": ("pages/check.html", check_page(unmet=UNMET, unseen=UNSEEN, urgent=True)),
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
    "check, urgent, and they spoke to us": ("pages/check.html", check_page(urgent=True, spoken=True)),
    "sent, urgent, and they spoke to us": ("pages/sent.html", SENT | {"urgent": True, "spoken": True}),
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
