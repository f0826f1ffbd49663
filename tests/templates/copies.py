"""States of pages: the copy of what was sent, the sheet of every question, and a start for young people."""

from types import SimpleNamespace
from typing import Any

from app.forms.catalogue import forms
from app.profiles.loading import load_profile
from app.routes.page.overview import Row
from app.routes.page.prompts import sheet

BARNET = load_profile("barnet")
ROWS = [
    Row("What worries you", ["<script>alert('Ana & Ben')</script>", "two"], ""),
    Row("Which of these", ["One", "Two"], "", listed=True),
    Row("Name", [], ""),
]
CARDS = [{"title": None, "rows": ROWS}, {"title": "Zofia <b>Kowalczyk</b>", "rows": ROWS}]
COPY: dict[str, Any] = {
    "form": SimpleNamespace(title="Tell us", private=True),
    "reference": "NN-7K4M-9QXR",
    "code": "1234 5678 9012",
    "sent": "4:50pm on Wednesday 25 November 2026",
    "sections": [{"title": "The child", "cards": CARDS}],
    "until": "Until 5:50pm.",
    "left_out": True,
    "whole": False,
    "other_url": "/community/whole-copy",
    "pdf_url": "/community/copy.pdf",
    "remove_url": "/community/copy/remove",
    "csrf": "token",
    "lines": (),
}
YOUNG = SimpleNamespace(
    slug="f", title="Tell us", lede="Hello.", notice="young_helplines", readers="", private=True
)

COPIES: dict[str, tuple[str, dict[str, Any]]] = {
    "copy": ("pages/copy.html", COPY),
    "copy, whole": ("pages/copy.html", COPY | {"left_out": False, "whole": True}),
    "copy, nothing left out and no PDF": ("pages/copy.html", COPY | {"left_out": False, "pdf_url": None}),
    "questions": (
        "pages/questions.html",
        {
            "form": YOUNG,
            "sections": sheet(forms(BARNET)["professional"]),
            "numbers": BARNET.telephone.all_lines,
            "lines": (),
        },
    ),
    "copy removed": ("pages/copy_removed.html", {"title": "The copy is removed", "lines": ()}),
}
