"""Ask whether a library that we ship has a known flaw, and say so plainly where nobody can be asked.

Usage: python scripts/audit.py [--lock FILE] [--accepted FILE] [--advisories URL]
Ends with 0 where no flaw is known and where the advisories are out of reach; with 1 where one is known that
scripts/accepted-flaws.toml does not accept today; with 2 where it could not look for another reason.
"""

import argparse
import json
import re
import subprocess
import sys
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
ADVISORIES: Final = "https://api.osv.dev/v1/query"
"""The open database of flaws, which takes in Python's own advisories."""
SECONDS_TO_ANSWER: Final = 5
LONGEST: Final = 120
"""Seconds for all of it."""
OUT_OF_REACH: Final = re.compile(
    r"^(requests\.exceptions\.\w+|urllib3\.exceptions\.\w+|pip_audit\.\S*(Service|Connection)Error)\b"
    r"|Could not connect",
    re.MULTILINE,
)
NOBODY: Final = "Known flaws of libraries: NOT LOOKED FOR, for the advisories are out of reach from here."


def main() -> int:
    """Say what is known; what the process ends with."""
    parser = argparse.ArgumentParser(description="Ask for known flaws of what is shipped.")
    parser.add_argument("--lock", type=Path, default=ROOT / "requirements.txt")
    parser.add_argument("--accepted", type=Path, default=ROOT / "scripts" / "accepted-flaws.toml")
    parser.add_argument("--advisories", default=ADVISORIES)
    given = parser.parse_args()
    ignored = accepted(given.accepted, datetime.now(UTC).date())
    try:
        done = asked(given.lock, given.advisories, ignored)
    except subprocess.TimeoutExpired:
        print(NOBODY)
        return 0
    if done.stdout.strip():
        return told(json.loads(done.stdout))
    if OUT_OF_REACH.search(done.stderr):
        print(NOBODY)
        return 0
    print(done.stderr, file=sys.stderr)
    return 2


def asked(lock: Path, advisories: str, ignored: list[str]) -> subprocess.CompletedProcess[str]:
    """What pip-audit says; nothing is installed or resolved for it, for the lock names everything."""
    command = [
        *(sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--disable-pip"),
        *("--vulnerability-service", "osv", "--osv-url", advisories, "--timeout", str(SECONDS_TO_ANSWER)),
        *("--format", "json", "--progress-spinner", "off"),
        *(word for one in ignored for word in ("--ignore-vuln", one)),
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=LONGEST)  # noqa: S603


def accepted(file: Path, today: date) -> list[str]:
    """The ids of the flaws that somebody has accepted, with a reason, until a day that is not over."""
    flaws = tomllib.loads(file.read_text()).get("flaw", ())
    return [one["id"] for one in flaws if one["reason"] and today <= one["until"]]


def told(found: dict[str, Any]) -> int:
    """Print each flaw; whether there is any."""
    flaws = [(one, flaw) for one in found["dependencies"] for flaw in one.get("vulns", ())]
    for one, flaw in flaws:
        mended = ", ".join(flaw["fix_versions"]) or "no version yet"
        print(f"{one['name']} {one['version']} has a known flaw: {flaw['id']}, mended in {mended}.")
    if not flaws:
        print(f"Known flaws of libraries: none in {len(found['dependencies'])}.")
    return 1 if flaws else 0


if __name__ == "__main__":
    sys.exit(main())
