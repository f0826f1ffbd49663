"""PostgreSQL over TLS: whose certificate is believed, by the address, by libpq's file, or by this machine."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import text

from app.errors import ConfigurationError, StorageUnavailableError
from app.storage.database import Database
from app.storage.driver.alone import Alone
from app.storage.upkeep.reasons import reason
from tests.certificates import signed_for
from tests.servers import own_postgresql

pytestmark = pytest.mark.postgresql


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return signed_for(tmp_path, "127.0.0.1")[1]


@pytest.fixture
async def address(certificate: Path) -> AsyncIterator[str]:
    """A PostgreSQL that speaks TLS and shows this certificate."""
    with own_postgresql() as server:
        await server.ready()
        home = server.program.log.parent
        for name in ("key.pem", "certificate.pem"):
            copied = home / name
            shutil.copy(certificate.parent / name, copied)
            copied.chmod(0o600)
            shutil.chown(copied, home.owner())
        connection = await asyncpg.connect(server.url)
        for setting, value in (
            ("ssl_key_file", home / "key.pem"),
            ("ssl_cert_file", home / "certificate.pem"),
            ("ssl", "on"),
        ):
            await connection.execute(f"ALTER SYSTEM SET {setting} = '{value}'")
        await connection.execute("SELECT pg_reload_conf()")
        await connection.close()
        yield server.url


async def encrypted(address: str) -> bool:
    """Whether each way to the database is; both must be open."""
    database = Database(address)
    try:
        asked = text("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
        async with database.single() as connection:
            one = bool((await connection.execute(asked)).scalar_one())
        async with database.quick() as alone:
            assert isinstance(alone, Alone)
            two = bool(await alone.driver.fetchval(str(asked)))
        return one and two
    finally:
        await database.close()


async def test_the_certificates_that_the_address_names_are_believed(
    address: str, certificate: Path, tmp_path: Path
) -> None:
    assert await encrypted(f"{address}?sslmode=verify-full&sslrootcert={certificate}")
    (tmp_path / "other").mkdir()
    other = signed_for(tmp_path / "other", "127.0.0.1")[1]
    refused = f"{address}?sslmode=verify-full&sslrootcert={other}"
    with pytest.raises(StorageUnavailableError) as caught:
        await encrypted(refused)
    assert "of nobody who is believed here" in reason(caught.value, refused)


async def test_a_name_that_is_not_the_certificates_is_refused_where_it_is_looked_at(
    address: str, certificate: Path
) -> None:
    elsewhere = address.replace("127.0.0.1", "localhost")
    root = f"sslrootcert={certificate}"
    assert await encrypted(f"{elsewhere}?sslmode=verify-ca&{root}")
    with pytest.raises(StorageUnavailableError):
        await encrypted(f"{elsewhere}?sslmode=verify-full&{root}")


async def test_whom_this_machine_believes_is_believed_where_nobody_is_named(
    address: str, certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert await encrypted(f"{address}?sslmode=verify-full")


async def test_libpqs_own_file_goes_first(
    address: str, certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".postgresql").mkdir()
    shutil.copy(certificate, tmp_path / ".postgresql" / "root.crt")
    assert await encrypted(f"{address}?sslmode=verify-full")
    signed_for(tmp_path / ".postgresql", "127.0.0.1")[1].rename(tmp_path / ".postgresql" / "root.crt")
    with pytest.raises(StorageUnavailableError):
        await encrypted(f"{address}?sslmode=verify-full")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("sslmode=verify-full&sslrootcert=/nowhere.pem", "sslrootcert cannot be read"),
        (f"sslmode=verify-full&sslrootcert={__file__}", "holds no certificate"),
        ("sslcert=/client.pem", "has no option ‘sslcert’"),
    ],
)
def test_what_cannot_be_kept_to_is_one_sentence(options: str, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        Database(f"postgresql://mash@db.example/mash?{options}")
