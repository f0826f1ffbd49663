"""Emails in a folder and over SMTP, to a real server in this process."""

import asyncio
import stat
import traceback
from collections.abc import AsyncIterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from app.delivery.notify import NotifyPost
from app.delivery.post import FolderPost, SmtpPost, open_post
from app.errors import DeliveryError, UndeliverableError
from app.settings import Settings
from tests.mailserver import MailServer


class Office:
    """A mail server's decisions."""

    def __init__(self) -> None:
        self.received: list[Envelope] = []
        self.answer_to_recipient = "250 OK"
        self.answer_to_message = "250 OK"

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's names
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.answer_to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer_to_recipient

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answer_to_message.startswith("250"):
            self.received.append(envelope)
        return self.answer_to_message


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
async def post(office: Office) -> AsyncIterator[SmtpPost]:
    server = MailServer(office)
    server.start()
    yield SmtpPost(urlsplit(f"smtp://127.0.0.1:{server.port}"))
    await server.hang_up()


@pytest.fixture
def email() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "no-reply@hub.example"
    message["To"] = "teacher@school.example"
    message["Subject"] = "Received"
    message["Message-ID"] = "<one@hub.example>"
    message.set_content("We have received it.\nNorthamptonshire Children’s Trust\n")
    return message


async def test_a_mail_server_is_given_the_email(post: SmtpPost, office: Office, email: EmailMessage) -> None:
    await post.send(uuid4(), email)
    (envelope,) = office.received
    assert envelope.mail_from == "no-reply@hub.example"
    assert envelope.rcpt_tos == ["teacher@school.example"]
    assert isinstance(envelope.content, bytes)
    received = message_from_bytes(envelope.content, policy=default)
    assert received["Message-ID"] == "<one@hub.example>"
    assert "Children’s Trust" in received.get_content()


@pytest.mark.parametrize("code", [500, 550])
async def test_an_address_that_the_server_does_not_know_is_a_permanent_failure(
    post: SmtpPost, office: Office, email: EmailMessage, code: int
) -> None:
    office.answer_to_recipient = f"{code} no such user teacher@school.example"
    with pytest.raises(UndeliverableError) as refused:
        await post.send(uuid4(), email)
    assert "no such user" not in "".join(traceback.format_exception(refused.value))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("answer_to_recipient", "450 mailbox busy"),
        ("answer_to_recipient", "499 mailbox busy"),
        ("answer_to_message", "451 try again"),
        ("answer_to_message", "554 not today"),
    ],
)
async def test_any_other_answer_is_a_passing_failure(
    post: SmtpPost, office: Office, email: EmailMessage, answer: str, said: str
) -> None:
    setattr(office, answer, said)
    with pytest.raises(DeliveryError) as failed:
        await post.send(uuid4(), email)
    assert not isinstance(failed.value, UndeliverableError)
    assert said[4:] not in "".join(traceback.format_exception(failed.value))


async def test_no_server_is_a_passing_failure(email: EmailMessage, unused_port: int) -> None:
    with pytest.raises(DeliveryError, match="did not take"):
        await SmtpPost(urlsplit(f"smtp://127.0.0.1:{unused_port}")).send(uuid4(), email)


async def test_a_server_that_says_nothing_is_not_waited_for_for_ever(
    email: EmailMessage, silent_port: int
) -> None:
    with pytest.raises(DeliveryError):
        async with asyncio.timeout(20):
            await SmtpPost(urlsplit(f"smtp://127.0.0.1:{silent_port}"), patience=0.1).send(uuid4(), email)


async def test_a_folder_has_one_private_file_a_row(tmp_path: Path, email: EmailMessage) -> None:
    post, row_id = FolderPost(tmp_path / "mail"), uuid4()
    for _ in range(2):
        await post.send(row_id, email)
    (file,) = (tmp_path / "mail").iterdir()
    assert file.name == f"{row_id}.eml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert message_from_bytes(file.read_bytes(), policy=default)["To"] == "teacher@school.example"


async def test_a_folder_that_cannot_be_written_is_a_passing_failure(
    tmp_path: Path, email: EmailMessage
) -> None:
    (tmp_path / "mail").write_text("not a folder")
    with pytest.raises(DeliveryError, match="folder"):
        await FolderPost(tmp_path / "mail").send(uuid4(), email)


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("folder:", FolderPost),
        ("smtp://mail:25", SmtpPost),
        ("smtps://mail", SmtpPost),
        (f"notify://{'k' * 80}@api.notifications.service.gov.uk/{UUID(int=7)}", NotifyPost),
    ],
)
def test_mail_url_chooses(settings: Settings, url: str, kind: type) -> None:
    assert isinstance(open_post(settings.model_copy(update={"mail_url": url})), kind)
