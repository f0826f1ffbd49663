"""The council changes its profile between somebody's writing and sending, or after it: nothing is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.envelope.drafts import DraftKey
from app.errors import NotFiledError
from app.forms.walking.walk import Walk
from app.profiles.loading import SHIPPED
from app.receiver.papers import find
from app.services.desk import Desk
from app.services.drafting import open_draft
from app.services.keeping import keep_page
from app.services.progress import look_up
from app.settings import Settings
from tests.place import Place, place_of

Changed = Callable[..., Settings]
SLUG, PREFIX = 'slug = "northamptonshire"', 'prefix = "NN"'
POLICE, PROBATION = "Northamptonshire Police", "the Probation Service"


@pytest.fixture
def changed(settings: Settings, tmp_path: Path) -> Changed:
    """The same settings, with a profile in which these words stand in the place of others."""

    def made(*changes: tuple[str, str]) -> Settings:
        written = (SHIPPED / "northamptonshire.toml").read_text()
        for before, after in changes:
            assert before in written
            written = written.replace(before, after, 1)
        path = tmp_path / "council.toml"
        path.write_text(written)
        return settings.model_copy(update={"profile": str(path)})

    return made


async def objects(desk: Desk) -> DraftKey:
    """A parent wants us to talk to neither of two services."""
    form = desk.form("family")
    key = (await keep_page(desk, form, None, "danger", {"danger": ["no"]})).draft.key
    await keep_page(desk, form, key, "urgent", {"urgent_today": ["no"]})
    said = {"sharing": ["some"], "sharing_except": [POLICE, PROBATION]}
    await keep_page(desk, form, key, "sharing", said)
    return key


async def seen(desk: Desk, key: DraftKey) -> Walk:
    return (await open_draft(desk, desk.form("family"), key)).walk()


async def test_a_service_that_goes_by_another_name_is_not_silently_told(
    settings: Settings, changed: Changed
) -> None:
    async with place_of(settings) as before:
        key = await objects(before.desk)
        assert "sharing" not in [step.path for step in (await seen(before.desk, key)).unmet()]
    async with place_of(changed((f'"{POLICE}"', '"the police"'))) as after:
        walk = await seen(after.desk, key)
        assert "sharing" in [step.path for step in walk.unmet()]
        assert walk.facts.get("sharing_except") == [PROBATION]
        kept = await keep_page(
            after.desk,
            after.desk.form("family"),
            key,
            "sharing",
            {"sharing": ["some"], "sharing_except": ["the police", PROBATION]},
        )
        assert "sharing" not in [step.path for step in kept.walk.unmet()]


async def test_a_page_that_was_open_meanwhile_is_shown_again(settings: Settings, changed: Changed) -> None:
    async with place_of(settings) as before:
        key = await objects(before.desk)
    async with place_of(changed((f'"{POLICE}"', '"the police"'))) as after:
        typed = {"sharing": ["some"], "sharing_except": [POLICE]}
        kept = await keep_page(after.desk, after.desk.form("family"), key, "sharing", typed)
        assert [fault.field for fault in kept.faults] == ["sharing_except"]
        assert kept.lost


@pytest.mark.parametrize("others", [[], [PROBATION]])
async def test_whoever_had_ticked_the_service_that_reads_the_form_looks_once_more_and_goes_on(
    settings: Settings, changed: Changed, others: list[str]
) -> None:
    said = {"sharing": ["some"], "sharing_except": ["children’s social care", *others]}
    async with place_of(changed((f'social_care = "{said["sharing_except"][0]}"', ""))) as before:
        key = await objects(before.desk)
        kept = await keep_page(before.desk, before.desk.form("family"), key, "sharing", said)
        assert kept.walk.facts.get("sharing_except") == said["sharing_except"]
    async with place_of(settings) as after:
        assert "sharing" in [step.path for step in (await seen(after.desk, key)).unmet()]
        typed = {"sharing": ["some"], "sharing_except": others, "sharing_why": ["They told him before."]}
        kept = await keep_page(after.desk, after.desk.form("family"), key, "sharing", typed)
        assert not kept.faults
        assert "sharing" not in [step.path for step in kept.walk.unmet()]
        assert kept.walk.facts.get("sharing_except") == (others or None)


def renamed(changed: Changed) -> Settings:
    return changed(
        (SLUG, 'slug = "west-northamptonshire"\nearlier_slugs = ["northamptonshire"]'),
        (PREFIX, 'prefix = "WN"\nearlier_prefixes = ["NN"]'),
    )


async def code_of(place: Place, key: DraftKey) -> tuple[str, str]:
    told = await place.sends(key)
    return told.referral.reference, told.status_code


async def test_what_was_sent_to_a_hub_of_another_name_is_filed_and_asked_after(
    settings: Settings, changed: Changed
) -> None:
    async with place_of(settings) as before:
        reference, code = await code_of(before, await before.begins())
        assert reference.startswith("NN-")
    async with place_of(renamed(changed)) as after:
        await after.carries()
        assert set(after.worries()) == {reference}
        assert await after.receipted() == 1
        assert await after.unsettled() == 0
        assert await look_up(after.desk, reference, code)
        assert find(after.folder, after.desk.council, reference).hub == "west-northamptonshire"


async def test_a_hub_that_is_renewed_last_has_its_receipts_believed(
    settings: Settings, changed: Changed
) -> None:
    async with place_of(settings) as before:
        key = await before.begins()
        await before.sends(key)
        await before.carries()
        async with place_of(renamed(changed)) as after:
            after.receiver = before.receiver
            assert await after.receipted() == 1


async def test_another_name_without_the_earlier_one_is_refused(settings: Settings, changed: Changed) -> None:
    async with place_of(settings) as before:
        reference, code = await code_of(before, await before.begins())
    async with place_of(changed((SLUG, 'slug = "elsewhere"'), (PREFIX, 'prefix = "WN"'))) as after:
        await after.carries()
        assert after.worries() == {}
        assert await look_up(after.desk, reference, code) is None
        with pytest.raises(NotFiledError):
            find(after.folder, after.desk.council, reference)
