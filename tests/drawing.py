"""What hypothesis draws: the same on every machine and at every hour, or the gate would be a lottery."""

from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants


def draw_the_same_everywhere() -> None:
    """Draw from the test's own text alone; `--hypothesis-profile=searching` draws anew each time.

    A slow machine is no fault of a test: no deadline, and no check of its health by the clock. Hypothesis
    also takes words and numbers from whichever modules are loaded, which differs with the order of the files.
    """
    anywhere = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}
    settings.register_profile("same", derandomize=True, **anywhere)  # type: ignore[arg-type]
    settings.register_profile("searching", **anywhere)  # type: ignore[arg-type]
    settings.load_profile("same")
    providers._get_local_constants = Constants
