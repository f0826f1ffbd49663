"""A council's profile: every fact and every word in which councils differ."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from app.profiles.feedback import Feedback
from app.profiles.help import Help
from app.profiles.lines import Complaints, Telephone
from app.profiles.look import Look
from app.profiles.parts import (
    Agency,
    AgencyGroup,
    Flaws,
    Guidance,
    LawfulBasis,
    Level,
    Locality,
    Notice,
    OutwardOrArea,
    Periods,
    covered,
)
from app.profiles.shut import when_closed
from app.profiles.table import Email, Slug, Table, Text, shaped
from app.profiles.week import Hours
from app.profiles.words import Words
from app.saying import Sentence, Word
from app.vocabulary import Concern, FormName, Route

FIRST_LANGUAGE: Final = "en"
MOST_NAMES: Final = 1000
LONGEST_NAME: Final = 100
Language = Annotated[
    str, shaped(r"[a-z]{2,3}(-[A-Z][A-Za-z]{1,3})?", "must be the code of a language, such as en")
]
Site = Annotated[str, shaped(r"https://[^/\s]+(/\S*)?", "must be an https address")]
Prefix = Annotated[
    str,
    shaped(r"[BCDFGHJKLMNPQRSTVWXZ]{2}", "must be two capital letters, neither a vowel nor Y, such as NN"),
]

Name = Annotated[
    Text,
    shaped(
        rf"[^\n]{{1,{LONGEST_NAME}}}", f"must be a name on one line, of {LONGEST_NAME} characters at most"
    ),
]

LACKING: Final = {
    "words": "is missing: add a table [words.{0}] with each key of [words.en], in that language (docs/translating.md)",
    "labels": (
        "is missing: add a table [labels.{0}]; begin with an empty one, and each text that it must have is named "
        "here (docs/translating.md)"
    ),
}
"""What a language of the council's needs of this file."""


class Profile(Table):
    """One council's hub; labels are in the first language, and `labels` gives them in each of the others."""

    slug: Slug
    name: Text
    hub_name: Text
    hub_short: Text
    area: Text
    prefix: Prefix
    earlier_slugs: tuple[Slug, ...] = ()
    """By which the hub went before: what was sent to it then is still taken, and what it said is still believed."""
    earlier_prefixes: tuple[Prefix, ...] = ()
    """With which its references began before: they are still asked after."""
    languages: tuple[Language, ...] = Field(min_length=1)
    address: tuple[Text, ...] = ()
    postcodes: tuple[OutwardOrArea, ...] = ()
    duty_email: Email | None = None
    exit_to: Site = "https://www.bbc.co.uk/weather"
    """A site about something else, for whoever must leave at once."""
    accessibility_reviewed: date | None = None
    """When the council last went through the accessibility statement; None while it has not."""
    security: Flaws | None = None
    most_an_hour: int = Field(60, ge=10)
    """Contacts by the forms for anybody; after that people are asked to call, unless it is urgent."""
    hours: Hours
    look: Look
    telephone: Telephone
    complaints: Complaints
    guidance: Guidance
    periods: Periods
    partners: tuple[Text, ...] = Field(min_length=1)
    social_care: str = ""
    """The partner that is children's social care, which reads what is sent: nobody can object to that alone."""
    agencies: tuple[Agency, ...] = Field(min_length=1)
    levels: tuple[Level, ...] = Field(min_length=1)
    localities: tuple[Locality, ...] = ()
    schools: tuple[Name, ...] = Field((), max_length=MOST_NAMES)
    """What is suggested where a school is named; anything else can be written."""
    organisations: tuple[Name, ...] = Field((), max_length=MOST_NAMES)
    """The same, beside the schools, where somebody says where they or others work."""
    notices: tuple[Notice, ...] = ()
    lawful_bases: tuple[LawfulBasis, ...] = Field(min_length=1)
    words: Mapping[Language, Words]
    feedback: Mapping[Language, Feedback] = Field(default_factory=dict)
    help: Mapping[Language, Help] = Field(default_factory=dict)
    labels: Mapping[Language, Mapping[str, Text]] = Field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(self.slug)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        untranslated = list(self._untranslated())
        # A fact is said in the words' language, so the words can be filled only once every language is whole.
        misfilled = [] if untranslated else self._misfilled()
        faults = [*self._repeated(), *self._outside(), *untranslated, *misfilled]
        if faults:
            raise ValueError("\n".join(faults))
        return self

    def _repeated(self) -> Iterator[str]:
        for key in ("agencies", "levels", "localities", "notices", "lawful_bases"):
            slugs = Counter(item.slug for item in getattr(self, key))
            yield from (
                f"{key}: the slug {slug} is there twice" for slug, times in slugs.items() if times > 1
            )
        for key in ("partners", "schools", "organisations"):
            names = Counter(getattr(self, key))
            yield from (f"{key}: {name!r} is there twice" for name, times in names.items() if times > 1)

    def _outside(self) -> Iterator[str]:
        if self.social_care and self.social_care not in self.partners:
            yield f"social_care: {self.social_care!r} is not among the partners"
        for locality in self.localities:
            for code in locality.postcodes:
                if not covered(code, self.postcodes):
                    yield f"localities.{locality.slug}.postcodes: {code} is not among the hub’s postcodes"

    def _untranslated(self) -> Iterator[str]:
        if self.languages[0] != FIRST_LANGUAGE:
            yield "languages: English (en) must come first; this file is written in it"
            return
        others = self.languages[1:]
        for key, tables, expected in (("words", self.words, self.languages), ("labels", self.labels, others)):
            for odd in sorted(set(expected) ^ set(tables)):
                yield f"{key}.{odd}: {LACKING[key].format(odd) if odd in expected else 'is not among the languages'}"
        for key, optional in (("feedback", self.feedback), ("help", self.help)):
            for odd in sorted(set(optional) - set(self.languages)):
                yield f"{key}.{odd}: is not among the languages"
        for language in set(others) & set(self.labels):
            told = self.labels[language]
            untold = (label for label in dict.fromkeys(self.plain_labels()) if label not in told)
            yield from (f"labels.{language}: nothing for {label!r}" for label in untold)

    def _misfilled(self) -> Iterator[str]:
        for key, tables in (("words", self.words), ("feedback", self.feedback), ("help", self.help)):
            for language, said in tables.items():
                yield from (f"{key}.{language}.{fault}" for fault in said.faults(self.facts(language)))

    def facts(self, language: str) -> Mapping[str, str]:
        """What a `{placeholder}` in the words may name; only the facts that this profile holds."""
        facts = {
            "name": self.name,
            "area": self.area,
            "hub_name": self.hub_name,
            "hub_short": self.hub_short,
            "guidance": Word(self.label(self.guidance.name, language)),
            "early_help_service": Word(self.words[language].early_help_service),
            "complaints_who": Word(self.label(self.complaints.who, language)),
            "complaints_number": self.complaints.number,
            "complaints_email": self.complaints.email,
            "when_closed": when_closed(self.hours),
            "designated_officer": self.telephone.for_allegations.number,
        }
        for key in ("main", "out_of_hours", "emergency", "police", "childline", "consultation"):
            line = getattr(self.telephone, key)
            facts[key] = line and line.number
        return {key: fact for key, fact in facts.items() if fact}

    def happens(self, form: FormName, route: Route, language: str) -> Sentence:
        """What happens next to what was sent by this form, on this route; a page can make links of its numbers."""
        return Sentence(self.words[language].next_after(form, route), self.facts(language))

    def privacy(self, language: str) -> Sentence:
        """How the council looks after what is sent; a page can make links of its numbers."""
        return Sentence(self.words[language].privacy, self.facts(language))

    @cached_property
    def spoken(self) -> Mapping[str, Words]:
        """The words by language, with every placeholder filled."""
        return {language: words.filled(self.facts(language)) for language, words in self.words.items()}

    @cached_property
    def slugs(self) -> tuple[str, ...]:
        """The hub's slug, then those that it had."""
        return (self.slug, *self.earlier_slugs)

    @cached_property
    def prefixes(self) -> tuple[str, ...]:
        """The prefix of the hub's references, then those that they had."""
        return (self.prefix, *self.earlier_prefixes)

    def label(self, text: str, language: str) -> str:
        """A label of this profile in one of its languages."""
        return text if language == self.languages[0] else self.labels[language][text]

    def agency(self, slug: str) -> Agency | None:
        """The agency with this slug, if the profile lists it."""
        return next((agency for agency in self.agencies if agency.slug == slug), None)

    def lawful_bases_for(self, group: AgencyGroup, route: Route, today: date) -> tuple[LawfulBasis, ...]:
        """The laws that this kind of agency shares under, today, on this route."""
        return tuple(basis for basis in self.lawful_bases if basis.applies(group, route, today))

    def duties(self, group: AgencyGroup, concerns: Collection[Concern], today: date) -> tuple[Notice, ...]:
        """What the law asks today of somebody from this kind of agency, with these concerns, beyond this form."""
        return tuple(notice for notice in self.notices if notice.applies(group, concerns, today))

    @property
    def may_object_to(self) -> tuple[str, ...]:
        """The partners that a parent may ask us not to talk to: all but the one that reads what they send."""
        return tuple(partner for partner in self.partners if partner != self.social_care) or self.partners

    def plain_labels(self) -> Iterator[str]:
        """Everything people read that is not in the words, and is not a name to be left alone."""
        yield self.guidance.name
        yield self.complaints.who
        yield from self.partners
        yield from (notice.text for notice in self.notices)
        yield from (level.description for level in self.levels)
        for listed in (self.agencies, self.levels, self.localities, self.lawful_bases):
            yield from (item.label for item in listed)
        for line in self.telephone.all_lines:
            yield line.name
            if line.note:
                yield line.note
