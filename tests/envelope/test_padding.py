"""Documents have five lengths and stay the same JSON."""

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.envelope.padding import BUCKETS, pad, unpad
from app.errors import TooLargeError


@given(st.dictionaries(st.text(), st.text()))
def test_padding_changes_neither_the_json_nor_what_is_unpadded(value: dict[str, str]) -> None:
    document = orjson.dumps(value)
    padded = pad(document)
    assert orjson.loads(padded) == value
    assert unpad(padded) == document
    assert len(padded) in BUCKETS


@pytest.mark.parametrize(
    ("size", "bucket"),
    [(0, 4096), (2, 4096), (4096, 4096), (4097, 16384), (65536, 65536), (65537, 262144), (1048576, 1048576)],
)
def test_the_smallest_bucket_that_holds_it(size: int, bucket: int) -> None:
    assert len(pad(b"x" * size)) == bucket


def test_more_than_the_largest_bucket_is_refused() -> None:
    with pytest.raises(TooLargeError):
        pad(b"x" * (1024 * 1024 + 1))
