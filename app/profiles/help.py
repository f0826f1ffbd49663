"""What a council says of its own ways on the help pages, one table for each language."""

from collections.abc import Iterator, Mapping

from app.profiles.table import Table
from app.profiles.words import unfilled


class Help(Table):
    """Plain sentences beside ours; `{placeholder}` names a fact of the profile, and an empty one is not shown."""

    hub: str = ""
    """Who works in it, where, and what it does not do."""
    decides: str = ""
    """Who decides on a referral, and how."""
    told: str = ""
    """How a family hears of it."""
    assessment: str = ""
    step_down: str = ""
    own_information: str = ""
    """Whom to ask for a copy of what is held; takes the place of our sentence."""
    controller: str = ""
    """Who answers for the data, where that is not the council alone. This and the next three take the place of ours."""
    data_protection_officer: str = ""
    """How to reach them."""
    lawful_basis: str = ""
    """By what right the data is used, in plain words."""
    kept: str = ""
    """How long the hub keeps it."""
    agreement: str = ""
    """Of the information sharing agreement."""
    accessibility: str = ""
    """Whom to tell of what is hard to use, other than by the main number."""
    failings: str = ""
    """What is not accessible, and why; takes the place of our sentence that nobody from outside has looked."""
    tested: str = ""
    """Who tested the website, when and how; takes the place of ours."""

    @property
    def sentences(self) -> Mapping[str, str]:
        """Every sentence by its key."""
        return {key: value for key, value in self if isinstance(value, str)}

    def faults(self, facts: Mapping[str, str]) -> Iterator[str]:
        """What is wrong with each sentence that cannot be filled from these facts, its key first."""
        return unfilled(self.sentences, facts)
