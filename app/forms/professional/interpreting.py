"""Who must not interpret: somebody whom a family or its community knows can silence a child, or lead others to them."""

from typing import Final

from app.forms.conditions import Condition, Is
from app.forms.questions import Text
from app.vocabulary import YesNo

KNOWN_TO_THEM: Final = "For example, a relative, or somebody whom the family or their community knows."


def not_to_interpret(question: str, label: str, when: Condition) -> Text:
    """The question of whom to keep out where an interpreter is needed; nobody has to answer it."""
    return Text(id=question, label=label, hint=KNOWN_TO_THEM, rows=2, when=when)


FOR_ADULT = not_to_interpret(
    "adult_not_interpreter",
    "Who must not interpret for {adult}? (optional)",
    Is("adult_interpreter", YesNo.YES),
)
