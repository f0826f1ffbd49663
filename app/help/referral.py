"""Pages for a parent who has been referred (sources 000, 002, 004; Children Act 1989; Working Together)."""

from typing import Final

from app.help.model import Article, Link, Part, Points

REFERRED: Final = Article(
    slug="referred",
    title="Why has my child been referred?",
    parts=(
        Part(
            "",
            (
                (
                    "A referral means that somebody told the {hub_short} that a child may need help, or may not be "
                    "safe."
                ),
                (
                    "It does not mean that you have done something wrong. It does not decide anything about your "
                    "family."
                ),
            ),
        ),
        Part(
            "Who makes a referral",
            (
                Points(
                    (
                        "You may have asked for help yourself.",
                        (
                            "Somebody who knows your child or your family may think that you need support, or may be "
                            "worried. It could be a teacher, a health visitor, a relative, a friend or a neighbour."
                        ),
                        "The police may have met your child, or somebody in your family.",
                    )
                ),
                (
                    "We cannot always tell you who it was. Some people ask us not to, and for some it would not be "
                    "safe."
                ),
            ),
        ),
        Part(
            "What you can do now",
            (
                Points(
                    (
                        "Call the {hub_short} on {main} and ask.",
                        "Tell us how you see it: what is hard, what goes well, and what would help.",
                        "Tell us if you need an interpreter.",
                    )
                ),
            ),
        ),
    ),
)

PERMISSION: Final = Article(
    slug="permission",
    title="Can it be done without my permission?",
    parts=(
        Part("", ("Sometimes. It depends on why your child is referred.",)),
        Part(
            "To get help for your family",
            (
                "Whoever wants to refer you for help should ask you first. You can say no.",
                "Early Help begins only if you agree to it.",
            ),
        ),
        Part(
            "To keep a child safe",
            (
                (
                    "If somebody thinks that a child has been badly harmed, or soon could be, they may tell us "
                    "without your permission."
                ),
                (
                    "They should still let you know first. They will not if that could put a child in more danger."
                ),
            ),
        ),
        Part(
            "What the law says",
            (
                Points(
                    (
                        (
                            "Section 17 of the Children Act 1989 is about help for children in need. It is there "
                            "for families to take up, and you can turn it down."
                        ),
                        (
                            "Section 47 of the same Act is about children who may not be safe. A council that has "
                            "good reason to think that a child suffers significant harm, or is likely to, must find"
                            " out more. It does not need your permission for that."
                        ),
                    )
                ),
            ),
        ),
        Part(
            "If you do not agree",
            ("Tell us on {main}, and say why.", Link("/help/complain", "How to complain")),
        ),
    ),
)

FIND_OUT: Final = Article(
    slug="find-out",
    title="How do I find out about it?",
    parts=(
        Part(
            "",
            (
                (
                    "Most of the time somebody will get in touch with you. It is the {hub_short}, or the service "
                    "that now looks after your referral."
                ),
                "{told}",
            ),
        ),
        Part(
            "If you want to ask",
            (
                (
                    "Call the {hub_short} on {main}. We will ask who you are first, so that nobody else can find "
                    "out."
                ),
                "If your child has a social worker, you can ask them.",
            ),
        ),
        Part(
            "If you sent us something here",
            (
                "You can look at any time. You need your reference and your status code.",
                Link("/status", "See what has happened to something you sent"),
            ),
        ),
        Part(
            "If we cannot tell you yet",
            (
                (
                    "Sometimes we have to wait, because telling you could put a child or another person in danger."
                ),
            ),
        ),
        Part(
            "If you want to see what is written about you",
            (Link("/help/information", "What happens to my information?"),),
        ),
    ),
)

AFTER: Final = Article(
    slug="after-a-referral",
    title="What happens after a referral?",
    parts=(
        Part(
            "",
            (
                Points(
                    (
                        "We see if the child has a social worker already. If so, that person hears of it.",
                        (
                            "We ask other services what they know that matters, such as the school or the doctor. "
                            "We may call the family too, to hear how they see it."
                        ),
                        "A senior social worker or a manager decides what to do next.",
                        "We let the family know, unless that could put a child in danger.",
                    ),
                    steps=True,
                ),
                "{decides}",
                (
                    "There is national guidance, called Working Together to Safeguard Children. It gives a social "
                    "worker one working day to choose the next step. To find out more can take longer."
                ),
            ),
        ),
        Part(
            "What can be decided",
            (
                Points(
                    (
                        (
                            "A social worker looks with the family at what they need. This is a Child and Family "
                            "Assessment."
                        ),
                        "The family is offered Early Help. It is support, and begins only if they agree.",
                        "An Early Help Assessment looks at what else the child needs, if they agree.",
                        "Places that every family can use, such as the school or the doctor, are enough.",
                        "Nothing more is needed.",
                    )
                ),
                "{below_threshold}",
                Link("/help/assessment", "What is a Child and Family Assessment?"),
            ),
        ),
        Part(
            "If a child may be in danger",
            (
                (
                    "Social workers and the police may have to act at once. They must find out if the child is safe "
                    "(section 47 of the Children Act 1989). They should explain to the family what they do and why."
                ),
            ),
        ),
        Part(
            "If you want to know more",
            (
                "Call the {hub_short} on {main}.",
                Link("/help/find-out", "How do I find out about it?"),
            ),
        ),
    ),
)
