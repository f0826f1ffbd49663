"""Whatever somebody writes into a profile, it is read, or refused in a sentence that names the file."""

import re
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.errors import ConfigurationError
from app.profiles.loading import SHIPPED, load_profile

WRITTEN = [path.read_text(encoding="utf-8") for path in sorted(SHIPPED.glob("*.toml"))]
JUNK = st.sampled_from(
    [
        *("0", "-1", "1e400", "nan", "inf", "true", '""', '" "', '"x"', "[]", "[[]]", "[{}]", '[""]', "[1]"),
        *(
            "{}",
            "{ a = 1 }",
            '"{"',
            '"}"',
            '"{0}"',
            '"{name.x}"',
            '"{main}"',
            '"not published"',
            '["en", "en"]',
        ),
        *(
            "2026-11-25",
            "2026-11-25T10:00:00Z",
            "10:00:00",
            '"2026-11-25"',
            '{ monday = "9" }',
            '"\\u0000"',
            "",
        ),
    ]
)


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """A shipped profile with one value replaced by junk, or one line gone."""
    lines = draw(st.sampled_from(WRITTEN)).split("\n")
    at = draw(st.integers(0, len(lines) - 1))
    key = re.match(r"\w+ = |\s+(?=\{)", lines[at])
    lines[at] = f"{key[0]}{draw(JUNK)}" if key else ""
    return "\n".join(lines)


def refused(written: str) -> str:
    """What is said of a profile; nothing where it is in order."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sandshire.toml"
        path.write_text(written, encoding="utf-8")
        try:
            load_profile(str(path))
        except ConfigurationError as refusal:
            return str(refusal)
    return ""


@given(spoilt())
def test_a_spoilt_profile_is_read_or_refused_in_words(written: str) -> None:
    assert all(line.startswith("sandshire.toml: ") for line in refused(written).splitlines())
