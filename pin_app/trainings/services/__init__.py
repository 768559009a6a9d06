"""What happens to series, certificates and evaluations."""

from pin_app.trainings.services.box import evaluation_of_sheet
from pin_app.trainings.services.certifying import give_back, issue, issue_anew, path_of, withdraw
from pin_app.trainings.services.dates import attach, detach, publish_dates, repeat
from pin_app.trainings.services.evaluating import (
    answer,
    close,
    forget_texts,
    hand_out,
    invited,
    may_take,
    open_evaluation,
    path_to_take,
    print_slips,
)
from pin_app.trainings.services.naming import join_names
from pin_app.trainings.services.organisers import add_organiser, remove_organiser
from pin_app.trainings.services.registering import open_dates, register_for_all
from pin_app.trainings.services.series import change, create, hide, publish

__all__ = [
    "add_organiser", "answer", "attach", "change", "close", "create", "detach", "evaluation_of_sheet",
    "forget_texts", "give_back", "hand_out", "hide", "invited", "issue", "issue_anew", "join_names",
    "may_take", "open_dates", "open_evaluation", "path_of", "path_to_take", "print_slips", "publish",
    "publish_dates", "register_for_all", "remove_organiser", "repeat", "withdraw",
]  # fmt: skip
