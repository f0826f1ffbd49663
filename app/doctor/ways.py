"""The ways out of and into this machine: queue, mail, the portal's address, and room on the disk."""

import asyncio
import os
import shutil
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import httpx

from app.delivery.causes import Cause, in_queue
from app.delivery.duty import words_of
from app.delivery.lookout import seen_queue
from app.delivery.post import open_post
from app.doctor.certificates import doubt
from app.doctor.database import as_line, clock
from app.doctor.report import Line
from app.envelope.depths import Depths
from app.envelope.events import BATCH_CONTENT_TYPE, write_batch
from app.errors import ConfigurationError
from app.files.scanner import Scanner
from app.profiles.model import Profile
from app.receiver.receipts import RECEIPTS, Receipts
from app.settings import Settings

SET_SCANNER: Final = "Set CLAMD_URL to ClamAV’s daemon, or to unscanned."
WAIT_HERE: Final = "Receipts wait here."
NOWHERE: Final = "Nothing says where emails lead people: the relay does not start."
SET_MAIL: Final = "Set MAIL_URL: neither an acknowledgement nor an alarm leaves this machine."
UNUSABLE: Final = "{queue} is not there, or was made in another way than ours."
REPLACE: Final = (
    "Run: python -m app queue declare. One that was made in another way stays: see docs/operating.md."
)
SHORT: Final = (
    "Look at the broker: rabbitmqctl status says whether it is short of memory or of room on its disk."
)
ROOM: Final = 2**30
"""Bytes that must be free."""
PATIENCE: Final = 10.0
"""Seconds for an answer over the network."""
OVERDUE: Final = timedelta(minutes=5)
"""A receipt that waits longer is not merely on its way."""


def room(folder: Path) -> Line:
    """Whether the disk has room."""
    there = next(one for one in (folder.absolute(), *folder.absolute().parents) if one.exists())
    free = shutil.disk_usage(there).free
    if free < ROOM:
        return Line(
            "disk", f"{free // 2**20} MiB are free at {there}.", "Make room: a full disk takes nothing in."
        )
    return Line("disk", f"{free // 2**30} GiB are free at {there}.")


async def queue(settings: Settings, profile: Profile) -> list[Line]:
    """Whether the queue answers, what waits in it, and what was set aside.

    Raises:
        DeliveryError: it does not answer.
    """
    depths = await seen_queue(settings, profile) or Depths({}, 0)
    waiting = f"Waiting for the receiver: {sum(depths.waiting.values())}."
    lines = [Line("queue", f"It answers. {waiting}")]
    if not depths.takes:
        lines = [Line("queue", f"It answers, and takes no messages. {waiting}", SHORT)]
    lines += [Line(Cause.UNUSABLE_QUEUE, UNUSABLE.format(queue=queue), REPLACE) for queue in depths.unusable]
    told = [finding for finding in in_queue(depths) if finding.stands and finding.cause is Cause.DEAD_LETTERS]
    return lines + [as_line(finding.cause, words_of(finding, profile)) for finding in told]


async def scanner(settings: Settings) -> list[Line]:
    """Whether the scanner answers, where there is one.

    Raises:
        ScannerError: it does not.
    """
    found = Scanner(settings.clamd_url)
    if found.scans:
        await asyncio.to_thread(found.ping)
        return [Line("scanner", "ClamAV answers.")]
    if settings.clamd_url or not settings.behind_tls:
        return [Line("scanner", "Files are not scanned for viruses, and the hub is told of each.")]
    return [
        Line("scanner", "Nothing says who scans files for viruses: the portal does not start.", SET_SCANNER)
    ]


async def mail(settings: Settings, profile: Profile) -> list[Line]:
    """Whether emails can leave, and whether there is somebody to alarm.

    Raises:
        DeliveryError: the mail server does not answer.
    """
    lines = []
    if not (settings.duty_email or profile.duty_email):
        lines.append(Line("duty", "Nobody is told of alarms: there is no address.", "Set DUTY_EMAIL."))
    await open_post(settings).try_out()
    if urlsplit(settings.mail_url).scheme == "folder":
        said = f"Emails stay in {settings.mail_folder}: nothing sends them on."
        return [*lines, Line("mail", said, SET_MAIL if settings.behind_tls else "")]
    return [*lines, Line("mail", "The mail server answers.")]


def links(settings: Settings) -> list[Line]:
    """Whether what emails lead to can be where people reach the portal."""
    try:
        settings.require_public_url()
    except ConfigurationError:
        return [Line("links", NOWHERE, "Set PUBLIC_URL, as at the portal.")]
    return [Line("links", f"Emails lead people to {settings.site_url}.")]


async def portal(settings: Settings) -> list[Line]:
    """Whether receipts can reach the portal, and whether its clock agrees."""
    to_do = "Look at EVENTS_URL, and at the network between here and the portal."
    try:
        async with httpx.AsyncClient(timeout=PATIENCE, verify=ssl.create_default_context()) as client:
            # A batch of nothing, which changes nothing.
            answer = await client.post(
                settings.events_address, content=write_batch(()), headers={"content-type": BATCH_CONTENT_TYPE}
            )
    except httpx.HTTPError as error:
        if found := doubt(error, "EVENTS_URL"):
            return [Line("portal", f"{found.said} {WAIT_HERE}", found.to_do)]
        return [Line("portal", "It cannot be reached: receipts wait here.", to_do)]
    if not answer.is_success:
        return [Line("portal", f"It answers {answer.status_code} where receipts go: they wait here.", to_do)]
    said = answer.headers.get("date")
    lines = [Line("portal", "It can be reached.")]
    return [*lines, clock("the portal’s", parsedate_to_datetime(said))] if said else lines


def hub_folder(settings: Settings) -> Iterator[Line]:
    """Whether what is opened can be filed, and what became of the receipts."""
    folder = settings.hub_folder
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        yield Line(
            "hub folder",
            f"{folder} is not there or cannot be written.",
            "Start the receiver, or look at VAR.",
        )
        return
    yield Line("hub folder", f"Contacts are filed in {folder}.")
    receipts = Receipts(folder / RECEIPTS)
    waiting, refused = receipts.counts().values()
    oldest = receipts.oldest()
    if oldest and datetime.now(UTC) - oldest > OVERDUE:
        yield Line(
            "receipts",
            f"{waiting} wait for the portal, the oldest since {oldest:%H:%M} UTC on {oldest:%Y-%m-%d}.",
            "Start the receiver; if it runs, look at the line on the portal.",
        )
    else:
        yield Line("receipts", f"Waiting for the portal: {waiting}.")
    if refused:
        yield Line(
            "receipts",
            f"The portal would not have {refused}.",
            "Its hub.toml must list our key under ‘receipts’; then move them back from .receipts/refused.",
        )
