"""What the database says of the whole town, as figures for Prometheus."""

from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from app import metrics
from app.storage import outbox, signs


async def show(connection: AsyncConnection) -> None:
    """Bring the gauges up to date: what is not settled, and what processes have left for each other."""
    now = datetime.now(UTC)
    for channel, backlog in (await outbox.backlog(connection)).items():
        age = (now - backlog.oldest).total_seconds() if backlog.oldest else 0.0
        metrics.UNDELIVERED.labels(channel).set(backlog.rows)
        metrics.OLDEST.labels(channel).set(age)
    for sign, at in (await signs.read(connection)).items():
        metrics.SIGN.labels(sign).set(at.timestamp())
