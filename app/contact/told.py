"""What was chosen or is not known, in the hub's voice: a form speaks with its writer, and the hub reads of them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

TOLD: Final[Mapping[str, str]] = MappingProxyType(
    {
        "I do not know": "Not known",
        "I am not sure": "Not sure",
        "A service open to everyone, or my own agency, can meet the need": (
            "A service open to everyone, or the referrer’s own agency, can meet the need"
        ),
        "I know the date of birth": "Date of birth known",
        "I know the age, or can guess it": "Age known or guessed",
        "One that I can name": "A named setting",
        "None of these, as far as I know": "None of these, as far as the referrer knows",
        "It does not apply to me": "Does not apply to the referrer",
        "I am the safeguarding lead": "Is the safeguarding lead",
        "I can only guess the age": "Age estimated",
        "I am not sure: go on with them as a child": "The writer is not sure, and went on with them as a child",
        "At an address I can give": "At this address",
        "Where I said before": "Where the writer said of all the children",
        "Somewhere else, at an address I can give": "Somewhere else, at this address",
        "The police or a social worker asked me not to": (
            "The police or a social worker asked the referrer not to"
        ),
        "I am not sure that it is safe": "The referrer is not sure that it is safe",
        "What I have written is true to the best of my knowledge": (
            "What is written is true to the best of the referrer’s knowledge"
        ),
        "You, or another parent or carer": "A parent or carer",
        "Yes, I will say how": "Yes",
        "No, I want to stay anonymous": "No: wants to stay anonymous",
        "Give a safe way to reach me": "Gives a safe way to be reached",
        "I would rather not say": "The writer prefers not to say",
        "No, say nothing about us": "No: the hub must not be named",
        "Nothing: I want to stay anonymous": "Nothing: wants to stay anonymous",
        "My name, but do not tell the family": "The name, but the family must not be told",
        "My name": "The name",
        "No, I am telling you for myself": "No",
        "My name, but do not tell the adult": "The name, but the adult must not be told",
        "It happened to me": "The person it happened to",
        "I am the adult it is about": "The adult it is about",
        "Me": "The child who writes",
        "A girl": "Female",
        "A boy": "Male",
        "Yes, but do not tell my family, or a friend’s family": (
            "Who they are, but neither their own family nor a friend’s must be told"
        ),
        "No, I do not want you to know who I am": "Nothing: wants to stay anonymous",
        "Yes, I will say who I am": "Who they are",
    }
)
"""For each option that is worded as a form says it, what the hub is told; any other is told as it stands."""


UNKNOWN: Final = "Not known"
NOT_ASKED: Final = "Not asked"
NONE_KNOWN: Final = "None that the writer knows of"
UNKNOWN_OR_NONE: Final = "Not known, or none"
UNKNOWN_TOLD: Final[Mapping[str, str]] = MappingProxyType(
    {"child_views": NOT_ASKED, "parent_views": NOT_ASKED, "earlier": NONE_KNOWN}
    | dict.fromkeys(("last_name", "adult_last_name"), UNKNOWN_OR_NONE)
)
"""What the hub is told in place of 'Not known', for each question that offers something else to say."""


def told(label: str) -> str:
    """What the hub is told of a chosen option that has this label."""
    return TOLD.get(label, label)


def unknown_told(question: str) -> str:
    """What the hub is told where a question's `not_known` was chosen."""
    return UNKNOWN_TOLD.get(question, UNKNOWN)
