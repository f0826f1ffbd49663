"""Registering a call: written down at the hub, its form begun, sealed, signed and queued as receipts are."""

import base64
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid4, uuid5

from app.envelope.attributes import to_the_minute
from app.envelope.calls import CALL_TAKEN, CALL_WITHDRAWN, CallCode, Caller
from app.envelope.events import sign_call, sign_withdrawal
from app.envelope.keys import ReceiverKeys
from app.envelope.languages import in_language
from app.envelope.sealing import seal_address
from app.errors import ConfigurationError, ContradictionError
from app.forms.answers import EVERYTHING
from app.forms.conditions import Answer
from app.forms.pages import Form
from app.forms.topics.linked import CALL
from app.forms.wizard import start
from app.profiles.catalogues import SOURCE
from app.profiles.hours import in_london
from app.receiver.calls import Advised, Call, Calls, Kept
from app.receiver.hub.speaking import NO_MAIL_KEY
from app.receiver.receipts import Receipts
from app.references import reference_from
from app.vocabulary import YesNo

ADVICE: Final[Mapping[Advised, str]] = {
    Advised.REFERRAL: "Send a written referral",
    Advised.URGENT: "Send an urgent referral at once",
    Advised.EMERGENCY: "Call 999 at once, and then send a referral",
}
WRITTEN: Final = "The referral after this call is here ({reference}): there is nothing to take back."
FIRST: Final = 1
"""The version of a draft that nobody has gone on with."""


@dataclass(frozen=True)
class Taken:
    """What somebody at the hub says of a call."""

    email: str
    at: datetime
    taken_by: str | None
    advised: Advised
    insisted: bool | None
    about: str | None

    def answers(self, reference: str) -> dict[str, Answer]:
        """The same as answers of the form."""
        must = None if self.insisted is None else YesNo.YES if self.insisted else YesNo.NO
        return {
            "spoke": YesNo.YES,
            "spoke_on": self.day.isoformat(),
            "spoke_to": self.taken_by,
            "spoke_about": self.about,
            "spoke_advice": ADVICE[self.advised],
            "spoke_insisted": must,
            CALL: reference,
        }

    @property
    def day(self) -> date:
        """The day of the call, in London."""
        return in_london(self.at).date()


@dataclass(frozen=True)
class Switchboard:
    """What it takes to register a call."""

    hub: str
    """The hub's slug."""
    prefix: str
    form: Form
    """The form that is begun for a caller."""
    keys: ReceiverKeys
    calls: Calls
    receipts: Receipts

    def register(self, taken: Taken, now: datetime, language: str = SOURCE) -> tuple[Call, str]:
        """Write a call down and have the portal told; the call, and the code, which is kept nowhere.

        The caller is written to, and asked, in this language.

        Raises:
            ConfigurationError: no address can be sealed to the relay now.
        """
        recipients = self.keys.mail_recipients(in_london(now).date())
        if not recipients:
            raise ConfigurationError(NO_MAIL_KEY)
        reference = reference_from(self.prefix, secrets.randbits(128))
        call = Call(id=uuid4(), reference=reference, **vars(taken))
        code = CallCode.new()
        key = code.key()
        said = start(self.form).put(EVERYTHING, taken.answers(reference))
        begun = replace(said, language=language, called_on=taken.day.isoformat())
        caller = Caller(taken.email, code.name, taken.day)
        address = seal_address(in_language(language, caller.text()), recipients)
        sealed = {
            "address": address.decode(),
            "draft": base64.b64encode(key.seal(FIRST, begun.document())).decode(),
        }
        attributes = self._event(call.id, reference, taken.at, CALL_TAKEN)
        attributes["draftid"] = base64.b64encode(key.row_id).decode()
        event = sign_call(attributes, sealed, self.keys.signing_key)
        self.calls.add(call)
        self.receipts.queue(event)
        return call, code.digits

    def withdraw(self, kept: Kept, now: datetime) -> None:
        """Take a call back, and have the portal told. Said again, it is the same event.

        Raises:
            ContradictionError: its referral is here.
        """
        call = kept.call
        if kept.followed_by:
            raise ContradictionError(WRITTEN.format(reference=kept.followed_by))
        at = self.calls.withdraw(call.reference, now)
        attributes = self._event(uuid5(call.id, CALL_WITHDRAWN), call.reference, at, CALL_WITHDRAWN)
        self.receipts.queue(sign_withdrawal(attributes, self.keys.signing_key))

    def _event(self, event_id: UUID, reference: str, at: datetime, kind: str) -> dict[str, str]:
        """The attributes of an event of a call."""
        return {
            "specversion": "1.0",
            "id": str(event_id),
            "source": self.hub,
            "subject": reference,
            "time": to_the_minute(at),
            "type": kind,
        }
