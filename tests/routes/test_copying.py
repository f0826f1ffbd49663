"""An address of somebody else is offered on the page, on one line, to whoever wrote it and to nobody else."""

from fastapi import FastAPI

from app.forms.answers import Answers
from app.forms.pages import Form
from app.routes.page.asking import AT
from tests.drafted import stored
from tests.forms.conftest import fill
from tests.people import ByHttp

ELM = "3 Elm Close\n<b>Corby</b>"
SHOWN = AT.format(address="3 Elm Close, <b>Corby</b>")


def two_adults(form: Form) -> Answers:
    answers = fill(form, children=1, adults=2, in_household="no")
    first, other = answers.items("adults")
    answers = answers.put(f"adults/{other}", {}, ["in_household", "adult_lives", "adult_address"])
    return answers.put(f"adults/{first}", {"adult_lives": "address", "adult_address": ELM})


async def test_an_address_is_taken_over_without_a_script(
    app: FastAPI, visitor: ByHttp, elsewhere: ByHttp
) -> None:
    form = app.state.shop.desk.form("professional")
    answers = two_adults(form)
    path = f"/professional/adults/{answers.items('adults')[1]}/household"
    for somebody, theirs in (
        (visitor, answers),
        (elsewhere, answers.remove("adults", answers.items("adults")[0])),
    ):
        key = await stored(app, "professional", theirs)
        somebody.client.cookies.set("draft-professional", key.cookie, domain="127.0.0.1")
    await visitor.goes_to(path)
    assert SHOWN in await visitor.reads()
    await elsewhere.goes_to(path)
    assert "Elm Close" not in await elsewhere.reads()
    (chosen,) = (
        one.get("value") for one in visitor.tree().iter("input") if (one.get("value") or "").startswith("as-")
    )
    await visitor.says(in_household="no", adult_lives=chosen)
    await visitor.goes_to(path)
    assert visitor.tree().forms[0].fields["adult_address"].strip() == ELM
