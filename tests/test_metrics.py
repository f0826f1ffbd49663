"""Figures: on a port of their own, and with labels from closed lists alone."""

import ast
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from prometheus_client import Counter, Gauge

from app import metrics
from app.errors import ConfigurationError
from app.metrics import served
from tests.figures import LABELS, labels_of
from tests.town import free_port

APP = Path(__file__).parents[1] / "app"


def test_every_label_of_every_figure_is_on_the_closed_list() -> None:
    names = {
        (family.name, label)
        for family in metrics.REGISTRY.collect()
        for sample in family.samples
        for label in sample.labels
    }
    declared = {label for figure in _figures() for label in figure._labelnames}  # noqa: SLF001 -- it has no other name
    assert declared == set(LABELS)
    assert {label for _, label in names} <= set(LABELS)


def _figures() -> Iterator[Counter | Gauge]:
    for figure in vars(metrics).values():
        if isinstance(figure, (Counter, Gauge)):
            yield figure


def test_no_label_is_made_of_words_put_together() -> None:
    """A label is a constant, or something of ours that has one name: never a text that is formatted or joined."""
    given = [
        argument
        for path in APP.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "labels"
        for argument in node.args
    ]
    assert len(given) > 10
    formatted = [ast.unparse(one) for one in given if isinstance(one, (ast.JoinedStr, ast.BinOp, ast.Call))]
    assert formatted == ["f'{first}xx'"]


def test_they_are_served_on_their_own_port_until_the_end() -> None:
    port = free_port()
    metrics.EVENTS.labels("new").inc()
    with served("127.0.0.1", port):
        answer = httpx.get(f"http://127.0.0.1:{port}/metrics")
        assert answer.status_code == 200
        found = labels_of(answer.text)
        assert ("mash_events_total", "result", "new") in found
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://127.0.0.1:{port}/metrics")


def test_without_a_port_nothing_is_served() -> None:
    with served("127.0.0.1", 0):
        pass


def test_a_port_that_is_taken_is_one_sentence() -> None:
    port = free_port()
    with (
        served("127.0.0.1", port),
        pytest.raises(ConfigurationError, match=f"METRICS_PORT: {port} is taken"),
        served("127.0.0.1", port),
    ):
        pass
