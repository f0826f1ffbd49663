"""The people on duty: what an alarm says to them, and what it tells them to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid5

from app.delivery.causes import Cause, Finding
from app.delivery.letterhead import Letterhead, recipient
from app.delivery.post import Post, open_post
from app.profiles.model import Profile
from app.profiles.spoken import moment_values
from app.saying import Sentence
from app.settings import Settings
from app.storage.alarms import Telling

TELLINGS: Final = UUID("8d0d7a5e-6d0f-4d0a-9c5a-9d8f6f1f2c44")
"""The namespace of the ids of alarms."""
MOST_NAMED: Final = 50
"""References in one email; the log names more."""

SENT_AT: Final = "{reference}, sent at {time} on {weekday} {day} {month}"
AND_MORE: Final = "and {count} more: look in the relay’s log"


@dataclass(frozen=True)
class Words:
    """What one cause says."""

    subject: str
    says: tuple[str, ...]
    to_do: tuple[str, ...]


NOT_CONFIRMED: Final = Words(
    "No receipt yet from the {hub}",
    (
        "The {hub} has not yet confirmed that it has what was sent to it. Nobody there may have seen it.",
        "It is kept safe, and it is sent again until the hub confirms it.",
    ),
    (
        "On the hub’s machine, check that the receiver is running: ‘python -m app doctor’ says what is wrong.",
        "Tell the team which references they have not seen. The telephone numbers are below.",
    ),
)
WORDS: Final[Mapping[Cause, Words]] = {
    Cause.URGENT_NO_RECEIPT: NOT_CONFIRMED,
    Cause.NO_RECEIPT: NOT_CONFIRMED,
    Cause.DEAD_LETTERS: Words(
        "Messages were set aside at the {hub}",
        (
            "The receiver of the {hub} could not take every message. Set aside, for a person to look at: {count}.",
            "What was set aside and not receipted is sent again, and nothing is lost.",
        ),
        (
            "On the hub’s machine, look for ‘message_refused’ in the receiver’s log: it says why.",
            "Once that is mended, run ‘python -m app queue redrive’.",
        ),
    ),
    Cause.UNUSABLE_QUEUE: Words(
        "A queue to the {hub} must be replaced",
        (
            "One queue or more on the way to the {hub} is not there, or not what it must be: {count}.",
            "What is sent by that way is kept safe. It may not reach the {hub} until the queue is replaced.",
        ),
        (
            "On the relay’s machine, ‘python -m app doctor’ says which queue it is.",
            "‘docs/operating.md’ says how it is replaced.",
        ),
    ),
    Cause.QUEUE_AWAY: Words(
        "A queue to the {hub} takes nothing",
        (
            "Since {time} on {weekday} {day} {month} a queue on the way to the {hub} has taken no messages.",
            "What is sent is kept safe. It does not reach the {hub} until the queue works, even if it is urgent.",
        ),
        (
            "On the relay’s machine, ‘python -m app doctor’ says what is wrong.",
            "On the broker’s machines, look whether each runs, and has memory and room on its disk.",
            "Tell the team that they cannot see what is sent. The telephone numbers are below.",
        ),
    ),
    Cause.NO_ROOM_FOR_FILES: Words(
        "Files are not taken any more",
        (
            "The files that are kept take up all the room that they may have: {count} GiB.",
            "Whoever adds one reads that it cannot be taken just now. What people write is still sent.",
        ),
        (
            "Files go once the hub has confirmed them: on its machine, ‘python -m app doctor’ says what is wrong.",
            "If nobody there is behind, a machine may be sending them. They go with the drafts that they are in.",
        ),
    ),
    Cause.HUB_KEY: Words(
        "A key of the {hub} must be replaced",
        (
            "From {time} on {weekday} {day} {month}, no key of the {hub} is in force.",
            "Without one nothing can be sealed, so the portal takes no referrals: it shows the telephone numbers.",
        ),
        (
            "At the hub, make a new key, and keep the old one: old messages open with it.",
            "On each portal’s machine, add the public half to ‘hub.toml’. No restart is needed.",
        ),
    ),
    Cause.OTHER_KEY: Words(
        "Another key of the {hub} must be replaced",
        (
            "From {time} on {weekday} {day} {month}, a key for emails, recovery or the hub’s answers is over.",
            "Referrals are still taken. They may not be acknowledged or answered, or could not be recovered.",
        ),
        (
            "On the portal’s machine, ‘python -m app doctor’ says which key it is.",
            "‘docs/keys.md’ says how it is replaced.",
        ),
    ),
    Cause.RELAY_STOPPED: Words(
        "The relay has stopped",
        (
            "No relay has been at work since {time} on {weekday} {day} {month}.",
            "The portal still takes referrals and keeps them safe. They may not reach the {hub} until a relay runs.",
        ),
        (
            "On the relay’s machine, start it: ‘python -m app relay’.",
            "If it does not start or stay, ‘python -m app doctor’ says what is wrong.",
        ),
    ),
    Cause.PORTAL_STOPPED: Words(
        "The portal has stopped",
        (
            "No portal has been at work since {time} on {weekday} {day} {month}.",
            "Until one is, nobody can write or send a referral, and people must call instead.",
        ),
        (
            "On the portal’s machine, start it: ‘python -m app serve’.",
            "If it does not start or stay, ‘python -m app doctor’ says what is wrong.",
        ),
    ),
    Cause.NO_DECISION: Words(
        "Referrals without a decision at the {hub}",
        (
            "The {hub} has not said what it decided about what was sent to it, and the promised time is past.",
            "Whoever sent it has been told nothing, and is advised to call.",
        ),
        (
            "Tell the team which references they are. They say it on the hub’s machine: ‘python -m app hub decide’.",
            "Where somebody was told in another way, say the decision all the same: the status page shows it.",
        ),
    ),
    Cause.TOO_MANY: Words(
        "So many contacts that people are asked to call",
        (
            "Within an hour the {hub} was sent as many contacts by the public as its profile allows: {count}.",
            "Whoever comes after that is asked to call. What is urgent is still taken, and nothing is lost.",
        ),
        (
            "Look at what came: if it is real, raise ‘most_an_hour’ in the profile, and start the portal again.",
            "Tell the team that more people may call.",
        ),
    ),
    Cause.EMAILS_UNSENT: Words(
        "Emails about referrals have not been sent",
        (
            "Emails with a reference or a decision have waited for a day, or could not be sent: {count}.",
            "After three days an email is deleted with its address, and whoever waits for it is told nothing.",
        ),
        (
            "On the relay’s machine, ‘python -m app doctor’ says whether the mail server takes emails.",
            "Tell the team which references they are, so that they tell whoever sent them.",
        ),
    ),
    Cause.WATCH_STOPPED: Words(
        "The watch has stopped",
        (
            "‘python -m app watch’ has not run since {time} on {weekday} {day} {month}.",
            "Without it, nobody is told when the relay stops.",
        ),
        ("Look at the timer or the cron table that runs it.",),
    ),
}


class DutyDesk:
    """Writes to the duty address by email, in English; where there is none, the log alone has said it."""

    def __init__(self, profile: Profile, post: Post, sender: str, address: str) -> None:
        self._profile = profile
        self._post = post
        self._letterhead = Letterhead(profile, sender)
        self._address = address

    async def tell(self, finding: Finding, telling: Telling) -> None:
        """Send one email of what stands.

        Raises:
            DeliveryError: not now; the same telling has the same Message-ID, so that a repeat is known as one.
        """
        if self._address:
            telling_id = uuid5(TELLINGS, f"{self._profile.slug} {telling}")
            email = self._letterhead.write(
                telling_id, recipient(self._address), "alarm", self._context(finding)
            )
            await self._post.send(telling_id, email)

    def _context(self, finding: Finding) -> Mapping[str, object]:
        words, values = WORDS[finding.cause], _values(finding, self._profile)
        late = [
            Sentence(SENT_AT, {"reference": one.reference, **moment_values(one.received_at)})
            for one in finding.late[:MOST_NAMED]
        ]
        if late and finding.count > len(late):
            late.append(Sentence(AND_MORE, {"count": str(finding.count - len(late))}))
        return {
            "subject": Sentence(words.subject, values),
            "says": [Sentence(one, values) for one in words.says],
            "late": late,
            "to_do": words.to_do,
        }


def words_of(finding: Finding, profile: Profile) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a cause says and what to do, for whoever asks on the machine itself; in English, with the references."""
    words, values = WORDS[finding.cause], _values(finding, profile)
    late = tuple(one.reference for one in finding.late[:MOST_NAMED])
    return (*(one.format_map(values) for one in words.says), *late), words.to_do


def _values(finding: Finding, profile: Profile) -> Mapping[str, str]:
    moment = moment_values(finding.moment) if finding.moment else {}
    return {"hub": profile.hub_short, "count": str(finding.count), **moment}


def open_duty(settings: Settings, profile: Profile) -> DutyDesk:
    """The people on duty, by the way that MAIL_URL names.

    Raises:
        ConfigurationError: MAIL_FROM is no address.
    """
    address = settings.duty_email or profile.duty_email or ""
    return DutyDesk(profile, open_post(settings), settings.mail_from, address)
