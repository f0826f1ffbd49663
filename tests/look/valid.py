"""What is no valid HTML, of all pages at once."""

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import html5lib

from tests.look.gathering import put_apart
from tests.look.portals import Gathered
from tests.look.report import say


def invalid(found: Iterable[Gathered], out: Path) -> list[str]:
    """What vnu says; without Java, what html5lib cannot read, which is much less."""
    shutil.rmtree(out / "pages", ignore_errors=True)
    files = put_apart([seen for one in found for seen in one.seen], out / "pages")
    vnu = out / "node_modules/vnu-jar/build/dist/vnu.jar"
    if shutil.which("java") and vnu.exists():
        said = subprocess.run(
            [
                *("java", "-Xss2m", "-jar", str(vnu), "--format", "json", "--exit-zero-always", "--stdout"),
                *map(str, files),
            ],
            capture_output=True,
            check=True,
        ).stdout
        names = {path.name: one.name for path, one in files.items()}
        return [
            f"vnu: {one['message']} ({names[Path(one['url']).name]})"
            for one in json.loads(said)["messages"]
            if one["type"] != "info"
        ]
    say("There is no vnu or no Java here: HTML is only parsed, which finds less.")
    return [f"html5lib: {one.name}" for path, one in files.items() if not _parses(path.read_bytes())]


def _parses(page: bytes) -> bool:
    parser = html5lib.HTMLParser()
    parser.parse(page)
    return not parser.errors
