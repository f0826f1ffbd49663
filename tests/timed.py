"""Whether two ways take the same time, told by many pairs."""

import gc
from collections.abc import Awaitable, Callable
from random import Random
from time import process_time_ns

PAIRS = 5000
"""Of one sample each: ten thousand in all."""
TELLING = 0.04
"""How far from a half the share of pairs may lie in which the one took longer: over five standard deviations."""

Try = Callable[[], Awaitable[object]]


async def slower(one: Try, other: Try, pairs: int, clock: Callable[[], int] = process_time_ns) -> float:
    """The share of pairs, each in a random order, in which the first took longer: a half, if nobody can tell.

    The time is what this process works: what others do on this machine is not in it, nor what PostgreSQL does for us.
    A clock on the wall tells of that too; however busy the machine is, each of a pair is as likely to be held up. One
    very slow sample counts as any other.
    """
    order, longer = Random(20261124), 0  # noqa: S311 -- an order, and no secret
    gc.disable()
    try:
        for _ in range(pairs):
            taken = dict[Try, int]()
            for tried in order.sample((one, other), 2):
                began = clock()
                await tried()
                taken[tried] = clock() - began
            longer += taken[one] > taken[other]
    finally:
        gc.enable()
    return longer / pairs
