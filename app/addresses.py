"""What settings name: servers, ports, networks and email addresses; well formed, and told without their secrets."""

import ipaddress
import re
from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator, ValidationError, ValidatorFunctionWrapHandler, WrapValidator

NO_PORT: Final = 0
"""Nothing listens."""
UNSCANNED: Final = "unscanned"
"""CLAMD_URL says so where nothing is to look for viruses, and the hub is to know it of each file."""
LOOPBACK_NAMES: Final = frozenset({"localhost"})
EMAIL: Final = re.compile(r"^[^@\s]+@[^@\s]+$")
SECRET: Final = re.compile(r"//.*@")
"""User and password; one that holds an @ of its own goes with them."""
HOSTED: Final = {
    "http": "127.0.0.1:8000",
    "https": "refer.example",
    "amqp": "broker.example",
    "amqps": "broker.example",
    "smtp": "mail.example",
    "smtps": "mail.example",
    "postgresql": "db.example/name",
}
"""The schemes whose addresses must name a host, each with what one looks like."""


def url_of(*allowed: str) -> AfterValidator:
    """An address of one of these schemes, or none; without a closing slash."""

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


def _email(value: str) -> str:
    if value and not EMAIL.match(value):
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


Port = Annotated[int, WrapValidator(_port)]
PortIfAny = Annotated[int, WrapValidator(_port_if_any)]
Email = Annotated[str, AfterValidator(_email)]
Scanner = Annotated[str, AfterValidator(_scanner)]


def all_on_this_machine(networks: str) -> bool:
    """Whether there are any, and each is of this machine alone."""
    return bool(networks) and all(ipaddress.ip_network(one).is_loopback for one in networks.split(","))


Networks = Annotated[str, AfterValidator(_networks)]
Interface = Annotated[str, AfterValidator(_interface)]


def is_loopback(host: str) -> bool:
    """Whether a host name can only mean this machine."""
    try:
        return host in LOOPBACK_NAMES or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def without_secrets(url: str) -> str:
    """An address as it may be printed: without user and password, and without options, which can hold them too."""
    return SECRET.sub("//", url).partition("?")[0]
