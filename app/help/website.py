"""Pages about the hub and this website: what it is, whom it may fail, and what it keeps on a device."""

from typing import Final

from app.help.model import Article, Either, Link, Part, Points, Rows, Shown

HUB: Final = Article(
    slug="what-is-the-hub",
    title="What is the {hub_short}?",
    parts=(
        Part(
            "",
            (
                (
                    "It is the {hub_name} for {area}. People from different services work there together, so that a"
                    " child who needs help is seen early."
                ),
                "{hub}",
                (
                    "Each service knows a part of a child’s life. Put together, the parts show what help is needed,"
                    " or if a child is in danger."
                ),
            ),
        ),
        Part("Who works with it", (Shown.PARTNERS,)),
        Part(
            "Who can tell it",
            (
                (
                    "Anybody: a professional, a parent, a neighbour, a friend, a child. You do not have to be sure."
                ),
            ),
        ),
        Part("When to call, and whom", (Shown.HOURS, Shown.LINES)),
    ),
)

ACCESSIBILITY: Final = Article(
    slug="accessibility",
    title="Accessibility statement",
    parts=(
        Part(
            "",
            (
                (
                    "This accessibility statement applies to the website on which you can tell the {hub_name} in "
                    "{area} about a child. {name} runs it."
                ),
                (
                    "{name} is committed to making its website accessible, in accordance with the Public Sector "
                    "Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018."
                ),
            ),
        ),
        Part(
            "What you should be able to do",
            (
                Points(
                    (
                        "make the text four times as big, without having to scroll sideways",
                        "use every page with a keyboard alone",
                        "use every page with scripts turned off",
                        "use your own colours, or a dark screen",
                        "use a screen reader",
                        "understand what is asked: we use short sentences and plain words",
                    )
                ),
            ),
        ),
        Part(
            "Feedback and contact information",
            (
                (
                    "If something here is hard for you, or you need it in another form, call {main}. You can also "
                    "tell us about the child by telephone instead."
                ),
                "{accessibility}",
                Shown.LINES,
                Link("/help/interpreting", "Interpreters, and other ways to talk to us"),
            ),
        ),
        Part(
            "Enforcement procedure",
            (
                (
                    "The Equality and Human Rights Commission (EHRC) is responsible for enforcing the Public Sector"
                    " Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018 (the "
                    "‘accessibility regulations’)."
                ),
                (
                    "If you are not happy with how we respond to your complaint, contact the Equality Advisory and "
                    "Support Service (EASS) on {equality}."
                ),
                Link("https://www.equalityadvisoryservice.com/", "Equality Advisory and Support Service"),
            ),
        ),
        Part(
            "Compliance status",
            (
                (
                    "This website is partially compliant with the Web Content Accessibility Guidelines version 2.2 "
                    "AA standard, due to the non-compliances listed below."
                ),
            ),
        ),
        Part(
            "Non-accessible content",
            (
                Either(
                    (
                        "{failings}",
                        (
                            "No person with a disability has tested this website for us yet, and nobody from "
                            "outside has looked it over. Until that is done we do not say that it complies in full."
                        ),
                    )
                ),
                "We know of these:",
                Points(
                    (
                        (
                            "You can save a copy as a PDF. In some scripts, such as Hindi and Tamil, it may be read "
                            "aloud in the wrong order. The page with the same copy is right (1.3.2, meaningful "
                            "sequence)."
                        ),
                        (
                            "A file that you or somebody else adds is passed on as it is. It may not be accessible."
                        ),
                    )
                ),
                "We claim no disproportionate burden.",
            ),
        ),
        Part(
            "Preparation of this accessibility statement",
            (
                Either(
                    (
                        (
                            "It was prepared on 25 November 2026. {name} last reviewed it on {day} {month} {year}."
                        ),
                        (
                            "It was prepared on 25 November 2026, by the people who made the website. {name} has not "
                            "reviewed it yet."
                        ),
                    )
                ),
                Either(
                    (
                        "{tested}",
                        (
                            "The people who made the website tested it themselves. A program opens every page of "
                            "every form in Chromium: empty, filled in, with errors and with very long names. It looks "
                            "at them on wide and on narrow screens, at four times the size, with letters of twice the "
                            "size, from right to left, on a dark screen, in a person’s own colours, with a keyboard "
                            "and without scripts. On each page it asks axe, which knows a part of the guidelines, and "
                            "the W3C’s checker of HTML. They listened to the forms with the screen reader Orca 43, in "
                            "Chromium, and have not tried another. What they found by 26 November 2026 is mended. "
                            "Programs find only some of what makes a page hard to use."
                        ),
                    )
                ),
            ),
        ),
    ),
)

COOKIES: Final = Article(
    slug="cookies",
    title="Cookies",
    parts=(
        Part(
            "",
            (
                (
                    "A cookie is a small file that a website keeps on your phone or computer. We use only those "
                    "without which a form would not work. So we do not have to ask you first."
                ),
                (
                    "Without them you cannot fill in a form here. Allow them for this website in the settings of "
                    "your browser, use another browser, or call us."
                ),
                (
                    "None of them counts visits or follows you, and nobody else gets them. Your answers are not in "
                    "them."
                ),
            ),
        ),
        Part(
            "Which ones",
            (
                Rows(
                    (
                        (
                            "session",
                            (
                                "Shows that a form which comes back was given to your browser. It goes when you "
                                "close the browser."
                            ),
                        ),
                        (
                            "draft-professional",
                            (
                                "The key to a form that you began at work. It goes after {draft_days} days, or when"
                                " you send the form."
                            ),
                        ),
                        (
                            "draft-family, draft-community, draft-young-person, draft-allegation",
                            (
                                "The key to what you began to write. It goes when you close the browser or send the"
                                " form. It opens nothing once you have saved nothing for {session_hours} hours, "
                                "unless you have a code."
                            ),
                        ),
                        (
                            "sent-… and the name of the form",
                            "The key to your copy of what you sent. It goes after one hour.",
                        ),
                    )
                ),
                (
                    "On a secure connection each name has ‘__Host-’ before it: a browser then gives the cookie to "
                    "this website only."
                ),
            ),
        ),
        Part(
            "How to remove them",
            (
                Points(
                    (
                        (
                            "‘Exit this page’ takes them away, apart from those of forms that are written at work."
                        ),
                        "‘Delete what I have written’, at the start of a form, deletes the answers as well.",
                        "Your browser can remove them too.",
                    )
                ),
                "The history of your browser still shows that you were here. A private window keeps none.",
            ),
        ),
    ),
)
