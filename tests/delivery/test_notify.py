"""GOV.UK Notify, as a stand-in of its API answers: accepted, throttled, an address that is none, a wrong key."""

import json
import threading
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import jwt
import pytest

from app.delivery.email import MailChannel
from app.delivery.notify import NotifyPost
from app.envelope.keys import RelayKeys
from app.envelope.languages import in_language
from app.errors import ConfigurationError, DeliveryError, UndeliverableError
from app.profiles.catalogues import ENGLISH, Catalogue
from app.profiles.model import Profile
from app.settings import read_settings
from app.storage import outbox
from app.storage.outbox import OutboxRow
from tests.letters import stationery

SERVICE, SECRET, TEMPLATE = (str(UUID(int=number)) for number in (1, 2, 3))
KEY = f"portal-{SERVICE}-{SECRET}"
NO_ADDRESS = {"error": "ValidationError", "message": "email_address Not a valid email address"}


class Notify(BaseHTTPRequestHandler):
    """Answers as https://docs.notifications.service.gov.uk/rest-api.html says."""

    emails: ClassVar[list[dict[str, Any]]] = []
    refusal: ClassVar[tuple[int, list[dict[str, str]]] | None] = None
    elsewhere: ClassVar[str] = ""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if self.elsewhere:
            self.send_response(307)
            self.send_header("location", self.elsewhere)
            self.send_header("content-length", "0")
            self.end_headers()
            return
        if not self._let_in():
            return
        if self.refusal:
            self._say(self.refusal[0], {"status_code": self.refusal[0], "errors": self.refusal[1]})
            return
        assert self.path == "/v2/notifications/email"
        self.emails.append(asked)
        self._say(201, {"id": str(uuid4()), "reference": asked["reference"]})

    def do_GET(self) -> None:
        if self._let_in():
            known = self.path == f"/v2/template/{TEMPLATE}"
            self._say(200 if known else 404, {"id": TEMPLATE} if known else {"errors": []})

    def log_message(self, *_: Any) -> None: ...

    def _let_in(self) -> bool:
        token = self.headers["authorization"].removeprefix("Bearer ")
        try:
            said = jwt.decode(token, SECRET, algorithms=["HS256"])
        except jwt.InvalidSignatureError:
            said = {}
        if said.get("iss") != SERVICE:
            wrong = {"error": "AuthError", "message": "Invalid token: API key not found"}
            self._say(403, {"status_code": 403, "errors": [wrong]})
            return False
        return True

    def _say(self, status: int, body: dict[str, Any]) -> None:
        answer = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


@pytest.fixture
def notify() -> Iterator[int]:
    """The port of the stand-in."""
    Notify.emails, Notify.refusal, Notify.elsewhere = [], None, ""
    with ThreadingHTTPServer(("127.0.0.1", 0), Notify) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


@pytest.fixture
def email() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "no-reply@hub.example"
    message["To"] = "teacher@school.example"
    message["Subject"] = "News of NN-7K4M-9QXR"
    message.set_content("Northamptonshire Children’s Trust has decided.\n")
    message.add_alternative("<p>Northamptonshire</p>", subtype="html")
    return message


def at(port: int, key: str = KEY, template: str = TEMPLATE) -> NotifyPost:
    return NotifyPost(urlsplit(f"notify://{key}@127.0.0.1:{port}/{template}"), patience=5)


async def test_an_email_is_accepted_with_its_words_and_the_rows_id(notify: int, email: EmailMessage) -> None:
    row_id = uuid4()
    await at(notify).try_out()
    await at(notify).send(row_id, email)
    assert Notify.emails == [
        {
            "email_address": "teacher@school.example",
            "template_id": TEMPLATE,
            "personalisation": {
                "subject": "News of NN-7K4M-9QXR",
                "body": "Northamptonshire Children’s Trust has decided.\n",
            },
            "reference": str(row_id),
        }
    ]


async def test_an_email_in_another_language_goes_whole_and_its_language_is_no_part_of_the_address(
    notify: int,
    profile: Profile,
    key_set: Path,
    row: Callable[..., OutboxRow],
    sealed: Callable[[str], bytes],
) -> None:
    welsh = Catalogue(
        "cy", {"Your number": "Eich rhif – ŵ", "Your number is {number}.": "Eich rhif yw {number} ŷ."}
    )
    paper = stationery(profile, {"en": ENGLISH, "cy": welsh})
    mail = MailChannel(profile, RelayKeys.load(key_set / "relay"), at(notify), paper)
    body = sealed(in_language("cy", "teacher@school.example\n048213"))
    await mail.deliver(row(channel=outbox.NUMBER, body=body))
    (taken,) = Notify.emails
    assert taken["email_address"] == "teacher@school.example"
    assert taken["personalisation"]["subject"] == "Eich rhif – ŵ"
    assert "Eich rhif yw 048213 ŷ." in taken["personalisation"]["body"]


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (
            429,
            {"error": "RateLimitError", "message": "Exceeded rate limit for key type LIVE of 3000 requests"},
        ),
        (429, {"error": "TooManyRequestsError", "message": "Exceeded send limits (250000) for today"}),
        (
            400,
            {"error": "BadRequestError", "message": "Can't send to this recipient using a team-only API key"},
        ),
        (500, {"error": "Exception", "message": "Internal server error"}),
    ],
)
async def test_what_passes_is_tried_again(
    notify: int, email: EmailMessage, status: int, error: dict[str, str]
) -> None:
    Notify.refusal = (status, [error])
    with pytest.raises(DeliveryError) as failed:
        await at(notify).send(uuid4(), email)
    assert not isinstance(failed.value, UndeliverableError)
    assert str(failed.value) == f"GOV.UK Notify did not take an email: {status}"


async def test_a_redirect_is_not_followed(notify: int, email: EmailMessage) -> None:
    heard: list[bytes] = []

    class Other(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append(self.rfile.read(int(self.headers["content-length"])))

        def log_message(self, *_: Any) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Other) as other:
        thread = threading.Thread(target=other.serve_forever)
        thread.start()
        Notify.elsewhere = f"http://127.0.0.1:{other.server_address[1]}/v2/notifications/email"
        with pytest.raises(DeliveryError) as failed:
            await at(notify).send(uuid4(), email)
        other.shutdown()
        thread.join()
    assert heard == []
    assert not isinstance(failed.value, UndeliverableError)


async def test_an_address_that_is_none_is_never_tried_again(notify: int, email: EmailMessage) -> None:
    Notify.refusal = (400, [NO_ADDRESS])
    with pytest.raises(UndeliverableError) as refused:
        await at(notify).send(uuid4(), email)
    assert "teacher" not in str(refused.value)


async def test_a_wrong_key_is_a_passing_failure_and_is_in_no_words(notify: int, email: EmailMessage) -> None:
    wrong = f"portal-{SERVICE}-{UUID(int=9)}"
    with pytest.raises(DeliveryError) as failed:
        await at(notify, wrong).send(uuid4(), email)
    assert not isinstance(failed.value, UndeliverableError)
    assert wrong[-36:] not in str(failed.value)
    for post in (at(notify, wrong), at(notify, template=str(UUID(int=8)))):
        with pytest.raises(DeliveryError, match="no such key or template"):
            await post.try_out()


async def test_no_answer_is_a_passing_failure(unused_port: int, email: EmailMessage) -> None:
    with pytest.raises(DeliveryError):
        await at(unused_port).send(uuid4(), email)


@pytest.mark.parametrize(
    "url",
    ["notify:", "notify://short@host/x", f"notify://{KEY}@host", f"notify://host/{TEMPLATE}", "notify://"],
)
def test_an_address_of_notify_that_is_not_whole_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("MAIL_URL", url)
    with pytest.raises(ConfigurationError, match="notify://API_KEY@HOST/TEMPLATE_ID"):
        read_settings()
    monkeypatch.setenv("MAIL_URL", f"notify://{KEY}@api.notifications.service.gov.uk/{TEMPLATE}")
    assert read_settings().mail_url.endswith(TEMPLATE)
