"""What happens to series, certificates and evaluations."""

from pin_app.trainings.services.registering import open_dates, register_for_all
from pin_app.trainings.services.series import attach, change, create, detach, hide, publish

__all__ = ["attach", "change", "create", "detach", "hide", "open_dates", "publish", "register_for_all"]
