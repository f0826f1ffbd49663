"""Catalogue 28: whatever is done in whatever order, no 5xx, no lost answer, no second referral; what was shown is sent.

`make wander ROUNDS=2000 SEED=7` goes on for longer.
"""

import asyncio
import os
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import orjson
import pytest
import time_machine
from hypothesis import HealthCheck, Phase
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from app.envelope.keys import ReceiverKeys
from app.envelope.message import open_submitted
from app.forms.questions import Choice, Offering
from app.portal import portal
from app.settings import Settings
from app.storage.drafts import Life
from tests.people import code_in
from tests.wandering.books import Book, Place, World, given, item_of, of_item, plain
from tests.wandering.browsers import WORD, Browser, Pen, Said, Sheet, question_of

START = datetime(2026, 11, 23, 12, tzinfo=UTC)
ROUNDS = int(os.environ.get("WANDER_ROUNDS", "10"))
COUNCIL = "northamptonshire"
CODE = re.compile(r"\b\d{4} \d{4} \d{4}\b")
SLUGS = ("community", "family", "young-person", "professional", "allegation")
LOOKED_AT = (
    *("/tasks", "/check", "/save", "/code", "/handed", "/hand-over", "/sent", "/copy"),
    *("/whole-copy", "/left", "/delete", "/afresh", "/leaving", "/deleted", "/copy-removed"),
    *("/danger", "/worry", "/children", "/nowhere"),
)
DONE = (
    *("goes_on", "sends_a_page_that_lies_open") * 5,
    *("opens_a_page", "comes_back", "sends") * 3,
    *("goes_back", "looks_at_anything", "reads_a_page_again", "removes_somebody", "gets_a_code") * 2,
    *("waits", "asks_after_it", "exits", "closes_the_browser", "deletes", "tidies_up"),
)
WAITS = (timedelta(minutes=20), *(timedelta(hours=hours) for hours in (1, 3, 5, 30, 400)))
DEVICES, TABS, NUMBERS = st.integers(0, 1), st.integers(0, 1), st.integers(0, 2**32)


class Wandering(RuleBasedStateMachine):
    """Two devices, two tabs each, one kind of form, and a note of every draft that was begun."""

    def __init__(self, world: World, url: str) -> None:
        super().__init__()
        self.world = world
        world.begins(url)
        self.clock = time_machine.travel(START, tick=False)
        self.time = self.clock.start()
        self.browsers = [Browser(world.app, world.loop) for _ in range(2)]
        self.books: dict[str, Book] = {}
        self.codes: dict[str, Book] = {}
        self.pen = Pen(world.shop.desk.forms)
        self.slug, self.turns = "", 0

    def teardown(self) -> None:
        for browser in self.browsers:
            book = self.held(browser)
            for path in sorted(book.paths) if book else ():
                self.reads_again(browser, path)
            self.world.does(browser.client.aclose())
        self.world.does(self.world.shop.desk.database.close())
        self.clock.stop()

    @initialize(slug=st.sampled_from(SLUGS), number=NUMBERS)
    def begins(self, slug: str, number: int) -> None:
        self.slug = slug
        questions = [one for page, _ in self.world.shop.desk.forms[slug].pages() for one in page.questions]
        self.narrowed = {one.id for one in questions if isinstance(one, Offering) and one.only}
        self.changing = {
            one.id: {name for change in one.changes.values() for name in change}
            for one in questions
            if isinstance(one, Choice) and one.changes
        }
        self.somebody("goes_on", 0, 0, number)

    @rule(action=st.sampled_from(DONE), who=DEVICES, tab=TABS, number=NUMBERS)
    def somebody(self, action: str, who: int, tab: int, number: int) -> None:
        browser = self.browsers[who]
        self.turns += 1
        # Numbers that are drawn are often small, and the same again.
        getattr(self, action)(browser, browser.tabs[tab], Random(f"{number} {self.turns}"))  # noqa: S311

    def goes_on(self, browser: Browser, tab: list[Sheet], chance: Random) -> None:
        for _ in range(chance.randint(1, 9)):
            sheet = self.onward(browser)
            if sheet.form is None:
                break
            tab.append(sheet)
            self.posts(browser, sheet, self.pen.fills_in(self.slug, sheet, chance, 0.05))

    def sends_a_page_that_lies_open(self, browser: Browser, tab: list[Sheet], chance: Random) -> None:
        if tab:
            typed = self.pen.fills_in(self.slug, tab[-1], chance, chance.choice((0.05, 0.5)))
            later = {"then": ["later"]} if chance.random() < 0.2 else {}
            self.posts(browser, tab[-1], {**later, **typed})

    def opens_a_page(self, browser: Browser, tab: list[Sheet], chance: Random) -> None:
        known = sorted({path for book in self.books.values() for path in book.paths})
        sheet = self.gets(browser, chance.choice([*known, self.at("/danger")]))
        if sheet.form is not None:
            tab.append(sheet)

    def goes_back(self, _browser: Browser, tab: list[Sheet], chance: Random) -> None:
        del tab[-chance.randint(1, 3) :]

    def looks_at_anything(self, browser: Browser, _tab: list[Sheet], chance: Random) -> None:
        self.gets(browser, self.at(chance.choice(LOOKED_AT)))

    def reads_a_page_again(self, browser: Browser, _tab: list[Sheet], chance: Random) -> None:
        book = self.held(browser)
        if book and book.paths:
            self.reads_again(browser, chance.choice(sorted(book.paths)))

    def removes_somebody(self, browser: Browser, _tab: list[Sheet], chance: Random) -> None:
        book = self.held(browser)
        for path in sorted(book.paths) if book else ():
            links = [one for one in self.gets(browser, path).links(self.at("/")) if one.endswith("/remove")]
            if links and book:
                chosen = chance.choice(links)
                self.presses(browser, chosen, self.gets(browser, chosen))
                item = chosen.split("/")[3]
                book.saved = {place: one for place, one in book.saved.items() if not of_item(place, item)}
                book.paths = {one for one in book.paths if f"/{item}/" not in one}
                self.renews(book)
                return

    def gets_a_code(self, browser: Browser, _tab: list[Sheet], chance: Random) -> None:
        """For themselves; or, at work, for a colleague, who may be the only one then."""
        colleague = self.slug == "professional" and chance.random() < 0.5
        alone = colleague and chance.random() < 0.5
        shown_at, book = "/handed" if colleague else "/code", self.held(browser)
        asked = self.gets(browser, self.at("/hand-over" if colleague else "/save"))
        if book and book.opens:
            whose = {"whose": ["alone"]} if alone else {}
            self.presses(browser, self.at("/hand-over" if colleague else "/code"), asked, **whose)
            code = code_in(self.gets(browser, self.at(shown_at)).main)
            assert code not in self.codes
            self.codes[code] = book
            book.codes = {**({} if alone else book.codes), shown_at: code}
            book.kept_until = self.life.kept_until

    def comes_back(self, browser: Browser, _tab: list[Sheet], chance: Random) -> None:
        """By any code that there ever was."""
        if not self.codes:
            return
        code, book = chance.choice([*self.codes.items()])
        opens = book.returns and code in book.codes.values()
        asked = self.gets(browser, "/resume")
        answer = self.presses(browser, "/resume", asked, code=[code])
        if answer.status == 409:
            answer = self.presses(browser, "/resume", asked, code=[code], replace=["yes"])
        assert (answer.status == 303) is opens
        if opens:
            assert browser.key(self.slug) == book.key
            self.renews(book)

    def waits(self, _browser: Browser, _tab: list[Sheet], chance: Random) -> None:
        self.time.shift(chance.choice(WAITS))

    def tidies_up(self, _browser: Browser, _tab: list[Sheet], _chance: Random) -> None:
        self.world.does(self.world.tidies_up())

    def deletes(self, browser: Browser, _tab: list[Sheet], chance: Random) -> None:
        way, book = chance.choice((self.at("/delete"), self.at("/afresh"))), self.held(browser)
        asked = self.gets(browser, way)
        if book and book.opens and chance.random() < 0.4:
            assert self.presses(browser, way, asked).status == 303
            book.gone = True

    def exits(self, browser: Browser, _tab: list[Sheet], _chance: Random) -> None:
        self.world.does(browser.client.get("/exit"))
        if self.slug != "professional":
            browser.before_leaving |= {sheet.token for tab in browser.tabs for sheet in tab}
        kept = browser.key(self.slug) or browser.sent_key(self.slug)
        assert not kept or self.slug == "professional"

    def closes_the_browser(self, browser: Browser, _tab: list[Sheet], _chance: Random) -> None:
        browser.closes()

    def sends(self, browser: Browser, _tab: list[Sheet], chance: Random) -> None:
        """Once, or as somebody does who presses the button again and again."""
        book, before = self.held(browser), self.world.does(self.world.count())
        checked = self.gets(browser, self.at("/check"))
        opened = book is not None and book.opens and checked.path == self.at("/check")
        presses = chance.randint(1, 3)
        answers = [self.presses(browser, self.at("/send"), checked) for _ in range(presses)]
        went = opened and any(one.path == self.at("/sent") for one in answers)
        assert self.world.does(self.world.count()) == before + went
        if went and book:
            self.was_sent(browser, book, checked)
        self.sees_what_was_sent(browser)

    def asks_after_it(self, browser: Browser, _tab: list[Sheet], chance: Random) -> None:
        for reference, code in [book.sent for book in self.books.values() if book.sent][-1:]:
            asked = self.gets(browser, "/status")
            for typed, status in ((code, 200), (f"{chance.randrange(10**12):012}", 422)):
                answer = self.presses(browser, "/status", asked, reference=[reference], code=[typed])
                assert answer.status == status

    # What must be so.

    @invariant()
    def nothing_was_sent_twice(self) -> None:
        sent = [book.sent for book in self.books.values() if book.sent]
        assert len({reference for reference, _ in sent}) == len(sent)

    # How it is done, and what is noted of it.

    def at(self, path: str) -> str:
        return f"/{self.slug}{path}"

    def held(self, browser: Browser) -> Book | None:
        return self.books.get(browser.key(self.slug))

    @property
    def life(self) -> Life:
        return self.world.shop.desk.life(self.world.shop.desk.forms[self.slug])

    def renews(self, book: Book) -> None:
        book.opens_until = self.life.open_until
        book.kept_until = book.kept_until and self.life.kept_until

    def gets(self, browser: Browser, path: str) -> Sheet:
        held = [browser.key(self.slug), browser.sent_key(self.slug)]
        sheet = browser.gets(path)
        own = [self.books[key].words for key in held if key in self.books]
        assert sheet.words <= set().union(*own), path
        return sheet

    def presses(self, browser: Browser, path: str, seen: Sheet, **data: list[str]) -> Sheet:
        return browser.posts(path, {"csrf": [seen.token], **data})

    def onward(self, browser: Browser) -> Sheet:
        """The page that comes next: the first that checking misses, or where checking leads instead."""
        sheet = self.gets(browser, self.at("/check"))
        if sheet.path != self.at("/check"):
            return sheet
        missing = sheet.tree.find_class("govuk-notification-banner__link")
        hrefs = [one.get("href").partition("#")[0] for one in missing]
        return self.gets(browser, hrefs[0]) if hrefs else sheet

    def posts(self, browser: Browser, sheet: Sheet, typed: Said) -> None:
        before = self.held(browser)
        answer = browser.posts(sheet.path, {**sheet.hidden, **typed})
        if sheet.token in browser.before_leaving:
            # What was open when somebody left at once is asked for anew, and not shown or kept.
            assert (answer.status, answer.path) == (303, sheet.path)
            self.reads_again(browser, sheet.path)
            return
        kept = answer.status == 303 and answer.path != self.at("/sent")
        if kept or (answer.status == 422 and not answer.conflicts):
            self.notes(browser, sheet, typed, answer)
            return
        assert answer.status in {303, 403, 404, 409, 422}
        if answer.conflicts and before:
            self.renews(before)
        if answer.status != 303:
            live = {word for name in sheet.shown for one in typed.get(name, ()) for word in WORD.findall(one)}
            assert live <= answer.words, (sheet.path, answer.status)
        self.reads_again(browser, sheet.path)

    def notes(self, browser: Browser, sheet: Sheet, typed: Said, answer: Sheet) -> None:
        """A page was taken: what it asks now must hold what was typed, and the rest of it what it held before."""
        key = browser.key(self.slug)
        book = self.books.get(key)
        if book is None:
            book = self.books[key] = Book(key, START)
        self.renews(book)
        book.paths.add(sheet.path)
        for values in typed.values():
            book.words |= {word for one in values for word in WORD.findall(one)}
        changed = {name for one in typed for name in self.changing.get(question_of(one), ())}
        book.saved = {place: one for place, one in book.saved.items() if question_of(place[1]) not in changed}
        now = self.gets(browser, sheet.path)
        item = item_of(sheet.path)
        asked = {one.get("name") for one in sheet.fields()}
        if now.path != sheet.path or now.form is None:
            book.saved = {
                place: one
                for place, one in book.saved.items()
                if place not in {(item, name) for name in asked}
            }
            return
        for name in asked:
            place, held = (item, name), now.shown.get(name)
            if held is None or question_of(name).startswith("another_"):
                book.saved.pop(place, None)
            elif answer.status == 422 and plain(name) in answer.faulty:
                # A blank is kept, even where an answer is missed; what can be none leaves what was there.
                if held or given(name, typed):
                    assert held == book.saved.get(place, held)
                else:
                    book.saved.pop(place, None)
            else:
                self.overwrites_only_what_was_seen(book, place, sheet, typed)
                assert held == given(name, typed), (sheet.path, name)
                book.saved[place] = held

    def overwrites_only_what_was_seen(self, book: Book, place: Place, sheet: Sheet, typed: Said) -> None:
        before = book.saved.get(place, [])
        assert before in ([], sheet.shown.get(place[1]), given(place[1], typed)), (sheet.path, place)

    def reads_again(self, browser: Browser, path: str) -> None:
        """What was saved is there, unless its page is not asked any more or its draft is closed here."""
        book = self.held(browser)
        now = self.gets(browser, path)
        if book and book.opens and now.path == path and now.form is not None:
            for name, held in now.shown.items():
                if question_of(name) not in self.narrowed:
                    assert held == book.saved.get((item_of(path), name), held), (path, name)

    def was_sent(self, browser: Browser, book: Book, checked: Sheet) -> None:
        """What was sent is what was shown last, and nothing that was written before or elsewhere."""
        opened = open_submitted(self.world.does(self.world.message(book.key)), self.world.hub_keys, COUNCIL)
        contact = orjson.loads(opened.contact)
        everything = b"".join((opened.contact, opened.restricted, opened.identity)).decode()
        assert set(WORD.findall(everything)) == checked.words
        assert checked.words <= book.saved_words
        told = self.gets(browser, self.at("/sent"))
        reference = str(contact["reference"])
        code = CODE.search(told.tree.text_content())
        assert reference in told.text
        assert code
        assert contact["form"] == self.slug
        book.sent = (reference, code[0])
        self.finds_it_sent(Browser(self.world.app, self.world.loop), book)

    def finds_it_sent(self, late: Browser, book: Book) -> None:
        """Another device, which still holds the key."""
        late.client.cookies.set(f"draft-{self.slug}", book.key)
        before = self.world.does(self.world.count())
        told = self.gets(late, self.at("/danger"))
        assert told.path == self.at("/sent")
        self.presses(late, self.at("/send"), self.gets(late, "/status"))
        assert self.world.does(self.world.count()) == before
        assert book.sent
        assert book.sent[0] in self.gets(late, self.at("/sent")).text
        self.world.does(late.client.aclose())

    def sees_what_was_sent(self, browser: Browser) -> None:
        book = self.books.get(browser.sent_key(self.slug))
        if book and book.sent:
            told = self.gets(browser, self.at("/sent"))
            assert all(one in told.text for one in book.sent)


@pytest.fixture
def world(settings: Settings, key_set: Path) -> Iterator[World]:
    with asyncio.Runner() as runner:
        app = portal(settings)
        runner.run(app.state.shop.desk.database.close())
        yield World(app, runner.get_loop(), ReceiverKeys.load(key_set / "receiver"))


HOW = hypothesis_settings(
    max_examples=ROUNDS,
    stateful_step_count=30,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
    # The suite goes the same ways each time; `make wander` goes others.
    derandomize="WANDER_ROUNDS" not in os.environ,
)


def test_whatever_is_done_in_whatever_order(world: World, sqlite_template: Path, tmp_path: Path) -> None:
    class Round(Wandering):
        def __init__(self) -> None:
            super().__init__(world, f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'round.db')}")

    run_state_machine_as_test(Round, settings=HOW)


@pytest.mark.postgresql
def test_whatever_is_done_in_whatever_order_with_postgresql(world: World, postgresql_url: str) -> None:
    class Round(Wandering):
        def __init__(self) -> None:
            super().__init__(world, postgresql_url)

    run_state_machine_as_test(Round, settings=hypothesis_settings(HOW, max_examples=max(2, ROUNDS // 6)))
