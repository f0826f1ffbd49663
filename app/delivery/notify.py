"""GOV.UK Notify as a way for emails: one template there, with ((subject)) and ((body)), carries every email of ours.

Source: https://docs.notifications.service.gov.uk/python.html, whose client this is.
"""

import asyncio
from email.message import EmailMessage
from typing import Any, Final
from urllib.parse import SplitResult
from uuid import UUID

from notifications_python_client.errors import HTTPError, InvalidResponse
from notifications_python_client.notifications import NotificationsAPIClient

from app.addresses import is_loopback
from app.errors import DeliveryError, UndeliverableError

PATIENCE: Final = 10
"""Seconds that Notify has for an answer."""
BAD_REQUEST: Final = 400
NO_SUCH_ADDRESS: Final = "email_address"
"""Begins what Notify says of an address that is none."""


class NotifyPost:
    """Hands each email to GOV.UK Notify, in a thread, for its client waits."""

    def __init__(self, url: SplitResult, patience: float = PATIENCE) -> None:
        scheme = "http" if is_loopback(url.hostname or "") else "https"
        self._base = f"{scheme}://{url.netloc.rpartition('@')[2]}"
        self._key = url.username or ""
        self._template = url.path.strip("/")
        self._patience = patience

    async def send(self, row_id: UUID, email: EmailMessage) -> None:
        """Return once Notify has accepted the email; it knows it by the row's id.

        Raises:
            DeliveryError: not now: too many, a wrong key, or no answer.
            UndeliverableError: this is no address.
        """
        body = email.get_body(("plain",))
        words = {"subject": str(email["Subject"]), "body": body.get_content() if body else ""}
        try:
            await asyncio.to_thread(
                self._client().send_email_notification,
                email_address=str(email["To"]),
                template_id=self._template,
                personalisation=words,
                reference=str(row_id),
            )
        except HTTPError as error:
            raise _refusal(error) from None
        except InvalidResponse:
            raise DeliveryError("GOV.UK Notify gave no answer that we know") from None

    async def try_out(self) -> None:
        """See whether the key is right and the template there.

        Raises:
            DeliveryError: they are not, or Notify does not answer.
        """
        try:
            await asyncio.to_thread(self._client().get_template, self._template)
        except (HTTPError, InvalidResponse):
            raise DeliveryError("GOV.UK Notify does not answer, or knows no such key or template") from None

    def _client(self) -> NotificationsAPIClient:
        # One for each email: the client is not made for several threads.
        client = NotificationsAPIClient(self._key, self._base, self._patience)  # type: ignore[no-untyped-call]
        # An address and its words go to Notify alone, wherever an answer points.
        client.request_session.max_redirects = 0
        return client


def _refusal(error: HTTPError) -> DeliveryError:
    """What Notify's answer means; what it says itself may hold the address."""
    faults: Any = error.message
    said = [str(fault.get("message", "")) for fault in faults] if isinstance(faults, list) else []
    if error.status_code == BAD_REQUEST and any(one.startswith(NO_SUCH_ADDRESS) for one in said):
        return UndeliverableError("GOV.UK Notify takes no such address")
    return DeliveryError(f"GOV.UK Notify did not take an email: {error.status_code}")
