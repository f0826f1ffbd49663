"""Nothing is within a process's reach from now on but what it has open: no file, no port, no other process.

Source: Linux, Documentation/userspace-api/landlock.rst; include/uapi/linux/landlock.h. The numbers of its calls are
the same on every machine that we run on. Where the kernel is older (before 5.13) or a filter forbids it, the bound on
open files is left.
"""

import codecs
import ctypes
import os
import resource
from typing import Final

STANDARD: Final = 3
"""Standard input, output and error are all that is open."""
READ_LATER: Final = ("utf_8_sig", "utf_16", "cp1252", "cp437", "latin_1", "ascii")
"""Encodings, of texts and of names in a zip, that Python would look for on the disk once it needs them."""

CREATE: Final = 444
RESTRICT: Final = 446
ASK_VERSION: Final = 1
NO_NEW_PRIVILEGES: Final = 38
"""Of prctl(2); without it nobody but root may restrict themselves."""
FILES: Final = {1: 13, 2: 14, 3: 15, 5: 16}
"""From each version on, how many things one can do to files; all of them are taken away."""
PORTS: Final = 4
"""The version that knows of TCP: to listen, and to connect."""
OTHERS: Final = 6
"""The version that knows of abstract sockets and of signals to others."""
BOTH: Final = 0b11


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("ports", ctypes.c_uint64), ("others", ctypes.c_uint64))


def confine() -> None:
    """Keep this process, and whatever it starts, from everything that is not open."""
    for name in READ_LATER:
        codecs.lookup(name)
    system = ctypes.CDLL(None)
    if _lets_restrict(system):
        _landlock(system)
    # A socket of any kind needs a number as well as a file does.
    resource.setrlimit(resource.RLIMIT_NOFILE, (STANDARD, STANDARD))


def _lets_restrict(system: ctypes.CDLL) -> bool:
    """Whether these calls end nobody: a filter of systemd's from before Landlock kills whoever makes one."""
    tries = os.fork()
    if not tries:
        _landlock(system)
        os._exit(0)
    return os.waitpid(tries, 0)[1] == 0


def _landlock(system: ctypes.CDLL) -> None:
    version = system.syscall(CREATE, None, ctypes.c_size_t(0), ASK_VERSION)
    if version < 1:
        return
    rules = _Ruleset(
        files=(1 << max(many for since, many in FILES.items() if since <= version)) - 1,
        ports=BOTH if version >= PORTS else 0,
        others=BOTH if version >= OTHERS else 0,
    )
    # What an older kernel does not know of must be nought, and may then be there.
    handle = system.syscall(CREATE, ctypes.byref(rules), ctypes.c_size_t(ctypes.sizeof(rules)), 0)
    if handle >= 0:
        system.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        system.syscall(RESTRICT, handle, 0)
