"""What is typed is read in time that grows as it does: a worker that reads one answer for an hour serves nobody."""

import subprocess
import sys


def test_whatever_is_typed_is_read_once_through() -> None:
    program = (sys.executable, "-m", "tests.security.at_length")
    ended = subprocess.run(program, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, (
        f"It never came to the end of: {ended.stdout.splitlines()[-1]}. {ended.stderr}"
    )
