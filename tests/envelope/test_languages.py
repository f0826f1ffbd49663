"""The language of an email, remarked after its address: read again, and no hindrance to who does not know of it."""

from email.headerregistry import Address

import pytest

from app.envelope.languages import in_language, language_of

ADDRESS = "t.adeyemi@larch-hill.example"
TEXTS = (ADDRESS, f"{ADDRESS}\n048213", f"{ADDRESS}\nabcdefghijklmnopqrstuv\n2026-11-25")


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("language", ["en", "cy", "qq", "zh-Hant", "pt-BR"])
def test_what_was_remarked_is_read_again(text: str, language: str) -> None:
    assert language_of(in_language(language, text)) == (language, text)


@pytest.mark.parametrize("text", TEXTS)
def test_english_is_sealed_as_it_ever_was(text: str) -> None:
    assert in_language("en", text) == text


def test_a_relay_that_knows_of_no_language_reads_the_same_address() -> None:
    first, _, brought = in_language("cy", f"{ADDRESS}\n048213").partition("\n")
    assert Address(addr_spec=first) == Address(addr_spec=ADDRESS)
    assert brought == "048213"


@pytest.mark.parametrize(
    "text", ["", f"{ADDRESS} ()", f"{ADDRESS} (work)", f"{ADDRESS}(cy)", f"{ADDRESS}\n (cy)"]
)
def test_what_names_no_language_is_left_as_it_is(text: str) -> None:
    assert language_of(text) == ("en", text)
