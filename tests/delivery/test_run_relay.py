"""The relay as a process runs it: every lane, a database that is not there yet, and a prompt stop."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from app import patience
from app.delivery import relay
from app.delivery.amqp import AmqpChannel
from app.delivery.channel import Channel, open_hub_channel
from app.delivery.relay import run_relay
from app.delivery.spool import SpoolChannel
from app.errors import ConfigurationError
from app.profiles.model import Profile
from app.settings import Settings
from app.storage import drafts, letters, outbox, signs
from app.storage.database import Database
from app.storage.letters import Letter, LetterKind
from app.storage.outbox import OutboxRow
from app.storage.signs import Sign
from app.storage.upkeep.schema import migrate
from tests.drafted import until

Add = Callable[..., Awaitable[OutboxRow]]

pytestmark = pytest.mark.usefixtures("clock")


class Announced:
    """A channel that says when it has delivered something."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.delivered = asyncio.Event()
        self.closed = False

    async def deliver(self, row: OutboxRow) -> None:
        await self.channel.deliver(row)
        self.delivered.set()

    async def close(self) -> None:
        await self.channel.close()
        self.closed = True


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[Announced]:
    """Every channel that the relay opens."""
    opened: list[Announced] = []
    for name in ("open_hub_channel", "open_mail_channel"):
        real = getattr(relay, name)

        def watched(settings: Settings, profile: Profile, real: Callable[..., Channel] = real) -> Announced:
            opened.append(Announced(real(settings, profile)))
            return opened[-1]

        monkeypatch.setattr(relay, name, watched)
    return opened


async def test_both_lanes_are_carried_until_told_to_stop(
    settings: Settings, database_url: str, add: Add, announced: list[Announced]
) -> None:
    message = await add()
    email = await add(channel=outbox.ACKNOWLEDGEMENT)
    stopping = asyncio.Event()
    running = asyncio.create_task(
        run_relay(settings.model_copy(update={"database_url": database_url}), stopping)
    )
    await asyncio.sleep(0)
    await asyncio.gather(*(one.delivered.wait() for one in announced))
    stopping.set()
    await running
    assert names(settings.spool_folder) == [f"{message.message_id}.json"]
    assert names(settings.mail_folder) == [f"{email.id}.eml"]
    assert [one.closed for one in announced] == [True, True]


async def test_each_lane_has_its_sign_the_queue_is_looked_at_and_letters_go(
    settings: Settings, database: Database, database_url: str, sealed: Callable[[str], bytes], now: datetime
) -> None:
    settings.spool_folder.mkdir(parents=True)
    body = sealed("a.okafor@larch-hill.example\nhttps://refer.example/resume/abc")
    letter = Letter(uuid4(), bytes(32), LetterKind.LINK, body, now, None)
    async with database.transaction() as connection:
        await drafts.create(
            connection, bytes(32), "professional", b"sealed", until(now + timedelta(days=3650))
        )
        await letters.replace(connection, letter)
    stopping = asyncio.Event()
    running = asyncio.create_task(
        run_relay(settings.model_copy(update={"database_url": database_url}), stopping)
    )
    async with asyncio.timeout(10):
        while not {Sign.RELAY_TO_HUB, Sign.RELAY_TO_MAIL, Sign.QUEUE} <= await signs_left(database):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        while not settings.mail_folder.exists() or not names(settings.mail_folder):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    stopping.set()
    await running
    assert names(settings.mail_folder) == [f"{letter.id}.eml"]


async def signs_left(database: Database) -> set[Sign]:
    async with database.single() as connection:
        return set(await signs.read(connection))


async def test_what_is_over_goes_while_the_relay_runs(
    settings: Settings, database: Database, database_url: str, now: datetime
) -> None:
    async with database.single() as connection:
        # Long ago for PostgreSQL too, whose clock does not stand still here.
        await drafts.create(connection, bytes(32), "community", b"sealed", until(now - timedelta(days=3650)))
    stopping = asyncio.Event()
    running = asyncio.create_task(
        run_relay(settings.model_copy(update={"database_url": database_url}), stopping)
    )
    async with asyncio.timeout(10):
        while await any_draft(database):  # noqa: ASYNC110 -- the relay does it
            await asyncio.sleep(0.01)
    stopping.set()
    await running


async def any_draft(database: Database) -> bool:
    async with database.single() as connection:
        return await drafts.read(connection, bytes(32)) is not None


async def test_a_database_that_is_not_ready_is_waited_for(
    settings: Settings,
    add_to: Add,
    announced: list[Announced],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    failed, stopping = asyncio.Event(), asyncio.Event()

    def at_once(_: int) -> float:
        failed.set()
        return 0.01

    monkeypatch.setattr(patience, "backoff", at_once)
    late = f"sqlite:///{tmp_path}/late/portal.db"
    running = asyncio.create_task(run_relay(settings.model_copy(update={"database_url": late}), stopping))
    await failed.wait()
    (tmp_path / "made").mkdir()
    database = Database(f"sqlite:///{tmp_path}/made/portal.db")
    await migrate(database)
    await add_to(database)
    await database.close()
    (tmp_path / "made").rename(tmp_path / "late")
    await announced[0].delivered.wait()
    stopping.set()
    await running


async def test_the_relay_does_not_start_on_tables_that_were_never_made(
    settings: Settings, tmp_path: Path
) -> None:
    empty = settings.model_copy(update={"database_url": f"sqlite:///{tmp_path}/empty.db"})
    with pytest.raises(ConfigurationError, match="not up to date"):
        await asyncio.wait_for(run_relay(empty, asyncio.Event()), 10)


async def test_the_relay_does_not_start_on_tables_of_a_version_before(
    settings: Settings, database: Database, database_url: str
) -> None:
    async with database.transaction() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '0010'"))
    behind = settings.model_copy(update={"database_url": database_url})
    with pytest.raises(ConfigurationError, match="not up to date"):
        await asyncio.wait_for(run_relay(behind, asyncio.Event()), 10)


async def test_the_relay_does_not_start_where_nobody_says_what_emails_lead_to(settings: Settings) -> None:
    unsaid = settings.model_copy(update={"mail_url": "smtp://mail.example"})
    with pytest.raises(ConfigurationError, match=r"^PUBLIC_URL: "):
        await asyncio.wait_for(run_relay(unsaid, asyncio.Event()), 10)


async def test_the_relay_does_not_start_without_its_key(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"mail\.key"):
        await run_relay(settings.model_copy(update={"keys": tmp_path / "none"}), asyncio.Event())


@pytest.mark.parametrize(
    ("url", "kind"),
    [("spool:", SpoolChannel), ("amqp://guest:guest@broker", AmqpChannel), ("amqps://broker", AmqpChannel)],
)
async def test_queue_url_chooses(settings: Settings, profile: Profile, url: str, kind: type) -> None:
    assert isinstance(open_hub_channel(settings.model_copy(update={"queue_url": url}), profile), kind)


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]
