"""Why the other side of a connection is not believed: one sentence, and what to do, without a word of its own."""

import ssl
from collections.abc import Mapping
from typing import Final, NamedTuple

from app.errors import causes_of


class Doubt(NamedTuple):
    """What is wrong with a connection that should be encrypted, and what to do."""

    said: str
    to_do: str


CERTIFICATE_EXPIRED: Final = 10
NOT_YET_VALID: Final = 9
OTHER_NAMES: Final = (62, 64)
"""What OpenSSL's verification says of a host and of an address that a certificate does not name."""

EXPIRED: Final = Doubt(
    "Its certificate has expired.", "Renew it there; if it is a new one, look at this machine’s clock."
)
TOO_NEW: Final = Doubt(
    "Its certificate is not valid yet.", "Look at this machine’s clock, and at the certificate."
)
OTHER_NAME: Final = Doubt(
    "Its certificate is of another name.",
    "Look at the name in {setting}: it must be one that the certificate has.",
)
NOT_BELIEVED: Final = Doubt(
    "Nobody whom this machine believes vouches for its certificate.",
    "A certificate of your own authority goes to /usr/local/share/ca-certificates, and update-ca-certificates takes "
    "it in; docs/operating.md says what else it needs.",
)
NO_TLS: Final = Doubt("It answers, but not by TLS.", "Look at the scheme and the port in {setting}.")
_BY_CODE: Final[Mapping[int, Doubt]] = {
    CERTIFICATE_EXPIRED: EXPIRED,
    NOT_YET_VALID: TOO_NEW,
    **dict.fromkeys(OTHER_NAMES, OTHER_NAME),
}
_NO_TLS: Final = frozenset({"WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE"})
"""What OpenSSL calls it where the first byte is of something else."""


def doubt(error: BaseException, setting: str) -> Doubt | None:
    """Why an address that this setting names is not believed; None where a failure is of something else."""
    for cause in causes_of(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            found = _BY_CODE.get(getattr(cause, "verify_code", 0), NOT_BELIEVED)
        elif isinstance(cause, ssl.SSLError) and cause.reason in _NO_TLS:
            found = NO_TLS
        else:
            continue
        return Doubt(found.said, found.to_do.format(setting=setting))
    return None
