"""What the escrow key alone opens, of a folder of sealed messages: tried as a drill, or filed as a hub files it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.envelope.attachments import open_file, sealed_name
from app.envelope.message import SubmittedEvent, unseal_event, verify_event
from app.envelope.sealing import Identity
from app.errors import EnvelopeRefusedError, PortalError
from app.receiver.filing import HubFolder, Papers, understand


@dataclass
class Found:
    """What came of it."""

    messages: int = 0
    """Messages of which all three parts opened."""
    files: int = 0
    failed: list[Path] = field(default_factory=list)
    """What no key opens, or is no message."""
    without_files: list[Path] = field(default_factory=list)
    """Messages of which a file is not there, was altered, or is sealed to another key."""
    unsigned: list[Path] = field(default_factory=list)
    """Messages that no portal signed which we know."""

    @property
    def whole(self) -> bool:
        """Whether everything that was tried opened, files and all."""
        return not (self.failed or self.without_files or self.unsigned)


@dataclass(frozen=True)
class Recovery:
    """Opens with the keys that it is given, and no others."""

    identities: Sequence[Identity]
    portals: Sequence[Ed25519PublicKey] | None = None
    """Whose signatures are believed; None where their list is lost too, and nobody vouches for a message."""

    def recover(self, paths: Sequence[Path], folder: HubFolder | None = None) -> Found:
        """Open each message and its files; file them as a receiver does, or keep nothing where there is no folder.

        Raises:
            OSError: the disk does not give or take one.
        """
        found = Found()
        for path, papers in self._opened(paths, found):
            files = self._files(path, papers)
            if folder:
                folder.file(replace(papers, files=files))
            found.messages += 1
            found.files += sum(there is not None for there in files.values())
            found.without_files += [path] if None in files.values() else []
        return found

    def _opened(self, paths: Sequence[Path], found: Found) -> Iterator[tuple[Path, Papers]]:
        for path in paths:
            try:
                event = SubmittedEvent.read(path.read_bytes())
                papers = understand(unseal_event(event, self.identities))
            except PortalError:
                found.failed.append(path)
            else:
                if self._vouched(event):
                    yield path, papers
                else:
                    found.unsigned.append(path)

    def _vouched(self, event: SubmittedEvent) -> bool:
        try:
            verify_event(event, self.portals or ())
        except EnvelopeRefusedError:
            return self.portals is None
        return True

    def _files(self, path: Path, papers: Papers) -> Mapping[str, Path | None]:
        """Where each file lies sealed beside its message; None for one that is not there whole."""
        places = {one.id: path.parent / sealed_name(papers.message_id, one.id) for one in papers.enclosed}
        signed = {one.id: one.sha256 for one in papers.opened.attachments}
        sizes = {one.id: one.size for one in papers.enclosed}
        return {
            one: place if _digest(place) == signed[one] and self._opens(place, sizes[one]) else None
            for one, place in places.items()
        }

    def _opens(self, place: Path, size: int) -> bool:
        try:
            with place.open("rb") as source:
                open_file(source, _Nowhere(), size, self.identities)
        except PortalError:
            return False
        return True


def sealed_messages(folder: Path) -> Sequence[Path]:
    """Every file in a folder, or beneath it, that should be a message; the newest last."""
    paths = (path for path in folder.rglob("*.json") if path.is_file())
    return sorted(paths, key=lambda path: (path.stat().st_mtime_ns, path.name))


class _Nowhere:
    """Takes what is opened, and keeps nothing."""

    def write(self, data: bytes) -> int:
        return len(data)

    def flush(self) -> None:
        pass


def _digest(place: Path) -> str:
    return sha256(place.read_bytes()).hexdigest() if place.exists() else ""
