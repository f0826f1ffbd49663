"""Who must stay unknown reads that what they are to the child may be left blank; who gave a name does not."""

from collections.abc import Mapping
from datetime import date

import pytest

from app.forms.answers import Answers
from app.forms.catalogue import forms
from app.forms.walking.walk import walk
from app.profiles.model import Profile

BLANK = ("Leave this blank if it would give you away.",)
APART = ("We keep what you say here away from the rest too.",)
PAGES: Mapping[str, tuple[str, str, dict[str, str]]] = {
    "community": ("how-you-know-them", "keep-from-family", {}),
    "young-person": ("how-you-know-them", "keep-from-family", {"about": "somebody-else"}),
    "allegation": ("how-you-know", "keep-from-adult", {"at_work": "no"}),
}


@pytest.mark.parametrize("form", PAGES)
def test_only_who_stays_unknown_is_told_to_leave_it_blank(council: Profile, form: str) -> None:
    slug, kept, said = PAGES[form]
    for anonymity, says in {"named": (), "anonymous": BLANK, "": BLANK, kept: APART}.items():
        calm = {"danger": "no", "urgent_today": "no"}
        answers = Answers().put("", {**calm, **said, "anonymity": anonymity or None})
        step = walk(forms(council)[form], answers, date(2026, 11, 22)).at(slug)
        assert step
        assert step.insets == says
        assert not step.page.lede
