"""Which addresses anybody may have: those of providers of private email, which tell nothing of where somebody works."""

from typing import Final

PROVIDERS: Final = frozenset({
    *("gmail.com", "googlemail.com", "icloud.com", "me.com", "mac.com", "mail.com", "email.com", "zoho.com"),
    *("msn.com", "passport.com", "ymail.com", "rocketmail.com", "aim.com", "inbox.com", "qq.com"),
    *("proton.me", "protonmail.com", "protonmail.ch", "pm.me", "tuta.com", "tutanota.com", "tuta.io", "tutamail.com"),
    *("fastmail.com", "fastmail.fm", "fastmail.co.uk", "hey.com", "duck.com", "hushmail.com", "mailfence.com"),
    *("btinternet.com", "btopenworld.com", "sky.com", "talktalk.net", "talk21.com", "tiscali.co.uk"),
    *("virginmedia.com", "virgin.net", "blueyonder.co.uk", "ntlworld.com", "cable.virgin.net", "lineone.net"),
    *("o2.co.uk", "orange.net", "orangehome.co.uk", "wanadoo.co.uk", "freeserve.co.uk", "freeuk.com", "fsmail.net"),
    *("plus.com", "plus.net", "plusnet.com", "supanet.com", "tesco.net", "vodafone.net"),
    *("wp.pl", "o2.pl", "onet.pl", "interia.pl", "seznam.cz", "libero.it", "orange.fr", "web.de", "mail.ru", "ukr.net"),
    *("mailinator.com", "guerrillamail.com", "yopmail.com", "10minutemail.com", "temp-mail.org", "sharklasers.com"),
})  # fmt: skip
"""Where anybody can have an address, or has one at home; no list is whole, and what is not on it proves nothing."""
EVERYWHERE: Final = frozenset({"aol", "gmx", "hotmail", "live", "outlook", "rediffmail", "yahoo", "yandex"})
"""Those whose name stands before an ending of each country, as in hotmail.co.uk."""
LONGEST_ENDING: Final = len("com.au")
"""Characters of such an ending: somebody's own live.larch-hill.sch.uk is no provider."""


def is_private_mail(address: str | None) -> bool:
    """Whether an address is one of a provider of private email."""
    domain = (address or "").rpartition("@")[2].strip().casefold().rstrip(".")
    name, _, ending = domain.partition(".")
    everywhere = name in EVERYWHERE and 0 < len(ending) <= LONGEST_ENDING
    return domain in PROVIDERS or everywhere
