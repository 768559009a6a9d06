"""Series, their certificates and anonymous evaluations."""

from __future__ import annotations

from pin_app.accounts.models import User
from pin_app.trainings import queries, services
from pin_app.trainings.models import Certificate, TrainingSeries
from tests.factories import events
from tests.factories import trainings as series
from tests.factories.people import person
from tests.trust.deeds import Sent, deed

TYPED = {
    "audience": "migrants", "language": "en", "minimum": "75", "minimum_unit": "percent",
    "en-title": "Delegates",
}  # fmt: skip


def _over(by: User) -> tuple[TrainingSeries, str]:
    """A series with a date in the past, at which one person was."""
    made = series.series(by)
    series.check_in(events.registration(series.date_of(made, by, weeks=-8)))
    return made, f"/trainings/{made.public_id}"


def _certified(by: User) -> tuple[Certificate, str]:
    made, at = _over(by)
    services.issue(made, by)
    return queries.certificates_in(made)[0], at


@deed("training.created", {"training_series": 1}, repeats=True)
def create(_by: User) -> Sent:
    return Sent("/trainings/new", TYPED)


@deed("training.changed")
def change(by: User) -> Sent:
    made, at = _over(by)
    return Sent(f"{at}/manage/edit", TYPED, made)


@deed("training.hidden")
def hide(by: User) -> Sent:
    made, at = _over(by)
    return Sent(f"{at}/manage/hide", {}, made)


@deed("training.date_added", {"training_series_events": 1})
def attach(by: User) -> Sent:
    made, at = _over(by)
    return Sent(f"{at}/manage/dates", {"event": events.event(by, kind="training").public_id}, made)


@deed("training.date_removed", {"training_series_events": -1})
def detach(by: User) -> Sent:
    made, at = _over(by)
    series.date_of(made, by)
    return Sent(f"{at}/manage/dates/remove", {"event": queries.dates_of([made])[made.id][0].public_id}, made)


@deed(
    "training.certificate_issued", {"training_certificates": 1, "outgoing_mails": 1, "registration_mails": 1}
)
def issue(by: User) -> Sent:
    _made, at = _over(by)
    return Sent(f"{at}/certificates/issue", {})


@deed("training.certificate_withdrawn")
def withdraw(by: User) -> Sent:
    found, _at = _certified(by)
    return Sent(f"/trainings/certificates/{found.number}/withdraw", {}, found)


@deed(
    "training.certificate_issued", {"training_certificates": 1, "outgoing_mails": 1, "registration_mails": 1}
)
def issue_anew(by: User) -> Sent:
    found, _at = _certified(by)
    services.withdraw(found, by)
    return Sent(f"/trainings/certificates/{found.number}/anew", {})


@deed("registration.changed")
def join_names(by: User) -> Sent:
    made = series.series(by, dates=2)
    first, second = queries.dates_of([made])[made.id]
    right = events.registration(first, email="same@example.org")
    wrong = events.registration(second, email="same@example.org")
    at = f"/trainings/{made.public_id}/people/{right.public_id}/name"
    return Sent(at, {"other": wrong.public_id}, wrong)


@deed("event.organiser_added", {"event_organisers": 1, "outgoing_mails": 1})
def add_organiser(by: User) -> Sent:
    made = series.series(by, dates=1)
    person("second@example.org", role="organiser")
    event = queries.dates_of([made])[made.id][0]
    return Sent(f"/trainings/{made.public_id}/manage/organisers", {"email": "second@example.org"}, event)


@deed("event.organiser_removed", {"event_organisers": -1})
def remove_organiser(by: User) -> Sent:
    made = series.series(by, dates=1)
    other = person("third@example.org", role="organiser")
    services.add_organiser(made, by, "third@example.org", may_export=False)
    event = queries.dates_of([made])[made.id][0]
    return Sent(f"/trainings/{made.public_id}/manage/organisers/{other.id}/remove", {}, event)


@deed("training.certificates_printed", method="GET", status=200, repeats=True)
def printed(by: User) -> Sent:
    found, at = _certified(by)
    return Sent(f"{at}/certificates/print", {}, found.series)


@deed("training.attendance_exported", status=200, repeats=True)
def export(by: User) -> Sent:
    made, at = _over(by)
    return Sent(f"{at}/export", {"purpose": "For the funder"}, made)


@deed("training.evaluation_opened", {"evaluations": 1, "outgoing_mails": 1, "registration_mails": 1})
def open_evaluation(by: User) -> Sent:
    _made, at = _over(by)
    return Sent(f"{at}/evaluations")


@deed("training.slips_printed", {"evaluation_sheets": 1}, status=200)
def slips(by: User) -> Sent:
    made, at = _over(by)
    found = services.open_evaluation(made, None, by)
    return Sent(f"{at}/evaluations/{found.public_id}/slips", {"count": "1"}, found)


@deed("training.evaluation_closed")
def close(by: User) -> Sent:
    made, at = _over(by)
    found = services.open_evaluation(made, None, by)
    return Sent(f"{at}/evaluations/{found.public_id}/close", {}, found)


@deed("", {"evaluation_answers": 1, "evaluation_sheets": -1})
def answer(by: User) -> Sent:
    made = series.series(by)
    there = events.registration(series.date_of(made, by, weeks=-8))
    series.check_in(there)
    sheet = services.hand_out(services.open_evaluation(made, None, by), there)
    return Sent(f"/evaluations/{sheet}", {"overall": "5"}, guest=True)
