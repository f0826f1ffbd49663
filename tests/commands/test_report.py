"""The report at the hub's command line, and as a file for a spreadsheet."""

import csv
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from app.commands.report import FORMULAS, as_a_cell
from app.contact.answered import Coded
from app.contact.model import Contact
from app.contact.people import Referrer
from app.receiver.receive import Receiver

SENT = datetime(2026, 11, 22, 16, 50, tzinfo=UTC)
EVIL = '=HYPERLINK("http://evil.example","School")'
TO_A_TERMINAL = "School\x1b]0;mine\x07\x1b[2J\x9b2J\r\u202eloohcS\u2066\U000e0041" + "l" * 5000


async def test_a_hub_reports_on_what_it_filed_and_decided(
    receiver: Receiver, send: Callable[..., Contact], says: Callable[..., str], tmp_path: Path
) -> None:
    file = tmp_path / "report.csv"
    agency = Coded(code="school", label=EVIL)
    sent = [send(referrer=Referrer(your_name="Amara Okafor", agency=agency)) for _ in range(6)]
    with time_machine.travel(SENT, tick=False):
        while await receiver.receive_some():
            pass
        for one in sent[:5]:
            says("hub", "decide", one.reference, "early-help", "--no-email")
        printed = says("report", "--from", "2026-11-01", "--csv", str(file))
        before = says("report", "--from", "2026-11-01", "--to", "2026-11-21")
    lines = [line.split() for line in printed.splitlines()]
    assert ["professional", "5", "100%"] in lines
    assert ["not", "told", "apart", "5", "100%"] in lines
    assert "early-help" not in printed
    assert ["all", "under", "5"] in [line.split() for line in before.splitlines()]
    assert "Okafor" not in printed + file.read_text()
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0] == ["section", "item", "count", "share"]
    assert ["By type of agency", f"'{EVIL}", "5", "100%"] in rows
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULAS)]


async def test_what_a_portal_names_is_words_to_a_terminal_and_one_line(
    receiver: Receiver, send: Callable[..., Contact], says: Callable[..., str], tmp_path: Path
) -> None:
    file = tmp_path / "report.csv"
    for _ in range(6):
        send(referrer=Referrer(agency=Coded(code="school", label=TO_A_TERMINAL)))
    with time_machine.travel(SENT, tick=False):
        while await receiver.receive_some():
            pass
        printed = says("report", "--from", "2026-11-01", "--csv", str(file))
    assert "School" in printed
    assert all(line.isprintable() and len(line) < 200 for line in printed.splitlines())
    rows = csv.reader(file.read_text(encoding="utf-8-sig").splitlines())
    assert all(cell.isprintable() for row in rows for cell in row)


@pytest.mark.parametrize("first", [*FORMULAS, "＝", "＋", "－", "＠"])
def test_no_cell_is_taken_for_a_formula(first: str) -> None:
    assert as_a_cell(f"{first}1+1") == f"'{first}1+1"


async def test_a_period_that_ends_before_it_begins_is_refused(says: Callable[..., str]) -> None:
    printed = says("report", "--from", "2026-11-30", "--to", "2026-11-01")
    assert "is before the first" in printed
    assert "under 5" not in printed


async def test_a_day_that_is_none_is_refused(says: Callable[..., str]) -> None:
    assert "'31/11/2026' does not" in says("report", "--from", "31/11/2026")
