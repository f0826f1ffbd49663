"""Tokens, where a request came from, and counted attempts."""

import pytest

from app.security import Attempts, FormToken, cookie_name, from_this_site, new_session

SECRET = b"s" * 32


def test_a_token_fits_the_session_it_was_given_to_and_no_other() -> None:
    tokens, session = FormToken(SECRET), new_session()
    token = tokens.give(session)
    assert tokens.fits(token, session)
    assert not tokens.fits(token, new_session())
    assert not FormToken(b"t" * 32).fits(token, session)


@pytest.mark.parametrize("token", ["", "x", "é", "a.b.c", "\x00", "=" * 1000])
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
        ({"origin": "null", "host": "hub.example"}, False),
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
