"""One training series of the organiser for every address of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkzeug.routing import Rule

from pin_app.trainings import queries, services
from tests.factories import events, trainings

if TYPE_CHECKING:
    from tests.trust.cast import Cast


def things(cast: Cast, rule: Rule) -> dict[str, Any]:
    """What an address of this room names: a series that the organiser runs, published with one date."""
    if not rule.arguments:
        return {}
    series = trainings.series(cast.people["organiser"], dates=1)
    person = events.registration(queries.dates_of([series])[series.id][0])
    certificate = trainings.certificate(series, person)
    trainings.check_in(person)
    evaluation = services.open_evaluation(series, None, cast.people["organiser"])
    if rule.endpoint in ("trainings.sheet", "trainings.do_sheet"):
        token = services.hand_out(evaluation, person)
    else:
        token = services.path_to_take(evaluation, person.public_id).rsplit("/", 1)[1]
    given = {
        "token": token,
        "evaluation_id": evaluation.public_id,
        "number": person.id if rule.endpoint.endswith("organiser") else certificate.number,
        "registration_id": person.public_id,
        "secret": certificate.link_secret,
        "public_id": series.public_id,
        "session_key": queries.counted_sessions(series)[0].key,
    }
    return {name: given[name] for name in rule.arguments}
