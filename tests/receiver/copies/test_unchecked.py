"""Whoever is about to call reads that nobody checked who wrote: a violent partner can write in a mother's name."""

from collections.abc import Callable

import html5lib
import pytest

from app.contact.answered import Coded
from app.contact.assemble import Parts
from app.contact.model import Allegation
from app.contact.people import Parent, Reach, Referrer
from app.contact.sealed import Apart
from app.profiles.model import Profile
from app.receiver.copies.readable import readable_apart
from app.templating.rendering import Templates
from app.vocabulary import FormName, Route
from tests.contact.conftest import fill, sent

SURE = (
    "NOT CHECKED who wrote this: anybody can write in another’s name. Until you are sure who answers, "
    "say nothing of anybody, above all of where they live"
)
WORKPLACE = (
    "NOT CHECKED who wrote this: anybody can write in another’s name. Before you say anything of anybody, "
    "call a number of their workplace that you found yourself"
)
Shown = Callable[..., str]


def lines(profile: Profile, parts: Parts, part: Apart) -> list[str]:
    html = readable_apart(Templates(profile), parts.contact, part)
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    return [words.strip() for words in tree.itertext() if words.strip()]


def test_beside_a_parent_s_number(shown: Shown) -> None:
    reach = Reach(your_phone="07700 900 654")
    text = shown(form=FormName.FAMILY, parent=Parent(your_name="Abena Mensah"), reach=reach)
    assert f"Telephone:\n07700 900 654\n{SURE}\n" in text
    # There is nobody to call: the line would stand alone.
    assert "NOT CHECKED" not in shown(form=FormName.FAMILY, parent=Parent(your_name="Abena Mensah"))


def test_beside_a_professional_s_number(shown: Shown) -> None:
    referrer = Referrer(your_name="Amara Okafor", your_phone="01632 960 001")
    assert f"Telephone:\n01632 960 001\n{WORKPLACE}\n" in shown(referrer=referrer)


@pytest.mark.parametrize(("code", "said"), [("yes", WORKPLACE), ("no", SURE)])
def test_whoever_tells_of_an_adult_is_at_work_or_not(shown: Shown, code: str, said: str) -> None:
    at_work = Allegation(at_work=Coded(code=code, label=code))
    referrer = Referrer(your_name="Amara Okafor", your_phone="01632 960 001")
    given = {"form": FormName.ALLEGATION, "route": Route.ALLEGATION, "allegation": at_work}
    assert f"01632 960 001\n{said}\n" in shown(referrer=referrer, **given)


def test_at_the_head_of_what_is_kept_apart(profile: Profile) -> None:
    neighbour = sent("community", fill("community", anonymity="named"))
    assert SURE in lines(profile, neighbour, neighbour.identity)
    parent = sent("family", fill("family", keep_reach="yes"))
    assert SURE in lines(profile, parent, parent.restricted)
    midwife = sent("professional", fill("professional", keep_name_from_family="yes"))
    assert WORKPLACE in lines(profile, midwife, midwife.restricted)


def test_but_not_where_nobody_s_number_is_kept_apart(profile: Profile) -> None:
    parent = sent("family", fill("family", keep_reach="no"))
    assert not any(line.startswith("NOT CHECKED") for line in lines(profile, parent, parent.restricted))
