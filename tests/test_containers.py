"""Dockerfile and compose.yaml, read as an engine would: nobody is root, keys go where they belong, names are real."""

import os
import re
import shlex
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml
from orjson import loads

from app.__main__ import command
from app.envelope.keys import FOLDERS
from app.metrics import served
from app.settings import SECRETS, Settings
from tests.town import free_port

ROOT = Path(__file__).parents[1]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docs" / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if "build" in service}
OTHERS = {name: service for name, service in SERVICES.items() if name not in OURS}
VARIABLES = {name.upper() for name in Settings.model_fields}
OPEN = {"PUBLIC_URL", "EVENTS_URL", "CLAMD_URL"}
"""Addresses in which no password is."""
KEYS = {"portal": "portal", "relay": "relay", "receiver": "receiver"}


def stages() -> list[list[tuple[str, str]]]:
    """The Dockerfile's stages, each a list of instructions with their words."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)
    lines = text.replace("\\\n", " ").splitlines()
    found: list[list[tuple[str, str]]] = []
    for line in filter(None, map(str.strip, lines)):
        name, _, words = line.partition(" ")
        if name == "FROM":
            found.append([])
        found[-1].append((name, words))
    return found


LAST = dict(stages()[-1])
IMAGE = {name: value for name, _, value in (word.partition("=") for word in shlex.split(LAST["ENV"]))}


def copied() -> list[str]:
    """What is copied from the repository, in every stage."""
    words = [words.split() for stage in stages() for name, words in stage if name == "COPY"]
    return [source for one in words if not one[0].startswith("--from") for source in one[:-1]]


def surroundings(service: dict[str, Any]) -> dict[str, str]:
    return {**IMAGE, **service.get("environment", {})}


def mounted(service: dict[str, Any]) -> list[list[str]]:
    return [volume.split(":") for volume in service.get("volumes", [])]


def test_the_image_is_built_in_stages_and_leaves_the_tools_behind() -> None:
    assert len(stages()) > 1
    assert "--require-hashes" in (ROOT / "Dockerfile").read_text()
    assert not any("pip" in words for name, words in stages()[-1] if name == "RUN")


def test_the_image_is_of_one_release_with_a_python_that_was_tried_and_the_guide_names_it() -> None:
    (base,) = {words.split()[0] for stage in stages() for name, words in stage if name == "FROM"}
    found = re.fullmatch(r"python:(3\.\d+)-slim-([a-z]+)", base)
    assert found
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    tried = [one.rpartition(" ")[2] for one in project["classifiers"] if "Python :: 3." in one]
    assert found[1] in tried
    assert project["requires-python"] == f">={tried[0]}"
    assert f"`{base}`" in (ROOT / "docs" / "operating.md").read_text()
    assert OTHERS["postgresql"]["image"].endswith(f"-{found[2]}")


def test_the_image_has_what_pdfs_need_and_no_list_of_packages() -> None:
    installing = [words for name, words in stages()[-1] if name == "RUN" and "apt-get install" in words]
    assert len(installing) == 1
    services = (ROOT / "scripts" / "services").read_text()
    listed = re.search(r"printing_packages=\(([^)]*)\)", services)
    assert listed
    assert {*listed[1].split()} - {"poppler-utils"} <= {*installing[0].split()}
    assert "rm -rf /var/lib/apt/lists/*" in installing[0]


def test_the_image_runs_as_somebody_who_is_not_root() -> None:
    names = [name for name, _ in stages()[-1]]
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", LAST["USER"])
    assert names.index("USER") > max(at for at, name in enumerate(names) if name in {"COPY", "RUN"})
    assert not any("--chown" in words for name, words in stages()[-1] if name == "COPY")


def test_every_source_exists_and_is_let_in() -> None:
    kept_out, *let_in = [
        line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and line[0] != "#"
    ]
    assert kept_out == "*"
    for source in copied():
        assert (ROOT / source).exists(), source
        assert f"!{source}" in let_in, source


@pytest.mark.parametrize("needed", ["app", "migrations", "alembic.ini", "static", "templates"])
def test_the_image_has_what_the_application_reads(needed: str) -> None:
    assert needed in copied()


def test_no_key_and_no_secret_can_enter_the_image() -> None:
    let_in = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    for private in ("keys", "secrets", "var", ".git", ".venv", "tests"):
        assert not any(fnmatch(private, one) for one in let_in)


@pytest.mark.parametrize("name", OURS)
def test_each_command_is_one_of_ours(name: str) -> None:
    python, module, app, called, *options = OURS[name]["command"]
    assert (python, module, app) == ("python", "-m", "app")
    known = {option for parameter in command(called).params for option in parameter.opts}
    assert {option for option in options if option.startswith("--")} <= known


def test_the_image_itself_starts_the_portal() -> None:
    assert loads(LAST["CMD"]) == ["python", "-m", "app", "serve"]


@pytest.mark.parametrize("name", OURS)
def test_our_services_can_change_nothing_but_what_they_must(name: str) -> None:
    service = OURS[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "user", "cap_add", "pid", "network_mode"} & service.keys()
    writable = [volume for volume in mounted(service) if volume[-1] != "ro"]
    own = {"receiver": [["hub", IMAGE["VAR"]]], "portal": [["portal", IMAGE["VAR"]]]}
    assert writable == own.get(name, [])


@pytest.mark.parametrize("name", OTHERS)
def test_what_others_made_gains_no_privileges_either(name: str) -> None:
    assert OTHERS[name]["security_opt"] == ["no-new-privileges:true"]
    assert "ports" not in OTHERS[name]
    assert ":" in OTHERS[name]["image"]


@pytest.mark.parametrize("name", SERVICES)
def test_each_process_has_its_own_keys_and_nobody_elses(name: str) -> None:
    found = [volume for volume in mounted(SERVICES[name]) if "keys" in volume[0]]
    folder = KEYS.get(name)
    keys = surroundings(SERVICES[name]).get("KEYS")
    assert found == ([[f"./keys/{folder}", f"{keys}/{folder}", "ro"]] if folder else [])
    assert folder is None or folder in FOLDERS


@pytest.mark.parametrize("name", OURS)
def test_each_setting_is_one_that_is_read(name: str) -> None:
    assert OURS[name]["environment"].keys() <= VARIABLES
    for secret in OURS[name]["secrets"]:
        assert secret.upper() in VARIABLES


@pytest.mark.parametrize("name", SERVICES)
def test_secrets_are_files_and_no_setting_holds_one(name: str) -> None:
    for secret in SERVICES[name].get("secrets", []):
        assert (secret if isinstance(secret, str) else secret["source"]) in COMPOSE["secrets"]
    for variable, value in SERVICES[name].get("environment", {}).items():
        holds = re.search("PASSWORD|SECRET|_URL", variable) and variable not in OPEN
        assert not holds or value.startswith(f"{SECRETS}/"), variable


def test_the_settings_of_our_services_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for service in OURS.values():
        for variable, value in surroundings(service).items():
            if variable in VARIABLES:
                monkeypatch.setenv(variable, value)
        assert Settings().host == "0.0.0.0"  # noqa: S104 -- what a container's port is mapped to


def test_only_the_way_in_is_published_and_only_to_a_proxy_on_the_machine() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert published == {"portal": [f"127.0.0.1:8000:{IMAGE['PORT']}"]}


def test_the_receiver_cannot_reach_the_database_and_the_portal_cannot_reach_the_queue() -> None:
    reached = {
        name: {
            other for other in SERVICES if set(SERVICES[other]["networks"]) & set(SERVICES[name]["networks"])
        }
        for name in SERVICES
    }
    assert "postgresql" not in reached["receiver"]
    assert "rabbitmq" not in reached["portal"]
    assert {"portal", "rabbitmq"} <= reached["receiver"]
    assert {"postgresql", "rabbitmq"} <= reached["relay"] & reached["watch"]
    networks = {network for service in SERVICES.values() for network in service["networks"]}
    assert networks == set(COMPOSE["networks"])


def test_what_is_waited_for_says_when_it_is_ready() -> None:
    for service in SERVICES.values():
        for name, how in service.get("depends_on", {}).items():
            checked = "healthcheck" in SERVICES[name] or name in OURS
            assert how["condition"] == "service_completed_successfully" or checked
            assert how["condition"] != "service_completed_successfully" or SERVICES[name]["restart"] == "no"


def health(service: dict[str, Any]) -> list[str]:
    if "healthcheck" in service:
        kind, *words = service["healthcheck"]["test"]
        assert kind == "CMD"
        return list(words)
    return list(loads(LAST["HEALTHCHECK"].partition("CMD ")[2]))


@pytest.mark.parametrize("name", sorted(OURS.keys() - {"migrate"}))
def test_a_health_check_hears_what_answers_and_misses_what_does_not(name: str) -> None:
    python, option, script = health(OURS[name])
    assert (python, option) == ("python", "-c")
    port = free_port()
    asked = script.replace("127.0.0.1:8000/healthz", f"127.0.0.1:{port}/metrics")
    assert name != "portal" or asked != script
    given = {"PATH": os.environ["PATH"], "METRICS_PORT": str(port)}
    run = [sys.executable, option, asked]
    with served("127.0.0.1", port):
        assert subprocess.run(run, env=given, check=False).returncode == 0
    assert subprocess.run(run, env=given, check=False, stderr=subprocess.DEVNULL).returncode != 0


@pytest.mark.parametrize("name", OTHERS)
def test_what_others_made_has_a_health_check(name: str) -> None:
    assert health(OTHERS[name])


def test_every_volume_and_secret_is_declared_and_used() -> None:
    volumes = {volume[0] for service in SERVICES.values() for volume in mounted(service)}
    assert {volume for volume in volumes if not volume.startswith("./")} == set(COMPOSE["volumes"])
    used = {
        secret if isinstance(secret, str) else secret["source"]
        for service in SERVICES.values()
        for secret in service.get("secrets", [])
    }
    assert used == set(COMPOSE["secrets"])


def test_the_image_is_built_from_the_same_lock() -> None:
    text = (ROOT / "Dockerfile").read_text()

    assert "--require-hashes -r requirements.txt" in text
    assert "index" not in text
