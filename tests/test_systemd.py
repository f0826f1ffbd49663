"""The units and their settings, read as systemd would: each process alone, with what it needs and nothing else."""

import re
import shlex
from configparser import RawConfigParser
from pathlib import Path

import pytest

from app.__main__ import COMMANDS, command
from app.settings import Settings

FOLDER = Path(__file__).parents[1] / "docs" / "systemd"
UNITS = {path.stem: path for path in FOLDER.glob("*.service")}
PROCESSES = {"mash-portal": "serve", "mash-relay": "relay", "mash-receiver": "receive", "mash-watch": "watch"}
VARIABLES = {name.upper() for name in Settings.model_fields}
NEEDED = {
    "portal": {"PUBLIC_URL", "DATABASE_URL", "CLAMD_URL", "KEYS", "VAR", "PROFILE"},
    "relay": {
        "PUBLIC_URL",
        "DATABASE_URL",
        "QUEUE_URL",
        "MAIL_URL",
        "MAIL_FROM",
        "DUTY_EMAIL",
        "KEYS",
        "VAR",
        "PROFILE",
    },
    "receiver": {"QUEUE_URL", "EVENTS_URL", "KEYS", "VAR", "PROFILE"},
}


def service(name: str) -> dict[str, str]:
    parser = RawConfigParser(strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(UNITS[name])
    return dict(parser["Service"])


def settings_of(name: str) -> dict[str, str]:
    lines = [line for line in (FOLDER / f"{name}.env").read_text().splitlines() if not line.startswith("#")]
    # A shell reads them as systemd does, for whoever calls the doctor: each value is in single quotes.
    assert all(re.fullmatch(r"[A-Z_]+='[^']*'", line) for line in lines), lines
    return dict(shlex.split(line)[0].split("=", 1) for line in lines)


def test_there_is_a_unit_for_each_process() -> None:
    assert set(UNITS) == set(PROCESSES)


@pytest.mark.parametrize("name", PROCESSES)
def test_a_unit_runs_its_command_as_a_user_of_its_own_with_its_own_settings(name: str) -> None:
    unit = service(name)
    words = unit["ExecStart"].split()
    assert words == ["/srv/mash/.venv/bin/python", "-m", "app", PROCESSES[name]]
    assert command(words[-1]).name == words[-1]
    assert words[-1] in COMMANDS
    settings = Path(unit["EnvironmentFile"]).stem
    assert unit["User"] == f"mash-{settings}"
    assert settings_of(settings)["VAR"] == f"/var/lib/{unit['StateDirectory']}"
    # Whoever is stopped finishes what is in hand.
    assert unit.get("TimeoutStopSec", "30") == "30"
    assert unit.get("Restart") == ("always" if name != "mash-watch" else None)


@pytest.mark.parametrize("name", PROCESSES)
def test_a_unit_writes_to_its_own_folder_alone(name: str) -> None:
    unit = service(name)
    assert unit["ProtectSystem"] == "strict"
    assert not any(key.endswith("WritePaths") for key in unit)
    assert unit["CapabilityBoundingSet"] == ""
    assert (unit["UMask"], unit["LimitCORE"], unit["StateDirectoryMode"]) == ("0077", "0", "0700")


@pytest.mark.parametrize("name", NEEDED)
def test_the_settings_are_ours_and_those_that_a_process_needs(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = settings_of(name)
    assert given.keys() <= VARIABLES
    assert given.keys() >= NEEDED[name]
    for variable, value in given.items():
        monkeypatch.setenv(variable, value)
    settings = Settings()
    settings.require_public_url()
    if name == "portal":
        settings.require_scanner()
    assert settings.public_url in {"", "https://refer.example"}


def test_no_two_processes_of_one_machine_serve_figures_at_one_port() -> None:
    ports = [settings_of(name)["METRICS_PORT"] for name in NEEDED]
    assert len(set(ports)) == len(ports)


def test_the_timer_begins_the_watch_every_five_minutes() -> None:
    assert "OnCalendar=*:0/5\n" in (FOLDER / "mash-watch.timer").read_text()
