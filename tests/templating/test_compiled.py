"""Templates are compiled once in a process for as long as they, and what is written out in them, stay as they are."""

from pathlib import Path

import pytest

from app.profiles.catalogues import ENGLISH, Catalogue
from app.profiles.loading import load_profile
from app.templating.flattening import FlatEnvironment
from app.templating.rendering import Templates

NORTH = "northamptonshire"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "static").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "mark.html").write_text(
        '{% macro mark() %}<b>{{ _("Back") }}</b>{% endmacro %}'
    )
    (tmp_path / "templates" / "page.html").write_text(
        '{% from "mark.html" import mark %}{{ mark() }} {{ profile.area }} {{ assets["a.md"].address }}'
    )
    (tmp_path / "static" / "a.md").write_text("one")
    return tmp_path


def shown(folder: Path, council: str = NORTH, words: Catalogue = ENGLISH) -> str:
    return Templates(load_profile(council), folder, words).render("page.html")


def test_who_knows_the_same_is_given_what_was_compiled(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = shown(folder)
    monkeypatch.setattr(FlatEnvironment, "_generate", None)
    assert shown(folder) == first


def test_a_macro_that_was_altered_is_compiled_into_the_pages_that_call_it(folder: Path) -> None:
    assert "<b>Back</b>" in shown(folder)
    (folder / "templates" / "mark.html").write_text("{% macro mark() %}<i>Other</i>{% endmacro %}")
    assert "<i>Other</i>" in shown(folder)


def test_a_council_is_not_shown_what_was_compiled_for_another(folder: Path) -> None:
    assert load_profile(NORTH).area in shown(folder)
    assert load_profile("barnet").area in shown(folder, "barnet")


def test_a_profile_that_was_altered_is_another(folder: Path) -> None:
    assert load_profile(NORTH).area in shown(folder)
    altered = load_profile(NORTH).model_copy(update={"area": "Elsewhere"})
    assert "Elsewhere" in Templates(altered, folder).render("page.html")


def test_each_language_and_each_translation_is_compiled_for_itself(folder: Path) -> None:
    assert "Yn ôl" in shown(folder, words=Catalogue("cy", {"Back": "Yn ôl"}))
    assert "Nôl" in shown(folder, words=Catalogue("cy", {"Back": "Nôl"}))
    assert "Back" in shown(folder)


def test_a_style_that_was_altered_has_its_new_address(folder: Path) -> None:
    first = shown(folder)
    (folder / "static" / "a.md").write_text("two")
    assert shown(folder) != first
