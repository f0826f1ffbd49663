"""What guards the pages: cookies, the form token, where a request came from, and the headers of every answer."""

import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Iterator, Mapping
from ipaddress import IPv6Address
from typing import Final
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from itsdangerous import Signer
from limits import RateLimitItem, RateLimitItemPerHour
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

SESSION: Final = "session"
LEFT: Final = "left."
"""How a visit's name begins whose browser may still hold, and send again, what was typed before a leaving at once."""
LANGUAGE: Final = "language"
SESSION_BYTES: Final = 16
HOUR: Final = 3600.0
"""Seconds."""
MOST_COUNTED: Final = 200_000
"""Tries of one kind that are counted: all hubs of England together have no more in an hour, and these take 80 MB."""
HOUSEHOLD: Final = 64
"""Bits of an IPv6 address that whoever has the others may choose (RFC 6177)."""

POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)

UNUSED: Final = (
    "accelerometer ambient-light-sensor aria-notify attribution-reporting autoplay battery bluetooth "
    "browsing-topics camera captured-surface-control clipboard-read clipboard-write compute-pressure "
    "cross-origin-isolated deferred-fetch deferred-fetch-minimal digital-credentials-create "
    "digital-credentials-get display-capture encrypted-media fullscreen gamepad geolocation gyroscope hid "
    "identity-credentials-get idle-detection interest-cohort join-ad-interest-group keyboard-map "
    "language-detector language-model local-fonts local-network local-network-access loopback-network "
    "magnetometer media-playback-while-not-visible microphone midi on-device-speech-recognition "
    "otp-credentials payment picture-in-picture private-aggregation private-state-token-issuance "
    "private-state-token-redemption publickey-credentials-create publickey-credentials-get run-ad-auction "
    "screen-wake-lock serial shared-storage speaker-selection storage-access summarizer sync-xhr translator "
    "unload usb web-share window-management xr-spatial-tracking"
)
"""What browsers let pages do and ours never do: W3C Permissions Policy, features.md, and what Chromium 156 lists.

Client hints are not among them: browsers tell us those that we ask for, and we ask for none.
"""

HEADERS: Final[Mapping[str, str]] = {
    "content-security-policy": POLICY,
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": ", ".join(f"{one}=()" for one in UNUSED.split()),
    "cache-control": "no-store",
}
"""Sent with every answer; static files, which hold nothing personal, set their own cache-control."""

IMMUTABLE: Final = "public, max-age=31536000, immutable"
"""For what holds nothing personal and changes its address with its content."""

TRANSPORT: Final = "max-age=63072000; includeSubDomains"
"""HSTS, once people reach the portal by https."""


def cookie_name(name: str, *, tls: bool) -> str:
    """The `__Host-` prefix binds a cookie to this host; browsers take it over https only (RFC 6265bis 4.1.3.2)."""
    return f"__Host-{name}" if tls else name


def new_session() -> str:
    """A random name for one browser's visit, which stands for nothing on the server."""
    return secrets.token_urlsafe(SESSION_BYTES)


class FormToken:
    """Ties a form to the browser it was given to."""

    def __init__(self, secret: bytes) -> None:
        # The signer itself would derive the same key for every token, and Python's own HMAC begin with it anew.
        key = Signer(secret, salt="form-token", digest_method=hashlib.sha256).derive_key()
        self._keyed = HMAC(key, SHA256())

    def give(self, session: str) -> str:
        """The hidden token of a form for this session."""
        keyed = self._keyed.copy()
        keyed.update(session.encode())
        signature = keyed.finalize()
        return base64.urlsafe_b64encode(signature).rstrip(b"=").decode()

    def fits(self, token: str, session: str) -> bool:
        """Whether a form that came back was given to this session."""
        given = self.give(session).encode()
        return bool(session) and hmac.compare_digest(token.encode(errors="replace"), given)


def from_this_site(headers: Mapping[str, str]) -> bool:
    """Whether the browser says that a form was sent from our own pages.

    Fetch metadata decides where there is some (W3C Fetch Metadata); else the Origin, which must be this host's.
    """
    fetch_site = headers.get("sec-fetch-site")
    if fetch_site is not None:
        return fetch_site in {"same-origin", "none"}
    origin = headers.get("origin")
    try:
        return origin is None or urlsplit(origin).netloc == headers.get("host", "")
    except ValueError:
        return False


def network_of(host: str) -> str:
    """From where somebody tries: an address, but of IPv6 the first half, for a household has the other for itself."""
    try:
        address = IPv6Address(host)
    except ValueError:
        return host
    return str(address.ipv4_mapped or IPv6Address(int(address) >> HOUSEHOLD << HOUSEHOLD))


class Attempts:
    """Counts tries, by what is tried and by visitor, in memory and under a key that lives for an hour.

    `of_one` is None for what nobody comes upon by trying: then none who tries keeps another out.
    """

    def __init__(self, of_one: int | None = 10, of_visitor: int = 30, of_both: int | None = None) -> None:
        self._of_reference = of_one and RateLimitItemPerHour(of_one, namespace="reference")
        self._of_visitor = RateLimitItemPerHour(of_visitor, namespace="visitor")
        self._of_both = of_both and RateLimitItemPerHour(of_both, namespace="both")
        self._begin()

    def forget_old(self) -> None:
        """Throw key and counts away once they are an hour old: then nothing can say any more who tried."""
        # Less than nothing has passed where the clock was put back.
        if not 0 <= time.time() - self._began < HOUR:
            self._begin()

    def left(self, reference: str, visitor: str) -> bool:
        """Whether another try is allowed within the hour."""
        self.forget_old()
        return all(self._limiter.test(*limited) for limited in self._limits(reference, visitor))

    def count(self, reference: str, visitor: str) -> None:
        """One more try; where somebody makes more of them than may be held, all are let go of."""
        self.forget_old()
        if self._counted >= MOST_COUNTED:
            self._begin()
        self._counted += 1
        for limited in self._limits(reference, visitor):
            self._limiter.hit(*limited)

    def forgive(self, reference: str, visitor: str) -> None:
        """A try that was right counts for nothing."""
        for limited in self._limits(reference, visitor):
            self._limiter.hit(*limited, cost=-1)

    def _limits(self, reference: str, visitor: str) -> Iterator[tuple[RateLimitItem, str]]:
        if self._of_reference:
            yield self._of_reference, self._hidden(reference)
        yield self._of_visitor, self._hidden(visitor)
        if self._of_both:
            yield self._of_both, self._hidden(f"{reference} {visitor}")

    def _begin(self) -> None:
        self._began, self._counted = time.time(), 0
        self._key = secrets.token_bytes(32)
        # Its own entries outlive their hour until somebody tries again.
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    def _hidden(self, name: str) -> str:
        return hmac.digest(self._key, name.encode(), hashlib.sha256).hex()
