"""What is stored of a resume code opens nothing without the code."""

from app.envelope.drafts import DraftKey
from app.envelope.resuming import ResumeCode
from app.references import parse_resume_code

SALT = bytes(range(16))


def test_a_code_unwraps_the_key_that_it_wrapped() -> None:
    key = DraftKey.new()
    code = ResumeCode.of(key, SALT)
    assert parse_resume_code(code.text) == code.text
    assert ResumeCode(code.text).unwrap(code.wrap(key)) == key


def test_the_same_salt_shows_the_same_code_and_another_salt_another() -> None:
    key = DraftKey.new()
    assert ResumeCode.of(key, SALT) == ResumeCode.of(key, SALT)
    assert ResumeCode.of(key, SALT) != ResumeCode.of(key, bytes(16))
    assert ResumeCode.of(key, SALT) != ResumeCode.of(DraftKey.new(), SALT)


def test_what_follows_from_a_code_never_changes() -> None:
    """Codes that somebody wrote down, and keys that are stored under them, depend on these values."""
    key = DraftKey(bytes(range(32)))
    code = ResumeCode.of(key, SALT)
    assert code.text == "9D6GN3-GD87X3-N5GHM9-D65T6C-9XR56M"
    assert code.row_id.hex() == "dd07e223600e8cd315f4c91e86012c5542b5dc23ae3e6a2d1e5e3dfd30d52d83"
    stored = (
        "ebe491e0e5a6e0f2f401201e4d723d3131ac8dc4f5373f94765e3a41e8e95fd650c20a73c33ac78e8cb09482ccbca82d"
    )
    assert code.unwrap(bytes(12) + bytes.fromhex(stored)) == key


def test_what_is_stored_holds_neither_key_nor_code() -> None:
    key = DraftKey.new()
    code = ResumeCode.of(key, SALT)
    stored = code.row_id + code.wrap(key) + SALT + key.row_id
    for secret in (
        key.secret,
        key.secret[:8],
        key.cookie.encode(),
        code.text.encode(),
        code.text[:6].encode(),
    ):
        assert secret not in stored


def test_another_code_or_an_altered_wrapping_opens_nothing() -> None:
    key = DraftKey.new()
    code, other = ResumeCode.of(key, SALT), ResumeCode.of(key, bytes(16))
    wrapped = code.wrap(key)
    assert other.unwrap(wrapped) is None
    assert code.unwrap(wrapped[:-1] + bytes([wrapped[-1] ^ 1])) is None
    assert code.unwrap(b"short") is None
    assert code.unwrap(None) is None


def test_wrapped_keys_are_all_of_one_length_and_never_the_same() -> None:
    key = DraftKey.new()
    code = ResumeCode.of(key, SALT)
    wrapped = {code.wrap(key) for _ in range(20)}
    assert len(wrapped) == 20
    assert {len(one) for one in wrapped} == {12 + 32 + 16}


def test_neither_shows_itself() -> None:
    code = ResumeCode.of(DraftKey.new(), SALT)
    assert code.text not in repr(code)


def test_a_links_name_follows_from_the_key_and_says_nothing_of_it() -> None:
    key = DraftKey.new()
    assert key.link_name == DraftKey(key.secret).link_name
    assert len(key.link_name) == 22
    assert key.link_name != DraftKey.new().link_name
    assert key.link_name not in key.cookie


def test_where_there_is_nothing_as_much_is_tried_as_where_there_is_something() -> None:
    code = ResumeCode.of(DraftKey.new(), SALT)
    assert code.unwrap(None) is None
    assert "_cipher" in vars(code), "a key was derived, and a dummy tried"
