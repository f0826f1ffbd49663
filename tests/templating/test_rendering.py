"""Sentences, addresses of static files, weight, and what leaves the site: emails and the hub's copy."""

import re
from typing import Any

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader, UndefinedError
from jinja2.nodes import EvalContext
from markupsafe import Markup, escape

from app.profiles.loading import load_profile
from app.routes.page.views import QuestionView
from app.saying import Sentence
from app.templating.escaping import MARKS
from app.templating.rendering import ROOT, SHARED, Templates

PROFILE = load_profile("northamptonshire")
TEMPLATES = Templates(PROFILE)
LINES = [PROFILE.telephone.main, PROFILE.telephone.out_of_hours]
FAILURE = {"title": "Page not found", "text": "Check the address.", "lines": LINES}
MARKUP = "<b onclick=x>Ana & 'Ben'</b>"


def test_missing_context_is_an_error_and_not_an_empty_place() -> None:
    with pytest.raises(UndefinedError, match="lines"):
        TEMPLATES.render("pages/failure.html", title="Sorry", text="Try again.")


def test_a_page_that_was_prepared_is_not_read_when_somebody_asks_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []
    get_source = FileSystemLoader.get_source

    def noted(loader: FileSystemLoader, environment: Environment, name: str) -> Any:
        read.append(name)
        return get_source(loader, environment, name)

    monkeypatch.setattr(FileSystemLoader, "get_source", noted)
    templates = Templates(PROFILE)
    templates.prepare()
    assert {"pages/question.html", "pages/failure.html", *SHARED} <= set(read)
    read.clear()
    templates.render("pages/failure.html", **FAILURE)
    assert not {name for name in read if name.startswith("pages/") or name in SHARED}


def test_values_of_a_sentence_are_escaped_in_html() -> None:
    html = TEMPLATES.render(
        "pages/failure.html", **FAILURE | {"text": Sentence("It is {what} here", {"what": MARKUP})}
    )
    assert "It is &lt;b onclick=x&gt;Ana &amp; &#39;Ben&#39;&lt;/b&gt; here" in html


def test_values_of_a_sentence_are_never_read_as_placeholders() -> None:
    sentence = Sentence("{one} and {two}", {"one": "{two.__class__}", "two": "%(x)s {"})
    assert "{two.__class__} and %(x)s {" in TEMPLATES.render(
        "pages/failure.html", **FAILURE | {"text": sentence}
    )


def test_plain_text_is_not_escaped() -> None:
    context = {"reference": "R", "lines": [], "next_steps": ["Ana & 'Ben'"], "site": "https://refer.example"}
    text = TEMPLATES.render("email/acknowledgement.txt", **context)
    assert "Ana & 'Ben'" in text


def test_only_blanks_that_somebody_wrote_begin_a_line_of_a_page() -> None:
    story = "He said:\n    I want\n\tto stay."
    view = QuestionView(
        *("story", "text", "What happened?", "", None, story, ""), unknown=False, rows=5, limit=20_000
    )
    asked = TEMPLATES.ask(view, "s", private=True)
    assert story in asked
    for html in (TEMPLATES.render("pages/failure.html", **FAILURE), asked.replace(story, "")):
        assert html.count("\n") > 3
        assert not re.search(r"^[ \t]", html, re.MULTILINE)


def test_plain_text_keeps_the_blanks_that_begin_a_line(tmp_path: Any) -> None:
    (tmp_path / "static").symlink_to(ROOT / "static")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "look.css").write_text("")
    (tmp_path / "templates" / "plain.txt").write_text("One\n  two")
    assert Templates(PROFILE, tmp_path).render("plain.txt") == "One\n  two"


def test_address_of_a_file_changes_with_its_content(tmp_path: Any) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    seen = set()
    for content in ("one", "two"):
        (tmp_path / "static" / "portal.css").write_text(content)
        seen.add(Templates(PROFILE, tmp_path).assets["portal.css"].address)
    assert len(seen) == 2
    assert all(re.fullmatch(r"/static/portal\.css\?v=[0-9a-f]{16}", address) for address in seen)


def test_address_of_the_look_differs_between_councils() -> None:
    assert (
        TEMPLATES.assets["portal.css"].address
        != Templates(load_profile("barnet")).assets["portal.css"].address
    )


def test_look_holds_the_councils_colours_and_nothing_else() -> None:
    colour = re.compile(r"#[0-9a-f]{6}")
    css = TEMPLATES.render("look.css")
    light = PROFILE.look.model_dump(exclude={"cited", "logo"})
    assert set(colour.findall(css)) == {*light.values(), *vars(PROFILE.look.dark).values()}
    assert colour.sub("", css) == colour.sub("", Templates(load_profile("barnet")).render("look.css"))


def test_built_files_ask_nobody_else_for_anything() -> None:
    for name in ("portal.css", "portal.js"):
        built = (ROOT / "static" / name).read_text()
        # What the script fetches is where a form of this page goes, and our policy allows no other.
        assert not re.search(r"url\(|@import|fetch\((?!\w+\.action)|https?://\w|GDS Transport|crown-", built)


@pytest.mark.parametrize("kind", ["subject", "txt", "html"])
def test_acknowledgement_says_only_what_is_allowed(kind: str) -> None:
    context = {"reference": "NN-7K4M-9QXR", "next_steps": ["A social worker reads it."], "lines": LINES}
    context |= {"site": "https://refer.example"}
    said = TEMPLATES.render(f"email/acknowledgement.{kind}", **context)
    assert "NN-7K4M-9QXR" in said
    assert not re.search(
        r"\b(child|safeguarding|abuse|harm)\b|[0-9]{4} [0-9]{4} [0-9]{4}",
        said.replace(PROFILE.name, ""),
        re.IGNORECASE,
    )
    if kind != "subject":
        assert all(line.number in said for line in LINES)


def test_subject_is_one_line() -> None:
    assert "\n" not in TEMPLATES.render("email/acknowledgement.subject", reference="NN-7K4M-9QXR").strip()


def test_email_is_valid_html() -> None:
    context = {"reference": "NN-7K4M-9QXR", "next_steps": [MARKUP], "lines": LINES}
    context |= {"site": "https://refer.example"}
    html = TEMPLATES.render("email/acknowledgement.html", **context)
    html5lib.HTMLParser(strict=True).parse(html)
    assert MARKUP not in html


def test_hub_copy_is_valid_html_that_runs_nothing_and_escapes_what_was_written() -> None:
    line = {"words": MARKUP, "code": "1A", "label": MARKUP, "link": MARKUP}
    rows = [{"label": "Name", "lines": [line], "wide": True}, {"label": "Age", "lines": [], "wide": False}]
    answers = [{"title": MARKUP, "rows": rows, "blank": [MARKUP]}, {"title": None, "rows": rows, "blank": ()}]
    grids = [{"kind": "children", "heads": [MARKUP, "Age"], "rows": [[[line], []]]}]
    sections = [{"title": "Child", "grids": grids, "answers": answers}]
    contact = {"title": "Contact", "reference": "NN-7K4M-9QXR", "banners": ["FAMILY NOT TOLD"]}
    about = {"team": "Safeguarding", "received": "at 9am", "sections": sections}
    html = TEMPLATES.render("hub/contact.html", contact=contact | about)
    html5lib.HTMLParser(strict=True).parse(html)
    assert "default-src 'none'" in html
    assert MARKUP not in html
    assert "<script" not in html


@given(
    st.dictionaries(
        st.sampled_from("ab"),
        st.text("<&{}'é", max_size=4) | st.integers() | st.just(Markup("<b>")),
        min_size=2,
    )
)
def test_a_sentence_says_what_markups_own_method_would(values: dict[str, Any]) -> None:
    text = "It’s <{a}> & {b}, {a}"
    said = TEMPLATES.sentence(EvalContext(Environment(autoescape=True)), text, values)
    assert said == escape(text).translate(MARKS).format_map(values)
