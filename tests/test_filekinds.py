"""What a file may be called, on a page and on any disk."""

from pathlib import PurePath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.filekinds import LONGEST_NAME, FileKind, safe_name, shown_name


@pytest.mark.parametrize(
    ("given_name", "safe"),
    [
        ("Body map.pdf", "Body map.pdf"),
        ("photo.exe", "photo.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\me\\a.pdf", "a.pdf"),
        ("a\r\nSet-Cookie: b.pdf", "aSet-Cookie_ b.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.pdf"),
        ("in\u00advo\u061cice\U000e0041\ufff9\u3164.pdf", "invoice.pdf"),
        ("żółw.pdf", "żółw.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("", "file.pdf"),
        ("a" * 500 + ".pdf", "a" * LONGEST_NAME + ".pdf"),
        ("a:b*c?.pdf", "a_b_c_.pdf"),
        ("শিশু" * 30 + ".pdf", ("শিশু" * 30)[:66] + ".pdf"),
    ],
)
def test_a_name_is_made_safe(given_name: str, safe: str) -> None:
    assert safe_name(given_name, FileKind.PDF) == safe


@given(st.text(), st.sampled_from(FileKind))
def test_no_name_leads_anywhere_or_hides_anything(name: str, kind: FileKind) -> None:
    safe = safe_name(name, kind)
    assert len(PurePath(safe).parts) == len(PureWindowsPath(safe).parts) == 1
    assert safe.endswith(f".{kind.value}")
    assert not safe.startswith(".")
    assert len(safe.encode()) <= 205
    assert safe.isprintable() or not any(ord(one) < 32 for one in safe)
    assert safe_name(safe, kind) == safe
    assert "\n" not in shown_name(name)
