"""Every form of one council, by name."""

from collections.abc import Mapping

from app.forms import allegation, community, family, professional, young_person
from app.forms.pages import Form
from app.forms.topics.suggesting import suggesting
from app.profiles.model import Profile
from app.vocabulary import FormName


def forms(council: Profile) -> Mapping[str, Form]:
    """The forms of a council, each built once."""
    built = {
        FormName.PROFESSIONAL: professional.form(council),
        FormName.FAMILY: family.form(council),
        FormName.COMMUNITY: community.form(council),
        FormName.YOUNG_PERSON: young_person.form(council),
        FormName.ALLEGATION: allegation.form(council),
    }
    return {name: suggesting(form, council) for name, form in built.items()}
