"""Emails: what they say, and to whom; from a list of allowed words, and nothing of what was sealed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from email.message import EmailMessage
from typing import Any, Final

import orjson

from app.delivery.letterhead import Stationery, Told, recipient, unsealed
from app.delivery.post import Post
from app.envelope.keys import RelayKeys
from app.errors import DeliveryError
from app.profiles.catalogues import SOURCE
from app.profiles.decided import news_words
from app.profiles.hours import decision_due
from app.profiles.model import Profile
from app.profiles.outcomes import Outcome, audience_of, is_known
from app.profiles.spoken import day_values, moment_values
from app.saying import Sentence
from app.storage.outbox import FEEDBACK, NUMBER, OutboxRow
from app.vocabulary import FormName, Route

LEFT_OUT: Final = (
    "If you left something blank, or know more now, call us. Or send another form, and give this reference "
    "there."
)
DECIDED_AT: Final = (
    "If we can find the child, we aim to decide what to do by {time} on {weekday} {day} {month}."
)
DECIDED_ON: Final = (
    "If we can find the child, we aim to decide what to do by the end of {weekday} {day} {month}."
)
"""All to everybody: whoever reads another's email must not learn from it what was sent, or that it was urgent."""
NOTHING_HEARD: Final = "If you hear nothing, look at the page below, or call us."
ON_THE_PAGE: Final = "The page below says what happens next."
"""Of an adult at work: they may read the email, in which the Designated Officer's name would say what was told of."""


class MailChannel:
    """Writes the email of a row, and hands it over."""

    def __init__(self, profile: Profile, keys: RelayKeys, post: Post, stationery: Stationery) -> None:
        self._profile = profile
        self._keys = keys
        self._post = post
        self._stationery = stationery

    async def deliver(self, row: OutboxRow) -> None:
        """Send the email of a row; its Message-ID is the same each time.

        Raises:
            DeliveryError: the mail server or the key is not there now.
            UndeliverableError: there is nobody at this address, or it is none.
        """
        await self._post.send(row.id, self._email(row))

    async def close(self) -> None:
        """Nothing is open."""

    def _email(self, row: OutboxRow) -> EmailMessage:
        if row.channel == FEEDBACK:
            told = orjson.loads(row.body)
            says = _decision(self._profile, row, told)
            return self._written(row, "feedback", unsealed(told["address"].encode(), self._keys), says=says)
        opened = unsealed(row.body, self._keys)
        if row.channel == NUMBER:
            address, _, number = opened.text.partition("\n")
            return self._written(row, "status-number", replace(opened, text=address), brought=number)
        return self._written(row, "acknowledgement", opened, next_steps=_next_steps(self._profile, row))

    def _written(self, row: OutboxRow, name: str, to: Told, **said: object) -> EmailMessage:
        letterhead = self._stationery.speaking(to.language)
        return letterhead.write_twice(row.id, recipient(to.text), name, {"reference": row.reference, **said})


def _decision(profile: Profile, row: OutboxRow, told: Mapping[str, Any]) -> tuple[Sentence, ...]:
    _require_words(row, known=told["outcome"] in set(Outcome))
    outcome, audience = Outcome(told["outcome"]), audience_of(row.form, row.route)
    # An older portal says nothing of what was decided before.
    return news_words(profile, audience, outcome, SOURCE, instead=told.get("instead", False))


def _next_steps(profile: Profile, row: OutboxRow) -> tuple[str | Sentence, ...]:
    _require_words(row)
    if row.route == Route.ALLEGATION:
        return ON_THE_PAGE, LEFT_OUT
    happens = profile.spoken[SOURCE].next_after(FormName(row.form), Route(row.route))
    due = decision_due(profile, row.received_at)
    if isinstance(due, datetime):
        decided = Sentence(DECIDED_AT, moment_values(due))
    else:
        decided = Sentence(DECIDED_ON, day_values(due))
    # Nobody else is told the outcome, nor shown it.
    told = (profile.spoken[SOURCE].outcome_told, NOTHING_HEARD) if row.form == FormName.PROFESSIONAL else ()
    return happens, LEFT_OUT, decided, *told


def _require_words(row: OutboxRow, *, known: bool = True) -> None:
    """Leave to a newer relay what only a newer portal writes of.

    Raises:
        DeliveryError: this one has no words for it.
    """
    if not (known and is_known(row.form, row.route)):
        raise DeliveryError("A newer portal wrote of what this relay has no words for: renew the relay")
