"""A walk that is made for one page alone sees of it what the whole walk sees."""

from app.forms.pages import Form
from app.forms.walk import walk
from tests.forms.walked import DAY, Complete


def test_one_page_is_looked_at_as_in_the_whole_walk(community_form: Form, complete: Complete) -> None:
    answers = complete(community_form, children=2, worry="My son hears them.", birth="estimated-age")
    whole = walk(community_form, answers, DAY)
    warned = {step.path for step in whole.steps if step.warnings}
    assert "worry" in warned
    for step in whole.steps:
        alone = walk(community_form, answers, DAY, warned_at=step.path)
        assert [one.path for one in alone.steps] == [one.path for one in whole.steps]
        assert [one.path for one in alone.steps if one.warnings] == [step.path] * (step.path in warned)
        found = alone.at(step.path)
        assert found
        assert (found.warnings, found.faults) == (step.warnings, step.faults)


def test_a_walk_that_ends_early_has_seen_all_that_comes_before(
    professional_form: Form, complete: Complete
) -> None:
    answers = complete(professional_form, children=2, adults=1)
    whole = walk(professional_form, answers, DAY)
    for place, step in enumerate(whole.steps):
        part = walk(professional_form, answers, DAY, until=step.path)
        assert [one.path for one in part.steps[: place + 1]] == [one.path for one in whole.steps[: place + 1]]
        assert [slot.value for slot in part.steps[place].slots] == [slot.value for slot in step.slots]
        assert part.through_gate() or step.section.gate
    assert len(walk(professional_form, answers, DAY, until="danger").steps) == 1
