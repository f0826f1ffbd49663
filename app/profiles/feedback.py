"""What each audience is told of a decision: our own words, which a council may change in its profile."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, Final

from pydantic import BeforeValidator, Field

from app.profiles.outcomes import Audience, Outcome
from app.profiles.table import Table, Text
from app.profiles.words import unfilled


def _outcomes(written: object) -> object:
    """The table's keys as outcomes, so that one that does not exist is refused by its name."""
    if not isinstance(written, dict):
        return written
    unknown = sorted(set(written) - set(Outcome))
    if unknown:
        raise ValueError(f"{unknown[0]} is no outcome; there are only {', '.join(Outcome)}")
    return {Outcome(key): text for key, text in written.items()}


class Feedback(Table):
    """A council's own words; `{placeholder}` names a fact of the profile, and an empty sentence keeps ours."""

    professional: Annotated[Mapping[Outcome, Text], BeforeValidator(_outcomes)] = Field(default_factory=dict)
    family: str = ""
    community: str = ""
    allegation: str = ""

    def says(self, audience: Audience, outcome: Outcome | None) -> str:
        """What this audience is told of this outcome; empty where the council leaves it to us."""
        if audience is Audience.PROFESSIONAL:
            return self.professional.get(outcome, "") if outcome else ""
        text: str = getattr(self, audience)
        return text

    @property
    def sentences(self) -> Mapping[str, str]:
        """Every sentence by its key."""
        own = {"family": self.family, "community": self.community, "allegation": self.allegation}
        return own | {f"professional.{outcome}": text for outcome, text in self.professional.items()}

    def faults(self, facts: Mapping[str, str]) -> Iterator[str]:
        """What is wrong with each sentence that cannot be filled from these facts, its key first."""
        return unfilled(self.sentences, facts)


TO_A_PROFESSIONAL: Final[Mapping[Outcome, str]] = MappingProxyType(
    {
        Outcome.SOCIAL_CARE_ASSESSMENT: "A social worker will assess what help is needed.",
        Outcome.EARLY_HELP: "The family will be offered Early Help support.",
        Outcome.EARLY_HELP_ASSESSMENT: "An Early Help Assessment will look at what the family needs.",
        Outcome.PARTNERSHIP_SERVICE: "It was passed to a service that gives information, advice and guidance.",
        Outcome.UNIVERSAL_SERVICES: "Services that are open to every family can meet what is needed now.",
        Outcome.ALLOCATED_WORKER: "It was passed to the social worker who is already allocated.",
        Outcome.DESIGNATED_OFFICER: (
            "It was passed to the Designated Officer, who looks at concerns about adults who work with children."
        ),
        Outcome.NO_FURTHER_ACTION: (
            "The {hub_short} will take no further action. If something changes, or you are still worried, "
            "tell us again."
        ),
    }
)
NOT_SAID_HERE: Final = (
    "A decision has been made. To keep what people tell us private, we cannot say here what it is."
)
TO_OTHERS: Final[Mapping[Audience, str]] = MappingProxyType(
    {
        Audience.FAMILY: (
            "A decision has been made. If we contact you, it will be in the way you said is safe."
        ),
        Audience.COMMUNITY: NOT_SAID_HERE,
        Audience.ALLEGATION: NOT_SAID_HERE,
    }
)
"""The same whatever was decided: who else may read an answer, nobody knows.

Of an adult who works with children in the words of what a neighbour tells: whoever opens a colleague's inbox learns
nothing of two sides.
"""

WITH_AGREEMENT: Final = frozenset({Outcome.EARLY_HELP, Outcome.EARLY_HELP_ASSESSMENT})
"""Outcomes that come to nothing unless the family agrees (sources 000, 001)."""
HUB_TELLS_FAMILY: Final = WITH_AGREEMENT | {Outcome.SOCIAL_CARE_ASSESSMENT, Outcome.UNIVERSAL_SERVICES}
"""Outcomes after which the hub itself sees to it that the family is told: the leaflet's four (source 000).

What is passed on is for whoever has it then, and of nothing that is done no source says that anybody tells.
"""
