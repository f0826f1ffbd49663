"""Pages about what a social worker does with a family, and how it ends (source 002; Working Together)."""

from typing import Final

from app.help.model import Article, Part, Points, Shown

ASSESSMENT: Final = Article(
    slug="assessment",
    title="What is a Child and Family Assessment?",
    parts=(
        Part(
            "",
            (
                (
                    "A social worker gets to know your child and your family. Together you work out what help you "
                    "need, and who can best give it."
                ),
                "{assessment}",
            ),
        ),
        Part(
            "What the social worker does",
            (
                Points(
                    (
                        "They meet you, often more than once.",
                        "They see your child, and listen to what your child thinks and feels.",
                        "They ask what goes well, and not only what is hard.",
                        (
                            "They talk to people who know your child, such as a teacher. They should ask you first,"
                            " unless a child may not be safe."
                        ),
                    )
                ),
            ),
        ),
        Part(
            "How long it takes",
            (
                (
                    "National guidance says that it should take at most 45 working days from the day of the "
                    "referral. Many need less. Your social worker can tell you what to expect."
                ),
            ),
        ),
        Part(
            "What you can do",
            (
                Points(
                    (
                        "Say what matters to you, and what would help.",
                        (
                            "Tell the social worker about your faith, your culture and your language, if they "
                            "matter to you."
                        ),
                        "Ask for an interpreter, or for somebody to be with you.",
                        ("You should be given what is written. If you need it in another language, ask."),
                        (
                            "If you think that something in it is wrong, say so. Ask for your own view to be kept "
                            "with it."
                        ),
                    )
                ),
            ),
        ),
        Part(
            "What comes after it",
            (
                Points(
                    (
                        "No more help is needed.",
                        "You are offered Early Help.",
                        "You agree on a plan for a child in need (section 17 of the Children Act 1989).",
                        "If a child may not be safe, the council finds out more (section 47 of that Act).",
                    )
                ),
            ),
        ),
        Part(
            "If you have a question",
            ("Ask your social worker. If you do not know who that is, call {main}.",),
        ),
    ),
)

STEP_DOWN: Final = Article(
    slug="step-down",
    title="What is step-down?",
    parts=(
        Part(
            "",
            (
                (
                    "Step-down is when your family no longer needs a social worker. You may want other help to go "
                    "on, or none."
                ),
                "{step_down}",
            ),
        ),
        Part(
            "How it is planned",
            (
                Points(
                    (
                        "You, your children and the social worker plan it together, in good time.",
                        "What you think counts, and so does what your children think.",
                        "You say what help you would like to keep.",
                    )
                ),
            ),
        ),
        Part(
            "Who helps you then",
            (
                (
                    "If you want help to go on, you choose one person with the social worker. That person is called"
                    " a lead professional. It could be a teacher, a health visitor, your doctor or a family worker."
                ),
                (
                    "It should be somebody whom you trust. You all meet, so that the new person knows what you "
                    "want."
                ),
                "The social worker should ask you before they pass on what they know about your family.",
            ),
        ),
        Part(
            "How it ends",
            ("The social worker comes less often, and then writes to you that their work with you is over.",),
        ),
        Part(
            "If you are worried about it",
            (
                (
                    "Tell your social worker. If things get worse later, ask again: call {main}, or use this "
                    "website."
                ),
                Shown.LINES,
            ),
        ),
    ),
)
