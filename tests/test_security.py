"""Tokens, where a request came from, and counted attempts."""

import base64
import gc
import re
from types import FunctionType, ModuleType

import pytest
import time_machine

from app.security import HOUR, Attempts, FormToken, cookie_name, from_this_site, network_of, new_session

SECRET = b"s" * 32


def test_a_token_fits_the_session_it_was_given_to_and_no_other() -> None:
    tokens, session = FormToken(SECRET), new_session()
    token = tokens.give(session)
    assert tokens.fits(token, session)
    assert not tokens.fits(token, new_session())
    assert not FormToken(b"t" * 32).fits(token, session)


def test_a_page_that_is_open_through_a_renewal_is_taken_after_it() -> None:
    assert FormToken(SECRET).give("a visit") == "fIAQrpb7h8_xGnd2y_AQs78ARNunyPnLHX5_VNGPrkU"


def test_nobody_guesses_a_visits_name() -> None:
    assert len(base64.urlsafe_b64decode(f"{new_session()}==")) == 16


@pytest.mark.parametrize("token", ["", "x", "é", "\ud800", "a.b.c", "\x00", "=" * 1000])
def test_what_is_no_token_does_not_fit(token: str) -> None:
    assert not FormToken(SECRET).fits(token, new_session())


def test_nothing_fits_nobody() -> None:
    tokens = FormToken(SECRET)
    assert not tokens.fits(tokens.give(""), "")


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "cross-site", "origin": "https://hub.example", "host": "hub.example"}, False),
        ({"origin": "https://hub.example", "host": "hub.example"}, True),
        ({"origin": "https://elsewhere.example", "host": "hub.example"}, False),
        ({"origin": "https://not-hub.example", "host": "hub.example"}, False),
        ({"origin": "https://elsewhere.hub.example", "host": "hub.example"}, False),
        ({"origin": "null", "host": "hub.example"}, False),
        ({"origin": "http://[", "host": "hub.example"}, False),
        ({"origin": "//[::", "host": "["}, False),
        ({}, True),
    ],
)
def test_where_a_form_came_from(headers: dict[str, str], ours: bool) -> None:
    assert from_this_site(headers) is ours


def test_cookies_are_bound_to_the_host_where_there_is_tls() -> None:
    assert cookie_name("session", tls=True) == "__Host-session"
    assert cookie_name("session", tls=False) == "session"


def test_attempts_end_for_one_reference_whoever_tries() -> None:
    attempts = Attempts()
    for number in range(10):
        assert attempts.left("NN-7K4M-9QXR", f"10.0.0.{number}")
        attempts.count("NN-7K4M-9QXR", f"10.0.0.{number}")
    assert not attempts.left("NN-7K4M-9QXR", "10.0.1.1")
    assert attempts.left("NN-2222-2222", "10.0.1.1")


def test_attempts_end_for_one_visitor_whatever_is_tried() -> None:
    attempts = Attempts()
    for number in range(30):
        attempts.count(f"reference {number}", "10.0.0.1")
    assert not attempts.left("another", "10.0.0.1")


def test_attempts_end_for_one_visitor_at_one_thing_long_before_they_do_for_all() -> None:
    attempts = Attempts(of_one=12, of_both=10)
    for _ in range(10):
        assert attempts.left("a link", "10.0.0.1")
        attempts.count("a link", "10.0.0.1")
    assert not attempts.left("a link", "10.0.0.1")
    assert attempts.left("another", "10.0.0.1")
    for number in range(2, 4):
        assert attempts.left("a link", f"10.0.0.{number}")
        attempts.count("a link", f"10.0.0.{number}")
    assert not attempts.left("a link", "10.0.0.9")
    attempts.forgive("a link", "10.0.0.1")
    assert attempts.left("a link", "10.0.0.1")


@pytest.mark.parametrize(
    ("host", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::1", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ("fe80::1%eth0", "fe80::"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_a_household_that_chooses_its_own_addresses_is_one_visitor(host: str, network: str) -> None:
    assert network_of(host) == network


def held(attempts: Attempts) -> set[str]:
    """All that is kept of who tried what, and the key, wherever it is kept."""
    found: dict[int, object] = {}
    waiting: list[object] = [attempts]
    while waiting:
        one = waiting.pop()
        if id(one) not in found and not isinstance(one, type | ModuleType | FunctionType):
            found[id(one)] = one
            # A dict whose keys are all texts does not own up to them.
            waiting += [*gc.get_referents(one), *(one if isinstance(one, dict) else ())]
    kept = {one.hex() for one in found.values() if isinstance(one, bytes) and len(one) == 32}
    for text in (one for one in found.values() if isinstance(one, str)):
        kept |= set(re.findall(r"[0-9a-f]{64}|10\.0\.0\.1|NN-7K4M-9QXR", text))
    return kept


def test_tries_are_held_under_a_key_of_one_hour_and_forgotten_with_it() -> None:
    """Catalogue 38."""
    with time_machine.travel(1_000_000_000, tick=False) as clock:
        attempts = Attempts(of_one=1)
        attempts.count("NN-7K4M-9QXR", "10.0.0.1")
        first = held(attempts)
        assert len(first) == 3, "the key, whom it hides and what was tried"
        assert not {"10.0.0.1", "NN-7K4M-9QXR"} & first
        clock.shift(HOUR - 1)
        attempts.forget_old()
        assert held(attempts) == first
        assert not attempts.left("NN-7K4M-9QXR", "10.0.0.1")
        clock.shift(1)
        attempts.forget_old()
        assert len(held(attempts)) == 1, "a new key alone"
        assert not held(attempts) & first
        assert attempts.left("NN-7K4M-9QXR", "10.0.0.1")
        attempts.count("NN-7K4M-9QXR", "10.0.0.1")
        assert not held(attempts) & first


def test_more_tries_than_people_make_in_an_hour_do_not_fill_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever has 48 bits of IPv6 is 65,536 visitors, and each reference that they make up is one more."""
    monkeypatch.setattr("app.security.MOST_COUNTED", 100)
    attempts = Attempts()
    for number in range(1000):
        attempts.count(f"NN-{number}", f"2001:db8:0:{number:x}::")
    assert len(held(attempts)) < 250
    for _ in range(10):
        attempts.count("NN-7K4M-9QXR", "10.0.0.1")
    assert not attempts.left("NN-7K4M-9QXR", "192.0.2.1")


def test_who_tries_after_an_hour_is_counted_under_a_new_key() -> None:
    with time_machine.travel(1_000_000_000, tick=False) as clock:
        for ask in (Attempts.left, Attempts.count):
            attempts = Attempts()
            attempts.count("NN-7K4M-9QXR", "10.0.0.1")
            first = held(attempts)
            clock.shift(HOUR)
            ask(attempts, "NN-7K4M-9QXR", "10.0.0.1")
            assert not held(attempts) & first


def test_a_clock_that_is_put_back_keeps_nobody_out_and_no_try_for_longer() -> None:
    with time_machine.travel(1_000_000_000, tick=False) as clock:
        attempts = Attempts(of_one=1)
        attempts.count("NN-7K4M-9QXR", "10.0.0.1")
        first = held(attempts)
        clock.shift(-24 * HOUR)
        assert attempts.left("NN-7K4M-9QXR", "10.0.0.1")
        assert not held(attempts) & first
