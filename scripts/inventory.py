"""Write what the product is made of: a CycloneDX bill of materials of the libraries in the lock, with their licences.

Usage: python scripts/inventory.py [FILE]    (build/bom.json unless another is named)
Nothing is asked over the network: versions are the lock's, the rest is what the installed libraries say of themselves,
and what the wheels with compiled parts say of those. Ends with 1 where a library of the lock is not installed in that
version, or its licence is none that docs/licences.md accepts.
"""

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).resolve().parents[1]
LOCK: Final = ROOT / "requirements.txt"
ACCEPTED: Final = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT-0", "MIT-CMU", "PSF-2.0"),
        *("Unlicense", "MPL-2.0", "Apache Software License", "BSD License"),
        "Mozilla Public License 2.0 (MPL 2.0)",
    }
)
SETTLED: Final[Mapping[str, str]] = {
    "pyphen": "MPL-1.1",
    "pyrage": "MIT",
    "python-stdnum": "LGPL-2.1-or-later",
}
"""What docs/licences.md says of those that offer several, name none, or are under another."""
KEPT: Final = ("type", "name", "version", "purl", "licenses", "hashes")
"""What is taken over of what a wheel says of its compiled parts."""

Component = dict[str, Any]


def main() -> int:
    """Write the bill; 0 if every library is there and may be shipped."""
    parser = argparse.ArgumentParser(description="Write a bill of materials.")
    parser.add_argument("file", nargs="?", type=Path, default=ROOT / "build" / "bom.json")
    file: Path = parser.parse_args().file
    pinned = locked(LOCK.read_text())
    bill = pruned(everything(), set(pinned))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(bill, indent=1, sort_keys=True) + "\n")
    faults = [*missing(bill, pinned), *forbidden(bill)]
    print("\n".join(faults) or f"{len(bill['components'])} libraries, each with its licence: {file}")
    return 1 if faults else 0


def locked(lock: str) -> dict[str, str]:
    """Version by name of what the lock has installed on a machine like this one."""
    lines = re.findall(r"^[^\s#\\][^\\\n]*", lock, re.MULTILINE)
    pinned = map(Requirement, lines)
    return {
        canonicalize_name(one.name): str(one.specifier).removeprefix("==")
        for one in pinned
        if one.marker is None or one.marker.evaluate()
    }


def everything() -> dict[str, Any]:
    """What this environment holds, the tools for tests included, as CycloneDX."""
    command = [
        *(sys.executable, "-m", "cyclonedx_py", "environment", sys.executable),
        *("--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible", "--no-validate"),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        sys.exit(done.stderr)
    bill: dict[str, Any] = json.loads(done.stdout)
    return bill


def pruned(bill: dict[str, Any], shipped: set[str]) -> dict[str, Any]:
    """The bill without what is not shipped, and with the compiled parts of what is."""
    root = bill["metadata"]["component"]["bom-ref"]
    kept = [one for one in bill["components"] if canonicalize_name(one["name"]) in shipped]
    refs = {root, *(one["bom-ref"] for one in kept)}
    depends = [
        {**one, "dependsOn": [ref for ref in one.get("dependsOn", ()) if ref in refs]}
        for one in bill["dependencies"]
        if one["ref"] in refs
    ]
    return {**bill, "components": [whole(one) for one in kept], "dependencies": depends}


def whole(component: Component) -> Component:
    """A library with the licence that we settled on, and with its compiled parts."""
    name = canonicalize_name(component["name"])
    if name in SETTLED:
        settled = {"license": {"id": SETTLED[name], "acknowledgement": "concluded"}}
        component = {**component, "licenses": [settled]}
    parts = list(compiled(name))
    return {**component, "components": parts} if parts else component


def compiled(name: str) -> Iterator[Component]:
    """What a wheel says in bills of its own (PEP 770) of what is compiled into it."""
    for file in distribution(name).files or ():
        if file.parts[-2:-1] == ("sboms",) and file.suffix == ".json":
            bill = json.loads(file.read_text())
            for part in bill.get("components", ()):
                yield {key: part[key] for key in KEPT if key in part}


def missing(bill: dict[str, Any], pinned: Mapping[str, str]) -> list[str]:
    """What the lock names and the bill does not have, in that version."""
    there: dict[str, str] = {canonicalize_name(one["name"]): one["version"] for one in bill["components"]}
    return [
        f"{name} {version} is in the lock and not installed: make test installs it."
        for name, version in pinned.items()
        if there.get(name) != version
    ]


def forbidden(bill: dict[str, Any]) -> list[str]:
    """The libraries whose licence nobody has accepted."""
    found = {one["name"]: licences(one) for one in bill["components"]}
    return [
        f"{name}: {', '.join(sorted(told)) or 'no licence'} is not accepted: see docs/licences.md."
        for name, told in found.items()
        if canonicalize_name(name) not in SETTLED and (not told or told - ACCEPTED)
    ]


def licences(component: Component) -> set[str]:
    """Every licence that a library names, those of an expression one by one."""
    found = set()
    for one in component.get("licenses", ()):
        told = one.get("expression") or one["license"].get("id") or one["license"]["name"]
        words = told.split(" :: ")[-1] if "::" in told else told
        expression = "expression" in one
        found |= set(re.split(r"[() ]+|\b(?:AND|OR)\b", words)) if expression else {words}
    return found - {""}


if __name__ == "__main__":
    sys.exit(main())
