"""Catalogue 28, of leaving and returning: whatever is done in whatever order, no saved word is lost or given away."""

import asyncio
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import time_machine
from hypothesis import Phase, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from app.envelope.drafts import DraftKey
from app.envelope.keys import PortalKeys
from app.errors import NotFoundError
from app.forms.catalogue import forms
from app.profiles.loading import load_profile
from app.services.desk import Desk, now
from app.services.drafting import Draft, open_draft
from app.services.keeping import keep_page
from app.services.resuming import code_of, discard, make_code, resume, stay
from app.settings import Settings
from app.storage.database import Database
from app.storage.resumes import Holder
from app.storage.retention import purge

COUNCIL = load_profile("northamptonshire")
FORMS = forms(COUNCIL)
COMMUNITY = FORMS["community"]
START = datetime(2026, 11, 23, 12, tzinfo=UTC)
OPEN, KEPT = timedelta(hours=4), timedelta(days=14)

Action = tuple[str, int, int]
"""What is done, on which device, and a number that decides how."""
DONE = (
    *("write", "come_back", "wait", "ask_for_a_code") * 3,
    *("close_the_browser", "stay", "delete", "tidy_up"),
)
ACTIONS = st.lists(
    st.tuples(st.sampled_from(DONE), st.integers(0, 1), st.integers(0, 5)), min_size=40, max_size=40
)


@dataclass
class Known:
    """What is true of the one draft, as a person with a notebook would have it."""

    key: DraftKey
    open_until: datetime
    worry: str = ""
    kept_until: datetime | None = None
    codes: dict[Holder, str] = field(default_factory=dict)

    def renew(self) -> None:
        self.open_until = now() + OPEN
        self.kept_until = self.kept_until and now() + KEPT

    @property
    def opens(self) -> bool:
        return now() < self.open_until

    @property
    def returns(self) -> bool:
        return self.opens or (self.kept_until is not None and now() < self.kept_until)


class Returning:
    """Two devices, one story, and every code that was ever made."""

    def __init__(self, template: Path, keys: Path, folder: Path, clock: time_machine.Traveller) -> None:
        path = shutil.copy(template, folder / "portal.db")
        settings = Settings(var=folder, keys=keys)
        database = Database(f"sqlite:///{path}")
        self.desk = Desk(settings, COUNCIL, FORMS, database, PortalKeys.load(keys / "portal"))
        self.clock = clock
        self.held: list[DraftKey | None] = [None] * 2
        self.known: Known | None = None
        self.codes: list[str] = []

    async def draft(self, device: int) -> Draft:
        return await open_draft(self.desk, COMMUNITY, self.held[device])

    def opens(self, device: int) -> bool:
        """Whether this device should open the draft."""
        known = self.known
        return known is not None and known.opens and self.held[device] == known.key

    async def said(self, device: int, page: str, **typed: str) -> DraftKey:
        sent = {name: [value] for name, value in typed.items()}
        return (await keep_page(self.desk, COMMUNITY, self.held[device], page, sent)).draft.key

    async def begin(self, device: int) -> None:
        if self.known is None or not self.known.returns:
            self.held[device] = await self.said(device, "danger", danger="no")
            key = await self.said(device, "urgent", urgent_today="no")
            self.known = Known(key, now() + OPEN)

    async def write(self, device: int, number: int) -> None:
        worry = "abc"[number % 3]
        if not self.opens(device):
            with pytest.raises(NotFoundError):
                await self.said(device, "worry", worry=worry)
            return
        assert self.known
        await self.said(device, "worry", worry=worry)
        self.known.worry = worry
        self.known.renew()

    async def ask_for_a_code(self, device: int, number: int) -> None:
        holder, alone = list(Holder)[number % 2], number > 3
        draft = await self.draft(device)
        if not self.opens(device):
            with pytest.raises(NotFoundError):
                await make_code(self.desk, draft, holder, alone=alone)
            return
        assert self.known
        await make_code(self.desk, draft, holder, alone=alone)
        code = await code_of(self.desk, draft, holder)
        assert code
        assert code not in self.codes
        self.codes.append(code)
        self.known.codes = {**({} if alone else self.known.codes), holder: code}
        self.known.kept_until = now() + KEPT

    async def come_back(self, device: int, number: int) -> None:
        """By the newest code as a rule, or by one of those before it."""
        for code in self.codes[-max(1, number - 2) :][:1]:
            back, known = await resume(self.desk, code), self.known
            if known and known.returns and code in known.codes.values():
                assert back
                assert back.key == known.key
                self.held[device] = back.key
                known.renew()
            else:
                assert back is None

    async def close_the_browser(self, device: int, _number: int) -> None:
        self.held[device] = None

    async def stay(self, device: int, _number: int) -> None:
        assert await stay(self.desk, await self.draft(device)) is self.opens(device)
        if self.opens(device) and self.known:
            self.known.renew()

    async def delete(self, device: int, number: int) -> None:
        if number == 0:
            draft, mine = await self.draft(device), self.opens(device)
            await discard(self.desk, draft)
            self.known = None if mine else self.known

    async def wait(self, _device: int, number: int) -> None:
        self.clock.shift(timedelta(hours=(3, 3, 5, 5, 200, 200)[number]))

    async def tidy_up(self, _device: int, _number: int) -> None:
        await purge(self.desk.database, COUNCIL.periods, now())

    async def goes_through(self, actions: Sequence[Action]) -> None:
        for name, device, number in actions:
            await self.begin(device)
            await getattr(self, name)(device, number)
            await self.each_device_opens_what_it_should()
        await self.desk.database.close()

    async def each_device_opens_what_it_should(self) -> None:
        for device in range(2):
            draft = await self.draft(device)
            assert (draft.version > 0) is self.opens(device)
            if self.opens(device) and self.known:
                assert draft.answers.of("").get("worry", "") == self.known.worry


@hypothesis_settings(max_examples=20, phases=(Phase.explicit, Phase.generate))
@given(actions=ACTIONS)
@example(actions=[("write", 0, 0), ("wait", 0, 0), ("write", 0, 0), ("wait", 0, 0)])
def test_whatever_is_done_no_saved_word_is_lost_or_given_away(
    sqlite_template: Path, key_set: Path, actions: Sequence[Action]
) -> None:
    with TemporaryDirectory() as folder, time_machine.travel(START, tick=False) as clock:
        returning = Returning(sqlite_template, key_set, Path(folder), clock)
        asyncio.run(returning.goes_through(actions))
