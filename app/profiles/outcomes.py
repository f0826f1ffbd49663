"""What a hub can decide (messages.md), and whom its word is for: two closed lists, which profiles put into words."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from app.vocabulary import FormName, Route


class Outcome(StrEnum):
    """What was decided."""

    SOCIAL_CARE_ASSESSMENT = "social-care-assessment"
    EARLY_HELP = "early-help"
    EARLY_HELP_ASSESSMENT = "early-help-assessment"
    PARTNERSHIP_SERVICE = "partnership-service"
    UNIVERSAL_SERVICES = "universal-services"
    ALLOCATED_WORKER = "allocated-worker"
    DESIGNATED_OFFICER = "designated-officer"
    NO_FURTHER_ACTION = "no-further-action"


class Audience(StrEnum):
    """Who may be told what (the table of messages.md)."""

    PROFESSIONAL = "professional"
    FAMILY = "family"
    COMMUNITY = "community"
    ALLEGATION = "allegation"


_BY_FORM: Final[Mapping[str, Audience]] = {
    FormName.PROFESSIONAL: Audience.PROFESSIONAL,
    FormName.FAMILY: Audience.FAMILY,
}


def audience_of(form: str, route: str) -> Audience:
    """Whom the word about a referral is for; who tells of an adult learns little, whatever form it came by.

    While processes are renewed one by one, one may not know form or route: it tells what everybody may know.
    """
    if Route.ALLEGATION in {route, form}:
        return Audience.ALLEGATION
    return _BY_FORM.get(form, Audience.COMMUNITY) if is_known(form, route) else Audience.COMMUNITY


def is_known(form: str, route: str) -> bool:
    """Whether this release has words for what came by this form, on this route; a newer one may have written it."""
    return form in set(FormName) and route in set(Route)
