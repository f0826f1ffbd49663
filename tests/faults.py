"""A process of ours whose system calls of some kinds fail.

A filter that the kernel keeps (seccomp) answers in their place, as `strace --inject` would, and needs no root.
"""

import ctypes
import errno
import platform
import struct

CALLS = {
    "x86_64": {"fsync": 74, "fdatasync": 75, "pwrite64": 18},
    "aarch64": {"fsync": 82, "fdatasync": 83, "pwrite64": 68},
}
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, MODE_FILTER = 38, 22, 2
LOAD_NUMBER, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, FAIL = 0x7FFF0000, 0x00050000
"""<linux/seccomp.h> and <linux/bpf_common.h>."""


class Filter(ctypes.Structure):
    """The kernel's `struct sock_fprog`."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def fail(error: str, *calls: str) -> None:
    """Make these system calls fail in this process, and in all that it starts."""
    numbers = [CALLS[platform.machine()][call] for call in calls]
    steps = [(LOAD_NUMBER, 0, 0, 0)]
    steps += [(JUMP_IF_EQUAL, len(numbers) - place, 0, number) for place, number in enumerate(numbers)]
    steps += [(RETURN, 0, 0, ALLOW), (RETURN, 0, 0, FAIL | getattr(errno, error))]
    code = b"".join(struct.pack("HBBI", *step) for step in steps)
    kernel = ctypes.CDLL(None, use_errno=True)
    given = Filter(len(steps), code)
    if kernel.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or kernel.prctl(
        PR_SET_SECCOMP, MODE_FILTER, ctypes.byref(given), 0, 0
    ):
        raise OSError(ctypes.get_errno(), "no filter could be set")
