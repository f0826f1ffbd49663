"""Why a database cannot be used is told by the kind of what its driver met, and in none of its words."""

import ssl

import asyncpg
import pytest
from sqlalchemy import text

from app.errors import StorageUnavailableError
from app.storage.database import Database
from app.storage.upkeep.reasons import reason

POSTGRESQL = "postgresql://db.example/mash"


@pytest.mark.parametrize(
    ("met", "said"),
    [
        (asyncpg.InvalidPasswordError("Ana"), "refuses this user or password"),
        (asyncpg.InvalidCatalogNameError("Ana"), "no database of this name"),
        (asyncpg.InsufficientPrivilegeError("Ana"), "less than it must"),
        (ConnectionRefusedError(111, "Ana"), "Nobody listens"),
        (PermissionError(13, "Ana", "/root/.postgresql/postgresql.key"), "HOME must be this user’s own"),
        (ssl.SSLCertVerificationError(1, "Ana"), "certificate"),
        (TimeoutError("Ana"), "does not answer: look at DATABASE_URL"),
    ],
)
def test_each_failure_is_told_apart(met: Exception, said: str) -> None:
    error = StorageUnavailableError("The database did not answer")
    error.__context__ = met
    told = reason(error, POSTGRESQL)
    assert said in told
    assert "Ana" not in told
    assert "VAR" not in told


def test_a_file_is_looked_for_under_var_too() -> None:
    assert "DATABASE_URL and VAR" in reason(StorageUnavailableError(), "sqlite:///var/portal.db")


@pytest.mark.postgresql
async def test_a_right_that_is_missing_is_told(postgresql_url: str) -> None:
    database = Database(postgresql_url)
    with pytest.raises(StorageUnavailableError) as caught:
        async with database.transaction() as connection:
            await connection.execute(text("SET LOCAL ROLE pg_monitor"))
            await connection.execute(text("DELETE FROM events"))
    assert "less than it must" in reason(caught.value, postgresql_url)
    await database.close()
