"""How long a run has taken, what it has reached, and whether it should end."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from matching.scheduling.plan import Progress, Stopped
from matching.scheduling.state import State


class Clock:
    """Time and progress of one run; `bound` is the upper bound known so far."""

    def __init__(
        self,
        limit: float,
        on_progress: Callable[[Progress], None] | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> None:
        self.limit, self.bound = limit, math.inf
        self.stopped: Stopped = "done"
        self._on_progress, self._should_stop = on_progress, should_stop
        self._begun, self._begun_cpu = time.monotonic(), time.process_time()

    def seconds(self) -> float:
        """Seconds on the clock since the run began."""
        return time.monotonic() - self._begun

    def cpu(self) -> float:
        """Processor seconds of this process since the run began."""
        return time.process_time() - self._begun_cpu

    def left(self) -> float:
        """Seconds that are left; never below zero."""
        return max(0.0, self.limit - self.seconds())

    def over(self, early: float = 0.0) -> bool:
        """Whether the run should end now, because time is up or because its caller says so.

        `early` is the share of the time that is kept for what comes after.
        """
        if self.stopped == "done":
            if self._should_stop is not None and self._should_stop():
                self.stopped = "cancelled"
            elif self.left() <= early * self.limit:
                self.stopped = "time"
        return self.stopped != "done"

    def tell(self, step: str, total: float, meetings: int) -> None:
        """Say how far the run has come."""
        if self._on_progress is not None:
            self._on_progress(Progress(step, total, self.bound, meetings, self.seconds()))

    def tell_of(self, step: str, state: State) -> None:
        """Say how far the run has come with this timetable."""
        self.tell(step, state.total(), sum(len(pairs) for pairs in state.in_slot))
