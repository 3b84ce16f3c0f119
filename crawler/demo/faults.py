"""Faults on demand: they replace responses of the blog."""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from crawler.demo.answers import Answer, Asked


class Drop:
    """The connection is closed without a response."""


#: Replaces the blog's response, or changes it.
Change = Answer | Drop | Callable[[Answer], Answer]


@dataclass(slots=True)
class Fault:
    """``change`` for the first ``times`` requests (None: for all), after ``delay`` seconds."""

    change: Change
    times: int | None = None
    delay: float = 0.0
    met: int = field(default=0, init=False)
    """Number of requests that it matched."""

    def applied(self, answer: Answer) -> Answer | Drop:
        """The response that replaces the blog's ``answer``."""
        self.met += 1
        if self.times is not None and self.met > self.times:
            return answer
        time.sleep(self.delay)
        return self.change if isinstance(self.change, Answer | Drop) else self.change(answer)


#: By exact target ("/robots.txt", "/feed/?paged=2"), or by a pattern that is searched in the target.
Faults = Mapping[str | re.Pattern[str], Fault | Change]


class FaultTable:
    """Faults with their state."""

    def __init__(self, faults: Faults) -> None:
        self._faults = [
            (key, fault if isinstance(fault, Fault) else Fault(fault)) for key, fault in faults.items()
        ]

    def applied(self, asked: Asked, answer: Answer) -> Answer | Drop:
        """The blog's response, or the result of the first fault that matches."""
        for key, fault in self._faults:
            if key == asked.target if isinstance(key, str) else key.search(asked.target):
                return fault.applied(answer)
        return answer
