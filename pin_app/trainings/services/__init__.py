"""What happens to series, certificates and evaluations."""

from pin_app.trainings.services.certifying import give_back, issue, path_of, withdraw
from pin_app.trainings.services.registering import open_dates, register_for_all
from pin_app.trainings.services.series import attach, change, create, detach, hide, publish

__all__ = [
    "attach", "change", "create", "detach", "give_back", "hide", "issue", "open_dates", "path_of", "publish",
    "register_for_all", "withdraw",
]  # fmt: skip
