"""What the bench measured becomes figures, ratios, JSON and a table that says the same."""

from pathlib import Path

import orjson
import pytest

from bench.carrying import Carried
from bench.figures import Figure, percentile
from bench.report import JSON, PAGE, document, keep, section
from bench.run import Measured


@pytest.fixture
def measured() -> Measured:
    memory = {"relay": [60.0] * 10 + [61.0] * 10}
    carried = Carried(100, 4.0, 0, {"relay": 0.2, "receiver": 0.5}, memory, handed_over=400)
    run = Measured({}, {"equal": 29}, 12, carried)
    run.rounds |= {"equal: journeys/s": [60.0, 90.0, 50.0], "peer: journeys/s": [10.0, 18.0, 5.0]}
    return run


def test_a_ratio_is_of_two_that_were_measured_in_the_same_round(measured: Measured) -> None:
    run = document(measured)
    assert run["ratios"] == {"ours over the peer, journeys/s": [6.0, 5.0, 10.0]}
    assert run["figures"]["equal: journeys/s"] == [60.0, 50.0, 90.0]


def test_the_table_says_what_the_json_says(measured: Measured, tmp_path: Path) -> None:
    page, json = tmp_path / "performance-runs.md", tmp_path / "performance.json"
    page.write_text("# Before\n")
    keep(document(measured), json, page)
    kept = orjson.loads(json.read_bytes())
    assert page.read_text() == "# Before\n" + section(kept)
    assert "| **ours over the peer, journeys/s** | 6 | 5 | 10 |" in page.read_text()
    assert (
        "100 contacts at 25.0 a second, 0 left. CPU ms a contact: relay 0.50, receiver 5.00."
        in page.read_text()
    )


def test_the_newest_table_in_the_documents_is_made_from_their_json() -> None:
    assert PAGE.read_text().endswith(section(orjson.loads(JSON.read_bytes())))


@pytest.mark.parametrize(("part", "found"), [(0.5, 51), (0.99, 100), (1, 100)])
def test_a_percentile_is_one_of_those_that_were_measured(part: float, found: int) -> None:
    assert percentile(range(100, 0, -1), part) == found


def test_a_figure_is_the_median_with_its_spread() -> None:
    assert Figure.of([3, 1, 2]) == (2, 1, 3)
