"""The table of OWASP's requirements is whole, and the script that says so sees each way in which it is not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scripts import asvs

PAGE = asvs.PAGE.read_text()
ROWS = {found[4].strip(): found[0] for found in reversed([*asvs.ROW.finditer(PAGE)])}
MET, DESIGN, NONE = ROWS["met"], ROWS["by design"], ROWS["not applicable"]
Capture = pytest.CaptureFixture[str]


def test_every_requirement_is_there_once_with_what_its_verdict_needs(capsys: Capture) -> None:
    assert asvs.main() == 0, capsys.readouterr().out
    assert "253 requirements" in capsys.readouterr().out


WRONGS: list[tuple[str, Callable[[str], str], str]] = [
    ("a row that is missing", lambda page: page.replace(MET, ""), "is missing."),
    ("a row that is there twice", lambda page: page.replace(MET, f"{MET}\n{MET}"), "is there 2 times."),
    (
        "another level",
        lambda page: page.replace(MET, MET.replace("| 2 |", "| 1 |")),
        "is no requirement of level 1.",
    ),
    (
        "a number that there is not",
        lambda page: f"{page}\n| 99.1.1 | 1 | more | operator | a reason |",
        "99.1.1",
    ),
    ("a test that is gone", lambda page: page.replace("::test_", "::test_no_", 1), "is not there."),
    ("a file that is gone", lambda page: page.replace("`app/", "`apps/", 1), "is not there."),
    ("no test", lambda page: page.replace(MET, bare(MET)), "is met, and names no test."),
    ("no place", lambda page: page.replace(DESIGN, bare(DESIGN)), "is by design, and names no place."),
    ("no reason", lambda page: page.replace(NONE, bare(NONE, "")), "has no reason."),
    (
        "no verdict",
        lambda page: page.replace(MET, MET.replace("| met |", "| nearly |")),
        "'nearly' is no verdict.",
    ),
]


def bare(row: str, why: str = "so it is") -> str:
    return f"{row.rstrip('| ').rpartition('|')[0]}| {why} |"


@pytest.mark.parametrize(("change", "said"), [case[1:] for case in WRONGS], ids=[case[0] for case in WRONGS])
def test_what_is_not_whole_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Capture, change: Callable[[str], str], said: str
) -> None:
    page = tmp_path / "asvs.md"
    page.write_text(change(PAGE))
    assert page.read_text() != PAGE
    monkeypatch.setattr(asvs, "PAGE", page)
    assert asvs.main() == 1
    assert said in capsys.readouterr().out
