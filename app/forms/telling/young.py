"""What more a young person may tell, in words of their own: each matter where they tick it, and nothing is needed."""

from typing import Final

from app.forms.conditions import All, Has, Is
from app.forms.pages import Page
from app.forms.questions import Text
from app.forms.telling import SECRET, TOLD_TO_NOBODY_YET, before, more, what_it_is_about, which_child
from app.forms.telling.children import of_each_child
from app.forms.topics.child import SEVERAL_CHILDREN
from app.forms.topics.danger import young_violence_can_wait
from app.forms.topics.violence import GRAVE_VIOLENCE, VIOLENCE, about_violence
from app.vocabulary import Concern, Violence

ABOUT: dict[str, str] = {
    Concern.PHYSICAL_ABUSE: "Being hit or hurt",
    Concern.EMOTIONAL_ABUSE: "Being shouted at, frightened or put down",
    Concern.NEGLECT: "Not enough food, warmth or care",
    Concern.SEXUAL_ABUSE: "Being touched in a sexual way, made to have sex, or asked for sexual pictures",
    Concern.SEXUAL_EXPLOITATION: "Somebody who wants something sexual for money, gifts or love",
    Concern.FORCED_MARRIAGE: "Being made to marry, or hurt for ‘shaming’ the family",
    Concern.FGM: "A girl being cut (FGM)",
    Concern.CRIMINAL_EXPLOITATION: "Being made to carry drugs, or to break the law",
    Concern.GANGS: "Gangs, knives or other weapons",
    Concern.DOMESTIC_ABUSE: "Adults at home who hurt or frighten each other",
    Concern.PARENT_ALCOHOL: "An adult’s drinking",
    Concern.PARENT_DRUGS: "An adult’s drug taking",
    Concern.PARENT_MENTAL_HEALTH: "An adult’s mental health",
    Concern.CHILD_MENTAL_HEALTH: "Feeling very low, worried or angry",
    Concern.SELF_HARM: "Self-harm, or not wanting to live",
    Concern.YOUNG_CARER: "Having to look after somebody at home",
    Concern.MISSING: "Running away",
    Concern.OTHER: "Something else",
}
TAKEN_ABROAD: Final = (
    "If somebody may soon take you or a friend abroad, call us today. At an airport, tell a police officer."
)
ABROAD: dict[str, str] = dict.fromkeys(TOLD_TO_NOBODY_YET, TAKEN_ABROAD)
SAID_BY_THE_YOUNG: dict[str, str] = {
    Violence.STRANGLED: "Somebody was choked, or held by the neck",
    Violence.THREAT_TO_KILL: "Somebody said they would kill somebody",
    Violence.CARRIES_WEAPON: "Somebody under 18 carries a knife or another weapon",
}
ME = Is("about", "me")
MATTERS = more(
    {
        "person": "Who is hurting somebody",
        "hurt": "Marks or injuries",
        "before": "How long it has gone on",
        "want": "What should happen",
        "secret": "Something that somebody must not know",
    }
)
WHAT_IT_IS_ABOUT = what_it_is_about(ABOUT, ABROAD, notice="young_helplines")
HURT_OR_THREATENED = VIOLENCE.model_copy(
    update={
        "notice": "young_helplines",
        "when": about_violence(ABOUT),
        "questions": (
            GRAVE_VIOLENCE.model_copy(
                update={
                    "hint": "Tick all that fit, even if it was long ago. You do not have to say.",
                    "options": {**GRAVE_VIOLENCE.options, **SAID_BY_THE_YOUNG},
                }
            ),
        ),
        "warnings": (young_violence_can_wait,),
    }
)
"""Nobody asks a child here whom they hurt themselves."""
WHO_HURTS = Page(
    slug="who-hurts-somebody",
    title="Who is hurting you, or somebody else?",
    when=Has("more", "person"),
    questions=(
        Text(
            id="other_person",
            label="Who is it, and when will you or your friend next see them? (optional)",
            hint="If you only know a name that they use online, write that, and where.",
            rows=3,
        ),
    ),
)
MEDICAL = Text(id="medical", label="Has a doctor or nurse seen it? (optional)", width="20")
MY_MARKS = Page(
    slug="marks",
    title="Have you been hurt?",
    when=All((ME, Has("more", "hurt"))),
    questions=(
        Text(id="injury", label="What marks or injuries do you have? (optional)", rows=2),
        MEDICAL,
    ),
)
THEIR_MARKS = of_each_child(
    Page(
        slug="hurt",
        title="Has {child} been hurt?",
        when=Has("more", "hurt"),
        questions=(
            Text(id="injury", label="What marks or injuries does {child} have? (optional)", rows=2),
            MEDICAL,
        ),
    )
).model_copy(update={"title": "More about each of them", "unnamed": "this person"})
MUST_NOT_KNOW = SECRET.model_copy(
    update={
        "title": "Is there something that somebody must not know?",
        "questions": tuple(
            question.model_copy(
                update={
                    "label": "What is it, and who must not know it? (optional)",
                    "hint": "Only a few people can read this.",
                }
            )
            for question in SECRET.questions
        ),
    }
)
BEFORE = before("Did you tell anybody before, and what happened? (optional)")
WANTED = Page(
    slug="what-you-want",
    title="What would you like to happen?",
    when=Has("more", "want"),
    questions=(Text(id="help_wanted", label="What would you like to happen? (optional)", rows=3),),
)
WHICH_FRIEND = which_child(ABOUT, {matter: Has("concerns", matter) for matter in ABOUT}).model_copy(
    update={"when": SEVERAL_CHILDREN, "insets": ()}
)
"""Nobody is asked here whether a friend is born."""
YOUNG_STEPS = (
    *(WHAT_IT_IS_ABOUT, WHICH_FRIEND, HURT_OR_THREATENED, MATTERS, WHO_HURTS),
    *(MY_MARKS, THEIR_MARKS, BEFORE, WANTED, MUST_NOT_KNOW),
)
