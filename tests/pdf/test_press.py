"""PDFs for real: what is in them, how they are tagged, and that setting them holds up nobody."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from weasyprint.urls import FatalURLFetchingError

from app.errors import PressError
from app.pdf import press
from app.pdf.press import MOST, Press, press_here
from app.pdf.typesetter import MEMORY, POLITENESS, SECONDS, typeset
from tests.papers import closed_up, opened, structure, words_of

NAMES = {
    "Polish": "Łukasz-Błażej Żółć",
    "Urdu": "محمد علی قریشی",
    "Chinese": "小明 欧阳",
    "Korean": "한국어",
    "Japanese": "日本語かな",
    "Hebrew": "שלום",
    "Bengali": "বাংলা কি",
    "Gujarati": "ગુજરાતી કિ",
    "Punjabi": "ਪੰਜਾਬੀ ਕਿ",
    "Amharic": "አማርኛ",
    "Thai": "ภาษาไทย",
    "Vietnamese": "Nguyễn Thị",
    "Kurdish": "ژینا ڕێبوار",
    "Pashto": "ښاغلی ګل",
    "Russian": "Дмитрий Ёлкин",
    "Greek": "Γιώργος",
    "Georgian": "გიორგი",
    "Welsh": "Siân Ŵyn O'Neill",
}
ROWS = "".join(f'<tr><th scope="row">{language}</th><td>{name}</td></tr>' for language, name in NAMES.items())
LONG = "".join(f'<tr><th scope="row">Row {at}</th><td>{"word " * 400}</td></tr>' for at in range(20))
PAGE = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Copy</title></head><body>{}</body></html>'


def script(folder: Path, does: str) -> str:
    program = folder / "python"
    program.write_text(f"#!/bin/sh\n{does}\n")
    program.chmod(0o755)
    return str(program)


async def slow(_: str) -> bytes:
    await asyncio.Event().wait()
    return b""


@pytest.mark.pdf
async def test_names_in_any_script_can_be_read_from_the_pdf() -> None:
    here = press_here()
    assert here
    words = words_of(await here.pdf(PAGE.format(f"<h1>Names</h1><table>{ROWS}</table>")))
    assert [language for language, name in NAMES.items() if words.count(closed_up(name)) != 1] == []


def shapeless(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the typesetter says of letters that no font has; it draws a box for each."""
    return [one.getMessage() for one in caplog.records if ".notdef" in one.getMessage()]


@pytest.mark.pdf
def test_every_letter_of_a_name_has_its_shape(caplog: pytest.LogCaptureFixture) -> None:
    both = "".join(f"<p>{name}</p><h2>{name}</h2>" for name in NAMES.values())
    typeset(PAGE.format(f"<h1>Names</h1>{both}"))
    assert shapeless(caplog) == []


@pytest.mark.pdf
def test_a_letter_that_no_font_has_is_noticed(caplog: pytest.LogCaptureFixture) -> None:
    typeset(PAGE.format("<p>\U000f0fff</p>"))
    assert len(shapeless(caplog)) == 1


@pytest.mark.pdf
def test_the_pdf_is_tagged_named_and_says_its_language() -> None:
    document = opened(typeset(PAGE.format(f"<h1>Copy</h1><h2>One</h2><table>{ROWS}</table>")))
    root = document.Root
    assert bool(root.MarkInfo.Marked)
    assert str(root.Lang) == "en"
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    with document.open_metadata() as said:
        assert said["pdfuaid:part"] == "1"
        assert said["dc:title"] == "Copy"
    assert str(document.docinfo["/Title"]) == "Copy"


@pytest.mark.pdf
def test_headings_lists_and_header_cells_are_tagged_on_every_page() -> None:
    listed = '<tr><th scope="row">Many</th><td><ul><li>One</li><li>Two</li></ul></td></tr>'
    document = opened(typeset(PAGE.format(f"<h1>Copy</h1><h2>One</h2><table>{listed}{LONG}</table>")))
    tags = [*structure(document).all()]
    kinds = [tag.kind for tag in tags]
    assert len(document.pages) > 3
    assert kinds.index("H1") < kinds.index("H2") < kinds.index("Table")
    assert kinds.count("LBody") == 2
    assert {tag.scope for tag in tags if tag.kind == "TH"} == {"Row"}
    assert {kind for tag in tags if tag.kind == "TR" for kind in (one.kind for one in tag.inside)} == {
        "TH",
        "TD",
    }


OUTSIDE = (
    '<img src="https://elsewhere.example/a.png" alt="">',
    '<img src="file:///etc/hostname" alt="">',
    '<link rel="stylesheet" href="https://elsewhere.example/a.css">',
    "<style>p { background: url(https://elsewhere.example/a.png) }</style><p>a</p>",
    '<link rel="attachment" href="file:///etc/hostname">',
    '<object data="file:///etc/hostname"></object>',
)


@pytest.mark.pdf
@pytest.mark.parametrize("outside", OUTSIDE)
def test_nothing_is_fetched(outside: str) -> None:
    with pytest.raises(FatalURLFetchingError):
        typeset(PAGE.format(outside))


@pytest.mark.pdf
async def test_what_cannot_be_set_is_an_error_and_no_pdf() -> None:
    with pytest.raises(PressError):
        await Press().pdf(PAGE.format(OUTSIDE[0]))


async def test_one_is_set_at_a_time_and_few_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    at_work, most, going_on = 0, 0, asyncio.Event()

    async def counted(_: str) -> bytes:
        nonlocal at_work, most
        at_work += 1
        most = max(most, at_work)
        await going_on.wait()
        at_work -= 1
        return b"%PDF"

    monkeypatch.setattr(press, "_typeset", counted)
    one = Press()
    waiting = [asyncio.create_task(one.pdf("")) for _ in range(MOST)]
    await asyncio.sleep(0)
    with pytest.raises(PressError):
        await one.pdf("")
    going_on.set()
    assert await asyncio.gather(*waiting) == [b"%PDF"] * MOST
    assert most == 1
    assert await one.pdf("") == b"%PDF"


async def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    number = tmp_path / "pid"
    monkeypatch.setattr(sys, "executable", script(tmp_path, f"echo $$ > '{number}'; exec sleep 600"))
    monkeypatch.setattr(press, "PATIENCE", 0.5)
    with pytest.raises(PressError):
        await Press().pdf("")
    with pytest.raises(ProcessLookupError):
        os.kill(int(number.read_text()), 0)


@pytest.mark.parametrize("does", ["exit 1", "echo half; exit 1", "exit 0"])
async def test_half_a_pdf_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, does: str) -> None:
    monkeypatch.setattr(sys, "executable", script(tmp_path, f"cat > /dev/null; {does}"))
    with pytest.raises(PressError):
        await Press().pdf("page")


async def test_the_typesetter_knows_none_of_our_secrets(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://mash:secret@db.example/mash")
    monkeypatch.setattr(sys, "executable", script(tmp_path, "cat > /dev/null; env"))
    assert b"secret" not in await Press().pdf("page")


def test_the_typesetter_holds_back() -> None:
    look = (
        "import os, resource as r; from app.pdf.typesetter import hold_back; hold_back();"
        "print(os.nice(0), *(r.getrlimit(one)[0] for one in (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_CORE)))"
    )
    before = os.nice(0)
    said = subprocess.run([sys.executable, "-c", look], capture_output=True, check=True, text=True).stdout
    assert list(map(int, said.split())) == [before + POLITENESS, MEMORY, SECONDS, 0]


def test_without_a_library_there_is_no_press(monkeypatch: pytest.MonkeyPatch) -> None:
    look: Callable[[str], str | None] = {"pango-1.0": None}.get
    monkeypatch.setattr(press, "find_library", lambda name: look(name, name))  # type: ignore[call-arg]
    press._can_print.cache_clear()  # noqa: SLF001
    assert press_here() is None
    press._can_print.cache_clear()  # noqa: SLF001
