"""The sentences that councils word differently, one table for each language."""

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Annotated, Self

from app.profiles.table import Table, Text, shaped
from app.vocabulary import FormName, Route


class Words(Table):
    """Plain sentences; `{placeholder}` names a fact of the profile. An empty one is not shown."""

    who_reads: Text
    recorded_and_shared: Text
    privacy: Text
    after_call: Text
    own_agency_first: Text
    urgent_call: str = ""
    talk_it_over: str = ""
    already_known: str = ""
    early_help_service: Annotated[Text, shaped(r"[^{}]*", "must be a name, without a {placeholder}")]
    below_threshold: Text
    next_professional: Text
    next_family: Text
    next_community: Text
    next_young_person: Text
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
            FormName.YOUNG_PERSON: self.next_young_person,
        }
        return by_form[form]

    def faults(self, facts: Mapping[str, str]) -> Iterator[str]:
        """What is wrong with each sentence that cannot be filled from these facts, its key first."""
        return unfilled(self.sentences, facts)

    def filled(self, facts: Mapping[str, str]) -> Self:
        """The same words with every placeholder replaced."""
        return self.model_copy(update={key: text.format_map(facts) for key, text in self.sentences.items()})

    @property
    def sentences(self) -> Mapping[str, str]:
        """Every sentence by its key."""
        return {key: value for key, value in self if isinstance(value, str)}


def unfilled(sentences: Mapping[str, str], facts: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with each of these sentences that cannot be filled from these facts, its key first."""
    for key, text in sentences.items():
        try:
            unknown = {name for _, name, _, _ in Formatter().parse(text) if name is not None} - facts.keys()
        except ValueError:
            yield f"{key}: has a curly bracket that does not close"
        else:
            known = ", ".join(sorted(facts))
            yield from (f"{key}: asks for {{{name}}}, and there are only {known}" for name in sorted(unknown))
