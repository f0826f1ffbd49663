"""The environment, read once and checked before anything starts."""

import re
import socket
from functools import cached_property
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.addresses import (
    NO_PORT,
    Email,
    Interface,
    Networks,
    Port,
    PortIfAny,
    Scanner,
    all_on_this_machine,
    is_loopback,
    url_of,
)
from app.errors import ConfigurationError

SECRETS = Path("/run/secrets")
"""Where container engines put secrets: `database_url` in it stands for DATABASE_URL."""
NOTIFY = re.compile(r"^notify://[A-Za-z0-9_-]{73,}@[A-Za-z0-9.-]+(:[0-9]+)?/[0-9a-f-]{36}$")
"""The key holds the ids of service and key, 73 characters; the template's id is a UUID."""


class Settings(BaseSettings):
    """Each field is the environment variable of the same name, in capitals, or else a file in SECRETS."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    port: Port = 8000
    var: Path = Path("var")
    profile: str = "northamptonshire"
    public_url: Annotated[str, url_of("http", "https")] = ""
    events_url: Annotated[str, url_of("http", "https")] = ""
    database_url: Annotated[str, url_of("sqlite", "postgresql")] = ""
    queue_url: Annotated[str, url_of("spool", "amqp", "amqps")] = "spool:"
    mail_url: Annotated[str, url_of("folder", "smtp", "smtps", "notify")] = "folder:"
    mail_from: Email = "no-reply@localhost"
    duty_email: Email = ""
    keys: Path | None = None
    clamd_url: Scanner = ""
    trusted_proxies: Networks = ""
    metrics_port: PortIfAny = NO_PORT
    metrics_host: Interface = "127.0.0.1"

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
        """Where to listen: on every interface only where a proxy on another machine speaks https for us."""
        beyond = self.behind_tls and not all_on_this_machine(self.trusted_proxies)
        return "0.0.0.0" if beyond else "127.0.0.1"  # noqa: S104

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

    def require_public_url(self) -> None:
        """Refuse to send emails to others with links that lead to this machine because nobody said where to.

        Raises:
            ConfigurationError: PUBLIC_URL says nothing, and emails leave this machine.
        """
        named = urlsplit(self.mail_url)
        if named.scheme != "folder" and not is_loopback(named.hostname or "") and not self.public_url:
            raise ConfigurationError(
                "PUBLIC_URL: say where people reach the portal, for emails lead them there"
            )

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
