"""Every help page has something to say for every council, in facts that this council holds."""

from pathlib import Path
from string import Formatter

import pytest

from app.help.catalogue import ARTICLES, SHELVES
from app.help.model import Article, Either, Link, Part, Points, Shown, facts_of, named
from app.help.voice import NOT_DELAYED
from app.profiles.help import Help
from app.profiles.loading import load_profile
from app.profiles.model import Profile
from app.profiles.words import Words
from tests.sentences import of_articles

SANDSHIRE = load_profile(str(Path(__file__).parents[1] / "profiles" / "sandshire.toml"))
COUNCILS = (load_profile("northamptonshire"), load_profile("barnet"), SANDSHIRE)
KNOWN = frozenset(Words.model_fields) | set(Help.model_fields) | {"complaints_email", "consultation"}
EVERY_PAGE_ASKED_FOR = (
    *("referred", "permission", "find-out", "after-a-referral", "assessment", "step-down"),
    *("information", "sharing", "complain", "interpreting"),
    *("before-you-refer", "asked-for-information"),
    *("what-is-the-hub", "accessibility", "cookies"),
)


def words_of(parts: tuple[Part, ...]) -> list[str]:
    """Every sentence of the parts that a council can say, still with its placeholders."""
    return [text for part in parts for block in part.blocks for text in getattr(block, "texts", ())]


def test_each_question_that_families_ask_has_its_page() -> None:
    assert tuple(ARTICLES) == EVERY_PAGE_ASKED_FOR
    assert sum(len(shelf.articles) for shelf in SHELVES) == len(ARTICLES)


def test_who_complains_has_the_number_for_the_night_too_where_a_child_is_in_danger() -> None:
    assert NOT_DELAYED in ARTICLES["complain"].parts[0].blocks
    assert named(NOT_DELAYED) == {"main", "out_of_hours", "when_closed", "emergency"}


@pytest.mark.parametrize("council", COUNCILS, ids=lambda council: council.slug)
@pytest.mark.parametrize("article", ARTICLES.values(), ids=lambda article: article.slug)
def test_a_page_says_only_what_its_council_can_fill(council: Profile, article: Article) -> None:
    told = article.told(council, "en")
    assert told
    assert all(part.blocks for part in told)
    said = [text.format_map(facts_of(council, "en")) for text in words_of(told)]
    assert len(said) >= 3
    assert not [text for text in said if not text or "{" in text]


def test_before_a_referral_nobody_is_told_to_tell_the_family_where_that_could_do_harm() -> None:
    """What the form says of a worry, said beforehand: of each concern for which no page may suggest it."""
    part = next(
        part for part in ARTICLES["before-you-refer"].parts if part.title == "What the family should know"
    )
    said = " ".join(
        words_of((part,)) + [text for block in part.blocks if isinstance(block, str) for text in (block,)]
    )
    assert "Do not, if that could put anybody at more risk." in said
    named = (
        "sexual abuse",
        "used for sex",
        "trafficked",
        "between adults at home",
        "forced marriage",
        "honour",
        "FGM",
    )
    assert not [one for one in (*named, "makes a child ill") if one not in said]


def test_no_page_names_a_fact_that_no_council_can_have() -> None:
    for text in of_articles():
        unknown = named(text) - KNOWN - facts_of(SANDSHIRE, "en").keys()
        assert not unknown, (text, unknown)


def test_a_councils_own_words_come_before_ours_and_are_filled() -> None:
    said = words_of(ARTICLES["information"].told(SANDSHIRE, "en"))
    assert "To ask, write to the Data Protection Officer, Sandshire County Council." in said
    assert "To ask, call {main}. You do not need to give a reason." not in said
    ours = words_of(ARTICLES["information"].told(COUNCILS[0], "en"))
    assert "To ask, call {main}. You do not need to give a reason." in ours


@pytest.mark.parametrize("council", COUNCILS, ids=lambda council: council.slug)
@pytest.mark.parametrize(
    ("article", "asked"),
    [
        ("13(1)(a): who is responsible", "answers for what you send. The law calls it the controller"),
        ("13(1)(b): the data protection officer", "data protection officer"),
        ("13(1)(c): what for", "To see whether a child needs help"),
        ("13(1)(c): by what right", "Article 6(1)(e) of the UK GDPR"),
        ("9(2): and what is most private", "Schedule 1, paragraph 18"),
        ("13(2)(a): how long at the hub", "To ask how long"),
        ("13(2)(a): and on the website", "for {status_days} days"),
        ("13(2)(d): whom to complain to", "Information Commissioner"),
        ("13(2)(f): who decides", "No machine decides that"),
        ("14(2)(f): from where, where others wrote", "from services that know the family"),
        ("21: that they may object", "to stop using it"),
    ],
)
def test_what_becomes_of_their_words_is_told_as_the_law_asks(
    council: Profile, article: str, asked: str
) -> None:
    """Articles 13 and 14 of the UK GDPR: until now the page named no officer, no basis and no time."""
    assert asked in " ".join(words_of(ARTICLES["information"].told(council, "en"))), article


@pytest.mark.parametrize("key", ["controller", "data_protection_officer", "lawful_basis", "kept"])
def test_a_council_says_in_its_own_words_who_answers_by_what_right_and_how_long(key: str) -> None:
    own = SANDSHIRE.help["en"].model_copy(update={key: f"Our own words of {key}."})
    council = SANDSHIRE.model_copy(update={"help": {"en": own}})
    assert f"Our own words of {key}." in words_of(ARTICLES["information"].told(council, "en"))


def test_the_accessibility_statement_says_who_looked_through_it_and_when() -> None:
    def said(council: Profile) -> str:
        facts = facts_of(council, "en")
        return " ".join(words_of(ARTICLES["accessibility"].told(council, "en"))).format_map(facts)

    assert "Sandshire County Council last reviewed it on 20 November 2026." in said(SANDSHIRE)
    assert "Five people tested it for us" in said(SANDSHIRE)
    assert "A program opens every page" not in said(SANDSHIRE)
    assert "Barnet Council has not reviewed it yet." in said(load_profile("barnet"))
    assert "nobody from outside has looked it over" in said(load_profile("barnet"))


def test_a_sentence_that_cannot_be_filled_is_left_out_and_an_empty_part_with_it() -> None:
    parts = (
        Part("One", ("{nothing}", Points(("{nothing}", "Two")), Link("/", "Start"))),
        Part("Three", (Either(("{nothing}",)), "{step_down}")),
        Part("", (Shown.LINES,)),
    )
    assert Article("x", "X", parts).told(SANDSHIRE, "en") == (
        Part("One", (Points(("Two",)), Link("/", "Start"))),
        Part("", (Shown.LINES,)),
    )


def test_every_page_about_a_family_names_whom_to_call() -> None:
    for shelf in SHELVES[:3]:
        for article in shelf.articles:
            names = {name for text in of_articles(article) for _, name, _, _ in Formatter().parse(text)}
            shows = Shown.LINES in [block for part in article.parts for block in part.blocks]
            assert shows or names & {"main", "emergency"}, article.slug


def test_no_page_for_a_parent_makes_them_ask_what_their_child_said() -> None:
    """Whoever hurts a child may read it too, and look for who told."""
    shelf = next(one for one in SHELVES if one.title == "If your child has been referred")
    for article in shelf.articles:
        for said in words_of(article.parts):
            assert "told somebody" not in said
            assert "being hurt" not in said
    (who,) = (part for part in ARTICLES["referred"].parts if part.title == "Who makes a referral")
    assert not [said for said in words_of((who,)) if said.startswith("Your child")]
