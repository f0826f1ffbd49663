"""A page for somebody at work whom the hub asks what they know of a family (sources 000, 004; the advice of 2024)."""

from typing import Final

from app.help.model import Article, Link, Part, Points

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
                    "If you know of something that cannot wait, do not write. Call {main}, or {out_of_hours} in the "
                    "evening, at night or at the weekend. In an emergency, call {emergency}."
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
