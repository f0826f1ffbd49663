"""ClamAV’s daemon, started by the tests on this machine, with a signature of one harmless text and no other."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import PortalError
from app.files.scanner import Scanner
from tests.samples import EICAR
from tests.town import PATIENCE, free_port


@contextmanager
def scanning(folder: Path) -> Iterator[str]:
    """Where it listens, until the end of the block."""
    (folder / "signatures").mkdir(parents=True)
    (folder / "signatures" / "eicar.ndb").write_text(f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n")
    port = free_port()
    (folder / "clamd.conf").write_text(
        f"Foreground yes\nTCPSocket {port}\nTCPAddr 127.0.0.1\n"
        f"DatabaseDirectory {folder / 'signatures'}\nStreamMaxLength 20M\n"
    )
    with (folder / "clamd.log").open("wb") as log:
        process = subprocess.Popen(["clamd", "-c", folder / "clamd.conf"], stdout=log, stderr=log)
    try:
        _wait_until_it_answers(Scanner(f"tcp://127.0.0.1:{port}"))
        yield f"tcp://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait_until_it_answers(scanner: Scanner) -> None:
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            scanner.ping()
        except PortalError:
            assert time.monotonic() < give_up, "clamd did not start"
            time.sleep(0.1)
        else:
            return
