"""A council's catalogue, from beside its profile: English where it lacks a sentence, refused where one is wrong."""

from pathlib import Path

import pytest

from app.errors import ConfigurationError
from app.profiles.catalogues import Catalogue, load_catalogues
from app.profiles.loading import load_profile
from tests.languages.pseudo import PSEUDO, council_in_two_languages, pseudo

SENTENCE = "Call {name} on {number}"


def catalogue(folder: Path, *entries: tuple[str, str]) -> Catalogue:
    """The catalogue of a council whose file holds just these."""
    profile = council_in_two_languages(folder)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    body = "\n".join(f'msgid "{ours}"\nmsgstr "{theirs}"\n' for ours, theirs in entries)
    profile.with_suffix(f".{PSEUDO}.po").write_text(head + body, encoding="utf-8")
    return load_catalogues(str(profile), load_profile(str(profile)))[PSEUDO]


def test_a_sentence_without_a_translation_is_said_in_english(tmp_path: Path) -> None:
    said = catalogue(tmp_path, ("Yes", "Ie"), ("No", ""))
    assert (said.gettext("Yes"), said.gettext("No"), said.gettext("Perhaps")) == ("Ie", "No", "Perhaps")


def test_a_guess_that_nobody_has_checked_is_not_said(tmp_path: Path) -> None:
    profile = council_in_two_languages(tmp_path)
    file = profile.with_suffix(f".{PSEUDO}.po")
    file.write_text('#, fuzzy\nmsgid "Yes"\nmsgstr "Efallai"\n', encoding="utf-8")
    said = load_catalogues(str(profile), load_profile(str(profile)))[PSEUDO]
    assert said.gettext("Yes") == "Yes"


def test_a_council_says_its_own_words_from_its_profile(tmp_path: Path) -> None:
    said = catalogue(tmp_path)
    council = load_profile("barnet")
    assert said.gettext(council.words["en"].who_reads) == pseudo(council.words["en"].who_reads)
    assert said.gettext(council.telephone.main.name) == pseudo(council.telephone.main.name)


@pytest.mark.parametrize(
    ("theirs", "fault"),
    [
        ("Ffoniwch {enw} ar {number}", r"asks for \{enw\}"),
        ("Ffoniwch {name ar {number}", "a curly bracket that does not close"),
    ],
)
def test_a_translation_that_cannot_be_filled_is_refused(tmp_path: Path, theirs: str, fault: str) -> None:
    with pytest.raises(ConfigurationError, match=fault):
        catalogue(tmp_path, (SENTENCE, theirs))


def test_a_translation_may_leave_a_placeholder_out(tmp_path: Path) -> None:
    assert catalogue(tmp_path, (SENTENCE, "Ffoniwch {number}")).gettext(SENTENCE) == "Ffoniwch {number}"


def test_a_language_without_its_file_is_refused(tmp_path: Path) -> None:
    profile = council_in_two_languages(tmp_path)
    profile.with_suffix(f".{PSEUDO}.po").unlink()
    with pytest.raises(ConfigurationError, match=rf"council\.{PSEUDO}\.po: is missing: our own sentences"):
        load_catalogues(str(profile), load_profile(str(profile)))


def test_a_file_that_is_no_catalogue_is_refused(tmp_path: Path) -> None:
    profile = council_in_two_languages(tmp_path)
    profile.with_suffix(f".{PSEUDO}.po").write_text("nothing of the kind", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="is no catalogue"):
        load_catalogues(str(profile), load_profile(str(profile)))


@pytest.mark.parametrize(
    ("language", "name", "direction"),
    [
        ("cy", "Cymraeg", "ltr"),
        ("ar", "العربية", "rtl"),
        ("ur", "اردو", "rtl"),
        ("pl", "polski", "ltr"),
        (PSEUDO, PSEUDO, "ltr"),
    ],
)
def test_a_language_is_called_as_its_speakers_call_it(language: str, name: str, direction: str) -> None:
    said = Catalogue(language)
    assert (said.name, said.direction) == (name, direction)
