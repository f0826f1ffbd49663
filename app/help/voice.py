"""Pages about being heard: complaints, interpreters and other ways to talk (sources 000, 002, 003, 004)."""

from typing import Final

from app.help.information import MISUSED, REGULATOR
from app.help.model import Article, Either, Part, Points, Shown

NOT_DELAYED: Final = (
    "If a child is in danger, do not wait for an answer to a complaint. Call {main}, or {out_of_hours} {when_closed}. "
    "In an emergency, call {emergency}."
)

COMPLAIN: Final = Article(
    slug="complain",
    title="How to complain",
    parts=(
        Part(
            "",
            (
                "If you are unhappy with us, please say so. You will not get less help because of it.",
                NOT_DELAYED,
            ),
        ),
        Part("About a referral of your family", ("{complaint_family}",)),
        Part(
            "About something that you sent us",
            (
                Either(
                    (
                        "{complaint_referrer}",
                        (
                            "Tell the {hub_short} first on {main}. If you are still unhappy, call {complaints_who} "
                            "on {complaints_number}."
                        ),
                    )
                ),
            ),
        ),
        Part("About how your information was used", (MISUSED, REGULATOR)),
        Part(
            "If you are still unhappy at the end",
            (
                (
                    "Once you have had our last answer, you can ask the Local Government and Social Care Ombudsman "
                    "to look at it. It is free, and they do not take sides. Call {ombudsman}."
                ),
            ),
        ),
        Part(
            "If you are under 18",
            (
                (
                    "You can complain yourself. Ask us for an advocate: somebody on your side, who helps you to say"
                    " what you want. You can also talk to Childline on {childline}."
                ),
            ),
        ),
    ),
)

INTERPRETING: Final = Article(
    slug="interpreting",
    title="Interpreters, and other ways to talk to us",
    parts=(
        Part(
            "",
            (
                "{interpreting}",
                "You do not have to speak English to be heard. Tell us which language is yours.",
            ),
        ),
        Part(
            "How to ask",
            (
                Points(
                    (
                        "When you call {main}, say the name of your language in English.",
                        "In a form, answer the question about an interpreter or a signer.",
                        "If somebody has come to see you, ask them to stop until there is an interpreter.",
                    )
                ),
                "A child should not have to interpret for you.",
                Shown.INTERPRETERS,
            ),
        ),
        Part(
            "If you are deaf, or find it hard to speak",
            (
                Points(
                    (
                        "Relay UK: put 18001 before our number. Somebody types and speaks for you.",
                        "In an emergency, British Sign Language: 999bsl.co.uk, or its app.",
                        (
                            "In an emergency by text: send the word ‘register’ to {emergency} now, so that you can "
                            "text {emergency} when you need it."
                        ),
                    )
                ),
            ),
        ),
        Part(
            "If you cannot speak because somebody may hear you",
            (
                (
                    "On a mobile call {emergency}, listen, and press 55 when you are asked to. Then stay on the "
                    "line."
                ),
            ),
        ),
    ),
)
