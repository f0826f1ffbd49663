"""Who is with the children tonight, said of all of them at once where they are together."""

from app.forms.conditions import All, Condition, Facts, Is
from app.forms.kinds.asked import Spread
from app.forms.pages import Derived, Page
from app.forms.questions import Text
from app.forms.topics.child import BORN, DO_NOT_KNOW
from app.vocabulary import YesNo

WITH_ALL = Text(
    id="tonight_of_all",
    label="Who is with all the children tonight? (optional)",
    unknown=DO_NOT_KNOW,
    width="20",
    spread=Spread(group="children", question="tonight"),
)


def all_tonight(title: str, when: Condition, *questions: Text) -> Page:
    """Asked before who is with each child. Written down for each, and gone then: a child added later is asked about."""
    return Page(
        slug="all-tonight",
        title=title,
        lede="If they are not all with the same person, leave this blank. The next page asks about each child.",
        when=All((when, Is("tonight_at_once", YesNo.YES))),
        questions=questions,
    )


def at_once(*questions: str) -> Derived:
    """Whether several children are born, and none of these questions was answered of any of them yet."""

    def unsaid_of_several(facts: Facts) -> YesNo:
        """Nobody is asked."""
        born = [child for child in facts.items("children") if BORN.holds(child)]
        said = any(child.get(question) is not None for child in born for question in questions)
        return YesNo.YES if len(born) > 1 and not said else YesNo.NO

    return Derived(id="tonight_at_once", function=unsaid_of_several, values=tuple(YesNo))
