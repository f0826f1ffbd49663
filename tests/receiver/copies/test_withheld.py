"""The copy about an adult, whom it may reach, does not say whether a colleague of theirs wrote it."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from app.contact.answered import Coded
from app.contact.model import Allegation, Caution, Contact
from app.contact.sealed import Identity, Restricted
from app.profiles.model import Profile
from app.receiver.copies.readable import readable, readable_apart
from app.templating.rendering import Templates
from app.vocabulary import FormName, Route

YES, NO = (Coded(code=code, label=code.title()) for code in ("yes", "no"))
KEPT = Coded(code="keep-from-adult", label="The name, but the adult must not be told")
NAMED = Coded(code="named", label="The name")
ANONYMOUS = Coded(code="anonymous", label="Nothing: wants to stay anonymous")
WORK = "Tells us as part of their work"
RISK = "Risk if the adult knew who referred"
KNOWN = "What may be known of the writer"
AT_WORK: dict[str, Any] = {
    "allegation": Allegation(accused_name="Mark Lowe", at_work=YES),
    "caution": Caution(keep_name_from_adult=YES),
}
FOR_THEMSELVES: dict[str, Any] = {
    "allegation": Allegation(accused_name="Mark Lowe", at_work=NO, anonymity=KEPT)
}
Make = Callable[..., Contact]


def of_adult(make: Make, **said: Any) -> Contact:
    return make(form=FormName.ALLEGATION, route=Route.ALLEGATION, **said)


@pytest.mark.parametrize("said", [AT_WORK, FOR_THEMSELVES], ids=["at work", "for themselves"])
def test_where_the_adult_must_not_know_the_copy_does_not_say_in_what_role_it_was_told(
    profile: Profile, contact: Make, said: dict[str, Any]
) -> None:
    page = readable(Templates(profile), of_adult(contact, **said), apart=True, named=False)
    assert "DO NOT TELL THE ADULT who wrote this" in page
    assert "Mark Lowe" in page
    assert not [one for one in (WORK, RISK, KNOWN) if one in page]


@pytest.mark.parametrize("kind", [Restricted, Identity])
def test_it_is_in_the_copies_that_are_kept_apart(
    profile: Profile, contact: Make, kind: type[Restricted | Identity]
) -> None:
    for said, labels in ((AT_WORK, (WORK, RISK)), (FOR_THEMSELVES, (WORK, KNOWN))):
        whole = of_adult(contact, **said)
        page = readable_apart(Templates(profile), whole, kind(message_id=uuid4(), reference=whole.reference))
        assert [one for one in labels if one in page] == [*labels]
        assert "Mark Lowe" not in page


@pytest.mark.parametrize("anonymity", [NAMED, ANONYMOUS])
def test_of_a_writer_who_is_named_or_whom_nobody_knows_it_stays(
    profile: Profile, contact: Make, anonymity: Coded
) -> None:
    whole = of_adult(contact, allegation=Allegation(at_work=NO, anonymity=anonymity))
    page = readable(Templates(profile), whole, apart=False, named=False)
    assert WORK in page
    assert KNOWN in page


@pytest.mark.parametrize("anonymity", [None, KEPT, ANONYMOUS])
def test_nobody_is_asked_to_keep_from_the_adult_what_the_adult_wrote(
    profile: Profile, contact: Make, anonymity: Coded | None
) -> None:
    accused = Coded(code="accused", label="The adult it is about")
    said = Allegation(accused_name="Mark Lowe", at_work=NO, anonymity=anonymity, writer=accused)
    whole = of_adult(contact, allegation=said)
    page = readable(Templates(profile), whole, apart=False, named=True)
    assert "DO NOT TELL THE ADULT" not in page
    assert accused.label in page
    part = Identity(message_id=uuid4(), reference=whole.reference)
    assert "Do not tell the adult" not in readable_apart(Templates(profile), whole, part)
