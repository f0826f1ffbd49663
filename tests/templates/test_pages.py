"""Every page in each of its states: valid, labelled, escaped, and without inline style or script."""

import re
from collections import Counter
from itertools import pairwise
from typing import Any

import html5lib
import pytest

from tests.templates.asked import KINDS, question
from tests.templates.states import LINES, PAGES, TEMPLATES, question_page


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


@pytest.mark.parametrize("state", [one for one in PAGES if one.startswith("question, ")])
def test_a_page_of_questions_in_english_is_ascii_so_that_it_costs_half_to_make_and_to_write(
    state: str,
) -> None:
    assert page(state).isascii()


@every_page
def test_nothing_of_gov_uk_itself_is_shown(state: str) -> None:
    assert not re.search(r"crown|gov\.uk", page(state), re.IGNORECASE)


def test_title_names_the_page_and_says_error_first() -> None:
    assert "<title>What worries you &#8211; MASH Barnet</title>" in page("question, one line")
    assert "<title>Error: What worries you &#8211; MASH Barnet</title>" in page("question, error")


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


@pytest.mark.parametrize("state", ["sent", "sent, with an email"])
def test_a_browser_that_translates_leaves_reference_and_code_as_they_are(state: str) -> None:
    left = [one for one in parsed(page(state)).iter() if one.get("translate") == "no"]
    assert ["".join(one.itertext()) for one in left] == ["NN-7K4M-9QXR", "1234 5678 9012"]
