"""The table that a run ends with."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tests.chaos.count import Count
from tests.chaos.estate import KINDS
from tests.chaos.run import Run


def table(run: Run, count: Count) -> str:
    """What happened, a line each; the last is for scripts."""
    return "\n".join((*_blows(run), "", *_people(run), "", *_sums(run, count), "", count.line()))


def _blows(run: Run) -> Iterator[str]:
    asked = run.asked
    yield (
        f"seed {asked.seed}, {asked.copies} of each process, {asked.people} people at once, "
        f"{run.stormy:.0f} s of storm, {run.quiet:.0f} s until all was quiet"
    )
    yield ""
    yield f"{'':<12}{'killed':>8}{'stalled':>9}{'ended by itself':>17}"
    for kind in KINDS:
        storm = run.storm
        yield f"{kind:<12}{storm.kills[kind]:>8}{storm.stalls[kind]:>9}{storm.restarts[kind]:>17}"


def _people(run: Run) -> Iterator[str]:
    yield f"{'form':<14}{'begun':>7}{'confirmed':>11}{'gave up':>9}{'pages':>8}{'retries':>9}{'sent twice':>12}"
    for form in sorted({journey.form for journey in run.journeys}):
        here = [journey for journey in run.journeys if journey.form == form]
        done = sum(bool(journey.confirmed) for journey in here)
        left = sum(bool(journey.gave_up) for journey in here)
        pages, retries = (sum(getattr(one, what) for one in here) for what in ("pages", "retries"))
        twice = sum(one.pressed_twice for one in here)
        yield f"{form:<14}{len(here):>7}{done:>11}{left:>9}{pages:>8}{retries:>9}{twice:>12}"
    yield f"people saw: {_listed(sum((one.trouble for one in run.journeys), Counter()))}"
    yield f"gave up at: {_listed(Counter(one.gave_up for one in run.journeys if one.gave_up))}"
    yield f"logged: {_listed(run.logged)}"


def _sums(run: Run, count: Count) -> Iterator[str]:
    for name, what in (("lost", count.lost), ("twice", count.twice)):
        for reference, why in what.items():
            yield f"{name}: {reference} {why}"
    yield f"arrived though nobody saw it confirmed: {count.unconfirmed}"
    yield f"set aside by the hub: {run.set_aside}"
    yield f"seconds from confirmation to arrival: {_spread(count.delays)}"


def _spread(delays: Sequence[float]) -> str:
    if not delays:
        return "none arrived"
    middle, late = (delays[int(len(delays) * share)] for share in (0.5, 0.99))
    return f"median {middle:.1f}, 99 in 100 within {late:.1f}, longest {delays[-1]:.1f}"


def _listed(seen: Counter[str]) -> str:
    return ", ".join(f"{what} {times}" for what, times in seen.most_common()) or "nothing"
