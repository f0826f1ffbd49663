"""The PDF of a whole form: every answer of the check page is in it, once, and tagged."""

from collections.abc import Iterator

import pytest

from app.contact.apart import place, sealed_apart
from app.forms.walking.steps import Slot
from app.forms.walking.walk import Walk
from app.pdf.press import press_here
from app.routes.page.overview import answers_by_section
from app.templating.rendering import Templates
from tests.contact.conftest import COUNCIL, fill, over
from tests.papers import closed_up, opened, structure, words_of

FORMS = ("professional", "family", "community", "young-person", "allegation")
NAMES = {
    "first_name": ("Łukasz-Błażej", "محمد علی", "小明"),
    "last_name": ("Żółć", "قریشی", "欧阳"),
    "adult_first_name": ("Siân",),
}


async def paper(walk: Walk, *, whole: bool) -> bytes:
    without = () if whole else sealed_apart(walk)
    here = press_here()
    assert here
    return await here.pdf(
        Templates(COUNCIL).render(
            "paper/copy.html",
            form=walk.form,
            reference="NN-7K4M-9QXR",
            code="1234 5678 9012",
            sent="4:50pm on Wednesday 25 November 2026",
            sections=answers_by_section(walk.form, walk, without),
            whole=whole,
        )
    )


def written(walk: Walk) -> Iterator[Slot]:
    """What was written in words of its own, which stands nowhere but beside its question."""
    names = {name for _, group in walk.form.pages() if group for name in group.called}
    for step in walk.steps:
        yield from (one for one in step.slots if "canary" in str(one.value) and one.question.id not in names)


@pytest.mark.pdf
@pytest.mark.parametrize("form", FORMS)
async def test_every_answer_is_in_the_pdf_once_but_what_is_kept_apart(form: str) -> None:
    walk = over(form, fill(form, children=3, adults=1, keep="yes", keep_name_from_family="yes", **NAMES))
    pdf = await paper(walk, whole=False)
    words, apart = words_of(pdf), sealed_apart(walk)
    found = {place(slot): words.count(closed_up(str(slot.value))) for slot in written(walk)}
    assert apart & found.keys()
    assert found == {one: 0 if one in apart else 1 for one in found}
    if form != "young-person":
        assert all(closed_up(name) in words for name in (*NAMES["first_name"], *NAMES["last_name"]))
    tags = structure(opened(pdf)).kinds()
    assert tags.count("H1") == 1
    # Each row of the check page that is left, and the reference, the code and the time.
    assert tags.count("TH") == tags.count("TD") == 3 + rows(walk) - len(apart)


def rows(walk: Walk) -> int:
    return sum(1 if step.lists else len(step.slots) for step in walk.steps)


@pytest.mark.pdf
async def test_asked_for_everything_it_holds_everything() -> None:
    walk = over("professional", fill("professional", keep="yes", keep_name_from_family="yes"))
    words = words_of(await paper(walk, whole=True))
    assert {words.count(closed_up(str(slot.value))) for slot in written(walk)} == {1}
