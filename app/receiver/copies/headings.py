"""What heads a copy and each part of it, and what each question is called at the hub."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from app.contact.model import Contact
from app.contact.sealed import Identity, Restricted
from app.vocabulary import FormName, Route

ABOUT_AN_ADULT: Final = "Concern about an adult who works with children"

TITLES: Final[Mapping[FormName, str]] = MappingProxyType(
    {
        FormName.PROFESSIONAL: "Contact from a professional",
        FormName.FAMILY: "Contact from a parent or carer",
        FormName.COMMUNITY: "Contact from somebody in the community",
        FormName.YOUNG_PERSON: "Contact from a young person",
        FormName.ALLEGATION: ABOUT_AN_ADULT,
    }
)
TEAMS: Final[Mapping[Route, str]] = MappingProxyType(
    {
        Route.SAFEGUARDING: "Safeguarding",
        Route.EARLY_HELP: "Early Help",
        Route.COMMUNITY: "Community",
        Route.FAMILY: "Family",
        Route.ALLEGATION: "Designated Officer",
    }
)
HEADS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "referrer": "Who to call: the referrer",
        "parent": "Who to call: the parent or carer who writes",
        "reach": "Who to call: how to reach the parent or carer",
        "unmet": "Still to be asked",
    }
)
"""Parts with another heading here than in the schema."""


def _labels() -> Iterator[tuple[str, str]]:
    for model in (Contact, Restricted, Identity):
        schema = model.model_json_schema()
        for part in (schema, *schema.get("$defs", {}).values()):
            yield from ((name, field["title"]) for name, field in part.get("properties", {}).items())


LABELS: Final[Mapping[str, str]] = MappingProxyType(dict(_labels()))
"""What each question is called here."""
