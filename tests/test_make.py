"""The two commands, and what they say on a machine that lacks something."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ORDINARY_TOOLS = """
    awk bash cat chmod chown cmp cp dirname echo env find grep head id
    make mkdir mktemp rm sed sh sort tail tee
"""
BUILD_FILES = (
    "Makefile",
    ".ci/run",
    "scripts/answering.py",
    "scripts/environment",
    "scripts/services",
    "scripts/test",
)
TARGETS = (
    "help run test chaos bench wander look check pictures services serve relay receive migrate lock clean"
)
LOCKS = ("requirements.txt", "requirements-dev.txt")

NEW_PYTHON = """#!/bin/sh
echo "python $*" >> calls
case "$*" in
    *ensurepip*) [ -z "$NO_VENV" ] ;;
    "-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
esac
"""
OLD_PYTHON = "#!/bin/sh\nexit 1\n"
PYTHON_WITHOUT_VENV = '#!/bin/sh\ncase "$*" in *venv*) exit 1 ;; esac\n'
PYTHON_AFTER_AN_UPGRADE = f'#!/bin/sh\nexec "{sys.executable}" -S "$@"\n'
"""What is left of `.venv` once the distribution's Python is another: it runs, and has none of its libraries."""
REAL_PYTHON = f'#!/bin/sh\nexec "{sys.executable}" "$@"\n'
MAKE_WAITED_TWICE = (
    "make: *** wait: No child processes.  Stop.",
    "make: *** Waiting for unfinished jobs....",
)
"""What GNU make 4.3 says on a busy machine, where it is stopped while it waits: it waits for the same child again."""
WAITING = """
import signal
awaited = {signal.SIGINT, signal.SIGTERM}
signal.pthread_sigmask(signal.SIG_BLOCK, awaited)
print("started", flush=True)
print("stopped by", signal.sigwait(awaited).name, flush=True)
"""


class House:
    """A copy of the build files in a folder of its own, with nothing on PATH but ordinary tools."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = folder / "a house with spaces"
        self.tools = folder / "tools"
        self.tools.mkdir(parents=True)
        for file in BUILD_FILES:
            (self.root / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / file, self.root / file)
        for lock in LOCKS:
            (self.root / lock).write_text("something==1\n")
        for tool in ORDINARY_TOOLS.split():
            (self.tools / tool).symlink_to(str(shutil.which(tool)))

    def has(self, tool: str, does: str = "#!/bin/sh\n") -> None:
        (self.tools / tool).unlink(missing_ok=True)
        write_program(self.tools / tool, does)

    def holds(self, path: str, program: str) -> None:
        write_program(self.root / path, program)

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        bare = {
            "PATH": str(self.tools),
            "SYSTEM_PYTHON": str(self.folder / "system" / "python3"),
            "LC_ALL": "C.UTF-8",
        }
        return subprocess.run(
            words,
            cwd=self.root,
            env=bare | environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def calls(self) -> list[str]:
        return (self.root / "calls").read_text().splitlines()


def write_program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def nobody_listens() -> Iterator[str]:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield f"127.0.0.1:{bound.getsockname()[1]}"


def test_make_alone_lists_every_target(house: House) -> None:
    said = house.run("make").stdout

    assert [line.split()[0] for line in said.splitlines()[1:]] == TARGETS.split()


@pytest.mark.parametrize("name", LOCKS)
def test_every_library_is_pinned_with_hashes_and_no_registry_is_named(name: str) -> None:
    text = (ROOT / name).read_text()
    pins = text.replace("\\\n", " ").splitlines()

    assert len(pins) > 20
    assert [
        pin for pin in pins if not re.match(r"[a-z0-9.\-]+(\[[a-z,]+\])?==\S+ .*--hash=sha256:", pin)
    ] == []
    assert re.findall(r"https?:|--index|--extra|--find-links", text) == []


def test_tests_run_with_the_libraries_that_are_served() -> None:
    served, tested = (
        set(re.findall(r"^\S+==\S+", (ROOT / lock).read_text(), re.MULTILINE)) for lock in LOCKS
    )

    assert served < tested


@pytest.mark.parametrize(
    ("tools", "environment", "named"),
    [
        ({}, {}, "git is missing"),
        ({"git": ""}, {}, "Python 3.11 or later is missing"),
        ({"git": "", "python3": OLD_PYTHON}, {}, "Python 3.11 or later is missing"),
        ({"git": "", "python3": NEW_PYTHON}, {"PYTHON": "/no/python"}, "(PYTHON is /no/python)"),
        ({"git": "", "python3": NEW_PYTHON}, {"NO_VENV": "1"}, "The venv module of python3 is missing"),
    ],
)
def test_a_missing_tool_is_named_in_one_sentence(
    house: House, tools: dict[str, str], environment: dict[str, str], named: str
) -> None:
    for tool, does in tools.items():
        house.has(tool, does or "#!/bin/sh\n")

    done = house.run("scripts/environment", "requirements.txt", **environment)

    assert done.returncode == 1
    assert named in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "pythons",
    [
        {"tools/python3": OLD_PYTHON, "tools/python3.12": NEW_PYTHON},
        {"tools/python3": OLD_PYTHON, "system/python3": NEW_PYTHON},
        {"system/python3": PYTHON_WITHOUT_VENV, "tools/python3": NEW_PYTHON},
    ],
    ids=["an older one", "one that is not the distribution's", "one without its venv module"],
)
def test_a_python_gives_way(house: House, pythons: dict[str, str]) -> None:
    house.has("git")
    for path, does in pythons.items():
        write_program(house.folder / path, does)

    assert house.run("scripts/environment", "requirements.txt").returncode == 0
    assert "python -m venv --clear .venv" in house.calls()


def test_libraries_are_installed_once_and_again_when_the_lock_changes(house: House) -> None:
    house.has("git")
    house.has("python3", NEW_PYTHON)

    def installations() -> int:
        house.run("scripts/environment", "requirements.txt")
        return sum("--require-hashes -r requirements.txt" in call for call in house.calls())

    assert [installations(), installations()] == [1, 1]
    (house.root / "requirements.txt").write_text("something==2\n")
    assert installations() == 2


def test_libraries_are_installed_anew_once_the_distribution_has_another_python(house: House) -> None:
    house.has("git")
    house.has("python3", NEW_PYTHON)
    house.run("scripts/environment", "requirements.txt")

    write_program(house.root / ".venv/bin/python", PYTHON_AFTER_AN_UPGRADE)

    assert house.run("scripts/environment", "requirements.txt").returncode == 0
    made, installed = "-m venv --clear .venv", "--require-hashes -r requirements.txt"
    assert [sum(each in call for call in house.calls()) for each in (made, installed)] == [2, 2]


def test_what_the_tests_need_includes_what_is_served(house: House) -> None:
    house.has("git")
    house.has("python3", NEW_PYTHON)

    house.run("scripts/environment", "requirements-dev.txt")
    house.run("scripts/environment", "requirements.txt")

    assert not any("-r requirements.txt" in call for call in house.calls())


@pytest.mark.parametrize(("sent", "to_all"), [(signal.SIGINT, True), (signal.SIGTERM, False)])
def test_stopping_make_run_stops_the_portal_without_a_word(house: House, sent: int, *, to_all: bool) -> None:
    house.holds("scripts/environment", "#!/bin/sh\n")
    house.holds("waiting.py", WAITING)
    house.holds(".venv/bin/python", f'#!/bin/sh\nexec "{sys.executable}" waiting.py\n')
    with subprocess.Popen(
        ["make", "run"],
        cwd=house.root,
        # Below another make, as in CI, it would call itself by a number in all that it says.
        env={name: value for name, value in os.environ.items() if name != "MAKELEVEL"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "started\n"
        (os.killpg if to_all else os.kill)(running.pid, sent)
        said, complained = running.communicate(timeout=30)

    assert said == f"stopped by {signal.Signals(sent).name}\n"
    assert [line for line in complained.splitlines() if line not in MAKE_WAITED_TWICE] == []


@pytest.mark.parametrize(("strict", "status"), [("", 0), ("1", 1)])
def test_each_missing_service_is_said_aloud(
    house: House, nobody_listens: str, strict: str, status: int
) -> None:
    house.holds(".venv/bin/python", REAL_PYTHON)
    house.has("id", "#!/bin/sh\necho 1000\n")
    house.has("find")  # no PostgreSQL anywhere

    done = house.run(
        "scripts/services",
        STRICT=strict,
        TEST_AMQP_URL=f"amqp://guest:hidden-word@{nobody_listens}/",
    )

    assert done.returncode == status
    for name in ("PostgreSQL", "RabbitMQ", "Chromium", "WebKit", "Firefox", "age", "PDF"):
        assert f"    {name} (" in done.stderr
    assert "WILL NOT RUN" in done.stderr
    missing = r"MISSING=postgresql\ rabbitmq\ chromium\ webkit\ firefox\ age\ pdf"
    assert missing in (house.root / "var/services.env").read_text()
    assert "hidden-word" not in done.stdout + done.stderr + (house.root / "var/services.log").read_text()


def test_root_on_debian_has_what_is_missing_installed_and_started(house: House) -> None:
    house.holds(".venv/bin/python", "#!/bin/sh\nexit 1\n")
    house.has("id", "#!/bin/sh\necho 0\n")
    for tool in ("find", "chown", "apt-get"):
        house.has(tool)

    plan = house.run("scripts/services", DRY_RUN="1").stderr

    browsers = "chromium chromium-headless-shell fonts-liberation webkit2gtk-driver xvfb firefox-esr"
    assert f"--no-install-recommends postgresql rabbitmq-server {browsers} age libpango" in plan
    assert "rabbitmq-server -detached" in plan


def test_the_newest_postgresql_is_found(house: House) -> None:
    house.holds(".venv/bin/python", "#!/bin/sh\nexit 1\n")
    house.has("id", "#!/bin/sh\necho 1000\n")
    house.has("find", "#!/bin/sh\nprintf '/usr/lib/postgresql/%s/bin/initdb\\n' 9.6 17 15\n")

    assert re.search(r"PostgreSQL +/usr/lib/postgresql/17/bin\n", house.run("scripts/services").stdout)


@pytest.mark.parametrize(
    ("there", "said"),
    [
        (("chromium", "chromium-headless-shell"), r"Chromium +\S+/chromium, 156\.0\.1"),
        (("chromium",), "Chromium +missing"),
        (("chromium-headless-shell",), "Chromium +missing"),
        (("WebKitWebDriver", "Xvfb"), r"WebKit +\S+/WebKitWebDriver"),
        (("WebKitWebDriver",), "WebKit +missing"),
    ],
)
def test_a_browser_is_there_with_all_that_the_tests_need_of_it(
    house: House, there: tuple[str, ...], said: str
) -> None:
    house.holds(".venv/bin/python", "#!/bin/sh\nexit 1\n")
    house.has("id", "#!/bin/sh\necho 1000\n")
    for browser in there:
        house.has(browser, "#!/bin/sh\necho Chromium 156.0.1\n")

    assert re.search(said, house.run("scripts/services").stdout)


def test_a_package_that_a_distribution_does_not_have_keeps_out_no_other(house: House) -> None:
    house.holds(".venv/bin/python", "#!/bin/sh\nexit 1\n")
    house.has("id", "#!/bin/sh\necho 0\n")
    house.has("apt-get", '#!/bin/sh\ncase "$*" in *chromium*) exit 100 ;; esac\necho "got $*" >> calls\n')
    for tool in ("chown", "install", "rabbitmq-server"):
        house.has(tool)

    said = house.run("scripts/services").stdout

    assert re.search("Chromium +missing", said)
    assert any(re.search(r"^got .* install .* age$", call) for call in house.calls())


@pytest.mark.parametrize(
    ("missing", "selection"),
    [("", []), ("age", ["-m", "not age"]), ("postgresql age", ["-m", "not postgresql and not age"])],
)
def test_only_tests_without_their_service_are_deselected(
    house: House, missing: str, selection: list[str]
) -> None:
    house.holds(
        "scripts/services", f"#!/bin/sh\nmkdir -p var\necho \"MISSING='{missing}'\" > var/services.env\n"
    )
    house.holds(".venv/bin/python", '#!/bin/sh\nprintf "%s\\n" "$@"\n')

    done = house.run("scripts/test", "-k", "a word")

    assert done.stdout.splitlines() == ["-m", "pytest", "-n", "3", *selection, "-k", "a word"]


@pytest.mark.parametrize(
    ("given", "passed_on"),
    [((), []), (("CONFIRMED=50", "SEED=7"), ["--confirmed", "50", "--seed", "7"])],
)
def test_chaos_takes_its_arguments_as_words_for_make(
    house: House, given: tuple[str, ...], passed_on: list[str]
) -> None:
    house.holds("scripts/environment", "#!/bin/sh\n")
    house.holds("scripts/services", "#!/bin/sh\n")
    house.holds(".venv/bin/python", '#!/bin/sh\nprintf "%s\\n" "$@"\n')

    assert house.run("make", "chaos", *given).stdout.splitlines() == ["-m", "tests.chaos", *passed_on]


@pytest.mark.parametrize(
    ("tests_said", "status"),
    [
        ("==== 3 passed in 0.10s ====", 0),
        ("==== 3 passed in 61.10s (0:01:01) ====", 0),
        ("==== 3 passed, 1 skipped in 0.10s ====", 1),
        ("==== 3 passed, 1 deselected in 0.10s ====", 1),
        ("==== 3 passed, 1 xfailed in 0.10s ====", 1),
        ("nothing of the kind", 1),
    ],
)
def test_ci_lets_no_test_be_left_out(house: House, tests_said: str, status: int) -> None:
    (house.root / "Makefile").write_text(
        f"test:\n\t@test -n '$(STRICT)' && echo '{tests_said}'\ncheck:\n\t@echo checked\n"
    )

    done = house.run(".ci/run")

    assert done.returncode == status
    if status == 0:
        assert done.stdout.splitlines()[-2:] == ["checked", tests_said]


def test_ci_fails_where_the_tests_fail(house: House) -> None:
    (house.root / "Makefile").write_text(
        "test:\n\t@echo '== 1 failed, 3 passed in 0.10s =='; exit 1\ncheck:\n"
    )

    assert house.run(".ci/run").returncode != 0
