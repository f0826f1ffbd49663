"""A file of the look goes out as small as a browser says that it can take it, and is the same when unpacked."""

import gzip

import brotli
import pytest

from app.assets import Asset, accepts

STYLE = Asset("portal.css", b".govuk-body { margin: 0 } " * 40)


@pytest.mark.parametrize(
    ("accepted", "encoding", "taken"),
    [
        ("gzip, deflate, br", "br", True),
        ("gzip, deflate, br", "gzip", True),
        ("GZIP", "gzip", True),
        ("br;q=0.5, gzip;q=1.0", "br", True),
        ("br; q=0, gzip", "br", False),
        ("br;q=0.000", "br", False),
        ("identity", "gzip", False),
        ("", "gzip", False),
        ("xbr", "br", False),
    ],
)
def test_what_a_browser_takes_is_read_from_its_header(accepted: str, encoding: str, *, taken: bool) -> None:
    assert accepts(accepted, encoding) is taken


def test_the_smallest_that_a_browser_takes_is_sent_and_unpacks_to_the_same() -> None:
    packed, encoding = STYLE.sent_as("gzip, br")
    assert (encoding, brotli.decompress(packed)) == ("br", STYLE.content)
    larger, encoding = STYLE.sent_as("gzip")
    assert (encoding, gzip.decompress(larger)) == ("gzip", STYLE.content)
    assert len(packed) < len(larger) < len(STYLE.content)
    assert STYLE.sent_as("") == (STYLE.content, "")


def test_what_does_not_grow_smaller_is_sent_as_it_is() -> None:
    assert Asset("logo.png", b"\x89PNG").sent_as("gzip, br") == (b"\x89PNG", "")


def test_nothing_is_served_whose_kind_nobody_knows() -> None:
    with pytest.raises(KeyError):
        _ = Asset("portal.exe", b"").kind
