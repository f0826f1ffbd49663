"""Pages about what is known of a family (sources 000, 004; the law of data protection; the advice of 2024)."""

from typing import Final

from app.help.model import Article, Either, Link, Part, Points, Shown

MISUSED: Final = (
    "You have a right to complain to us about how your information is used. Call {main}, or put it in writing. "
    "We must tell you within 30 days that we have your complaint (section 164A of the Data Protection Act 2018)."
)
REGULATOR: Final = "You can also go to the Information Commissioner’s Office (ICO). Call {ico}."

INFORMATION: Final = Article(
    slug="information",
    title="What happens to my information?",
    parts=(
        Part(
            "",
            (
                (
                    "We write down what people tell us about a child and a family, and what is decided. Only people"
                    " who need it to help or protect a child should see it."
                ),
                "{privacy}",
                Link("/help/sharing", "Who may my information be shared with?"),
            ),
        ),
        Part(
            "Who answers for it",
            (
                Either(
                    ("{controller}", "{name} answers for what you send. The law calls it the controller.")
                ),
                Either(
                    (
                        "{data_protection_officer}",
                        "Its data protection officer sees that the law is kept. To reach them, call {main}.",
                    )
                ),
            ),
        ),
        Part(
            "What it is for, and where it comes from",
            (
                "To see whether a child needs help or must be kept safe, and to act on it. No machine decides that.",
                (
                    "It comes from whoever writes to us or calls us, and from services that know the family. We cannot "
                    "always say who told us."
                ),
                Either(
                    (
                        "{lawful_basis}",
                        (
                            "The law gives us the task to keep children safe. That is why we may use it, also where "
                            "nobody gave permission."
                        ),
                    )
                ),
            ),
        ),
        Part(
            "What you write on this website",
            (
                "Once you send it, it is sealed. Only the {hub_short} can open it.",
                "What you do not send is deleted. How long that takes is on the page about cookies.",
                Link("/help/cookies", "Cookies"),
            ),
        ),
        Part(
            "How long it is kept",
            (
                Either(
                    (
                        "{kept}",
                        (
                            "The {hub_short} keeps what you send with what else it knows of the child, for as long as "
                            "its rules say. To ask how long that is, call {main}."
                        ),
                    )
                ),
                (
                    "Once the {hub_short} has it, this website keeps only that it was sent, when, and how it stands. "
                    "It keeps that for {status_days} days after the last news of it."
                ),
            ),
        ),
        Part(
            "Your right to see it",
            (
                (
                    "You can ask what is held about you, and for a copy. It is free. You should get it within one "
                    "month. If it is a lot, it may take two months more, and you must be told."
                ),
                "You can often ask for your child. A child who understands what it means can ask too.",
                "Some things may be left out: what is about other people, or could put somebody in danger.",
                Either(("{own_information}", "To ask, call {main}. You do not need to give a reason.")),
            ),
        ),
        Part(
            "If something is wrong, or you do not want us to have it",
            (
                (
                    "Ask us to put it right, to delete it, or to stop using it. We may have to say no, where it is "
                    "needed to keep a child safe. Then we tell you why, and you can have your own view put beside "
                    "it."
                ),
            ),
        ),
        Part("If you are unhappy with how it is used", (MISUSED, REGULATOR)),
        Part(
            "The law",
            (
                (
                    "The UK GDPR and the Data Protection Act 2018, as the Data (Use and Access) Act 2025 has "
                    "changed them. Your right to a copy is in Article 15 of the UK GDPR."
                ),
                (
                    "The task in law is that of Article 6(1)(e) of the UK GDPR. For what is most private, such "
                    "as health or faith, it is Article 9(2)(g), with Schedule 1, paragraph 18 of the Act."
                ),
            ),
        ),
    ),
)

SHARING: Final = Article(
    slug="sharing",
    title="Who may my information be shared with?",
    parts=(
        Part(
            "",
            (
                (
                    "With people in other services who need it to help or protect a child. They should get only "
                    "what they need."
                ),
                "The partners of the {hub_short} are:",
                Shown.PARTNERS,
            ),
        ),
        Part(
            "The agreement between them",
            (
                (
                    "The partners have signed an information sharing agreement. It says what they may share with "
                    "each other, and what in the law allows it."
                ),
                "{agreement}",
                "To ask about it, call {main}.",
            ),
        ),
        Part(
            "Do you need my permission?",
            (
                "It is best if you know and agree, and we try for that where it is safe.",
                (
                    "If a child may be at risk of harm, people may share what they know without your permission. "
                    "The law that protects your data does not forbid it."
                ),
                Link("/help/permission", "Can it be done without my permission?"),
            ),
        ),
        Part(
            "The rules that people follow",
            (
                (
                    "In 2024 the government gave everybody who works with children seven rules for sharing. In our "
                    "words:"
                ),
                Points(
                    (
                        "To keep a child safe comes first, before keeping things private.",
                        "Tell the family what you share, with whom and why, if that is safe.",
                        (
                            "Where a child may come to harm you do not need permission, but you do need a reason in"
                            " law."
                        ),
                        "If you are unsure, ask for advice soon. Do not leave a worry without an answer.",
                        "Shield anybody who could be hurt if an abuser found out about them.",
                        (
                            "Share only what is true and to the point. Share it only with those who help, and no more "
                            "than they need."
                        ),
                        "Write down what you decided and why, even if you did not share.",
                    ),
                    steps=True,
                ),
            ),
        ),
        Part(
            "The law",
            (
                Points(
                    (
                        (
                            "The UK GDPR and the Data Protection Act 2018. Schedule 1 of the Act, paragraph 18, is "
                            "about keeping children safe."
                        ),
                        (
                            "The Children Act 2004, sections 10 and 11: services must work together for children, "
                            "and keep them safe."
                        ),
                        (
                            "The Children Act 1989, sections 17 and 47: what a council does for children in need, "
                            "and for children who may not be safe."
                        ),
                    )
                ),
            ),
        ),
    ),
)
