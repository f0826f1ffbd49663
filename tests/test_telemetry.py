"""Logs: known keys, one line each, and never a library's words."""

import ast
import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import orjson
import pytest
import structlog

from app.telemetry import KNOWN, WITHHELD, configure_logging

Lines = Callable[[], list[dict[str, str]]]


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Iterator[Lines]:
    """What was logged since logging was configured."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    configure_logging()

    def read() -> list[dict[str, str]]:
        said = capsys.readouterr()
        assert said.out == ""
        return [orjson.loads(line) for line in said.err.splitlines()]

    yield read
    structlog.reset_defaults()
    root.handlers[:] = before
    root.setLevel(level)


def test_an_event_is_one_line_of_json_on_the_standard_error(lines: Lines) -> None:
    structlog.get_logger().warning("not_delivered", reference="NN-7K4M-9QXR", attempts=2)
    (line,) = lines()
    assert line["event"] == "not_delivered"
    assert line["level"] == "warning"
    assert line["reference"] == "NN-7K4M-9QXR"
    assert line["timestamp"].endswith("Z")


def test_what_nobody_thought_of_is_withheld(lines: Lines) -> None:
    structlog.get_logger().info("page_saved", answer="Ana Nowak", exc_info="Ana Nowak")
    (line,) = lines()
    assert line["answer"] == line["exc_info"] == WITHHELD


def test_a_library_is_heard_without_its_words(lines: Lines) -> None:
    logging.getLogger("sqlalchemy.pool").error("about %s", "Ana Nowak", exc_info=ValueError("Ana Nowak"))
    (line,) = lines()
    assert line["logger"] == "sqlalchemy.pool"
    assert line["failure"] == "ValueError"
    assert "Ana" not in str(line)


def test_the_server_may_say_that_its_port_is_taken(lines: Lines) -> None:
    logging.getLogger("uvicorn.error").error("[Errno 98] address already in use")
    (line,) = lines()
    assert "address already in use" in line["said"]


def test_what_libraries_say_in_passing_is_not_logged(lines: Lines) -> None:
    logging.getLogger("httpx").info("HTTP Request: POST http://127.0.0.1")
    assert lines() == []


APP = Path(__file__).parents[1] / "app"
LOGS = r"_?log\.(debug|info|warning|error|critical|exception|log)$"


def logged() -> Iterator[tuple[str, ast.Call]]:
    """Every call of a log in app, with its file and line."""
    for path in APP.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and re.match(LOGS, ast.unparse(node.func)):
                yield f"{path.name}:{node.lineno}", node


def test_every_line_is_a_constant_with_known_keys() -> None:
    calls = dict(logged())
    assert len(calls) > 5
    spoken = [where for where, call in calls.items() if not isinstance(call.args[0], ast.Constant)]
    strange = [
        (where, key.arg)
        for where, call in calls.items()
        for key in call.keywords
        if key.arg not in KNOWN and not ast.unparse(key).startswith("**named(")
    ]
    assert not spoken, spoken
    assert not strange, strange
