"""Pages, emails and the hub's readable copy, rendered from templates that know no request."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple, Protocol

from jinja2.nodes import EvalContext
from jinja2.utils import pass_eval_context
from markupsafe import Markup

from app.assets import Asset
from app.profiles.catalogues import ENGLISH, Catalogue
from app.profiles.lines import Line
from app.profiles.model import Profile
from app.saying import Sentence, Word
from app.templating.compiled import compiled
from app.templating.environment import environment_of
from app.templating.escaping import escaped
from app.templating.filters import by_answer, each, times_open
from app.templating.turning import isolated, turns

ROOT: Final = Path(__file__).parents[2]
STYLE: Final = "portal.css"
ICON: Final = "icon.svg"
"""The tab's picture where a council has no logo."""
ABSENT: Final = MappingProxyType(
    {"errors": (), "back": None, "save_url": None, "saved": (), "send_now_url": None, "tab_title": None}
    | {"code_link": "", "ahead": None, "history": "", "notice_title": ""}
    | {
        "insets": (),
        "warnings": (),
        "odd": (),
        "unplaced": (),
        "no_longer": (),
        "renewed": False,
        "beside": "",
        "without": "",
        "asks": "",
        "footed": None,
        "warned": "",
        "again": None,
        "look": None,
    }
    | {
        "may_wait": False,
        "gone": False,
        "cookieless": False,
        "watched": None,
        "exits": False,
        "doubted": False,
    }
)
"""What the layout and the notices may do without."""

KEPT_FRAMES: Final = 64
"""More than the sets of lines that hours can make."""

KEPT_QUESTIONS: Final = 1000
"""More than all forms of a council ask."""

INTRO: Final = Markup("<!-- intro -->")
"""Stands in a question that is kept for what its page says first. What people write is escaped, and never this."""

QUESTION: Final = "components/question.html"
SHARED: Final = (QUESTION, "layout.html", "components/header.html", "components/footer.html")
"""What all pages are made with."""

NO_VALUES: Final[Mapping[str, object]] = MappingProxyType({})


class Spoken(NamedTuple):
    """What a page says of a telephone line."""

    name: str
    number: str
    note: str


class Asked(Protocol):
    """A question as a page shows it."""

    @property
    def key(self) -> Hashable | None:
        """All that it shows; None where any of that is somebody's answer or name."""


class Templates:
    """One council's templates and the addresses of its static files.

    `folder` holds `templates/` and `static/`. Every name that a template uses must be in its context:
    a missing one raises `jinja2.UndefinedError` instead of showing nothing.
    """

    def __init__(self, profile: Profile, folder: Path = ROOT, words: Catalogue = ENGLISH) -> None:
        self._profile = profile
        self._words = words
        self._from_right = words.direction == "rtl"
        self._environment = environment_of(folder)
        read = folder / "templates", folder / "static"
        said_here = words.language, *words.said.items()
        self._environment.bytecode_cache = compiled(read, profile, *said_here)
        said = {
            "_": words.gettext,
            "say": self.say,
            "sentence": self.sentence,
            "heading": self.heading,
            "frame": self.frame,
            "ask": self.ask,
        }
        for_values = {
            "word": self.word,
            "headed": self.headed,
            "lines": self.lines,
            "listed": self.listed,
            "each": each,
            "by_answer": by_answer,
        }
        self._environment.filters |= said | for_values
        self._environment.globals |= said | {
            "opening_times": times_open,
            "lang": words.language,
            "languages": [Catalogue(language) for language in profile.languages],
            "direction": words.direction,
            "profile": profile,
        }
        self._frames = lru_cache(maxsize=KEPT_FRAMES)(self._frame)
        self.questions: dict[Hashable, Markup] = {}
        self.assets: Mapping[str, Asset] = {one.name: one for one in self._files(folder)}
        icon = profile.look.logo.asset if profile.look.logo else self.assets.get(ICON)
        self._environment.globals |= {"assets": self.assets, "icon": icon}

    def prepare(self) -> None:
        """Load every page before anybody asks for one, and let go of what only that needs."""
        pages = self._environment.list_templates(filter_func=lambda name: name.startswith("pages/"))
        # The largest first: what it takes to load it is then there for the others.
        for name in (*SHARED, *pages):
            self._environment.get_template(name)
        self._environment.flat.clear()

    def render(self, name: str, /, **context: object) -> str:
        """The text of a template."""
        return self._environment.get_template(name).render(ABSENT | context)

    def frame(self, part: Literal["header", "footer"], lines: Iterable[Line]) -> Markup:
        """The page's header or footer; it holds no answer, so it is rendered once and kept."""
        return self._frames(part, tuple(Spoken(line.name, line.number, line.note) for line in lines))

    def ask(self, question: Asked, size: str, private: bool, intro: str = "") -> Markup:
        """A question and its fields; where nothing in it is anybody's, it is rendered once and kept.

        `intro`, what a page says between its question and the fields, is of one moment, and never kept.
        """
        intro = Markup(intro.strip())  # noqa: S704 -- a template of ours made it
        key = question.key and (question.key, size, private, bool(intro))
        if key is None:
            return self._asked(question, size, private, intro)
        if key not in self.questions:
            if len(self.questions) == KEPT_QUESTIONS:
                self.questions.clear()
            self.questions[key] = self._asked(question, size, private, INTRO if intro else intro)
        kept = self.questions[key]
        return kept.replace(INTRO, intro) if intro else kept

    def _asked(self, question: Asked, size: str, private: bool, intro: Markup) -> Markup:
        macros: Any = self._environment.get_template(QUESTION).module
        asked: Markup = macros.question(question, size, private, intro)
        return asked

    @pass_eval_context
    def sentence(self, context: EvalContext, text: str, values: Mapping[str, object] = NO_VALUES) -> str:
        """A translated sentence with its placeholders filled; in HTML, each value is escaped."""
        translated = self._words.gettext(text)
        named = {key: self._filling(value) for key, value in values.items()}
        if context.autoescape:
            # What Markup's own method would say, at a third of its price.
            shown = {key: escaped(value) for key, value in named.items()}
            return Markup(str.format_map(escaped(translated), shown))  # noqa: S704 -- escaped here
        return translated.format_map(named)

    @pass_eval_context
    def say(self, context: EvalContext, said: str | Sentence) -> str:
        """Words to be read: a plain constant translated, or a sentence with its values filled."""
        if isinstance(said, Sentence):
            return self.sentence(context, said.text, said.values)
        # Where the hub reads, what stands alone may be what somebody wrote.
        words = self._words.gettext(said)
        return isolated(words) if turns(words) else words

    @pass_eval_context
    def heading(self, context: EvalContext, said: str | Sentence) -> str:
        """Words that stand first: what is ours begins with a capital, a name is as it was written."""
        words = self.say(context, said)
        led = isinstance(said, Sentence) and any(
            isinstance(value, Word) and said.text.startswith(f"{{{name}}}")
            for name, value in said.values.items()
        )
        return words[:1].upper() + words[1:] if led else words

    def listed(self, constants: Iterable[str]) -> str:
        """Constants of ours, translated, in one line."""
        return ", ".join(map(self._words.gettext, constants))

    def _filling(self, value: object) -> object:
        """What others wrote turns no words around; in a language from right to left it keeps its own direction."""
        if isinstance(value, Word):
            return self.word(value)
        if isinstance(value, str) and (self._from_right or turns(value)):
            return isolated(value)
        return value

    def _files(self, folder: Path) -> Iterator[Asset]:
        """What is in `static/`, the council's colours at the end of the one style sheet, and its logo."""
        for file in sorted(file for file in (folder / "static").iterdir() if file.is_file()):
            more = self.render("look.css").encode() if file.name == STYLE else b""
            yield Asset(file.name, file.read_bytes() + more)
        if logo := self._profile.look.logo:
            yield logo.asset

    def _frame(self, part: str, lines: tuple[Spoken, ...]) -> Markup:
        return Markup(self.render(f"components/{part}.html", lines=lines))  # noqa: S704 -- our own HTML

    def word(self, value: object) -> object:
        """A value among what people wrote: translated where it is ours, and else just as it is."""
        if not isinstance(value, Word):
            return value
        translated = self._words.gettext(value.constant)
        named = {key: self._filling(filling) for key, filling in value.values.items()}
        return translated.format_map(named) if named else translated

    def headed(self, value: object) -> object:
        """The same where it stands first: what is ours begins with a capital, what people wrote is as it is."""
        said = self.word(value)
        return said[:1].upper() + said[1:] if isinstance(value, Word) and isinstance(said, str) else said

    def lines(self, written: Sequence[str]) -> Markup:
        """What people wrote, line by line."""
        return Markup("<br>".join(escaped(self.word(line)) for line in written))  # noqa: S704 -- escaped here
