"""States of pages: where the code of a call is entered, and a form that knows of one."""

from types import SimpleNamespace
from typing import Any, Final

from app.routes.call import HINT, LABEL, OPENS_NOTHING
from app.routes.page.views import QuestionView
from app.saying import Sentence

SCRIPT: Final = "<script>alert('Ana & Ben')</script>"
CODE = QuestionView("code", "text", LABEL, HINT, None, "", "", unknown=False, inputmode="numeric")
CALL: dict[str, Any] = {
    "question": CODE,
    "replace": False,
    "without_url": "/professional",
    "csrf": "token",
    "lines": (),
}
KNOWS: dict[str, Any] = {
    "form": SimpleNamespace(
        slug="f", title="Tell us", lede="We listen.", notice="", readers="", private=False
    ),
    "lines": (),
    "after_call": "Send it today.",
}

CALLS: dict[str, tuple[str, dict[str, Any]]] = {
    "call": ("pages/call.html", CALL),
    "call, error": (
        "pages/call.html",
        CALL
        | {"question": CODE._replace(error=OPENS_NOTHING, value=SCRIPT)}
        | {"errors": [{"text": OPENS_NOTHING, "href": "#code"}]},
    ),
    "call, another form here": ("pages/call.html", CALL | {"replace": True}),
    "call, taken back": ("pages/call_withdrawn.html", {"without_url": "/professional", "lines": ()}),
    "form start, after a call": (
        "pages/form_start.html",
        KNOWS
        | {
            "reading": Sentence("Nobody may read this. Call {number}.", {"number": "01632 960 100"}),
            "start_url": "/go",
            "begun": True,
        }
        | {"noted": f"You spoke to {SCRIPT}.", "needed": [], "minutes": None, "kept": "Kept for 14 days."},
    ),
    "tasks, after a call": (
        "pages/tasks.html",
        KNOWS
        | {
            "sections": [],
            "next_url": "/b",
            "saved": ["Kept until Monday."],
            "progress": "You have completed 0 of 0 sections.",
        },
    ),
}
