"""Pages for people at work: before they refer, and when the hub asks them (sources 000, 001, 003 and 004)."""

from typing import Final

from app.help.model import Article, Link, Part, Points, Shown

BEFORE: Final = Article(
    slug="before-you-refer",
    title="What do I do before I refer a child?",
    parts=(
        Part(
            "",
            (
                (
                    "If a child is in danger now, call {emergency}. If it cannot wait, call {main}, or "
                    "{out_of_hours} {when_closed}. Do not write first."
                ),
            ),
        ),
        Part(
            "Who can help",
            (
                "{own_agency_first}",
                (
                    "If the family needs some more help, talk to them first. An Early Help Assessment shows what would "
                    "help, and who can give it."
                ),
                "To see how great the need is, look in the {guidance}.",
                Shown.CONSULTATION,
            ),
        ),
        Part(
            "What the family should know",
            (
                (
                    "Tell the family that you will refer, and ask if they agree. Do not, if that could put anybody at "
                    "more risk."
                ),
                "Tell nobody yet, and talk to us first, if you fear:",
                Points(
                    (
                        "sexual abuse, or that a child is used for sex or trafficked",
                        "violence or fear between adults at home",
                        "forced marriage, abuse in the name of honour, or female genital mutilation (FGM)",
                        "abuse linked to faith or belief",
                        "that somebody makes a child ill, or makes an illness up",
                    )
                ),
            ),
        ),
        Part(
            "If they do not agree, or do not know",
            (
                "Early Help and other support begin only if the family agrees.",
                (
                    "A child who may be at risk of harm can be referred without that. The form asks why you go ahead. "
                    "If the family does not know, it asks what you saw or heard that points to harm. Without that, we "
                    "may not be able to take it."
                ),
                Link("/help/sharing", "Who may my information be shared with?"),
            ),
        ),
        Part("If you have called us", ("{after_call}",)),
        Part(
            "What comes back to you",
            (
                "You get a reference at once, on the page and by email.",
                "{outcome_told}",
                Link("/professional", "Tell us about a child as a professional"),
            ),
        ),
    ),
)

ASKED: Final = Article(
    slug="asked-for-information",
    title="What do I do if the {hub_short} asks me about a family?",
    parts=(
        Part(
            "",
            (
                (
                    "When the {hub_short} looks at a worry about a child, it asks people who know the family through "
                    "their work. You may be asked even if you sent nothing."
                ),
                "If you are not sure that a request comes from us, call {main} before you answer.",
            ),
        ),
        Part(
            "When to answer",
            (
                (
                    "At once if you can, and within the time that the request gives. The greater the risk, the less "
                    "time there is."
                ),
                "If you cannot, call {main} and say what you know so far.",
                (
                    "If you know of something that cannot wait, do not write. Call {main}, or {out_of_hours} "
                    "{when_closed}. In an emergency, call {emergency}."
                ),
            ),
        ),
        Part(
            "What to say",
            (
                Points(
                    (
                        "what goes well in the family, and who helps",
                        "what worries you about the child: neglect, say, or how they feel or behave",
                        "what you know of violence, drink, drugs or poor mental health at home",
                        "if the family takes up help, and keeps to what was arranged",
                    )
                ),
                "Keep what you saw or heard apart from what you think. Say so if you know nothing.",
            ),
        ),
        Part(
            "What the family knows",
            (
                (
                    "The request should say if the family has agreed. They should know what you hold about them. Do "
                    "not tell them of the request before you have asked us: it may not be safe."
                ),
                (
                    "If a child may be at risk of harm, you can share what is needed without their permission. If you "
                    "are not sure what the law allows, ask us, or whoever looks after data protection where you work. "
                    "Do not leave it without an answer."
                ),
                Link("/help/sharing", "Who may my information be shared with?"),
            ),
        ),
        Part(
            "What others must not see",
            (
                (
                    "Tell us all the same, and say who must not see it and why: the address of a refuge, say, or "
                    "what only the police may know. It can be kept apart, where few people can open it."
                ),
            ),
        ),
        Part(
            "How to send it",
            ("Use the secure way that the request names. Do not send it by normal email.",),
        ),
        Part(
            "Afterwards",
            (
                (
                    "We may ask you to help tell the child or the family what was decided, because you know them. "
                    "Agree with us first what is said, and when."
                ),
            ),
        ),
    ),
)
