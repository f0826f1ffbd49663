"""Why a database cannot be used, as far as its driver tells."""

import ssl
from typing import Final

import asyncpg

from app.errors import StorageUnavailableError, causes_of

TOLD: Final[tuple[tuple[type[BaseException], str], ...]] = (
    (
        asyncpg.InvalidAuthorizationSpecificationError,
        "The database refuses this user or password: look at DATABASE_URL",
    ),
    (
        asyncpg.InvalidCatalogNameError,
        "There is no database of this name on its server: look at DATABASE_URL",
    ),
    (
        asyncpg.InsufficientPrivilegeError,
        "The database lets this user do less than it must: docs/operating.md says which rights it needs",
    ),
    (
        ssl.SSLCertVerificationError,
        "The database’s certificate is of another name, or of nobody who is believed here (docs/operating.md)",
    ),
    (ConnectionRefusedError, "Nobody listens where DATABASE_URL leads: look at its host and port"),
    (
        PermissionError,
        "The database’s driver may not read where it looks for certificates: HOME must be this user’s own",
    ),
)
"""By the driver's failure; a wrong password is a kind of the first."""


def reason(error: StorageUnavailableError, address: str) -> str:
    """What the driver tells by the type of its failure: its text can hold what was asked."""
    causes = list(causes_of(error))
    for kinds, said in TOLD:
        if any(isinstance(cause, kinds) for cause in causes):
            return said
    by_server = address.startswith("postgresql:")
    return f"The database does not answer: look at DATABASE_URL{'' if by_server else ' and VAR'}"
