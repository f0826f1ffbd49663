"""The count sees whatever could go wrong: it is only worth something if it can say no."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from tests.chaos.count import Count, HubWatch, count
from tests.chaos.people import Journey, Traveller, mark_of


@dataclass
class Evening:
    """Two people who sent something, and the hub that opened it."""

    journeys: list[Journey]
    watch: HubWatch

    @property
    def committed(self) -> Mapping[str, UUID]:
        sent = [(reference, one.message_id) for one in self.journeys for reference in one.confirmed]
        return {reference: message_id for reference, message_id in sent if message_id}

    def file(self, number: int = 0) -> Path:
        return self.watch.folder / f"{next(iter(self.journeys[number].confirmed))}.json"

    def counted(self, committed: Mapping[str, UUID] | None = None) -> Count:
        self.watch.look()
        return count(self.journeys, self.committed if committed is None else committed, self.watch)


@pytest.fixture
async def evening(traveller: Traveller, opened_at_the_hub: Callable[[], Awaitable[Path]]) -> Evening:
    journeys = [await traveller("community", 1), await traveller("community", 2)]
    watch = HubWatch(await opened_at_the_hub())
    watch.look()
    return Evening(journeys, watch)


async def test_what_arrived_once_is_right(evening: Evening) -> None:
    counted = evening.counted()

    assert counted.is_right()
    assert re.fullmatch(r"confirmed=2 arrived=2 lost=0 twice=0 longest_s=\d+", counted.line())


async def test_a_confirmed_referral_that_did_not_arrive_is_lost(evening: Evening) -> None:
    evening.file().unlink()

    assert evening.counted().lost == {evening.file().stem: "was confirmed and did not arrive"}
    assert "arrived=1 lost=1 twice=0" in evening.counted().line()


async def test_a_committed_referral_that_did_not_arrive_is_lost_though_nobody_saw_it(
    evening: Evening,
) -> None:
    counted = evening.counted({**evening.committed, "NN-2222-2222": uuid4()})

    assert counted.lost == {"NN-2222-2222": "was committed and did not arrive"}


async def test_a_confirmed_referral_that_the_portal_has_forgotten_is_lost_though_it_arrived(
    evening: Evening,
) -> None:
    kept = {
        reference: one for reference, one in evening.committed.items() if reference != evening.file().stem
    }

    assert evening.counted(kept).lost == {evening.file().stem: "is no longer known to the portal"}


async def test_what_the_hub_cannot_read_is_lost(evening: Evening) -> None:
    evening.file().write_text("{}")

    assert evening.counted().lost == {evening.file().stem: "cannot be opened"}


async def test_what_is_filed_without_its_readable_copy_is_lost(evening: Evening) -> None:
    evening.file().with_suffix(".html").unlink()

    assert evening.counted().lost == {evening.file().stem: "is not filed as it should be"}


async def test_another_message_under_the_same_reference_is_lost(evening: Evening) -> None:
    evening.journeys[0].message_id = uuid4()

    assert evening.counted().lost == {evening.file().stem: "arrived as another message"}


async def test_a_contact_without_its_words_is_lost(evening: Evening) -> None:
    evening.journeys[0].mark = mark_of(999)

    assert evening.counted().lost == {evening.file().stem: "arrived without its words"}


async def test_the_same_message_under_a_second_reference_came_twice(evening: Evening) -> None:
    again = evening.watch.folder / "ZZ-2222-2222"
    again.with_suffix(".html").touch()
    again.with_suffix(".json").write_text(evening.file().read_text().replace(evening.file().stem, again.name))

    counted = evening.counted()
    assert counted.twice == {again.name: "is the same message again"}
    assert counted.unconfirmed == 1


async def test_the_same_words_under_another_message_came_twice(evening: Evening) -> None:
    again = evening.watch.folder / "ZZ-2222-2222"
    again.with_suffix(".html").touch()
    text = evening.file().read_text().replace(evening.file().stem, again.name)
    again.with_suffix(".json").write_text(text.replace(str(evening.journeys[0].message_id), str(uuid4())))

    assert evening.counted().twice == {again.name: "holds words that another holds too"}


async def test_a_contact_that_is_filed_anew_came_twice(evening: Evening) -> None:
    text = evening.file().read_text()
    evening.file().rename(evening.file().with_suffix(".old"))
    evening.file().write_text(text)

    assert evening.counted().twice == {evening.file().stem: "was filed again"}


async def test_a_second_reference_for_one_form_came_twice(evening: Evening) -> None:
    evening.journeys[0].confirmed["NN-2222-2222"] = 0.0

    assert evening.counted().twice == {"NN-2222-2222": "is a second reference for one form"}


async def test_what_arrived_though_nobody_saw_it_confirmed_is_counted_apart(evening: Evening) -> None:
    committed = evening.committed
    evening.journeys[0].confirmed.clear()

    counted = evening.counted(committed)
    assert counted.is_right()
    assert (counted.confirmed, counted.arrived, counted.unconfirmed) == (1, 2, 1)
