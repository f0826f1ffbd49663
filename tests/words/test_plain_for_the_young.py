"""A child who reads as one of eight does meets no word of ours in their form that only an adult here would know."""

import re

import pytest

from app.forms.catalogue import forms
from app.profiles.loading import load_profile
from tests.sentences import of_form

TOO_HARD = (
    "seal",
    "refuge",
    "anonym",
    "signer",
    "honour",
    "hidden details",
    "its reference",
    "docx",
    "kept from",
)


@pytest.mark.parametrize("word", TOO_HARD)
def test_the_young_persons_form_does_without(word: str) -> None:
    said = of_form(forms(load_profile("northamptonshire"))["young-person"])
    assert [one for one in said if re.search(rf"\b{word}", one, re.IGNORECASE)] == []
