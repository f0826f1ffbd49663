"""Options of DATABASE_URL by libpq's names, so that pg_dump reads the same address: whose certificate is believed."""

import os
import ssl
from collections.abc import Mapping
from inspect import signature
from pathlib import Path
from typing import Any, Final

import asyncpg
from sqlalchemy.engine import URL

from app.errors import ConfigurationError

VERIFY_FULL: Final = "verify-full"
CHECKED: Final = frozenset({"verify-ca", VERIFY_FULL})
"""Values of `sslmode` with which the server's certificate is looked at."""
MODES: Final = ("sslmode", "ssl")
"""libpq's name, and the driver's."""
ROOT: Final = "sslrootcert"
LIBPQS: Final = Path(".postgresql") / "root.crt"
"""In HOME: where libpq looks for whom it is to believe, and the driver with it."""
NO_ROOT: Final = "DATABASE_URL: sslrootcert cannot be read, or holds no certificate"
NOT_KNOWN: Final = "DATABASE_URL: the database’s driver has no option ‘{option}’"


def without_encryption(url: URL) -> URL:
    """The same address with the options that the driver takes as they are.

    Raises:
        ConfigurationError: there is one that the driver does not know.
    """
    rest = url.difference_update_query((*MODES, ROOT))
    for option in rest.query:
        if option not in signature(asyncpg.connect).parameters:
            raise ConfigurationError(NOT_KNOWN.format(option=option))
    return rest


def encryption(url: URL) -> Mapping[str, Any]:
    """What the driver is told of encryption; nothing where the address says nothing.

    Raises:
        ConfigurationError: the certificates to believe cannot be read.
    """
    mode = next((str(url.query[name]) for name in MODES if name in url.query), "")
    root = str(url.query.get(ROOT, ""))
    if mode not in CHECKED or (not root and _libpqs()):
        return {"ssl": mode} if mode else {}
    try:
        context = ssl.create_default_context(cafile=root or None)
    except OSError:
        raise ConfigurationError(NO_ROOT) from None
    context.check_hostname = mode == VERIFY_FULL
    return {"ssl": context}


def _libpqs() -> bool:
    """Whether libpq's own settings name whom to believe; where none does, it is whom this machine believes."""
    try:
        return "PGSSLROOTCERT" in os.environ or (Path.home() / LIBPQS).exists()
    except OSError:
        # A HOME that cannot be read: the driver tells it.
        return True
