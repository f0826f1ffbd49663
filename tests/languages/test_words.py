"""`app words`: the list for translators, and what a council's catalogues still lack."""

import re
from pathlib import Path

from babel.messages.pofile import read_po
from typer.testing import CliRunner

from app.__main__ import cli
from app.sentences import sentences
from tests.languages.pseudo import PSEUDO, council_in_two_languages


def test_the_list_holds_each_sentence_once(tmp_path: Path) -> None:
    file = tmp_path / "portal.pot"
    assert CliRunner().invoke(cli, ["words", "list", str(file)]).exit_code == 0
    with file.open("rb") as written:
        listed = [str(message.id) for message in read_po(written) if message.id]
    assert sorted(listed) == sorted(sentences())
    assert {"Start now", "midday", "November", "this child", "{subject} must be a real date"} <= set(listed)
    assert not [text for text in listed if "(?" in text or text.startswith("/")]


def test_what_people_read_calls_the_hub_us_or_by_its_name() -> None:
    # The log says this of a request of the hub's own, and no page does.
    in_the_log = {"not signed by the hub"}
    assert [
        text for text in sorted(sentences() - in_the_log) if re.search(r"\bhub\b(?!\})", text, re.IGNORECASE)
    ] == []


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    profile = council_in_two_languages(tmp_path)
    whole = CliRunner().invoke(cli, ["words", "missing", str(profile)])
    assert (whole.exit_code, whole.output) == (0, f"{PSEUDO}: 0 sentences are still shown in English\n")
    file = profile.with_suffix(f".{PSEUDO}.po")
    file.write_text(file.read_text(encoding="utf-8").replace('msgid "Start now"', 'msgid "Start later"'))
    lacking = CliRunner().invoke(cli, ["words", "missing", str(profile)])
    assert lacking.exit_code == 1
    assert lacking.output == f"{PSEUDO}: 1 sentence is still shown in English\n  Start now\n"
