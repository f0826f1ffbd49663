"""SMTP over TLS to a real server: required beyond this machine, with a certificate that is checked, and a password."""

import ssl
from collections.abc import AsyncIterator, Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import uuid4

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from app.delivery import post as post_module
from app.delivery.post import SmtpPost
from app.doctor.certificates import NOT_BELIEVED, doubt
from app.errors import DeliveryError
from tests.certificates import signed_for
from tests.mailserver import MailServer

LOGIN, PASSWORD = "portal@hub", "p@ss/word"


class Office:
    """Keeps each email with whether it came over TLS."""

    def __init__(self) -> None:
        self.received: list[bool] = []

    async def handle_DATA(self, _server: SMTP, session: Session, _envelope: Envelope) -> str:  # noqa: N802
        self.received.append(session.ssl is not None)
        return "250 OK"


def may_enter(_server: SMTP, _session: Session, _envelope: Envelope, _how: str, given: Any) -> AuthResult:
    assert isinstance(given, LoginPassword)
    # Not `handled`: the server says 235 or 535 itself. Else it says nothing, and what is tested is our patience.
    return AuthResult(
        success=(given.login, given.password) == (LOGIN.encode(), PASSWORD.encode()), handled=False
    )


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
async def serve(office: Office) -> AsyncIterator[Callable[..., int]]:
    """Starts the office with these options; its port."""
    servers: list[MailServer] = []

    def start(**options: Any) -> int:
        server = MailServer(office, **options)
        server.start()
        servers.append(server)
        return int(server.port)

    yield start
    for server in servers:
        await server.hang_up()


@pytest.fixture
def far_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the mail server were beyond this machine."""
    monkeypatch.setattr(post_module, "is_loopback", lambda _host: False)


@pytest.fixture
def certified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """The server's side of TLS, with a certificate that we trust."""
    key, certificate = signed_for(tmp_path, "127.0.0.1")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


@pytest.fixture
def email() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "no-reply@hub.example", "teacher@school.example"
    message.set_content("News.")
    return message


def at(port: int, password: str = PASSWORD) -> SmtpPost:
    login = ":".join(quote(one, safe="") for one in (LOGIN, password))
    return SmtpPost(urlsplit(f"smtp://{login}@127.0.0.1:{port}"), patience=5)


@pytest.mark.usefixtures("far_away")
async def test_an_email_goes_over_tls_to_a_server_that_knows_our_password(
    serve: Callable[..., int], certified: ssl.SSLContext, office: Office, email: EmailMessage
) -> None:
    port = serve(tls_context=certified, require_starttls=True, auth_required=True, authenticator=may_enter)
    await at(port).try_out()
    await at(port).send(uuid4(), email)
    assert office.received == [True]


async def test_smtps_speaks_tls_from_the_first_word(
    serve: Callable[..., int], certified: ssl.SSLContext, office: Office, email: EmailMessage
) -> None:
    """This server answers nothing that is not TLS; it calls a connection TLS only where STARTTLS made it so."""
    post = SmtpPost(urlsplit(f"smtps://127.0.0.1:{serve(ssl_context=certified)}"), patience=5)
    await post.try_out()
    await post.send(uuid4(), email)
    assert len(office.received) == 1


@pytest.mark.usefixtures("far_away")
async def test_a_wrong_password_is_a_passing_failure_and_is_in_no_words(
    serve: Callable[..., int], certified: ssl.SSLContext, office: Office, email: EmailMessage
) -> None:
    port = serve(tls_context=certified, require_starttls=True, auth_required=True, authenticator=may_enter)
    with pytest.raises(DeliveryError) as failed:
        await at(port, "wrong").send(uuid4(), email)
    assert "wrong" not in str(failed.value)
    with pytest.raises(DeliveryError, match="does not let us in"):
        await at(port, "wrong").try_out()
    assert office.received == []


@pytest.mark.usefixtures("far_away")
async def test_a_server_without_tls_gets_neither_password_nor_address(
    serve: Callable[..., int], office: Office, email: EmailMessage
) -> None:
    asked: list[object] = []

    def never(*given: object) -> AuthResult:
        asked.append(given)
        return AuthResult(success=True)

    port = serve(auth_require_tls=False, authenticator=never)
    with pytest.raises(DeliveryError):
        await at(port).send(uuid4(), email)
    with pytest.raises(DeliveryError):
        await at(port).try_out()
    assert (office.received, asked) == ([], [])


@pytest.mark.usefixtures("far_away")
async def test_a_certificate_of_somebody_else_is_refused(
    serve: Callable[..., int],
    certified: ssl.SSLContext,
    office: Office,
    email: EmailMessage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "other").mkdir()
    monkeypatch.setenv("SSL_CERT_FILE", str(signed_for(tmp_path / "other", "127.0.0.1")[1]))
    port = serve(tls_context=certified, require_starttls=True, auth_required=True, authenticator=may_enter)
    with pytest.raises(DeliveryError):
        await at(port).send(uuid4(), email)
    with pytest.raises(DeliveryError) as refused:
        await at(port).try_out()
    found = doubt(refused.value, "MAIL_URL")
    assert found
    assert found.said == NOT_BELIEVED.said
    assert office.received == []


async def test_on_this_machine_a_server_may_do_without(
    serve: Callable[..., int], office: Office, email: EmailMessage
) -> None:
    await SmtpPost(urlsplit(f"smtp://127.0.0.1:{serve()}"), patience=5).send(uuid4(), email)
    assert office.received == [False]
