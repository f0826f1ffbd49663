"""What somebody wrote turns no word of ours around, by Unicode's rules and in a browser."""

from html import unescape
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import Environment
from jinja2.nodes import EvalContext
from markupsafe import Markup
from playwright.async_api import Browser

from app.profiles.loading import load_profile
from app.saying import Sentence, Word
from app.templating.rendering import Templates
from app.templating.turning import TURNING
from tests.levels import levels

TEMPLATES = Templates(load_profile("northamptonshire"))
MARKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
WRITTEN = st.text(st.sampled_from(f"{MARKS}\u2029\n\u200e\u200f aאع1.{{}}<&"), max_size=160)
PLAIN, PAGE = (EvalContext(Environment(autoescape=html)) for html in (False, True))  # noqa: S701 -- what emails are, too
BEFORE, AFTER = "Told by ", " must NOT be told, 12 March"
WORST = (
    "\u202emuM",
    "\u2069\u202emuM",
    "\u2067\u2069\u2069\u202e",
    "\u2068\u202e\u2029\u202e",
    "\u2069" * 130 + "\u202e",
)
"""An override; one behind the end of what surrounds it; one in each paragraph; deeper than levels go."""


def of_ours(text: str) -> list[tuple[int, str]]:
    """The levels of what stands before and after a value."""
    found = levels(text)
    assert text.startswith(BEFORE)
    assert text.endswith(AFTER)
    return found[: len(BEFORE)] + found[-len(AFTER) :]


def with_worst(test: Any) -> Any:
    for one in WORST:
        test = example(one)(test)
    return test


@with_worst
@given(WRITTEN)
def test_what_was_written_turns_no_words_of_a_sentence_around(written: str) -> None:
    text = f"{BEFORE}{{who}}{AFTER}"
    for context in (PLAIN, PAGE):
        said = str(TEMPLATES.sentence(context, text, {"who": written}))
        assert of_ours(said) == of_ours(BEFORE + AFTER)
        kept = TURNING.sub("", unescape(said) if context is PAGE else said)
        assert kept == BEFORE + TURNING.sub("", written) + AFTER


@with_worst
@given(WRITTEN)
def test_nor_does_it_among_words_of_ours_that_fill_a_sentence_or_stand_alone(written: str) -> None:
    called = Word(f"{BEFORE}{{name}}{AFTER}", name=written)
    for said in (TEMPLATES.sentence(PLAIN, "{who}", {"who": called}), str(TEMPLATES.word(called))):
        assert of_ours(said) == of_ours(BEFORE + AFTER)
    assert of_ours(f"{BEFORE}{TEMPLATES.say(PLAIN, written)}{AFTER}") == of_ours(BEFORE + AFTER)


def test_what_holds_no_such_mark_is_said_as_it_was_written() -> None:
    for written in ("Ana", "فاطمہ", "\u200fO’Neill", "One\nTwo"):
        assert TEMPLATES.sentence(PLAIN, "{who}.", {"who": written}) == f"{written}."


def test_what_is_html_already_is_not_escaped_for_a_mark() -> None:
    said = TEMPLATES.sentence(PAGE, "See {link}", {"link": Markup("<a>\u202ex</a>")})
    assert TURNING.sub("", said) == "See <a>x</a>"


@pytest.mark.parametrize("paragraph", [0, 1])
def test_the_rules_themselves_turn_what_is_not_isolated(paragraph: int) -> None:
    assert {kind for _, kind in levels("\u202eabc", paragraph)[1:]} == {"R"}
    assert [level for level, _ in levels("a\u2067b\u2069c")] == [0, 0, 1, 0, 0]
    assert [level for level, _ in levels("\u2068א\u2069\u2068a\u2069")] == [0, 1, 0, 0, 2, 0]
    assert [kind for _, kind in levels("\u202ea\u202cb")] == ["RLO", "R", "R", "L"]
    assert [level for level, _ in levels("\u2069" * 3 + "\u2068" * 70 + "a")][-1] == 124


PLACES = """ours => {
  const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.data.indexOf(ours), range = document.createRange();
    if (at < 0) continue;
    found.push([...ours].map((_, place) => {
      range.setStart(walk.currentNode, at + place);
      range.setEnd(walk.currentNode, at + place + 1);
      return range.getBoundingClientRect().left;
    }));
  }
  return found;
}"""
"""Where each character of some words of ours stands, each time that they are shown."""


@pytest.mark.chromium
async def test_in_a_browser_words_of_the_hubs_copy_stand_in_their_order(chromium: Browser) -> None:
    page = await chromium.new_page(viewport={"width": 2000, "height": 800})
    for written in WORST:
        await page.set_content(hub_copy(written.replace("\u2029", "")))
        found = await page.evaluate(PLACES, "must NOT know")
        assert len(found) == len(HOLDING)
        assert [one for one in found if one != sorted(one)] == []


HOLDING = ("banner", "label", "words", "code")


def hub_copy(written: str) -> str:
    said = Sentence("{who}: must NOT know", {"who": written})
    lines = [
        {"label": written, "words": said, "code": None, "link": None},
        {"label": said, "words": written, "code": None, "link": None},
        {"label": None, "words": written, "code": "must NOT know", "link": None},
    ]
    answers = [{"title": written, "rows": [{"label": "Who", "lines": lines, "wide": True}], "blank": ()}]
    about = {"title": "Contact", "reference": "NN-7K4M-9QXR", "team": "Safeguarding", "received": "at 9am"}
    sections = [{"title": "Child", "grids": (), "answers": answers}]
    return TEMPLATES.render("hub/contact.html", contact=about | {"banners": [said], "sections": sections})
