"""Logs: known keys, one line each, and never a library's words."""

import logging
from collections.abc import Callable, Iterator

import orjson
import pytest
import structlog

from app.telemetry import WITHHELD, configure_logging

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
