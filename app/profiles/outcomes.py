"""What a hub can decide (messages.md), and whom its word is for: two closed lists, which profiles put into words."""

from enum import StrEnum

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


def audience_of(form: FormName, route: Route) -> Audience:
    """Whom the word about a referral is for; who tells of an adult learns little, whatever form it came by."""
    if Route.ALLEGATION in (route, form.value):
        return Audience.ALLEGATION
    by_form = {FormName.PROFESSIONAL: Audience.PROFESSIONAL, FormName.FAMILY: Audience.FAMILY}
    return by_form.get(form, Audience.COMMUNITY)
