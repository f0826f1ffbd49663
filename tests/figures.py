"""The closed lists of what a figure's labels may be, for every test that reads `/metrics`."""

from prometheus_client import generate_latest
from prometheus_client.parser import text_string_to_metric_families

from app.delivery.causes import Cause
from app.envelope.queues import ROUTES
from app.metrics import REGISTRY
from app.storage.outbox import CHANNELS
from app.storage.signs import Sign
from app.vocabulary import FormName, Route

WORKS = {
    *("relay-to-hub", "relay-to-mail", "look at the database", "look at the queue", "purge"),
    *("look at what was promised", "leave signs", "receive", "post receipts", "watch", "send numbers"),
    *("carry letters", "fetch files", "forget calls", "forget tries"),
}
LABELS: dict[str, set[str]] = {
    "form": set(FormName),
    "route": set(Route),
    "why": {"too-many", "unseen-field"},
    "status": {"1xx", "2xx", "3xx", "4xx", "5xx"},
    "result": {"new", "known", "unknown", "refused", "done", "failed", "filed", "later", "taken"},
    "channel": {*CHANNELS, "letter"},
    "work": WORKS,
    "queue": {*ROUTES, "spool", "refused"},
    "state": {"waiting", "refused"},
    "cause": set(Cause),
    "sign": set(Sign),
}


def labels_of(exposed: str) -> set[tuple[str, str, str]]:
    """Every sample's name with each of its labels and values; each value must be on its list."""
    found = {
        (sample.name, label, value)
        for family in text_string_to_metric_families(exposed)
        for sample in family.samples
        for label, value in sample.labels.items()
    }
    strange = [(name, label, value) for name, label, value in found if value not in LABELS.get(label, set())]
    assert not strange, strange
    return found


def figure(exposed: str, name: str, **labels: str) -> float:
    """One figure's value; 0 where it is not there yet."""
    return sum(
        sample.value
        for family in text_string_to_metric_families(exposed)
        for sample in family.samples
        if sample.name == name and labels.items() <= sample.labels.items()
    )


def counted(name: str, **labels: str) -> float:
    """One figure of this process, such as how many were refused until now."""
    return figure(generate_latest(REGISTRY).decode(), name, **labels)
