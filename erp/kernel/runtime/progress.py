"""What the supervisor tells the person at the terminal: one line a step, as it happens."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

_started = time.monotonic()


def say(text: str) -> None:
    """One line, at once, with the seconds since the start."""
    print(f"[{time.monotonic() - _started:6.1f} s] {text}", flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Announce a step when it begins and how long it took when it is done."""
    say(f"{title} …")
    began = time.monotonic()
    yield
    say(f"{title}: done in {time.monotonic() - began:.1f} s")


def complain(text: str) -> None:
    """A line on standard error, for what stops the start."""
    print(text, file=sys.stderr, flush=True)
