"""Every expected failure has a type, an HTTP status and a sentence without personal data."""

from collections.abc import Iterator
from typing import ClassVar


class PortalError(Exception):
    """A failure that was foreseen; its text is safe to show and to log."""

    status: ClassVar[int] = 500


class ConfigurationError(PortalError):
    """A setting, key or profile is wrong: the process must not start."""


class NotFoundError(PortalError):
    """Nothing is at this address."""

    status = 404


class UnreadableError(PortalError):
    """What came is no HTTP, or could be read as two things: it is no request."""

    status = 400


class CallWithdrawnError(NotFoundError):
    """The hub took back the call that this was begun for."""


class UndeclaredError(PortalError):
    """A route does not say that it may be called by what it was called with: it must not be served."""


class ForgedFormError(PortalError):
    """A form came back without the token this site gave out, or from another site."""

    status = 403


class StorageUnavailableError(PortalError):
    """The database did not answer in time; nothing was changed."""

    status = 503


class TooOftenError(PortalError):
    """Somebody has tried too many times within the hour; nothing was changed."""

    status = 429


class BusyError(StorageUnavailableError):
    """More ask than can be served now; nothing was changed."""


class TablesInUseError(PortalError):
    """A migration could not have its tables to itself; nothing was changed."""


class FileGoneError(PortalError):
    """A file that the draft names is not there, or another is in its place; the draft is kept."""

    status = 422

    def __init__(self, name: str) -> None:
        super().__init__("A file is not there")
        self.name = name
        """What its writer calls it."""


class HubKeyMissingError(PortalError):
    """No valid public key of the hub is known, so nothing can be sealed to it."""

    status = 503


class TooLargeError(PortalError):
    """More was written than one referral can carry."""

    status = 413


class PressError(PortalError):
    """A PDF could not be made now; what it would have held can be seen and printed all the same."""

    status = 503


class EnvelopeRefusedError(PortalError):
    """A message or event is forged, altered, malformed or not for us."""

    status = 400


class KeyUnusableError(EnvelopeRefusedError):
    """No key that we hold opens this message."""


class TooManyError(PortalError):
    """So many contacts came within the hour that people are asked to call instead."""

    status = 503


class ReferenceTakenError(PortalError):
    """Another message already carries this reference or id."""

    status = 409


class DeliveryError(PortalError):
    """A channel could not take a message now; the same message may be tried again."""


class UndeliverableError(DeliveryError):
    """A channel will never take this message as it is."""


class NotFiledError(PortalError):
    """The hub has no contact of this reference."""


class ContradictionError(PortalError):
    """The hub cannot mean this after what it has said of the same contact."""


class NoOutcomeError(PortalError):
    """What was typed is nothing that a hub can decide."""


class UnsureError(PortalError):
    """The hub would tell a decision to somebody of whom it does not know who they are."""


def causes_of(error: BaseException) -> Iterator[BaseException]:
    """A failure, and each that lies behind it."""
    cause: BaseException | None = error
    while cause:
        yield cause
        cause = cause.__cause__ or cause.__context__
