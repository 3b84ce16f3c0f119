"""Misbehaviour on demand: answers put in place of the blog's own."""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from crawler.demo.answers import Answer, Asked


class Drop:
    """In place of an answer: the connection is closed without one."""


#: What comes in place of the blog's answer, or makes another of it.
Change = Answer | Drop | Callable[[Answer], Answer]


@dataclass(slots=True)
class Fault:
    """``change`` for the first ``times`` requests (None: for all), after ``delay`` seconds."""

    change: Change
    times: int | None = None
    delay: float = 0.0
    met: int = field(default=0, init=False)
    """How many requests it has met."""

    def applied(self, answer: Answer) -> Answer | Drop:
        """What is sent in place of the blog's own ``answer``."""
        self.met += 1
        if self.times is not None and self.met > self.times:
            return answer
        time.sleep(self.delay)
        return self.change if isinstance(self.change, Answer | Drop) else self.change(answer)


#: By target ("/robots.txt", "/feed/?paged=2": exactly that) or by a pattern that is searched in it.
Faults = Mapping[str | re.Pattern[str], Fault | Change]


class FaultTable:
    """Faults with their state."""

    def __init__(self, faults: Faults) -> None:
        self._faults = [
            (key, fault if isinstance(fault, Fault) else Fault(fault)) for key, fault in faults.items()
        ]

    def applied(self, asked: Asked, answer: Answer) -> Answer | Drop:
        """The blog's answer, or what the first fault that matches makes of it."""
        for key, fault in self._faults:
            if key == asked.target if isinstance(key, str) else key.search(asked.target):
                return fault.applied(answer)
        return answer
