"""The sentences that councils word differently, one table for each language."""

from collections.abc import Mapping
from string import Formatter
from typing import Self

from app.profiles.table import Table, Text
from app.vocabulary import FormName, Route


class Words(Table):
    """Plain sentences; `{placeholder}` names a fact of the profile. An empty one is not shown."""

    who_reads: Text
    recorded_and_shared: Text
    privacy: Text
    urgent_call: Text
    after_call: Text
    own_agency_first: Text
    talk_it_over: str = ""
    already_known: str = ""
    early_help_service: Text
    below_threshold: Text
    next_professional: Text
    next_family: Text
    next_community: Text
    next_allegation: Text
    outcome_told: Text
    anonymous: str = ""
    interpreting: str = ""
    complaint_family: Text
    complaint_referrer: str = ""

    def next_after(self, form: FormName, route: Route) -> str:
        """What happens next to what was sent by this form, on this route."""
        if route is Route.ALLEGATION:
            return self.next_allegation
        by_form = {
            FormName.PROFESSIONAL: self.next_professional,
            FormName.FAMILY: self.next_family,
            FormName.COMMUNITY: self.next_community,
        }
        return by_form[form]

    def filled(self, facts: Mapping[str, str]) -> Self:
        """The same words with every placeholder replaced.

        Raises:
            ValueError: naming the sentence, when it asks for a fact that the profile does not have.
        """
        sentences = {key: value for key, value in self if isinstance(value, str)}
        return self.model_copy(update={key: _fill(key, text, facts) for key, text in sentences.items()})


def _fill(key: str, text: str, facts: Mapping[str, str]) -> str:
    try:
        asked = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        raise ValueError(f"{key} has a curly bracket that does not close") from None
    unknown = sorted(asked - facts.keys())
    if unknown:
        raise ValueError(f"{key} asks for {{{unknown[0]}}}, and there are only {', '.join(sorted(facts))}")
    return text.format_map(facts)
