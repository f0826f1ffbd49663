"""Words in a story that may tell who wrote it; a warning, and never more, while the writer means to stay unknown."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from app.forms.conditions import Facts, Is, Not, one_of
from app.forms.insets import Inset
from app.forms.kinds.asked import Problem, Rule
from app.vocabulary import Anonymity

MOST_NAMED: Final = 3
"""Words that one warning repeats; more would not be read."""

GIVES_AWAY: Final = "Leave this blank if it would give you away."
APART_TOO: Final = "We keep what you say here away from the rest too."

OF_OURS: Final = (
    r"(?:mum|mam|mom|mother|dad|father|son|daughter|child|children|kids?|boy|girl|baby|twins?|brother|sister"
    r"|cousin|niece|nephew|aunt|auntie|uncle|nan|gran|granny|grandma|grandad|grandmother|grandfather"
    r"|grandson|granddaughter|grandchild|grandchildren|husband|wife|partner|boyfriend|girlfriend|ex"
    r"|friend|mate|neighbours?|house|home|flat|garden|fence|window|wall|door|bedroom|kitchen|balcony|landing"
    r"|street|road|close|building|block|estate|class|classroom|pupils?|school|nursery|club|team|church|mosque"
    r"|temple|shop|office|job|car|dog|name|number|phone|mobile|address|email)"
)
SUCH: Final = (
    r"(?:own|eldest|oldest|older|youngest|younger|little|big|best|front|back|old|upstairs|downstairs"
    r"|next[ -]door)"
)
BESIDE_US: Final = (
    r"(?:family|couple|people|neighbours?|house|flat|man|woman|lady|boy|girl|child|children|kids?|baby|toddler"
    r"|lives?|lived|living)"
)
BESIDE: Final = r"(?:next door to|opposite|above|below|(?:across|over) the (?:road|street) from)"


class Trace(NamedTuple):
    """Words that may tell of whoever writes them."""

    holds: tuple[str, ...]
    """In small letters: it is never without one of these. To look for them first takes a tenth of the time."""
    pattern: re.Pattern[str]


def _trace(pattern: str, *holds: str) -> Trace:
    return Trace(holds, re.compile(pattern, re.IGNORECASE))


TRACES: Final = (
    _trace(rf"\b(?:my|our) (?:{SUCH} )?{OF_OURS}\b", "my ", "our "),
    _trace(rf"\b{BESIDE} (?:us|me|mine|ours)\b", " us", " me", " mine", " ours"),
    _trace(r"\bliv(?:es?|ed|ing) (?:near|by|behind|beside|under|over) (?:us|me)\b", "liv"),
    _trace(
        r"\b(?:I|we) lived? (?:at|on|in(?! fear)|near|by|next|opposite|above|below|across|behind|over)\b",
        *("i live", "we live"),
    ),
    _trace(rf"\b{BESIDE_US} next[ -]door\b(?! to\b)", "next door", "next-door"),
    _trace(
        r"\b(?:hear|hears|heard|hearing)\b[^.!?\n]{0,40} through the (?:walls?|floor|ceiling)\b",
        "through the ",
    ),
    _trace(
        rf"\bI(?: am|[’']m) (?:his|her|their) (?:{SUCH} )?(?:{OF_OURS}|teacher|coach|nurse|doctor|childminder)\b",
        *("i am ", "i’m ", "i'm "),
    ),
    _trace(
        r"\bI (?:work (?:at|for|in|with)|teach|babysit|childmind|look after (?:him|her|them))\b",
        *("i work ", "i teach", "i babysit", "i childmind", "i look after "),
    ),
)
"""What a writer may be known by: who they are to the child, where they live and what they do."""

SHARED_BY_MANY: Final = (
    r"(?:\w{0,20}(?:ish|ese|ian|ean|istic)|Muslim|Hindu|Sikh|Catholic|Deaf|Black|White|African|Roma|Gypsy"
    r"|Traveller|Year|Not|So|Very|Really|Also|Always|Just|The)"
)
"""What is written with a capital after ‘I am’ and is nobody's name."""

REACHED: Final = (
    _trace(r"(?<!\d)(?:\+44|0)(?:[ ()-]{0,2}\d){9,10}(?!\d)", "+44", "0"),
    _trace(r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+", "@"),
    _trace(r"\bmy name(?: is|[’']s)\b", "my name"),
    _trace(
        r"\bI(?: am|[’']m) (?:called\b|(?:Mrs?|Ms|Miss|Mx|Dr)\b\.? [^\W\d_][\w’'-]{0,40})",
        *("i am ", "i’m ", "i'm "),
    ),
    _trace(
        rf"\bI(?: am|[’']?m) (?!{SHARED_BY_MANY}\b)(?-i:[A-ZÀ-Þ][^\W\d_A-ZÀ-Þ]{{2,20}})(?:-[^\W\d_]{{1,20}})?",
        *("i am ", "i’m ", "i'm ", "im "),
    ),
    _trace(
        r"\b(?:I|we|I(?: am|[’']?m) [^.!?\n]{1,30} and) live (?:at|on|in(?= (?:flat|number|no)\b))"
        r"(?: (?:flat|number|no\.?))? \d{1,4}[a-z]?(?: (?!and\b)[^\W\d_][\w’'-]{0,30}){1,2}",
        *("i live", "we live", "and live"),
    ),
    _trace(r"\bmy address(?: is|[’']s)\b", "my address"),
)
"""A telephone number, an email address, a name, a home: they tell of whoever gives them."""

QUOTED: Final = re.compile(r"“[^“”]*”|‘(?:[^‘’\n]|’(?=\w))*’(?!\w)|\"[^\"]*\"")
"""Another’s exact words: ‘my mum’ is then the child’s mother. A mark that opens ends what one before it opened: with
thousands of them, and none that closes, each would be followed to the end.
"""

REPEATED: Final = re.compile(
    r"(?<!\bI )\b(?:say|says|said|saying|told|tells|shout\w*|scream\w*|yell\w*|cried|cries|crying|whisper\w*"
    r"|wrote|asks|asked)\b(?! at\b)[^.!?\n]{0,25}$",
    re.IGNORECASE,
)
"""What comes before words that are repeated without quotation marks."""
BEFORE: Final = 80
"""Characters in which that must be: one such word, and what it allows between."""

WRITTEN: Final = "If you want to stay unknown, look again at what may show who you are: {words}"
CHOSEN: Final = (
    "You want to stay unknown, but some of what you wrote may show who you are: {words}. "
    "To change it, go to the page where you wrote it"
)
UNDECIDED: Final = (
    "If you stay unknown, some of what you wrote may show who you are: {words}. "
    "To change it, go to the page where you wrote it"
)
"""To whoever has not said yet whether they do, or has left it blank."""
STORY_OF_ONES_OWN: Final = (
    "What you wrote may tell us who you are: {words}. You can leave it in: it helps us to find you. "
    "If you do not want us to know, take it out"
)
OWN_STORY_UNKNOWN: Final = (
    "What you wrote may tell us who you are: {words}. You can leave it in: it helps us to find you. "
    "If you do not want us to know, go to the page where you wrote it and take it out"
)
"""To a young person, who may want to be found and only not know that this is what a name does."""


def about_writer(text: str, *, self: bool = False) -> tuple[str, ...]:
    """The words that may give away who wrote this, as they stand, each once: a way to reach them and a name first.

    `self`: the story is the writer's own, so that only a name or a way of reaching them is more than the story.
    """
    story = QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
    worst = sorted(_found(REACHED, story), key=re.Match.start)
    rest = [] if self else sorted(_hints(story, worst), key=re.Match.start)
    first: dict[str, str] = {}
    for match in (*worst, *rest):
        first.setdefault(match[0].casefold(), match[0])
    return tuple(first.values())


def _hints(story: str, worst: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    """What else may tell of the writer: their own words, and no part of what is worse."""
    for match in _found(TRACES, story):
        within = any(one.start() <= match.start() < one.end() for one in worst)
        if not within and not _is_repeated(story, match.start()):
            yield match


def shows_writer(question: str, *, self: bool = False) -> Rule:
    """Warn at this question of what its answer may tell of the writer; `self` as in `about_writer`.

    Whether their name may be known is asked later: see `tells_nobody`.
    """

    def shows_who_wrote(facts: Facts) -> Problem | None:
        return _warning(question, STORY_OF_ONES_OWN if self else WRITTEN, facts, self=self)

    return shows_who_wrote


def shows_writer_anyway(question: str, *, self: bool = False) -> Rule:
    """Warn, where somebody may stay unknown, of what they wrote on an earlier page; `self` as above."""

    def stays_unknown(facts: Facts) -> Problem | None:
        anonymity = facts.get("anonymity")
        if anonymity not in (None, Anonymity.ANONYMOUS):
            return None
        if self:
            return _warning(question, OWN_STORY_UNKNOWN, facts, self=self)
        return _warning(question, CHOSEN if anonymity else UNDECIDED, facts, self=self)

    return stays_unknown


def tells_nobody(message: str, facts: Facts) -> bool:
    """Whether a warning is of what may show its writer, and all is known by now, their name that may be known too."""
    return message in (WRITTEN, STORY_OF_ONES_OWN) and facts.get("anonymity") == Anonymity.NAMED


def _warning(question: str, sentence: str, facts: Facts, *, self: bool) -> Problem | None:
    text = facts.get(question)
    said = about_writer(text, self=self) if isinstance(text, str) else ()
    named = ", ".join(f"‘{words}’" for words in said[:MOST_NAMED])
    return Problem(question, sentence, {"words": named}) if said else None


def _found(traces: tuple[Trace, ...], story: str) -> Iterator[re.Match[str]]:
    plain = in_small_letters(story)
    for trace in traces:
        if any(words in plain for words in trace.holds):
            yield from trace.pattern.finditer(story)


def in_small_letters(text: str) -> str:
    """The same letters to a pattern that knows no case: to it, unlike `casefold`, a Turkish keyboard’s I is an i."""
    return text.replace("İ", "i").replace("ı", "i").casefold()


def _is_repeated(story: str, place: int) -> bool:
    """Whether the words at this place are somebody else's, which the writer repeats."""
    return REPEATED.search(story, max(0, place - BEFORE), place) is not None


def of_the_writer(kept: Anonymity) -> tuple[Inset, ...]:
    """Above the question what a writer is to them: who gave a name hides nothing by a blank (ADR 0071)."""
    unknown = Not(one_of("anonymity", Anonymity.NAMED, kept))
    return Inset(text=GIVES_AWAY, when=unknown), Inset(text=APART_TOO, when=Is("anonymity", kept))
