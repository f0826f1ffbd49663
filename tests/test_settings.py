"""A wrong setting stops the start with one clear sentence."""

from pathlib import Path

import pytest

from app import settings as settings_module
from app.addresses import NO_PORT
from app.errors import ConfigurationError
from app.settings import read_settings


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORT", "abc", "PORT: must be a whole number from 1 to 65535"),
        ("PORT", "70000", "PORT: must be a whole number from 1 to 65535"),
        ("METRICS_PORT", "0", "METRICS_PORT: must be a whole number from 1 to 65535"),
        ("METRICS_PORT", "abc", "METRICS_PORT: must be a whole number from 1 to 65535"),
        (
            "METRICS_HOST",
            "metrics.example",
            "METRICS_HOST: must be an address of this machine, such as 127.0.0.1",
        ),
        ("DATABASE_URL", "mysql://x", "DATABASE_URL: must begin with sqlite: or postgresql:"),
        ("QUEUE_URL", "kafka://x", "QUEUE_URL: must begin with spool: or amqp: or amqps:"),
        ("MAIL_URL", "pigeon:", "MAIL_URL: must begin with folder: or smtp: or smtps: or notify:"),
        ("PUBLIC_URL", "ftp://x", "PUBLIC_URL: must begin with http: or https:"),
        (
            "PUBLIC_URL",
            "http://hub.example",
            "PUBLIC_URL must begin with https: unless it names this machine",
        ),
    ],
)
def test_a_wrong_setting_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError) as caught:
        read_settings()
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    "url", ["http://localhost:9000", "http://127.0.0.2", "http://[::1]:8000", "https://hub.example"]
)
def test_plain_http_is_for_this_machine_only(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("PUBLIC_URL", url)
    assert read_settings().site_url == url


def test_everything_has_a_development_default(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PORT", "VAR", "PROFILE", "PUBLIC_URL", "DATABASE_URL", "QUEUE_URL", "MAIL_URL", "KEYS"):
        monkeypatch.delenv(name, raising=False)
    settings = read_settings()
    assert settings.site_url == "http://127.0.0.1:8000"
    assert settings.events_address == "http://127.0.0.1:8000/api/events"
    assert settings.database_address == "sqlite:///var/portal.db"
    assert settings.keys_folder == Path("var/keys")
    assert settings.spool_folder == Path("var/spool")
    assert settings.mail_folder == Path("var/mail")
    assert settings.host == "127.0.0.1"
    assert (settings.metrics_host, settings.metrics_port) == ("127.0.0.1", NO_PORT)


def test_a_file_among_the_secrets_stands_for_a_variable_and_a_variable_goes_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(settings_module, "SECRETS", tmp_path)
    (tmp_path / "database_url").write_text("postgresql://mash:word@db.example/mash\n")
    assert read_settings().database_address == "postgresql://mash:word@db.example/mash"
    monkeypatch.setenv("DATABASE_URL", "sqlite:///here.db")
    assert read_settings().database_address == "sqlite:///here.db"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("TRUSTED_PROXIES", "zz", "TRUSTED_PROXIES: must be addresses or networks, with commas between them"),
        *(
            (
                "TRUSTED_PROXIES",
                all_of_them,
                "TRUSTED_PROXIES: must name your own proxies, and not every address there is",
            )
            for all_of_them in ("0.0.0.0/0", "10.0.0.1, ::/0")
        ),
        ("DUTY_EMAIL", "zz", "DUTY_EMAIL: must be an email address"),
        ("MAIL_FROM", "zz zz", "MAIL_FROM: must be an email address"),
    ],
)
def test_addresses_are_checked(monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError) as caught:
        read_settings()
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("name", "value", "like"),
    [
        ("MAIL_URL", "smtp://", "smtp://mail.example"),
        ("MAIL_URL", "smtps://user:word@:465", "smtps://mail.example"),
        ("MAIL_URL", "smtp:mail.example", "smtp://mail.example"),
        ("QUEUE_URL", "amqp:///", "amqp://broker.example"),
        ("PUBLIC_URL", "https://", "https://refer.example"),
        ("EVENTS_URL", "https:///api/events", "https://refer.example"),
        ("DATABASE_URL", "postgresql://", "postgresql://db.example/name"),
    ],
)
def test_an_address_without_a_host_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, like: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError) as caught:
        read_settings()
    assert str(caught.value) == f"{name}: must name a host, as in {like}"


def test_a_database_may_be_reached_by_a_socket_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql:///mash")
    assert read_settings().database_address == "postgresql:///mash"


def test_proxies_may_be_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTED_PROXIES", "10.0.0.1, 192.168.0.0/16,::1")
    assert read_settings().trusted_proxies == "10.0.0.1,192.168.0.0/16,::1"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "postgresql://h:bad/x"),
        ("DATABASE_URL", "sqlite:foo"),
        ("QUEUE_URL", "amqp://h:bad"),
        ("MAIL_URL", "smtp://h:99999"),
    ],
)
def test_a_malformed_address_is_one_sentence(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError, match=f"^{name}"):
        read_settings()


@pytest.mark.parametrize(
    "url", ["clamd", "tcp:", "tcp://", "unix:clamd.ctl", "http://clamd", "tcp://clamd:99999"]
)
def test_a_scanner_has_an_address_that_can_be_reached(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("CLAMD_URL", url)
    with pytest.raises(ConfigurationError, match=r"^CLAMD_URL: "):
        read_settings()


@pytest.mark.parametrize("url", ["tcp://clamd:3310", "unix:/run/clamav/clamd.ctl", "unscanned"])
def test_beyond_this_machine_it_is_said_who_scans(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    read_settings().require_scanner()
    monkeypatch.setenv("PUBLIC_URL", "https://hub.example")
    with pytest.raises(ConfigurationError, match="CLAMD_URL"):
        read_settings().require_scanner()
    monkeypatch.setenv("CLAMD_URL", url)
    read_settings().require_scanner()
    assert read_settings().clamd_url == url


def test_emails_to_others_lead_to_where_people_reach_the_portal(monkeypatch: pytest.MonkeyPatch) -> None:
    key = "-".join(["a" * 36, "b" * 36])
    for mail in ("smtp://mail.example", f"notify://{key}@notify.example/{'0' * 36}"):
        monkeypatch.setenv("MAIL_URL", mail)
        monkeypatch.delenv("PUBLIC_URL", raising=False)
        with pytest.raises(ConfigurationError, match=r"^PUBLIC_URL: "):
            read_settings().require_public_url()
        # Whoever tries emails out on this machine says so.
        monkeypatch.setenv("PUBLIC_URL", "http://127.0.0.1:8000")
        read_settings().require_public_url()


@pytest.mark.parametrize("mail", ["", "folder:", "smtp://127.0.0.1:25", "smtps://localhost"])
def test_emails_that_stay_here_may_lead_here(monkeypatch: pytest.MonkeyPatch, mail: str) -> None:
    monkeypatch.setenv("MAIL_URL", mail)
    monkeypatch.delenv("PUBLIC_URL", raising=False)
    read_settings().require_public_url()


@pytest.mark.parametrize(
    ("proxies", "host"),
    [
        ("", "0.0.0.0"),  # noqa: S104
        ("127.0.0.1", "127.0.0.1"),
        ("127.0.0.0/8,::1", "127.0.0.1"),
        ("127.0.0.1,10.0.0.5", "0.0.0.0"),  # noqa: S104
    ],
)
def test_behind_a_proxy_of_this_machine_nobody_else_reaches_the_portal(
    proxies: str, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://refer.example")
    monkeypatch.setenv("TRUSTED_PROXIES", proxies)
    assert read_settings().host == host
