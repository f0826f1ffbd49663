"""The environment, read once and checked before anything starts."""

import ipaddress
import re
import socket
from functools import cached_property
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.errors import ConfigurationError

SECRETS = Path("/run/secrets")
"""Where container engines put secrets: `database_url` in it stands for DATABASE_URL."""
LOOPBACK_NAMES = frozenset({"localhost"})
NO_PORT = 0
"""Nothing listens."""
NOTIFY = re.compile(r"^notify://[A-Za-z0-9_-]{73,}@[A-Za-z0-9.-]+(:[0-9]+)?/[0-9a-f-]{36}$")
"""The key holds the ids of service and key, 73 characters; the template's id is a UUID."""
UNSCANNED = "unscanned"
"""CLAMD_URL says so where nothing is to look for viruses, and the hub is to know it of each file."""
ADDRESS = re.compile(r"^[^@\s]+@[^@\s]+$")
HOSTED = {
    "http": "127.0.0.1:8000",
    "https": "refer.example",
    "amqp": "broker.example",
    "amqps": "broker.example",
    "smtp": "mail.example",
    "smtps": "mail.example",
    "postgresql": "db.example/name",
}
"""The schemes whose addresses must name a host, each with what one looks like."""


def _schemes(*allowed: str) -> AfterValidator:
    def check(value: str) -> str:
        if value and value.partition(":")[0] not in allowed:
            raise ValueError(f"must begin with {' or '.join(f'{scheme}:' for scheme in allowed)}")
        return _with_a_host(_with_a_port(value)).rstrip("/")

    return AfterValidator(check)


def _with_a_host(value: str) -> str:
    named = urlsplit(value)
    # libpq takes postgresql:///name for a socket of this machine, and a host among the options.
    by_socket = named.scheme == "postgresql" and (named.path.strip("/") or named.query)
    if named.scheme in HOSTED and not named.hostname and not by_socket:
        raise ValueError(f"must name a host, as in {named.scheme}://{HOSTED[named.scheme]}")
    return value


def _with_a_port(value: str) -> str:
    try:
        urlsplit(value).port  # noqa: B018 -- reading it is the check
    except ValueError:
        raise ValueError("has a port that is not a number from 0 to 65535") from None
    return value


def _port(value: object, read: ValidatorFunctionWrapHandler) -> int:
    try:
        port: int = read(value)
    except ValidationError:
        port = 0
    if port not in range(1, 65536):
        raise ValueError("must be a whole number from 1 to 65535")
    return port


def _port_if_any(value: object, read: ValidatorFunctionWrapHandler) -> int:
    return _port(value, read) if value != NO_PORT else NO_PORT


def _address(value: str) -> str:
    if value and not ADDRESS.match(value):
        raise ValueError("must be an email address")
    return value


def _scanner(value: str) -> str:
    if value in {"", UNSCANNED}:
        return value
    named = urlsplit(value)
    whole = named.path.startswith("/") if named.scheme == "unix" else named.scheme == "tcp" and named.hostname
    if not whole:
        raise ValueError(
            "must be like tcp://clamd.example:3310 or unix:/run/clamav/clamd.ctl, or say unscanned"
        )
    return _with_a_port(value)


def _networks(value: str) -> str:
    named = [one.strip() for one in value.split(",") if one.strip()]
    try:
        networks = [ipaddress.ip_network(one) for one in named]
    except ValueError:
        raise ValueError("must be addresses or networks, with commas between them") from None
    if not all(network.prefixlen for network in networks):
        raise ValueError("must name your own proxies, and not every address there is")
    return ",".join(named)


def _interface(value: str) -> str:
    try:
        ipaddress.ip_address(value)
    except ValueError:
        raise ValueError("must be an address of this machine, such as 127.0.0.1") from None
    return value


class Settings(BaseSettings):
    """Each field is the environment variable of the same name, in capitals, or else a file in SECRETS."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    port: Annotated[int, WrapValidator(_port)] = 8000
    var: Path = Path("var")
    profile: str = "northamptonshire"
    public_url: Annotated[str, _schemes("http", "https")] = ""
    events_url: Annotated[str, _schemes("http", "https")] = ""
    database_url: Annotated[str, _schemes("sqlite", "postgresql")] = ""
    queue_url: Annotated[str, _schemes("spool", "amqp", "amqps")] = "spool:"
    mail_url: Annotated[str, _schemes("folder", "smtp", "smtps", "notify")] = "folder:"
    mail_from: Annotated[str, AfterValidator(_address)] = "no-reply@localhost"
    duty_email: Annotated[str, AfterValidator(_address)] = ""
    keys: Path | None = None
    clamd_url: Annotated[str, AfterValidator(_scanner)] = ""
    trusted_proxies: Annotated[str, AfterValidator(_networks)] = ""
    metrics_port: Annotated[int, WrapValidator(_port_if_any)] = NO_PORT
    metrics_host: Annotated[str, AfterValidator(_interface)] = "127.0.0.1"

    @model_validator(mode="after")
    def _database_has_a_name(self) -> Self:
        if "://" not in self.database_address:
            raise ValueError("DATABASE_URL must be like sqlite:///portal.db or postgresql://user@host/name")
        return self

    @model_validator(mode="after")
    def _notify_is_whole(self) -> Self:
        if self.mail_url.startswith("notify:") and not NOTIFY.match(self.mail_url):
            raise ValueError("MAIL_URL must be like notify://API_KEY@HOST/TEMPLATE_ID")
        return self

    @model_validator(mode="after")
    def _tls_beyond_this_machine(self) -> Self:
        url = urlsplit(self.site_url)
        if url.scheme == "http" and not is_loopback(url.hostname or ""):
            raise ValueError("PUBLIC_URL must begin with https: unless it names this machine")
        return self

    @cached_property
    def site_url(self) -> str:
        """Where people reach the portal, without a closing slash."""
        return self.public_url or f"http://127.0.0.1:{self.port}"

    @property
    def behind_tls(self) -> bool:
        """Whether browsers speak https to us, which decides the cookies' names and flags."""
        return self.site_url.startswith("https:")

    @property
    def host(self) -> str:
        """Where to listen: on every interface only where a proxy in front speaks https for us."""
        return "0.0.0.0" if self.behind_tls else "127.0.0.1"  # noqa: S104

    def require_free_port(self) -> None:
        """Refuse a port that somebody else listens on.

        Raises:
            ConfigurationError: naming the port.
        """
        with socket.socket() as trying:
            trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trying.bind((self.host, self.port))
            except OSError:
                raise ConfigurationError(f"PORT: {self.port} is taken by another program") from None

    def require_scanner(self) -> None:
        """Refuse to take files from others than this machine without a word on who looks for viruses.

        Raises:
            ConfigurationError: CLAMD_URL says nothing.
        """
        if self.behind_tls and not self.clamd_url:
            raise ConfigurationError("CLAMD_URL: name ClamAV’s daemon, or say unscanned and the hub is told")

    @property
    def events_address(self) -> str:
        """Where the receiver posts what comes back."""
        return self.events_url or f"{self.site_url}/api/events"

    @property
    def attachments_address(self) -> str:
        """Where the receiver fetches files: beside the address for events."""
        return f"{self.events_address.rpartition('/')[0]}/attachments"

    @property
    def database_address(self) -> str:
        """The database, by default a SQLite file under VAR."""
        return self.database_url or f"sqlite:///{self.var / 'portal.db'}"

    @property
    def keys_folder(self) -> Path:
        """The folder that holds one folder of keys for each process."""
        return self.keys or self.var / "keys"

    @property
    def hub_folder(self) -> Path:
        """Where the receiver files what it opened."""
        return self.var / "hub"

    @property
    def spool_folder(self) -> Path:
        """Where the embedded queue keeps sealed messages."""
        return folder_of(self.queue_url, self.var / "spool")

    @property
    def mail_folder(self) -> Path:
        """Where the embedded mail channel writes messages."""
        return folder_of(self.mail_url, self.var / "mail")


def folder_of(url: str, default: Path) -> Path:
    """The folder that `spool:/some/where` or `folder:some/where` names; the default when it names none."""
    path = url.partition(":")[2]
    return Path(path) if path else default


def is_loopback(host: str) -> bool:
    """Whether a host name can only mean this machine."""
    try:
        return host in LOOPBACK_NAMES or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def read_settings() -> Settings:
    """Read the environment.

    Raises:
        ConfigurationError: with one sentence that names the variable.
    """
    try:
        return Settings(_secrets_dir=SECRETS if SECRETS.is_dir() else None)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = str(first["loc"][0]).upper() if first["loc"] else ""
        said = first["msg"].removeprefix("Value error, ")
        raise ConfigurationError(f"{name}: {said}".removeprefix(": ")) from None
