"""docs/nginx.conf: nothing that people write comes to a disk or a log, and all that the portal takes comes through."""

import re
from pathlib import Path

import pytest

from app.http.serving import HEAD_PATIENCE, REQUEST_PATIENCE, UPLOAD_PATIENCE
from app.routes.page.uploads import LARGEST_UPLOAD
from app.routes.request.gate import FILES, LARGEST_BODY

TEXT = re.sub(r"(?m)^\s*#.*$", "", (Path(__file__).parents[1] / "docs" / "nginx.conf").read_text())
PLAIN, PAGES = TEXT.split("\nserver {")[1:]
IN_FILES = re.search(r"location ~ (\S+) \{([^}]*)\}", PAGES)
UNITS = {"m": 1024 * 1024, "s": 1, "": 1}


def said(name: str, where: str) -> str:
    found = re.search(rf"(?m)^\s*{name} ([^;]+);", where)
    assert found, name
    return found[1]


def amount(name: str, where: str) -> int:
    number, unit = re.fullmatch(r"(\d+)([ms]?)", said(name, where)).groups()  # type: ignore[union-attr]
    return int(number) * UNITS[unit]


@pytest.mark.parametrize("server", [PLAIN, PAGES])
def test_no_address_of_anybody_is_logged(server: str) -> None:
    assert said("access_log", server) == "off"
    assert said("error_log", server).endswith(" crit")


def test_what_people_write_and_read_stays_in_memory() -> None:
    assert amount("client_body_buffer_size", PAGES) >= amount("client_max_body_size", PAGES) > LARGEST_BODY
    assert amount("proxy_max_temp_file_size", PAGES) == 0
    assert amount("proxy_read_timeout", PAGES) >= REQUEST_PATIENCE


def test_who_says_nothing_keeps_no_connection_for_long() -> None:
    """nginx counts only connections that have asked for something: its own 60 seconds are four times as many idle."""
    everywhere = TEXT.split("\nserver {")[0]
    assert amount("client_header_timeout", everywhere) <= 15
    assert amount("keepalive_timeout", everywhere) <= HEAD_PATIENCE


def test_files_come_through_in_pieces_at_every_address_that_takes_them() -> None:
    assert IN_FILES
    assert all(re.search(IN_FILES[1], f"/{path}/{FILES}") for path in ("community", "cy/young-person"))
    assert said("proxy_request_buffering", IN_FILES[2]) == "off"
    assert amount("client_max_body_size", IN_FILES[2]) >= LARGEST_UPLOAD
    assert amount("proxy_read_timeout", IN_FILES[2]) >= UPLOAD_PATIENCE


def test_nobody_says_where_they_come_from_but_the_proxy() -> None:
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in PAGES
    assert "proxy_set_header X-Forwarded-Proto https;" in PAGES
    assert said("gzip", PAGES) == "off"


def test_the_hub_is_not_sent_on_to_https() -> None:
    assert "location /api/ { return 403; }" in PLAIN
