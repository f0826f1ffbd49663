"""Where files are added, it is said which pictures must not be, in the words of whoever is asked."""

import pytest

from app.forms.catalogue import forms
from app.profiles.loading import load_profile
from tests.forms.walked import Complete, seen

FORMS = forms(load_profile("barnet"))


@pytest.mark.parametrize(
    ("form", "says"),
    [
        (
            "professional",
            ("Do not copy, send or add a picture", "nude or sexual", "Write down what you were told"),
        ),
        ("allegation", ("Do not copy, send or add a picture", "Tell us about it in words")),
        ("family", ("Do not copy, send or add a picture", "Tell us about it in words")),
        ("community", ("Do not copy, send or add a picture", "Tell us about it in words")),
        (
            "young-person",
            ("Please do not add a picture", "not be in trouble", "‘Report Remove’", "{childline}"),
        ),
    ],
)
def test_it_says_kindly_which_pictures_not_to_send(
    complete: Complete, form: str, says: tuple[str, ...]
) -> None:
    step = seen(FORMS[form], complete(FORMS[form], more=["files"])).at("files")
    assert step
    said = " ".join(step.insets)
    assert [one for one in says if one not in said] == []
    assert "{childline}" not in said or step.home.names["childline"] == "0800 1111"
